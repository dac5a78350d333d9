// purpose: what the results of some tools tell
// params: tools
// returns: tool, paths
// mode: read
UNWIND $tools AS tool
MATCH (t:Tool {id: tool})-[:RETURNS]->(f:Field)
RETURN tool, collect(f.path) AS paths
ORDER BY tool
