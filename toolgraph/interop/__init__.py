"""Bridges to libraries that others work with; each needs its own extra, and the core imports none of them."""
