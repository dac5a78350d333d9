"""What a result leaves out: what nobody knows yet, what did not happen, what went wrong when nothing did."""

from __future__ import annotations

from toolgraph.meaning.text import PERSON_WORDS, STARTS_EMPTY
from toolgraph.world.appliances import is_of_the_mains
from toolgraph.world.bookings import is_by_transfer
from toolgraph.world.choose import BAD
from toolgraph.world.effects import UNDONE
from toolgraph.world.iban import has_ibans
from toolgraph.world.leaf import LeafPlan
from toolgraph.world.meeting import is_no_need
from toolgraph.world.memory import Record
from toolgraph.world.required import is_needless
from toolgraph.world.shape import TROUBLE, Part
from toolgraph.world.travel import stays
from toolgraph.world.triggers import starts_otherwise

_UNDONE = frozenset(
    "deleted disabled cancelled canceled archived removed revoked failed suspended terminated rejected closed "
    "deactivated banned blocked muted".split()
)


def is_not_so(part: Part, record: Record) -> bool:
    """Whether an optional leaf tells what cannot be: what nobody told, when a thing was undone that stands."""
    leaf = part.leaf
    if part.required or part.needed or (part.key in record.facts and not _has_ended(leaf, record)):
        return False
    if leaf is None or is_needless(record, part.key):
        return leaf is not None or is_needless(record, part.key)
    if _is_untold(leaf, record) or _is_undone_state(leaf, record) or is_of_the_mains(leaf, record):
        return True
    if is_no_need(part, record) or _is_put_in(leaf, record) or starts_otherwise(record, leaf) or _unheld(leaf, record):
        return True
    told = [t for t in leaf.tokens if t in _UNDONE]
    if not told or leaf.type == "boolean" or record.closed or UNDONE in record.facts:
        return _has_ended(leaf, record)
    state = str(record.facts.get("status", record.facts.get("state", "")))
    return len(leaf.tokens) > 1 and not any(t in state for t in told)


def _unheld(leaf: LeafPlan, record: Record) -> bool:
    """Whether a leaf tells an account number of no such country, a card that nobody used, or an unsaid headline."""
    if leaf.key in _HEADLINES and record.head in _WRITTEN:
        return record.made and record.scene.fresh  # whoever wrote it has told none
    return (leaf.maker == "iban" and not has_ibans(record.scene.country.code)) or is_by_transfer(leaf, record)


_HEADLINES, _WRITTEN = ("title", "headline"), frozenset(("review", "testimonial"))


def is_left_blank(part: Part, record: Record) -> bool:
    """Whether a text that a result must have is empty: nobody told the place or the notes of what they made."""
    leaf = part.leaf
    if leaf is None or not part.required or part.needed or leaf.key in record.facts:
        return False
    if _is_undescribed(leaf, record):
        return leaf.type == "string" and leaf.check("")
    return leaf.key in record.untold and part.seen(_may_be_blank)


def is_unasked(part: Part, record: Record) -> bool:
    """Whether a list is of what nobody told of a new thing, or of people who come to it only when they are asked."""
    new = record.made and record.scene.fresh and not _COMING.isdisjoint(part.key.split())
    return part.key in record.untold or new


_COMING = frozenset("reviewer approver watcher follower subscriber voter liker".split())


def _may_be_blank(part: Part) -> bool:
    leaf = part.leaf
    own = (
        leaf is not None
        and leaf.type == "string"
        and (leaf.maker in _WRITTEN or leaf.key in _LABELS or not _WHERE.isdisjoint(leaf.tokens[-1:]))
    )
    return own and leaf is not None and leaf.check("")


_WRITTEN = frozenset("note body about address".split())
_LABELS = ("label", "nickname")  # by which somebody calls what is theirs
_WHERE = frozenset("location venue place".split())


def _is_put_in(leaf: LeafPlan, record: Record) -> bool:
    """Whether it would have to be put into what is empty yet, a voucher into a new cart, or moved in what stays."""
    if "distance" in leaf.tokens and stays(record.scene.mode):
        return True
    new = record.scene.fresh and record.head in STARTS_EMPTY
    return new and leaf.tokens[:1] in (("voucher",), ("coupon",), ("promo",))


def _is_undone_state(leaf: LeafPlan, record: Record) -> bool:
    """Whether the only state that a leaf can tell is that a thing was undone, which was not."""
    undone = str(leaf.schema.get("const", "")).lower() in BAD
    return undone and not (record.closed or record.gone or UNDONE in record.facts)


def _has_ended(leaf: LeafPlan | None, record: Record) -> bool:
    """Whether it tells when a thing is renewed that was cancelled."""
    state = str(record.facts.get("status", record.facts.get("state", ""))).lower()
    renews = leaf is not None and leaf.maker in ("date", "datetime") and not _RENEWED.isdisjoint(leaf.tokens)
    return renews and state in _UNDONE


_RENEWED = frozenset("renew renews renewal renewed".split())


def _is_untold(leaf: LeafPlan, record: Record) -> bool:
    """Whether nobody knows: where it takes place was not said, and nobody has used yet what was made just now."""
    if _is_undescribed(leaf, record):
        return True
    if leaf.key in record.untold or (leaf.tokens[-1:] == ("name",) and f"{leaf.key[:-5]} id" in record.untold):
        return True
    if leaf.tokens[:2] == ("next", "step") and record.made:
        return record.scene.fresh  # nobody has agreed on one yet
    return leaf.tokens[:1] == ("last",) and leaf.maker in ("date", "datetime") and record.scene.fresh


def _is_undescribed(leaf: LeafPlan, record: Record) -> bool:
    """Whether it describes somebody, or a company, who was entered in this talk without a word about that."""
    if not record.made or record.head not in _ENTERED or leaf.is_id:
        return False
    return not _DESCRIBING.isdisjoint(leaf.tokens)


_ENTERED = PERSON_WORDS | frozenset("contact company organisation organization supplier vendor lead employer".split())
_DESCRIBING = frozenset(
    "phone mobile job company employer organisation department city country region address street postcode birth "
    "birthday nationality passport employee employees industry vat tax website language note notes photo avatar "
    "picture contacted revenue headquarter about bio biography".split()
)


def is_of_trouble(part: Part) -> bool:
    """Whether a list is of what went wrong; nothing did."""
    words_of = part.key.split()
    return bool(TROUBLE & set(words_of[-1:]) or _UNDONE & set(words_of[:1])) and part.depth <= 1
