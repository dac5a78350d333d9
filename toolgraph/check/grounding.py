"""Whether each argument's value comes from where it is said to come from, and was known in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from toolgraph.check.known import by_clock, find, in_context, is_composed, is_default, is_known_later, user_says
from toolgraph.check.talk import Called, Talk
from toolgraph.meaning.values import leaves, resolve, same
from toolgraph.models.base import JsonValue
from toolgraph.models.finding import Finding
from toolgraph.models.provenance import Provenance


def check_grounding(talk: Talk) -> Iterator[Finding]:
    """Findings about values.

    * `value_invented`: nothing brings it. `value_early`: it is brought only later.
    * `value_elsewhere`: something brings it, but not what the provenance names.
    * `provenance_stray`: an entry that belongs to no argument, or to another value.
    * `provenance_missing` (warning): no entry, though something brings the value.
    * In dialogues of others only, warnings: `value_composed`, a text put together from known words; `choice_unsaid`, a
      boolean that nobody asked for.
    """
    entries: dict[str, list[Provenance]] = defaultdict(list)
    for entry in talk.provenance:
        entries[entry.call].append(entry)
    for call in talk.calls:
        own = entries.pop(call.id, [])
        if not call.wrong:  # its faults are what it is for
            yield from _claims(talk, call, own)
            yield from _unclaimed(talk, call, [entry.path for entry in own])
    for call_id in entries:
        yield talk.finding("provenance_stray", "provenance", f"an entry for {call_id}, which no call has")


def _claims(talk: Talk, call: Called, entries: list[Provenance]) -> Iterator[Finding]:
    for entry in entries:
        path = f"{call.path}.arguments.{entry.path}"
        found = resolve(call.arguments, entry.path)
        if not found:
            yield talk.finding("provenance_stray", path, "an entry for an argument that the call does not have")
            continue
        if found[0] != entry.value:
            yield talk.finding(
                "provenance_stray", path, f"the entry's value is {_show(entry.value)}, not the argument's"
            )
        problem = _problem(talk, call, entry, found[0])
        if problem:
            yield talk.finding(*problem[:1], path, problem[1])


def _problem(talk: Talk, call: Called, entry: Provenance, value: JsonValue) -> tuple[str, str] | None:
    """Code and detail of what is wrong with a claim; None when it holds."""
    early = _is_early(talk, call, entry)
    if not early and _holds(talk, call, entry, value):
        return None
    if early:
        return "value_early", f"{_show(value)} is taken from {_claim(entry)}, which comes after the call"
    return _unfound(talk, call, entry.path, value, _claim(entry))


def _unfound(talk: Talk, call: Called, path: str, value: JsonValue, claim: str) -> tuple[str, str]:
    source = find(talk, call, path, value)
    if source is not None:
        return "value_elsewhere", f"{_show(value)} is not in {claim}, but could come from: {source}"
    if is_known_later(talk, call, path, value):
        return "value_early", f"{_show(value)} is used before anything brings it"
    return "value_invented", f"{_show(value)} is not in {claim}, nor anywhere else before the call"


def _is_early(talk: Talk, call: Called, entry: Provenance) -> bool:
    if entry.source == "user":
        return entry.turn is not None and call.turn < entry.turn < len(talk.users)
    if entry.source == "result":
        giver = next((c for c in talk.calls if c.id == entry.from_call), None)
        return giver is not None and (giver.answer is None or giver.answer > call.message)
    return False


def _holds(talk: Talk, call: Called, entry: Provenance, value: JsonValue) -> bool:
    if entry.source == "user":
        known = entry.turn is not None and 0 <= entry.turn < len(talk.users)
        return known and user_says(talk, talk.users[entry.turn or 0][1], value, entry.path)
    if entry.source == "result":
        giver = next((c for c in talk.calls if c.id == entry.from_call), None)
        return giver is not None and any(same(value, v) for v in resolve(giver.result, entry.field or ""))
    if entry.source == "context":
        return in_context(talk, value)
    if entry.source == "clock":
        return by_clock(talk, value, call.turn)
    return call.tool is not None and is_default(call.tool.parameters, entry.path, value)


def _claim(entry: Provenance) -> str:
    if entry.source == "user":
        return f"the user's words of turn {entry.turn}"
    if entry.source == "result":
        return f"{entry.field or 'the result'} of {entry.from_call}"
    return {"context": "the context", "clock": "what the clock gives"}.get(entry.source, "the schema's default")


def _unclaimed(talk: Talk, call: Called, claimed: list[str]) -> Iterator[Finding]:
    for path, value in leaves(call.arguments):
        if any(path == c or path.startswith((c + ".", c + "[")) for c in claimed) or value in ({}, []):
            continue
        where = f"{call.path}.arguments.{path}"
        source = find(talk, call, path, value)
        if source is not None:
            if talk.own:
                yield talk.finding("provenance_missing", where, f"no entry; could come from: {source}", "warning")
        elif not talk.own and (isinstance(value, bool) or value in ("True", "False")):
            yield talk.finding("choice_unsaid", where, f"nobody asked for {_show(value)}", "warning")
        elif not talk.own and is_composed(talk, call, value):
            yield talk.finding("value_composed", where, f"{_show(value)} is put together from known words", "warning")
        else:
            yield talk.finding(*_missing(talk, call, path, value, where))


def _missing(talk: Talk, call: Called, path: str, value: JsonValue, where: str) -> tuple[str, str, str]:
    if is_known_later(talk, call, path, value):
        return "value_early", where, f"{_show(value)} is used before anything brings it"
    return "value_invented", where, f"nothing before the call brings {_show(value)}"


def _show(value: JsonValue) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
