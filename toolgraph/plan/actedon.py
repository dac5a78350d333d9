"""What a wish acts on, where it has another word for it: whoever unlocks a door by its lock unlocks that lock."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolgraph.meaning.concept import tool_words
from toolgraph.plan.draft import Made, Part

_MAKING = frozenset("create send add book".split())
# `unlock a door`, `rename an appliance or move it to another room`
_OBJECT = re.compile(
    r"^(?P<verb>\w+(?: (?:up|off|out))?) an? (?P<thing>[\w-]+(?: [\w-]+)?)(?P<more>$| or \w+ it\b.*$| as \w.*$)"
)
# `book seats for a film showing`
_FOR_SOME = re.compile(r" (?:for|of) an? [\w-]+(?: [\w-]+)?$")
_FOR = re.compile(r"^for (?=the |that |those )")


def on_that(goal: str, phrases: Sequence[str], made: Made, unheard: Sequence[Part]) -> tuple[str, list[str]]:
    """A wish about `a door` with the lock that is meant in its place, and what is left to say behind it.

    Args:
        phrases: What is said behind the wish (`for the first lock`).
        unheard: The values for which these are.
    """
    told = list(phrases)
    meant = [p for p in unheard if p.want.points and p.want.parameter.required]
    phrase = next((p for p in told if _FOR.match(p)), None)
    if phrase is None or len(meant) != 1 or made.tool.effect == "read" or " and " in phrase:
        return goal, told
    rest = [p for p in told if p != phrase]
    if (some := _FOR_SOME.search(goal)) is not None:
        return f"{goal[: some.start()]} {phrase}", rest
    acted = _OBJECT.match(goal) if tool_words(made.tool.name, made.tool.http)[0] not in _MAKING else None
    if acted is None or acted["verb"] in _MAKING:
        return goal, told
    named = _FOR.sub("", phrase)
    if named.endswith(f" {acted['verb']}"):  # nobody locks a lock
        named = f"{named.removesuffix(acted['verb'])}{acted['thing']}"
    return f"{acted['verb']} {named}{acted['more']}", rest
