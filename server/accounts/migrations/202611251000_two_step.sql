-- The second step of signing in: a secret that the person's telephone shares (RFC 6238). `confirmed_at` is 0 until its
-- first code was right; no code of `last_window` or before is taken again.
-- global: two_step, it belongs to the person
CREATE TABLE two_step (
  user_id BIGINT NOT NULL PRIMARY KEY,
  secret TEXT NOT NULL,
  confirmed_at BIGINT NOT NULL,
  last_window BIGINT NOT NULL
);
-- For the day on which the telephone is lost: each works once; only hashes are kept.
-- global: recovery_codes, they belong to the person
CREATE TABLE recovery_codes (
  user_id BIGINT NOT NULL,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (user_id, code_hash)
);
ALTER TABLE workspaces ADD COLUMN two_step_required BOOLEAN NOT NULL DEFAULT FALSE;
-- So that a person recognises his devices.
ALTER TABLE sessions ADD COLUMN id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN network TEXT NOT NULL DEFAULT '';
