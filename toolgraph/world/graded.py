"""What a test comes to: which answers were wrong, the score that this makes, and whether it is enough."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_WRONG = frozenset("wrong incorrect failed missed".split())
_PASSED = frozenset("passed pass".split())
_MARKS = frozenset("mark percent score threshold grade".split())
_USUAL_MARK = 60.0
_CHOICES = (["choice"], ["option"], ["answer"])
_RIGHT = frozenset("correct answer right solution chosen selected".split())


def grade(part: Part, out: JsonObject, record: Record, asked: Asked) -> None:
    """Let the wrong answers of a test be some of those given, its score be of the others, and its result be by that."""
    passed, score, wrong = part.seen(_graded)
    if wrong is not None:
        _find_wrong(wrong, score, out, record, asked)
    if passed is None or score is None or not isinstance(out.get(score[0]), (int, float)):
        return
    marks = (v for k, v in record.facts.items() if _PASSED & set(k.split()) and _MARKS & set(k.split()))
    mark = next((v for v in marks if isinstance(v, (int, float)) and not isinstance(v, bool)), _USUAL_MARK)
    most = score[1].schema.get("maximum", 100)
    out[passed[0]] = record.facts[passed[1].key] = out[score[0]] >= (mark if mark <= most else most * mark / 100)


def _find_wrong(
    wrong: tuple[str, Part], score: tuple[str, LeafPlan] | None, out: JsonObject, record: Record, asked: Asked
) -> None:
    name, inner = wrong
    leaf = inner.item.leaf if inner.item is not None else None
    given = asked.facts.get(f"{leaf.concept.whose[-1]} id") if leaf is not None and leaf.concept.whose else None
    if leaf is None or not isinstance(given, list) or not given:
        return
    ids = list(dict.fromkeys(given))
    least = max(int(inner.schema.get("minItems", 0)), 1 if inner.needed else 0)
    many = min(record.scene.rng.randint(least, max(least, len(ids) // 2)), len(ids))
    some: list[JsonValue] = sorted(record.scene.rng.sample(ids, many), key=ids.index)
    if many < least or not all(map(leaf.check, some)):
        return
    out[name] = record.facts[inner.key] = some
    share = round(100 * (len(ids) - len(some)) / len(ids))
    if score is not None and score[0] in out and score[1].maker == "percent" and score[1].check(share):
        out[score[0]] = record.facts[score[1].key] = share


_Graded = tuple[tuple[str, LeafPlan] | None, tuple[str, LeafPlan] | None, tuple[str, Part] | None]


def _graded(part: Part) -> _Graded:
    """The flag, the score and the list of wrong answers in the result of a test; None for each that it has not."""
    leaves = [(n, p.leaf) for n, p in part.props if p.leaf is not None]
    passed = next((x for x in leaves if x[1].maker == "flag" and _PASSED & set(x[1].tokens)), None)
    score = next((x for x in leaves if x[1].type in ("integer", "number") and "score" in x[1].tokens), None)
    lists = ((n, p) for n, p in part.props if p.kind == "list" and p.item is not None and p.item.leaf is not None)
    return passed, score, next((x for x in lists if _WRONG & set(x[1].key.split()[:1])), None)


def choose_right(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let the right answer be one of the choices beside it: by its place from 0, or from 1 for a number, or itself."""
    choices = next((v for n in part.seen(_choice_lists) if isinstance(v := out.get(n), list)), [])
    for name, inner in part.props if choices else ():
        leaf, value = inner.leaf, out.get(name)
        if leaf is None or leaf.key in kept or not _RIGHT & set(leaf.tokens) or value is None:
            continue
        if isinstance(value, int) and not isinstance(value, bool):
            new: JsonValue = value % len(choices) + ("number" in leaf.tokens)
        else:
            new = choices[len(str(value)) % len(choices)] if isinstance(value, str) and not leaf.is_id else value
        if leaf.check(new):
            out[name] = record.facts[leaf.key] = new


def _choice_lists(part: Part) -> list[str]:
    return [name for name, inner in part.props if inner.key.split()[-1:] in _CHOICES]
