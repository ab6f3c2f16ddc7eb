-- How many people there are of a persona, as somebody estimated: never leads (A04). basis says what the number rests on.
CREATE TABLE audiences (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  persona TEXT NOT NULL,
  size BIGINT NOT NULL,
  basis TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
