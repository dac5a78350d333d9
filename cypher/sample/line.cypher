// purpose: tools that can take over from each given tool, because some output of the one fits an input of the other
// motif: step
// params: tools, score_min
// returns: tool, next, score
// mode: read
MATCH (a:Tool)-[r:FEEDS]->(b:Tool)
WHERE a.id IN $tools AND r.score >= $score_min AND a.id <> b.id
RETURN a.id AS tool, b.id AS next, r.score AS score
ORDER BY tool, score DESC, next
