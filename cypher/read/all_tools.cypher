// purpose: one line for each tool of the graph
// params:
// returns: id, source, name, title, description, effect, category
// mode: read
MATCH (t:Tool)
RETURN t.id AS id, t.source AS source, t.name AS name, t.title AS title, t.description AS description,
  t.effect AS effect, t.category AS category
ORDER BY id
