-- What a workspace says of sources itself, before what the program knows of sites and words.
CREATE TABLE source_rules (
  workspace_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (workspace_id)
);
