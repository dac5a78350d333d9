"""What people learn, by the subject it is of, and how the name of a course tells it."""

from __future__ import annotations

import re
from functools import lru_cache

from toolgraph.world import sorts

COURSES = frozenset("course class tutorial curriculum programme program workshop".split())
# What courses are on, by their subject; names of languages and the like are written large.
_SUBJECTS = """
languages: Spanish, Italian, German, Japanese, French
programming: Python, JavaScript, SQL, web programming
design: watercolour, typography, photography, portrait drawing
music: guitar, singing, jazz piano, violin
business: bookkeeping, marketing, negotiation, project management
science: astronomy, statistics, biology, organic chemistry
crafts: pottery, knitting, sewing, woodwork, sourdough baking
history: local history, art history
mathematics: algebra, geometry
cooking: home cooking, sourdough baking
"""
BY_SUBJECT = {
    subject: tuple(topics.split(", "))
    for line in _SUBJECTS.strip().splitlines()
    for subject, topics in [line.split(": ")]
}
TOPICS = tuple(dict.fromkeys(t for subject in list(BY_SUBJECT)[:7] for t in BY_SUBJECT[subject]))
# What stands in the name of a course around what it is on.
_BEFORE = re.compile(
    r"^(?:(?:an? )?introduction to|intro to|basics of|fundamentals of|foundations of|getting started with|"
    r"first steps in|more|common mistakes in|a closer look at|"
    r"learn(?:ing)?|mastering|understanding|beginning|advanced|intermediate|practical|modern|applied) ",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:,|:| [-–—]| for | from | in | at | with | step by step| basics\b| essentials\b| fundamentals\b| \d)"
)


def on_what(name: str) -> str:
    """What something is on that is learnt, as its name tells it: `Jazz piano, part two` is on jazz piano."""
    return _within(name)


@lru_cache(maxsize=5000)
def _within(name: str) -> str:
    """What a course is on, as its name tells it: `Home cooking for beginners` is on home cooking."""
    bare = _BEHIND.split(_BEFORE.sub("", name.strip()), maxsplit=1)[0].strip()
    proper = "languages" in sorts.sorts_spoken(bare) or any(c.isupper() for c in bare[1:])
    proper = proper or any(bare.lower() == topic.lower() and topic[0].isupper() for topic in TOPICS)
    return bare if proper else bare[:1].lower() + bare[1:]
