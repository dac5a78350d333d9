// purpose: tools are found by the name their spec gives them
// params:
// returns:
// mode: schema
CREATE INDEX tool_name IF NOT EXISTS FOR (n:Tool) ON (n.name)
