// purpose: every FITS link into the given tools
// params: tools, score_min
// returns: consumer, fields, parameters, required, scores, reasons
// mode: read
UNWIND $tools AS consumer
MATCH (b:Tool {id: consumer})-[:TAKES]->(p:Parameter)<-[r:FITS]-(f:Field)
WHERE r.score >= $score_min
RETURN consumer, collect(f.id) AS fields, collect(p.path) AS parameters, collect(p.required) AS required,
  collect(r.score) AS scores, collect(r.reasons) AS reasons
ORDER BY consumer
