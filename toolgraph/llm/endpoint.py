"""What is sent to a language model's endpoint, and what can come back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from toolgraph.models.base import Artefact, JsonObject

# limited: too many requests. server: it failed. lost: no whole answer in time. garbled: an answer, but none that can be
# read. key: refused for who asks. model: no such model or address. refused: this one request is at fault.
# budget, stopped: it was not sent. waiting: it is in a batch that is not answered yet.
TroubleKind = Literal["limited", "server", "lost", "garbled", "key", "model", "refused", "budget", "stopped", "waiting"]


class Endpoint(Artefact):
    """An OpenAI-compatible endpoint and a model behind it.

    Attributes:
        base_url: "" is OpenAI's own.
        temperature: 0 to 2; None leaves it to the endpoint, as some models want.
        timeout_s: For one whole answer, above 0.
        limit_key: What the endpoint calls the longest answer; OpenAI's reasoning models take no `max_tokens`.
    """

    model: str
    base_url: str = ""
    temperature: float | None = 0.8
    timeout_s: float = 120.0
    limit_key: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"

    @cached_property
    def name(self) -> str:
        """Model and address, for messages and as a part of cache keys."""
        return f"{self.model} at {self.base_url or 'api.openai.com'}"


class Say(NamedTuple):
    """One message of a request."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request, before it is put into the endpoint's form.

    Attributes:
        schema: JSON Schema of the object that is wanted.
        max_tokens: Longest answer.
        sample: Tells requests apart that are equal but must not get one cached reply.
    """

    messages: tuple[Say, ...]
    schema: JsonObject
    max_tokens: int
    sample: int = 0

    @property
    def text(self) -> str:
        """All that the model reads of it."""
        return "\n".join(m.content for m in self.messages)


class Reply(NamedTuple):
    """An answer.

    Attributes:
        finish: Why it ends, in the endpoint's words: `stop`, `length`, `content_filter`.
        prompt_tokens: As the endpoint counts them; as we estimate them where it does not.
        cached: Paid for earlier.
    """

    text: str
    finish: str
    prompt_tokens: int
    completion_tokens: int
    cached: bool = False


class Trouble(NamedTuple):
    """No answer.

    Attributes:
        status: HTTP status; 0 when there was none.
        retry_after_s: What the endpoint asks for, None when it says nothing.
    """

    kind: TroubleKind
    detail: str
    status: int = 0
    retry_after_s: float | None = None
