// purpose: what drawing must know of every tool: its source and what a call does
// params:
// returns: source, ids, effects
// mode: read
MATCH (t:Tool)
RETURN t.source AS source, collect(t.id) AS ids, collect(t.effect) AS effects
ORDER BY source
