"""What came of a turn, told in order: what was asked for or done, and not what was looked up only to get there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.likeness import likeness
from toolgraph.llm.offline.mine import mine
from toolgraph.llm.offline.places import PLACE, item_of
from toolgraph.llm.offline.refer import Known, own_wish
from toolgraph.llm.offline.report import Reporter
from toolgraph.llm.offline.room import ALONE, OVER, SEVERAL, Room
from toolgraph.llm.offline.shape import plural, verb_of
from toolgraph.llm.offline.wishes import Wish, is_looking, wishes_in
from toolgraph.llm.offline.written import Ink, is_id
from toolgraph.meaning.said.numbers import ONES
from toolgraph.meaning.text import VERBS
from toolgraph.models.dialogue_plan import DialoguePlan, PlannedCall, PlannedTurn

_LOOKING = ("list", "search", "get", "compute")
_DETAIL_MAX = 2
_BRIEFEST = 2
_ALIKE_MIN = 0.3
_PLACES = ("the first", "the second", "the third", "the fourth")
_BESIDE_MAX = 4  # calls of one tool that are told of, one after the other
_FEW = 3
_PAIR = 2


class Story(NamedTuple):
    """The summary of a turn.

    Attributes:
        text: Sentences; "" when there is nothing to tell.
        did: Whether something was made or changed, and not only looked at.
    """

    text: str
    did: bool


class Teller:
    """Tells the turns of one plan."""

    def __init__(self, plan: DialoguePlan, known: Known, reporter: Reporter, speaker: Speaker) -> None:
        self.plan = plan
        self.known = known
        self.reporter = reporter
        self.speaker = speaker

    def story(self, turn: PlannedTurn, ink: Ink) -> Story:
        """The turn's results in a few sentences, within the length that people read."""
        good = [c for step in turn.steps for c in step if c.ok and c.weight]
        if not good:
            return Story("", did=False)
        wishes = self._wishes(turn)
        told = self._worth_telling(good, wishes)
        groups: dict[str, list[PlannedCall]] = {}
        for call in told:
            groups.setdefault(call.tool, []).append(call)
        self.reporter.begin(good)
        before = self.reporter.told()
        most = ALONE if len(told) == 1 else SEVERAL
        reports = self._reports(groups, wishes, ink, less=0)
        if self._length(reports, ink) > most:  # rather less of each than nothing of what was asked for
            self.reporter.untell(before)
            reports = self._reports(groups, wishes, ink, less=1)
        did = bool(told) and bool(verb_of(self.known.tools[told[0].tool]))
        return Story(self._joined(self._short_enough(reports, ink, most + OVER), ink), did)

    def _reports(
        self, groups: Mapping[str, list[PlannedCall]], wishes: Sequence[Wish], ink: Ink, *, less: int
    ) -> list[tuple[list[PlannedCall], str]]:
        told = sum(map(len, groups.values()))
        kinds = [self._kind(c) for calls in groups.values() for c in calls[:_BESIDE_MAX]]
        room = Room(kinds, less * OVER)
        out = []
        for i, calls in enumerate(groups.values()):
            brief = int(told > _DETAIL_MAX or (len(groups) > 1 and i < len(groups) - 1) or len(calls) > 1)
            out.append((calls, self._group(calls, wishes, ink, room, brief=min(brief + less, _BRIEFEST))))
        return out

    def _kind(self, call: PlannedCall) -> str:
        """What a call is reported as: a `deed`, or what its result is at heart."""
        tool = self.known.tools[call.tool]
        return "deed" if verb_of(tool) else self.reporter.shape(call, tool).kind

    def _length(self, reports: Sequence[tuple[list[PlannedCall], str]], ink: Ink) -> int:
        return len(ink.held.plain(" ".join(text for _, text in reports)).split())

    def _short_enough(self, reports: list[tuple[list[PlannedCall], str]], ink: Ink, most: int) -> list[str]:
        """The reports that there is room for: first those go that nobody waits for, then the last."""
        left = list(reports)
        for report in reports[:-1]:
            calls = report[0]
            if self._length(left, ink) <= most:
                break
            if not verb_of(self.known.tools[calls[0].tool]) and not any(map(self.reporter.awaited, calls)):
                left.remove(report)
        while len(left) > 1 and self._length(left, ink) > most:
            left.pop()
        return [text for _, text in left]

    def _joined(self, texts: Sequence[str], ink: Ink) -> str:
        """Reports behind one another: what was done the same way, or was empty before, is not told again."""
        out: list[str] = []
        done: set[str] = set()
        empty = False
        for text in texts:
            if self.reporter.says_nothing(text):
                if empty:
                    continue  # once is enough
                empty = True
            found = DID.match(text)
            did = ink.held.plain(found.group(1)) if found else ""
            if found and did in done and not text[found.end() :]:
                continue  # done the same way by another tool
            done.add(did)
            out.append(self._also(text) if out else text)
        return " ".join(out)

    def _group(self, calls: Sequence[PlannedCall], wishes: Sequence[Wish], ink: Ink, room: Room, *, brief: int) -> str:
        tool = self.known.tools[calls[0].tool]
        wish = self._wish_of(calls[0], wishes)
        texts: list[str] = []
        asked = len(calls)
        calls = [c for i, c in enumerate(calls) if not i or c.result != calls[i - 1].result]
        for call, label in zip(calls, self._labels(calls, ink), strict=False):  # no more than there are labels
            text = self.reporter.summary(call, tool, ink, wish=wish, brief=brief, room=room.words())
            if self._kind(call) == "list":
                room.take(len(ink.held.plain(text).split()))
            mark = ":" if self._kind(call) == "list" else ". "  # behind which an item may be called so too
            head = text.partition(mark)[0] if mark in text or mark == ". " else ""
            few = len(calls) < _FEW or self.reporter.shape(call, tool).kind == "record"
            few = few or ink.held.plain(text).startswith(ink.held.plain(label))
            shown = label not in _PLACES and few and _stands_in(ink.held.plain(label), ink.held.plain(head))
            if label and not verb_of(tool) and label not in text and not shown:
                rule = "for_place" if label in _PLACES else "for_next" if texts else "for_each"
                text = self.speaker.say(
                    rule, {"label": label, "sum": _LOOKING_ROUND.sub("", _lowered(_without(text, label, ink)))}
                )
            texts.append(text)
        once = list({ink.held.plain(t): t for t in texts}.values())
        same = [] if verb_of(tool) or len(calls) > 1 or not calls[0].result else self._same_for(calls[0], asked)
        return " ".join([once[0], *same, *self._beside(once, ink)])

    def _same_for(self, call: PlannedCall, asked: int) -> list[str]:
        """A sentence on several looks of which all brought what one of them did: it goes for both of the houses."""
        if not 1 < asked <= _BESIDE_MAX:
            return []
        places = (PLACE.match(e.field or "") for e in self.known.taken.get(call.id, ()))
        things = {item_of(p["list"]) for p in places if p}
        thing = plural(things.pop(), 2) if len(things) == 1 else ""
        every = "both" if asked == _PAIR else f"all {ONES[asked]}"
        return [self.speaker.say("same_for", {"all": f"{every} {thing}" if thing else f"{every} of them"})]

    def _labels(self, calls: Sequence[PlannedCall], ink: Ink) -> list[str]:
        """What tells each of a tool's calls from the others; their place when that does not."""
        if len(calls) == 1:
            return [""]
        tool = self.known.tools[calls[0].tool]
        labels = [self.reporter.label_of_call(call, calls, ink) for call in calls[:_BESIDE_MAX]]
        shown = {ink.held.plain(label) for label in labels}
        if "" in shown and len({n for c in calls if (n := self.reporter.name_of(c, tool, ink))}) == len(calls):
            return ["" for _ in calls]  # each report begins with a name of its own
        return labels if len(shown) == len(labels) and "" not in shown else [*_PLACES[: len(labels)]]

    def _also(self, text: str) -> str:
        """A report of a deed as one behind another."""
        found = DID.match(text)
        if found is None:
            return text
        return f"{self.speaker.say('deed_also', {'did': found.group(1)})} {text[found.end() :]}".strip()

    def _beside(self, texts: Sequence[str], ink: Ink) -> list[str]:
        """Reports of one tool's further calls: what was done just the same is not said again."""
        first = DID.match(texts[0])
        did = ink.held.plain(first.group(1)) if first else ""
        news = ink.held.plain(texts[0][first.end() :]) if first else ""
        out = []
        for text in texts[1:]:
            found = DID.match(text)
            if found is None or not did or ink.held.plain(found.group(1)) != did:
                out.append(self._also(text))
            elif ink.held.plain(text[found.end() :]) not in ("", news):
                out.append(_SUBJECT.sub("the other one ", text[found.end() :]))
        return out

    # Which calls

    def _wishes(self, turn: PlannedTurn) -> list[Wish]:
        """The wishes of a turn and of those before it that waited for it."""
        wishes = list(wishes_in(turn.goal))
        wishes = [*self.known.unsaid(turn, wishes), *wishes]
        for before in reversed(self.plan.turns[: turn.index]):
            if before.reply not in ("ask", "confirm"):
                break
            wishes = [*(w for w in wishes_in(before.goal) if w not in wishes), *wishes]
        return wishes

    def _wish_of(self, call: PlannedCall, wishes: Sequence[Wish]) -> Wish | None:
        tool = self.known.tools[call.tool]
        if verb_of(tool):
            wishes = [w for w in wishes if VERBS.get(w.verb, "") not in _LOOKING and not is_looking(w)]
        scores = [likeness(w, tool) for w in wishes]
        best = wishes[scores.index(max(scores))] if scores and max(scores) > _ALIKE_MIN else own_wish(tool)
        return mine(best, self.known.told.get(call.id, ())) if best else None

    def _worth_telling(self, good: Sequence[PlannedCall], wishes: Sequence[Wish]) -> list[PlannedCall]:
        """The calls whose results the user waits for: deeds, last looks, and looks that were wished for themselves."""
        ids = {c.id for c in good}
        fed = {e.from_call for c in good for e in self.known.taken.get(c.id, ()) if e.from_call in ids}
        asked = self._asked(good, wishes)
        out: list[PlannedCall] = []
        for call in good:
            looked = not verb_of(self.known.tools[call.tool])
            if looked and call.id in fed and call.tool not in asked and not self.reporter.awaited(call):
                continue
            out = [c for c in out if not self._told_by(c, call)]
            out.append(call)
        return out

    def _asked(self, good: Sequence[PlannedCall], wishes: Sequence[Wish]) -> set[str]:
        tools = list(dict.fromkeys(c.tool for c in good))
        if len(wishes) >= len(tools):
            return set(tools)
        out = set()
        for wish in wishes:
            best = max(tools, key=lambda t: likeness(wish, self.known.tools[t]))
            if likeness(wish, self.known.tools[best]) > _ALIKE_MIN:
                out.add(best)
        return out

    def _told_by(self, before: PlannedCall, after: PlannedCall) -> bool:
        """Whether a later result tells all of an earlier one: the same deed again, or a look at the same thing."""
        first, last = (self.reporter.shape(c, self.known.tools[c.tool]) for c in (before, after))
        if first.kind != "record" or last.kind != "record" or self.reporter.awaited(before):
            return False
        mine, other = (next((str(v) for k, v in s.record.items() if is_id(k)), "") for s in (first, last))
        if not mine or mine != other:
            return False
        more = {k for k in first.record if not is_id(k)} - last.record.keys()
        return before.tool == after.tool or not (verb_of(self.known.tools[before.tool]) or more)


# `I have it open now` and `I have the log here` are no deeds.
DID = re.compile(
    rf"^I(?:'ve| have) (?:just |now |also )*(?!(?:it|the|your|an?|{'|'.join(ONES[1:])}) |[\ue000-\uf8ff])([^.]+)\. ?"
)


_SUBJECT = re.compile(r"^(?:it|the [\w ]+?) (?=is|was|has|costs|comes|starts|runs|goes|went|can)", re.IGNORECASE)


def _without(text: str, label: str, ink: Ink) -> str:
    """A report without the `for Front door` that stands before it as its label."""
    said = ink.held.plain(label)
    return _FOR.sub(lambda m: "" if ink.held.value(m.group(1)).strip("“”") == said else m.group(0), text, count=1)


_FOR = re.compile(r" (?:for|in|at|by) ([\ue000-\uf8ff])")


def _stands_in(name: str, text: str) -> bool:
    return name in text and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


_LOOKING_ROUND = re.compile(r"^(?:let's see,|what i see is) ", re.IGNORECASE)  # after `Looking at Front door,`


def _lowered(text: str) -> str:
    return text if re.match(r"I\b|[A-Z]{2}", text) else text[:1].lower() + text[1:]
