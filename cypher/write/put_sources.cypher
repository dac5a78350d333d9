// purpose: create or change sources
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MERGE (s:Source {id: row.id})
SET s += row.set
