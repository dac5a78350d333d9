// purpose: ids of some nodes, for clearing in small batches
// params: most
// returns: id
// mode: read
MATCH (n)
WHERE n.id IS NOT NULL
RETURN n.id AS id
ORDER BY id
LIMIT $most
