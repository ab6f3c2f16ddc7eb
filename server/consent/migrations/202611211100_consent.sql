-- What was asked of a person, in which words, and what the person answered. Rows are proof: only the time of withdrawal is
-- added, and erasure of the person blanks what names him.
CREATE TABLE consents (
  workspace_id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT,
  text_id TEXT NOT NULL,
  text_version BIGINT NOT NULL,
  wording TEXT NOT NULL,
  given BOOLEAN NOT NULL,
  form_id BIGINT NOT NULL,
  form_label TEXT NOT NULL,
  exchange_for TEXT,
  address TEXT NOT NULL,
  withdrawn_at BIGINT,
  PRIMARY KEY (workspace_id, lead_id, id)
);
