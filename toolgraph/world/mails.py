"""What a mail says whose subject is told, going by the words of that."""

from __future__ import annotations

import re

# Words of subjects, and what is written on such a matter; the first that fits.
_SAID = """
question help problem: I have a question and would be glad of a short answer.|Could you help me with this, please?|\
There is one point that I do not understand. Could you tell me more about it?
booking confirmation reservation: Thank you for your booking. All details are in the file.|Your booking is confirmed. \
Please keep this mail.|Everything is reserved as you wished. Changes are \
free until the day before.|We look forward to seeing you. Your number is in the file.|Your booking has been changed \
as you asked.
invoice bill receipt payment: The invoice is attached. Is anything missing?|Please confirm that the invoice has \
arrived.|You find the invoice in the file. It is due within two weeks.|\
Thank you for your payment; the invoice is for your records.|Could you send me the invoice once more, please?
agenda: Here is what I would like to cover. What would you add?|The agenda is attached. Does the order suit you?|\
These are our points. Please send me yours by tomorrow.
minute protocol: Here are the minutes. Have I left anything out?|The minutes are attached. Please tell me if anything \
is wrong.|This is what we agreed on. The next steps are at the end.
offer quote quotation proposal: The offer is attached. We look forward to your answer.|Here is our offer. It holds for \
four weeks.|As you asked, we have put together an offer. Could we talk about it on the phone?
contract agreement lease: The contract is attached. Please send it back when you have signed it.|Here is the contract. \
The changes are on the last page.|We have gone through the contract. Do you agree with the dates?
itinerary: Here is the plan day by day. Does it suit you?|The times are fixed now; you find them in the file.|\
The plan is attached. Only the last day is still open.|\
As promised, the plan. Please look at the times of arrival.|I have moved one stop to the next day, all else is as \
before.
trip travel flight hotel: Attached you find the plan of the trip. Have a good journey!|All is booked. Tell me if you \
would like to change anything.|These are the times and the hotel. Shall we share a taxi?
photo picture: Here are the photos. I hope that you like them!|The photos have turned out well. Which do you like best?
report figure budget number: Attached you find the newest figures.|The numbers are in the file. Could you look at \
them?|These are the figures so far. One table is still missing.
meeting review lunch workshop interview call: Does the time suit you?|I look forward to it. The room is the same.|\
Could we begin half an hour later?
order delivery parcel shipment: Thank you for the order. We will write again when it is on its way.|Your order is \
packed and leaves tomorrow.
reminder: This is a friendly reminder. Please let me know if you need more time.
"""
_LINES = [line.split(": ", 1) for line in _SAID.strip().splitlines()]
_BY_WORD = {word: said for words, said in reversed(_LINES) for word in words.split()}
_ORDER = {said: n for n, (_, said) in enumerate(_LINES)}
_WORD = re.compile(r"[a-z]+")


def knows(subject: str) -> bool:
    """Whether a word of a subject tells what a mail says."""
    return any(word in _BY_WORD or word.removesuffix("s") in _BY_WORD for word in _WORD.findall(subject.lower()))


def texts_for(subject: str) -> str:
    """What mails of a subject say; "" where no word of it tells what that could be."""
    found = (_BY_WORD.get(word) or _BY_WORD.get(word.removesuffix("s")) for word in _WORD.findall(subject.lower()))
    return min(filter(None, found), key=_ORDER.__getitem__, default="")
