// purpose: one result used by two later calls
// motif: whole
// params: tools, score_min
// returns: tool, tools, score
// mode: read
MATCH (b:Tool)<-[r:FEEDS]-(a:Tool)-[s:FEEDS]->(c:Tool)
WHERE a.id IN $tools AND r.score >= $score_min AND s.score >= $score_min
  AND b.id < c.id AND a.id <> b.id AND a.id <> c.id
WITH a, b, c, r.score * s.score AS score
ORDER BY a.id, score DESC, b.id, c.id
WITH a.id AS tool, collect([[a.id, b.id, c.id], score])[..60] AS best
UNWIND best AS one
RETURN tool, one[0] AS tools, one[1] AS score
ORDER BY tool, score DESC, tools
