"""Requests in OpenAI Batch files instead of on the wire: written level by level, and answered by files.

A folder holds both. Request files are ours, one for each level (more when one would be too large for the API)::

    level_001.jsonl      {"custom_id": "<key>-001", "method": "POST", "url": "/v1/chat/completions", "body": {...}}
    any other *.jsonl    {"custom_id": "<key>-001", "response": {"status_code": 200, "body": {...}}, "error": null}

Nothing else is kept: what has been sent, answered and paid follows from the files alone, so that a kill at any moment
loses nothing. Source: https://platform.openai.com/docs/guides/batch.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolgraph.errors import RecordError
from toolgraph.llm.chat import read_reply, refusal
from toolgraph.llm.endpoint import Reply, Trouble
from toolgraph.llm.money import Prices, Spent
from toolgraph.llm.tokens import estimate_tokens
from toolgraph.models.base import JsonObject

_LEVEL = re.compile(r"level_(\d{3,})(?:-\d+)?\.jsonl")
_URL = "/v1/chat/completions"
_REQUESTS_MAX, _BYTES_MAX = 50_000, 190_000_000  # of one file; the API takes 50,000 and 200 MB
_TRIES = 3  # of a request that the endpoint fails to serve, a batch each


class Sent(NamedTuple):
    """One request in a file, as the budget sees it.

    Attributes:
        prompt: Estimated tokens.
        answer: Most tokens of the answer.
    """

    key: str
    prompt: int
    answer: int


class BatchFolder:
    """What stands in the files of one run; `read` it again whenever files were added.

    Attributes:
        replies: By key of the request.
        failures: Lines that say that the endpoint failed to serve a request, all of them.
        strange: Answers to requests that are in no file here.
        rung: How the structure of answers was asked for; None before the first level.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.replies: dict[str, Reply] = {}
        self.failures = self.strange = 0
        self.rung: str | None = None
        self._lines: dict[str, Reply | Trouble] = {}  # by custom id
        self._files: dict[str, list[str]] = {}  # custom ids by request file
        self._open: dict[str, Sent] = {}  # by custom id
        self._open_keys: frozenset[str] = frozenset()
        self._troubles: dict[str, list[Trouble]] = {}

    def read(self) -> None:
        """Find out what has been sent and answered.

        Raises:
            RecordError: A line is none of a Batch file.
        """
        paths = sorted(self.folder.glob("*.jsonl"))
        self._lines = {}
        for path in paths:
            if not _LEVEL.fullmatch(path.name):
                self._lines.update(dict(_answers(path, self._lines)))
        self.replies, self._files, self._open, self._troubles = {}, {}, {}, {}
        known: set[str] = set()
        for path in paths:
            if _LEVEL.fullmatch(path.name):
                known |= self._take(path)
        self._open_keys = frozenset(sent.key for sent in self._open.values())
        self.strange = len(self._lines.keys() - known)
        self.failures = sum(len(t) for t in self._troubles.values())

    def _take(self, path: Path) -> set[str]:
        requests = dict(_requests(path))
        self._files[path.name] = list(requests)
        answered = self._lines.keys() & requests.keys()
        for custom_id, body in requests.items():
            self.rung = self.rung or _rung(body)
            key = custom_id.rpartition("-")[0]
            line = self._lines.get(custom_id)
            if isinstance(line, Reply):
                self.replies[key] = line if line.prompt_tokens else _counted(line, body)
            elif line is not None:
                self._troubles.setdefault(key, []).append(line)
            elif not answered:
                self._open[custom_id] = Sent(key, _prompt_tokens(body), _longest(body))
        return set(requests)

    def open_files(self) -> list[Path]:
        """Request files of which no line is answered."""
        return [self.folder / name for name, ids in self._files.items() if not self._lines.keys() & set(ids)]

    def under_way(self) -> list[Sent]:
        """Requests in such files."""
        return list(self._open.values())

    def outcome(self, key: str) -> Reply | Trouble | None:
        """What came of a request; None when it is to be asked, for the first time or again.

        Returns:
            Of troubles: `waiting`, `refused`, or `server` when it failed too often.
        """
        if key in self.replies:
            return self.replies[key]
        if key in self._open_keys:
            return Trouble("waiting", "in a batch that is not answered yet")
        troubles = self._troubles.get(key, [])
        if refused := next((t for t in troubles if t.kind == "refused"), None):
            return refused
        failed = [t for t in troubles if t.kind != "limited"]
        return failed[-1]._replace(kind="server") if len(failed) >= _TRIES else None

    def spent(self, prices: Prices) -> Spent:
        """What the answers cost.

        Args:
            prices: Of requests in a batch.
        """
        prompt = sum(r.prompt_tokens for r in self.replies.values())
        completion = sum(r.completion_tokens for r in self.replies.values())
        return Spent(
            requests=len(self.replies),
            prompt_tokens=prompt,
            completion_tokens=completion,
            cost=prices.cost(prompt, completion),
        )

    def write(self, bodies: dict[str, JsonObject]) -> list[Path]:
        """Write the request files of the next level, each all or nothing.

        Args:
            bodies: Of requests, by key, with their model.
        """
        self.folder.mkdir(exist_ok=True)
        level = 1 + max((int(m[1]) for p in self.folder.iterdir() if (m := _LEVEL.fullmatch(p.name))), default=0)
        lines = (
            # Escaped to ASCII: some readers take U+2028 in a text for the end of the line.
            json.dumps({"custom_id": f"{key}-{level:03}", "method": "POST", "url": _URL, "body": body}) + "\n"
            for key, body in bodies.items()
        )
        made = []
        for part, text in enumerate(_parts(lines), 1):
            path = self.folder / (f"level_{level:03}.jsonl" if part == 1 else f"level_{level:03}-{part}.jsonl")
            put(path, text.encode())
            made.append(path)
        return made


def put(path: Path, content: bytes) -> None:
    """Write a file, all or nothing."""
    aside = path.with_name(f"{path.name}.new")
    aside.write_bytes(content)
    aside.replace(path)


def _parts(lines: Iterator[str]) -> Iterator[str]:
    part: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode())
        if part and (len(part) == _REQUESTS_MAX or size + length > _BYTES_MAX):
            yield "".join(part)
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        yield "".join(part)


def _objects(path: Path) -> Iterator[JsonObject]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    found = json.loads(line)
                    found["custom_id"] + ""
                except (ValueError, KeyError, TypeError) as exc:
                    raise RecordError(
                        f"{path}, line {number}: no line of a Batch file ({type(exc).__name__}).",
                        f"Download the file again into {path.parent}, or take it out of there.",
                    ) from exc
                yield found


def _answers(path: Path, known: dict[str, Reply | Trouble]) -> Iterator[tuple[str, Reply | Trouble]]:
    """Custom ids and what came; a reply stays although another file says that it failed."""
    for line in _objects(path):
        outcome = _outcome(line)
        if not isinstance(known.get(line["custom_id"]), Reply):
            yield line["custom_id"], outcome


def _outcome(line: JsonObject) -> Reply | Trouble:
    response, error = line.get("response") or {}, line.get("error") or {}
    status, body = response.get("status_code"), response.get("body") or {}
    if status == 200:
        return read_reply(body)
    if status:
        told = body.get("error") or body
        return refusal(int(status), str(told.get("message") or told) if isinstance(told, dict) else str(told))
    # It never ran: its batch expired or was cancelled. That is nothing against the request.
    return Trouble("limited", str(error.get("message") or error.get("code") or "not run"))


def _requests(path: Path) -> Iterator[tuple[str, JsonObject]]:
    for line in _objects(path):
        yield line["custom_id"], line["body"]


def _rung(body: JsonObject) -> str:
    return str(body.get("response_format", {}).get("type", "plain"))


def _longest(body: JsonObject) -> int:
    return int(body.get("max_tokens") or body.get("max_completion_tokens") or 0)


def _prompt_tokens(body: JsonObject) -> int:
    return estimate_tokens("\n".join(m["content"] for m in body["messages"]))


def _counted(reply: Reply, body: JsonObject) -> Reply:
    return reply._replace(prompt_tokens=_prompt_tokens(body), completion_tokens=estimate_tokens(reply.text))
