"""The stages in order: what the command line and Python programs call."""
