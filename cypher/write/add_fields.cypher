// purpose: create fields that are not there yet
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (t:Tool {id: row.tool})
CREATE (t)-[:RETURNS]->(f:Field)
SET f += row.set
