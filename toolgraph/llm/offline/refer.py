"""What the words of a turn refer to: which call a wish stands for, and what earlier results it goes on from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolgraph.llm.offline import codes
from toolgraph.llm.offline.grouped import other_degree
from toolgraph.llm.offline.likeness import alike, is_login, likeness, most_like
from toolgraph.llm.offline.names import is_person
from toolgraph.llm.offline.shape import noun_of, which_one
from toolgraph.llm.offline.slots import Spoken
from toolgraph.llm.offline.wishes import Wish, changes_something, is_looking, wishes_in
from toolgraph.llm.offline.written import words_of
from toolgraph.meaning.concept import PLACES, concept_of
from toolgraph.meaning.said.match import as_moment
from toolgraph.meaning.text import VERBS, singular, words
from toolgraph.models.dialogue_plan import DialoguePlan, Pick, PlannedCall, PlannedTurn, SaidValue
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_BEHIND = re.compile(r" (?:of|for|in|with|to|from|on|at|by) ")
# Verbs of wishes for something new, which is never the thing that stood in an earlier result.
MAKING = frozenset(
    "create add find search list book set open publish start write record log save post register submit make put ask "
    "schedule draft request generate upload plan".split()
)


_DEGREES = frozenset("lat lng lon latitude longitude".split())  # two of them are one point
_POINTS = PLACES - {"@city", "@country"}
_WHENCE = frozenset(("from", "origin", "start", "source"))
_WHITHER = frozenset(("to", "destination", "target"))
COPIED = frozenset(("cc", "bcc"))
_IDS = ("id", "ids", "number", "code", "uuid", "guid", "gid", "uid", "iid")
_ALIKE_MIN = 0.3
_WISH_WORDS_MAX = 11
_WORD_MAX = 30


def own_wish(tool: Tool) -> Wish | None:
    """What a tool does as a wish, by its title or the first words of its description; None when they do not read so."""
    sentence = re.split(r"[.;,(]", tool.title or tool.description, maxsplit=1)[0].strip()
    if not 1 < len(sentence.split()) < _WISH_WORDS_MAX or re.search(r"[_{}]|[a-z][A-Z]", sentence):
        return None
    wish = next(iter(wishes_in(sentence[:1].lower() + sentence[1:])), None)
    return wish if wish is not None and (wish.verb in VERBS or wish.verb in MAKING) else None


class Aim(NamedTuple):
    """What a chosen thing is for.

    Attributes:
        call: Id of the call that takes a value from it.
        noun: What the value is of, by the parameter's name (`teacher` for `teacher_id`); "" when that does not say.
        alone: The call takes nothing else from results.
        among: It is one of several values of one argument.
        feeds: The call only looks up what a later one of the turn takes.
        role: Who is meant, where the value is a person of the thing (`organizer`); else "".
        way: `from` or `to`, where the parameter says so; else "".
        own: The call is about a thing of that kind, whatever other word the wish has for it.
        which: The noun with which one it is, where the result says so (`next lesson`).
    """

    call: str
    noun: str
    alone: bool
    among: bool
    role: str
    feeds: bool = False
    way: str = ""
    own: bool = False
    which: str = ""


class Known:
    """The calls of a plan by id, and where their arguments come from."""

    def __init__(self, plan: DialoguePlan, tools: Mapping[str, Tool]) -> None:
        self.plan = plan
        self.tools = tools
        self.calls: dict[str, PlannedCall] = {c.id: c for t in plan.turns for step in t.steps for c in step}
        self.turn_of: dict[str, int] = {c.id: t.index for t in plan.turns for step in t.steps for c in step}
        self.taken: dict[str, list[Provenance]] = {}
        self.told: dict[str, list[Provenance]] = {}
        for entry in plan.provenance:
            self.told.setdefault(entry.call, []).append(entry)
            if entry.source == "result":
                self.taken.setdefault(entry.call, []).append(entry)

    def calls_of(self, turn: PlannedTurn) -> list[PlannedCall]:
        """The calls that a turn's words ask for: its own, or those that wait for an answer."""
        waiting = self.plan.turns[turn.index + 1 : turn.index + 2] if turn.reply in ("ask", "confirm") else ()
        return [c for t in (turn, *waiting) for step in t.steps for c in step if c.weight]

    def aim_of(self, pick: Pick, turn: PlannedTurn, wishes: Sequence[Wish]) -> Aim | None:
        """What a chosen thing is for, rather in a call that is wished for; None when nothing takes from it."""
        return next(iter(self.aims_of(pick, turn, wishes)), None)

    def aims_of(self, pick: Pick, turn: PlannedTurn, wishes: Sequence[Wish]) -> list[Aim]:
        """All that a chosen thing is for, one aim a call; first those of calls that are wished for."""
        calls = self.calls_of(turn)
        wished = {c.id for c in calls if any(likeness(w, self.tools[c.tool]) > _ALIKE_MIN for w in wishes)}
        aims = (self._aim_at(pick, call, turn) for call in sorted(calls, key=lambda c: c.id not in wished))
        return [aim for aim in aims if aim is not None]

    def _aim_at(self, pick: Pick, call: PlannedCall, turn: PlannedTurn) -> Aim | None:
        taken = self.taken.get(call.id, ())
        entry = next(
            (e for e in taken if e.from_call == pick.call and (e.field or "").startswith(pick.path)),
            None,
        )
        if entry is None:
            return None
        nouns = {_noun_of(e.path) for e in taken}
        somebody = is_person(entry.path) or _noun_of(entry.path) in COPIED
        role = _noun_of(EMAIL_END.sub("", entry.field or "")) if somebody else ""
        own = role in pick.label.split(" ") or "[" not in (entry.field or "")
        return Aim(
            call.id,
            _noun_of(entry.path),
            len(nouns) == 1,
            "[" in entry.path,
            "" if own else role,
            self._feeds(call, turn),
            _way_of(entry.path),
            noun_of(self.tools[call.tool]) in (pick.label, pick.label.rpartition(" ")[2]),
            which_one(_noun_of(entry.path), entry.field or ""),
        )

    def is_chosen(self, entry: Provenance, turn: PlannedTurn) -> bool:
        """Whether the user of a turn has chosen what the call looks up that gives a value."""
        taken = self.taken.get(entry.from_call or "", ())
        return any(p.call == e.from_call and (e.field or "").startswith(p.path) for e in taken for p in turn.picks)

    def is_looked_at(self, pick: Pick, turn: PlannedTurn) -> bool:
        """Whether a chosen thing is only read: `open a lesson` makes none."""
        calls = [c for c in self.calls_of(turn) if any(e.from_call == pick.call for e in self.taken.get(c.id, ()))]
        return bool(calls) and all(self.tools[c.tool].effect == "read" for c in calls)

    def is_there(self, pick: Pick, turn: PlannedTurn, wish: Wish) -> bool:
        """Whether a chosen thing is only read, or is what a call acts on: no assignment is new that is handed in."""
        kind = singular(pick.label.rpartition(" ")[2])
        calls = [c for c in self.calls_of(turn) if any(e.from_call == pick.call for e in self.taken.get(c.id, ()))]
        tools = {c.tool: self.tools[c.tool] for c in calls}.values()
        acted_on = any(p.required and _noun_of(p.path) == kind for t in tools for p in t.inputs)
        return self.is_looked_at(pick, turn) or (acted_on and _is_of_kind(wish.rest, kind))

    def _feeds(self, call: PlannedCall, turn: PlannedTurn) -> bool:
        """Whether a call only looks up what a later call of the turn takes."""
        others = (e for c in self.calls_of(turn) for e in self.taken.get(c.id, ()))
        return any(e.from_call == call.id for e in others)

    def apart(self, call: str) -> str:
        """The word that tells a call from the others of its tool in its turn (`Oslo`); "" for a lone call."""
        made = self.calls.get(call)
        at = self.turn_of.get(call)
        others = [
            c for c, t in self.turn_of.items() if made and t == at and c != call and self.calls[c].tool == made.tool
        ]
        for entry in self.told.get(call, ()) if others else ():
            word = entry.value
            if entry.source != "user" or not isinstance(word, str) or len(word) > _WORD_MAX or as_moment(word):
                continue
            if all(self.calls[c].arguments.get(entry.path) not in (word, None) for c in others):
                return codes.country(word) or word
        return ""

    def told_of(self, turn: PlannedTurn, wishes: Sequence[Wish]) -> list[frozenset[str]]:
        """For each wish the words of the arguments that its calls are made with."""
        out: list[set[str]] = [set() for _ in wishes]
        for i, call in enumerate(self.calls_of(turn)):
            out[self.wish_at(call.id, wishes, min(i, len(wishes) - 1))] |= argument_words(call)
        return [frozenset(told) for told in out]

    def tool_of(self, call: str) -> Tool | None:
        """The tool of a call; None when the call is not in the plan (its turn was dropped)."""
        made = self.calls.get(call)
        return self.tools.get(made.tool) if made else None

    def by_wish(self, wishes: Sequence[Wish], values: Sequence[Spoken]) -> list[list[Spoken]]:
        """The values of each wish: those of the call whose tool is most like it."""
        groups: list[list[Spoken]] = [[] for _ in wishes]
        order = list(dict.fromkeys(v.said.call for v in values))
        home = {call: self.wish_at(call, wishes, min(i, len(wishes) - 1)) for i, call in enumerate(order)}
        for value in values:
            groups[home[value.said.call]].append(value)
        return groups

    def wish_at(self, call: str, wishes: Sequence[Wish], otherwise: int) -> int:
        """Which wish a call is for: the most like its tool of those of its kind, else the one at `otherwise`.

        A wish that is more like another tool of the turn is for that one, where there is another wish for this one.
        """
        tool = self.tool_of(call)
        if tool is None or len(wishes) == 1:
            return otherwise
        fits = [is_login(w) or not (changes_something(w) if tool.effect == "read" else is_looking(w)) for w in wishes]
        turn = self.plan.turns[self.turn_of[call]]
        beside = {c.tool: self.tools[c.tool] for step in turn.steps for c in step}
        own = [most_like(w, beside.values()) is tool for w in wishes]
        both = [fit and one for fit, one in zip(fits, own, strict=True)]
        fits = both if any(both) else own if any(own) else fits  # `open a lesson` changes none
        scores = [alike(w, tool) * (fit or not any(fits)) for w, fit in zip(wishes, fits, strict=True)]
        best = max(scores)
        if best > _ALIKE_MIN:
            return scores.index(best)
        return fits.index(True) if fits.count(True) == 1 else otherwise

    def meant_by(self, wish: Wish, turn: PlannedTurn) -> str:
        """Id of the tool of a turn that a wish is for; "" where the turn has no calls."""
        tool = most_like(wish, {c.tool: self.tools[c.tool] for c in self.calls_of(turn)}.values())
        return tool.id if tool else ""

    def unsaid(self, turn: PlannedTurn, wishes: Sequence[Wish]) -> list[Wish]:
        """Wishes for calls that the goal leaves out though the user brings their values.

        That is so of a call that changes something, and of a look at things (`my workouts from Monday on`) whose
        values would otherwise be said of a wish to change something.
        """
        out: dict[str, Wish] = {}
        tools = {c.tool: self.tools[c.tool] for c in self.calls_of(turn)}
        meant = [max(tools.values(), key=lambda t: likeness(w, t), default=None) for w in wishes]
        for said in turn.said:
            tool = self.tool_of(said.call)
            looked = tool is not None and tool.effect == "read"
            if tool is None or (not looked and any(likeness(w, tool) > _ALIKE_MIN for w in wishes)):
                continue
            if looked and (tool in meant or any(m is None or m.effect == "read" for m in meant)):
                continue
            wish = own_wish(tool)
            if wish is not None:
                out.setdefault(tool.id, wish)
        return list(out.values())

    def said_again(self, turn: PlannedTurn, wishes: Sequence[Wish]) -> list[SaidValue]:
        """What was said of an earlier look and holds for one of this turn: whoever asks in full words says it again.

        Places that must be told go without saying, and so does what a wish speaks of anyway (`what that job pays`).
        """
        out: dict[tuple[str, str, str], SaidValue] = {}
        tools = {c.tool: self.tools[c.tool] for c in self.calls_of(turn)}
        for call in self.calls_of(turn):
            tool = tools[call.tool]
            wish = wishes[self.wish_at(call.id, wishes, 0)] if wishes else None
            if wish is None or tool.effect != "read" or most_like(wish, tools.values()) is not tool:
                continue
            for entry in self.told.get(call.id, ()):
                told = self._first_said(entry, tool, turn)
                if told is None or _is_where_the_talk_is(entry.path, tool):
                    continue
                if not _is_spoken_of(told.label, entry.path, tool, wish):
                    out.setdefault((tool.id, entry.path, str(entry.value)), told.model_copy(update={"call": call.id}))
        return list(out.values())

    def _first_said(self, entry: Provenance, tool: Tool, turn: PlannedTurn) -> SaidValue | None:
        """The words by which a call of the same tool got a value before; None where there were none."""
        if entry.source not in ("user", "clock"):
            return None
        said = (s for t in self.plan.turns[: turn.index] for s in t.said)
        same = (s for s in said if s.path == entry.path and s.value == entry.value)
        return next((s for s in same if self.tool_of(s.call) is tool), None)

    def unsaid_degrees(self, said: Sequence[SaidValue]) -> list[SaidValue]:
        """The other degrees of points of which one is told anew: nobody tells a latitude without its longitude.

        Only what the user has told before is told again.
        """
        out = []
        for value in said:
            call = self.calls.get(value.call)
            found = other_degree(value.path, call.arguments) if call else None
            if found is None or any(s.call == value.call and s.path == found[0] for s in said):
                continue
            told = next((e for e in self.told.get(value.call, ()) if e.path == found[0]), None)
            at = self.turn_of.get(value.call, 0)
            if told is not None and told.source == "user" and told.turn is not None and told.turn < at:
                label = (
                    value.label.replace("latitude", "long\0").replace("longitude", "latitude").replace("\0", "itude")
                )
                out.append(value.model_copy(update={"path": found[0], "label": label, "value": found[1]}))
        return out

    def referring(self, wishes: Sequence[Wish], at: int, turn: PlannedTurn) -> Wish:
        """The wish at a place, going on from an earlier result: `a hotel` becomes `that hotel` or `the first one`.

        Args:
            wishes: All of the turn, in order.
        """
        wish, before = wishes[at], wishes[:at]
        for call in self.calls_of(turn):
            if self.wish_at(call.id, wishes, at) != at:
                continue
            for entry in self.taken.get(call.id, ()):
                same_turn = self.turn_of.get(entry.from_call or "", -1) >= turn.index
                if same_turn and not before:
                    continue
                chosen = any(
                    p.call == entry.from_call and (entry.field or "").startswith(p.path.partition("[")[0])
                    for p in turn.picks
                )
                changed = self._pointed(wish, entry, before if same_turn else None, picks=chosen)
                if changed is not None and is_making(wish) and not _BEHIND.search(changed.rest):
                    continue
                if changed is not None:
                    return changed
        return wish

    def _pointed(self, wish: Wish, entry: Provenance, before: Sequence[Wish] | None, *, picks: bool) -> Wish | None:
        nouns = [n for n in words(_last_name(entry.path)) if n not in _IDS]
        if not nouns or nouns[-1] in _DEGREES:  # who speaks of a point speaks of what is there
            return None
        found = _some(nouns[-1]).search(wish.rest) if nouns[-1] in wish.rest else None
        if found is None:
            return None
        if picks if before is None else "[" in (entry.field or ""):
            return None  # chosen, or out of a list that the same turn brings
        source = self.tool_of(entry.from_call or "")
        if before is not None and source and source.effect == "read" and noun_of(source).split(" ")[-1] != nouns[-1]:
            return None  # nobody has spoken of it yet: it is that of another thing
        put = f"that {_HOLLOW_WORD.sub('', found.group(1))}"
        return wish._replace(rest=wish.rest[: found.start()] + put + wish.rest[found.end() :])


def _is_where_the_talk_is(path: str, tool: Tool) -> bool:
    """Whether a value is where a search must be, which is where the talk is; where it only may be, it is said."""
    parameter = next((p for p in tool.inputs if p.path == path), None)
    if parameter is None:
        return False
    return concept_of(parameter, tool).kind in (PLACES if parameter.required else _POINTS)


def _is_spoken_of(label: str, path: str, tool: Tool, wish: Wish) -> bool:
    """Whether a wish speaks of a value anyway: `what that job pays` of a job title, but `files` of no file type."""
    told = [singular(w) for w in words_of(label)]
    required = any(p.path == path and p.required for p in tool.inputs)
    if told and re.search(rf"\b(?:an?|another) (?:\w+ )?{re.escape(told[-1])}\b", wish.rest):
        return False  # `an amount` is none that anybody knows
    return not {singular(w) for w in words_of(wish.rest)}.isdisjoint(told if required else told[-1:])


def is_making(wish: Wish) -> bool:
    """Whether a wish is for something that is not there yet, or not known yet."""
    return wish.verb.split(" ")[0] in MAKING


def argument_words(call: PlannedCall) -> frozenset[str]:
    """The words of the names of what a call is made with."""
    return frozenset(w for key in call.arguments for w in (*words(key), *words_of(key), *map(singular, words_of(key))))


@lru_cache(maxsize=4096)
def _is_of_kind(rest: str, kind: str) -> bool:
    """Whether what a wish begins with is of a kind: `an assignment`, but not `a code for a lock`."""
    return re.match(rf"an? (?:[a-z]+ )?{re.escape(kind)}(?=$| (?:for|in|on|to|with|as|from)\b)", rest) is not None


@lru_cache(maxsize=4096)
def _some(noun: str) -> re.Pattern[str]:
    """`a flight`, but neither `a flight offer` nor what is told of it: `a flight for two`."""
    behind = "and|or|then|to|into|in|on|at|of|from|by|as|that|above|below|near|has|have|is|pays"
    return re.compile(
        rf"\ban? ((?:\w+ )?{re.escape(noun)})(?=$|[',.?!]| (?:{behind})\b| with (?:somebody|someone|another|people)\b)"
    )


_HOLLOW_WORD = re.compile(r"^(?:given|specific|single|particular|certain|new) ")
# What an address or a name ends in, behind whose it is.
EMAIL_END = re.compile(r"[._]?(?:e_?mails?|email_?address(?:es)?|login|name)(?:\[\d+\])?$", re.IGNORECASE)


def _last_name(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path).rsplit(".", 1)[-1]


def _noun_of(path: str) -> str:
    """What a parameter's value is of, by its name: `house_id` is of a house."""
    nouns = [w for w in words_of(_last_name(path)) if w not in _IDS]
    if nouns and nouns[-1] in _DEGREES:
        return "point"
    return singular(nouns[-1]) if nouns else ""


def _way_of(path: str) -> str:
    """Which way a parameter points: `origin` and `from.lat` say from where."""
    has = set(words_of(path))
    return "from" if has & _WHENCE else "to" if has & _WHITHER else ""
