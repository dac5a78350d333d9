"""What a laboratory measures: by the title of a report, and mostly as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

# What is measured, by a word in the title of a report; what it is first of all stands first.
_PANELS = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), tuple(names.split("|")))
    for words, names in (
        ("blood count|full blood|cbc|haematology|hematology", "Haemoglobin|Leukocytes|Platelets|Haematocrit"),
        ("thyroid", "TSH|Free T4|Free T3|Ferritin"),
        ("vitamin d", "25-OH vitamin D|Calcium|Parathyroid hormone|Creatinine"),
        ("allerg", "Total IgE|Tryptase|Eosinophils|Leukocytes"),
        ("lipid|cholesterol", "Total cholesterol|LDL cholesterol|HDL cholesterol|Triglycerides"),
        ("liver", "ALT|AST|Bilirubin"),
        ("kidney|renal", "Creatinine|Urea|Potassium|Sodium"),
        ("iron|ferritin|anaemia|anemia", "Ferritin|Iron|Haemoglobin"),
        ("glucose|sugar|diabetes|hba1c|metabolic", "Glucose|HbA1c"),
        ("inflammation|crp", "CRP|Leukocytes"),
        ("electrolyte|mineral", "Sodium|Potassium|Calcium"),
        ("b12|vitamin b", "Vitamin B12"),
    )
)
_TITLES = ("title", "name", "test name", "panel", "test")
_NAMES = frozenset(("name", "title", "analyte", "test", "marker", "parameter"))
# How many values of a report are out of range: none of most.
_ODD = (0, 0, 0, 1, 1, 2)


def measured_in(report: Record) -> tuple[str, ...]:
    """What a report measures, going by its title; () where that tells nothing."""
    title = next((v for k in _TITLES if isinstance(v := report.facts.get(k), str)), "")
    return next((names for said, names in _PANELS if said.search(title)), ())


def name_values(
    item: Part, rows: Sequence[JsonObject], records: Sequence[Record], report: Record, fits: Callable[[str], bool]
) -> None:
    """Let the values of a report be those that its title speaks of, while there are any: no allergy is of the thyroid.

    Args:
        fits: Whether what is measured can be told as the schema has it.
    """
    found = next(((name, leaf) for name, leaf in own_leaves(item) if _names(leaf)), None)
    wanted = [each for each in measured_in(report) if fits(each)] if found is not None else []
    for row, record, value in zip(rows, records, wanted, strict=False):
        if found is not None:
            choose(row, record, *found, value)


def _names(leaf: LeafPlan) -> bool:
    return leaf.type == "string" and leaf.tokens[-1:] != () and leaf.tokens[-1] in _NAMES


def counts_odd(leaf: LeafPlan) -> bool:
    """Whether a number tells how many values of a report are out of range."""
    return leaf.type == "integer" and "count" in leaf.tokens and not {"range", "abnormal"}.isdisjoint(leaf.tokens)


def tells_odd(part: Part) -> bool:
    """Whether an object tells how many of its values are out of range."""
    return any(counts_odd(leaf) for _, leaf in own_leaves(part))


def of_a_report(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let most reports have nothing out of range, and none more than it measures."""
    for name, leaf in own_leaves(part):
        if counts_odd(leaf) and leaf.key not in kept:
            most = len(measured_in(record)) or max(_ODD)
            choose(out, record, name, leaf, min(record.scene.rng.choice(_ODD), most))
