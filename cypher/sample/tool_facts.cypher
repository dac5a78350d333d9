// purpose: what drawing must know of every tool: its source and what a call does
// params:
// returns: source, effect, ids
// mode: read
MATCH (t:Tool)
RETURN t.source AS source, t.effect AS effect, collect(t.id) AS ids
ORDER BY source, effect
