// purpose: tools joined to each given tool in any way: one feeds the other, they share an input, or people use them together
// motif: set
// params: tools, score_min
// returns: tool, next, score
// mode: read
MATCH (a:Tool)-[r:FEEDS|SHARES_INPUT|CO_USED]-(b:Tool)
WHERE a.id IN $tools AND a.id <> b.id AND coalesce(r.score, r.npmi) >= $score_min
RETURN a.id AS tool, b.id AS next, max(coalesce(r.score, r.npmi)) AS score
ORDER BY tool, score DESC, next
