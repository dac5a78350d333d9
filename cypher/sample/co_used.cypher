// purpose: what people use after each tool, and in how many recorded conversations
// params:
// returns: tool, next, count
// mode: read
MATCH (a:Tool)-[r:CO_USED]->(b:Tool)
RETURN a.id AS tool, collect(b.id) AS next, collect(r.count) AS count
ORDER BY tool
