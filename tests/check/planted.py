"""Twelve kinds of faults, planted one at a time into dialogues that are right."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator

from toolgraph.check.talk import Called, talk_of
from toolgraph.meaning.values import key_of, leaves, resolve
from toolgraph.models.dialogue import Dialogue, Message, ToolCall
from toolgraph.models.provenance import Provenance


class Planted(NamedTuple):
    """A dialogue with one fault.

    Attributes:
        codes: One of these must be found, as an error.
    """

    kind: str
    dialogue: Dialogue
    codes: frozenset[str]


def _right(dialogue: Dialogue, rng: Random) -> list[Called]:
    calls = [c for c in talk_of(dialogue).calls if not c.wrong]
    return rng.sample(calls, len(calls))


def _with_message(dialogue: Dialogue, index: int, **update: Any) -> Dialogue:
    messages = list(dialogue.messages)
    messages[index] = messages[index].model_copy(update=update)
    return dialogue.model_copy(update={"messages": tuple(messages)})


def _with_call(dialogue: Dialogue, call: Called, **update: Any) -> Dialogue:
    calls = list(dialogue.messages[call.message].tool_calls)
    old = calls[call.place]
    calls[call.place] = ToolCall(
        id=old.id, name=update.get("name", old.name), arguments=update.get("arguments", old.arguments)
    )
    return _with_message(dialogue, call.message, tool_calls=tuple(calls))


def _put(value: Any, path: str, new: Any) -> Any:
    """A copy of `value` with `new` at a concrete path."""
    made = copy.deepcopy(value)
    steps = [int(b) if b else a for a, b in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path)]
    here = made
    for step in steps[:-1]:
        here = here[step]
    here[steps[-1]] = new
    return made


def _claimed(dialogue: Dialogue, entry: Provenance, value: Any) -> Dialogue:
    """The provenance entry goes along with the changed argument: only the source can tell."""
    changed = tuple(
        p.model_copy(update={"value": value}) if (p.call, p.path) == (entry.call, entry.path) else p
        for p in dialogue.provenance
    )
    return dialogue.model_copy(update={"provenance": changed})


def _entries(dialogue: Dialogue, rng: Random, *sources: str) -> Iterator[tuple[Provenance, Called]]:
    calls = {c.id: c for c in _right(dialogue, rng)}
    entries = [p for p in dialogue.provenance if p.call in calls and p.source in sources]
    yield from ((p, calls[p.call]) for p in rng.sample(entries, len(entries)))


def _valid(call: Called, arguments: Any) -> bool:
    return call.tool is not None and Draft202012Validator(call.tool.parameters).is_valid(arguments)


def wrong_type(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    for call in _right(d, rng):
        for name in rng.sample(sorted(call.arguments), len(call.arguments)):
            for odd in ({"unexpected": True}, "twelve", 12.5, [[]]):
                arguments = {**call.arguments, name: odd}
                if not _valid(call, arguments):
                    return _with_call(
                        d, call, arguments=arguments
                    ), "argument_invalid argument_missing argument_unknown"
    return None


def missing(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    for call in _right(d, rng):
        required = [n for n in (call.tool.parameters.get("required") or ()) if n in call.arguments] if call.tool else []
        if required:
            gone = rng.choice(required)
            return _with_call(
                d, call, arguments={k: v for k, v in call.arguments.items() if k != gone}
            ), "argument_missing"
    return None


def unknown_tool(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    for call in _right(d, rng):
        return _with_call(
            d, call, name=rng.choice([f"{call.name}_v2", f"{call.name}s", "lookup_everything"])
        ), "tool_unknown"
    return None


def _other(value: Any, rng: Random) -> list[Any]:
    """Values of the same form that nobody has spoken of."""
    if isinstance(value, bool):
        return []
    if isinstance(value, int):
        return [value + rng.randrange(311, 977), 37, 41, 43, 47]
    if isinstance(value, float):
        return [round(value * 1.37 + 41.13, 2), 0.8371]
    if isinstance(value, str):
        digits = re.sub(r"[0-9]", lambda m: str((int(m[0]) + rng.randrange(1, 9)) % 10), value)
        return [
            *([digits] if digits != value else []),
            " ".join((rng.choice(("Zephyrine", "Quillon")), rng.choice(("Qualthorpe", "Mandeville")))),
            f"2031-{rng.randrange(10, 12)}-{rng.randrange(10, 28)}",
            f"zq{rng.randrange(10**6)}@example.net",
            f"2031-11-{rng.randrange(10, 28)}T{rng.randrange(10, 23)}:17:00Z",
        ]
    return []


def invented_value(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    for entry, call in _entries(d, rng, "user", "result", "context", "clock", "default"):
        for value in _other(entry.value, rng):
            arguments = _put(call.arguments, entry.path, value)
            if _valid(call, arguments) and key_of(value) != key_of(entry.value):
                made = _claimed(_with_call(d, call, arguments=arguments), entry, value)
                return made, "value_invented value_elsewhere value_early"
    return None


def _block(d: Dialogue, call: Called) -> tuple[int, int]:
    end = call.message + 1
    while end < len(d.messages) and d.messages[end].role == "tool":
        end += 1
    return call.message, end


def value_early(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    calls = {c.id: c for c in talk_of(d).calls}
    for entry, taker in _entries(d, rng, "result"):
        giver = calls[entry.from_call or ""]
        (a, b), (c, e) = _block(d, giver), _block(d, taker)
        m = d.messages
        return d.model_copy(update={"messages": (*m[:a], *m[c:e], *m[b:c], *m[a:b], *m[e:])}), "value_early"
    return None


def _tools(d: Dialogue) -> list[int]:
    return [i for i, m in enumerate(d.messages) if m.role == "tool"]


def swapped_ids(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    answers = _tools(d)
    if len(answers) < 2:
        return None
    beside = [(i, i + 1) for i in answers if i + 1 in answers]
    a, b = rng.choice(beside) if beside and rng.random() < 0.5 else rng.sample(answers, 2)
    ids = d.messages[a].tool_call_id, d.messages[b].tool_call_id
    swapped = _with_message(_with_message(d, a, tool_call_id=ids[1]), b, tool_call_id=ids[0])
    return swapped, "answer_order answer_early answer_stray call_unanswered"


def dangling_id(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    answers = _tools(d)
    gone = f"call_{rng.randrange(900, 999)}"
    return (_with_message(d, rng.choice(answers), tool_call_id=gone), "answer_stray") if answers else None


def changed_result(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    calls = {c.id: c for c in talk_of(d).calls}
    for entry, _ in _entries(d, rng, "result"):
        giver = calls[entry.from_call or ""]
        found = resolve(giver.result, entry.field or "")
        values = _other(found[0], rng) if found else []
        if entry.field and values and giver.answer is not None:
            content = json.dumps(_put(giver.result, entry.field, values[0]), ensure_ascii=False)
            codes = "value_elsewhere value_invented value_early"
            return _with_message(d, giver.answer, content=content), codes
    return None


def leaked_name(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    said = {v for c in talk_of(d).calls for _, v in leaves(c.arguments) if isinstance(v, str)}
    names = [t.name for t in d.tools] + [n for t in d.tools for n in t.parameters.get("properties") or ()]
    code = [n for n in names if re.fullmatch(r"[a-z]+(_[a-z]+)+|[a-z]+([A-Z][a-z]+)+", n) and n not in said]
    if not code:
        return None
    index, text = rng.choice(talk_of(d).users)
    leak = rng.choice(("Please use {} for this.", "The {} is the same as before.", "({})")).format(rng.choice(code))
    return _with_message(d, index, content=f"{text} {leak}"), "name_leaked"


def placeholder(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    hole = rng.choice(("[City]", "<name>", "{{date}}", "TODO", "[Your Name]", "{order_id}", "<insert date>", "string1"))
    texts = [i for i, m in enumerate(d.messages) if m.role in ("user", "assistant") and m.content]
    index = rng.choice(texts)
    words = (d.messages[index].content or "").split(" ")
    words.insert(rng.randrange(len(words) + 1), hole)
    return _with_message(d, index, content=" ".join(words)), "placeholder"


def order(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    m: Sequence[Message] = d.messages
    places = [i for i in range(1, len(m) - 1) if m[i].role != m[i + 1].role]
    if not places:
        return None
    i = rng.choice(places)
    swapped = (*m[:i], m[i + 1], m[i], *m[i + 2 :])
    return d.model_copy(update={"messages": swapped}), "role_order call_unanswered"


def wrong_entity(d: Dialogue, rng: Random) -> tuple[Dialogue, str] | None:
    results = {c.id: c.result for c in talk_of(d).calls}
    for entry, call in _entries(d, rng, "result"):
        field = entry.field or ""
        siblings = resolve(results.get(entry.from_call or ""), re.sub(r"\[\d+\]", "[]", field)) if "[" in field else []
        for value in siblings:
            if key_of(value) in (None, key_of(entry.value)):
                continue
            arguments = _put(call.arguments, entry.path, value)
            if _valid(call, arguments):
                return _claimed(_with_call(d, call, arguments=arguments), entry, value), "value_elsewhere value_early"
    return None


KINDS: dict[str, Callable[[Dialogue, Random], tuple[Dialogue, str] | None]] = {
    f.__name__: f
    for f in (
        wrong_type, missing, unknown_tool, invented_value, value_early, swapped_ids, dangling_id, changed_result,
        leaked_name, placeholder, order, wrong_entity,
    )
}  # fmt: skip


def plant(dialogues: Sequence[Dialogue], kind: str, count: int, rng: Random) -> list[Planted]:
    """Up to `count` dialogues with a fault of one kind, each dialogue used about equally often.

    Fewer come back only when no dialogue, or too few tries, can carry the fault (no list to pick a wrong item from).
    """
    made: list[Planted] = []
    rounds = 1 + 20 * count // max(1, len(dialogues))
    for _ in range(rounds):
        for dialogue in rng.sample(list(dialogues), len(dialogues)):
            found = KINDS[kind](dialogue, rng)
            if found is not None:
                made.append(Planted(kind, found[0], frozenset(found[1].split())))
            if len(made) == count:
                return made
    return made
