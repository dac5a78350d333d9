// purpose: one result used by two calls whose results meet in a fourth
// motif: template
// shape: a>b, a>c, b>d, c>d
// params: tools, score_min, back
// returns: tool, next, score
// mode: read
UNWIND $tools AS tool
MATCH (a:Tool {id: tool})-[r:FEEDS]-(b:Tool)
WHERE r.score >= $score_min AND a.id <> b.id AND (startNode(r) = a) <> $back
RETURN tool, collect(b.id) AS next, collect(r.score) AS score
ORDER BY tool
