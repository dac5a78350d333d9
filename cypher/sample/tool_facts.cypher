// purpose: what drawing must know of every tool: its source and what a call does
// params:
// returns: id, source, effect
// mode: read
MATCH (t:Tool)
RETURN t.id AS id, t.source AS source, t.effect AS effect
ORDER BY id
