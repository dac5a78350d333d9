// purpose: every Parameter has an id of its own
// params:
// returns:
// mode: schema
CREATE CONSTRAINT parameter_id IF NOT EXISTS FOR (n:Parameter) REQUIRE n.id IS UNIQUE
