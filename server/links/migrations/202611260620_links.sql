-- Links under a name, and where they lead: to a form of the workspace (`form_id`, 0 for none) or to an https address.
CREATE TABLE links (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  token TEXT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  form_id BIGINT NOT NULL,
  address TEXT NOT NULL,
  channel TEXT NOT NULL,
  tags TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  archived_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX links_token ON links (workspace_id, token);
-- Whoever follows a link knows no workspace; here it is found.
-- global: link_tokens, the road from an address to its workspace
CREATE TABLE link_tokens (
  token TEXT NOT NULL PRIMARY KEY,
  workspace_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL
);
-- How often people and robots followed it.
CREATE TABLE link_counts (
  workspace_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, link_id, kind)
);
-- Whom it brought, each once.
CREATE TABLE lead_links (
  workspace_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, link_id, lead_id)
);
CREATE INDEX lead_links_of_lead ON lead_links (workspace_id, lead_id);
