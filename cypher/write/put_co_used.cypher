// purpose: create or change CO_USED edges between tools that are there
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Tool {id: row.start}), (b:Tool {id: row.end})
MERGE (a)-[r:CO_USED]->(b)
SET r.count = row.count, r.npmi = row.npmi, r.sources = row.sources
