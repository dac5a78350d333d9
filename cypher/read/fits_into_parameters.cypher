// purpose: stored FITS into some parameters
// params: ids
// returns: start, end, score, reasons
// mode: read
UNWIND $ids AS wanted
MATCH (p:Parameter {id: wanted})<-[r:FITS]-(f:Field)
RETURN f.id AS start, p.id AS end, r.score AS score, r.reasons AS reasons
ORDER BY end, start
