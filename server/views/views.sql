-- name: list_views
SELECT v.id, v.version, v.owner_id, v.shared, v.name, v.content, v.changed_at FROM saved_views v
WHERE v.workspace_id = $1 AND (v.shared OR v.owner_id = $2) AND v.removed_at IS NULL ORDER BY v.id

-- name: find_view
SELECT v.id, v.version, v.owner_id, v.shared, v.name, v.content, v.changed_at FROM saved_views v
WHERE v.workspace_id = $1 AND v.id = $2 AND v.removed_at IS NULL

-- name: find_removed_view
SELECT v.id, v.version, v.owner_id, v.shared, v.name, v.content, v.changed_at FROM saved_views v
WHERE v.workspace_id = $1 AND v.id = $2 AND v.removed_at IS NOT NULL

-- name: list_hidden
SELECT view_id FROM hidden_views WHERE workspace_id = $1 AND user_id = $2

-- name: count_views
SELECT count(*), CAST(COALESCE(SUM(CASE WHEN owner_id = $2 AND NOT shared THEN 1 ELSE 0 END), 0) AS BIGINT) FROM saved_views
WHERE workspace_id = $1 AND removed_at IS NULL

-- name: insert_view
INSERT INTO saved_views (workspace_id, id, version, owner_id, shared, name, content, changed_at) VALUES ($1, $2, 1, $3, $4, $5, $6, $7)

-- name: update_view
UPDATE saved_views SET version = version + 1, shared = $3, name = $4, content = $5, changed_at = $6
WHERE workspace_id = $1 AND id = $2

-- name: remove_view
UPDATE saved_views SET removed_at = $3 WHERE workspace_id = $1 AND id = $2

-- name: restore_view
UPDATE saved_views SET removed_at = NULL WHERE workspace_id = $1 AND id = $2

-- name: forget_removed_pins
DELETE FROM hidden_views WHERE workspace_id = $1 AND view_id IN (
  SELECT id FROM saved_views WHERE workspace_id = $1 AND removed_at < $2)

-- name: forget_removed
DELETE FROM saved_views WHERE workspace_id = $1 AND removed_at < $2

-- name: hide_view
INSERT INTO hidden_views (workspace_id, user_id, view_id) VALUES ($1, $2, $3) ON CONFLICT (workspace_id, user_id, view_id) DO NOTHING

-- name: show_view
DELETE FROM hidden_views WHERE workspace_id = $1 AND user_id = $2 AND view_id = $3
