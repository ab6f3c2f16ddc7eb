-- name: find_rules
SELECT version, content FROM source_rules WHERE workspace_id = $1

-- name: save_rules
INSERT INTO source_rules (workspace_id, version, content) VALUES ($1, $2, $3)
ON CONFLICT (workspace_id) DO UPDATE SET version = excluded.version, content = excluded.content

-- What is said of channels, in their order.
-- name: find_channels
SELECT key, label_fa, label_en, archived, position FROM channels WHERE workspace_id = $1 ORDER BY position, key

-- name: save_channel
INSERT INTO channels (workspace_id, key, label_fa, label_en, archived, position) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (workspace_id, key) DO UPDATE SET label_fa = excluded.label_fa, label_en = excluded.label_en, archived = excluded.archived,
  position = excluded.position
