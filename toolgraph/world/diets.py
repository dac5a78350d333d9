"""Of what the energy of a day or a dish comes: a fifth of it from protein, a third from fat, the rest from sugars."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import Figure, put
from toolgraph.world.memory import Record

_KCAL = {"protein": 4.0, "carbohydrate": 4.0, "carb": 4.0, "fat": 9.0}
# Among the facts: how much of its energy each nutrient gives is settled.
_BALANCED = "#balanced"


def balance(numbers: Sequence[Figure], energy: float, out: JsonObject, record: Record, kept: Collection[str]) -> bool:
    """Let what is eaten in a day, or is in a dish, be made up as most is, once; False where that is settled."""
    told = {word: n for n in numbers for word in _KCAL if word in n.leaf.tokens}
    if _BALANCED in record.facts or any(n.leaf.key in kept for n in told.values()):
        return False
    record.facts[_BALANCED] = True
    rng = record.scene.rng
    protein, fat = rng.uniform(0.15, 0.24), rng.uniform(0.26, 0.37)
    shares = {"protein": protein, "fat": fat, "carbohydrate": 1 - protein - fat, "carb": 1 - protein - fat}
    return all(put(out, record, n, round(energy * shares[w] / _KCAL[w], 1)) for w, n in told.items())
