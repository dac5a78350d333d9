// purpose: all circles of sources
// params:
// returns: id, lines
// mode: read
MATCH (r:Ring)
RETURN r.id AS id, r.lines AS lines
ORDER BY id
