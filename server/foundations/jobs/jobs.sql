-- Announcing. The row of the stream stays locked until the commit, so positions are in the order of commits
-- also when two servers write to one PostgreSQL: a cursor can never pass an event that is not there yet.

-- The last of the positions taken.
-- name: take_positions
INSERT INTO event_streams (workspace_id, last_position, delivered, turn) VALUES ($1, $2, 0, 0)
ON CONFLICT (workspace_id) DO UPDATE SET last_position = event_streams.last_position + excluded.last_position
RETURNING last_position

-- name: insert_events
INSERT INTO events (workspace_id, position, id, type, subject, at, data) VALUES {rows 7}

-- Delivery.

-- name: waiting_streams
SELECT workspace_id FROM event_streams WHERE delivered < last_position ORDER BY workspace_id

-- name: all_streams
SELECT workspace_id, last_position, delivered FROM event_streams ORDER BY workspace_id

-- name: find_stream
SELECT last_position, delivered, turn FROM event_streams WHERE workspace_id = $1

-- name: find_cursors
SELECT listener, position, behind, attempts, retry_at FROM event_cursors WHERE workspace_id = $1

-- name: due_cursors
SELECT workspace_id, listener FROM event_cursors WHERE behind AND retry_at <= $1 ORDER BY workspace_id, listener

-- name: find_events
SELECT position, id, type, subject, at, data FROM events
WHERE workspace_id = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT $4

-- name: find_events_of_types
SELECT position, id, type, subject, at, data FROM events
WHERE workspace_id = $1 AND position > $2 AND position <= $3 AND type IN {texts $4} ORDER BY position LIMIT $5

-- Touches a row only when it is still as it was read: else another server was here first.
-- name: move_cursor
INSERT INTO event_cursors (workspace_id, listener, position, behind, attempts, retry_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (workspace_id, listener) DO UPDATE SET position = excluded.position, behind = excluded.behind,
  attempts = excluded.attempts, retry_at = excluded.retry_at
WHERE event_cursors.position = $7 AND event_cursors.behind = $8 AND event_cursors.attempts = $9

-- name: move_stream
UPDATE event_streams SET delivered = $3, turn = turn + 1 WHERE workspace_id = $1 AND turn = $2

-- name: next_retries
SELECT workspace_id, listener, retry_at FROM event_cursors WHERE behind AND retry_at > $1 ORDER BY retry_at LIMIT 100

-- name: forget_events
DELETE FROM events WHERE workspace_id = $1 AND at < $2 AND position <= $3
  AND position <= (SELECT min(position) + 5000 FROM events WHERE workspace_id = $1)
  AND position <= (SELECT coalesce(min(position), $3) FROM event_cursors WHERE workspace_id = $1 AND behind)

-- Jobs.

-- name: find_waiting
SELECT id FROM jobs WHERE workspace_id = $1 AND kind = $2 AND unique_key = $3 AND state = 'waiting' AND unique_key <> ''
ORDER BY id LIMIT 1

-- name: insert_job
INSERT INTO jobs (workspace_id, id, kind, unique_key, payload, state, due_at, attempts, last_error, failed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: is_job_due
SELECT workspace_id FROM jobs WHERE state <> 'dead' AND due_at <= $1 AND kind IN {texts $2} LIMIT 1

-- name: claim_job (sqlite)
UPDATE jobs SET state = 'running', attempts = attempts + 1, due_at = $2
WHERE (workspace_id, id) IN (SELECT workspace_id, id FROM jobs
  WHERE state <> 'dead' AND due_at <= $1 AND kind IN {texts $3} ORDER BY due_at, workspace_id LIMIT 1)
RETURNING workspace_id, id, kind, payload, attempts

-- name: claim_job (postgres)
UPDATE jobs SET state = 'running', attempts = attempts + 1, due_at = $2
WHERE (workspace_id, id) = (SELECT workspace_id, id FROM jobs
  WHERE state <> 'dead' AND due_at <= $1 AND kind IN {texts $3} ORDER BY due_at, workspace_id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING workspace_id, id, kind, payload, attempts

-- `attempts` proves that the job is still ours: who takes it over after a lease counts it up.
-- name: extend_lease
UPDATE jobs SET due_at = $4 WHERE workspace_id = $1 AND id = $2 AND state = 'running' AND attempts = $3

-- name: finish_job
DELETE FROM jobs WHERE workspace_id = $1 AND id = $2 AND state = 'running' AND attempts = $3

-- name: put_back_job
UPDATE jobs SET state = $4, due_at = $5, last_error = $6, failed_at = $7
WHERE workspace_id = $1 AND id = $2 AND state = 'running' AND attempts = $3

-- name: find_dead
SELECT id, kind, last_error, attempts, failed_at FROM jobs WHERE workspace_id = $1 AND state = 'dead'
ORDER BY failed_at DESC, id DESC LIMIT 500

-- name: revive_job
UPDATE jobs SET state = 'waiting', attempts = 0, due_at = $3 WHERE workspace_id = $1 AND id = $2 AND state = 'dead'

-- name: next_job
SELECT workspace_id, due_at FROM jobs WHERE state <> 'dead' AND due_at > $1 AND kind IN {texts $2} ORDER BY due_at LIMIT 1

-- name: count_waiting
SELECT (SELECT coalesce(sum(last_position - delivered), 0) FROM event_streams WHERE workspace_id >= 0),
  (SELECT count(*) FROM jobs WHERE workspace_id >= 0 AND state <> 'dead')

-- Periodic work, in workspace 0.

-- name: add_periodic
INSERT INTO periodic_work (workspace_id, name, next_at, lease_until, turn) VALUES (0, $1, $2, 0, 0)
ON CONFLICT (workspace_id, name) DO NOTHING

-- name: bring_periodic_nearer
UPDATE periodic_work SET next_at = $2 WHERE workspace_id = 0 AND name = $1 AND next_at > $2

-- name: find_periodic
SELECT name, next_at, lease_until FROM periodic_work WHERE workspace_id = 0 ORDER BY next_at, name

-- name: claim_periodic
UPDATE periodic_work SET lease_until = $3, turn = turn + 1
WHERE workspace_id = 0 AND name = $1 AND next_at <= $2 AND lease_until <= $2
RETURNING turn, next_at

-- name: extend_periodic
UPDATE periodic_work SET lease_until = $3 WHERE workspace_id = 0 AND name = $1 AND turn = $2

-- name: finish_periodic
UPDATE periodic_work SET next_at = $3, lease_until = 0 WHERE workspace_id = 0 AND name = $1 AND turn = $2
