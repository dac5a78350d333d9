// purpose: take away nodes of any kind by their id, with their edges; for clearing in small batches
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (n {id: row.id})
DETACH DELETE n
