"""Values that stand in a sentence of their own, behind a wish or as the answer to a question."""

from __future__ import annotations

import re

from toolgraph.llm.offline.grammar import Speaker
from toolgraph.llm.offline.held import Held
from toolgraph.llm.offline.slots import SOUGHT, Spoken, forms_that_fit
from toolgraph.llm.offline.words_in import filled

_NAMING = re.compile(r"(?:Call|Title|Name) it\b")
_A_CLAUSE = re.compile(r"(?:I|we|it|that|make|call|look|use|try)\b", re.IGNORECASE)
# Several values of one kind in a sentence of their own.
_SEVERAL = ["I mean {v}", "It's about {v}", "That's for {v}", "It concerns {v}"]


def whole(value: Spoken, speaker: Speaker, held: Held, *, looking: bool = False) -> str:
    """The value in a sentence of its own, without its full stop.

    Args:
        looking: It is for a search, and what is looked for has its name already.
    """
    if looking and value.slot.quote:
        forms = tuple(f for f in value.slot.whole if not _NAMING.match(f)) if not value.many else ()
        return filled(speaker.pick(list(forms) or _SEVERAL[:1]), value, speaker, held)
    if value.many and not value.slot.quote:
        able = [f for f in value.slot.whole if not f.startswith(("The ", "It's the", "Make it", "There'd"))]
        return filled(speaker.pick(able or _SEVERAL), value, speaker, held)
    return filled(speaker.pick(list(forms_that_fit(value.slot.whole, value))), value, speaker, held)


def short(value: Spoken, speaker: Speaker, held: Held, *, several: bool = False) -> str:
    """The value as the answer to a question for it.

    Args:
        several: Other values stand beside it: `Milan and I would pick it up on Monday` is no answer.
    """
    if SOUGHT.search(value.fills["label"]) and not value.text.startswith('"') and not value.many:
        value = value._replace(text=f'"{value.text}"')  # nobody answers with `Search.`
    forms = value.slot.short or ("{v}",)
    forms = tuple(f for f in forms if not _A_CLAUSE.match(f)) or ("{v}",) if several else forms
    bare = ("{v}",) if value.slot.shape not in ("yes", "no") else ()
    return filled(speaker.rng.choice(forms_that_fit((*forms, *bare), value)), value, speaker, held)
