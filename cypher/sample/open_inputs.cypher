// purpose: what calls that write may be told of others and may do without: ids of things, addresses of people
// params:
// returns: tool, parameters
// mode: read
MATCH (t:Tool {effect: 'write'})-[:TAKES]->(p:Parameter)
WHERE NOT p.required AND NOT p.has_default AND (p.concept ENDS WITH '.id' OR p.concept IN ['@email', '@phone'])
RETURN t.id AS tool, collect(p.path) AS parameters
ORDER BY tool
