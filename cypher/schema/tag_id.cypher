// purpose: every Tag has an id of its own
// params:
// returns:
// mode: schema
CREATE CONSTRAINT tag_id IF NOT EXISTS FOR (n:Tag) REQUIRE n.id IS UNIQUE
