// purpose: tools that are easily confused with the given ones, most alike first
// params: tools
// returns: tool, other, score
// mode: read
MATCH (a:Tool)-[r:SIMILAR]-(b:Tool)
WHERE a.id IN $tools
RETURN a.id AS tool, b.id AS other, r.score AS score
ORDER BY tool, score DESC, other
