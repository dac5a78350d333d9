"""A real OpenAI-compatible endpoint on loopback: scripted or forwarded replies, and the faults that servers have."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from types import TracebackType
from typing import Any

from toolgraph.llm.brief import Slot, request_for, slots
from toolgraph.llm.offline import OfflinePhraser
from toolgraph.models.dialogue_plan import DialoguePlan
from toolgraph.models.tool import Tool

Body = dict[str, Any]
Upstream = Callable[[Body], str]  # the text of the answer

TRANSPORT = ("429", "429_after", "500", "cut", "slow", "not_http_json", "no_choices", "no_model", "expired_key")
CONTENT = ("invalid_json", "wrong_values", "prose")
FAULTS = (*TRANSPORT, *CONTENT)


def head_of(prompt: str) -> str:
    """What of a prompt tells its plan from all others: from who the user is to the first turn's first line."""
    before, _, after = prompt.partition("Turn 1\n")
    return before[before.index("The user: ") :] + after.partition("\n")[0]


class Good:
    """Right answers for plans that are known beforehand, in the words of templates."""

    def __init__(self, plans: Iterable[DialoguePlan], tools: Mapping[str, Tool]) -> None:
        self._words: dict[str, dict[str, str]] = {}
        self.plans = list(plans)
        for plan in self.plans:
            turns = OfflinePhraser().phrase(plan, tools).words.turns
            prompt = request_for(plan, tools, slots(plan), {}).messages[-1].content
            self._words[head_of(prompt)] = {
                Slot(i, who).key: getattr(turn, who) for i, turn in enumerate(turns) for who in ("user", "assistant")
            }

    def __call__(self, body: Body) -> str:
        return json.dumps(self.object(body), ensure_ascii=False)

    def object(self, body: Body) -> dict[str, str]:
        keys = wanted_keys(body)
        if keys == ["greeting"]:
            return {"greeting": "Good morning."}
        known = self._words[head_of(body["messages"][-1]["content"])]
        return {key: known[key] for key in keys}


def wanted_keys(body: Body) -> list[str]:
    """The keys that a request wants, from its schema or else from its prompt."""
    wanted = body.get("response_format", {})
    if wanted.get("type") == "json_schema":
        return list(wanted["json_schema"]["schema"]["properties"])
    prompt = body["messages"][-1]["content"]
    if "its keys: " not in prompt:
        return []
    return json.loads("[" + prompt.rpartition("its keys: ")[2].rstrip(".\n") + "]")


def forward(url: str) -> Upstream:
    """Answers of another server."""

    def ask(body: Body) -> str:
        request = urllib.request.Request(
            f"{url}/chat/completions", json.dumps(body).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.loads(answer.read())["choices"][0]["message"]["content"]

    return ask


class Endpoint:
    """The server.

    Args:
        faults: Which fault a request has, from its number and body; None for none.
        formats: Kinds of `response_format` that are taken; others are refused with 400.
        per_s: Requests a second that are served, with a burst of as many; more get 429.
    """

    def __init__(
        self,
        upstream: Upstream,
        *,
        faults: Callable[[int, Body], str | None] = lambda *_: None,
        formats: tuple[str, ...] = ("json_schema", "json_object"),
        per_s: float | None = None,
        retry_after: bool = True,
        delay_s: float = 0.0,
    ) -> None:
        self.upstream, self.faults, self.formats, self.per_s = upstream, faults, formats, per_s
        self.retry_after, self.delay_s = retry_after, delay_s
        self.requests = 0
        self.statuses: Counter[str] = Counter()
        self.served_at: list[float] = []
        self.bodies: list[Body] = []
        self._tokens, self._filled_at = per_s or 0.0, time.monotonic()
        self._lock = threading.Lock()
        self._server = _Quiet(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.request_queue_size = 256
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Endpoint:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def number(self, body: Body) -> int:
        with self._lock:
            self.requests += 1
            self.bodies.append(body)
            return self.requests

    def allows(self) -> bool:
        if self.per_s is None:
            return True
        with self._lock:
            now = time.monotonic()
            self._tokens = min(self.per_s, self._tokens + (now - self._filled_at) * self.per_s)
            self._filled_at = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            self.served_at.append(now)
            return True

    def count(self, what: str) -> None:
        with self._lock:
            self.statuses[what] += 1


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that is killed leaves connections behind; that is no fault of the test."""


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - a class in a closure
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            return

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            number = endpoint.number(body)
            try:
                self._serve(number, body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def _serve(self, number: int, body: Body) -> None:
            if not endpoint.allows():
                return self._refuse(429, {"retry-after": "1"} if endpoint.retry_after else {})
            wanted = body.get("response_format", {}).get("type")
            if wanted is not None and wanted not in endpoint.formats:
                return self._refuse(400)
            if endpoint.delay_s:
                time.sleep(endpoint.delay_s)
            fault = endpoint.faults(number, body)
            endpoint.count(fault or "200")
            return (
                self._fault(fault, body)
                if fault in TRANSPORT
                else self._answer(_spoilt(fault, endpoint.upstream, body))
            )

        def _fault(self, fault: str, body: Body) -> None:
            simple = {"429": 429, "500": 500, "no_model": 404, "expired_key": 401}
            if fault in simple:
                return self._refuse(simple[fault])
            if fault == "429_after":
                return self._refuse(429, {"retry-after-ms": "40"})
            if fault == "not_http_json":
                return self._send(200, b"<html>gateway</html>")
            if fault == "no_choices":
                return self._send(200, json.dumps({"id": "x", "choices": []}).encode())
            whole = _completion(endpoint.upstream(body))
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole[: len(whole) // 2])
            self.wfile.flush()
            if fault == "slow":
                time.sleep(0.3)
                self.wfile.write(whole[len(whole) // 2 :])
                return None
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return None

        def _refuse(self, status: int, headers: Mapping[str, str] = {}) -> None:
            endpoint.count(str(status))
            self._send(status, json.dumps({"error": {"message": f"status {status}", "code": "x"}}).encode(), headers)

        def _answer(self, text: str) -> None:
            self._send(200, _completion(text))

        def _send(self, status: int, content: bytes, headers: Mapping[str, str] = {}) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    return Handler


def _completion(text: str) -> bytes:
    usage = {"prompt_tokens": 1000, "completion_tokens": max(1, len(text) // 4)}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice], "usage": usage}).encode()


def _spoilt(fault: str | None, upstream: Upstream, body: Body) -> str:
    text = upstream(body)
    if fault == "invalid_json":
        return text[: len(text) // 2]
    if fault == "prose":
        return "Sure! Here is what I would say."
    if fault == "wrong_values":
        return json.dumps(dict.fromkeys(json.loads(text), "I would like the other one for order 777123, [name]."))
    return text


def random_faults(seed: int, share: float, kinds: tuple[str, ...] = FAULTS) -> Callable[[int, Body], str | None]:
    """Faults of all kinds, as many as a share of the requests."""
    rng = Random(seed)
    lock = threading.Lock()

    def draw(number: int, body: Body) -> str | None:
        del number, body
        with lock:
            return rng.choice(kinds) if rng.random() < share else None

    return draw
