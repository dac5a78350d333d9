"""Whether a link makes sense in talk: values of old things do not make new ones, nor change a thing to what it is."""

from __future__ import annotations

from collections.abc import Mapping

from toolgraph.meaning.concept import concept_of, tool_words
from toolgraph.meaning.text import HOLLOW, PERSON_ROLES, PERSONS, singular, words
from toolgraph.models.chain import Binding
from toolgraph.models.tool import Tool
from toolgraph.plan.needless import is_an_echo, tells_nothing_new
from toolgraph.plan.points import DEGREES
from toolgraph.plan.wants import Want

_FAR_SCORE_MIN = 0.75  # an optional value from another source is taken only where the link is as sure as this
_NAMING = frozenset("name title label subject display full first last file new headline caption".split())
# What is done to or with others.
_SOCIAL = frozenset("share invite send notify assign transfer pay remind message forward call text mail email".split())
_TOLD_IN_NUMBERS = ("@amount", "@latitude", "@longitude")
_PAID, _PAYING = frozenset(("payee", "beneficiary", "recipient")), frozenset(("account", "card", "wallet"))
_DOERS = frozenset("author creator sender organizer organiser reporter uploader".split())
_OWN_WORDS = frozenset(("email", "phone", "name"))


def is_apt(tool: Tool, want: Want, bindings: Mapping[str, Binding], giver: Tool) -> bool:
    """Whether a person would have an assistant take this value from that result rather than say it.

    Args:
        tool: Takes the value.
        bindings: Of the call, by parameter path; the one in question among them.
        giver: Gives the value.
    """
    binding, verb = bindings[want.path], tool_words(tool.name, tool.http)[0]
    last = words(want.parameter.name)[-1:]
    points = last == ("id",) or words(binding.field)[-1:] == ("id",) or (want.points and not want.kind)
    far = not want.parameter.required and giver.source != tool.source and binding.score < _FAR_SCORE_MIN
    # An hour with a teacher is not at the time of a film.
    far = far or (giver.source != tool.source and _is_by_the_clock(want)) or _is_back_again(tool, want, binding, giver)
    if not want.parameter.required:
        far = far or _is_by_the_asker(binding, giver) or _is_empty_yet(tool, giver) or _was_before(tool, giver)
    far = far or tells_nothing_new(tool, want, binding, giver) or is_an_echo(want, binding, giver)
    theirs = tool.effect != "read" and (
        _is_somebody_elses(tool, want, binding, giver) or _is_no_business_of(tool, want, giver)
    )
    if far or (not points and (theirs or (verb == "create" and _is_ones_own(tool, giver)))):
        return False
    if points or tool.effect != "write":
        return True
    if want.parameter.enum or is_measure(want) or _is_usual(want, binding) or _is_ones_choice(want, giver):
        return False  # how it shall be, how much of it, and in what words, is the user's choice
    if verb == "create":
        return not (_names_it(tool, want) or _is_same_thing(tool, giver) or _is_anothers(tool, want))
    if verb == "update":
        keyed = {b.source_call for p, b in bindings.items() if words(p)[-1:] == ("id",)}
        return binding.source_call not in keyed and not _is_same_thing(tool, giver)
    return True


def _is_anothers(tool: Tool, want: Want) -> bool:
    """Whether a new payee, whom the user names, would get the account number of somebody in a result."""
    named = any(words(p.name)[-1:] == ("name",) for p in tool.inputs)
    return named and words(want.parameter.name)[-1:] == ("iban",)


def is_new_measure(tool: Tool, want: Want) -> bool:
    """Whether a value says how many something is changed to have: that is said for it alone, and holds for no other."""
    return tool.effect != "read" and tool_words(tool.name, tool.http)[0] == "update" and is_measure(want)


def is_measure(want: Want) -> bool:
    """Whether a value says how much or how many: stars, minutes, seats; what is to be paid is told by a bill."""
    return want.parameter.type in ("integer", "number") and not want.points and want.kind not in _TOLD_IN_NUMBERS


# Who gives a time that is there to be taken.
_FREE = frozenset("slot slots availability available free opening openings schedule times".split())


def _is_ones_choice(want: Want, giver: Tool) -> bool:
    """Whether a value is what somebody writes, or when they want something: no two mails have one subject.

    An hour with a teacher is not at the time of a lesson for all, but at one that is free.
    """
    if _is_by_the_clock(want):
        return _FREE.isdisjoint(words(giver.name))
    return words(want.parameter.name)[-1:] in (("subject",), ("body",), ("text",), ("message",), ("caption",))


def _is_usual(want: Want, binding: Binding) -> bool:
    """Whether a value is what is meant when nobody says anything else: a branch to merge is not the default one."""
    last = (words(name.rpartition(".")[2]) for name in (binding.field, want.path))
    return ["default" in tokens for tokens in last] == [True, False]


def _is_by_the_asker(binding: Binding, giver: Tool) -> bool:
    """Whether a value is who did what was done: the author of a comment just written is the user."""
    return giver.effect != "read" and not _DOERS.isdisjoint(words(binding.field.rpartition(".")[2]))


def _is_empty_yet(tool: Tool, giver: Tool) -> bool:
    """Whether things are looked for in what was made just now: a new company has no contacts."""
    looked, made = (tool_words(t.name, t.http)[0] for t in (tool, giver))
    return looked in ("list", "search") and made == "create" and giver.effect != "read"


# What is noted down when it is over.
_NOTING = frozenset("log record track".split())


def _was_before(tool: Tool, giver: Tool) -> bool:
    """Whether what is over would be noted as done for what was made just now: no workout was for a plan of today."""
    new = giver.effect != "read" and tool_words(giver.name, giver.http)[0] == "create"
    return new and not _NOTING.isdisjoint(words(tool.name)[:1])


_OF_TOWNS = frozenset("city town country region state weather forecast climate".split())


def _is_back_again(tool: Tool, want: Want, binding: Binding, giver: Tool) -> bool:
    """Whether it is asked where something is that was found by just that, or told with it: the address of a house.

    Nor has a whole town an address, though its weather comes with a point.
    """
    if want.kind not in DEGREES or "reverse" not in words(tool.name):
        return False
    around = binding.field.rpartition(".")[0]
    nouns = {singular(w) for w in (*tool_words(giver.name, giver.http)[1], *words(around.replace("[]", "")))}
    by_town = any(concept_of(leaf, giver).kind == "@city" for leaf in giver.inputs)
    if nouns & _OF_TOWNS or (by_town and "[" not in binding.field):
        return True
    beside = (f for f in giver.outputs if f.path.rpartition(".")[0] == around)
    return any(concept_of(leaf, giver).kind == "@address" for leaf in (*giver.inputs, *beside))


def _is_by_the_clock(want: Want) -> bool:
    """Whether a value is a moment of a day."""
    return want.kind == "@datetime" or want.parameter.format == "date-time"


def _is_same_thing(tool: Tool, giver: Tool) -> bool:
    mine, theirs = tool_words(tool.name, tool.http)[1], tool_words(giver.name, giver.http)[1]
    return mine[-1:] == theirs[-1:]


def _names_it(tool: Tool, want: Want) -> bool:
    """Whether a value is the name of the very thing that is made."""
    own = set(words(want.parameter.name)) - set(tool_words(tool.name, tool.http)[1])
    return bool(own) and own <= _NAMING and "." not in want.path


def _is_ones_own(tool: Tool, giver: Tool) -> bool:
    """Whether somebody who is to be paid would get the number of the account that pays."""
    mine, theirs = (tool_words(t.name, t.http)[1][-1:] for t in (tool, giver))
    return singular("".join(mine)) in _PAID and singular("".join(theirs)) in _PAYING


# What concerns the one who is to pay, and who works for the one who is to be paid.
_DUE = frozenset("invoice bill receipt quote quotation statement reminder".split())
_STAFF = frozenset("agent employee colleague staff member reviewer teacher tutor doctor assignee".split())
_SENT = frozenset("send share forward mail email".split())


def _is_no_business_of(tool: Tool, want: Want, giver: Tool) -> bool:
    """Whether a thing would be sent to somebody whom it does not concern: an invoice to an agent of one's own.

    Nor has the buyer of something to do with what comes from elsewhere: no certificate goes to an order's address.
    """
    if want.kind != "@email" or _SENT.isdisjoint(words(tool.name)[:1]):
        return False
    what, whose = (set(tool_words(t.name, t.http)[1]) for t in (tool, giver))
    whose = {singular(noun) for noun in whose}
    if _DUE & {singular(noun) for noun in what} and _STAFF & whose:
        return True
    sends_a_thing = any(p.required and words(p.name)[-1:] == ("id",) for p in tool.inputs)
    return sends_a_thing and giver.source != tool.source and not whose & (PERSONS | PERSON_ROLES)


def _is_somebody_elses(tool: Tool, want: Want, binding: Binding, giver: Tool) -> bool:
    """Whether a plain `email` of something done for the user would be filled with that of somebody in a result."""
    if words(want.parameter.name)[-1:] not in tuple((w,) for w in _OWN_WORDS) or set(words(tool.name)) & _SOCIAL:
        return False
    bare = len(words(want.parameter.name)) == 1 and concept_of(want.parameter, tool).kind in ("@email", "@phone")
    last = words(binding.field.rpartition(".")[2])
    of_a_role = len(last) > 1 and not set(last) <= _OWN_WORDS | HOLLOW
    about_person = set(tool_words(tool.name, tool.http)[1]) & (PERSONS | PERSON_ROLES)
    return bare and (of_a_role or (giver.source != tool.source and not about_person))
