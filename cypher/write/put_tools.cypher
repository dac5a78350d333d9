// purpose: create or change tools and hang each below its source, which is there already
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (s:Source {id: row.source})
MERGE (t:Tool {id: row.id})
SET t += row.set
MERGE (s)-[:PROVIDES]->(t)
