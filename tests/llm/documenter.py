"""A model that documents tools: scripted right answers, found by what the prompt asks for."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.llm.endpoint import Body, wanted_keys

_LINE = re.compile(r'^- "(\w+)": <data>([^ ]+) \((\w+)', re.MULTILINE)
_NAME = re.compile(r"^The tool: <data>(.*?)</data>", re.MULTILINE)

FIELDS: list[dict[str, Any]] = [
    {"path": "parcel_id", "type": "string", "format": "", "description": "Number under which the parcel is kept."},
    {"path": "recipient.email", "type": "string", "format": "email", "description": "Where the recipient gets mail."},
    {"path": "stops[].city", "type": "string", "format": "", "description": "City in which the parcel has stopped."},
]
SENTENCES = {
    "to": "E-mail address of the person to whom the note goes.",
    "text": "What the note says to the person who gets it.",
    "parcel_id": "Number under which the carrier keeps the parcel.",
    "days": "How many days back the carrier looks.",
}
VALUES: dict[str, list[Any]] = {
    "to": ["ada@example.com", "grace@example.com"],
    "text": ["See you at noon", "Running late"],
    "parcel_id": ["PX-10442", "PX-20981"],
    "days": [3, 14],
}


class Documenter:
    """Right answers, unless `spoil` makes something else of one.

    Attributes:
        asked: Names of tools, one for each request.
    """

    def __init__(self, fields: list[dict[str, Any]] | None = None) -> None:
        self.fields = FIELDS if fields is None else fields
        self.sentences, self.values = dict(SENTENCES), dict(VALUES)
        self.asked: list[str] = []
        self.prompts: list[str] = []

    def __call__(self, body: Body) -> str:
        keys = wanted_keys(body)
        if keys == ["greeting"]:
            return json.dumps({"greeting": "Good morning."})
        prompt = body["messages"][-1]["content"]
        self.prompts.append(prompt)
        self.asked.append(_NAME.findall(prompt)[0])
        return json.dumps(self.answer(keys, prompt, body["messages"][0]["content"]), ensure_ascii=False)

    def answer(self, keys: list[str], prompt: str, system: str) -> dict[str, Any]:
        if keys == ["fields"]:
            return {"fields": self.fields}
        names = {key: path.rpartition(".")[2] for key, path, _ in _LINE.findall(prompt)}
        texts = "no example value" not in system
        return {key: self.sentence(names[key]) if texts else self.examples(names[key]) for key in keys}

    def sentence(self, name: str) -> str:
        return self.sentences.get(name, f"The {name} that the call is about, as its owner wrote it.")

    def examples(self, name: str) -> list[Any]:
        return self.values.get(name, [f"{name} one", f"{name} two"])
