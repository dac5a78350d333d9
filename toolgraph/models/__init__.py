"""What flows between the stages, one artefact a module."""
