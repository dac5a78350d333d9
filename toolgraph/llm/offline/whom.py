"""Whom something goes to, where a result brings them and no word of the wish says so: `the sender of the first one`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolgraph.llm.offline.clauses import anded
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.likeness import likeness
from toolgraph.llm.offline.places import PLACE, item_of
from toolgraph.llm.offline.refer import EMAIL_END, Known
from toolgraph.llm.offline.shape import plural
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.written import plain_text, words_of
from toolgraph.meaning.said.numbers import ONES
from toolgraph.meaning.text import ORDINALS
from toolgraph.models.dialogue_plan import PlannedTurn
from toolgraph.models.provenance import Provenance

_SENDING = frozenset("send forward mail e-mail".split())
_RECEIVERS = frozenset("to recipient recipients".split())
_COPY = re.compile(r" with (?:a|that) copy to .*$")
_SAID = re.compile(r"\b(?:to|with|for|that|those)\b")
_ALIKE_MIN = 0.3
_NAMED_MAX = 3
_ROLES = {"from": "sender", "": "person"}


def sent_to(wish: Wish, turn: PlannedTurn, known: Known, names: Mapping[str, str], held: Held) -> Wish:
    """A wish to send something with who is to get it; as it is where it says so, or where nobody can say."""
    if wish.verb.split(" ")[0] not in _SENDING or _SAID.search(f"{_COPY.sub('', wish.rest)} {wish.tail}"):
        return wish
    calls = [c for c in known.calls_of(turn) if likeness(wish, known.tools[c.tool]) > _ALIKE_MIN]
    told = [e for c in calls for e in known.told.get(c.id, ()) if set(words_of(_first(e.path))) & _RECEIVERS]
    if not told or len(told) > _NAMED_MAX or any(e.source != "result" for e in told):
        return wish
    seen = all(known.turn_of.get(e.from_call or "", turn.index) < turn.index for e in told)
    whom = _known(told, names, held) if seen else _to_come(told)
    copied = _COPY.search(wish.rest)  # which stands last
    at = copied.start() if copied else len(wish.rest)
    return wish._replace(rest=f"{wish.rest[:at]} to {whom}{wish.rest[at:]}") if whom else wish


def _first(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]


def _known(told: Sequence[Provenance], names: Mapping[str, str], held: Held) -> str:
    called = [names.get(str(e.value), str(e.value)) for e in told]
    return anded([held.hold(n) for n in called]) if all(plain_text(n, 60) for n in called) else ""


def _to_come(told: Sequence[Provenance]) -> str:
    """People out of a list that nobody has seen yet, by their places in it."""
    places = [PLACE.match(e.field or "") for e in told]
    at = [int(p["at"]) for p in places if p]
    roles = {EMAIL_END.sub("", (e.field or "")[p.end() :]).strip(".") for e, p in zip(told, places, strict=True) if p}
    if len(at) < len(told) or at != list(range(at[0], at[0] + len(at))) or len(roles) != 1:
        return ""
    role = words_of(next(iter(roles)))[-1]
    role = _ROLES.get(role, role)
    item = item_of(places[0]["list"]) if places[0] else ""
    which = f"the {ORDINALS[at[0]]}" if len(at) == 1 else f"the first {ONES[len(at)]}" if not at[0] else ""
    if not which or at[0] >= len(ORDINALS):
        return ""
    if role == "person":  # the list is one of people
        return f"{which} {item or role}" if len(at) == 1 else f"{which} {plural(item or role, 2)}"
    if len(at) > 1:
        return f"the {plural(role, 2)} of {which} {plural(item, 2) if item else 'of them'}"
    return f"the {role} of {which} {item or 'one'}"
