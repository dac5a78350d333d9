"""Where things live: a comment on an issue is not looked up among the comments on snippets.

What a source keeps, and where, shows in its tools together: `/snippets/{id}/comments/{comment_id}` keeps comments of
snippets, `update_tag_group` keeps tag groups beside groups. Tools of one source are always linked together, so this
needs nothing that an ingest has not at hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from toolgraph.link.side import Side, ToolSides
from toolgraph.meaning.text import PERSON_ROLES, PERSON_WORDS, ROLES

_ONE = frozenset(("get", "update", "delete"))
_LOOKS = frozenset(("get", "list", "search", "delete"))
_POINTERS = frozenset(("id", "iid", ""))


class Homes(NamedTuple):
    """What a source keeps.

    Attributes:
        kept: Homes (`snippet/comment`, `/tag`) under which a path points at one thing.
        things: Nouns of what tools get, change or delete one of, and do something else with besides.
    """

    kept: frozenset[str]
    things: frozenset[tuple[str, ...]]


def homes_of(tools: Iterable[ToolSides]) -> Homes:
    """The homes and things of one source."""
    kept: set[str] = set()
    verbs: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for tool in tools:
        sides = (*(m[0] for m in tool.inputs), *tool.outputs)
        kept.update(s.home for s in sides if s.in_path and s.home)
        for side in sides[:1]:
            verbs[side.nouns].add(side.verb)
    things = frozenset(nouns for nouns, found in verbs.items() if nouns and len(found) > 1 and found & _ONE)
    return Homes(frozenset(kept), things)


def lives_elsewhere(field: Side, parameter: Side, homes: Homes) -> bool:
    """Whether what a field points at is kept apart from what a parameter asks for, or has yet to be put there."""
    f, p = field.concept, parameter.concept
    if f.kind or p.kind or not {f.what, p.what} <= _POINTERS:
        return False  # names are known beyond the place where they are kept
    return (
        _has_other_home(field, parameter, homes)
        or _is_other_kind(_full(field), _full(parameter), homes)
        or (p.role and _is_other_role(field, parameter, homes))
        or (field.about == "created" and _is_still_empty(parameter, homes))
    )


def _has_other_home(field: Side, parameter: Side, homes: Homes) -> bool:
    """Both are kept, each under another owner, and nowhere for all owners together."""
    have, want = field.home, parameter.home
    if not have or not want or have == want or not {have, want} <= homes.kept:
        return False
    (owner, thing), (other, asked) = have.split("/"), want.split("/")
    return thing == asked and bool(owner and other) and f"/{thing}" not in homes.kept


def _full(side: Side) -> tuple[str, ...]:
    """Whose a side is, as fully as its tool names it."""
    whose = side.concept.whose
    return side.nouns if whose and side.nouns[-len(whose) :] == whose else whose


def _is_other_kind(have: tuple[str, ...], want: tuple[str, ...], homes: Homes) -> bool:
    """A group is no tag group where tools are about either.

    Whose it is (`user playlist`) or what was done to it (`saved job`) makes no other kind.
    """
    if have == want or have[-1:] != want[-1:] or not {have, want} <= homes.things:
        return False
    if {f"/{' '.join(have)}", f"/{' '.join(want)}"} <= homes.kept:
        return True
    differ = {*have[:-1]} ^ {*want[:-1]}
    return not all(w in PERSON_WORDS or w in ROLES or w.endswith("ed") for w in differ)


def _is_other_role(field: Side, parameter: Side, homes: Homes) -> bool:
    """A sender that has pages of its own (`/senders/{id}`) is more than a user who sends."""
    roles = PERSON_ROLES.intersection(parameter.name_words)
    own = {home.rsplit("/")[-1].split(" ")[-1] for home in homes.kept}
    return bool(roles & own) and roles.isdisjoint((*field.concept.whose, *field.name_words))


def _is_still_empty(parameter: Side, homes: Homes) -> bool:
    """What was just made holds nothing yet that the same call could point at."""
    if parameter.in_path:
        inside = [home for home in parameter.beside if home in homes.kept]
        if parameter.verb in _LOOKS:
            return any(home[0] != "/" for home in inside)
        return any(f"/{_thing(home)}" not in homes.kept for home in inside)  # one may put there what exists elsewhere
    return parameter.verb in _LOOKS and parameter.rest and not parameter.required and bool(parameter.beside)


def _thing(home: str) -> str:
    return home.rsplit("/", 1)[-1]
