"""What a file says in short, going by its name: a contract is agreed with somebody, a budget plans what is spent."""

from __future__ import annotations

import re
from random import Random

from toolgraph.world.lexicon import MONTHS

# Words of names, and what such a file says; `{of}` is what it is for (` for July`), or nothing.
_SAID = """
budget forecast: Planned costs{of}, by team and month.|What may be spent{of}, and on what.
contract agreement terms lease: What was agreed{of}, with dates and prices.|The contract{of}, ready to be signed.
itinerary trip travel: Flights, hotel and meetings of the trip{of}.|When to leave and where to stay on the trip{of}.
offer quote proposal: Our offer{of}, with prices and dates of delivery.|What we can deliver{of}, and for how much.
minutes protocol: What was said and decided{of}, and who does what.|Points that were settled{of}, and those still open.
invoice bill receipt: All that is charged{of}, with the sum and the day it is due.
statement: All payments in and out{of}, with the balance.
agenda: The points to go through{of}, and who speaks on them.
report review results figures analysis: The figures{of} in short, and what comes next.|What was reached{of}.
outlook market: What to expect of the market{of}, with prices and risks.
brochure flyer catalog catalogue: Products and services at a glance, with prices.
boarding pass ticket: Name, seat, gate and time of the flight.
certificate diploma: A certificate{of}, with the date and a signature.
photo photos picture pictures: Photos{of}.
plan roadmap schedule: Aims, steps and dates{of}.
presentation slides deck pitch: Slides{of} with the main points and some figures.
notes draft: Notes{of}, not yet complete.
manual guide handbook: How to set it up and use it, step by step.
list prices: A list{of} with names and prices.
"""
_LINES = [line.split(": ", 1) for line in _SAID.strip().splitlines()]
_BY_WORD = {word: said.split("|") for words, said in _LINES for word in words.split()}
# By the end of a name: what a file is of which the name says no more.
_BY_END = {
    "xls": "A table with {n} rows.", "csv": "A table with {n} rows.", "ppt": "{n} slides.", "png": "A picture.",
    "jpg": "A picture.", "jpe": "A picture.", "zip": "{n} files in one.", "mp4": "A video of {n} minutes.",
}  # fmt: skip
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_MONTHS = {month.lower() for month in MONTHS}


def summary(name: str, rng: Random) -> str:
    """What a file of a name says in a sentence; "" where the name is none of a file."""
    stem, dot, end = name.rpartition(".")
    if not dot or not stem or " " in end:
        return ""
    parts = [part.lower() for part in _PARTS.findall(stem)]
    kind = next((part for part in parts if part in _BY_WORD), "")
    if not kind:
        return _BY_END.get(end[:3].lower(), "{n} pages of text and figures.").format(n=rng.randint(3, 18))
    return rng.choice(_BY_WORD[kind]).format(of=_of([part for part in parts if part not in _BY_WORD]))


def _of(parts: list[str]) -> str:
    """What a file is for, in the words of its name that do not say what it is: ` for July 2027`, ` for Olive Labs`."""
    named = [part for part in parts if not part.isdigit() and part not in _MONTHS and len(part) > 1]
    dates = [part for part in parts if part in _MONTHS or (part.isdigit() and len(part) == _YEAR)]
    said = " ".join(part.capitalize() for part in named or dates)
    return f" for {said}" if said else ""


_YEAR = 4
