"""Facts as one sentence: which go into it, and how they stand beside one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.llm.offline.fields import Fact

_TELLING_MIN = 20
QUOTING = ("says ", "is described as ", "reads ", "is summed up as ")  # what may be long, and so comes last
_WHERE_IT_IS = "where it is"
_OWN = "has its "  # results on a day, a map at an address: nothing else is had there
_FLAT = re.compile(r"(?:\w+ed )?(?:for|on|in|at|with|by|from|to|until|between|under) ")


def chosen(facts: Sequence[Fact], most: int, thing: str) -> list[Fact]:
    """The most telling facts that go into a sentence."""
    able = [f for f in facts if f.clause]
    able = [f for f in able if f.score > _TELLING_MIN] or able[:1]
    first = {_opening(f.clause): f for f in reversed(able)}
    able = list(first.values())[::-1]
    able.sort(key=lambda fact: -fact.score)
    own = {f"{has} {kind}" for has in ("has a", "has an") for kind in (thing, thing.rpartition(" ")[2])}
    told = sorted(able[:most], key=lambda f: not f.clause.startswith("works "))  # as what and for whom is one thing
    parted = [(f, *f.clause.partition(" of ")) for f in told]
    return [f._replace(clause=f"is {rest}") if of and head in own else f for f, head, of, rest in parted]


def _opening(clause: str) -> str:
    """What no two facts of a sentence begin with: nothing costs one price and costs another."""
    verb, *rest = clause.split()
    if verb == "has":
        return clause
    return verb if verb != "is" and rest and len(rest[0]) == 1 else " ".join([verb, *rest[:1]])


def clauses(facts: Sequence[Fact]) -> str:
    """Facts as what is said of one thing: `is confirmed and on 4 March, costs 20 EUR and has 3 seats`.

    What time it is somewhere hangs on where that is: `is Europe/Paris, where it is 9:45`.
    """
    there = next((f for f in facts if f.clause.startswith(_WHERE_IT_IS)), None)
    if there is None:
        return _joined(facts)
    others = [f for f in facts if f is not there]
    if not others:
        return f"puts the time at{there.clause.removeprefix(_WHERE_IT_IS)}"
    return f"{_joined(others)}, {there.clause}"


def _joined(facts: Sequence[Fact]) -> str:
    being = [f.clause[3:] for f in facts if f.clause.startswith("is ") and not f.clause.startswith(QUOTING)]
    now = [b for b in being if not _FLAT.match(b)]
    where = [b for b in being if _FLAT.match(b)]
    has = [f.clause[4:] for f in facts if f.clause.startswith("has ") and not f.clause.startswith(_OWN)]
    last = [f.clause for f in facts if f.clause.startswith(QUOTING)]
    rest = [f.clause for f in facts if not f.clause.startswith(("is ", "has ", *QUOTING))]
    rest += [f.clause for f in facts if f.clause.startswith(_OWN)]
    works = [c for c in rest if c.startswith("works ")]
    if len(works) == 2:  # as what, and for whom
        job = " ".join([*sorted(works)[:1], sorted(works)[1].removeprefix("works ")])
        rest = [job, *(c for c in rest if c not in works)]
    texts = [
        *([f"is {anded(now)}"] if now else []),
        *([f"is {anded(where)}"] if where else []),
        *rest,
        *([f"has {anded(has)}"] if has else []),
        *last,
    ]
    return (
        anded(texts)
        if len(now) < 2 and len(where) < 2 and len(has) < 2
        else ", and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
    )


def anded(texts: Sequence[str]) -> str:
    """Texts as a list in a sentence: `a, b and c`."""
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + f" and {texts[-1]}"
