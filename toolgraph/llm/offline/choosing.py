"""The things that a turn singles out, each in the wish that it decides, or in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.meant import MANY_DO
from toolgraph.llm.offline.outright import ASKED
from toolgraph.llm.offline.picks import HANGS, HANGS_OF, OWNERS, SOMETHING, noun_phrase, put_in, put_near, thing_of
from toolgraph.llm.offline.places import PLACE
from toolgraph.llm.offline.refer import Aim, Known, is_making
from toolgraph.llm.offline.shape import plural
from toolgraph.llm.offline.slots import plain_label
from toolgraph.llm.offline.wishes import Wish
from toolgraph.llm.offline.words_in import listed
from toolgraph.llm.offline.written import words_of
from toolgraph.meaning.text import ORDINALS, PERSON_WORDS, PERSONS, VERBS, ordinal
from toolgraph.meaning.values import resolve
from toolgraph.models.dialogue_plan import Pick, PlannedTurn
from toolgraph.models.tool import Tool

_PUTTING = frozenset("add put save share".split())
_TAKING = frozenset("book reserve order buy rent hire".split())
_ONE_DOES = re.compile(rf"\0 ({'|'.join(MANY_DO)})\b")
# How a chosen thing that another wish takes too stands behind it; else it is `for` that.
_WITH = {"option": "with", "address": "to"}
_KNOWN = re.compile(r"(?:the|that|my) ")  # who submits the assignment makes none
_BY_PLACE = re.compile(rf"the (?:last|{'|'.join(ORDINALS)}) [\w ]+$")


def _way_to(aim: Aim, kind: str) -> str:
    """How a wish goes on to a chosen thing that it takes too: `in the repository of` a chosen issue."""
    if aim.noun in OWNERS and kind not in OWNERS:
        return f"{HANGS_OF.get(aim.noun, 'for')} the {aim.noun} of"
    if aim.noun in PERSON_WORDS and kind not in PERSON_WORDS | PERSONS:
        return f"for the {aim.noun} of"
    return _WITH.get(kind) or HANGS.get(kind, "with" if aim.among and kind not in PERSON_WORDS | PERSONS else "for")


def _unplaced(wish: Wish, picks: Sequence[Pick]) -> Wish:
    """A wish without the places of things in their list (`in the first two rooms`) where each of them is named."""
    kinds = [thing_of(p) for p in picks]
    for kind in {k for k in kinds if kinds.count(k) > 1}:
        wish = wish._replace(rest=_by_places(plural(kind, 2)).sub("", wish.rest))
    return wish


@lru_cache(maxsize=1024)
def _by_places(kinds: str) -> re.Pattern[str]:
    first = "|".join(ORDINALS)
    return re.compile(
        rf" (?:in|with) the (?:{first})(?:(?:,| and)(?: the)? (?:{first}))*(?: (?:two|three|four|five))? {kinds}(?=$| )"
    )


_CALLED = re.compile(r"the (\w+) (?=[\ue000-\uf8ff])")


def _once(wish: Wish) -> Wish:
    """A wish about a thing of a name that is called like the deed, by its name alone: nobody locks the lock."""
    kind = _CALLED.match(wish.rest)
    return wish._replace(rest=wish.rest[kind.end() :]) if kind is not None and kind[1] == wish.verb else wish


def _is_unheard(tool: Tool, aim: Aim, wish: Wish, kind: str) -> bool:
    """Whether nobody would hear that a wish takes a chosen thing: a deed, or a look at no more than what is of it."""
    if {aim.noun, kind}.intersection(wish.rest.split()):
        return False
    named = (p for p in tool.inputs if aim.noun and aim.noun in words_of(p.name))
    return tool.effect != "read" or any(not p.required for p in named)


_SOME = re.compile(r"an? [\w-]+(?: [\w-]+)?")
_OF_IT = re.compile(r"\bthe (\w+) of \0")
_ITS = re.compile(r" its (?=\w)")


_THAT_ONE = re.compile(r"\bthat one\b")


def _put(rest: str, pick: Pick) -> str | None:
    """A wish with a gap for a chosen thing: in place of its kind, or of `that one` of which others are looked for."""
    others = plural(thing_of(pick), 2) in rest and _THAT_ONE.search(rest)
    return _THAT_ONE.sub("\0", rest) if others else put_in(rest, pick, "\0")


class Choosing:
    """Says which things are chosen, in one utterance.

    Args:
        held: The values of the utterance.
    """

    def __init__(self, known: Known, speaker: Speaker, held: Held, clock: datetime) -> None:
        self.known = known
        self.speaker = speaker
        self.held = held
        self.clock = clock

    def placed(self, turn: PlannedTurn, wishes: Sequence[Wish]) -> tuple[tuple[Wish, ...], list[str]]:
        """The wishes with the chosen things in them, and sentences for those that no wish names."""
        out = [_unplaced(wish, turn.picks) for wish in wishes]
        sentences: dict[str, list[str]] = {}
        taken = [re.sub(r" (?:numbers?|ids?|codes?|references?)$", "", plain_label(s)) for s in turn.said]
        alike: dict[tuple[str, frozenset[str]], list[Pick]] = {}
        for pick in turn.picks:  # of two rooms one may be looked into, and the other one be where a thing goes
            taken_by = {self.known.calls[aim.call].tool for aim in self.known.aims_of(pick, turn, wishes)}
            alike.setdefault((pick.label, frozenset(taken_by)), []).append(pick)
        for picks in alike.values():
            takers = {self.known.calls[a.call].tool for a in self.known.aims_of(picks[0], turn, wishes)}
            own = [i for i, wish in enumerate(wishes) if self.known.meant_by(wish, turn) in takers]
            for i, wish in enumerate(out):
                told = thing_of(picks[0]) in taken or (own and i not in own)  # or it is for another wish
                changed = None if told else _put(wish.rest, picks[0])
                put_into = wish.verb in _PUTTING and re.match(r"an? (?:\w+ )+?(?:to|into|on|for) ", wish.rest)
                beside = changed is not None and not changed.startswith("\0")  # not what is made, but made of or for
                there = not is_making(wish) or wish.verb in ("book", "find", "save") or put_into or beside
                there = there or bool(_KNOWN.match(wish.rest)) or self.known.is_there(picks[0], turn, wish)
                if changed is not None and there:
                    full = i > 0 or "what \0" in changed  # `what the job Nurse pays`
                    if len(picks) > 1:
                        changed = _ONE_DOES.sub(lambda m: f"\0 {MANY_DO[m.group(1)]}", changed)
                        changed = _ITS.sub(" their ", changed)
                    both = changed.startswith("\0 and the ")  # the plan and the seats of something
                    out[i] = wish._replace(rest=changed.replace("\0", self._phrase(picks, full=full, by_kind=both)))
                    self._put_with(out, i, picks, turn)
                    break
            else:
                near = self._put_near(out, picks, turn, taken)
                if near is not None:
                    self._put_with(out, near, picks, turn)
                else:
                    kind = thing_of(picks[0]).rpartition(" ")[2]
                    spoken_of = any(kind in w.rest for w in out) or not out
                    sentences.setdefault(picks[0].label, []).append(self._phrase(picks, full=not spoken_of))
        out = list(map(_once, out))
        if not sentences:
            return tuple(out), []
        taking = any(w.verb in _TAKING for w in out) and len(sentences) == 1
        rule = "pick_take" if taking else "pick"
        return tuple(out), [self.speaker.say(rule, {"it": listed(told)}) for told in sentences.values()]

    def _phrase(self, picks: Sequence[Pick], *, full: bool, by_kind: bool = False) -> str:
        """The chosen things in words; with `by_kind` never by their bare names."""
        if by_kind:
            named = [self._one(p, full=full) for p in picks]
            return listed([f"the {thing_of(picks[0])} {name}" if len(name) == 1 else name for name in named])
        named = list(dict.fromkeys(self._one(p, full=full) for p in picks))
        kind = f"the {thing_of(picks[0])} "
        bare = [n[-1] for n in named if n in (n[-1], f"{kind}{n[-1]}")]
        own = any(kind[4:-1] in self.held.plain(n).lower() for n in bare)  # no `houses House by the lake and ...`
        if own and len(named) > 1 and len(bare) == len(named):
            return listed(bare)
        alike = len(named) > 1 and len(bare) == len(named) and any(n.startswith(kind) for n in named)
        if alike:  # `the products Tent and Lamp`
            named = [f"the {plural(thing_of(picks[0]), 2)} {bare[0]}", *bare[1:]]
        return listed(named)

    def _one(self, pick: Pick, *, full: bool) -> str:
        """One chosen thing; where two searches were told of side by side, its place says of which it is."""
        phrase = noun_phrase(pick, self.speaker, self.held, self.clock, full=full)
        apart = self.known.apart(pick.call) if _BY_PLACE.match(phrase) else ""
        return f"{phrase} for {self.held.hold(apart)}" if apart else phrase

    def _put_with(self, wishes: list[Wish], at: int, picks: Sequence[Pick], turn: PlannedTurn) -> None:
        """Say of a chosen thing that a wish other than that at a place takes it too: the car for the one looked up."""
        here = self.known.meant_by(wishes[at], turn)
        for aim in self.known.aims_of(picks[0], turn, wishes):
            other = self.known.wish_at(aim.call, wishes, at)
            tool = self.known.tool_of(aim.call)
            if other == at or tool is None or tool.id == here or aim.own:
                continue
            wish, kind = wishes[other], thing_of(picks[0]).rpartition(" ")[2]
            if wish.rest.startswith(SOMETHING):
                wishes[other] = self._as_something(wish, picks, turn, aim.call, wishes)
                continue
            some = re.search(rf"\ban? {re.escape(aim.noun)}\b", wish.rest) if aim.noun not in ("", kind) else None
            if some:
                phrase = self._phrase(picks, full=True)
                rest = f"{wish.rest[: some.start()]}the {aim.noun} of {phrase}{wish.rest[some.end() :]}"
                wishes[other] = wish._replace(rest=rest)
            elif wish.rest.endswith(" back") and VERBS.get(wish.verb) == "send":
                continue  # what is sent back is named, and what it is of was opened
            elif _is_unheard(tool, aim, wish, kind):
                itself = aim.noun not in OWNERS and kind not in HANGS  # no request is its repository
                if _SOME.fullmatch(wish.rest) and not is_making(wish) and not aim.role and itself:
                    wishes[other] = wish._replace(rest=self._phrase(picks, full=True))  # a door by its lock is that
                    continue
                way = f"to the {aim.role} of" if aim.role and VERBS.get(wish.verb) == "send" else _way_to(aim, kind)
                wishes[other] = wish._replace(rest=f"{wish.rest} {way} {self._phrase(picks, full=True)}")

    def _placed_in(self, rest: str, wish: Wish, aim: Aim, turn: PlannedTurn) -> str:
        """A wish for `the lamp of` a chosen home with its place there, where the home has several."""
        if not aim.feeds or not _SOME.match(wish.rest):
            return rest
        taken = (e for c in self.known.calls_of(turn) for e in self.known.taken.get(c.id, ()))
        place = next((p for e in taken if e.from_call == aim.call and (p := PLACE.match(e.field or ""))), None)
        found = resolve(self.known.calls[aim.call].result, place["list"]) if place is not None else []
        several = bool(found) and isinstance(found[0], list) and len(found[0]) > 1
        if place is None or not several:
            return rest
        return _OF_IT.sub(lambda m: f"the {ordinal(int(place['at']))} {m[1]} of \0", rest, count=1)

    def _as_something(
        self, wish: Wish, picks: Sequence[Pick], turn: PlannedTurn, call: str, wishes: Sequence[Wish]
    ) -> Wish:
        """A wish to do something with a chosen thing, unless it is a part of that which is done with: a line of it."""
        others = (p for p in turn.picks if p.label != picks[0].label)
        if any(aim.call == call for p in others for aim in self.known.aims_of(p, turn, wishes)):
            return wish
        return wish._replace(rest=f"{self._phrase(picks, full=True)} {wish.rest.removeprefix(SOMETHING)}")

    def _put_near(
        self, wishes: list[Wish], picks: Sequence[Pick], turn: PlannedTurn, taken: Sequence[str]
    ) -> int | None:
        """Work a chosen thing into the wish that it decides, in place; where that is, None when no wish takes it."""
        aim = self.known.aim_of(picks[0], turn, wishes)
        if aim is None or not wishes:
            return None
        at = self.known.wish_at(aim.call, wishes, len(wishes) - 1)
        kind = thing_of(picks[0]).rpartition(" ")[2]
        if wishes[at].verb in _TAKING:
            whose = "" if kind in PERSONS else f"the {aim.noun} of " if aim.noun in PERSON_WORDS else None
            if whose is None or " for " in f" {wishes[at].rest} ":
                return None
            wishes[at] = wishes[at]._replace(rest=f"{wishes[at].rest} for {whose}{self._phrase(picks, full=True)}")
            return at
        if ASKED.search(picks[0].label) and wishes[at].rest.startswith("people "):
            whom = listed([self.held.hold(str(p.value)) for p in picks if p.value is not None])
            wishes[at] = wishes[at]._replace(rest=f"{whom or 'people'}{wishes[at].rest.removeprefix('people')}")
            return at if whom else None
        making = is_making(wishes[at]) and not self.known.is_there(picks[0], turn, wishes[at])
        placed = put_near(wishes[at], aim, "\0", taken, making=making, kind=kind)
        if placed is None:
            return None
        if len(picks) > 1 and aim.role:
            placed = placed._replace(
                rest=placed.rest.replace(f"the {aim.role} of \0", f"the {plural(aim.role, 2)} of \0")
            )
        placed = placed._replace(rest=self._placed_in(placed.rest, wishes[at], aim, turn))
        phrase = self._phrase(picks, full=True)
        twice = _OF_IT.search(placed.rest)
        if twice and self.held.plain(phrase).lower().endswith(f" {twice[1]}"):  # the thermostat of Hall thermostat
            placed = placed._replace(rest=_OF_IT.sub("\0", placed.rest))
        wishes[at] = placed._replace(rest=placed.rest.replace("\0", phrase))
        return at
