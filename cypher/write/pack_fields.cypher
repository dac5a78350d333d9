// purpose: keep what linking knows of fields with them
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (n:Field {id: row.id})
SET n.side = row.side
