// purpose: two different services meet in one call of a third
// motif: whole
// params: tools, score_min
// returns: tool, tools, score
// mode: read
UNWIND $tools AS tool
MATCH (a:Tool {id: tool})-[x:FEEDS]->(c:Tool)<-[y:FEEDS]-(b:Tool)
WHERE a.source <> b.source AND a.source <> c.source AND b.source <> c.source
  AND x.score >= $score_min AND y.score >= $score_min
RETURN tool, [a.id, b.id, c.id] AS tools, x.score * y.score AS score
ORDER BY tool, tools
