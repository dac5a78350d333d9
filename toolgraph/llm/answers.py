"""A question put to a model until its answer passes, or until it has been put often enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from toolgraph.llm.endpoint import Reply, Request, Trouble
from toolgraph.llm.ladder import parse
from toolgraph.models.base import JsonObject

Ask = Callable[[Request], Reply | Trouble]
# The endpoint, the budget or the user ends the run; the question is not to blame.
HALTS = frozenset(("key", "model", "lost", "budget", "stopped"))


class Fault(NamedTuple):
    """Something wrong with an answer.

    Attributes:
        code: Stable word.
        reason: For the model: what to do otherwise.
    """

    code: str
    reason: str


class Question(Protocol):
    """What is asked, and what has been answered so far."""

    def request(self, faults: tuple[Fault, ...], sample: int) -> Request:
        """The request for all that is still open.

        Args:
            faults: What was wrong with the last answer.
        """
        ...

    def read(self, answer: JsonObject) -> tuple[Fault, ...]:
        """Keep of an answer what is right; what is wrong with the rest."""
        ...


class Asked(NamedTuple):
    """How asking went.

    Attributes:
        faults: What was wrong with the last answer; empty when it passed.
        repaired: An answer was no clean JSON, and was mended.
        trouble: Why the model could not be asked to the end; None when it could.
    """

    faults: tuple[Fault, ...] = ()
    attempts: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    repaired: bool = False
    trouble: Trouble | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """What was wrong in the end, in stable words."""
        if self.trouble is not None:
            return (f"endpoint_{self.trouble.kind}",)
        return tuple(sorted({f.code for f in self.faults}))

    @property
    def detail(self) -> str:
        """The same for a person."""
        return self.trouble.detail if self.trouble is not None else "; ".join(f.reason for f in self.faults[:3])

    @property
    def halts(self) -> bool:
        """Whether nothing more can be asked at all."""
        return self.trouble is not None and self.trouble.kind in HALTS

    def plus(self, other: Asked) -> Asked:
        """Both together, in this order."""
        return Asked(
            (*self.faults, *other.faults),
            self.attempts + other.attempts,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.repaired or other.repaired,
            self.trouble or other.trouble,
        )


def ask_until(ask: Ask, question: Question, attempts: int) -> Asked:
    """Ask until an answer passes.

    Args:
        attempts: Requests at most, 1 or more.
    """
    done = Asked()
    for sample in range(attempts):
        request = question.request(done.faults, sample)
        reply = ask(request)
        if isinstance(reply, Trouble):
            return done._replace(trouble=reply)
        parsed = parse(reply.text, request.schema)
        if parsed is None:
            code = {"length": "cut_off", "content_filter": "filtered"}.get(reply.finish, "not_json")
            faults: tuple[Fault, ...] = (Fault(code, "answer with the JSON object alone, and be brief"),)
        else:
            faults = question.read(parsed.value)
        once = Asked((), 1, reply.prompt_tokens, reply.completion_tokens, parsed is not None and parsed.repaired)
        done = done._replace(faults=()).plus(once)._replace(faults=faults)
        if not faults:
            break
    return done


def told_faults(faults: tuple[Fault, ...]) -> str:
    """What was wrong, as the end of a prompt; "" when nothing was."""
    if not faults:
        return ""
    return "\n".join(["", "An earlier answer was wrong; mend this:", *(f"- {f.reason}." for f in faults[:12]), ""])
