// purpose: tools that feed another or are fed by one
// params: score_min
// returns: id
// mode: read
MATCH (t:Tool)-[r:FEEDS]-(:Tool)
WHERE r.score >= $score_min
RETURN DISTINCT t.id AS id
ORDER BY id
