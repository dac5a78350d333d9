// purpose: untag tools that are about to be written anew
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (t:Tool {id: row.id})-[r:TAGGED]->(:Tag)
DELETE r
