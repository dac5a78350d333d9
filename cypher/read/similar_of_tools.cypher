// purpose: stored SIMILAR from some tools
// params: ids
// returns: start, end, score, reasons
// mode: read
UNWIND $ids AS wanted
MATCH (a:Tool {id: wanted})-[r:SIMILAR]->(b:Tool)
RETURN a.id AS start, b.id AS end, r.score AS score, r.reasons AS reasons
ORDER BY start, end
