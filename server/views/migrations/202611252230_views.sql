-- Lists of leads that people keep. owner_id is who made it; content is its filter, columns and order as JSON. A deleted view has removed_at,
-- and goes for good a day later.
CREATE TABLE saved_views (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  shared BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  removed_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
-- Which views a person does not want in his row; view_id may be that of a ready-made view.
CREATE TABLE hidden_views (
  workspace_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  view_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, user_id, view_id)
);
