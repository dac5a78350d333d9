// purpose: create FITS edges that are not there yet
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Field {id: row.start}), (b:Parameter {id: row.end})
CREATE (a)-[:FITS {score: row.score, reasons: row.reasons}]->(b)
