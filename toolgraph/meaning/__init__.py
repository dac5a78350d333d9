"""What names mean: words, concepts, and how values are said. Shared by linking, the world, planning and checking."""
