"""What stands on cards to learn from: words and terms of what the deck's lesson or course is on, front and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolgraph.meaning.text import words
from toolgraph.models.base import JsonValue
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.memory import Record

# By a word of what is learnt: fronts and backs.
_TABLE = """
portuguese: bread = o pão; good morning = bom dia; How much is it? = Quanto custa?; thank you = obrigado; water = a água
french: bread = le pain; good morning = bonjour; How much is it? = Combien ça coûte ?; thank you = merci; water = l'eau
spanish: bread = el pan; good morning = buenos días; How much is it? = ¿Cuánto cuesta?; thank you = gracias
italian: bread = il pane; good morning = buongiorno; How much is it? = Quanto costa?; thank you = grazie
german: bread = das Brot; good morning = guten Morgen; How much is it? = Was kostet das?; thank you = danke
japanese: bread = pan; good morning = ohayō gozaimasu; How much is it? = ikura desu ka; thank you = arigatō
sql: LEFT JOIN = keeps all rows of the left table; GROUP BY = one row for each group; COUNT(*) = the number of rows; \
WHERE = keeps rows that fit a condition
python: len(x) = the number of items in x; def = begins a function; list = items in order that can be changed; \
dict = values found by their keys
javascript: const = a name that is not given another value; === = equal in value and type; JSON.parse = reads JSON text
programming: variable = a name for a value; loop = repeats some steps; function = steps under one name
jazz: Cmaj7 chord = C E G B; Dm7 chord = D F A C; G7 chord = G B D F; Am7 chord = A C E G
piano: Cmaj7 chord = C E G B; Dm7 chord = D F A C; G7 chord = G B D F
guitar: E minor chord = E G B; G major chord = G B D; lowest string = E; capo = shortens all strings at once
singing: alto = a low female voice; legato = tones without a break; forte = loud
violin: lowest string = G; pizzicato = plucked with a finger; vibrato = a slight wavering of the tone
sourdough: sourdough starter = flour and water that ferment; proving = the rise before baking; crumb = the inside
sketching: hatching = parallel lines for shade; value = how light or dark a tone is; vanishing point = where lines meet
drawing: hatching = parallel lines for shade; value = how light or dark a tone is; vanishing point = where lines meet
watercolour: wash = a thin layer of paint; wet on wet = paint on damp paper; lifting = taking paint off again
typography: serif = a small stroke at the end of a letter; kerning = the space between two letters; \
leading = the space between lines
photography: aperture = how wide the lens is open; ISO = how sensitive the sensor is; bokeh = the soft background
bookkeeping: asset = what a business owns; liability = what a business owes; balance sheet = assets beside liabilities
marketing: target group = whom an offer is for; conversion = a visitor who buys; brand = what people think of a name
negotiation: anchor = the first number that is named; concession = what one side gives; deadlock = nobody moves
management: milestone = a date by which something is done; scope = all that belongs to a project; risk = what may fail
statistics: median = the middle value; mean = the sum by the number of values; outlier = a value far from the others
astronomy: orbit = the way around another body; eclipse = one body in the shadow of another; comet = ice with a tail
biology: cell = the smallest living unit; enzyme = makes a reaction faster; DNA = carries what is inherited
chemistry: atom = the smallest part of an element; acid = gives off protons; catalyst = makes a reaction faster
pottery: glaze = the glassy coat; kiln = the oven for clay; throwing = forming clay on the wheel
knitting: purl = a stitch made from behind; cast on = to make the first stitches; gauge = stitches for ten centimetres
sewing: hem = the folded edge; seam = where two pieces meet; dart = a fold that gives shape
woodwork: grain = the direction of the fibres; dovetail = a joint of wedges; plane = takes off thin shavings
"""
_CARDS = {
    topic: tuple((front, back) for card in cards.split("; ") for front, back in [card.split(" = ", 1)])
    for line in _TABLE.strip().split("\n")
    for topic, cards in [line.split(": ", 1)]
}
_FRONTS, _BACKS = ("front", "term", "word"), ("back", "definition", "meaning", "translation")
# Among the facts: what is on the back of a card of ours.
_BACK = "#back"


def on_card(record: Record, leaf: LeafPlan) -> JsonValue:
    """What a card shows in front or on its back, of a deck on something known; None for any other text."""
    if leaf.noun not in _DECKED or leaf.type != "string":
        return None
    last = leaf.tokens[-1:]
    if last and last[0] in _BACKS and _BACK in record.facts:
        return record.facts[_BACK]
    if not last or last[0] not in _FRONTS or not (cards := _cards_of(record)):
        return None
    whole = record.parents[0]
    used = whole.facts.setdefault(_USED, [])
    left = [c for c in cards if isinstance(used, list) and c[0] not in used] or list(cards)
    front, back = record.scene.rng.choice(left)
    if not leaf.check(front):
        return None
    whole.facts[_USED] = [*used, front] if isinstance(used, list) else [front]
    record.facts[_BACK] = back
    return front


_DECKED = frozenset("card flashcard".split())
_USED = "#cards"


def _cards_of(record: Record) -> Sequence[tuple[str, str]]:
    """The cards on what the wholes of a card are called, the nearest first."""
    return next((_CARDS[word] for name in _names(record) for word in words(name) if word in _CARDS), ())


def _names(record: Record) -> Iterator[str]:
    wholes = record.wholes()
    for each in (*wholes, *(r for whole in wholes for r in whole.parents if r not in wholes)):
        yield from (v for k in ("title", "name") if isinstance(v := each.facts.get(k), str))
