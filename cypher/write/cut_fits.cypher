// purpose: take away FITS edges by their ends
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Field {id: row.start})-[r:FITS]->(b:Parameter {id: row.end})
DELETE r
