// purpose: calls in which two earlier calls meet: both given tool and a second one feed different inputs of the same tool
// motif: whole
// params: tools, score_min
// returns: tool, tools, score
// mode: read
MATCH (a:Tool)-[r:FEEDS]->(goal:Tool)<-[s:FEEDS]-(b:Tool)
WHERE a.id IN $tools AND r.score >= $score_min AND s.score >= $score_min
  AND a.id <> b.id AND a.id <> goal.id AND b.id <> goal.id
WITH a, b, goal, r.score * s.score AS score
ORDER BY a.id, score DESC, b.id, goal.id
WITH a.id AS tool, collect([[a.id, b.id, goal.id], score])[..60] AS best
UNWIND best AS one
RETURN tool, one[0] AS tools, one[1] AS score
ORDER BY tool, score DESC, tools
