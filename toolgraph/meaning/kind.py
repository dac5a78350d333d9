"""Value kinds: what means the same wherever it occurs (e-mail, city, currency), by format, name and description."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

_CREDENTIAL = frozenset("token session access api auth authentication bearer refresh".split())
_IS_ID_TEXT = re.compile(r"\b(?:g?ids?|uuids?)\b", re.IGNORECASE)
_IS_NAME_TEXT = re.compile(r"\b(?:user ?names?|names?|slugs?|logins?|titles?)\b", re.IGNORECASE)
_POSTCODE_TEXT = re.compile(r"\b(zip ?code|postal ?code|postcode)\b", re.IGNORECASE)
_AUDIT = frozenset("created updated modified deleted expire expiry expiration last registered joined changed".split())
_NUMERIC = frozenset(("number", "integer"))
_EMAIL_TEXT = re.compile(r"\be-?mail", re.IGNORECASE)
_PHONE_TEXT = re.compile(r"\bphone|\bE\.164\b|\bmobile number", re.IGNORECASE)
_IATA_TEXT = re.compile(r"\bIATA\b|airport (code|in three)|three-letter airport", re.IGNORECASE)
_CITY_TEXT = re.compile(r"\b(name of (the |a )?|origin |destination |departure |arrival )?city\b", re.IGNORECASE)
_TICKER_TEXT = re.compile(r"\b(ticker|stock symbol|symbol of (the|a) (stock|company))", re.IGNORECASE)
_CURRENCY_TEXT = re.compile(r"\bISO 4217\b|\bcurrency (code|of)", re.IGNORECASE)
_COUNTRY_TEXT = re.compile(r"\bISO 3166\b|\bcountry code", re.IGNORECASE)
_TZ_TEXT = re.compile(r"\b(IANA|time ?zone)\b", re.IGNORECASE)
_ADDRESS_TEXT = re.compile(r"\b(street|postal|full|delivery|shipping) address\b|^address\b", re.IGNORECASE)
_WHERE_WORDS = frozenset("origin destination location place city town start end from to departure arrival".split())
_WHO_WORDS = frozenset("to from cc bcc sender recipient receiver attendee invitee participant guest reply".split())

_CODE_WORDS = frozenset("code symbol currency country from to base target quote source".split())
_OPEN_WORDS = _WHO_WORDS | _WHERE_WORDS | _CODE_WORDS | {"airport", "ticker", "city", "zone"}


class Named(Protocol):
    """What the meaning of a parameter or field is read from."""

    @property
    def path(self) -> str:
        """Names with dots, `[]` behind a list; "" for a bare value."""

    @property
    def name(self) -> str:
        """The last name of the path."""

    @property
    def type(self) -> str:
        """JSON type, `any` where none is said."""

    @property
    def format(self) -> str:
        """JSON Schema format, "" for none."""

    @property
    def description(self) -> str:
        """What is said of it, "" for nothing."""


def kind_of(leaf: Named, tokens: tuple[str, ...]) -> str:
    """The value kind of a leaf with its `@`, "" when it has none.

    Args:
        tokens: Words of its name.
    """
    certain = _kind_by_form(leaf.format, tokens) or _kind_by_text(leaf, tokens)
    return certain or _kind_broad(leaf.type, leaf.format, tokens)


def is_by_id(leaf: Named) -> bool:
    """Whether the description says that somebody or something is pointed at by id, and by nothing else."""
    text = leaf.description[:160]
    return leaf.type != "object" and bool(_IS_ID_TEXT.search(text)) and not _IS_NAME_TEXT.search(text)


def _first(*checks: tuple[bool, str]) -> str:
    return next((kind for hit, kind in checks if hit), "")


@lru_cache(maxsize=100_000)
def _kind_by_form(form: str, tokens: tuple[str, ...]) -> str:
    """A kind that format and name make certain."""
    last = tokens[-1] if tokens else ""
    has = set(tokens)
    return _first(
        (form in ("email", "idn-email") or (last in ("email", "address") and "email" in has), "@email"),
        (last == "phone" or (last == "number" and "phone" in has), "@phone"),
        (last == "latitude", "@latitude"),
        (last == "longitude", "@longitude"),
        (last == "timezone" or tokens[-2:] == ("time", "zone"), "@timezone"),
        (last == "currency" or tokens[-2:] == ("currency", "code"), "@currency"),
        (last == "city" or tokens[-2:] == ("city", "name"), "@city"),
        (last == "country" or tokens[-2:] == ("country", "code"), "@country"),
        (last == "iata" or (last == "code" and bool(has & {"airport", "iata"})), "@iata"),
        (last == "ticker", "@ticker"),
        (last == "postcode" or tokens[-2:] == ("postcode", "code"), "@postcode"),
        (last == "ip" or tokens[-2:] == ("ip", "address"), "@ip"),
        (last == "token" and has <= _CREDENTIAL, "@credential"),
        ("api" in has and last in ("key", "name", "secret"), "@credential"),
    )


@lru_cache(maxsize=100_000)
def _is_vague(tokens: tuple[str, ...]) -> bool:
    """Whether a name leaves open what a description may tell."""
    return tokens[-1:] != ("id",) and not _OPEN_WORDS.isdisjoint(tokens)


def _kind_by_text(leaf: Named, tokens: tuple[str, ...]) -> str:
    """A kind that a vague name hides and the description tells."""
    if not _is_vague(tokens):
        return ""
    text, has = leaf.description[:160], set(tokens)
    who, where = bool(has & _WHO_WORDS), bool(has & _WHERE_WORDS)
    code = bool(has & _CODE_WORDS)
    return _first(
        (who and bool(_EMAIL_TEXT.search(text)), "@email"),
        (who and bool(_PHONE_TEXT.search(text)), "@phone"),
        ((where or "airport" in has) and bool(_IATA_TEXT.search(text)), "@iata"),
        (code and bool(_CURRENCY_TEXT.search(text)), "@currency"),
        (code and bool(_COUNTRY_TEXT.search(text)), "@country"),
        (bool(_TICKER_TEXT.search(text)) and bool(has & {"ticker", "symbol", "code"}), "@ticker"),
        ((where or "city" in has) and bool(_POSTCODE_TEXT.search(text)), "@postcode"),
        (where and bool(_CITY_TEXT.search(text)) and "station" not in has, "@city"),
        (tokens[-1:] == ("zone",) and bool(_TZ_TEXT.search(text)), "@timezone"),
        (where and bool(_ADDRESS_TEXT.search(text)), "@address"),
    )


@lru_cache(maxsize=100_000)
def _kind_broad(kind: str, form: str, tokens: tuple[str, ...]) -> str:
    """Kinds that many leaves have, by type, format and name: dates, money, addresses."""
    last = tokens[-1] if tokens else ""
    if "minimum" in tokens or "maximum" in tokens:
        return ""  # a bound that the asker chooses
    if kind in _NUMERIC:
        money = last in ("amount", "price", "cost", "balance", "fare", "fee") or tokens[-2:] == ("total", "amount")
        return "@amount" if money else ""
    audit = bool(set(tokens) & _AUDIT)
    timed = last in ("date", "datetime", "day") or tokens in (("start",), ("end",)) or tokens[-1:] == ("at",)
    if form in ("date", "date-time") or (timed and kind == "string" and last != "day"):
        day = form != "date-time" and (form == "date" or last == "date")
        return "" if audit else ("@date" if day else "@datetime")
    return _first(
        (form in ("uri", "url") or (last == "url" and kind == "string"), "@url"),
        (last == "address" and kind == "string" and "mac" not in tokens and "arn" not in tokens, "@address"),
        (tokens[-2:] == ("company", "name") or tokens == ("company",), "@company"),
    )
