"""Phrasers: what writes the words of a dialogue whose calls have already run."""
