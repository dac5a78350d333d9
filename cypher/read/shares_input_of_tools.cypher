// purpose: stored SHARES_INPUT from some tools
// params: ids
// returns: start, end, score, links
// mode: read
UNWIND $ids AS wanted
MATCH (a:Tool {id: wanted})-[r:SHARES_INPUT]->(b:Tool)
RETURN a.id AS start, b.id AS end, r.score AS score, r.links AS links
ORDER BY start, end
