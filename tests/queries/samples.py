"""Every query that drawing runs, with its answer on the small graph."""

from __future__ import annotations

from tests.queries.case import Reads

_GIVEN = {"tools": ["shop/listPets", "shop/getPet", "mail/send"], "score_min": 0.65}
_ONWARD = [("shop/getPet", ["mail/send"], [0.7]), ("shop/listPets", ["shop/getPet", "shop/createOrder"], [0.9, 0.8])]
_BACK = [("mail/send", ["shop/getPet"], [0.7]), ("shop/getPet", ["shop/listPets"], [0.9])]
_STEPS = ("sample/diamond", "sample/fan_in", "sample/fan_out", "sample/insert", "sample/line")

SAMPLES = (
    *(Reads(name, {**_GIVEN, "back": False}, _ONWARD, lists="together") for name in _STEPS),
    *(Reads(name, {**_GIVEN, "back": True}, _BACK, lists="together") for name in _STEPS),
    Reads("sample/co_used", {}, [("shop/listPets", ["shop/createOrder"], [3])]),
    Reads(
        "sample/fits_into",
        {"tools": ["shop/createOrder", "mail/send", "shop/listPets"], "score_min": 0.6},
        [
            ("mail/send", ["shop/getPet#out:owner.email"], ["to"], [True], [0.7], [["same_kind", "cross_source"]]),
            (
                "shop/createOrder",
                ["shop/listPets#out:[].id", "shop/getPet#out:id"],
                ["pet.id", "pet.id"],
                [True, True],
                [0.8, 0.6],
                [["same_entity"], ["echo"]],
            ),
        ],
        lists="together",
    ),
    Reads("sample/fits_into", {"tools": ["shop/createOrder", "mail/send"], "score_min": 0.81}, []),
    Reads(
        "sample/linked_tools",
        {"score_min": 0.75},
        [(["shop/listPets"], ["shop/createOrder", "shop/getPet"])],
        lists="alone",
    ),
    Reads(
        "sample/opaque_gifts",
        {},
        [
            (
                "shop/createOrder",
                ["pet.id", "pet.id"],
                ["shop/listPets#out:[].id", "shop/getPet#out:id"],
                [0.8, 0.6],
                [False, True],
            ),
            ("shop/getPet", ["petId"], ["shop/listPets#out:[].id"], [0.9], [False]),
        ],
        lists="together",
    ),
    Reads(
        "sample/opaque_inputs",
        {},
        [
            ("mail/send", ["key"], ["@credential"], [True]),
            ("shop/createOrder", ["pet.id"], ["pet.id"], [True]),
            ("shop/getPet", ["petId"], ["pet.id"], [True]),
        ],
    ),
    Reads("sample/open_inputs", {}, [("shop/createOrder", ["email"])]),
    Reads(
        "sample/random",
        {},
        [
            ("*", "mail/reply", 1.0),
            ("*", "mail/send", 1.0),
            ("*", "shop/createOrder", 1.0),
            ("*", "shop/findPets", 1.0),
            ("*", "shop/getPet", 1.0),
            ("*", "shop/listPets", 1.0),
        ],
    ),
    Reads(
        "sample/related",
        {"tools": ["shop/getPet", "shop/listPets"], "score_min": 0.5},
        [
            (
                "shop/getPet",
                ["shop/createOrder", "shop/createOrder", "shop/listPets", "mail/send"],
                [0.95, 0.6, 0.9, 0.7],
            ),
            ("shop/listPets", ["shop/getPet", "shop/createOrder", "shop/createOrder"], [0.9, 0.8, 0.5]),
        ],
        lists="together",
    ),
    Reads(
        "sample/similar_to",
        {"tools": ["shop/listPets", "mail/send"]},
        [("mail/send", "mail/reply", 0.55), ("shop/listPets", "shop/findPets", 0.75)],
    ),
    Reads(
        "sample/tool_facts",
        {},
        [
            ("mail", "write", ["mail/reply", "mail/send"]),
            ("shop", "read", ["shop/findPets", "shop/getPet", "shop/listPets"]),
            ("shop", "write", ["shop/createOrder"]),
        ],
        lists="alone",
    ),
    Reads(
        "sample/told",
        {"tools": ["shop/getPet", "shop/listPets", "mail/send"]},
        [("shop/getPet", ["id", "owner.email"]), ("shop/listPets", ["[].id"])],
        lists="alone",
    ),
)
