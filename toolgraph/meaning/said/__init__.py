"""How values are said: whether a text brings a value, which dates it speaks of, and a natural form of a value.

The normalisation, in full. A text says a value when it holds, as whole tokens (`5` is not said by `15`):

* string: itself; or itself with case, spaces, hyphens, underscores, camel case and typographic quotes folded, an end
  mark dropped (`business_class` by "business class"), or its plural (`dog` by "dogs"). An upper-case code that is also
  an everyday word (`US`, `IT`) keeps its case, and any
  such code does in a plural (`CRMs`; "this" is none of `THI`). A phone number by its digits. "" by "empty" or "blank".
* number (also a string that is one): with or without thousands separators, currency sign, unit or trailing zeros; in
  words to 99; `20k`, `1.5 million`; `15%` is 15 and 0.15.
* date (ISO, or written otherwise): `2026-03-04`, `4 March 2026`, `March 4th`, `4-9 March`, `04/03/2026` in either
  order. Without a year, any.
* time: `14:30`, `2:30 pm`, `2 p.m.`, noon, midnight; "2:30" alone is both. Date-time: its date and its time; midnight
  needs only the date. Offsets are not said; what is in UTC (`Z`) is said by the speaker's clock, where that is known.
* boolean: true by "yes" and its like, or by its label; false by "no" and its like.
* list: every item; object: every leaf; empty ones and null by "none", "nothing", "no", "any", "empty".
"""

from toolgraph.meaning.said.dates import dates_in, times_in
from toolgraph.meaning.said.forms import spoken
from toolgraph.meaning.said.match import fold, says, says_at
from toolgraph.meaning.said.numbers import numbers_in
from toolgraph.meaning.said.zones import here

__all__ = ["dates_in", "fold", "here", "numbers_in", "says", "says_at", "spoken", "times_in"]
