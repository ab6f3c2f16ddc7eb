-- name: find_rules
SELECT version, content FROM source_rules WHERE workspace_id = $1

-- name: save_rules
INSERT INTO source_rules (workspace_id, version, content) VALUES ($1, $2, $3)
ON CONFLICT (workspace_id) DO UPDATE SET version = excluded.version, content = excluded.content
