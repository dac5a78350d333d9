// purpose: required inputs that are ids, keys or tokens, what they stand for, and whether somebody could say them
// params:
// returns: tool, parameters, concepts, sayable
// mode: read
MATCH (t:Tool)-[:TAKES]->(p:Parameter)
WHERE p.required AND NOT p.has_default
  AND (p.concept ENDS WITH '.id' OR p.concept ENDS WITH '.arn' OR p.concept ENDS WITH '.key' OR p.concept = '@credential')
RETURN t.id AS tool, collect(p.path) AS parameters, collect(p.concept) AS concepts,
  collect(p.concept = '@credential' OR (p.concept ENDS WITH '.id' AND coalesce(p.format, '') <> 'uuid')) AS sayable
ORDER BY tool
