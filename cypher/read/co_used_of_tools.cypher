// purpose: stored CO_USED from some tools
// params: ids
// returns: start, end, count, npmi
// mode: read
UNWIND $ids AS wanted
MATCH (a:Tool {id: wanted})-[r:CO_USED]->(b:Tool)
RETURN a.id AS start, b.id AS end, r.count AS count, r.npmi AS npmi
ORDER BY start, end
