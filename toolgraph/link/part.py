"""Which part a leaf takes by its name: most carry values on, some never do, some are the asker's own choice."""

from __future__ import annotations

from functools import lru_cache

PLAIN = ""
BARRED = "barred"  # never linked
BOUND = "bound"  # a limit that the asker chooses
NEW = "new"  # a value that is meant to differ from all that exist

_FLAGS = frozenset("is has can should allow enable include exclude must will was are only".split())
_BOUNDS = frozenset("minimum maximum".split())
_LIMITS = frozenset("radius threshold tolerance limit budget deadline".split())
_CONTROL = frozenset(
    "granularity interval sort sorting opt expand embed offset cursor verbose pretty callback ordering fields "
    "select facet".split()
)
_CONTROL_PAIRS = frozenset(
    (("order", "by"), ("group", "by"), ("per", "page"), ("page", "size"), ("page", "number"), ("dry", "run"),
     ("order", "direction"), ("sort", "order"))
)  # fmt: skip
_PAGING = frozenset(("page", "limit", "offset", "cursor"))
_NAMING = frozenset("name title label description text value content password note date time".split())
_PAGES = frozenset((("next",), ("previous",), ("self",), ("first",), ("last",)))
_AUDIT = frozenset("created updated modified deleted closed completed canceled cancelled accepted rejected".split())
_OPERATORS = frozenset("exact any all fuzzy gt lt gte lte eq ne not like contains".split())
_NAVIGATION = frozenset(("link", "links", "_links"))


@lru_cache(maxsize=100_000)
def part_of_field(tokens: tuple[str, ...], containers: tuple[str, ...]) -> str:
    """`barred` for yes-or-no fields, operators and the links by which pages point at each other; `bound` for limits."""
    if (tokens[:1] and tokens[0] in _FLAGS and len(tokens) > 1) or (tokens and tokens[-1] in _OPERATORS):
        return BARRED
    if tokens in _PAGES or (_NAVIGATION.intersection(containers) and tokens[-1:] != ("id",)):
        return BARRED
    return BOUND if _BOUNDS.intersection(tokens) else PLAIN


@lru_cache(maxsize=100_000)
def part_of_parameter(tokens: tuple[str, ...], containers: tuple[str, ...], *, renames: bool) -> str:
    """The part of a parameter.

    Args:
        tokens: Words of its name.
        containers: Names around it.
        renames: Whether its tool renames something.
    """
    audit = tokens[-1:] and tokens[-1] in ("at", "on", "date", "time", "datetime") and _AUDIT.intersection(tokens)
    if (
        audit
        or ("all" in tokens and len(tokens) > 1)
        or part_of_field(tokens, containers) == BARRED
        or _is_control(tokens)
    ):
        return BARRED
    if _BOUNDS.intersection(tokens) or (tokens and tokens[-1] in _LIMITS) or tokens[:1] == ("within",):
        return BOUND
    fresh = tokens[:1] == ("new",) and tokens[-1] in _NAMING
    return NEW if fresh or (renames and tokens == ("name",)) else PLAIN


def _is_control(tokens: tuple[str, ...]) -> bool:
    """How the answer is to be laid out or who asks, which no other answer tells."""
    if "all" in tokens and len(tokens) > 1:
        return True  # `delete_all_contacts`
    if "api" in tokens and tokens[-1] in ("key", "name", "secret", "token"):
        return True  # how the caller is known to the service
    if not tokens or tokens[0] in ("page", "pagelen") or (len(tokens) == 1 and tokens[0] in _PAGING):
        return True
    return tokens[-2:] in _CONTROL_PAIRS or tokens[0] in _CONTROL
