"""What a call took from a result though nobody has named it: the assistant says which branch, town or driver it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.naming import is_opaque
from toolgraph.llm.offline.written import Ink, is_id, label_of, plain_text, words_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import PERSONS
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.provenance import Provenance

_IN = frozenset("city town country region".split())  # that have a name and need no word before it
_ON = frozenset("branch platform channel".split())
_WITH = frozenset("currency language size colour color method class cabin".split())
_OF_ROLE = 3  # words of `driver_traveller_id`
_LONG = 40


def unsaid_in(plan: DialoguePlan) -> dict[str, list[Provenance]]:
    """What each call takes from a result that the user has never said, by the call's id."""
    said = {str(s.value).casefold() for t in plan.turns for s in t.said}
    out: dict[str, list[Provenance]] = {}
    for entry in plan.provenance:
        if entry.source == "result" and isinstance(entry.value, str) and entry.value.casefold() not in said:
            out.setdefault(entry.call, []).append(entry)
    return out


def with_unsaid(did: str, taken: Sequence[Provenance], names: Mapping[str, str], ink: Ink) -> str:
    """A deed with what it was done with and nobody has named: `started a run on the branch main`."""
    for entry in taken:
        told = _by_role(entry, names, ink) or next(_tails([entry], ink), "")
        value = names.get(str(entry.value), str(entry.value))
        if told and value not in ink.held.plain(did):
            did = f"{did} {told}"
    return did


def where_unsaid(taken: Sequence[Provenance], ink: Ink) -> str:
    """Where something was looked for, with a space before it, if nobody has named that: ` in Los Angeles`."""
    return next((f" {t}" for t in _tails([e for e in taken if words_of(e.path)[-1] in _IN], ink)), "")


def _tails(taken: Sequence[Provenance], ink: Ink) -> Iterator[str]:
    for entry in taken:
        noun, value = words_of(entry.path)[-1], str(entry.value)
        if not plain_text(value, _LONG) or is_opaque(value) or as_moment(value) is not None:
            continue
        if noun in _IN:
            yield f"in {ink.held.hold(codes.country(value) or value)}"
        elif noun in _ON:
            yield f"on the {label_of(entry.path)} {ink.held.hold(value)}"
        elif noun in _WITH:
            yield f"with the {label_of(entry.path)} {ink.held.hold(value)}"


def _by_role(entry: Provenance, names: Mapping[str, str], ink: Ink) -> str:
    """Somebody who has a part in it, by name: `with Ana Diaz as the driver`."""
    words = words_of(entry.path)
    role = is_id(entry.path) and len(words) == _OF_ROLE and words[1] in PERSONS
    name = names.get(str(entry.value), "") if role else ""
    return f"with {ink.held.hold(name)} as the {words[0]}" if name else ""
