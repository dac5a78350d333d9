"""What stands in a file, by its ending: prose under headings, code, JSON, rows of a table; the same each time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random

from toolgraph.world import lexicon, phrases
from toolgraph.world.scene import Scene

_ENDING = re.compile(r"\.([a-z0-9]{1,5})$")
_MOST_ROWS, _LEAST_ROWS = 9, 4
_PROSE = (
    "Read this before you change anything.|Run the checks before you push.|The next review is in {month}.|"
    "Ask {first} where something is unclear.|Keep this page up to date.|All of this is for the {team} team.|"
    "The steps below take about {number} minutes.|Older notes are in the archive."
)
_HEADINGS = "Before you start|How it works|What is left to do|Who to ask|Changes|Limits"
_POINTS = (
    "Install what is needed|Set the time zone|Try it on a copy first|Tell the {team} team|Write down what you changed"
)
_VERBS = "load check count read merge round format total".split()
_FIELDS = "name,amount,city,date"
# The head of a file in a language, and a function in it: its name in place of `@`, a number in place of `?`.
_CODE = {
    "py": ('"""Work on the values of this project."""\n\nLIMIT = ?\n',
           "\n\ndef @(values: list[int]) -> int:\n    return sum(values[:LIMIT])\n"),
    "js": ("// Work on the values of this project.\nconst LIMIT = ?;\n",
           "\nexport function @(values) {\n  return values.slice(0, LIMIT);\n}\n"),
    "ts": ("// Work on the values of this project.\nconst LIMIT = ?;\n",
           "\nexport function @(values: number[]): number[] {\n  return values.slice(0, LIMIT);\n}\n"),
    "c": ("/* Work on the values of this project. */\n#define LIMIT ?\n",
          "\nint @(int value)\n{\n    if (value > LIMIT)\n        return LIMIT;\n    return value;\n}\n"),
    "go": ("package main\n\nconst limit = ?\n", "\nfunc @(value int) int {\n\treturn min(value, limit)\n}\n"),
    "rs": ("const LIMIT: u32 = ?;\n", "\npub fn @(value: u32) -> u32 {\n    value.min(LIMIT)\n}\n"),
    "java": ("final class Limits {\n    static final int LIMIT = ?;\n}\n",
             "\nclass @ {\n    int of(int value) {\n        return Math.min(value, Limits.LIMIT);\n    }\n}\n"),
    "sh": ("#!/bin/sh\nset -eu\nlimit=?\n", '\n@() {\n    head -n "$limit" "$1"\n}\n'),
    "sql": ("-- Work on the values of this project.\n", "\nSELECT name, total FROM @ WHERE total > ?;\n"),
    "css": ("/* Looks of this project. */\n", "\n.@ {\n  margin: ?px;\n}\n"),
}  # fmt: skip
_SAME = {
    "jsx": "js", "mjs": "js", "tsx": "ts", "h": "c", "cpp": "c", "hpp": "c", "cc": "c", "bash": "sh", "yml": "yaml",
    "markdown": "md", "htm": "html", "scss": "css", "toml": "ini", "cfg": "ini", "env": "ini", "tsv": "csv",
}  # fmt: skip


def text_of(path: str, scene: Scene, whole: str = "") -> str | None:
    """What a file of such a name holds; None for one of no ending, of one that says nothing, or that is no text.

    Args:
        whole: What it is a file of is called, by which a `README.md` goes; "" where nobody knows.
    """
    found = _ENDING.search(path.lower())
    ending = _SAME.get(found[1], found[1]) if found is not None else ""
    stem = re.sub(r"\W+", "_", path.rpartition("/")[2].rpartition(".")[0]).strip("_").lower() or "notes"
    if ending in _CODE:
        return _code(ending, stem, scene.rng)
    write = _WRITERS.get(ending)
    return write(whole.rpartition("/")[2] if whole and stem in _OF_ALL else stem, scene) if write is not None else None


_OF_ALL = frozenset("readme package index setup pyproject cargo composer".split())


def _code(ending: str, stem: str, rng: Random) -> str:
    head, body = _CODE[ending]
    number = str(rng.choice((8, 20, 50, 100)))
    names = [f"{verb}_{stem}" for verb in rng.sample(_VERBS, 2)]
    names = [name.title().replace("_", "") for name in names] if ending == "java" else names
    return "".join(part.replace("?", number) for part in (head, *(body.replace("@", name) for name in names)))


def _prose(stem: str, scene: Scene) -> str:
    rng = scene.rng
    lines = [f"# {_title(stem)}", "", *_sentences(2, scene)]
    points_left = rng.sample(phrases.choices(_POINTS), 4)
    for heading in rng.sample(phrases.choices(_HEADINGS), rng.randint(1, 2)):
        points = [points_left.pop(), points_left.pop()]
        lines += ["", f"## {heading}", "", *(f"- {phrases.fill(point, scene)}" for point in points)]
    return "\n".join(lines) + "\n"


def _title(stem: str) -> str:
    return re.sub(r"[_-]+", " ", stem).strip().capitalize()


def _sentences(count: int, scene: Scene) -> list[str]:
    return [phrases.fill(each, scene) for each in scene.rng.sample(phrases.choices(_PROSE), count)]


def _json(stem: str, scene: Scene) -> str:
    return json.dumps(_settings(stem, scene), indent=2, ensure_ascii=False) + "\n"


def _yaml(stem: str, scene: Scene) -> str:
    return "".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in _settings(stem, scene).items())


def _ini(stem: str, scene: Scene) -> str:
    return f"[{stem}]\n" + "".join(
        f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in _settings(stem, scene).items()
    )


def _settings(stem: str, scene: Scene) -> dict[str, str | int | bool]:
    rng = scene.rng
    return {
        "name": stem.replace("_", "-"),
        "version": f"{rng.randint(0, 3)}.{rng.randint(0, 9)}.{rng.randint(0, 9)}",
        "private": rng.random() < 0.5,
        "timeout_s": rng.choice((10, 30, 60)),
        "owner": rng.choice(lexicon.TEAMS),
    }


def _csv(stem: str, scene: Scene) -> str:
    del stem
    rng = scene.rng
    rows = [_FIELDS]
    for _ in range(rng.randint(_LEAST_ROWS, _MOST_ROWS)):
        other = scene.another()
        amount = f"{rng.randint(2, 900)}.{rng.randint(10, 99)}"
        rows.append(f"{rng.choice(lexicon.STEMS)},{amount},{scene.where().city},{other.start.date().isoformat()}")
    return "\n".join(rows) + "\n"


def _html(stem: str, scene: Scene) -> str:
    title = _title(stem)
    body = "\n".join(f"<p>{each}</p>" for each in _sentences(3, scene))
    return f"<!doctype html>\n<title>{title}</title>\n<h1>{title}</h1>\n{body}\n"


_WRITERS: dict[str, Callable[[str, Scene], str]] = {
    "md": _prose, "json": _json, "yaml": _yaml, "ini": _ini, "csv": _csv, "html": _html,
}  # fmt: skip
