-- The first answer to each Idempotency-Key, written in the transaction of the work itself; kept for a day.
CREATE TABLE idempotency_keys (
  workspace_id BIGINT NOT NULL,
  caller TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, caller, idempotency_key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (workspace_id, created_at);
