// purpose: stored FITS from other sources into some parameters
// params: ids
// returns: start, end, score, reasons
// mode: read
UNWIND $ids AS wanted
MATCH (p:Parameter {id: wanted})<-[r:FITS]-(f:Field)
WHERE 'cross_source' IN r.reasons
RETURN f.id AS start, p.id AS end, r.score AS score, r.reasons AS reasons
ORDER BY end, start
