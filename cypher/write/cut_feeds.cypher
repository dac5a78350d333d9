// purpose: take away FEEDS edges by their ends
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Tool {id: row.start})-[r:FEEDS]->(b:Tool {id: row.end})
DELETE r
