"""Schemas as no sane person writes them, for properties that hold of every schema."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

NAMES = st.sampled_from(["id", "name", "a.b", "items", "type", "$ref", "properties", "", "x y", "[]", "ümlaut"])
TYPES = st.sampled_from(
    "string integer number boolean array object null dict float any tuple List[str] str|int optional[int] date file "
    "Dict[str,int] int,optional unknown STRING union[str,null] uuid array<string>".split()
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.sampled_from(["", "5", "true", "a", " b ", "[a", "(", "^a+$", "1e400", "2024-01-01"]),
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=6,
)
REFS = st.sampled_from(
    ["#", "#/", "#/properties/id", "#/allOf/0", "#/items", "#/nowhere", "http://[x", "other.json#/a", "#/a/1x", "%", ""]
)
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
COUNTS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")


def _around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    maps = st.dictionaries(NAMES, inner, max_size=4)
    some = st.lists(inner, max_size=3)
    return st.fixed_dictionaries(
        {},
        optional={
            "type": st.one_of(TYPES, st.lists(st.one_of(TYPES, SCALARS), max_size=3), inner),
            "properties": st.one_of(maps, some, JSON),
            "required": st.one_of(st.lists(NAMES, max_size=3), SCALARS),
            "items": st.one_of(inner, some),
            "prefixItems": some,
            "additionalProperties": st.one_of(inner, st.booleans()),
            "patternProperties": maps,
            "allOf": st.one_of(some, JSON),
            "anyOf": some,
            "oneOf": some,
            "enum": st.one_of(st.lists(JSON, max_size=4), JSON),
            "const": JSON,
            "default": JSON,
            "example": JSON,
            "examples": JSON,
            "nullable": SCALARS,
            "readOnly": SCALARS,
            "$ref": st.one_of(REFS, SCALARS, inner),
            "description": SCALARS,
            "title": SCALARS,
            "format": SCALARS,
            "pattern": SCALARS,
            "uniqueItems": SCALARS,
            **dict.fromkeys((*BOUNDS, *COUNTS), st.one_of(st.integers(-3, 9), SCALARS)),
        },
    )


SCHEMAS = st.recursive(
    st.one_of(JSON, TYPES.map(lambda name: {"type": name}), REFS.map(lambda r: {"$ref": r})), _around, max_leaves=12
)
