// purpose: take away SIMILAR edges by their ends
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Tool {id: row.start})-[r:SIMILAR]->(b:Tool {id: row.end})
DELETE r
