// purpose: create parameters that are not there yet
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (t:Tool {id: row.tool})
CREATE (t)-[:TAKES]->(p:Parameter)
SET p += row.set
