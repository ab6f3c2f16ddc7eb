-- A message that came, so that its repetition within two days is none. Found by its id alone: with the day before it in the key, a database
-- that knows little of the table yet reads the whole day.
-- only sqlite
CREATE TABLE messages_seen (
  workspace_id BIGINT NOT NULL,
  message_id TEXT NOT NULL,
  day BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, message_id)
) WITHOUT ROWID;
-- only postgres
CREATE TABLE messages_seen (
  workspace_id BIGINT NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  day BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, message_id)
);
-- both
INSERT INTO messages_seen (workspace_id, message_id, day)
SELECT workspace_id, message_id, max(day) FROM seen_messages GROUP BY workspace_id, message_id;
DROP TABLE seen_messages;
ALTER TABLE messages_seen RENAME TO seen_messages;
