"""`a home` in a wish, as the one that the call is made with: by its name, by its place in a list, as `that home`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.likeness import likeness
from toolgraph.llm.offline.mine import as_ones_own, mine
from toolgraph.llm.offline.naming import quoted
from toolgraph.llm.offline.once import named_once
from toolgraph.llm.offline.pathkinds import (
    MARKS,
    as_written,
    head_of,
    kind_of,
    last_of,
    nouns_of,
    points,
    unfilled,
)
from toolgraph.llm.offline.places import (
    PLACE,
    Places,
    cities,
    item_of,
    near_one,
    placed,
    says_where,
    singled,
    without,
    words_in,
)
from toolgraph.llm.offline.refer import Known, is_making
from toolgraph.llm.offline.shape import noun_of, plural, that_one, which_one
from toolgraph.llm.offline.wishes import Wish, is_looking
from toolgraph.llm.offline.written import is_id, plain_text, words_of
from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.extreme import STANDING_OUT, extreme_at
from toolgraph.meaning.text import HOLLOW, ORDINALS, PERSON_WORDS, singular
from toolgraph.meaning.values import resolve
from toolgraph.models.dialogue_plan import PlannedCall, PlannedTurn
from toolgraph.models.provenance import Provenance
from toolgraph.models.tool import Tool

_BEHIND = (
    "and|or|then|to|into|in|on|at|of|for|with|about|from|by|as|that|which|above|below|near|over|has|have|is|are|was|uses"
    "|used|pays|costs|says|earns"
)
_JOINTS = "of|in|for|at|by|with|from|on|to"
_INDEFINITE = re.compile(
    rf"(?:(?P<joint>(?:^| )(?:{_JOINTS})) |\b)(?P<article>an?) "
    rf"(?P<noun>(?!bit\b|lot\b|few\b)(?:(?!(?:{_BEHIND})\b)[\w-]+ ){{0,2}}?[\w-]+)"
    rf"(?! or \w)(?=$|[,.?!]| (?:{_BEHIND})\b| [\ue000-\uf8ff])"
)
_GENITIVE = re.compile(
    rf"\ban? (?P<who>(?!day|week|month|year|minute|hour)(?:\w+ )?\w+)'s (?P<what>(?:\w+ )?(?!for\b|of\b)\w+)"
    rf"(?=$|[,.?!]| (?:{_BEHIND})\b)"
)
# `a project builds`, as docs write it; `a news` and `a bus` are one
_OF_MANY = re.compile(rf"\ban? (?P<who>\w{{3,}}[^\Ws]) (?P<what>\w{{4,}}[^\Wsui]s)(?=$|[,.?!]| (?:{_BEHIND})\b)")
_ONE_PART = re.compile(r"^an? (\w+) of (?=(?:that|the|my|this|an?) )")
_SINGLE = re.compile(r"\ban? (?:single|given|specific|particular|certain|existing) (?=\w)")
_ALIKE_MIN = 0.3
_COUNTED_MAX = 4
_OPEN_END = re.compile(r"$|,| (?:and|with) ")  # where `you find` may stand
# What follows a thing is of it, but not a thing that the whole wish is for: `a home for the room of that device`.
_MORE_OF = re.compile(
    rf" (?!for (?:(?:the \w+ of )?(?:that|those|the (?:{'|'.join((*ORDINALS, *STANDING_OUT))})))\b"
    r"|for the \w+ [\ue000-\uf8ff])"
    r"(?:of|for|in|on|from|with (?:the|that)) "
)
_TO_DO = re.compile(r"\bto \w+ $")  # `ask people to review a pull request`
# `of that repository for the default branch of that repository`
_TWICE = re.compile(r"(?P<first>\b(?P<one>that \w+)\b.*?)the (?P<part>(?:\w+ )?\w+) of (?P=one)\b")
_PUTTING = frozenset("add put save".split())  # `add a booking to a trip`
_INTO = re.compile(r" (?:to|into|on|in) ")
_DOING = re.compile(r"\w+ing $")
_SEVERAL = re.compile(r"(?:those|the first (?:two|three|four|five|six|seven|eight|nine)|.* and .*)\b")
_ITS = re.compile(r"\bits\b")
MANY_DO = {"pays": "pay", "costs": "cost", "has": "have", "is": "are", "was": "were", "says": "say"}
_ONE_DOES = re.compile(rf"^ ({'|'.join(MANY_DO)})\b")
_WORD = re.compile(r"[a-z]+")
_SOMEWHERE = frozenset("city town lat lng lon latitude longitude location place".split())
_THE_ONE = re.compile(r"\bthe (\w+)$")
_WITHOUT_TOWN = frozenset(
    "result city town place address location point coordinate coordinates weather flight offer journey train".split()
)
_KEYS = frozenset("token session password login credential".split())  # which nothing is of that people speak of
_OPEN_ENDED = re.compile(
    r"^the (?:first|[a-z]+est|\w+ rated|most \w+) (?:one|\w+ you find)$"
)  # of which of two searches?


class _Wanted(NamedTuple):
    """A thing that a wish names as some: where it stands, and the words of its kind."""

    start: int
    end: int
    joint: str
    noun: str

    @property
    def head(self) -> str:
        """The kind in one word."""
        return singular(self.noun.rpartition(" ")[2])


class Meant:
    """Says what the wishes of one dialogue mean.

    Args:
        names: What things are called, by their ids.
    """

    def __init__(self, known: Known, names: Mapping[str, str]) -> None:
        self.known = known
        self.names = names

    def kinds(self, wish: Wish, turn: PlannedTurn) -> Wish:
        """A wish that names things by the kinds that its call knows: the commits of a repository, not of a branch.

        A user's profile is the profile of a user; what the call could be told and is not (a branch) goes, or gives its
        place to what the call is told.
        """
        rest = _GENITIVE.sub(r"the \g<what> of a \g<who>", _SINGLE.sub("a ", wish.rest))
        wish = wish._replace(rest=named_once(_OF_MANY.sub(r"the \g<what> of a \g<who>", rest)))
        calls = self._calls(wish, turn)
        if not calls:
            return wish
        wish = mine(wish, [e for c in calls for e in self.known.told.get(c.id, ())])
        tool = self.known.tools[calls[0].tool]
        entries = [e for c in calls for e in self.known.told.get(c.id, ()) if self._is_told(e, tool, turn)]
        left = unfilled(tool, {as_written(e.path) for e in entries})
        part = _ONE_PART.search(wish.rest)
        if part and part[1] in left and not is_making(wish):  # `a week of that plan`, and nobody says which
            wish = wish._replace(rest=wish.rest[: part.start()] + wish.rest[part.end() :])
        oblique = [s for s in _wanted(wish) if s.joint]
        for some in reversed(oblique):
            other, is_wanted = self._other_kind(some, wish, tool, entries) if len(oblique) == 1 else ("", False)
            if some.head in left or is_wanted:
                put = f" {some.joint} a {other}" if other else ""
                wish = wish._replace(rest=wish.rest[: some.start].rstrip() + put + wish.rest[some.end :])
        return wish

    def _is_told(self, entry: Provenance, tool: Tool, turn: PlannedTurn) -> bool:
        """Whether an argument is what the call is about: not a default that goes with it, as a repository's branch."""
        if entry.source != "result" or any(p.required and p.path == as_written(entry.path) for p in tool.inputs):
            return True
        return any(p.call == entry.from_call and (entry.field or "").startswith(p.path) for p in turn.picks)

    def _other_kind(self, some: _Wanted, wish: Wish, tool: Tool, entries: Sequence[Provenance]) -> tuple[str, bool]:
        """The kind of the one thing that the call takes from a result and the wish does not name, "" for none.

        And whether the wish must mean that: a result that speaks of homes too has only another word for them.
        """
        if some.joint not in ("of", "for") or " of " in wish.rest[: some.start]:
            return "", False
        if any(some.head in kind_of(as_written(e.path)).split(" ") for e in entries):
            return "", False
        required = {p.path for p in tool.inputs if p.required}
        missing: dict[str, Provenance] = {}
        for entry in entries:
            path = as_written(entry.path)
            kind = kind_of(path)
            if path in required and is_id(path) and kind.rpartition(" ")[2] not in words_in(wish.rest):
                missing.setdefault(kind, entry)
        kind, first = next(iter(missing.items()), ("", None))
        source = self.known.tool_of(first.from_call or "") if first else None
        if len(missing) != 1 or not kind or source is None or first is None:
            return "", False
        known = kind in " ".join(words_of(source.name)) or kind in words_in(first.field or "")
        spoken_of = some.head in words_in(f"{source.title} {source.description}".lower())
        return (kind, not spoken_of) if known else ("", False)

    def said(self, wish: Wish, turn: PlannedTurn, before: Sequence[Wish], held: Held) -> Wish:
        """A wish with what is left of `a home` said as the one it is; done last, when values and choices are in it.

        Args:
            before: The wishes that come before it in the turn.
        """
        calls = self._calls(wish, turn)
        if not calls and turn.reply != "apologise":
            return wish
        making = is_making(wish) and not (calls and self.known.tools[calls[0].tool].effect == "read")
        taken = [as_written(e.path) for c in calls for e in self.known.taken.get(c.id, ())]
        known = {
            noun for path in taken if making and points(path) for noun in nouns_of(path)
        }  # the flight to be booked
        found = [s for s in _wanted(wish) if _may_be_known(s, wish, making=making) or s.head in known]
        told = _Told(turn, before, held, held.plain(wish.tail), making)
        for some in reversed(found):
            entries, own = self._identifying(some, found, wish, calls)
            after = wish.rest[some.end :]
            words = self._words(some, entries, told, own=own, last=bool(_OPEN_END.match(after))) if entries else ""
            if not words and turn.reply == "apologise" and _is_listed(some.head, before):
                words = "the first one"  # the call for it never came to be made
            if words:
                words = f"the first {some.noun}" if words == "the first one" and words in wish.rest else words
                if _SEVERAL.match(words):
                    after = _ONE_DOES.sub(lambda m: f" {MANY_DO[m[1]]}", _ITS.sub("their", after, count=1))
                joint = f" {some.joint} " if some.joint else ""
                start = wish.rest[: some.start]
                if _SEVERAL.match(words) and some.joint == "of":
                    start = _THE_ONE.sub(lambda m: f"the {plural(m[1], 2)}" if m[1] in PERSON_WORDS else m[0], start)
                wish = wish._replace(rest=f"{start}{joint}{words}{after}".lstrip())
        wish = self._that_one(wish, turn, calls, before)
        return wish._replace(rest=_TWICE.sub(r"\g<first>its \g<part>", wish.rest))

    def _that_one(self, wish: Wish, turn: PlannedTurn, calls: Sequence[PlannedCall], before: Sequence[Wish]) -> Wish:
        """A wish about `that one` out of a list that the same turn brings, with its place there."""
        taken = [e for c in calls for e in self.known.taken.get(c.id, ()) if is_id(e.path)]
        new = [e for e in taken if self.known.turn_of.get(e.from_call or "", -1) >= turn.index]
        places = [PLACE.match(e.field or "") for e in new]
        at = {int(p["at"]) for p in places if p}
        if "that one" not in wish.rest or len(at) != 1 or not all(places):
            return wish
        best = extreme if (extreme := singled(new[0], self.known.calls)) not in ORDINALS else ""
        which = placed("one", "", "", Places(sorted(at), 0, best), (), last=not any(map(is_looking, before)))
        return wish._replace(rest=wish.rest.replace("that one", which, 1))

    def there(self, wish: Wish, turn: PlannedTurn, held: Held) -> Wish:
        """A wish for what is somewhere (`railway stations`), and nothing says where: `there`, where the talk is."""
        said = [str(s.value) for s in turn.said if not _SOMEWHERE & set(words_of(last_of(s.path)))]
        if says_where(without(wish.rest, said, held), held.plain(wish.tail)):
            return wish
        calls = self._calls(wish, turn)
        entries = [
            e for c in calls for e in self.known.told.get(c.id, ()) if _SOMEWHERE & set(words_of(last_of(e.path)))
        ]
        picked = {p.call for p in turn.picks}
        known = [e.source == "result" and e.from_call not in picked for e in entries]
        if not entries or not all(known) or any(self.known.tools[c.tool].effect != "read" for c in calls):
            return wish
        if which := cities(entries, self.known.calls):
            return wish._replace(rest=f"{wish.rest} in {which}")
        here = self.known.turn_of.get(entries[0].from_call or "", -1) >= turn.index
        if here and (which := near_one(entries, self.known.calls)):
            return wish._replace(rest=f"{wish.rest} {which}")
        giver = self.known.tool_of(entries[0].from_call or "")
        if here and giver is not None and last_of(entries[0].path).lower().endswith("city"):
            whose = noun_of(giver).rpartition(" ")[2]
            if whose not in HOLLOW | _WITHOUT_TOWN and not PLACE.match(entries[0].field or ""):
                return wish._replace(rest=f"{wish.rest} in the city of that {whose}")
        apart = self.known.apart(entries[0].from_call or "")  # of several places that the turn names: in the first
        town = any(e.value == apart and _SOMEWHERE & set(words_of(last_of(e.path))) for e in self._told_by(entries[0]))
        return wish._replace(rest=f"{wish.rest} in {held.hold(apart)}" if town else f"{wish.rest} there")

    def _told_by(self, entry: Provenance) -> list[Provenance]:
        return self.known.told.get(entry.from_call or "", [])

    def _calls(self, wish: Wish, turn: PlannedTurn) -> list[PlannedCall]:
        """The calls that a wish stands for: those of the tool that it is most like."""
        calls = self.known.calls_of(turn)
        scores = {c.tool: likeness(wish, self.known.tools[c.tool]) for c in calls}
        best = max(scores, key=lambda t: scores[t], default="")
        return [c for c in calls if c.tool == best and scores[best] > _ALIKE_MIN]

    def _identifying(
        self, some: _Wanted, found: Sequence[_Wanted], wish: Wish, calls: Sequence[PlannedCall]
    ) -> tuple[list[Provenance], bool]:
        """Where the calls take what says which one is meant, none when nothing does; and whether it is so named."""
        by_path: dict[str, list[Provenance]] = {}
        for entry in (e for c in calls for e in self.known.told.get(c.id, ())):
            by_path.setdefault(as_written(entry.path), []).append(entry)
        marks = {p: head_of(p) for p in by_path if points(p)}
        own = [p for p, head in marks.items() if head == some.head]
        own = own or [p for p, head in marks.items() if head in some.noun.split(" ")]  # of a job advertisement
        own = own or [p for p in marks if is_making(wish) and some.head in nouns_of(p)]  # the offer of a room
        if own:
            return by_path[own[0]], True
        if not calls or _MORE_OF.match(wish.rest, some.end):
            return [], False
        required = {p.path for p in self.known.tools[calls[0].tool].inputs if p.required}
        rest = words_in(wish.rest)
        left = [p for p in by_path if p in required and points(p) and not nouns_of(p) & rest]
        others = [s for s in found if s.head not in marks.values()]
        others = [s for s in others if s.joint] or others
        return (by_path[left[0]], False) if len(left) == 1 and others == [some] else ([], False)

    def _words(self, some: _Wanted, entries: Sequence[Provenance], told: _Told, *, own: bool, last: bool) -> str:
        """The thing as its speaker knows it; "" when they cannot say more than `a home`."""
        if all(e.source == "user" for e in entries):
            values = {str(e.value) for e in entries}
            if all(e.turn is not None and e.turn < told.turn.index for e in entries):
                return f"that {some.noun}" if len(values) == 1 else f"those {plural(some.noun, 2)}"
            beside = not told.making and all(v in told.tail for v in values) and points(as_written(entries[0].path))
            return f"the {plural(some.noun, len(values))}" if beside else ""
        if any(e.source != "result" for e in entries):
            return ""
        turns = {self.known.turn_of.get(e.from_call or "", told.turn.index) for e in entries}
        if min(turns) >= told.turn.index:  # or in the next turn, where this one waits for an answer
            return self._to_come(some, entries, told, own=own, last=last)
        return self._in_talk(some, entries, told) if max(turns) < told.turn.index else ""

    def _in_talk(self, some: _Wanted, entries: Sequence[Provenance], told: _Told) -> str:
        """A thing out of an earlier result: `that home` where no other is in talk, else by its name."""
        values = list(dict.fromkeys(str(e.value) for e in entries))
        many = len(values) > 1
        noun = plural(self._at_point(entries[0]) if some.head == "point" else some.noun, len(values))
        if any(e.from_call == p.call and (e.field or "").startswith(p.path) for e in entries for p in told.turn.picks):
            return f"the {noun}"  # the wish says already of what
        kind = last_of(as_written(entries[0].path))
        others = {
            str(e.value)
            for c, made in self.known.told.items()
            for e in made
            if self.known.turn_of.get(c, told.turn.index) < told.turn.index and last_of(as_written(e.path)) == kind
        } - set(values)
        names = list(dict.fromkeys(n for v in values if plain_text(n := self.names.get(v, ""), 60)))
        if not (many or others) or not len(values) == len(names) <= _COUNTED_MAX:
            return f"those {noun}" if many else that_one(noun, entries[0].field or "")
        return f"the {noun} {_listed([told.held.hold(quoted(n)) for n in names])}"

    def _at_point(self, entry: Provenance) -> str:
        """What is at a point, as people speak of that: a house, a shop."""
        found = PLACE.match(entry.field or "")
        tool = self.known.tool_of(entry.from_call or "")
        return (item_of(found["list"]) if found else "") or (noun_of(tool) if tool else "") or "point"

    def _to_come(self, some: _Wanted, entries: Sequence[Provenance], told: _Told, *, own: bool, last: bool) -> str:
        """A thing out of what the same turn brings, as somebody says who has not seen it yet."""
        places = [PLACE.match(e.field or "") for e in entries]
        lists = {(e.from_call, p["list"]) for e, p in zip(entries, places, strict=True) if p}
        if not all(places) or len(lists) != 1:
            once = len({str(e.value) for e in entries}) == 1 and not any(places)
            return self._of_record(some, entries[0], told) if once else ""
        call, path = next(iter(lists))
        at = sorted({int(p["at"]) for p in places if p})
        found = resolve(self.known.calls[call or ""].result, path)
        listed = found[0] if found and isinstance(found[0], list) else []
        item = item_of(path) if own else ""
        item = "" if item in MARKS or item == some.head else item
        noun = which_one(some.noun, entries[0].field or "")
        noun, item = (item, "") if some.head == "point" and item else (noun, item)  # places are points
        best = extreme_at(listed, at[0]) if len(at) == 1 else ""
        which = placed(noun, item, path, Places(at, len(listed), best), told.before, last=last)
        which = as_ones_own(which, self.known.tool_of(call or ""))
        apart = self.known.apart(call or "") if _OPEN_ENDED.search(which) else ""
        return f"{which} for {told.held.hold(apart)}" if apart else which

    def _of_record(self, some: _Wanted, entry: Provenance, told: _Told) -> str:
        """A thing out of a single record of the same turn: that of another thing which was only looked up for it."""
        tool = self.known.tool_of(entry.from_call or "")
        kind = noun_of(tool).rpartition(" ")[2] if tool else ""
        if tool is None or kind in HOLLOW or kind in _KEYS:
            return ""
        told_it = any(e.value == entry.value for e in self.known.told.get(entry.from_call or "", ()))
        if kind == some.head or tool.effect != "read":
            new = kind != some.head and not told_it and tool_words(tool.name, tool.http)[0] == "create"
            return f"the {some.noun} of the new {kind}" if new else that_one(some.noun, entry.field or "")
        if any(some.head in words_in(w.rest) for w in told.before) and "[" not in (entry.field or ""):
            return f"that {some.noun}"
        taken = self.known.taken.get(entry.from_call or "", ())
        word = next((found for e in taken if (found := singled(e, self.known.calls))), "")
        named = any(kind in words_in(w.rest) for w in told.before) or self.known.is_chosen(entry, told.turn)
        alone = named and not any(plural(kind, 2) in w.rest.split(" ") for w in told.before)
        which = f"that {kind}" if alone or not word else f"the {word} {kind}{'' if named else ' you find'}"
        lister = next((e.from_call or "" for e in taken if singled(e, self.known.calls)), "")
        return f"the {some.noun} of {as_ones_own(which, self.known.tool_of(lister))}"


class _Told(NamedTuple):
    """What is said around a wish.

    Attributes:
        before: The wishes that come before it in the turn.
        tail: What stands behind it, in plain words.
        making: It is for something new.
    """

    turn: PlannedTurn
    before: Sequence[Wish]
    held: Held
    tail: str
    making: bool


def _may_be_known(some: _Wanted, wish: Wish, *, making: bool) -> bool:
    """Whether a thing that a wish names as some may be one that is known: neither something new nor a mere mark."""
    if some.head in MARKS - {"domain", "host"} or _DOING.search(wish.rest[: some.start]):
        return False
    if some.joint or _TO_DO.search(wish.rest[: some.start]) or not making:
        return True
    return wish.verb in _PUTTING and not some.start and bool(_INTO.match(wish.rest, some.end))


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _wanted(wish: Wish) -> list[_Wanted]:
    return [_Wanted(m.start(), m.end(), (m["joint"] or "").strip(), m["noun"]) for m in _INDEFINITE.finditer(wish.rest)]


def _is_listed(head: str, before: Sequence[Wish]) -> bool:
    return any(plural(head, 2) in _WORD.findall(w.rest) for w in before)
