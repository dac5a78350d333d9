// purpose: stored FITS into some parameters
// params: ids
// returns: start, end, score, reasons
// mode: read
UNWIND $ids AS wanted
MATCH (f:Field)-[r:FITS]->(p:Parameter {id: wanted})
RETURN f.id AS start, p.id AS end, r.score AS score, r.reasons AS reasons
ORDER BY end, start
