"""Values worked into a wish: in place of what stands for them (`a city`), or behind it (`from Lisbon`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from toolgraph.llm.offline.behind import chained, uncrowded
from toolgraph.llm.offline.fitted import as_meant, converted, vague_out
from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.kindsof import before_noun, two_parts
from toolgraph.llm.offline.order import is_query, is_sought, place_in_line
from toolgraph.llm.offline.outright import outright
from toolgraph.llm.offline.shape import plural
from toolgraph.llm.offline.slots import Slot, Spoken, forms_that_fit
from toolgraph.llm.offline.wishes import Wish, is_looking

_TWO_ENDS = re.compile(
    r" (?:from|between) (?:one|an?|two|several) [\w ]+? (?:to|and) (?:another|an?)(?: \w+)?\b| between two \w+"
)
_BY_WHAT = re.compile(
    r"(?<!hour)(?<!day)(?<!week)(?<!month)(?<!step)(?<!one)"
    r" by (?:(?:its|their|the) )?(?:[\w-]+,? ){0,4}(?:(?:or|and) )?[\w-]+$"
)
_VAGUE = re.compile(r"\b(?:specific|given|single|particular|certain|new) ")
_ID_TAIL = re.compile(r" (?:reference|number|id|gid|code|key|identifier|name|sku|SKU)$")
# Where a thing is asked for by a value that has another name than the thing.
_STANDS_FOR = {
    "full name": "(?:person|contact|customer|guest|patient|traveller|client|member|employee|payee)",
    "job title": "job",
    "user name": "(?:user|member|account|person)",
    "login": "(?:user|member|account|person)",
    "path": "(?:file|document)",
    "point": "(?:point|pair of coordinates|location|position)",
    "ticker": "(?:stock|share|listed company|company|ticker)",
    "ticker symbol": "(?:stock|share|listed company|company|ticker)",
    "symbol": "(?:stock|share|company|ticker|symbol)",
}
_BEFORE = {
    "user name": "the user ",
    "login": "the user ",
    "path": "the file ",
    "point": "the point ",
    "job title": "a job as a ",
}
_SAID_BARE = frozenset("city country address place location airport date stock language".split())
_OCCASIONS = frozenset("activity exercise meal sport workout".split())
_CHANGES = frozenset("update change set edit move raise adjust rename".split())
_TWO_PARTS = re.compile(r"(?:the|my|its) \w+ and the \w+ of ")  # of which one value is only one
_PART_WAY = frozenset("open close raise lower dim turn fill charge".split())
_FETCHED = frozenset("import save download fetch load upload read copy clone".split())
_NOT_NAMED = frozenset("name title status state text message price amount date time list result type".split())
_LONG = 60


class Dressed(NamedTuple):
    """A wish with values in it, and the values that found no place."""

    wish: Wish
    left: tuple[Spoken, ...]


def _room_for(value: Spoken) -> int:
    """How long a quoted value may be behind a wish: a search says at once what it is for."""
    return _LONG // 2 if not is_sought(value) else _LONG * (2 if value.many else 1)


def dress(wish: Wish, values: Sequence[Spoken], speaker: Speaker, held: Held, room: int) -> Dressed:
    """A wish with as many of its values as sound well in one clause.

    Args:
        room: How many values may stand behind the wish.
    """
    left: list[Spoken] = []
    rest = wish.rest
    for value in values:
        changed = _in_place(rest, value, held) or before_noun(rest, value, held)
        if changed is None:
            left.append(value)
        else:
            rest = changed
    rest, left = converted(wish.verb, rest, left, held)
    looking = is_looking(wish)
    anew = _with_new_parts(wish, rest, left, speaker, held)
    if anew is not None:
        return anew
    behind = [v for v in left if v.slot.inline and not v.slot.quote and len(v.text) < _LONG]
    behind += [v for v in left if v.slot.inline and v.slot.quote and len(v.text) < _room_for(v)]
    behind = [v for v in behind if looking or not v.slot.quote or not is_sought(v)]
    behind = sorted(behind[:room], key=place_in_line)
    if any(v.many for v in behind):
        rest = _ONE.sub(lambda m: plural(m.group(1), 2), rest)
    paired = _tails(wish, rest, behind, speaker, held)
    spans = any(v.fills["label"] == "span of time" for v in behind)
    if spans or (any(t.startswith(("from ", "starting ", "leaving ")) for t, _ in paired) and len(paired) > 1):
        rest = _TWO_ENDS.sub("", rest)
    tails, behind = uncrowded(rest, _once(paired, held))
    if tails:
        rest = _BY_WHAT.sub("", rest)
    rest = vague_out(rest, tails, values)
    rest, tails = _so_much(rest, tails)
    kept = tuple(v for v in left if not any(v is b for b in behind))
    return Dressed(Wish(wish.verb, rest, chained(rest, tails)), kept)


_ITS_OWNER = re.compile(r"(?:the|that|my|an?|one of my) |\0")


def _so_much(rest: str, tails: list[str]) -> tuple[str, list[str]]:
    """How much something is stands behind it, before what else it goes with: `an order of 165 to a payee`."""
    found = _HEAD_OF.match(rest) if tails and tails[0].startswith("of ") else None
    return (f"{found[1]} {tails[0]}{found[2]}", tails[1:]) if found else (rest, tails)


_HEAD_OF = re.compile(r"^((?:an?|the|my) (?:[\w\ue000-\uf8ff]+ ){0,2}?\w+)( (?:to|for|with|from) .*)$")
_DETAILS = re.compile(r"(?:the )?(?:details|information|data|particulars) of (?=\S)")


def _is_part(value: Spoken) -> bool:
    """Whether a value is one of the details of a thing, said in few words."""
    plain = value.slot.shape not in ("yes", "no", "list", "all") and not value.many and not value.away
    return plain and len(value.text) < _LONG and value.fills["label"] not in _NOT_NAMED - {"name", "title", "status"}


def _with_new_parts(wish: Wish, rest: str, left: Sequence[Spoken], speaker: Speaker, held: Held) -> Dressed | None:
    """A wish to change a thing as one to change the parts that are told; None for any other.

    Nobody changes `the details of a contact with the phone number 1`, nor `the event around the Café Pelikan`.
    """
    both = two_parts(rest, left) if wish.verb in _CHANGES else ()
    if both and all(map(_is_part, left)):
        to = [filled("to {v}{measure}", v, speaker, held) for v in left]
        return Dressed(Wish(wish.verb, both[0], f"{to[0]} and {both[1]} {to[1]}"), ())
    details = _DETAILS.match(rest)
    parts = [v.fills["rest"].removeprefix("new ") for v in left]
    known = _ITS_OWNER.match(rest) and not set(" ".join(parts).split(" ")) & set(rest.split(" "))
    labels = [v.fills["label"].startswith("new ") for v in left]
    new = known and any(labels) and all(n or v.slot.shape == "number" for n, v in zip(labels, left, strict=True))
    new = new and not any(v.slot.quote for v in left)
    if wish.verb not in _CHANGES - {"move", "rename"} or not left or not all(map(_is_part, left)):
        return None
    if not (new if len(left) > 1 else new or details):
        return None
    to = [filled("to {v}{money}{measure}", v, speaker, held) for v in left]
    others = "".join(f" and the {part} {way}" for part, way in zip(parts[1:], to[1:], strict=True))
    return Dressed(
        Wish(wish.verb, f"the {parts[0]} of {rest[details.end() :] if details else rest}", to[0] + others), ()
    )


def _tails(wish: Wish, rest: str, behind: Sequence[Spoken], speaker: Speaker, held: Held) -> list[tuple[str, Spoken]]:
    """What is said behind a wish, each with its value."""
    values = behind
    new = [v for v in behind if _is_new_value(wish, v)]
    if len(new) == 1 and (len(behind) == 1 or new[0].slot.shape == "number"):
        others = [v for v in behind if v is not new[0]]
        told = _tails(wish._replace(verb="do"), rest, others, speaker, held) if others else []
        return [(filled("to {v}{money}{measure}", new[0], speaker, held), new[0]), *told]
    several = names_several(rest) and not _OF_ONE.search(rest)  # `the details of a film that matches heist`
    topical = _TOPICAL.search(rest) is not None
    if not _WRITTEN.search(f"{wish.verb} {rest}"):  # a certificate has no subject line
        behind = [v._replace(slot=_field_of(v)) if v.fills["label"] == "subject" else v for v in behind]
    behind = _told_what_for(behind)
    tails = [inline(v, speaker, held, several=several, topical=topical) for v in behind]
    if wish.verb == "search" and _THROUGH.match(rest):  # `through my mailbox for invoice`
        sought = "that mention " if " for messages " in rest else "for "
        tails = [_SOUGHT_FOR.sub(sought, t) for t in tails]
    if wish.verb in _CHANGES:  # an event is changed to last longer, and not one that lasts so long
        tails = [
            _as_long(v, _ASSIGNED.sub("so that it is assigned to ", t)) for v, t in zip(behind, tails, strict=True)
        ]
    if wish.verb in _FETCHED:
        tails = [_FROM_LINK.sub("from ", t) for t in tails]
    tails = [
        _FOR_SO_MUCH.sub("of ", t) if _money(v) and " for " in rest else t for v, t in zip(behind, tails, strict=True)
    ]
    tails = [as_meant(wish, v, t) for v, t in zip(behind, tails, strict=True)]
    shared = wish.verb == "share"  # with somebody, and not with an address
    tails = [t.replace("with the e-mail address ", "with ") for t in tails] if shared else tails
    paired = list(zip(tails, values, strict=True))
    return sorted(paired, key=lambda p: not p[0].startswith("of "))  # so much of something comes before when


def _money(value: Spoken) -> bool:
    return value.slot.shape == "number" and bool(_SUM.search(value.fills["label"]))


_SUM = re.compile(r"\b(?:amount|sum|price|value)$")
_FOR_SO_MUCH = re.compile(r"^for (?=[\ue000-\uf8ff])")


def _told_what_for(values: Sequence[Spoken]) -> list[Spoken]:
    """Values of which each date says what it is for, where there are several: not `arriving on the 1st on the 8th`."""
    if sum(v.slot.shape in ("date", "datetime") for v in values) < _DATES_MANY:
        return list(values)
    return [v._replace(slot=v.slot._replace(inline=_not_bare(v.slot))) for v in values]


def _not_bare(slot: Slot) -> tuple[str, ...]:
    if slot.shape not in ("date", "datetime"):
        return slot.inline
    return tuple(f for f in slot.inline if f not in _BARE_DATES) or ("with {v} as the {label}",)


_DATES_MANY = 2
_BARE_DATES = ("{on}{v}", "for {v}")


_OF_ONE = re.compile(r" of an? (?:\w+ )?\w+$")


def names_several(rest: str) -> bool:
    """Whether what a wish is about are several things."""
    return _SEVERAL_THINGS.search(rest) is not None


_WRITTEN = re.compile(
    r"\b(?:answer|reply|write|drafts?|e-?mails?|invitations?|letters?|mails?|messages?|newsletters?|notes?|tickets?)\b"
)


def _field_of(value: Spoken) -> Slot:
    """How a subject is said that is a field of study or of work."""
    return value.slot._replace(inline=("in {v}", "on the subject of {v}"), quote=False)


def _as_long(value: Spoken, tail: str) -> str:
    """How long something is changed to last: `to last 30 minutes`, and not `for 30 minutes`."""
    way = _LASTING if value.slot.shape != "number" or not _DURATION.search(value.fills["label"]) else _HOW_LONG
    return way.sub("to last ", tail)


_ASSIGNED = re.compile(r"^assigned to (?=[\ue000-\uf8ff])")
_DURATION = re.compile(r"\b(?:duration|length|how long)\b")
_HOW_LONG = re.compile(r"^(?:lasting|that lasts|that last|for) ")
_LASTING = re.compile(r"^(?:lasting|that lasts|that last) ")
_FROM_LINK = re.compile(r"^with the link ")
_THROUGH = re.compile(r"(?:my|the|our|all|this|through|in)\b")
_SOUGHT_FOR = re.compile(r"^(?:for|matching|that match|that mention|to do with|about|on) (?=[\ue000-\uf8ff]$)")


def _is_new_value(wish: Wish, value: Spoken) -> bool:
    """Whether a value is what the thing is changed to: `raise the limit to 300`, but not `to Friday` for how long."""
    label = value.fills["label"]
    if wish.verb in _PART_WAY and (value.fills["measure"] == " percent" or label == "opening"):
        return True  # a blind is opened to 40 percent, not with an opening of so much
    if wish.verb not in _CHANGES or value.away or " or " in wish.rest or _TWO_PARTS.match(wish.rest):
        return False
    if wish.verb == "rename":
        return label.endswith(("name", "title"))
    if value.slot.shape in ("text", "", "id", "email") and not value.many:
        return label.split(" ")[-1] in wish.rest.split(" ")[:3]
    if value.slot.shape not in ("number", "date", "datetime", "time"):
        return False
    moved = value.slot.shape != "number" and (wish.verb == "move" or "new" in label or re.search(_TIMES, wish.rest))
    own = set(label.split()[-1:] if " of " in label else label.split())
    return bool(moved or own & set(re.findall(r"[a-z]+", wish.rest)))


_TIMES = re.compile(r"\b(?:date|time|day|deadline|start|end)s?\b")


def _once(paired: Sequence[tuple[str, Spoken]], held: Held) -> list[tuple[str, Spoken]]:
    """Tails without those that say what another says."""
    return list({held.plain(t): (t, v) for t, v in reversed(paired)}.values())[::-1]


def _in_place(rest: str, value: Spoken, held: Held) -> str | None:
    """The wish with the value in place of its stand-in; None when nothing stands for it."""
    label = value.fills["label"]
    plainly = outright(rest, value, held)
    if plainly:
        return plainly
    bare = _ID_TAIL.sub("", label)
    noun = _STANDS_FOR.get(label) or re.escape(bare)
    if not noun or len(value.text) > _LONG * (2 if value.many else 1) or value.slot.shape in ("yes", "no", "list"):
        return None
    found = _stand_in(noun).search(rest) if label in _STANDS_FOR or bare in rest else None
    if found is None or (found.group(1) != noun.replace("\\", "") and " " in noun and label not in _STANDS_FOR):
        return None
    put = _instead(found, value, held.hold(value.text))
    before, after = rest[: found.start()], rest[found.end() :]
    if value.slot.shape == "date" and (value.away or not value.fills["on"]):
        before = re.sub(r"\bon $", "", before)
    return before + put + after if put else None


def _instead(found: re.Match[str], value: Spoken, mark: str) -> str:
    """What is said in place of a stand-in; "" when the value cannot stand there."""
    label, noun = value.fills["label"], found.group(1)
    if label in _STANDS_FOR:
        before = _BEFORE.get(label, "")
        return (f"{before[:-1]}s " if value.many and before.startswith("the ") else before) + mark
    if "country" in label:
        return mark
    if value.slot.shape == "id" or _ID_TAIL.search(label):
        return f"{'my ' if found.group(0).startswith('my') else ''}{_VAGUE.sub('', noun)} {mark}"
    plain = label not in _NOT_NAMED and value.slot.shape in ("text", "")
    if noun != label:  # a category for the spending category
        return f"the {noun} {mark}" if plain and noun.endswith(f" {label}") else ""
    if label in _SAID_BARE or (label in _OCCASIONS and value.text.islower()):
        return mark if label in _SAID_BARE else f"a {mark}"  # a dinner, and not the meal dinner
    return f"the {label} {mark}" if plain else ""


@lru_cache(maxsize=4096)
def _stand_in(noun: str) -> re.Pattern[str]:
    behind = "of|" if noun == _STANDS_FOR["path"] else ""  # the file README.md of a repository
    behind += (
        "and|or|then|to|into|in|on|at|for|with|from|by|as|that|which|I|has|have|is|are|was|pays|costs|says|goes|up|out"
        "|of that|of the first"
    )
    return re.compile(rf"\b(?:an?|the|one|some|my) ((?:\w+ ){{0,2}}?{noun})(?=$|['.,?!]| (?:{behind})\b)")


def filled(form: str, value: Spoken, speaker: Speaker, held: Held) -> str:
    """A form of the book of slots with the value in it."""
    return speaker.fill(form, {**value.fills, "v": held.hold(value.text)})


def inline(value: Spoken, speaker: Speaker, held: Held, *, several: bool = True, topical: bool = True) -> str:
    """The value as said behind a wish.

    Args:
        several: The wish is about several things, of which can be said what they are or have.
        topical: The things are about something, as a course is and a hotel is not.
    """
    forms = forms_that_fit(value.slot.inline, value)
    if is_query(value):
        forms = tuple(f for f in forms if topical or not _ON_TOPIC.match(f)) or forms
        forms = tuple(f for f in forms if f != "for {v}") or forms  # nobody wants films for the harbour
    if _BEGINS_WITH_WAY.match(value.text) and any(f.startswith(("in {v}", "at {v}")) for f in forms):
        forms, value = ("{v}",), value._replace(text=value.text[:1].lower() + value.text[1:])  # no `in Behind the bins`
    if _HOW_OFTEN.search(value.text) and any("{v} basis" in f for f in forms):
        forms = ("with the {label} {v}",)  # no `instantly basis`
    if value.said.value == 1 and any(" of them" in f for f in forms):
        forms = (", just {v}",)
    alone = tuple(f for f in forms if not _OF_SEVERAL.search(f))
    if value.many:  # `in the genres jazz and indie`
        value = value._replace(fills={**value.fills, "label": plural(value.fills["label"], 2)})
    return filled(speaker.rng.choice(forms if several or not alone else alone), value, speaker, held)


_HOW_OFTEN = re.compile(r"(?<!dai)(?<!ear)(?<!week)(?<!hour)(?<!month)(?<!quarter)ly$")
_BEGINS_WITH_WAY = re.compile(r"(?:at|behind|beside|by|in|near|next to|on|under|with) the ", re.IGNORECASE)
_ON_TOPIC = re.compile(r"(?:about|on|to do with|that mention) ")
_TOPICAL = re.compile(
    r"\b(?:articles?|audiobooks?|(?<!address )books?|courses?|documents?|e-?mails?|events?|files?|issues?|lessons?"
    r"|messages?|news|notes?|pages?|papers?|podcasts?|posts?|questions?|reports?|reviews?|stor(?:y|ies)|talks?"
    r"|threads?|tickets?|videos?)\b"
)
_ONE = re.compile(r"^an? ((?:[\w-]+ ){0,2}[\w-]+)$")  # of which there are several after all
_OF_SEVERAL = re.compile(r"^(?:that (?:match|mention|are|have)|whose)\b|\bthem$")
# A wish that ends in a plural, with no more than a phrase behind it.
_SEVERAL_THINGS = re.compile(r"\b\w+[^sui]s(?: (?:in|of|on|at|for|to) (?:\w+ ){0,2}\w+)?$|\bpeople\b")


def listed(texts: Sequence[str]) -> str:
    """Texts as a list in a sentence: `a, b and c`."""
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + f" and {texts[-1]}" if texts else ""
