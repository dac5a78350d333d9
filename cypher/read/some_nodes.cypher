// purpose: inner ids of any nodes, for clearing in small batches
// params: most
// returns: ids
// rows: one
// mode: read
MATCH (n)
WITH n LIMIT $most
RETURN collect(elementId(n)) AS ids
