"""Some of many: `add tracks to a playlist` leaves open which, where nobody has seen the tracks yet."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolgraph.meaning.text import PERSON_ROLES, PERSON_WORDS, PERSONS, ordinal, singular, words
from toolgraph.plan.draft import Made, Part
from toolgraph.plan.parts import giver
from toolgraph.plan.picks import thing_at

_COUNTED = {2: "two", 3: "three", 4: "four", 5: "five"}
_BARE = re.compile(r"^(?P<verb>\w+(?: up)?) (?P<thing>[a-z]+s)(?= (?:to|into|in|from|on|for|with)\b|$)")


def which_of_them(goal: str, made: Made, picked: Collection[tuple[str, str]]) -> str:
    """A wish for things of a kind with their places in the list that they are from: `add the first two tracks`.

    Args:
        picked: What the user singles out in words of its own, as (call id, path of the item).
    """
    if made.tool.effect == "read":
        return goal
    if (people := _ANYBODY.match(goal)) is not None:
        return _with_whom(goal, people, made, picked)
    bare = _BARE.match(goal)
    if bare is None:
        return goal
    for part in made.parts.values():
        if _is_the_only_one(part, made, singular(bare["thing"]), picked):
            return f"{bare['verb']} that {singular(bare['thing'])}{goal[bare.end() :]}"
        places = _places(part, made, singular(bare["thing"]))
        if not places or any((c.made.id, t.item) in picked for c in part.chosen for t in c.turnings):
            continue
        which = _in_words(places, bare["thing"], singular(bare["thing"]))
        return f"{bare['verb']} {which}{goal[bare.end() :]}"
    return goal


def _is_the_only_one(part: Part, made: Made, thing: str, picked: Collection[tuple[str, str]]) -> bool:
    """Whether a list that was brought in the same breath has just the one thing that is taken: `add that track`."""
    if part.want.parameter.type != "array" or len(part.chosen) != 1 or not part.chosen[0].turnings:
        return False
    source, turn = part.chosen[0].made, part.chosen[0].turnings[-1]
    lone = turn.among == 1 and source.group == made.group and (source.id, turn.item) not in picked
    return lone and thing in thing_at(source, turn.path).split()


def _in_words(places: list[int], many: str, one: str) -> str:
    """Things by their places: `the first two tracks`, `the second track`."""
    if len(places) > 1 and places == list(range(len(places))):
        return f"the first {_COUNTED.get(len(places), 'few')} {many}"
    return f"the {' and '.join(map(ordinal, places))} {many if len(places) > 1 else one}"


_ANYBODY = re.compile(r"^(?P<verb>\w+) (?:people|somebody|someone|others|users)(?= to )")
_WHO = ("@email", "@username", "@person", "")


def _with_whom(goal: str, people: re.Match[str], made: Made, picked: Collection[tuple[str, str]]) -> str:
    """`Ask people to review a request` with the people: `ask that user to review a request`."""
    for part in made.parts.values():
        if not _tells_people(part) or any((c.made.id, t.item) in picked for c in part.chosen for t in c.turnings):
            continue
        source = giver(part)
        if source is None or any(o.made is not source for o in part.origins):
            continue
        if same := _the_same(part):
            return f"{people['verb']} {same}{goal[people.end() :]}"
        path = part.chosen[0].turnings[-1].path if part.chosen and part.chosen[0].turnings else ""
        person = thing_at(source, path)
        if person.rpartition(" ")[2] not in PERSON_WORDS | PERSONS:
            continue
        places = _places(part, made, person.rpartition(" ")[2])
        which = _in_words(places, f"{person}s", person) if places else f"that {person}"
        return f"{people['verb']} {which}{goal[people.end() :]}"
    return goal


def _the_same(part: Part) -> str:
    """People whom a thing names in a mere list, by their role in it: `the same reviewers`; "" for any others."""
    fields = [_IN_LIST.match(origin.field.rpartition(".")[2]) for origin in part.origins]
    if not fields or not all(fields):
        return ""
    told = words(fields[0]["name"]) if fields[0] is not None else ()
    role = next((word for word in told if word in PERSON_ROLES), "")
    return "" if not role else f"the same {role}{'s' if len(part.origins) > 1 else ''}"


_IN_LIST = re.compile(r"^(?P<name>\w+)\[\d+\]$")


def _tells_people(part: Part) -> bool:
    name = words(part.want.parameter.name)
    return part.want.kind in _WHO and part.want.parameter.type == "array" and bool(_PERSON_ENDS.search(" ".join(name)))


_PERSON_ENDS = re.compile(r"\b\w+(?:er|or|ee|ant|user|people)s?\b")


def _places(part: Part, made: Made, thing: str) -> list[int]:
    """From where in a list of such things that was brought in the same breath a value is; [] for any other value."""
    if part.want.parameter.type != "array":
        return []
    lasts = [(c.made, c.turnings[-1]) for c in part.chosen if c.turnings]
    lasts = [(m, t) for m, t in lasts if t.among > 1 and m.group == made.group]
    named = all(thing in thing_at(m, t.path).split() for m, t in lasts)
    return sorted({t.at for _, t in lasts}) if lasts and named else []


# `change plan or seats of a subscription`
_ONE_OF = re.compile(r"^(?P<verb>\w+) (?P<these>[\w-]+(?:, [\w-]+)* or [\w-]+) of (?P<thing>an? [\w-]+)$")


def to_the_new(goal: str, said: str) -> str:
    """A wish to change one or the other of a thing, with what is said of the one: `change a subscription to that plan`.

    Nobody changes `plan or seats` to a plan.
    """
    found = _ONE_OF.match(goal)
    if found is None or not said.startswith("to "):
        return goal
    changes = said.rpartition(" ")[2] in re.findall(r"[\w-]+", found["these"])
    return f"{found['verb']} {found['thing']}" if changes else goal
