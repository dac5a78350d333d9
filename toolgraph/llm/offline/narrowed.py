"""By what else something was looked for that brought nothing: ` with the level beginner up to 110`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolgraph.llm.offline.slots import plain_label
from toolgraph.llm.offline.trouble import SOUGHT, is_somewhere
from toolgraph.llm.offline.written import Ink, amount, folded, is_id, number, words_of
from toolgraph.models.base import JsonObject
from toolgraph.models.dialogue_plan import SaidValue

_MOST = frozenset("max maximum most under below".split())
_LEAST = frozenset("min minimum least".split())
_SILENT = frozenset("limit page offset per count latitude longitude lat lng lon radius sort order language".split())
_WORD = 24  # letters


def narrowed(said: Sequence[SaidValue], arguments: JsonObject, ink: Ink, but: SaidValue | None = None) -> str:
    """What a search was narrowed down by, behind what was looked for; "" for nothing.

    Args:
        but: What has been told of it already.
    """
    told = dict.fromkeys(t for s in said if s is not but for t in _tail(s, arguments, ink))
    return "".join(f" {t}" for t in sorted(told, key=lambda t: t.startswith(("up to", "of at least"))))


def _tail(said: SaidValue, arguments: JsonObject, ink: Ink) -> Iterator[str]:
    words, value = words_of(said.path.rpartition(".")[2]), said.value
    if is_id(said.path) or isinstance(value, bool) or _SILENT & set(words) or said.path not in arguments:
        return
    label = plain_label(said)
    if isinstance(value, int | float):
        coin = str(arguments.get("currency", ""))
        text = ink.held.hold(amount(value, coin, ink) if coin else number(value))
        limit = "up to" if _MOST & set(words) else "of at least" if _LEAST & set(words) else ""
        yield from [f"{limit} {text}"] if limit else []
    elif isinstance(value, str) and is_somewhere(label):
        yield f"in {ink.held.hold(value)}"
    elif isinstance(value, str) and value.replace("_", "").isalpha() and value.islower() and len(value) <= _WORD:
        yield from [] if SOUGHT.search(label) else [f"with the {label} {ink.held.hold(folded(value))}"]
