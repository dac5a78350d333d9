// purpose: tag tools
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (t:Tool {id: row.tool})
MERGE (g:Tag {id: row.tag})
MERGE (t)-[:TAGGED]->(g)
