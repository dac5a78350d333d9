// purpose: every FITS link into a required input that is an id, key or token; an echo comes from who needs it as well
// params:
// returns: tool, parameters, fields, scores, echoes
// mode: read
MATCH (t:Tool)-[:TAKES]->(p:Parameter)<-[r:FITS]-(f:Field)
WHERE p.required AND NOT p.has_default
  AND (p.concept ENDS WITH '.id' OR p.concept ENDS WITH '.arn' OR p.concept ENDS WITH '.key' OR p.concept = '@credential')
RETURN t.id AS tool, collect(p.path) AS parameters, collect(f.id) AS fields, collect(r.score) AS scores,
  collect('echo' IN r.reasons) AS echoes
ORDER BY tool
