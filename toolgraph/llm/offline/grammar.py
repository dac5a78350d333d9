"""The phrase grammar: rules of many forms, kept as TOML beside the code, and how they are expanded.

A rule is a list of forms, or a table of such lists by tag (`any`, `formal`, `casual`, `chat`, ...): the forms of `any`
and of every tag that the speaker has are open to choice. In a form, `<rule>` is expanded in turn, `[a|b|]` is one of
its alternatives (the last one here: nothing), and `{slot}` is filled in by the caller.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Set
from functools import lru_cache
from importlib import resources
from random import Random
from typing import NamedTuple

from toolgraph.errors import ConfigError

_PART = re.compile(r"<([a-z_]+)>|\[([^\[\]]*)\]|\{([a-z_]+)\}")
_FRESH_TRIES = 6
# A form that fits who is speaking should win over one that fits everybody.
_TAG_WEIGHT = 3

Rules = dict[str, dict[str, tuple[str, ...]]]


class Part(NamedTuple):
    """A piece of a form: literal text, `<rule>`, `[alternatives]` or `{slot}`."""

    kind: str
    text: str
    choices: tuple[tuple[Part, ...], ...] = ()


@lru_cache(maxsize=1)
def phrase_rules() -> Rules:
    """Every rule of the phrase books.

    Raises:
        ConfigError: Two books name one rule, or a form uses a rule that no book has.
    """
    rules: Rules = {}
    folder = resources.files("toolgraph.llm.offline") / "phrases"
    for book in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not book.name.endswith(".toml") or book.name == "slots.toml":
            continue
        for name, forms in tomllib.loads(book.read_text("utf-8")).items():
            if name in rules:
                raise ConfigError(f"Phrase book {book.name} has rule {name!r} a second time.", "Rename one of them.")
            tagged = forms if isinstance(forms, dict) else {"any": forms}
            rules[name] = {tag: tuple(texts) for tag, texts in tagged.items()}
    _refuse_unknown(rules)
    return rules


def _refuse_unknown(rules: Rules) -> None:
    for name, tagged in rules.items():
        for form in (f for forms in tagged.values() for f in forms):
            for used in re.findall(r"<([a-z_]+)>", form):
                if used not in rules:
                    raise ConfigError(f"Rule {name!r} uses <{used}>, which no phrase book has.", f"Write rule {used}.")


@lru_cache(maxsize=20_000)
def parts_of(form: str) -> tuple[Part, ...]:
    """A form, taken apart once."""
    out: list[Part] = []
    at = 0
    for found in _PART.finditer(form):
        if found.start() > at:
            out.append(Part("text", form[at : found.start()]))
        rule, choice, slot = found.groups()
        if rule:
            out.append(Part("rule", rule))
        elif slot:
            out.append(Part("slot", slot))
        else:
            out.append(Part("choice", "", tuple(parts_of(c) for c in choice.split("|"))))
        at = found.end()
    if at < len(form):
        out.append(Part("text", form[at:]))
    return tuple(out)


@lru_cache(maxsize=50_000)
def _pool(rule: str, tags: frozenset[str]) -> tuple[str, ...]:
    tagged = phrase_rules()[rule]
    out = list(tagged.get("any", ()))
    for tag in sorted(tags & tagged.keys()):
        out.extend(tagged[tag] * _TAG_WEIGHT)
    return tuple(out)


class Speaker:
    """One side of one dialogue: draws forms that fit it, and none twice while others are left.

    Args:
        tags: What the speaker is (`casual`, `voice`, `rushed`, ...).
        rng: Seeded source of choices.
    """

    def __init__(self, tags: Set[str], rng: Random) -> None:
        self.tags = frozenset(tags)
        self.rng = rng
        self._used: set[str] = set()

    def chance(self, share: float) -> bool:
        """True in `share` (0 to 1) of all cases."""
        return self.rng.random() < share

    def pick(self, forms: tuple[str, ...] | list[str]) -> str:
        """One of some forms, one not used before where there is one; "" when there are none."""
        if not forms:
            return ""
        form = self.rng.choice(forms)
        for _ in range(_FRESH_TRIES):
            if form not in self._used:
                break
            form = self.rng.choice(forms)
        self._used.add(form)
        return form

    def say(self, rule: str, slots: Mapping[str, str] | None = None) -> str:
        """One expansion of a rule; every `{slot}` in it must be in `slots`.

        Raises:
            KeyError: A form wants a slot that the caller did not fill.
        """
        return self.fill(self.pick(_pool(rule, self.tags)), slots or {})

    def say_without(self, rule: str, slots: Mapping[str, str], unwanted: re.Pattern[str]) -> str:
        """As `say`, by a form that brings nothing unwanted where one is drawn in a few tries."""
        text = self.say(rule, slots)
        for _ in range(_FRESH_TRIES):
            if not unwanted.search(text):
                break
            text = self.say(rule, slots)
        return text

    def fill(self, form: str, slots: Mapping[str, str]) -> str:
        """A form with its rules, alternatives and slots expanded."""
        return "".join(self._expand(part, slots) for part in parts_of(form))

    def _expand(self, part: Part, slots: Mapping[str, str]) -> str:
        if part.kind == "text":
            return part.text
        if part.kind == "slot":
            return slots[part.text]
        if part.kind == "rule":
            return self.say(part.text, slots)
        return "".join(self._expand(p, slots) for p in self.rng.choice(part.choices))
