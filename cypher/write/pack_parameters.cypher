// purpose: keep what linking knows of parameters with them
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (n:Parameter {id: row.id})
SET n.side = row.side
