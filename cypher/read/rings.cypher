// purpose: some circles of sources, in one row: what takes time is the number of rows
// params: ids
// returns: rings
// mode: read
// rows: one
UNWIND $ids AS wanted
MATCH (r:Ring {id: wanted})
WITH r ORDER BY r.id
RETURN collect([r.id, r.lines]) AS rings
