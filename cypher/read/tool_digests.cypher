// purpose: digests of the tools of some sources, and what a model wrote of them
// params: sources
// returns: id, source, digest, enriched
// mode: read
MATCH (t:Tool)
WHERE t.source IN $sources
RETURN t.id AS id, t.source AS source, t.digest AS digest, t.enriched AS enriched
ORDER BY id
