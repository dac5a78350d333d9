// purpose: how many nodes of each label there are, without the notes that linking keeps
// params:
// returns: label, count
// mode: read
MATCH (n)
UNWIND labels(n) AS label
WITH label WHERE label <> 'Ring'
RETURN label, count(*) AS count
ORDER BY label
