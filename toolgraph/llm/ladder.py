"""How an endpoint is made to answer with a JSON object: the surest way that it really follows, found out once."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from typing import NamedTuple

from jsonschema.validators import validator_for

from toolgraph.llm.endpoint import Endpoint, Reply, Request, Say, Trouble
from toolgraph.llm.replies import ReplyCache
from toolgraph.models.base import JsonObject
from toolgraph.prompts import load_prompt

RUNGS = ("json_schema", "json_object", "plain")
_GREETING: JsonObject = {
    "type": "object",
    "properties": {"greeting": {"type": "string"}},
    "required": ["greeting"],
    "additionalProperties": False,
}
# What is asked for is chosen from a few: a small model that makes its own words may never come to an end of them.
_CHOICE: JsonObject = {
    **_GREETING,
    "properties": {"greeting": {"type": "string", "enum": ["Good morning.", "Good evening."]}},
}
_PROBE_TOKENS = 120
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_LOOSE_COMMA = re.compile(r",\s*(?=[}\]])")


class Parsed(NamedTuple):
    """The object in an answer.

    Attributes:
        repaired: It stood among other text, or had a slip that was mended.
    """

    value: JsonObject
    repaired: bool


def shaped(request: Request, rung: str, endpoint: Endpoint) -> JsonObject:
    """The body of a request, with its schema asked for in the way of a rung."""
    messages = [m._asdict() for m in request.messages]
    body: JsonObject = {"messages": messages, endpoint.limit_key: request.max_tokens}
    if endpoint.temperature is not None:
        body["temperature"] = endpoint.temperature
    if rung == "json_schema":
        wanted = {"name": "answer", "strict": True, "schema": request.schema}
        return {**body, "response_format": {"type": "json_schema", "json_schema": wanted}}
    # Not the schema itself: weak models answer with it.
    keys = ", ".join(json.dumps(k) for k in request.schema.get("properties", {}))
    if keys:
        messages[-1]["content"] += f"\nAnswer with the JSON object alone; its keys: {keys}."
    return {**body, "response_format": {"type": "json_object"}} if rung == "json_object" else body


def parse(text: str, schema: JsonObject) -> Parsed | None:
    """The object of a schema that an answer holds; None when it holds none."""
    for at, candidate in enumerate(_candidates(text)):
        try:
            value = json.loads(candidate)
        except ValueError:
            continue
        if isinstance(value, dict) and fits(value, schema):
            return Parsed(value, repaired=at > 0)
    return None


def fits(value: JsonObject, schema: JsonObject) -> bool:
    """Whether an object is valid under a schema."""
    return bool(validator_for(schema)(schema).is_valid(value))


def _candidates(text: str) -> tuple[str, ...]:
    bare = text.strip()
    fenced = [m.strip() for m in _FENCE.findall(bare)]
    start, end = bare.find("{"), bare.rfind("}")
    cut = [bare[start : end + 1]] if 0 <= start < end else []
    found = [bare, *fenced, *cut]
    return (*found, *(_LOOSE_COMMA.sub("", f) for f in found))


def remembered_rung(endpoint: Endpoint, cache: ReplyCache) -> str | None:
    """The rung that an earlier run has found out; None when there was none."""
    rung: str | None = cache.taught(_about(endpoint))
    return rung


def _about(endpoint: Endpoint) -> str:
    return f"rung {endpoint.name}"


class Ladder:
    """Which rung an endpoint stands on; asked once, and remembered with the replies.

    Args:
        cache: Where it is remembered.
        ask: Sends a request in the way of a rung.
    """

    def __init__(self, endpoint: Endpoint, cache: ReplyCache, ask: Callable[[Request, str], Reply | Trouble]) -> None:
        self._cache, self._ask = cache, ask
        self._about = _about(endpoint)
        self._rung = remembered_rung(endpoint, cache)
        self._lock = threading.Lock()

    def rung(self) -> str | Trouble:
        """`json_schema`, `json_object` or `plain`; the trouble when the endpoint does not answer at all."""
        if self._rung is None:
            with self._lock:
                if self._rung is None:
                    found = self._probe()
                    if isinstance(found, Trouble):
                        return found
                    self._cache.teach(self._about, found)
                    self._rung = found
        return self._rung

    def _probe(self) -> str | Trouble:
        # The first prompt does not speak of JSON: an endpoint that overlooks the field is caught answering in prose.
        for rung, prompt in (("json_schema", "probe"), ("json_object", "probe_json")):
            request = Request((Say("user", load_prompt(prompt).text),), _CHOICE, _PROBE_TOKENS)
            outcome = self._ask(request, rung)
            if isinstance(outcome, Reply):
                found = parse(outcome.text, _GREETING)
                if found is not None and not found.repaired:
                    return rung
            elif outcome.kind not in ("refused", "server"):
                return outcome
        return "plain"
