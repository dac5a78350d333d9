// purpose: what similarity looks at: names, descriptions and inputs of tools
// params: ids
// returns: id, source, name, description, inputs
// mode: read
UNWIND $ids AS wanted
MATCH (t:Tool {id: wanted})
OPTIONAL MATCH (t)-[:TAKES]->(p:Parameter)
WITH t, p ORDER BY t.id, p.id
RETURN t.id AS id, t.source AS source, t.name AS name, t.description AS description, collect(p.name) AS inputs
ORDER BY id
