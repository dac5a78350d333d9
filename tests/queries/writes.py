"""Every write and schema query with what changes in the small graph."""

from __future__ import annotations

from tests.queries.case import Makes, Writes

_OF_LIST = "MATCH (:Tool {id: 'shop/listPets'})-[r]-(o) RETURN type(r), o.id ORDER BY type(r), o.id"
_FITS_REPLY = (
    "MATCH (f:Field)-[r:FITS]->(:Parameter {id: 'mail/reply#in:id'}) RETURN f.id, r.score, r.reasons ORDER BY f.id"
)
_ALIKE_TO = "MATCH (a)-[r:ALIKE]->(b) RETURN a.id, b.id, r.score ORDER BY a.id, b.id"
_ORDER_PET = ("shop/createOrder#in:pet.id", "shop/getPet#in:petId", 0.95)


def _tools(kind: str, *properties: str) -> str:
    columns = "".join(f", r.{name}" for name in properties)
    return f"MATCH (a:Tool)-[r:{kind}]->(b:Tool) RETURN a.id, b.id{columns} ORDER BY a.id, b.id"


WRITES = (
    Writes(
        "write/put_sources",
        [{"id": "shop", "set": {"title": "Zoo"}}, {"id": "new", "set": {"title": "New", "linking": "yes"}}],
        "MATCH (s:Source) RETURN s.id, s.title, s.origin, s.linking ORDER BY s.id",
        [("mail", "", "mail.json", "yes"), ("shop", "Pet shop", "shop.yaml", "")],
        [("mail", "", "mail.json", "yes"), ("new", "New", None, "yes"), ("shop", "Zoo", "shop.yaml", "")],
    ),
    Writes(
        "write/cut_sources",
        [{"id": "mail"}, {"id": "nobody"}],
        "MATCH (s:Source) OPTIONAL MATCH (s)-[r]->() RETURN s.id, count(r) ORDER BY s.id",
        [("mail", 2), ("shop", 4)],
        [("shop", 4)],
    ),
    Writes(
        "write/put_tools",
        [
            {"id": "shop/getPet", "source": "shop", "set": {"title": "A pet", "errors": None}},
            {"id": "mail/new", "source": "mail", "set": {"title": "New"}},
            {"id": "lost/new", "source": "lost", "set": {"title": "of no source"}},
        ],
        "MATCH (s:Source)-[:PROVIDES]->(t:Tool) WHERE t.id IN ['shop/getPet', 'mail/new'] "
        "RETURN s.id, t.id, t.title, t.errors, t.digest ORDER BY t.id",
        [("shop", "shop/getPet", "", "[404]", "d3")],
        [("mail", "mail/new", "New", None, None), ("shop", "shop/getPet", "A pet", None, "d3")],
    ),
    Writes(
        "write/add_parameters",
        [{"tool": "shop/findPets", "set": {"id": "shop/findPets#in:q", "required": True, "enum": ["a", "b"]}}],
        "MATCH (:Tool {id: 'shop/findPets'})-[:TAKES]->(p:Parameter) RETURN p.id, p.required, p.enum, p.default",
        [],
        [("shop/findPets#in:q", True, ["a", "b"], None)],
    ),
    Writes(
        "write/add_fields",
        [{"tool": "mail/send", "set": {"id": "mail/send#out:id", "position": 0, "inferred": False}}],
        "MATCH (:Tool {id: 'mail/send'})-[:RETURNS]->(f:Field) RETURN f.id, f.position, f.inferred",
        [],
        [("mail/send#out:id", 0, False)],
    ),
    Writes(
        "write/put_tags",
        [
            {"tool": "mail/send", "tag": "pets"},
            {"tool": "mail/send", "tag": "post"},
            {"tool": "shop/getPet", "tag": "pets"},
        ],
        "MATCH (t:Tool)-[r:TAGGED]->(g:Tag) WHERE t.id IN ['mail/send', 'shop/getPet'] "
        "RETURN t.id, g.id, count(r) ORDER BY t.id, g.id",
        [("shop/getPet", "pets", 1)],
        [("mail/send", "pets", 1), ("mail/send", "post", 1), ("shop/getPet", "pets", 1)],
    ),
    Writes(
        "write/put_co_used",
        [
            {"start": "shop/listPets", "end": "shop/createOrder", "count": 4, "npmi": 0.25, "sources": ["a", "b"]},
            {"start": "shop/createOrder", "end": "shop/listPets", "count": 1, "npmi": -0.5, "sources": ["a"]},
            {"start": "shop/createOrder", "end": "not/there", "count": 1, "npmi": 0.0, "sources": []},
        ],
        _tools("CO_USED", "count", "npmi", "sources"),
        [("shop/listPets", "shop/createOrder", 3, 0.5, ["traces"])],
        [
            ("shop/createOrder", "shop/listPets", 1, -0.5, ["a"]),
            ("shop/listPets", "shop/createOrder", 4, 0.25, ["a", "b"]),
        ],
    ),
    Writes(
        "write/add_fits",
        [{"start": "shop/getPet#out:id", "end": "mail/reply#in:id", "score": 0.1 + 0.2, "reasons": ["x", "y"]}],
        _FITS_REPLY,
        [],
        [("shop/getPet#out:id", 0.1 + 0.2, ["x", "y"])],
    ),
    Writes(
        "write/add_alike",
        [{"start": "mail/send#in:to", "end": "shop/createOrder#in:email", "score": 0.9}],
        _ALIKE_TO,
        [_ORDER_PET],
        [("mail/send#in:to", "shop/createOrder#in:email", 0.9), _ORDER_PET],
    ),
    Writes(
        "write/add_feeds",
        [{"start": "mail/send", "end": "mail/reply", "score": 0.7, "links": 2}],
        "MATCH (a:Tool {id: 'mail/send'})-[r:FEEDS]->(b) RETURN b.id, r.score, r.links",
        [],
        [("mail/reply", 0.7, 2)],
    ),
    Writes(
        "write/add_shares_input",
        [{"start": "mail/send", "end": "shop/createOrder", "score": 0.9, "links": 1}],
        _tools("SHARES_INPUT", "score", "links"),
        [("shop/createOrder", "shop/getPet", 0.95, 1)],
        [("mail/send", "shop/createOrder", 0.9, 1), ("shop/createOrder", "shop/getPet", 0.95, 1)],
    ),
    Writes(
        "write/add_similar",
        [{"start": "shop/findPets", "end": "shop/getPet", "score": 0.5, "reasons": ["name"]}],
        _tools("SIMILAR", "score", "reasons"),
        [("mail/reply", "mail/send", 0.55, []), ("shop/listPets", "shop/findPets", 0.75, ["name", "inputs"])],
        [
            ("mail/reply", "mail/send", 0.55, []),
            ("shop/findPets", "shop/getPet", 0.5, ["name"]),
            ("shop/listPets", "shop/findPets", 0.75, ["name", "inputs"]),
        ],
    ),
    Writes(
        "write/cut_fits",
        [
            {"start": "shop/listPets#out:[].id", "end": "shop/createOrder#in:pet.id"},
            {"start": "shop/listPets#out:[].id", "end": "mail/send#in:to"},
        ],
        "MATCH (f:Field)-[:FITS]->(p:Parameter {id: 'shop/createOrder#in:pet.id'}) RETURN f.id ORDER BY f.id",
        [("shop/getPet#out:id",), ("shop/listPets#out:[].id",)],
        [("shop/getPet#out:id",)],
    ),
    Writes(
        "write/cut_alike",
        [{"start": "shop/createOrder#in:pet.id", "end": "shop/getPet#in:petId"}],
        _ALIKE_TO,
        [_ORDER_PET],
        [],
    ),
    Writes(
        "write/cut_feeds",
        [{"start": "shop/listPets", "end": "shop/getPet"}, {"start": "shop/getPet", "end": "shop/listPets"}],
        "MATCH (a:Tool {id: 'shop/listPets'})-[:FEEDS]->(b) RETURN b.id ORDER BY b.id",
        [("shop/createOrder",), ("shop/getPet",)],
        [("shop/createOrder",)],
    ),
    Writes(
        "write/cut_shares_input",
        [{"start": "shop/createOrder", "end": "shop/getPet"}],
        _tools("SHARES_INPUT"),
        [("shop/createOrder", "shop/getPet")],
        [],
    ),
    Writes(
        "write/cut_similar",
        [{"start": "mail/reply", "end": "mail/send"}, {"start": "shop/findPets", "end": "shop/listPets"}],
        _tools("SIMILAR"),
        [("mail/reply", "mail/send"), ("shop/listPets", "shop/findPets")],
        [("shop/listPets", "shop/findPets")],
    ),
    Writes(
        "write/cut_leaves",
        [{"id": "shop/getPet"}],
        "MATCH (n) WHERE (n:Parameter OR n:Field) AND n.id STARTS WITH 'shop/' RETURN n.id ORDER BY n.id",
        [
            ("shop/createOrder#in:email",),
            ("shop/createOrder#in:pet.id",),
            ("shop/getPet#in:petId",),
            ("shop/getPet#out:id",),
            ("shop/getPet#out:owner.email",),
            ("shop/listPets#out:[].id",),
        ],
        [("shop/createOrder#in:email",), ("shop/createOrder#in:pet.id",), ("shop/listPets#out:[].id",)],
    ),
    Writes(
        "write/cut_tags",
        [{"id": "shop/listPets"}],
        "MATCH (g:Tag) OPTIONAL MATCH (t)-[:TAGGED]->(g) RETURN g.id, t.id ORDER BY g.id, t.id",
        [("idle", None), ("pets", "shop/getPet"), ("pets", "shop/listPets"), ("shop", "shop/listPets")],
        [("idle", None), ("pets", "shop/getPet"), ("shop", None)],
    ),
    Writes(
        "write/cut_idle_tags",
        [{"id": "idle"}],
        "MATCH (g:Tag) RETURN g.id ORDER BY g.id",
        [("idle",), ("pets",), ("shop",)],
        [("pets",), ("shop",)],
    ),
    Writes(
        "write/cut_tools",
        [{"id": "shop/listPets"}, {"id": "not/there"}],
        _OF_LIST,
        [
            ("CO_USED", "shop/createOrder"),
            ("FEEDS", "shop/createOrder"),
            ("FEEDS", "shop/getPet"),
            ("PROVIDES", "shop"),
            ("RETURNS", "shop/listPets#out:[].id"),
            ("SIMILAR", "shop/findPets"),
            ("TAGGED", "pets"),
            ("TAGGED", "shop"),
        ],
        [],
    ),
    Writes(
        "write/put_rings",
        [{"id": "offers @email", "lines": "0a[]"}, {"id": "asks @city", "lines": "0c[]"}],
        "MATCH (r:Ring) WHERE r.id <> 'gists list pet' RETURN r.id, r.lines ORDER BY r.id",
        [("offers @email", '0a["shop","getPet#out:email"]')],
        [("asks @city", "0c[]"), ("offers @email", "0a[]")],
    ),
    Writes(
        "write/cut_rings",
        [{"id": "offers @email"}, {"id": "offers @nobody"}],
        "MATCH (r:Ring) RETURN r.id ORDER BY r.id",
        [("gists list pet",), ("offers @email",)],
        [("gists list pet",)],
    ),
    Writes(
        "write/pack_parameters",
        [{"id": "mail/send#in:to", "side": "[]"}, {"id": "mail/send#out:no", "side": "[]"}],
        "MATCH (p:Parameter) WHERE p.side IS NOT NULL RETURN p.id, p.side ORDER BY p.id",
        [
            ("shop/createOrder#in:pet.id", "side of createOrder pet.id"),
            ("shop/getPet#in:petId", "side of getPet petId"),
        ],
        [
            ("mail/send#in:to", "[]"),
            ("shop/createOrder#in:pet.id", "side of createOrder pet.id"),
            ("shop/getPet#in:petId", "side of getPet petId"),
        ],
    ),
    Writes(
        "write/pack_fields",
        [{"id": "shop/getPet#out:id", "side": "[1]"}],
        "MATCH (f:Field) WHERE f.side IS NOT NULL RETURN f.id, f.side ORDER BY f.id",
        [("shop/listPets#out:[].id", "side of listPets id")],
        [("shop/getPet#out:id", "[1]"), ("shop/listPets#out:[].id", "side of listPets id")],
    ),
)

MAKES = (
    Makes("schema/source_id", "Source", unique=True),
    Makes("schema/tool_id", "Tool", unique=True),
    Makes("schema/parameter_id", "Parameter", unique=True),
    Makes("schema/field_id", "Field", unique=True),
    Makes("schema/tag_id", "Tag", unique=True),
    Makes("schema/ring_id", "Ring", unique=True),
    Makes("schema/tool_name", "Tool", unique=False),
    Makes("schema/tool_source", "Tool", unique=False),
)
