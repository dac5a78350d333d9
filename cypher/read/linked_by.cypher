// purpose: by which rules sources are linked, and whether that was broken off
// params:
// returns: rules, linking
// mode: read
MATCH (s:Source)
WITH DISTINCT coalesce(s.rules, '') AS rules, coalesce(s.linking, '') AS linking
RETURN rules, linking
ORDER BY rules, linking
