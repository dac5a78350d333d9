// purpose: every Tool has an id of its own
// params:
// returns:
// mode: schema
CREATE CONSTRAINT tool_id IF NOT EXISTS FOR (n:Tool) REQUIRE n.id IS UNIQUE
