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

-- name: save_secrets
UPDATE incoming_addresses SET secret = $3, old_secret = $4, old_until = $5, version = version + 1 WHERE workspace_id = $1 AND id = $2

-- name: end_address
UPDATE incoming_addresses SET ended_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL
