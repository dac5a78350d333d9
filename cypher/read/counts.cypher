// purpose: how many nodes of each label there are
// params:
// returns: label, count
// mode: read
MATCH (n)
UNWIND labels(n) AS label
RETURN label, count(*) AS count
ORDER BY label
