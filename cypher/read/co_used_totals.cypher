// purpose: how often each tool was seen after another one, over all CO_USED edges
// params:
// returns: tool, count
// mode: read
MATCH (:Tool)-[r:CO_USED]->(b:Tool)
RETURN b.id AS tool, sum(r.count) AS count
ORDER BY tool
