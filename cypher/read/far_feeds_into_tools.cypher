// purpose: stored FEEDS from tools of other sources into some tools, a row for each tool that has any
// params: ids
// returns: id, links
// mode: read
UNWIND $ids AS wanted
MATCH (b:Tool {id: wanted})<-[r:FEEDS]-(a:Tool)
WHERE a.source <> b.source
RETURN b.id AS id, collect([a.id, r.score, r.links]) AS links
ORDER BY id
