// purpose: digests of the tools of some sources
// params: sources
// returns: id, source, digest
// mode: read
MATCH (t:Tool)
WHERE t.source IN $sources
RETURN t.id AS id, t.source AS source, t.digest AS digest
ORDER BY id
