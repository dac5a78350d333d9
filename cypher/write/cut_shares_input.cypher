// purpose: take away SHARES_INPUT edges by their ends
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Tool {id: row.start})-[r:SHARES_INPUT]->(b:Tool {id: row.end})
DELETE r
