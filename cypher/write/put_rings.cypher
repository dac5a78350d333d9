// purpose: create or change circles of sources
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MERGE (r:Ring {id: row.id})
SET r.lines = row.lines
