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
    ("chit_new", re.compile(r"new to|first time", re.IGNORECASE)),
    ("chit_forward", re.compile(r"looking forward|holiday", re.IGNORECASE)),
)

_WORK = re.compile(
    r"\b(?:branch(?:es)?|contracts?|crm|customers?|deals?|deployments?|employees?|invoices?|issues?|leads?|meetings?|"
    r"payroll|pull requests?|repositor(?:y|ies)|spreadsheets?|(?:support|service) tickets?|tickets? (?:that|matching)|"
    r"webhooks?|workflows?|colleagues?|sprints?|pipelines?)\b"
)
_HOME = re.compile(
    r"\b(?:albums?|artists?|birthdays?|concerts?|exercises?|films?|flats?|flights?|hobb(?:y|ies)|hotels?|houses?|"
    r"lamps?|meals?|movies?|playlists?|recipes?|rooms? of|songs?|sleep|training plans?|travellers?|trips?|vacuum|"
    r"watchlists?|weather|workouts?|courses?|lessons?|quiz|shopping|carts?)\b"
)


def matter_of(goals: str) -> str:
    """Whether a talk is about work or about what people do for themselves, by its goals; "" where it may be either."""
    work, home = _WORK.search(goals) is not None, _HOME.search(goals) is not None
    return "" if work == home else "work" if work else "home"
