-- name: insert_endpoint
INSERT INTO webhook_endpoints (workspace_id, id, version, name, url, topics, state, secret, old_secret, old_until, failing_since, made_at)
VALUES ($1, $2, 1, $3, $4, $5, 'on', $6, '', 0, NULL, $7)

-- name: load_endpoint
SELECT id, version, name, url, topics, state, secret, old_secret, old_until, failing_since, made_at
FROM webhook_endpoints WHERE workspace_id = $1 AND id = $2 AND state <> 'ended'

-- name: list_endpoints
SELECT id, version, name, url, topics, state, secret, old_secret, old_until, failing_since, made_at
FROM webhook_endpoints WHERE workspace_id = $1 AND state <> 'ended' ORDER BY id DESC

-- name: count_listening
SELECT count(*) FROM webhook_endpoints WHERE workspace_id = $1 AND state = 'on'

-- name: listening
SELECT id, topics FROM webhook_endpoints WHERE workspace_id = $1 AND state = 'on' ORDER BY id

-- Turned on anew it has not failed yet.
-- name: save_endpoint
UPDATE webhook_endpoints SET name = $3, url = $4, topics = $5, state = $6, version = version + 1,
  failing_since = CASE WHEN state = $6 THEN failing_since ELSE NULL END
WHERE workspace_id = $1 AND id = $2

-- name: save_secret
UPDATE webhook_endpoints SET secret = $3, old_secret = $4, old_until = $5, version = version + 1 WHERE workspace_id = $1 AND id = $2

-- name: end_endpoint
UPDATE webhook_endpoints SET state = 'ended', secret = '', old_secret = '', version = version + 1 WHERE workspace_id = $1 AND id = $2

-- name: answered
UPDATE webhook_endpoints SET failing_since = NULL WHERE workspace_id = $1 AND id = $2 AND failing_since IS NOT NULL

-- name: failed
UPDATE webhook_endpoints SET failing_since = $3 WHERE workspace_id = $1 AND id = $2 AND failing_since IS NULL

-- name: is_gone
UPDATE webhook_endpoints SET state = 'gone', version = version + 1 WHERE workspace_id = $1 AND id = $2 AND state = 'on'

-- name: count_open
SELECT endpoint_id, count(*), 0 FROM webhook_deliveries WHERE workspace_id = $1 AND state = 'waiting' GROUP BY endpoint_id
UNION ALL
SELECT endpoint_id, 0, count(*) FROM webhook_deliveries WHERE workspace_id = $1 AND state = 'failed' GROUP BY endpoint_id

-- Nothing when the same cause was told already.
-- name: insert_delivery
INSERT INTO webhook_deliveries (workspace_id, id, endpoint_id, topic, cause, lead_id, body, state, tries, attempts, next_at, made_at,
  done_at, outcome, status)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting', 0, 0, $8, $8, NULL, '', 0)
ON CONFLICT (workspace_id, endpoint_id, topic, cause) DO NOTHING

-- workspace: all, the sender serves every workspace
-- name: due_endpoints
SELECT e.workspace_id, e.id, e.url, e.secret, e.old_secret, e.old_until FROM webhook_endpoints e
WHERE e.state = 'on' AND EXISTS (SELECT 1 FROM webhook_deliveries d
  WHERE d.workspace_id = e.workspace_id AND d.endpoint_id = e.id AND d.state = 'waiting' AND d.next_at <= $1)
ORDER BY e.workspace_id, e.id

-- workspace: all, the sender serves every workspace
-- name: next_due
SELECT min(d.next_at) FROM webhook_endpoints e
JOIN webhook_deliveries d ON d.workspace_id = e.workspace_id AND d.endpoint_id = e.id AND d.state = 'waiting' AND d.next_at > $1
WHERE e.state = 'on'

-- name: claim (sqlite)
UPDATE webhook_deliveries SET tries = tries + 1, attempts = attempts + 1, next_at = $4
WHERE workspace_id = $1 AND id IN (SELECT id FROM webhook_deliveries
  WHERE workspace_id = $1 AND endpoint_id = $2 AND state = 'waiting' AND next_at <= $3 ORDER BY next_at, id LIMIT $5)
RETURNING id, topic, body, attempts, tries

-- name: claim (postgres)
UPDATE webhook_deliveries SET tries = tries + 1, attempts = attempts + 1, next_at = $4
WHERE workspace_id = $1 AND id IN (SELECT id FROM webhook_deliveries
  WHERE workspace_id = $1 AND endpoint_id = $2 AND state = 'waiting' AND next_at <= $3 ORDER BY next_at, id LIMIT $5 FOR UPDATE SKIP LOCKED)
RETURNING id, topic, body, attempts, tries

-- name: settle
UPDATE webhook_deliveries SET state = $4, next_at = $5, done_at = $6, outcome = $7, status = $8
WHERE workspace_id = $1 AND id = $2 AND attempts = $3 AND state = 'waiting'

-- name: put_back
UPDATE webhook_deliveries SET tries = tries - 1, next_at = $4
WHERE workspace_id = $1 AND id = $2 AND attempts = $3 AND state = 'waiting'

-- name: insert_attempt
INSERT INTO webhook_attempts (workspace_id, delivery_id, number, at, took_ms, outcome, status, answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: send_again
UPDATE webhook_deliveries SET state = 'waiting', tries = 0, next_at = $3, done_at = NULL WHERE workspace_id = $1 AND id = $2

-- name: withdraw_of_endpoint
UPDATE webhook_deliveries SET state = 'withdrawn', done_at = $3 WHERE workspace_id = $1 AND endpoint_id = $2 AND state = 'waiting'

-- name: blank_answers_of_lead
UPDATE webhook_attempts SET answer = '' WHERE workspace_id = $1 AND answer <> '' AND delivery_id IN (
  SELECT id FROM webhook_deliveries WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0)

-- name: blank_bodies_of_lead
UPDATE webhook_deliveries SET body = '', done_at = coalesce(done_at, $3),
  state = CASE WHEN state = 'waiting' THEN 'withdrawn' ELSE state END
WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0

-- name: list_deliveries
SELECT d.id, d.endpoint_id, e.name, d.topic, d.lead_id, d.state, d.attempts, d.outcome, d.status, d.made_at, d.next_at, d.done_at
FROM webhook_deliveries d JOIN webhook_endpoints e ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id
WHERE d.workspace_id = $1 AND d.id < $2 AND (CAST($3 AS BIGINT) = 0 OR d.endpoint_id = $3) AND (CAST($4 AS TEXT) = '' OR d.state = $4) ORDER BY d.id DESC LIMIT $5

-- The few that failed, by their own index.
-- name: list_failed
SELECT d.id, d.endpoint_id, e.name, d.topic, d.lead_id, d.state, d.attempts, d.outcome, d.status, d.made_at, d.next_at, d.done_at
FROM webhook_deliveries d JOIN webhook_endpoints e ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id
WHERE d.workspace_id = $1 AND d.id < $2 AND (CAST($3 AS BIGINT) = 0 OR d.endpoint_id = $3) AND d.state = 'failed' ORDER BY d.id DESC LIMIT $4

-- name: load_delivery
SELECT d.id, d.endpoint_id, e.name, d.topic, d.lead_id, d.state, d.attempts, d.outcome, d.status, d.made_at, d.next_at, d.done_at, d.body
FROM webhook_deliveries d JOIN webhook_endpoints e ON e.workspace_id = d.workspace_id AND e.id = d.endpoint_id
WHERE d.workspace_id = $1 AND d.id = $2

-- name: list_attempts
SELECT number, at, took_ms, outcome, status, answer FROM webhook_attempts WHERE workspace_id = $1 AND delivery_id = $2
ORDER BY number DESC LIMIT 100

-- workspace: all, what is old is forgotten wherever it lies
-- name: workspaces_with_log
SELECT DISTINCT workspace_id FROM webhook_endpoints

-- Ids are in the order of time.
-- name: old_deliveries
SELECT id FROM webhook_deliveries WHERE workspace_id = $1 AND id < $2 AND state <> 'waiting' ORDER BY id LIMIT 500

-- name: forget_attempts
DELETE FROM webhook_attempts WHERE workspace_id = $1 AND delivery_id IN {integers $2}

-- name: forget_deliveries
DELETE FROM webhook_deliveries WHERE workspace_id = $1 AND id IN {integers $2}
