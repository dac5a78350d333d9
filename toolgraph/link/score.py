"""The score of one field for one parameter; depends on nothing but the two tools."""

from __future__ import annotations

from toolgraph.link.side import Side
from toolgraph.meaning.concept import BROAD, COMMONPLACE
from toolgraph.meaning.text import PERSONS


def type_factor(field: Side, parameter: Side) -> tuple[float, str]:
    """How well a field's type fills a parameter's, 0 (never) to 1, and the reason word."""
    have, want = field.type, parameter.type
    if "any" in (have, want):
        return 0.9, "type_open"
    if have == want:
        if have != "array":
            return (0.85, "type_same") if have == "object" else (1.0, "type_same")
        same = field.item_type == parameter.item_type or "" in (field.item_type, parameter.item_type)
        return (1.0, "type_same") if same else (0.0, "")
    if want == "array":
        return _fill_list(have, parameter.item_type)
    return _SCALARS.get((have, want), (0.0, ""))


_SCALARS = {
    ("integer", "number"): (0.97, "type_number"),
    ("number", "integer"): (0.9, "type_number"),
    ("integer", "string"): (0.9, "type_to_string"),
    ("number", "string"): (0.8, "type_to_string"),
    ("string", "integer"): (0.7, "type_from_string"),
    ("string", "number"): (0.6, "type_from_string"),
}


def _fill_list(have: str, item: str) -> tuple[float, str]:
    if item in ("", have, "any"):
        return 0.97, "type_into_list"
    factor, _ = _SCALARS.get((have, item), (0.0, ""))
    return factor * 0.97, "type_into_list"


def _format_factor(field: Side, parameter: Side) -> float:
    if field.format == parameter.format:
        return 1.0
    if not field.format or not parameter.format:
        return 0.97
    return 0.75 if {field.format, parameter.format} == {"date", "date-time"} else 0.0


def _enum_factor(field: Side, parameter: Side) -> tuple[float, str]:
    if not parameter.enum:
        return (0.75 if field.enum else 1.0), ""
    if not field.enum:
        return 0.7, ""
    return (1.05, "enum_overlap") if field.enum & parameter.enum else (0.0, "")


def same_entity(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """How surely two `whose` are the same thing, 0 to 1."""
    if a == b:
        return 1.0
    if not a or not b:
        return 0.7
    shorter, longer = (a, b) if len(a) < len(b) else (b, a)
    if longer[-len(shorter) :] == shorter:
        return 0.9
    if set(shorter) <= set(longer):
        return 0.8
    if a[-1] in PERSONS and b[-1] in PERSONS:
        return 0.68
    return 0.6 if a[-1] == b[-1] else 0.0


def meaning(field: Side, parameter: Side) -> tuple[float, str]:
    """How surely a field means what a parameter asks for, 0 to 1, and the reason word."""
    f, p = field.concept, parameter.concept
    same = same_entity(f.whose, p.whose)
    if p.kind and p.kind not in BROAD and f.kind != p.kind and (f.kind or field.name_words != parameter.name_words):
        return 0.0, ""  # whoever asks for an e-mail address is not served with a name
    if f.kind and f.kind == p.kind and (f.kind not in BROAD or not p.whose or same):
        return _kind_meaning(field, parameter, same)
    if same == 0.0:
        return _same_name_only(field, parameter)
    if f.what == p.what:
        return same, "same_name" if field.name_words == parameter.name_words else "same_concept"
    other = f.what or p.what
    if (not p.what or not f.what) and other in _POINTS:
        return same * (0.96 if other in ("id", "name") else 0.8), "names_thing"
    return _same_name_only(field, parameter)


def _same_name_only(field: Side, parameter: Side) -> tuple[float, str]:
    """Equal names whose owners differ: a word of many sources says little, two words say more."""
    if field.name_words != parameter.name_words or field.source != parameter.source:
        return 0.0, ""
    if parameter.concept.what in ("id", "name", "key", "code", "number", "title", "label"):
        return 0.0, ""  # `id` of one thing is not `id` of another
    return (0.8 if len(field.name_words) > 1 else 0.7), "same_name"


_POINTS = frozenset("id name arn key code slug number handle sku url symbol title".split())


def _kind_meaning(field: Side, parameter: Side, same: float) -> tuple[float, str]:
    exact = field.name_words == parameter.name_words
    if field.concept.kind in BROAD:
        base = 0.97 if exact and same >= 0.9 else 0.48 + 0.32 * same
        return base, "same_name" if exact else "value_kind"
    return (1.0 if exact else 0.8 + 0.15 * same), "same_name" if exact else "value_kind"


_OWN_WORDS = frozenset("name title label".split())


def _direction(field: Side, parameter: Side) -> tuple[float, str]:
    """Echoes and calls in the wrong order are held down."""
    wanted = parameter.concept.key
    if field.concept.key in field.needs or wanted in field.needs:
        return 0.6, "echo"
    if (
        parameter.verb == "create"
        and parameter.concept.what in _OWN_WORDS
        and parameter.concept.whose == parameter.nouns
    ):
        return 0.7, "new_name"  # what is made gets a name of its own
    if field.about == "created" and parameter.verb in ("update", "delete"):
        return 0.93, ""  # one seldom changes what one has just made
    if field.about == "mentioned" and (field.concept.key in field.takes or wanted in field.takes):
        return 0.95, ""  # a lister may well be narrowed by the id that it lists
    return 1.0, ""


def _commonplace(field: Side, parameter: Side) -> tuple[float, str]:
    """Fields that everybody has say little, unless the entity is named on both sides."""
    p = parameter.concept
    if p.kind and p.kind == field.concept.kind and p.kind not in BROAD:
        return 1.0, ""
    if p.what in COMMONPLACE or (p.what == "" and len(parameter.name_words) == 1 and p.key[:-1] in COMMONPLACE):
        named = p.origin == "name" and field.concept.origin == "name"
        together = field.group == parameter.group != "" and field.name_words == parameter.name_words
        return (0.85 if named else 0.6 if together else 0.5), "commonplace"
    return 1.0, ""


def _nearness(field: Side, parameter: Side) -> tuple[float, str]:
    """Tools of one source, and there of one group, are made to work together."""
    if field.source != parameter.source:
        return 0.85, "cross_source"
    near = 1.0 if field.group == parameter.group or not field.group or not parameter.group else 0.93
    return near * (1.0 if field.concept.role == parameter.concept.role else 0.96), "same_source"


def score_pair(field: Side, parameter: Side) -> tuple[float, tuple[str, ...]]:
    """Score of one field for one parameter, 0 to 1, with the reason words; 0 means no link."""
    same, why = meaning(field, parameter)
    if same == 0.0:
        return 0.0, ()
    fit, how = type_factor(field, parameter)
    fit *= _format_factor(field, parameter)
    if fit == 0.0 or "boolean" in (field.type, parameter.type):
        return 0.0, ()
    overlap, enum_word = _enum_factor(field, parameter)
    order, echo = _direction(field, parameter)
    rare, common = _commonplace(field, parameter)
    near, where = _nearness(field, parameter)
    score = min(1.0, same * fit * overlap * order * rare * near * (0.5 + 0.5 * field.prior))
    reasons = {why, how, enum_word, echo, common, where, field.about}
    if field.inferred:
        reasons.add("inferred")
    return round(score, 4), tuple(sorted(reasons - {""}))
