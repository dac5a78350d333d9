"""What people and services write: messages, notes, what to do about the weather."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world import lexicon, phrases
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.reported import COMMENTS, kind_of
from toolgraph.world.scene import Scene

_WRITTEN = frozenset(
    "mail message email draft thread reply comment post chat conversation letter notification note sms body".split()
)
_CHANGES = frozenset("commit revision changeset".split())
_SAID_BY_SERVICES = frozenset("error status return response result warning code".split())
# What people say to each other by turns about one matter, called `{about}`: one line of texts a way in which it goes.
_TALKS = (
    (
        "Hello, this is about \u201c{about}\u201d. Could you have a look, please?|"
        "Thank you for your message. I am looking into it and will write again soon.|"
        "Thank you. Do you need anything else from me?|"
        "Not for now, I have all that I need.|"
        "Good, then I will wait to hear from you.|"
        "I have not forgotten you: you will hear from me in a day or two."
    ),
    (
        "Hello, I need some help with this: {about}.|"
        "Thank you for writing. Could you send me a few more details, please?|"
        "Of course, I have put them together in a file and attached it.|"
        "Thank you, that helps. I will take care of it.|"
        "Very kind of you, thank you.|"
        "You are welcome. I will keep you posted."
    ),
    (
        "Hello, is there anything new on \u201c{about}\u201d?|"
        "Not yet, I am sorry. I have asked a colleague to look into it.|"
        "All right. It is rather urgent for us.|"
        "I understand, and I have put it at the top of my list.|"
        "Thank you, please let me know when there is news.|"
        "I will, by tomorrow at the latest."
    ),
)
_COMMENTS = (
    (
        "I can see this too.|Thank you, that helps.|Is there anything that I can help with?|"
        "Not now, the first half is done.|Could somebody look it over, please?|Done, it looks good to me."
    ),
    (
        "Has anybody found out since when this is so?|It came with the last release, I think.|"
        "Then I will go through what changed in it.|Found it, a fix is on the way.|"
        "Does it help to have another example?|Yes, please add it here."
    ),
    (
        "Is this urgent?|For us it is: two customers have asked about it.|All right, I will look at it this week.|"
        "Thank you!|Any news?|I have a first version and am testing it."
    ),
    (
        "I cannot repeat this here. Which version do you use?|The newest one, on two machines.|"
        "Now I can see it as well.|Good, then I am not the only one.|I have an idea what it is.|"
        "Let me know if I can test it."
    ),
)
_ENDED = ("Thank you, that is settled now.", "You are welcome. I am closing this now.")
_SETTLED = frozenset("solved resolved closed done completed".split())
# The parts of a whole by which people talk about it.
SPOKEN = frozenset("message reply comment response".split())
# What people talk about by turns; what lies in a folder or channel has nothing to do with each other.
TALKED_OF = frozenset(
    "ticket issue case request thread conversation discussion enquiry inquiry complaint claim dispute task "
    "question".split()
)
_MATTERS = ("subject", "title", "name", "topic")
# In the description of what a service says of a deed.
_OF_DEED = re.compile(
    r"\b(?:describing|indicating|confirming) |\b(?:result|status|success) (?:of|message)\b|\bconfirmation\b"
)
_WARNED_OF = frozenset("alert warning weather forecast".split())


def said_in_public(leaf: LeafPlan) -> str:
    """Templates of what people write for everybody to read: posts and remarks on them; "" for other texts."""
    about = {leaf.noun, *leaf.tokens, *words(leaf.path)}
    if not _POSTED & about and not any(noun in leaf.text for noun in _POSTED):
        return ""
    return lexicon.REMARKS if "comment" in about else lexicon.POSTS


_POSTED = frozenset(("tweet", "toot"))


def body(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """What somebody wrote to somebody; of what nobody wrote a sentence about it, of a service that all went well."""
    if leaf.noun in _CHANGES:
        return phrases.one_of(lexicon.COMMITS, scene, rng)
    public = said_in_public(leaf)
    if public:
        return phrases.one_of(public, scene, rng)
    nobodys = leaf.tokens == ("message",) and leaf.noun not in _WRITTEN and not leaf.text
    failed = "error" in (*leaf.tokens, leaf.noun)
    if failed or set(leaf.tokens) & _SAID_BY_SERVICES or nobodys or _OF_DEED.search(leaf.text):
        return "Something went wrong. Please try again." if failed else "Done."
    if leaf.noun not in _WRITTEN and phrases.templates_for(leaf.noun, lexicon.ABOUT):
        return phrases.about(leaf.noun, scene, rng)
    if leaf.noun in _WRITTEN or set(leaf.tokens) & _WRITTEN or "message" in leaf.text or leaf.noun == "ticket":
        return phrases.one_of(lexicon.BODIES, scene, rng)
    return phrases.about(leaf.noun, scene, rng)


def said_in_turn(noun: str, about: str, number: int, way: int, *, over: bool) -> str:
    """What is said about a matter as the first, second, ... of a talk.

    Args:
        noun: What it is said in: a `message`, a `comment`.
        about: What the matter is called.
        number: Which one it is, from 0.
        way: Which of the ways in which talks go.
        over: The talk ended with it, and well.
    """
    ways = COMMENTS.get(kind_of(about), _COMMENTS) if noun == "comment" else _TALKS
    texts = phrases.choices(ways[way % len(ways)])
    said = _ENDED[number % 2] if over else texts[number % len(texts)]
    return said.replace("{about}.", about if about[-1:] in "?!." else f"{about}.").replace("{about}", about)


def matter_of(noun: str, facts: Mapping[str, JsonValue]) -> tuple[str, bool]:
    """What people talk about who talk about a thing, and whether that is settled; "" where it has no name.

    Args:
        noun: Of the thing.
        facts: What is told of it.
    """
    names = (facts.get(key) for key in (_MATTERS if noun in TALKED_OF else ()))
    about = next((name for name in names if isinstance(name, str)), "")
    return about.removeprefix("Re: ").removeprefix("Fwd: "), str(facts.get("status", "")).lower() in _SETTLED


def note(scene: Scene, leaf: LeafPlan, rng: Random) -> str:
    """What somebody notes; of the weather what to do about it."""
    weather = bool(_WARNED_OF & {leaf.noun, *leaf.tokens})
    return phrases.one_of(lexicon.ADVICE if weather else lexicon.NOTES, scene, rng)
