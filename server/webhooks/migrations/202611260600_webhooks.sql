-- Addresses of other programs that are told what happened here. `topics` is a JSON list; while the old secret is in force, both sign.
CREATE TABLE webhook_endpoints (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  topics TEXT NOT NULL,
  state TEXT NOT NULL,
  secret TEXT NOT NULL,
  old_secret TEXT NOT NULL,
  old_until BIGINT NOT NULL,
  failing_since BIGINT,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
-- What each of them is to be told, once for each cause (an event, an import, a test). `attempts` counts all of them and proves that one is
-- still ours; `tries` those since it was put in the queue last. While an attempt is under way, `next_at` is the end of its lease.
CREATE TABLE webhook_deliveries (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  endpoint_id BIGINT NOT NULL,
  topic TEXT NOT NULL,
  cause BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  done_at BIGINT,
  outcome TEXT NOT NULL,
  status BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX webhook_deliveries_cause ON webhook_deliveries (workspace_id, endpoint_id, topic, cause);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (workspace_id, endpoint_id, next_at, id) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_failed ON webhook_deliveries (workspace_id, endpoint_id, id) WHERE state = 'failed';
CREATE INDEX webhook_deliveries_lead ON webhook_deliveries (workspace_id, lead_id) WHERE lead_id <> 0;
-- What became of each attempt: one word, and the beginning of the answer.
CREATE TABLE webhook_attempts (
  workspace_id BIGINT NOT NULL,
  delivery_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  took_ms BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  status BIGINT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (workspace_id, delivery_id, number)
);
