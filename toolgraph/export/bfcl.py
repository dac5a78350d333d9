"""BFCL v4: questions in one file, accepted answers in another; single turn, single and parallel calls.

Multi-turn entries of BFCL run only over its own Python classes, so a dialogue gives its first question with calls.
Where that cannot stand alone, the words before it stand in the same list of messages, as in BFCL's own live entries.

Source: https://github.com/ShishirPatil/gorilla, berkeley-function-call-leaderboard, `ast_checker.py` (2026.3.23),
whose rules `toolgraph.export.bfcl_rules` states again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from toolgraph.export.bfcl_rules import accepted, bfcl_schema, check_answer, plain_schema, said
from toolgraph.export.conversation import BrokenRow, Conversation, ToolSpec, numbered, to_json, uniform
from toolgraph.export.layout import read_lines, split_folder, write_lines
from toolgraph.export.rules import check_tools
from toolgraph.export.single import Question, first_question
from toolgraph.export.target import Row, Split, Target
from toolgraph.models.base import Artefact, JsonObject
from toolgraph.models.dialogue import Dialogue, Message, ToolCall

Category = Literal["simple_python", "multiple", "parallel", "parallel_multiple"]
_CATEGORIES: tuple[Category, ...] = ("simple_python", "multiple", "parallel", "parallel_multiple")


class _Asked(Artefact):
    role: Literal["system", "user", "assistant"]
    content: str


class _Function(Artefact):
    name: str
    description: str
    parameters: JsonObject


class _Row(Artefact):
    category: Category
    question: tuple[tuple[_Asked, ...]]
    function: tuple[_Function, ...]
    ground_truth: tuple[dict[str, JsonObject], ...]


def encode(dialogue: Dialogue) -> Iterator[Row]:
    """One row that the layout parts into a question and an answer.

    Raises:
        LeftOut: `no_calls`, or what `accepted` says.
    """
    question = first_question(dialogue)
    schemas = {t.name: bfcl_schema(t.parameters) for t in question.tools}
    data = {
        "category": _category(question),
        "question": [[{"role": m.role, "content": m.content} for m in question.messages]],
        "function": [
            {"name": t.name, "description": t.description, "parameters": schemas[t.name]} for t in question.tools
        ],
        "ground_truth": [{c.name: accepted(c.arguments, schemas[c.name])} for c in question.calls],
    }
    yield Row(data, _holds(question, schemas))


def _holds(question: Question, schemas: Mapping[str, JsonObject]) -> Conversation:
    """The question with the tools in BFCL's types, written as JSON Schema again."""
    whole = question.conversation(question.messages)
    tools = tuple(t.model_copy(update={"parameters": plain_schema(schemas[t.name])}) for t in whole.tools)
    return whole.model_copy(update={"tools": tools})


def _category(question: Question) -> Category:
    if len(question.calls) == 1:
        return "simple_python" if len(question.tools) == 1 else "multiple"
    return "parallel" if len(question.tools) == 1 else "parallel_multiple"


def read(row: JsonObject) -> Conversation:
    """The question and its calls.

    Raises:
        BrokenRow: BFCL's checker would fail on the entry, or count its own answer as wrong.
        ValidationError: A key or type is wrong.
    """
    parsed = _Row.model_validate_json(to_json(row), strict=True)
    functions = {f.name: f for f in parsed.function}
    take = numbered()
    calls = []
    for truth in parsed.ground_truth:
        name, answer = next(iter(truth.items()))
        if len(truth) != 1 or name not in functions:
            raise BrokenRow(f"the answer calls {name}, which is not offered, or several functions in one entry")
        schema = functions[name].parameters
        arguments = said(answer, schema)
        check_answer(arguments, answer, schema)
        calls.append(ToolCall(id=take(), name=name, arguments=arguments))
    tools = tuple(
        ToolSpec(name=f.name, description=f.description, parameters=plain_schema(f.parameters)) for f in parsed.function
    )
    check_tools(tools)
    asked = [Message(role=m.role, content=m.content) for m in parsed.question[0]]
    if not calls or asked[-1].role != "user" or not asked[-1].content:
        raise BrokenRow("no question, or no answer")
    return uniform([*asked, Message(role="assistant", tool_calls=tuple(calls))], tools)


class _Pair:
    """`BFCL_v4_<category>.json` and the same under `possible_answer/`; ids are `<category>_<number>`."""

    def write(self, rows: Mapping[Split, Iterable[JsonObject]], folder: Path) -> list[Path]:
        """Write the files of all splits."""
        files = []
        for split, some in rows.items():
            base = split_folder(folder, split, rows)
            numbered_rows = [{"id": f"{r['category']}_{i}", **r} for i, r in enumerate(some)]
            for category in _CATEGORIES:
                mine = [r for r in numbered_rows if r["category"] == category]
                if mine:
                    path = base / f"BFCL_v4_{category}.json"
                    write_lines(path, ({k: r[k] for k in ("id", "question", "function")} for r in mine))
                    answers = base / "possible_answer" / path.name
                    write_lines(answers, ({k: r[k] for k in ("id", "ground_truth")} for r in mine))
                    files += [path.relative_to(folder), answers.relative_to(folder)]
        return files

    def read(self, folder: Path, split: Split) -> Iterator[JsonObject]:
        """Rows of one split."""
        base = folder / split if (folder / split).is_dir() else folder
        found: dict[int, JsonObject] = {}
        for category in _CATEGORIES:
            path = base / f"BFCL_v4_{category}.json"
            if path.exists():
                answers = read_lines(base / "possible_answer" / path.name)
                for question, answer in zip(read_lines(path), answers, strict=True):
                    found[_number(question, answer, category)] = {
                        "category": category,
                        "question": question["question"],
                        "function": question["function"],
                        "ground_truth": answer["ground_truth"],
                    }
        yield from (found[i] for i in sorted(found))


def _number(question: JsonObject, answer: JsonObject, category: str) -> int:
    # BFCL takes the category from the id and pairs the two files line by line.
    prefix, _, number = str(question["id"]).rpartition("_")
    if prefix != category or question["id"] != answer["id"]:
        raise BrokenRow(f"id {question['id']} does not fit category {category} or its answer {answer['id']}")
    return int(number)


TARGET = Target("bfcl", encode, read, _Pair())
