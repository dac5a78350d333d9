// purpose: every CO_USED edge with the traces it was learnt from
// params:
// returns: start, end, count, npmi, sources
// mode: read
MATCH (a:Tool)-[r:CO_USED]->(b:Tool)
RETURN a.id AS start, b.id AS end, r.count AS count, r.npmi AS npmi, r.sources AS sources
ORDER BY start, end
