-- name: insert_address
INSERT INTO incoming_addresses (workspace_id, id, token, kind, version, name, channel, mapping, secret, old_secret, old_until, made_at)
VALUES ($1, $2, $3, $4, 1, $5, $6, '', $7, '', 0, $8)

-- name: insert_token
INSERT INTO incoming_tokens (token, workspace_id, address_id) VALUES ($1, $2, $3)

-- workspace: all, it is the road from an address to its workspace
-- name: find_token
SELECT workspace_id, address_id FROM incoming_tokens WHERE token = $1

-- name: load_address
SELECT id, token, kind, version, name, channel, mapping, secret, old_secret, old_until, made_at, ended_at
FROM incoming_addresses WHERE workspace_id = $1 AND id = $2

-- name: list_addresses
SELECT id, token, kind, version, name, channel, mapping, secret, old_secret, old_until, made_at, ended_at
FROM incoming_addresses WHERE workspace_id = $1 ORDER BY id DESC LIMIT 200

-- name: save_address
UPDATE incoming_addresses SET name = $3, channel = $4, mapping = $5, version = version + 1 WHERE workspace_id = $1 AND id = $2

-- name: save_secret
UPDATE incoming_addresses SET secret = $3, old_secret = $4, old_until = $5, version = version + 1 WHERE workspace_id = $1 AND id = $2

-- name: end_address
UPDATE incoming_addresses SET ended_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL

-- name: restore_address
UPDATE incoming_addresses SET ended_at = NULL, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND ended_at IS NOT NULL

-- name: insert_missed_call
INSERT INTO missed_calls (workspace_id, id, lead_id, at) VALUES ($1, $2, $3, $4)

-- name: missed_calls_of_lead
SELECT id, lead_id, at FROM missed_calls WHERE workspace_id = $1 AND lead_id = $2 AND done_at IS NULL ORDER BY id DESC LIMIT 50

-- name: waiting_missed_calls
SELECT id, lead_id, at FROM missed_calls
WHERE workspace_id = $1 AND done_at IS NULL AND (snoozed_until IS NULL OR snoozed_until <= $2) AND id > $3 ORDER BY id LIMIT $4

-- name: snooze_missed_call
UPDATE missed_calls SET snoozed_until = $3 WHERE workspace_id = $1 AND id = $2 AND done_at IS NULL

-- name: wake_missed_call
UPDATE missed_calls SET snoozed_until = NULL, done_at = NULL WHERE workspace_id = $1 AND id = $2

-- name: find_missed_call
SELECT lead_id FROM missed_calls WHERE workspace_id = $1 AND id = $2

-- name: end_missed_call
UPDATE missed_calls SET done_at = $3 WHERE workspace_id = $1 AND id = $2 AND done_at IS NULL

-- An answered call ends what was missed before it.
-- name: end_missed_calls_before
UPDATE missed_calls SET done_at = $4 WHERE workspace_id = $1 AND lead_id = $2 AND at <= $3 AND done_at IS NULL

-- name: delete_missed_calls
DELETE FROM missed_calls WHERE workspace_id = $1 AND lead_id = $2

-- name: load_meta_connection
SELECT app_secret, page_token, subscribed_at, fetched_at, failure, failed_at FROM meta_connections WHERE workspace_id = $1 AND address_id = $2

-- name: save_meta_connection
INSERT INTO meta_connections (workspace_id, address_id, app_secret, page_token, failure) VALUES ($1, $2, $3, $4, '')
ON CONFLICT (workspace_id, address_id) DO UPDATE SET failure = '', subscribed_at = NULL,
  app_secret = CASE WHEN excluded.app_secret = '' THEN meta_connections.app_secret ELSE excluded.app_secret END,
  page_token = CASE WHEN excluded.page_token = '' THEN meta_connections.page_token ELSE excluded.page_token END

-- name: meta_fetched
UPDATE meta_connections SET fetched_at = $3 WHERE workspace_id = $1 AND address_id = $2

-- name: meta_subscribed
UPDATE meta_connections SET subscribed_at = $3 WHERE workspace_id = $1 AND address_id = $2

-- name: meta_round_ended
UPDATE meta_connections SET failure = $3, failed_at = CASE WHEN $3 = '' THEN failed_at ELSE $4 END
WHERE workspace_id = $1 AND address_id = $2
