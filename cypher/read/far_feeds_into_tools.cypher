// purpose: stored FEEDS from tools of other sources into some tools
// params: ids
// returns: start, end, score, links
// mode: read
UNWIND $ids AS wanted
MATCH (b:Tool {id: wanted})<-[r:FEEDS]-(a:Tool)
WHERE a.source <> b.source
RETURN a.id AS start, b.id AS end, r.score AS score, r.links AS links
ORDER BY end, start
