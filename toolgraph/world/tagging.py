"""Labels of what is reported: what fails is a bug, what is slow one of performance, a typo one of documentation."""

from __future__ import annotations

from collections.abc import Collection

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonObject
from toolgraph.world.figures import own_leaves
from toolgraph.world.memory import Record
from toolgraph.world.shape import Part

_LABELS = frozenset("label tag".split())
_REPORTED = frozenset("issue bug ticket defect".split())
# By words of a label the words of titles that go with it, those first that say most.
_SAID = (
    ("documentation docs", "guide typo documentation docs readme"),
    ("performance speed", "slow long speed performance memory time"),
    ("security", "password leak injection vulnerability permission token"),
    ("bug defect", "fail hang stall broken wrong lost missing off crash error work machine now reject noise"),
    ("enhancement feature", "export add better support allow report show message"),
)
_OF_TITLE = tuple((frozenset(words(labels)), frozenset(words(said))) for labels, said in _SAID)
# With what else something is labelled now and then that is little work.
_EASY, _SMALL, _AT_TIMES = frozenset("good first easy starter".split()), frozenset(("guide", "typo", "message")), 0.5


def of_its_labels(part: Part, out: JsonObject, record: Record, kept: Collection[str]) -> None:
    """Let what is reported have the label that its title speaks for, in place."""
    title = next((str(out[n]) for n, x in own_leaves(part) if x.key in ("title", "subject") and n in out), "")
    said = set(words(title))
    for name, inner in part.props:
        leaf = inner.item.leaf if inner.kind == "list" and inner.item is not None else None
        if leaf is None or _LABELS.isdisjoint(inner.key.split()) or inner.key in kept or not out.get(name):
            continue
        shown = [e for e in leaf.schema.get("examples", ()) if isinstance(e, str)]
        own = next((labels for labels, speaks in _OF_TITLE if said & speaks), frozenset[str]())
        fit = [e for e in shown if own.intersection(words(e))][:1]
        if fit and said & _SMALL and record.scene.rng.random() < _AT_TIMES:
            fit += [e for e in shown if _EASY.intersection(words(e))][:1]
        if fit and len(fit) >= int(inner.schema.get("minItems", 0)):
            out[name] = record.facts[inner.key] = list(fit)


def tells_labels(part: Part) -> bool:
    """Whether an object is something that was reported, with labels."""
    own = part.entity is not None and part.entity.head in _REPORTED
    return own and any(p.kind == "list" and not _LABELS.isdisjoint(p.key.split()) for _, p in part.props)
