-- '' follows the time zone of the workspace.
ALTER TABLE users ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_of_user ON sessions (user_id);
