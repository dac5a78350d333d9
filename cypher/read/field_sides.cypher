// purpose: what linking keeps of fields, in one row: what takes time is the number of rows
// params: ids
// returns: sides
// mode: read
// rows: one
UNWIND $ids AS wanted
MATCH (n:Field {id: wanted})
WITH n ORDER BY n.id
RETURN collect([n.id, n.side]) AS sides
