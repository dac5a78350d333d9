// purpose: any tool after any other, the baseline that draws without looking at the graph (`*` stands for every tool)
// motif: any
// params:
// returns: tool, next, score
// mode: read
MATCH (b:Tool)
RETURN '*' AS tool, b.id AS next, 1.0 AS score
ORDER BY next
