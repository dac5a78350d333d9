// purpose: tools that are easily confused with the given ones
// params: tools
// returns: tool, other, score
// mode: read
UNWIND $tools AS tool
MATCH (a:Tool {id: tool})-[r:SIMILAR]-(b:Tool)
RETURN tool, b.id AS other, r.score AS score
ORDER BY tool, score DESC, other
