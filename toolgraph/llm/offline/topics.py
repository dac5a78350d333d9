"""What small talk is about: the rules of the phrase books by words of the goal."""

from __future__ import annotations

import re

CHAT = (
    ("chit_day", re.compile(r"how (the|their|my|your) day|the day is", re.IGNORECASE)),
    ("chit_weekend", re.compile(r"weekend", re.IGNORECASE)),
    ("chit_week", re.compile(r"week|work", re.IGNORECASE)),
    ("chit_family", re.compile(r"famil|child|mother|sister", re.IGNORECASE)),
    ("chit_weather", re.compile(r"weather|rain", re.IGNORECASE)),
    ("chit_coffee", re.compile(r"coffee|tea\b", re.IGNORECASE)),
    ("chit_forward", re.compile(r"looking forward|holiday", re.IGNORECASE)),
)
