// purpose: tools of one source are found without a look at the others
// params:
// returns:
// mode: schema
CREATE INDEX tool_source IF NOT EXISTS FOR (n:Tool) ON (n.source)
