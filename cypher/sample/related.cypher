// purpose: tools joined to each given tool in any way: one feeds the other, they share an input, or people use them together
// motif: set
// params: tools, score_min
// returns: tool, next, score
// mode: read
UNWIND $tools AS tool
MATCH (a:Tool {id: tool})-[r:FEEDS|SHARES_INPUT|CO_USED]-(b:Tool)
WHERE a.id <> b.id AND coalesce(r.score, r.npmi) >= $score_min
RETURN tool, collect(b.id) AS next, collect(coalesce(r.score, r.npmi)) AS score
ORDER BY tool
