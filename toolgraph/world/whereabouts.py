"""Where a call says that things are: by city, airport, address, coordinates, account number or country."""

from __future__ import annotations

import math
from datetime import timedelta

from toolgraph.models.base import JsonValue
from toolgraph.world import places
from toolgraph.world.asked import Asked
from toolgraph.world.places import Place
from toolgraph.world.scene import MODES, ROUTES, Scene
from toolgraph.world.shape import Part
from toolgraph.world.travel import pace_km_h, told_km


def told_place(asked: Asked, scene: Scene, role: str) -> Place | None:
    """The place that a call tells, in a role; None when it tells none."""
    told = asked.kinds
    city, iata = told.get(f"@city/{role}"), told.get(f"@iata/{role}")
    if isinstance(city, str):
        return places.called(city, scene.rng)
    if isinstance(iata, str):
        return places.of_iata(iata)
    address = told.get(f"@address/{role}")
    found = places.named(address) if isinstance(address, str) else None
    found = found or next((p for text in _said(asked, role) if (p := places.told(text, scene.rng))), None)
    if found is not None:
        return found
    latitude, longitude = told.get(f"@latitude/{role}"), told.get(f"@longitude/{role}")
    if isinstance(latitude, (int, float)) and isinstance(longitude, (int, float)):
        return places.nearest(latitude, longitude)
    country: JsonValue = told.get(f"@country/{role}")
    account = asked.facts.get("iban")
    if country is None and role == "" and isinstance(account, str):
        country = account[:2]
    return places.in_country(country, scene.rng) if isinstance(country, str) else None


def _said(asked: Asked, role: str) -> list[str]:
    """What a call says of a place in a role, under whatever name: `location`, `query`, `from`, `city1`."""
    out = []
    for param, value in (*asked.equal, *asked.texts):
        tokens = param.leaf.tokens
        numbered = {"1": "from", "2": "to"}.get(tokens[-1], "") if tokens[:1] and tokens[0] in _WHERE else ""
        if isinstance(value, str) and (numbered or param.leaf.role) == role and (_WHERE | _ENDS) & set(tokens):
            out.append(value)
    return out


_WHERE = frozenset("place location city town locality destination address where area point query q".split())
_ENDS = frozenset("from to origin start end".split())


def settle_way(asked: Asked, scene: Scene, root: Part | None) -> None:
    """Let a journey be as far as its told ends are apart, and go by the means that a call tells.

    Args:
        root: The result; a service that only knows ways through a town has bounds for their length and time.
    """
    mode = next((v for k in MODES if isinstance(v := asked.facts.get(k), str)), "")
    scene.mode = mode or scene.mode
    scene.unit = next((v for k in ("unit", "units") if isinstance(v := asked.facts.get(k), str)), "").lower()
    straight = told_km(asked.kinds)
    if straight is not None:
        scene.is_far(straight)
    if scene.noun not in ROUTES or root is None or (straight is None and scene.to is None):
        return
    most_km, most_min = _most(root, "kilometres"), _most(root, "minutes")
    way = min(scene.way_km, most_km, most_min * pace_km_h(scene.mode or scene.noun, min(most_km, scene.way_km)) / 60.5)
    if way < scene.way_km:
        scene.is_far(way * scene.straight_km / scene.way_km)
    if asked.moment is not None and any(key.startswith("arriv") for key in asked.facts):
        scene.starts(asked.moment - timedelta(minutes=scene.length_min))


def _most(root: Part, maker: str) -> float:
    """The largest distance or duration that a result may tell; infinite where open."""
    told = [x for x in root.leaves() if x.maker == maker and x.tokens[:1] in (("distance",), ("duration",))]
    return min((float(x.schema.get("maximum", math.inf)) for x in told), default=math.inf)


def is_there(scene: Scene, asked: Asked, role: str) -> bool:
    """Whether a thing is where a call asks, as far as either says."""
    wanted = told_place(asked, scene, role)
    if wanted is None:
        return True
    if any(f"{k}/{role}" in asked.kinds for k in ("@city", "@iata", "@address", "@latitude")):
        return scene.where(role).city == wanted.city
    return scene.where(role).country.code == wanted.country.code
