// purpose: what linking keeps of parameters
// params: ids
// returns: id, side
// mode: read
UNWIND $ids AS wanted
MATCH (n:Parameter {id: wanted})
RETURN n.id AS id, n.side AS side
ORDER BY id
