// purpose: FITS links in the order of their consumers, a page of tools at a time
// params: after, most
// returns: tool, producer, field, consumer, parameter, source_id, target_id, score, reasons
// mode: read
MATCH (b:Tool)
WHERE b.id > $after
WITH b ORDER BY b.id LIMIT $most
MATCH (a:Tool)-[:RETURNS]->(f:Field)-[r:FITS]->(p:Parameter)<-[:TAKES]-(b)
RETURN b.id AS tool, a.name AS producer, f.path AS field, b.name AS consumer, p.path AS parameter, f.id AS source_id,
  p.id AS target_id, r.score AS score, r.reasons AS reasons
ORDER BY tool, p.position, score DESC, source_id
