// purpose: tools that feed another, and tools that are fed by one
// params: score_min
// returns: givers, takers
// mode: read
// rows: one
MATCH (a:Tool)-[r:FEEDS]->(b:Tool)
WHERE r.score >= $score_min AND a.id <> b.id
RETURN collect(DISTINCT a.id) AS givers, collect(DISTINCT b.id) AS takers
