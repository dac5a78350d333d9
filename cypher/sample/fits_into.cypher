// purpose: every FITS link into the given tools, surest first
// params: tools, score_min
// returns: producer, field, consumer, parameter, required, score, reasons
// mode: read
MATCH (a:Tool)-[:RETURNS]->(f:Field)-[r:FITS]->(p:Parameter)<-[:TAKES]-(b:Tool)
WHERE b.id IN $tools AND r.score >= $score_min
RETURN a.id AS producer, f.path AS field, b.id AS consumer, p.path AS parameter, p.required AS required,
  r.score AS score, r.reasons AS reasons
ORDER BY consumer, parameter, score DESC, producer, field
