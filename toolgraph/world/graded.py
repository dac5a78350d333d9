"""What a test comes to: which answers were wrong, the score that this makes, and whether it is enough."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from toolgraph.ids import rng_for
from toolgraph.models.base import JsonObject, JsonValue
from toolgraph.world.asked import Asked
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.matters import ASKING, RIGHT
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_WRONG = frozenset("wrong incorrect failed missed".split())
_PASSED = frozenset("passed pass".split())
_MARKS = frozenset("mark percent score threshold grade".split())
_USUAL_MARK = 60.0
_CHOICES = (["choice"], ["option"], ["answer"])
_RIGHT = frozenset("correct answer right solution chosen selected".split())
_TRULY = frozenset("correct right solution".split())
_CHOSEN = frozenset("choice option answer response selected chosen".split())


class _Marked(NamedTuple):
    """Answers that were handed in, held against the questions that were shown before.

    Attributes:
        wrong: Identifiers of the questions that were answered wrongly or not at all.
        right: How many were answered rightly.
        asked: How many questions the test has, those too that nobody has answered.
    """

    wrong: list[JsonValue]
    right: int
    asked: int


def grade(part: Part, out: JsonObject, record: Record, asked: Asked) -> None:
    """Let the wrong answers of a test be some of those given, its score be of the others, and its result be by that."""
    passed, score, wrong = part.seen(_graded)
    sheet = passed is not None or score is not None or wrong is not None
    marked = _marked(record, asked) if sheet else None
    if marked is not None:
        _tell_marked(marked, score, wrong, out, record)
    elif wrong is not None:
        _find_wrong(wrong, score, out, record, asked)
    if passed is None or score is None or not isinstance(out.get(score[0]), (int, float)):
        return
    marks = (v for k, v in record.facts.items() if _PASSED & set(k.split()) and _MARKS & set(k.split()))
    mark = next((v for v in marks if isinstance(v, (int, float)) and not isinstance(v, bool)), _USUAL_MARK)
    most = score[1].schema.get("maximum", 100)
    out[passed[0]] = record.facts[passed[1].key] = out[score[0]] >= (mark if mark <= most else most * mark / 100)


def _marked(record: Record, asked: Asked) -> _Marked | None:
    """What the answers of a call are worth; None where nobody has seen the questions of the test."""
    questions = _questions(record)
    chosen = next(((k, v) for k, v in asked.facts.items() if _CHOSEN & {*k.split()} and not k.endswith("id")), None)
    if not questions or chosen is None:
        return None
    key, values = chosen[0], chosen[1] if isinstance(chosen[1], list) else [chosen[1]]
    told = next((asked.facts[f"{noun} id"] for noun in ASKING if f"{noun} id" in asked.facts), list(questions))
    ids = told if isinstance(told, list) else [told]
    given = dict(zip(ids, values, strict=False))
    wrong = [each for each, value in given.items() if each in questions and not _is_right(questions[each], key, value)]
    if any(each not in questions for each in given):
        return None
    wrong += [each for each in questions if each not in given]  # what is left open is not right
    return _Marked(wrong, len(questions) - len(wrong), len(questions))


def _questions(record: Record) -> dict[JsonValue, Record]:
    """The questions of a test by their identifiers, of what is handed in to it too; {} where none was shown."""
    for each in (record, *record.parents):
        for parts in each.parts.values():
            if parts and parts[0].head in ASKING:
                return {r.facts.get("id", n): r for n, r in enumerate(parts)}
    return {}


def _is_right(question: Record, key: str, value: JsonValue) -> bool:
    """Whether an answer is the right one: its text, its letter, or its place from 0, from 1 for a number."""
    facts = question.facts
    choices = next((v for k, v in facts.items() if k.split()[-1:] in _CHOICES and isinstance(v, list)), [])
    told = next(((k, v) for k, v in facts.items() if _TRULY & {*k.split()}), (RIGHT, facts.get(RIGHT)))
    right = _place(*told, choices)
    if right is None and choices:
        right = rng_for(0, "right", f"{facts.get('id')} {choices}").randrange(len(choices))
    return right is not None and _place(key, value, choices) == right


def _place(key: str, value: JsonValue, choices: list[JsonValue]) -> int | None:
    """The place of an answer among those to choose from, from 0; None where it is none of them."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value - ("number" in key.split())
    low = [str(each).casefold() for each in choices]
    text = str(value).strip().casefold()
    if text in low:
        return low.index(text)
    return ord(text) - ord("a") if len(text) == 1 and "a" <= text <= "z" else None


def _tell_marked(
    marked: _Marked,
    score: tuple[str, LeafPlan] | None,
    wrong: tuple[str, Part] | None,
    out: JsonObject,
    record: Record,
) -> None:
    """Let a result show what was right and wrong, as far as its schema takes that."""
    if wrong is not None and wrong[1].item is not None and wrong[1].item.leaf is not None:
        least = max(int(wrong[1].schema.get("minItems", 0)), 0)
        if least <= len(marked.wrong) and all(map(wrong[1].item.leaf.check, marked.wrong)):
            out[wrong[0]] = record.facts[wrong[1].key] = list(marked.wrong)
    share = round(100 * marked.right / marked.asked)
    if score is not None and score[0] in out and _in_percent(score[1]) and score[1].check(share):
        out[score[0]] = record.facts[score[1].key] = share


def _in_percent(score: LeafPlan) -> bool:
    return score.maker == "percent" or score.schema.get("maximum") == 100


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
