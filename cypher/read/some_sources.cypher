// purpose: some sources with what an ingest must know of them
// params: ids
// returns: id, title, origin, format, licence, linking, rules, facts
// mode: read
UNWIND $ids AS wanted
MATCH (s:Source {id: wanted})
RETURN s.id AS id, s.title AS title, s.origin AS origin, s.format AS format, s.licence AS licence, s.linking AS linking,
  s.rules AS rules, s.facts AS facts
ORDER BY id
