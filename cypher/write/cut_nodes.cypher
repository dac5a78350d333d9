// purpose: take away nodes of any kind by their inner id, with their edges; for clearing in small batches
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (n)
WHERE elementId(n) = row.id
DETACH DELETE n
