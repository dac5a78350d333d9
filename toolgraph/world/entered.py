"""When a record was written: that of a user long before anything that they have done."""

from __future__ import annotations

from datetime import datetime, timedelta

from toolgraph.world.leaf import LeafPlan
from toolgraph.world.scene import Scene

_ENTERED = frozenset(("joined", "registered"))
_USERS = frozenset("user profile account author developer contributor".split())


def written(leaf: LeafPlan, scene: Scene) -> datetime:
    """The moment at which a record was written, and for a user that of joining, which all else comes after."""
    if _ENTERED.isdisjoint(leaf.tokens) or leaf.noun not in _USERS or scene.fresh:
        return scene.made
    return scene.made - timedelta(days=scene.rng.randint(200, 2000))
