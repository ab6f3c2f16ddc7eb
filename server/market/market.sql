-- name: list_audiences
SELECT id, version, persona, size, basis, changed_at FROM audiences WHERE workspace_id = $1 ORDER BY size DESC, id

-- name: find_audience
SELECT id, version, persona, size, basis, changed_at FROM audiences WHERE workspace_id = $1 AND id = $2

-- name: insert_audience
INSERT INTO audiences (workspace_id, id, version, persona, size, basis, changed_at) VALUES ($1, $2, 1, $3, $4, $5, $6)

-- name: update_audience
UPDATE audiences SET version = version + 1, persona = $3, size = $4, basis = $5, changed_at = $6 WHERE workspace_id = $1 AND id = $2

-- name: delete_audience
DELETE FROM audiences WHERE workspace_id = $1 AND id = $2
