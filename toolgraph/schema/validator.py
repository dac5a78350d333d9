"""Values held against a JSON Schema.

The verdict "valid" is taken from `jsonschema-rs`, which is two hundred times faster; what it refuses, or cannot
compile, is judged by `jsonschema`, whose word is final.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import NamedTuple

import jsonschema_rs
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match

from toolgraph.models.base import JsonObject, JsonValue

_LONGEST_MESSAGE = 240
_MOST_KEPT = 20_000


class Fault(NamedTuple):
    """One thing that a schema does not allow; `path` as in a finding, relative to the value."""

    path: str
    keyword: str
    message: str


def _path(steps: Iterable[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


class Validator:
    """Both validators of one schema; the sure one is made only when it is needed."""

    def __init__(self, schema: JsonObject) -> None:
        self.schema = schema
        self._fast: jsonschema_rs.Draft202012Validator | None = None
        try:
            self._fast = jsonschema_rs.Draft202012Validator(schema)
        except ValueError:
            self._fast = None  # a pattern of another dialect: the sure one judges everything
        self._sure: Draft202012Validator | None = None

    def errors(self, value: JsonValue) -> Iterator[ValidationError]:
        """Everything that is wrong with a value, as `jsonschema` finds it; nothing for a valid one.

        Raises:
            re.error: The schema has a pattern that `jsonschema` does not understand.
        """
        if self._fast is not None and self._fast.is_valid(value):
            return
        self._sure = self._sure or Draft202012Validator(self.schema)
        yield from self._sure.iter_errors(value)

    def fault(self, value: JsonValue) -> Fault | None:
        """The fault that best explains why a value is refused; None when it is valid."""
        try:
            error = best_match(self.errors(value))
        except re.error:  # a pattern that only the fast one understands (`\p{L}`), or nobody
            return self._fast_fault(value)
        if error is None:
            return None
        return Fault(_path(error.absolute_path), str(error.validator), error.message[:_LONGEST_MESSAGE])

    def _fast_fault(self, value: JsonValue) -> Fault | None:
        for error in self._fast.iter_errors(value) if self._fast is not None else ():
            return Fault(_path(error.instance_path), "pattern", error.message[:_LONGEST_MESSAGE])
        return None


class _Kept:
    """Validators by whose schema it is; the oldest go first. One counts only for a schema equal to its own."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Validator] = OrderedDict()
        self._lock = Lock()

    def of(self, owner: str, side: str, schema: JsonObject) -> Validator:
        key = (owner, side)
        with self._lock:
            found = self._kept.get(key)
            # A schema read anew with each dialogue is equal, not identical, and comparing beats digesting.
            if found is None or (found.schema is not schema and found.schema != schema):
                found = self._kept[key] = Validator(schema)
                if len(self._kept) > _MOST_KEPT:
                    self._kept.popitem(last=False)
            return found


_KEPT = _Kept()


def validator_of(owner: str, side: str, schema: JsonObject) -> Validator:
    """The validator of a schema, made once for as long as its owner has that schema: making one takes a while.

    Args:
        owner: Id of the tool.
        side: What of it the schema is of, such as `parameters`.
    """
    return _KEPT.of(owner, side, schema)
