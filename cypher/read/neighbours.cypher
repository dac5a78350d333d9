// purpose: what feeds a tool, what it feeds, and what is easily confused with it
// params: id
// returns: kind, other, score
// mode: read
MATCH (t:Tool {id: $id})-[r:FEEDS|SIMILAR]-(o:Tool)
RETURN CASE WHEN type(r) = 'SIMILAR' THEN 'similar' WHEN startNode(r) = t THEN 'feeds' ELSE 'fed by' END AS kind,
  o.id AS other, r.score AS score
ORDER BY kind, score DESC, other
