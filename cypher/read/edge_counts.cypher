// purpose: how many edges of each type there are
// params:
// returns: type, count
// mode: read
MATCH ()-[r]->()
RETURN type(r) AS type, count(*) AS count
ORDER BY type
