// purpose: which parameters have a FITS from one of the sources named for each
// params: wanted
// returns: id
// mode: read
UNWIND $wanted AS row
MATCH (p:Parameter {id: row.id})<-[:FITS]-(f:Field)
// The embedded database finds nothing with `split(f.id, '/')[0] IN row.sources` here.
WHERE any(source IN row.sources WHERE f.id STARTS WITH source + '/')
RETURN DISTINCT p.id AS id
ORDER BY id
