// purpose: every Source has an id of its own
// params:
// returns:
// mode: schema
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE
