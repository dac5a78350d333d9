// purpose: what linking keeps of fields
// params: ids
// returns: id, side
// mode: read
UNWIND $ids AS wanted
MATCH (n:Field {id: wanted})
RETURN n.id AS id, n.side AS side
ORDER BY id
