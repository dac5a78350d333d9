// purpose: stored ALIKE from parameters of some tools
// params: ids
// returns: start, end, score
// mode: read
UNWIND $ids AS wanted
MATCH (:Tool {id: wanted})-[:TAKES]->(a:Parameter)-[r:ALIKE]->(b:Parameter)
RETURN a.id AS start, b.id AS end, r.score AS score
ORDER BY start, end
