// purpose: tools that can take over from each given tool, because an output of the one fits an input of the other
// motif: walk
// params: tools, score_min, back
// returns: tool, next, score
// mode: read
UNWIND $tools AS tool
MATCH (a:Tool {id: tool})-[r:FEEDS]-(b:Tool)
WHERE r.score >= $score_min AND a.id <> b.id AND (startNode(r) = a) <> $back
RETURN tool, collect(b.id) AS next, collect(r.score) AS score
ORDER BY tool
