// purpose: create FITS edges that are not there yet
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Field {id: row.start}), (b:Parameter {id: row.end})
CREATE (a)-[r:FITS]->(b)
SET r.score = row.score, r.reasons = row.reasons
