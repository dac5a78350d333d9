"""When a record was written: that of a user or an account long before anything that was done with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from toolgraph.world.leaf import LeafPlan
from toolgraph.world.scene import Scene

_ENTERED = frozenset(("joined", "registered"))
_ACCOUNTS, _OPENED = frozenset(("account", "wallet", "depot")), frozenset(("opened", "created", "since"))
_USERS = frozenset("user profile account author developer contributor".split())


def written(leaf: LeafPlan, scene: Scene) -> datetime:
    """The moment at which a record was written, and for a user that of joining, which all else comes after."""
    opened = leaf.noun in _ACCOUNTS and not _OPENED.isdisjoint(leaf.tokens)
    if scene.fresh or not (opened or (leaf.noun in _USERS and not _ENTERED.isdisjoint(leaf.tokens))):
        return scene.made
    return scene.made - timedelta(days=scene.rng.randint(200, 2000))
