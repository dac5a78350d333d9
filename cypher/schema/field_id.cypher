// purpose: every Field has an id of its own
// params:
// returns:
// mode: schema
CREATE CONSTRAINT field_id IF NOT EXISTS FOR (n:Field) REQUIRE n.id IS UNIQUE
