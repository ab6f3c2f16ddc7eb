-- Forms: the draft that is edited, and the published version that visitors see.
CREATE TABLE forms (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  public_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  published TEXT,
  published_version BIGINT NOT NULL,
  secret TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
-- A public link says nothing about its workspace; here it is found.
-- global: form_addresses, a visitor's link has no workspace in it
CREATE TABLE form_addresses (
  public_id TEXT NOT NULL PRIMARY KEY,
  workspace_id BIGINT NOT NULL,
  form_id BIGINT NOT NULL
);
-- Every submission as it came, for ever, also the refused ones. `flow` is the token of one visitor's page: all its steps,
-- clicks and retries are one submission.
CREATE TABLE submissions (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  form_id BIGINT NOT NULL,
  form_version BIGINT NOT NULL,
  flow TEXT NOT NULL,
  at BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  lead_id BIGINT NOT NULL,
  step BIGINT NOT NULL,
  answers TEXT NOT NULL,
  answers_hash TEXT NOT NULL,
  touch TEXT NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL,
  language TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX submissions_of_form ON submissions (workspace_id, form_id, id);
CREATE INDEX submissions_of_lead ON submissions (workspace_id, lead_id) WHERE lead_id <> 0;
-- One visitor's page ends in one submission, whatever two servers do at once.
CREATE UNIQUE INDEX submissions_flow ON submissions (workspace_id, form_id, flow) WHERE state <> 'refused' AND flow <> '';
-- How often each outcome was, and how often each step was seen and completed.
CREATE TABLE form_counts (
  workspace_id BIGINT NOT NULL,
  form_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, form_id, kind, name)
);
