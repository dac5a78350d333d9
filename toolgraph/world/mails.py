"""What a mail says whose subject is told, going by the words of that."""

from __future__ import annotations

import re
from random import Random

from toolgraph.world.phrases import choices

# Words of subjects, and what is written on such a matter; the first that fits.
_SAID = """
question help problem: I have a question and would be glad of a short answer.|Could you help me with this, please?
invoice bill receipt payment: The invoice is attached. Is anything missing?|Please confirm that the invoice has arrived.
agenda: Here is what I would like to cover. What would you add?|The agenda is attached. Does the order suit you?
minute protocol: Here are the minutes. Have I left anything out?|The minutes are attached. Is all as we said?
offer quote quotation proposal: The offer is attached. We look forward to your answer.
contract agreement lease: The contract is attached. Please send it back when you have signed it.
trip itinerary travel booking flight hotel: Attached you find the plan of the trip. Have a good journey!
photo picture: Here are the photos. I hope that you like them!
report figure budget number: Attached you find the newest figures.|The numbers are in the file. Could you look at them?
meeting review lunch workshop interview call: Does the time suit you?|I look forward to it. The room is the same.
order delivery parcel shipment: Thank you for the order. We will write again when it is on its way.
reminder: This is a friendly reminder. Please let me know if you need more time.
"""
_LINES = [line.split(": ", 1) for line in _SAID.strip().splitlines()]
_BY_WORD = {word: said for words, said in reversed(_LINES) for word in words.split()}
_ORDER = {said: n for n, (_, said) in enumerate(_LINES)}
_WORD = re.compile(r"[a-z]+")


def knows(subject: str) -> bool:
    """Whether a word of a subject tells what a mail says."""
    return any(word in _BY_WORD or word.removesuffix("s") in _BY_WORD for word in _WORD.findall(subject.lower()))


def said_of(subject: str, rng: Random) -> str:
    """What a mail of a subject says; "" where no word of it tells what that could be."""
    found = (_BY_WORD.get(word) or _BY_WORD.get(word.removesuffix("s")) for word in _WORD.findall(subject.lower()))
    texts = min(filter(None, found), key=_ORDER.__getitem__, default="")
    return rng.choice(choices(texts)) if texts else ""
