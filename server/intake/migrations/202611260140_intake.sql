-- Addresses of ours that other programs post leads to. `mapping` is '' as long as the fields are found by their names; while the old
-- secret is in force, both are taken.
CREATE TABLE incoming_addresses (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  token TEXT NOT NULL,
  kind TEXT NOT NULL,
  version BIGINT NOT NULL,
  name TEXT NOT NULL,
  channel TEXT NOT NULL,
  mapping TEXT NOT NULL,
  secret TEXT NOT NULL,
  old_secret TEXT NOT NULL,
  old_until BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
-- A program that posts knows no workspace; here it is found.
-- global: incoming_tokens, the road from an address to its workspace
CREATE TABLE incoming_tokens (
  token TEXT NOT NULL PRIMARY KEY,
  workspace_id BIGINT NOT NULL,
  address_id BIGINT NOT NULL
);
