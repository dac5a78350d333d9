// purpose: required inputs of the given tools that no person can say: ids, keys and tokens that only another call knows
// params: tools
// returns: tool, parameter
// mode: read
MATCH (t:Tool)-[:TAKES]->(p:Parameter)
WHERE t.id IN $tools AND p.required AND NOT p.has_default
  AND (p.concept ENDS WITH '.id' OR p.concept ENDS WITH '.arn' OR p.concept ENDS WITH '.key' OR p.concept = '@credential')
RETURN t.id AS tool, p.path AS parameter
ORDER BY tool, parameter
