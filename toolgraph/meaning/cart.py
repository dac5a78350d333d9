"""Things that are made empty, such as carts: what is in them is bought, sent or cheapened only after it was put in."""

from __future__ import annotations

from toolgraph.meaning.concept import tool_words
from toolgraph.meaning.text import words

_CARTS = frozenset(("cart", "basket", "bag"))
# An order is placed, a cart is checked out; how it would come is asked when there is something to bring.
_BUYING = frozenset("order checkout buy purchase pay redeem".split())
_SENDING = frozenset("deliver delivery ship shipping shipment courier coupon voucher".split())
_ALTERING = frozenset("add put set update change edit remove delete".split())
PUTTING = frozenset("add put append insert".split())


def begins_empty(name: str, effect: str, http: str = "") -> bool:
    """Whether a tool makes something that nothing is in yet.

    Args:
        name: Of the tool, without its source.
        effect: Of the tool: `read`, `write` or `destructive`.
        http: Its method and path; "" where it has none.

    >>> begins_empty("create_cart", "write"), begins_empty("get_cart", "read")
    (True, False)
    """
    verb, nouns = tool_words(name, http)
    return effect != "read" and verb == "create" and not _CARTS.isdisjoint(nouns)


def wants_contents(name: str, effect: str) -> bool:
    """Whether a tool does something with what is in a thing, and so nothing with an empty one.

    >>> wants_contents("list_delivery_options", "read"), wants_contents("place_order", "write")
    (True, True)
    >>> wants_contents("list_orders", "read"), wants_contents("set_delivery_address", "write")
    (False, False)
    """
    said = words(name)
    bought = not _BUYING.isdisjoint(said if effect != "read" else said[:1])
    return bought or (not _SENDING.isdisjoint(said) and _ALTERING.isdisjoint(said[:1]))


def puts_in(name: str, effect: str) -> bool:
    """Whether a tool puts something into a thing that such a thing can be.

    >>> puts_in("add_to_cart", "write"), puts_in("add_address", "write")
    (True, False)
    """
    said = words(name)
    return effect != "read" and not PUTTING.isdisjoint(said[:1]) and not _CARTS.isdisjoint(said)


def bears_contents(name: str) -> bool:
    """Whether a tool or an input speaks of something that goods are put into.

    >>> bears_contents("create_cart"), bears_contents("create_order")
    (True, False)
    """
    return not _CARTS.isdisjoint(words(name))


def buys(name: str, effect: str) -> bool:
    """Whether a tool buys what is in such a thing, which nothing more is done with then.

    >>> buys("place_order", "write"), buys("list_orders", "read"), buys("apply_voucher", "write")
    (True, False, False)
    """
    said = words(name)
    return effect != "read" and not (_BUYING - {"redeem"}).isdisjoint(said) and _ALTERING.isdisjoint(said[:1])
