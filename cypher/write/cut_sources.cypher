// purpose: take away sources without tools
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (s:Source {id: row.id})
DETACH DELETE s
