-- Facts that listeners are told of. The position counts up in each workspace in the order of the commits.
CREATE TABLE events (
  workspace_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  id BIGINT NOT NULL,
  type TEXT NOT NULL,
  subject BIGINT NOT NULL,
  at BIGINT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (workspace_id, position)
);

-- How far the delivery has come in each workspace, and how far there is to go.
CREATE TABLE event_streams (
  workspace_id BIGINT NOT NULL,
  last_position BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  turn BIGINT NOT NULL,
  PRIMARY KEY (workspace_id)
);

-- The "seen" mark of a listener; `behind` when it could not take an event and the others went on without it.
CREATE TABLE event_cursors (
  workspace_id BIGINT NOT NULL,
  listener TEXT NOT NULL,
  position BIGINT NOT NULL,
  behind BOOLEAN NOT NULL,
  attempts BIGINT NOT NULL,
  retry_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, listener)
);
CREATE INDEX event_cursors_behind ON event_cursors (retry_at, workspace_id) WHERE behind;

-- waiting: due at due_at. running: due_at is the end of the lease. dead: for a person to look at.
CREATE TABLE jobs (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  unique_key TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  last_error TEXT NOT NULL,
  failed_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX jobs_due ON jobs (due_at, workspace_id) WHERE state <> 'dead';
CREATE INDEX jobs_dead ON jobs (workspace_id, failed_at) WHERE state = 'dead';
CREATE INDEX jobs_waiting ON jobs (workspace_id, kind, unique_key) WHERE state = 'waiting' AND unique_key <> '';

-- Work that comes back by itself, once for the whole database: workspace_id is 0.
CREATE TABLE periodic_work (
  workspace_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  next_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  turn BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, name)
);
