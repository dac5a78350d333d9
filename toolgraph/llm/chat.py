"""Chat Completions and their batches over the `openai` package; the only module that knows it."""

from __future__ import annotations

import email.utils
import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from toolgraph.errors import ConfigError, MissingExtra
from toolgraph.llm.endpoint import Endpoint, Reply, Trouble, TroubleKind
from toolgraph.models.base import JsonObject

if TYPE_CHECKING:
    import openai

_KINDS: dict[int, TroubleKind] = {401: "key", 403: "key", 404: "model", 408: "lost", 409: "server", 429: "limited"}
_DETAIL_MAX = 300
_THREADS_A_CLIENT, _CLIENTS_MAX = 8, 16
_MARK = "toolgraph"  # metadata of batches that are ours
_VAIN = ("failed", "cancelled", "cancelling")
# OpenAI answers so with 429 too, and no waiting helps.
_NO_MONEY = "insufficient_quota"

Result = TypeVar("Result")


class ChatClient:
    """One endpoint, for any number of threads.

    Args:
        api_key: "" for servers that want none.

    Raises:
        MissingExtra: The `openai` package is not installed.
        ConfigError: The address is none.
    """

    def __init__(self, endpoint: Endpoint, api_key: str) -> None:
        self.endpoint, self._key = endpoint, api_key
        self._openai = _package()
        self._clients = [connect(endpoint, api_key)]
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._threads = 0

    def send(self, body: JsonObject) -> Reply | Trouble:
        """The answer to one request; never raises for what the endpoint or the network does.

        Args:
            body: As Chat Completions takes it, without the model.
        """
        try:
            # Posted and read as they are: walking through every field of requests and answers costs the package more
            # CPU than all else, and we check what we use.
            content = self._client().post("/chat/completions", cast_to=str, body={"model": self.endpoint.model, **body})
        except self._openai.APIError as exc:
            return trouble_of(exc)
        return read_reply(content)

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for client in self._clients:
                client.close()

    def _client(self) -> openai.OpenAI:
        """The client of this thread; a few threads share one, for each request looks through all its connections."""
        if not hasattr(self._mine, "client"):
            with self._lock:
                number = self._threads // _THREADS_A_CLIENT % _CLIENTS_MAX
                self._threads += 1
                if number == len(self._clients):
                    self._clients.append(connect(self.endpoint, self._key))
                self._mine.client = self._clients[number]
        made: openai.OpenAI = self._mine.client
        return made


_URL_FIX = "Give --base-url such as http://localhost:8000/v1."


def connect(endpoint: Endpoint, api_key: str) -> openai.OpenAI:
    """The package's client for an endpoint; it retries nothing.

    Raises:
        MissingExtra: The `openai` package is not installed.
        ConfigError: The address is none.
    """
    try:
        made: openai.OpenAI = _package().OpenAI(
            api_key=api_key or "none",
            base_url=endpoint.base_url or None,
            timeout=endpoint.timeout_s,
            max_retries=0,  # who retries must know of all threads, limits and the budget
        )
    except MissingExtra:
        raise
    except Exception as exc:  # the package passes on whatever its HTTP library raises for a bad address
        raise ConfigError(f"{endpoint.base_url!r} is no address of an endpoint: {exc}.", _URL_FIX) from exc
    return made


def _package() -> Any:
    try:
        import openai  # noqa: PLC0415 - an extra
    except ImportError as exc:
        raise MissingExtra(
            "A language model needs the `openai` package.", "Install it: pip install 'toolgraph[openai]'."
        ) from exc
    return openai


def trouble_of(exc: openai.APIError) -> Trouble:
    """What an error of the package comes to."""
    if not isinstance(exc, _package().APIStatusError):  # connection, timeout, or an answer that breaks off
        return Trouble("lost", f"{type(exc).__name__}: {exc.__cause__ or exc}"[:_DETAIL_MAX])
    return refusal(exc.status_code, str(exc))._replace(retry_after_s=_retry_after(exc.response.headers))


def refusal(status: int, text: str) -> Trouble:
    """What an answer with an HTTP status other than 200 comes to."""
    text = text[:_DETAIL_MAX]
    kind = _KINDS.get(status, "server" if status >= 500 else "refused")
    if kind == "limited" and _NO_MONEY in text:
        kind = "key"
    return Trouble(kind, text, status)


def _retry_after(headers: Any) -> float | None:
    """Seconds to wait, from whichever of the three headers in use is there."""
    if (ms := _number(headers.get("retry-after-ms"))) is not None:
        return ms / 1000
    told = headers.get("retry-after")
    if not told or (seconds := _number(told)) is not None:
        return seconds if told else None
    moment = email.utils.parsedate_tz(told)
    now = email.utils.parsedate_tz(headers.get("date") or email.utils.formatdate())
    if moment is None or now is None:
        return None
    return max(0.0, email.utils.mktime_tz(moment) - email.utils.mktime_tz(now))


def _number(text: str | None) -> float | None:
    try:
        return max(0.0, float(text)) if text else None
    except ValueError:
        return None


def read_reply(content: str | JsonObject) -> Reply | Trouble:
    """The reply in a Chat Completions answer, as text or read already."""
    try:
        answer = json.loads(content) if isinstance(content, str) else content
        choice = answer["choices"][0]
        text = choice["message"].get("content") or ""
        usage = answer.get("usage") or {}
        counts = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
        finish = str(choice.get("finish_reason") or "stop")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as exc:
        return Trouble("garbled", f"no answer in {str(content)[:80]!r} ({type(exc).__name__})")
    return Reply(str(text), finish, *counts)


class BatchState(NamedTuple):
    """How far a batch is.

    Attributes:
        status: In the API's words: `validating`, `in_progress`, `completed`, `failed`, `expired`, `cancelled`, ...
        files: Ids of its output and error file, as far as there are any.
        told: What the API says of it, for a person.
    """

    status: str
    files: tuple[str, ...]
    told: str


class BatchClient:
    """The files and batches of one endpoint; tells troubles instead of raising them.

    Args:
        api_key: "" for servers that want none.

    Raises:
        MissingExtra: The `openai` package is not installed.
        ConfigError: The address is none.
    """

    def __init__(self, endpoint: Endpoint, api_key: str) -> None:
        self._error = _package().APIError
        self._client = connect(endpoint, api_key)

    def find(self, mark: str) -> str | Trouble:
        """Id of a batch of ours that has a mark and has not failed, among the last hundred; "" for none."""

        def look() -> str:
            listed = self._client.batches.list(limit=100).data
            return next((b.id for b in listed if (b.metadata or {}).get(_MARK) == mark and b.status not in _VAIN), "")

        return self._tried(look)

    def start(self, path: Path, mark: str) -> str | Trouble:
        """Upload a request file and start its batch; the id of the batch."""

        def begin() -> str:
            with path.open("rb") as content:
                file = self._client.files.create(file=(path.name, content), purpose="batch")
            made = self._client.batches.create(
                input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", metadata={_MARK: mark}
            )
            return made.id

        return self._tried(begin)

    def look(self, batch: str) -> BatchState | Trouble:
        """How far a batch is."""

        def ask() -> BatchState:
            found = self._client.batches.retrieve(batch)
            files = tuple(f for f in (found.output_file_id, found.error_file_id) if f)
            errors = "; ".join(e.message or "" for e in (found.errors.data or [])[:3]) if found.errors else ""
            count = found.request_counts
            done = f"{count.completed + count.failed} of {count.total}" if count else ""
            return BatchState(found.status, files, errors or done)

        return self._tried(ask)

    def fetch(self, file: str) -> bytes | Trouble:
        """The content of a file."""
        return self._tried(lambda: self._client.files.content(file).content)

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def _tried(self, attempt: Callable[[], Result]) -> Result | Trouble:
        try:
            return attempt()
        except self._error as exc:
            return trouble_of(exc)
