"""Food, medicine and blood: what is in a hundred grams, how it is taken, and between which values it should lie."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, figures, own_leaves, put, rows_of
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.panels import name_values
from toolgraph.world.shape import Part

# Grams of protein, carbohydrates and fat in a hundred grams; the first that a name speaks of.
_TABLE = """
lentil soup 5 11 1.6; soup 2.4 7 2; porridge 2.6 12 1.6; rye bread 8.5 46 3.2; bread 9 49 3.3; yoghurt 4.1 5.2
3.4; yogurt 4.1 5.2 3.4; apple 0.3 13.8 0.2; banana 1.1 22.8 0.3; orange 0.9 11.8 0.1; berr 0.8 12 0.4; avocado 2
8.5 14.7; rice 2.7 28.2 0.3; pasta 5.8 30.9 0.9; noodle 4.5 25 2.1; chicken 27 0.4 3.8; beef 26 0.3 15; pork 25
0.3 14; salmon 20.4 0.3 13.4; tuna 25.5 0.2 1; egg 12.6 1.1 9.5; cheese 24 1.4 32; milk 3.4 4.8 3.6; butter 0.9
0.6 81; pizza 11 33 10; burger 13 24 14; sandwich 10 28 8; sushi 5.8 27 3.9; curry 8 9 7; salad 1.5 4 2.2; tomato
0.9 3.9 0.2; potato 2 17.5 0.1; carrot 0.9 9.6 0.2; broccoli 2.8 6.6 0.4; spinach 2.9 3.6 0.4; lentil 9 20.1 0.4;
bean 8.2 20 0.6; hummus 7.9 14.3 9.6; tofu 12.6 2.3 7.1; quinoa 4.4 21.3 1.9; almond 21.2 21.6 49.9; nut 19 21 51;
chocolate 7 52 32; cake 5.2 50 16; cookie 5.8 65 22; granola 10 60 15; muesli 10 62 7; oat 13.2 60 7; honey 0.3 82
0.1; juice 0.5 10.4 0.2; coffee 0.1 0.2 0.1; beer 0.5 3.6 0.1; rye 8.5 46 3.2
"""
_FOODS = {
    " ".join(words): tuple(map(float, grams))
    for line in _TABLE.replace("\n", " ").split("; ")
    for *words, one, two, three in [line.split()]
    for grams in [(one, two, three)]
}
_NUTRIENTS = (("protein",), ("carbohydrate", "carb"), ("fat",))
_LIGHT = frozenset(("light", "lean", "low", "skimmed"))
_NAMES = ("name", "title", "food", "food name", "description")
# How much is taken at once, by the form in which a medicine comes; the first word that its name has.
_FORMS = (
    ("inhaler", "two puffs"), ("spray", "one spray"), ("eye drop", "one drop"), ("drops", "ten drops"),
    ("cream", "a thin layer"), ("ointment", "a thin layer"), ("gel", "a thin layer"), ("syrup", "5 ml"),
    ("solution", "5 ml"), ("suspension", "5 ml"), ("insulin", "one injection"), ("injection", "one injection"),
    ("patch", "one patch"), ("powder", "one sachet"), ("sachet", "one sachet"),
)  # fmt: skip
# How often a medicine is taken; the first word that its name has.
_OFTEN = (
    ("vitamin", "a day"), ("cetirizine", "in the evening"), ("loratadine", "a day"), ("salbutamol", "when needed"),
    ("ibuprofen", "up to three times a day"), ("paracetamol", "up to three times a day"),
    ("amoxicillin", "three times a day"),
    ("metformin", "twice a day"), ("omeprazole", "before breakfast"), ("statin", "in the evening"), ("iron", "a day"),
)  # fmt: skip
_TABLETS = re.compile(r"\b(?:a|an|one|two|three|half a|[123]) (?:tablet|capsule|pill)s?\b", re.IGNORECASE)
_TAKEN_ELSE = re.compile("|".join(sorted({rf"\b{form}\b" for _, form in _FORMS})), re.IGNORECASE)
_WEIGHED = re.compile(r"\d ?(?:mg|µg|mcg)\b|\b(?:tablet|capsule|pill)s?\b")
_MEDICINES = ("medicine", "medication", "drug", "medicine name", "medication name", "drug name", "name")
_REFILLS = frozenset(("refill", "left"))
_DOSES = frozenset("dosage dose directions instructions instruction".split())
# In which unit a value of the blood is told, and between which it should lie; the first word that its name has.
_ANALYTES = (
    ("glycated", "%", 4.0, 5.6), ("hba1c", "%", 4.0, 5.6), ("haemoglobin", "g/dL", 12.0, 17.0),
    ("hemoglobin", "g/dL", 12.0, 17.0), ("ferritin", "µg/L", 30.0, 300.0), ("tsh", "mU/L", 0.4, 4.0),
    ("vitamin d", "nmol/L", 50.0, 125.0), ("b12", "pg/mL", 200.0, 900.0), ("glucose", "mmol/L", 3.9, 5.6),
    ("creatinine", "mg/dL", 0.6, 1.2), ("ldl", "mmol/L", 1.0, 3.0), ("hdl", "mmol/L", 1.0, 2.2),
    ("triglyceride", "mmol/L", 0.5, 1.7), ("cholesterol", "mmol/L", 3.0, 5.2), ("leukocyte", "10^9/L", 4.0, 10.0),
    ("white", "10^9/L", 4.0, 10.0), ("platelet", "10^9/L", 150.0, 400.0), ("alt", "U/L", 7.0, 45.0),
    ("ast", "U/L", 8.0, 40.0), ("crp", "mg/L", 0.0, 5.0), ("sodium", "mmol/L", 135.0, 145.0),
    ("potassium", "mmol/L", 3.5, 5.1), ("calcium", "mmol/L", 2.1, 2.6), ("iron", "µmol/L", 10.0, 30.0),
    ("haematocrit", "%", 36.0, 50.0), ("free t4", "pmol/L", 12.0, 22.0), ("free t3", "pmol/L", 3.1, 6.8),
    ("parathyroid", "pg/mL", 15.0, 65.0), ("ige", "kU/L", 0.0, 100.0), ("tryptase", "µg/L", 0.0, 11.4),
    ("total ige", "kU/L", 0.0, 100.0), ("eosinophils", "%", 1.0, 6.0), ("bilirubin", "µmol/L", 3.0, 21.0),
    ("urea", "mmol/L", 2.5, 7.8),
)  # fmt: skip
_MEASURED = frozenset("measured value result reading".split())
_LOWS, _HIGHS = frozenset("low lower minimum min from".split()), frozenset("high higher upper maximum max to".split())
# Among the facts: its values are settled.
_SETTLED = "#measured"


def tells_food(part: Part) -> bool:
    """Whether an object tells what something nourishes."""
    tokens = {token for _, leaf in own_leaves(part) for token in leaf.tokens}
    return all(tokens & set(words) for words in _NUTRIENTS)


def of_food(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a food that is known nourish as it does: no apple has twenty grams of protein."""
    name = next((v.lower() for k in _NAMES if isinstance(v := record.facts.get(k), str)), "")
    holds = next((grams for word, grams in _FOODS.items() if f" {word}" in f" {name}"), None)
    if holds is None:
        return
    for words, grams in zip(_NUTRIENTS, holds, strict=True):
        own = next((n for n in figures(part, out) if set(words) & set(n.leaf.tokens)), None)
        if own is not None and own.leaf.key not in kept:
            less = 0.5 if words == ("fat",) and _LIGHT & set(re.findall(r"\w+", name)) else 1.0
            put(out, record, own, round(grams * less * (0.96 + 0.02 * (len(name) % 5)), 1))


def tells_dosage(part: Part) -> bool:
    """Whether an object tells how a medicine is taken."""
    return any(_DOSES & set(leaf.tokens) and leaf.type == "string" for _, leaf in own_leaves(part))


def of_a_medicine(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let a medicine be taken in the form in which it comes: nobody takes one tablet of an inhaler."""
    name = next((v.lower() for k in _MEDICINES if isinstance(v := record.facts.get(k), str)), "")
    form = next((form for word, form in _FORMS if word in name), "")
    for own in figures(part, out):
        if set(own.leaf.tokens) >= _REFILLS and own.leaf.key not in kept:
            put(out, record, own, record.scene.rng.randint(1, 4))
    swallowed = not form and _WEIGHED.search(name) is not None
    for field, leaf in own_leaves(part) if form or swallowed else ():
        said = out.get(field)
        if _DOSES & set(leaf.tokens) and isinstance(said, str) and leaf.key not in kept:
            if often := next((o for word, o in _OFTEN if word in name), ""):
                said = f"{'One tablet' if said[:1].isupper() else 'one tablet'} {often}"
            taken = _TAKEN_ELSE.sub("one tablet", said, count=1) if swallowed else _TABLETS.sub(form, said, count=1)
            choose(out, record, field, leaf, taken[:1].upper() + taken[1:] if said[:1].isupper() else taken)


def tells_ranges(part: Part) -> bool:
    """Whether an object lists values with the range in which each should lie."""
    return any(inner.item is not None and inner.item.seen(_range) is not None for _, inner in part.props)


_Row = tuple[str, LeafPlan]


def _range(item: Part) -> tuple[_Row, _Row, _Row] | None:
    """What was measured, and the lowest and highest that it should be; None for rows of anything else."""
    numbers = [(n, x) for n, x in own_leaves(item) if x.type in ("number", "integer")]
    found = [next((x for x in numbers if words & set(x[1].tokens)), None) for words in (_MEASURED, _LOWS, _HIGHS)]
    own, low, high = found
    return None if own is None or low is None or high is None else (own, low, high)


def of_measured_values(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let values of the blood be told in their unit and range, and as many be out of it as the whole says."""
    del kept
    for name, inner in part.props:
        look = inner.item.seen(_range) if inner.item is not None else None
        rows, records = rows_of(name, inner, out, record)
        if look is None or not isinstance(rows, list) or len(rows) != len(records) or inner.item is None:
            continue
        told = next((v for k, v in record.facts.items() if _counts_odd(k) and isinstance(v, int)), None)
        if not any(_SETTLED in each.facts for each in records):
            name_values(inner.item, rows, records, record, partial(_tellable, look))
        odd = min(record.scene.rng.choice((0, 0, 1)) if told is None else told, len(rows))
        for n, (row, each) in enumerate(zip(rows, records, strict=True)):
            if _SETTLED not in each.facts:
                _measure(inner.item, row, each, look, odd=n < odd)
                each.facts[_SETTLED] = True


def _tellable(look: tuple[_Row, _Row, _Row], name: str) -> bool:
    """Whether the range of what is measured can be told."""
    known = _known(name)
    return known is not None and look[1][1].check(known[2]) and look[2][1].check(known[3])


def _known(said: str) -> tuple[str, str, float, float] | None:
    """The unit and range of the value that a text names."""
    text = f" {said.lower()}".replace("-", " ")
    return next((each for each in _ANALYTES if f" {each[0]}" in text), None)


def _counts_odd(key: str) -> bool:
    return "count" in key and ("range" in key or "abnormal" in key)


def _measure(item: Part, row: JsonObject, record: Record, look: tuple[_Row, _Row, _Row], *, odd: bool) -> None:
    """Settle one value: its unit and range where it is known, and whether it lies within that."""
    own, lowest, highest = look
    known = _known(" ".join(str(v) for v in row.values() if isinstance(v, str)))
    if known is not None:
        _, unit, low, high = known
        choose(row, record, *lowest, low if lowest[1].type == "number" else round(low))
        choose(row, record, *highest, high if highest[1].type == "number" else round(high))
        for field, leaf in own_leaves(item):
            if leaf.tokens[-1:] == ("unit",):
                choose(row, record, field, leaf, unit)
    ends = (row.get(lowest[0]), row.get(highest[0]))
    low, high = (float(end) if isinstance(end, (int, float)) else 0.0 for end in ends)
    if high <= low:
        return
    share = record.scene.rng.uniform(0.15, 0.85)
    over = (1.05 + 0.2 * share if low <= 0 or record.scene.rng.random() < 0.5 else 0.95 - 0.2 * share) if odd else 0.0
    value = low + share * (high - low) if not odd else (high * over if over > 1 else low * over)
    choose(row, record, *own, round(value, 2 if high < 10 else 1) if own[1].type == "number" else round(value))
