// purpose: tools that share an edge of any type with a tool
// params: id
// returns: other
// mode: read
MATCH (t:Tool {id: $id})-[:FEEDS|SHARES_INPUT|SIMILAR|CO_USED]-(o:Tool)
RETURN DISTINCT o.id AS other
ORDER BY other
