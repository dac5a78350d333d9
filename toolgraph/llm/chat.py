"""Chat Completions over the `openai` package; the only module that knows it."""

from __future__ import annotations

import email.utils
import json
from typing import TYPE_CHECKING, Any

from toolgraph.errors import ConfigError, MissingExtra
from toolgraph.llm.endpoint import Endpoint, Reply, Trouble, TroubleKind
from toolgraph.models.base import JsonObject

if TYPE_CHECKING:
    import openai

_KINDS: dict[int, TroubleKind] = {401: "key", 403: "key", 404: "model", 408: "lost", 409: "server", 429: "limited"}
_DETAIL_MAX = 300
# OpenAI answers so with 429 too, and no waiting helps.
_NO_MONEY = "insufficient_quota"


class ChatClient:
    """One endpoint, for any number of threads.

    Args:
        api_key: "" for servers that want none.

    Raises:
        MissingExtra: The `openai` package is not installed.
        ConfigError: The address is none.
    """

    def __init__(self, endpoint: Endpoint, api_key: str) -> None:
        self.endpoint = endpoint
        self._openai = _package()
        try:
            client = self._openai.OpenAI(
                api_key=api_key or "none",
                base_url=endpoint.base_url or None,
                timeout=endpoint.timeout_s,
                max_retries=0,  # who retries must know of all threads, limits and the budget
            )
        except Exception as exc:  # the package passes on whatever its HTTP library raises for a bad address
            raise ConfigError(f"{endpoint.base_url!r} is no address of an endpoint: {exc}.", _URL_FIX) from exc
        self._create = client.chat.completions.with_raw_response.create
        self._close = client.close

    def send(self, body: JsonObject) -> Reply | Trouble:
        """The answer to one request; never raises for what the endpoint or the network does.

        Args:
            body: As Chat Completions takes it, without the model.
        """
        try:
            # As extra_body, and read raw: walking through every field of requests and answers costs the package more
            # CPU than all else, and we check what we use.
            raw = self._create(model=self.endpoint.model, messages=[], extra_body=body).http_response
            content = raw.content
        except self._openai.APIStatusError as exc:
            return _refusal(exc)
        except self._openai.APIError as exc:  # connection, timeout, or an answer that breaks off
            return Trouble("lost", f"{type(exc).__name__}: {exc.__cause__ or exc}"[:_DETAIL_MAX])
        return _reply(content)

    def close(self) -> None:
        """Close all connections."""
        self._close()


_URL_FIX = "Give --base-url such as http://localhost:8000/v1."


def _package() -> Any:
    try:
        import openai  # noqa: PLC0415 - an extra
    except ImportError as exc:
        raise MissingExtra(
            "A language model needs the `openai` package.", "Install it: pip install 'toolgraph[openai]'."
        ) from exc
    return openai


def _refusal(exc: openai.APIStatusError) -> Trouble:
    status, text = exc.status_code, str(exc)[:_DETAIL_MAX]
    kind = _KINDS.get(status, "server" if status >= 500 else "refused")
    if kind == "limited" and _NO_MONEY in text:
        kind = "key"
    return Trouble(kind, text, status, _retry_after(exc.response.headers))


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


def _reply(content: bytes) -> Reply | Trouble:
    try:
        answer = json.loads(content)
        choice = answer["choices"][0]
        text = choice["message"].get("content") or ""
        usage = answer.get("usage") or {}
        counts = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
        finish = str(choice.get("finish_reason") or "stop")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as exc:
        start = content[:80].decode("utf-8", "replace")
        return Trouble("garbled", f"no answer in {start!r} ({type(exc).__name__})")
    return Reply(str(text), finish, *counts)
