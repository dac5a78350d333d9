"""A Batch API: what it makes of a request file, and a real HTTP server on loopback with its files and batches."""

from __future__ import annotations

import email.parser
import email.policy
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from tests.llm.endpoint import Body, Upstream

Line = dict[str, Any]
# Which fault a line has, from its number in all that were answered: a status, "expired", "missing", "garbled".
Fault = Callable[[int], "int | str | None"]


def answered(upstream: Upstream, requests: str, fault: Fault = lambda _: None, start: int = 0) -> tuple[str, str]:
    """Output and error file for a request file, each in an order of its own."""
    output, errors = [], []
    for number, text in enumerate(requests.splitlines(), start):
        line = json.loads(text)
        assert (line["method"], line["url"]) == ("POST", "/v1/chat/completions")
        assert line["body"]["model"]
        wrong = fault(number)
        if wrong == "missing":
            continue
        if wrong in (None, "garbled"):
            body = completion(upstream(line["body"])) if wrong is None else {"choices": []}
            output.append(_line(line, {"status_code": 200, "request_id": "r", "body": body}, None))
        elif wrong == "expired":
            errors.append(_line(line, None, {"code": "batch_expired", "message": "Not done in time."}))
        else:
            told = {"error": {"message": f"status {wrong}", "code": "x"}}
            errors.append(_line(line, {"status_code": wrong, "request_id": "r", "body": told}, None))
    return "".join(reversed(output)), "".join(errors)


def _line(request: Line, response: Line | None, error: Line | None) -> str:
    return (
        json.dumps({"id": "batch_req", "custom_id": request["custom_id"], "response": response, "error": error}) + "\n"
    )


def completion(text: str) -> Body:
    usage = {"prompt_tokens": 1000, "completion_tokens": max(1, len(text) // 4)}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    return {"id": "x", "object": "chat.completion", "choices": [choice], "usage": usage}


class BatchServer:
    """The server.

    Args:
        looks: After how many looks a batch is done.
        ends: How the batches end, in turn; the last one goes on.
        refuses: Status with which every request is refused; None for none.
    """

    def __init__(
        self,
        upstream: Upstream,
        *,
        fault: Fault = lambda _: None,
        looks: int = 2,
        ends: tuple[str, ...] = ("completed",),
    ) -> None:
        self.upstream, self.fault, self.looks, self.ends = upstream, fault, looks, list(ends)
        self.refuses: int | None = None
        self.files: dict[str, str] = {}
        self.batches: dict[str, Line] = {}
        self.lines = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> BatchServer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def keep(self, text: str) -> str:
        name = f"file-{len(self.files) + 1}"
        self.files[name] = text
        return name

    def create(self, asked: Line) -> Line:
        assert asked["endpoint"] == "/v1/chat/completions"
        name = f"batch_{len(self.batches) + 1}"
        self.batches[name] = {
            "id": name,
            "object": "batch",
            "created_at": 0,
            "status": "validating",
            "looks": 0,
            **{k: asked.get(k) for k in ("input_file_id", "endpoint", "completion_window", "metadata")},
        }
        return self.batches[name]

    def look(self, name: str) -> Line:
        batch = self.batches[name]
        batch["looks"] += 1
        if batch["looks"] < self.looks:
            batch["status"] = "in_progress"
        elif batch["status"] in ("validating", "in_progress"):
            batch["status"] = self.ends.pop(0) if len(self.ends) > 1 else self.ends[0]
            if batch["status"] != "failed":
                requests = self.files[batch["input_file_id"]]
                output, errors = answered(self.upstream, requests, self.fault, self.lines)
                self.lines += len(requests.splitlines())
                batch["output_file_id"] = self.keep(output) if output else None
                batch["error_file_id"] = self.keep(errors) if errors else None
            else:
                batch["errors"] = {"object": "list", "data": [{"code": "token_limit_exceeded", "message": "Too many."}]}
        return batch


def _handler(server: BatchServer) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - a class in a closure
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            return

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["content-length"]))
            if server.refuses:
                return self._send(server.refuses, {"error": {"message": "no"}})
            if self.path == "/v1/batches":
                return self._send(200, server.create(json.loads(raw)))
            head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
            parts = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + raw)
            found = {
                p.get_param("name", header="content-disposition"): p.get_payload(decode=True)
                for p in parts.iter_parts()
            }
            assert found["purpose"] == b"batch"
            name = server.keep(found["file"].decode())
            made = {"id": name, "object": "file", "bytes": 1, "created_at": 0, "filename": "f", "purpose": "batch"}
            return self._send(200, {**made, "status": "processed"})

        def do_GET(self) -> None:
            if server.refuses:
                return self._send(server.refuses, {"error": {"message": "no"}})
            path = self.path.partition("?")[0].removeprefix("/v1/")
            if path == "batches":
                return self._send(200, {"object": "list", "data": list(server.batches.values()), "has_more": False})
            if path.startswith("batches/"):
                return self._send(200, server.look(path.removeprefix("batches/")))
            return self._bytes(200, server.files[path.split("/")[1]].encode())

        def _send(self, status: int, value: Line) -> None:
            self._bytes(status, json.dumps(value).encode())

        def _bytes(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    return Handler
