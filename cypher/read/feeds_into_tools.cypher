// purpose: stored FEEDS into some tools
// params: ids
// returns: start, end, score, links
// mode: read
UNWIND $ids AS wanted
MATCH (b:Tool {id: wanted})<-[r:FEEDS]-(a:Tool)
RETURN a.id AS start, b.id AS end, r.score AS score, r.links AS links
ORDER BY end, start
