// purpose: take away the parameters, fields and tags of tools that are about to be written anew
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (t:Tool {id: row.id})-[:TAKES|RETURNS]->(leaf)
DETACH DELETE leaf
