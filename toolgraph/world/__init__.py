"""Simulated back ends that answer any call of any tool, before a word of the dialogue is written."""
