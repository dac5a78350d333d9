// purpose: required inputs of the given tools that no person can say: ids, keys and tokens that only another call knows
// params: tools
// returns: tool, parameters
// mode: read
UNWIND $tools AS tool
MATCH (t:Tool {id: tool})-[:TAKES]->(p:Parameter)
WHERE p.required AND NOT p.has_default
  AND (p.concept ENDS WITH '.id' OR p.concept ENDS WITH '.arn' OR p.concept ENDS WITH '.key' OR p.concept = '@credential')
RETURN tool, collect(p.path) AS parameters
ORDER BY tool
