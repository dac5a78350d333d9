"""What is attached to a mail: the one document that its subject speaks of, under a name of that; else nothing."""

from __future__ import annotations

import re
from datetime import timedelta

from toolgraph.models.base import JsonObject
from toolgraph.world.figures import choose, own_leaves
from toolgraph.world.lexicon import MONTHS
from toolgraph.world.memory import Record
from toolgraph.world.people import fold
from toolgraph.world.shape import Part

_MAILS = frozenset("mail email message".split())
_ATTACHED = frozenset("attachment attached enclosure".split())
# Words of a subject that name a document, and how such a file is called and ends.
_DOCUMENTS = """
itinerary trip travel: itinerary .pdf
booking reservation: booking .pdf
minutes protocol: minutes .docx
invoice bill receipt: invoice .pdf
offer quote proposal: offer .pdf
contract agreement lease: contract .pdf
agenda: agenda .docx
budget figures forecast: budget .xlsx
report review: report .pdf
photos photo pictures: photos .zip
slides presentation: slides .pptx
certificate: certificate .pdf
"""
_BY_WORD = {
    word: tuple(called.split())
    for line in _DOCUMENTS.strip().splitlines()
    for words, called in [line.split(": ")]
    for word in words.split()
}
_PLAIN = frozenset("your our my the a an of for from about to on in at and re fwd question with meeting".split())
_ASKS = ("question", "help", "could", "can", "when", "where")
_WORD = re.compile(r"[^\W_]+")
_A_WEEK = timedelta(days=7)


def is_without(part: Part, around: Record) -> bool:
    """Whether nothing is attached to a mail: its subject names no document, or only asks about one."""
    if not _is_attached(part.key) or around.head not in _MAILS or part.needed or part.schema.get("minItems"):
        return False
    subject = _subject(around).lower()
    return bool(subject) and not around.made and (not _document(subject) or subject.startswith(_ASKS))


def is_one(item: Part, around: Record) -> bool:
    """Whether a list shows what is attached to a mail: the one document that it is about."""
    return around.head in _MAILS and item.noun in _ATTACHED and not around.made


def attach(record: Record, item: Part, around: Record) -> None:
    """Let what is attached to a mail go by the name of the document that its subject speaks of."""
    if not is_one(item, around) or not (subject := _subject(around)):
        return
    said = [word for word in _WORD.findall(subject) if word.lower() not in _PLAIN and word.lower() not in _BY_WORD]
    called, ending = _document(subject.lower()) or ("", ".pdf")
    rest = "-".join(filter(None, (fold(word) for word in said)))
    rest = rest or ("" if not called else MONTHS[(around.scene.made - _A_WEEK).month - 1].lower())
    name = f"{'-'.join(filter(None, (called, rest)))}{ending}"
    for leaf in item.leaves():
        if leaf.key in ("file name", "filename", "name") and leaf.key not in record.facts and leaf.check(name):
            record.facts[leaf.key] = name


def of_a_mail(part: Part, out: JsonObject, record: Record, kept: object) -> None:
    """Let the first words of a mail be those of its text, in place."""
    if record.made or record.head not in _MAILS:
        return
    del kept
    begin, text = record.facts.get("snippet", record.facts.get("preview")), record.facts.get("body")
    if not isinstance(begin, str) or not isinstance(text, str) or text.startswith(begin.rstrip(".…")):
        return
    for name, leaf in own_leaves(part):
        if leaf.key in ("body", "text") and name in out:
            choose(out, record, name, leaf, begin)
        elif leaf.key in ("snippet", "preview") and name in out:
            choose(out, record, name, leaf, text)


def tells_mail(part: Part) -> bool:
    """Whether an object is a mail with its text or how that begins."""
    heads = part.entity is not None and part.entity.head in _MAILS
    return heads and any(leaf.key in ("body", "text", "snippet", "preview") for _, leaf in own_leaves(part))


def _is_attached(key: str) -> bool:
    return not _ATTACHED.isdisjoint(key.split())


def _document(subject: str) -> tuple[str, ...]:
    """How the document of a subject is called, and how such a file ends; () for none."""
    return next((_BY_WORD[word] for word in _WORD.findall(subject) if word in _BY_WORD), ())


def _subject(mail: Record) -> str:
    return next((v for key in ("subject", "title") if isinstance(v := mail.facts.get(key), str)), "")
