-- Calls that nobody took, until somebody has called back. The number stands on the lead alone.
CREATE TABLE missed_calls (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  done_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX missed_calls_open ON missed_calls (workspace_id, lead_id, id) WHERE done_at IS NULL;
