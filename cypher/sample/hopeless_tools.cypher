// purpose: tools that no chain can hold: they need an id, key or token that no tool gives
// params: score_min
// returns: id
// mode: read
MATCH (t:Tool)-[:TAKES]->(p:Parameter)
WHERE p.required AND NOT p.has_default
  AND (p.concept ENDS WITH '.id' OR p.concept ENDS WITH '.arn' OR p.concept ENDS WITH '.key' OR p.concept = '@credential')
OPTIONAL MATCH (p)<-[r:FITS]-(:Field)
WITH t, p, max(coalesce(r.score, 0.0)) AS best
WHERE best < $score_min
RETURN DISTINCT t.id AS id
ORDER BY id
