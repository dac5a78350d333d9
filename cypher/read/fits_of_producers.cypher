// purpose: FITS links out of some tools with the names of both ends
// params: ids
// returns: source_tool, source_field, target_tool, target_param, source_id, target_id, score, reasons
// mode: read
UNWIND $ids AS wanted
MATCH (a:Tool {id: wanted})-[:RETURNS]->(f:Field)-[r:FITS]->(p:Parameter)<-[:TAKES]-(b:Tool)
RETURN a.name AS source_tool, f.path AS source_field, b.name AS target_tool, p.path AS target_param, f.id AS source_id,
  p.id AS target_id, r.score AS score, r.reasons AS reasons
ORDER BY source_id, score DESC, target_id
