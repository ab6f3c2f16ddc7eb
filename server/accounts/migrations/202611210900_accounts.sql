-- People belong to the installation, not to a workspace: an agency's marketer works in many.
-- global: users, a person may be a member of several workspaces
CREATE TABLE users (
  id BIGINT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  language TEXT NOT NULL,
  calendar TEXT NOT NULL,
  theme TEXT NOT NULL,
  digits TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX users_email ON users (email_key);

CREATE TABLE workspaces (
  workspace_id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  default_region TEXT NOT NULL,
  currency TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE memberships (
  workspace_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  reach TEXT NOT NULL,
  team TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX memberships_of_user ON memberships (user_id);

-- Only the hash of a token is kept: a stolen database opens no door.
CREATE TABLE sessions (
  workspace_id BIGINT NOT NULL,
  token_hash TEXT NOT NULL,
  user_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, token_hash)
);
CREATE INDEX sessions_of_token ON sessions (token_hash);

CREATE TABLE api_keys (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  label TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  prefix TEXT NOT NULL,
  permissions BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX api_keys_of_secret ON api_keys (secret_hash);

-- Links that work once: the owner's set-up, an invitation, a forgotten password.
-- global: one_time_links, the first one is made before any workspace is there
CREATE TABLE one_time_links (
  token_hash TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  user_id BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

-- Append-only: there is no statement that changes or deletes a row of it.
CREATE TABLE audit_log (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
