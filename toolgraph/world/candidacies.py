"""What becomes of an application for a job: its state, what the recruiter writes and the interviews say the same."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import moment_of
from toolgraph.world.figures import choose, own_leaves, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import ANONYMOUS, Record
from toolgraph.world.shape import Part

_APPLIED = frozenset("application candidacy candidature".split())
_STATES = ("status", "state", "stage")
_MEETINGS = frozenset("interview".split())
_TALKS = _MEETINGS | frozenset("time slot appointment".split())
_EARLY = frozenset(
    "sent submitted received new applied seen viewed read screening review in_review under_review".split()
)
_MET = frozenset("interview interviewing interviewed shortlisted".split())
_OFFERED = frozenset("offer offered hired accepted".split())
_OVER = frozenset("rejected declined withdrawn closed cancelled".split())
# Only what people apply to for work has these states; that for a loan has none of them.
_HIRING = _MET | _OFFERED | {"rejected", "withdrawn"}
_MESSAGES = frozenset("message feedback comment reply".split())
# Which words a message has that goes with some states, and what is written where a spec shows none.
_SAID = (
    (_EARLY, ("touch", "received", "certificate", "thank"), "Thank you, we will be in touch."),
    (_MET, ("meet", "interview", "invite", "talk"), "We would like to meet you."),
    (_OFFERED, ("offer", "welcome", "congratul"), "We are happy to offer you the position."),
    (frozenset(("withdrawn",)), ("withdraw", "pity"), "Thank you for telling us that you have withdrawn."),
    (_OVER, ("sorry", "unfortunately", "regret"), "We are sorry, we have chosen somebody else."),
)


def is_without_talks(part: Part, record: Record) -> bool:
    """Whether a list is of the interviews for an application that nobody is invited for: not yet, or no more."""
    if part.item is None or part.item.noun not in _TALKS or part.needed or part.schema.get("minItems"):
        return False
    of = record.parents if record.head == ANONYMOUS else (record,)
    applied = next((r for r in of if r.head in _APPLIED), None)
    proposed = _OFFERED if part.item.noun not in _MEETINGS else frozenset()
    return applied is not None and _state(applied.facts) in _EARLY | _OVER | proposed


def offered_for_talks(record: Record) -> None:
    """Let times that are offered to who applies for a job be such at which people work."""
    if record.head in _OFFERED_TIMES and any(r.head in _APPLIED for r in record.parents):
        record.scene.noun = "slot"


_OFFERED_TIMES = frozenset(("time", "slot"))


def of_an_application(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the state of an application, its interviews and what was written on it go together, in place."""
    found = part.seen(_applied)
    if found is None:
        return
    (name, leaf), interviews, message = found
    met = bool(interviews and out.get(interviews[0]))
    if met and leaf.key not in kept and str(out.get(name)).lower() not in _MET:
        invited = next((c for c in leaf.schema.get("enum", ()) if str(c).lower() in _MET), None)
        choose(out, record, name, leaf, invited)
    state = str(out.get(name)).lower()
    if interviews and met and state in _OFFERED and not interviews[1].needed:
        _leave_those_that_were(interviews, out, record)
    if message is not None and message[1].key not in kept and message[0] in out:
        _write(message, state, out, record)


def _leave_those_that_were(interviews: tuple[str, Part], out: JsonObject, record: Record) -> None:
    """Let nobody be interviewed any more who has an offer."""
    name, inner = interviews
    rows, records = rows_of(name, inner, out, record)
    if rows and not inner.schema.get("minItems"):
        clock = record.scene.setting.clock
        told = [[m for v in row.values() if (m := moment_of(v)) is not None and m.tzinfo is not None] for row in rows]
        over = [n for n, moments in enumerate(told) if any(moment < clock for moment in moments)]
        out[name], record.parts[inner.key] = [rows[n] for n in over], [records[n] for n in over]


def _write(message: tuple[str, LeafPlan], state: str, out: JsonObject, record: Record) -> None:
    name, leaf = message
    for states, words, own in _SAID:
        if state in states:
            shown = [str(e) for e in leaf.schema.get("examples", ())]
            fit = [e for e in shown if any(word in e.lower() for word in words)]
            if out[name] not in fit:
                choose(out, record, name, leaf, record.scene.rng.choice(fit) if fit else own)
            return


_Named = tuple[str, LeafPlan]


def _applied(part: Part) -> tuple[_Named, tuple[str, Part] | None, _Named | None] | None:
    """The state of an application for a job, its interviews and the message on it; None for anything else."""
    if part.entity is None or part.entity.head not in _APPLIED:
        return None
    states = ((n, x) for n, x in own_leaves(part) if x.key in _STATES and x.maker == "choice")
    state = next((s for s in states if len(_HIRING & {str(c).lower() for c in s[1].schema.get("enum", ())}) > 1), None)
    if state is None:
        return None
    lists = ((n, p) for n, p in part.props if p.kind == "list" and p.item is not None and p.item.noun in _MEETINGS)
    texts = ((n, x) for n, x in own_leaves(part) if _MESSAGES & set(x.tokens[-1:]) and x.type == "string")
    return state, next(lists, None), next(texts, None)


def tells_application(part: Part) -> bool:
    """Whether an object is an application for a job."""
    return part.seen(_applied) is not None


def _state(facts: dict[str, JsonValue]) -> str:
    return next((str(v).lower() for k in _STATES if isinstance(v := facts.get(k), str)), "")
