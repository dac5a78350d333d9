// purpose: stored FITS from other sources into some parameters, a row for each parameter that has any
// params: ids
// returns: id, links
// mode: read
UNWIND $ids AS wanted
MATCH (p:Parameter {id: wanted})<-[r:FITS]-(f:Field)
WHERE 'cross_source' IN r.reasons
RETURN p.id AS id, collect([f.id, r.score, r.reasons]) AS links
ORDER BY id
