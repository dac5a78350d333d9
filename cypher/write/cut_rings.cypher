// purpose: take away circles in which no source stands any more
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (r:Ring {id: row.id})
DETACH DELETE r
