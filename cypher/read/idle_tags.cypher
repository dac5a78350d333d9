// purpose: tags that no tool has any more
// params:
// returns: id
// mode: read
MATCH (g:Tag)
WHERE NOT (g)<-[:TAGGED]-(:Tool)
RETURN g.id AS id
ORDER BY id
