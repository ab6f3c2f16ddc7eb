-- What a workspace says of channels: its own, and those that the program knows as far as it calls them otherwise, hides
-- or moves them. Empty labels of the latter: as the program calls them. A lead's touch holds the key.
CREATE TABLE channels (
  workspace_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  label_fa TEXT NOT NULL,
  label_en TEXT NOT NULL,
  archived BOOLEAN NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
