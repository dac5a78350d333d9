// purpose: create SHARES_INPUT edges that are not there yet
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (a:Tool {id: row.start}), (b:Tool {id: row.end})
CREATE (a)-[:SHARES_INPUT {score: row.score, links: row.links}]->(b)
