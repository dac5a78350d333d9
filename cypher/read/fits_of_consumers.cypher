// purpose: FITS links into some tools with the names of both ends, in the order of the parameters
// params: ids
// returns: source_tool, source_field, target_tool, target_param, source_id, target_id, score, reasons
// mode: read
UNWIND $ids AS wanted
MATCH (b:Tool {id: wanted})-[:TAKES]->(p:Parameter)<-[r:FITS]-(f:Field)<-[:RETURNS]-(a:Tool)
RETURN a.name AS source_tool, f.path AS source_field, b.name AS target_tool, p.path AS target_param, f.id AS source_id,
  p.id AS target_id, r.score AS score, r.reasons AS reasons
ORDER BY b.id, p.position, score DESC, source_id
