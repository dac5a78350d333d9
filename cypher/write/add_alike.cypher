// purpose: create ALIKE edges that are not there yet
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Parameter {id: row.start}), (b:Parameter {id: row.end})
CREATE (a)-[:ALIKE {score: row.score}]->(b)
