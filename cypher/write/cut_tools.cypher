// purpose: take away tools, whose leaves are gone already
// params: rows
// returns:
// mode: write
UNWIND $rows AS row
MATCH (t:Tool {id: row.id})
DETACH DELETE t
