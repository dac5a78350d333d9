// purpose: every Ring has an id of its own
// params:
// returns:
// mode: schema
CREATE CONSTRAINT ring_id IF NOT EXISTS FOR (n:Ring) REQUIRE n.id IS UNIQUE
