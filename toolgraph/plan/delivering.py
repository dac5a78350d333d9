"""Where goods go that the user orders: to the country of the address that was named, else to their own."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.ids import tool_part
from toolgraph.meaning.cart import bears_contents
from toolgraph.meaning.text import words
from toolgraph.plan.draft import Draft, Part, Saying
from toolgraph.plan.parts import said_part
from toolgraph.plan.wants import accepts
from toolgraph.world.places import Country, country_of, named

_GOING = frozenset("goods delivery deliver delivered ship shipped shipping".split())


def to_own_country(draft: Draft, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with a country that goods go to as the talk has it: nobody in Lisbon has a pan sent to Peru.

    A country that stands beside a town or street is that of those.
    """
    new = [p for p in parts.values() if p.want.kind == "@country" and p.saying is not None and not p.saying.call]
    new = [p for p in new if isinstance(p.value, str) and _is_of_goods(draft, p)]
    if not new or any(p.want.kind in ("@city", "@address") for p in parts.values()):
        return parts
    country = _told(draft, tool_part(new[0].want.parameter.id).partition("/")[0]) or _own(draft)
    out = dict(parts)
    for part in new if country is not None else ():
        forms = (country.code, country.code3, country.name) if country is not None else ()
        value = next((f for f in forms if len(f) == len(str(part.value)) and accepts(part.want.parameter, f)), None)
        if value is not None and value != part.value:
            saying = Saying(want=part.want, value=value, path="", relative=False, group=draft.group)
            out[part.want.path] = said_part(part.want, saying)
    return out


def _is_of_goods(draft: Draft, part: Part) -> bool:
    tool = draft.tools.get(tool_part(part.want.parameter.id))
    said = set(words(part.want.parameter.description.lower().replace(" ", "_")))
    return not _GOING.isdisjoint(said) or (tool is not None and bears_contents(tool.name))


def _told(draft: Draft, source: str) -> Country | None:
    """The country of the address of a source that was named or shown last."""
    for made in reversed(draft.made):
        if made.tool.source != source or not made.ok:
            continue
        values = {**_first_item(made.result), **made.arguments}
        codes = (v for k, v in values.items() if words(k)[:1] == ("country",) and isinstance(v, str))
        country = next((c for code in codes if (c := country_of(code)) is not None), None)
        if country is not None:
            return country
    return None


def _first_item(result: object) -> Mapping[str, object]:
    """The first of some listed things, else the result itself."""
    if not isinstance(result, dict):
        return {}
    lists = (v for v in result.values() if isinstance(v, list) and v and isinstance(v[0], dict))
    return next(lists, [result])[0]


def _own(draft: Draft) -> Country | None:
    person = draft.setting.person
    place = named(person.city) if person is not None else None
    return place.country if place is not None else None
