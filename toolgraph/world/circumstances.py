"""The scene of a thing as a call tells it: its places, its time, its people."""

from __future__ import annotations

from datetime import timedelta

from toolgraph.world import places
from toolgraph.world.apt import HAPPENING, OVER
from toolgraph.world.asked import STATES, Asked, tell_length
from toolgraph.world.draw import Drawer
from toolgraph.world.leaf import is_person
from toolgraph.world.people import name_of_login
from toolgraph.world.runs import began_just_now
from toolgraph.world.scene import AWAY, JOURNEYS, Scene
from toolgraph.world.shape import Part
from toolgraph.world.whereabouts import settle_way, told_place

# Ways that one goes now where nobody tells when.
_FROM_NOW = frozenset(("direction", "route"))


def tell_scene(scene: Scene, asked: Asked, root: Part | None, drawer: Drawer) -> None:
    """Let a new thing be where and when a call says, as far as it does."""
    scene.place = told_place(asked, scene, "from") or told_place(asked, scene, "")
    scene.to = told_place(asked, scene, "to")
    if scene.place is None and scene.noun not in JOURNEYS:
        scene.place = scene.to
    said = [text for _, text in asked.texts] + [asked.facts.get(k) for k in ("name", "title")]
    for text in said if scene.place is None else ():
        scene.place = scene.place or (places.named(text) if isinstance(text, str) else None)
        if scene.place is None and scene.noun in AWAY and isinstance(text, str):
            scene.place = places.mentioned(text)
    told_zone = asked.kinds.get("@timezone/")
    scene.zone = told_zone if isinstance(told_zone, str) and told_zone in places.ZONES else ""
    scene.day, scene.after, scene.before = asked.day, asked.after, asked.before
    if asked.moment is not None:
        scene.starts(asked.moment)
    elif scene.noun in _FROM_NOW and asked.day is None and asked.after is None:
        scene.starts(scene.setting.clock)
    _tell_past(scene, asked)
    began_just_now(scene, asked)
    tell_length(asked, scene)
    settle_way(asked, scene, root)
    tell_person(scene, asked, drawer)


def _tell_past(scene: Scene, asked: Asked) -> None:
    """Let what is asked for as completed lie behind."""
    today = scene.setting.clock.date()
    if scene.noun not in HAPPENING or scene.day is not None or (scene.after is not None and scene.after >= today):
        return
    if any(p.key in STATES and str(v).lower().replace("-", "_") in OVER for p, v in asked.equal):
        scene.before = min(scene.before or today, today - timedelta(days=1))
        scene.after = scene.after or scene.before - timedelta(days=_LONG_AGO)


_LONG_AGO = 60


def tell_person(scene: Scene, asked: Asked, drawer: Drawer) -> None:
    """Let a scene be about whose address or login a call tells."""
    address = asked.kinds.get("@email/")
    known = drawer.knows(address) if isinstance(address, str) else None
    if known is not None:
        scene.is_person(known)
    logins = [v for p, v in (*asked.ids, *asked.equal) if p.leaf.maker == "username" and not p.leaf.whose]
    for login in logins if is_person(scene.noun) else ():
        known = drawer.knows(login) or name_of_login(login, scene.rng) if isinstance(login, str) else None
        if known is not None:
            scene.is_person(known)
