// purpose: take away tags by their id
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (g:Tag {id: row.id})
DETACH DELETE g
