"""What each parameter of a tool is to the planner: who knows its value, and which other parameters mean the same."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolgraph.meaning.concept import COMMONPLACE, PLACES, concept_of
from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.models.tool import Parameter, Tool
from toolgraph.plan.labels import label_of
from toolgraph.plan.paths import steps_in
from toolgraph.schema.values import usable_pattern

_START = frozenset(
    "start from begin since checkin in pickup up departure depart after origin base source minimum".split()
)
_END = frozenset(
    "end to until till checkout out dropoff off return arrival arrive before destination quote target finish "
    "maximum".split()
)
_OWNERS = frozenset("user customer account profile member employee client subscriber guest owner".split())
_FREE_TEXT = frozenset(
    "text body note notes message query q title name subject description reason content comment label summary keyword "
    "prompt question value term amount code".split()
)
# What one asks about: of two calls beside each other, this is what differs.
_SOUGHT_KINDS = frozenset("@city @iata @ticker @country @company @address".split())
_SOUGHT = frozenset("q query search keyword keywords term symbol name title topic genre ingredient dish food".split())
_PROSE = frozenset("text body note notes message comment reason description content summary postcode".split())
_SORTS = frozenset("genre category categories topic subject cuisine sport theme style specialty".split())
_ADDRESS = frozenset("e email mail address phone telephone mobile contact number".split())
_BORN = frozenset(("birth", "birthday", "birthdate", "dob"))
_AROUND = frozenset("after before next previous since until".split())
TELLING_MAX = 2
_ENUM_SAID_MAX = 12  # of more choices, nobody knows the words
# Optional inputs that people do name.
_SAYABLE_KINDS = frozenset("@date @datetime @city @currency @country".split())
_SAYABLE = frozenset(
    "date day city guest adult passenger star price cost budget class cabin category genre type kind priority status "
    "rating cuisine size color brand duration minute hour seat bag quantity mode location country nights room "
    "capacity year month level style gender breed age distance frequency note description reason role".split()
)
_OBSCURE = frozenset(
    "limit offset page cursor token sort order format field include expand version callback fields per size key hash "
    "filter html raw encoding locale header id ids uuid marker next previous after before embed pretty verbose debug "
    "dry force async timeout retry batch index count skip top result max_result prefix suffix regex pattern mask scope "
    "namespace webhook redirect state nonce signature checksum etag revision fingerprint path url api".split()
)


# In what form an answer is written: to whoever talks with an assistant, that makes no difference.
_WRITTEN = frozenset("format encoding callback serialization serializer mime wt accept".split())


class Want(NamedTuple):
    """A parameter and what planning must know of it.

    Attributes:
        steps: Keys and positions that lead to it in the arguments.
        key: Two parameters with equal keys take the same value in one dialogue; "" for values of one call only.
        way: `start`, `end` or "": on which side of a pair it stands (from and to, arrival and departure).
        own: Name in the context of a value that is the user's own (`account_id`), else "".
        sayable: Whether a person might add it although it is optional.
        telling: How well its value tells one call from another, 0 best: what is looked for, then which, then when, then
            how; a value above `TELLING_MAX` alone does not.
        kind: Of its value where every API has it (`@city`, `@email`), else "".
        changeable: Whether a person might set it to something else: no id, no switch of machines.
    """

    parameter: Parameter
    label: str
    steps: tuple[str | int, ...]
    key: str
    way: str
    own: str
    sayable: bool
    telling: int
    changeable: bool
    kind: str

    @property
    def path(self) -> str:
        """Of the parameter, in the form of the spec."""
        return self.parameter.path

    @property
    def told_by_choice(self) -> bool:
        """Whether a person might pick one of its choices although it is optional: not how a machine writes things."""
        return not self.parameter.required and not _WRITTEN.intersection(words(self.parameter.name))

    @property
    def sorts(self) -> bool:
        """Whether it says of what sort a thing is: who looks for a thing by its name knows that, or it cannot be so."""
        return bool(_SORTS.intersection(words(self.parameter.name)[-1:]))

    @property
    def points(self) -> bool:
        """Whether it only says which thing is meant, as nobody would in words: an id, a number, a code."""
        return words(self.parameter.name)[-1:] in (("id",), ("ids",), ("number",), ("code",))

    @property
    def is_own_contact(self) -> bool:
        """Whether it asks for an address without saying whose: that of the one who asks, today as tomorrow."""
        return self.kind in ("@email", "@phone") and set(words(self.parameter.name)) <= _ADDRESS

    @property
    def is_place(self) -> bool:
        """Whether it says where something is."""
        return self.kind in PLACES

    def in_path_of(self, tool: Tool) -> bool:
        """Whether it is a part of the address that is called: which thing is meant, and nothing that it gets."""
        return f"{{{self.parameter.name}}}" in tool.http

    @property
    def place(self) -> str:
        """Its concrete path: every list entered at its first item."""
        parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps)
        return "".join(parts).removeprefix(".")


_KEPT: dict[str, tuple[Tool, dict[str, Want]]] = {}
_KEPT_MAX = 20_000


def wants_of(tool: Tool) -> dict[str, Want]:
    """What a tool takes, by parameter path, in the order of its schema."""
    found = _KEPT.get(tool.id)
    if found is None or found[0] is not tool:
        if len(_KEPT) >= _KEPT_MAX:
            _KEPT.clear()
        found = (tool, {p.path: _want(p, tool) for p in tool.inputs})
        _KEPT[tool.id] = found
    return found[1]


def _want(parameter: Parameter, tool: Tool) -> Want:
    concept = concept_of(parameter, tool)
    tokens = words(parameter.path)
    way = _way(words(parameter.name)) or _way(tokens)
    own = ""
    if concept.kind == "@credential":
        own = "_".join(words(parameter.name)) or "token"
    elif concept.what == "id" and concept.whose and concept.whose[-1] in _OWNERS and way != "end" and not concept.role:
        own = f"{concept.whose[-1]}_id"
    return Want(
        parameter=parameter,
        label=label_of(parameter),
        steps=steps_in(tool.parameters, parameter.path),
        key=_key(parameter, tool, concept.kind, concept.key, concept.what, tokens),
        way=way,
        own=own,
        sayable=_is_sayable(parameter, concept.kind, tokens),
        telling=_telling(parameter, concept.kind, tokens, way),
        changeable=_is_changeable(parameter, tokens) and not own,
        kind=concept.kind,
    )


def _telling(parameter: Parameter, kind: str, tokens: tuple[str, ...], way: str) -> int:
    """The rank of `Want.telling`."""
    if parameter.type not in ("string", "integer", "array"):
        return 4
    if kind in _SOUGHT_KINDS or (tokens and tokens[-1] in _SOUGHT):
        return 0 if way != "start" else 1
    if kind in ("@date", "@datetime") or parameter.format in ("date", "date-time"):
        return 2 if not way else 4 if way == "end" else 3
    return 1 if parameter.required and parameter.type == "string" and not set(tokens) & _PROSE else 3


def _way(tokens: tuple[str, ...]) -> str:
    first = next((t for t in tokens if t in _START | _END), "")
    return "start" if first in _START else "end" if first in _END else ""


def _key(parameter: Parameter, tool: Tool, kind: str, key: str, what: str, tokens: tuple[str, ...]) -> str:
    """A value kind, an entity's id, or the same name in the same source; free text is said anew each time."""
    if parameter.type in ("object", "boolean", "any") or kind in ("@amount", "@url", "@person") or _BORN & set(tokens):
        return ""
    if kind:
        return f"{kind}:{parameter.type}:{parameter.format}"
    if what in ("id", "number") and key:
        return f"{tool.source}:{key}:{parameter.type}"
    if not tokens or tokens[-1] in _FREE_TEXT or tokens[-1] in COMMONPLACE:
        return ""
    return f"{tool.source}:{' '.join(tokens)}:{parameter.type}"


def _is_changeable(parameter: Parameter, tokens: tuple[str, ...]) -> bool:
    plain = parameter.type in ("string", "integer", "number") and "." not in parameter.path
    return plain and not set(tokens) & _OBSCURE and len(parameter.enum) <= _ENUM_SAID_MAX


def _is_sayable(parameter: Parameter, kind: str, tokens: tuple[str, ...]) -> bool:
    plain = parameter.type in ("string", "integer", "number") and "." not in parameter.path
    obscure = set(tokens) & _OBSCURE - (_AROUND if kind in ("@date", "@datetime") else frozenset())
    if not plain or parameter.required or obscure or len(parameter.enum) > _ENUM_SAID_MAX:
        return False
    return kind in _SAYABLE_KINDS or bool(set(tokens) & _SAYABLE)


def accepts(parameter: Parameter, value: JsonValue) -> bool:
    """Whether a scalar could stand for a parameter, or for one item of it, as far as its leaf says."""
    kind = parameter.item_type or "any" if parameter.type == "array" else parameter.type
    if parameter.enum and value not in parameter.enum:
        return False
    if isinstance(value, bool):
        return kind in ("boolean", "any")
    if isinstance(value, str):
        return kind in ("string", "any") and _right_format(parameter.format, value) and _matches(parameter, value)
    if isinstance(value, int):
        return kind in ("integer", "number", "any")
    return isinstance(value, float) and (kind in ("number", "any") or (kind == "integer" and value.is_integer()))


def _right_format(wanted: str, value: str) -> bool:
    if wanted == "date":
        return len(value) == 10 and value[4:5] == "-"
    if wanted == "date-time":
        return "T" in value
    if wanted == "email":
        return "@" in value
    return bool(value)


def _matches(parameter: Parameter, value: str) -> bool:
    """Whether a text has the form that a pattern asks for; patterns that nobody can read ask for nothing."""
    if not parameter.pattern or not usable_pattern(parameter.pattern):
        return True
    return re.search(parameter.pattern, value) is not None


def as_wanted(parameter: Parameter, value: JsonValue) -> JsonValue:
    """A result's scalar in the type that a parameter wants (7 as "7", "7" as 7); unchanged when it need not be."""
    kind = parameter.item_type if parameter.type == "array" else parameter.type
    if kind == "string" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if kind in ("integer", "number") and isinstance(value, str) and value.isdigit():
        return int(value)
    if kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    return value
