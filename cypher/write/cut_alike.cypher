// purpose: take away ALIKE edges by their ends
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Parameter {id: row.start})-[r:ALIKE]->(b:Parameter {id: row.end})
DELETE r
