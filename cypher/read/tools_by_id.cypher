// purpose: whole tools by id
// params: ids
// returns: id, source, name, title, description, category, http, effect, tags, parameters, returns, inferred, errors, examples, enriched, digest
// mode: read
UNWIND $ids AS wanted
MATCH (t:Tool {id: wanted})
RETURN t.id AS id, t.source AS source, t.name AS name, t.title AS title, t.description AS description,
  t.category AS category, t.http AS http, t.effect AS effect, t.tags AS tags, t.parameters AS parameters,
  t.returns AS returns, t.inferred AS inferred, t.errors AS errors, t.examples AS examples, t.enriched AS enriched,
  t.digest AS digest
ORDER BY id
