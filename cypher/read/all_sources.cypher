// purpose: all sources with what an ingest must know of them, fifty a row: what takes time is the number of rows
// params:
// returns: sources
// mode: read
MATCH (s:Source)
WITH s ORDER BY s.id
WITH collect([s.id, s.title, s.origin, s.format, s.licence, s.linking, s.facts]) AS found
UNWIND range(0, size(found) - 1, 50) AS first
RETURN found[first..first + 50] AS sources
