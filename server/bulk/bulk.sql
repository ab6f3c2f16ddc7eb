-- name: insert_bulk
INSERT INTO bulk_changes (workspace_id, id, state, fault, acts, lead_count, pieces, pieces_done, changed_count, already_count,
  refused_count, undone_count, left_count, made_by, made_by_name, created_at, finished_at)
VALUES ($1, $2, 'running', NULL, $3, $4, $5, 0, 0, 0, 0, 0, 0, $6, $7, $8, NULL)

-- name: insert_pieces
INSERT INTO bulk_pieces (workspace_id, bulk_id, piece, leads) VALUES {rows 4}

-- name: load_bulk
SELECT id, state, fault, acts, lead_count, pieces, pieces_done, changed_count, already_count, refused_count, undone_count, left_count,
  made_by, made_by_name, created_at, finished_at
FROM bulk_changes WHERE workspace_id = $1 AND id = $2

-- name: list_bulk
SELECT id, state, fault, acts, lead_count, pieces, pieces_done, changed_count, already_count, refused_count, undone_count, left_count,
  made_by, made_by_name, created_at, finished_at
FROM bulk_changes WHERE workspace_id = $1 ORDER BY id DESC LIMIT 50

-- name: list_bulk_of
SELECT id, state, fault, acts, lead_count, pieces, pieces_done, changed_count, already_count, refused_count, undone_count, left_count,
  made_by, made_by_name, created_at, finished_at
FROM bulk_changes WHERE workspace_id = $1 AND made_by = $2 ORDER BY id DESC LIMIT 50

-- name: load_piece
SELECT leads FROM bulk_pieces WHERE workspace_id = $1 AND bulk_id = $2 AND piece = $3

-- name: delete_piece
DELETE FROM bulk_pieces WHERE workspace_id = $1 AND bulk_id = $2 AND piece = $3

-- name: delete_pieces
DELETE FROM bulk_pieces WHERE workspace_id = $1 AND bulk_id = $2

-- name: finish_piece
UPDATE bulk_changes SET pieces_done = pieces_done + 1, changed_count = changed_count + $4, already_count = already_count + $5,
  refused_count = refused_count + $6
WHERE workspace_id = $1 AND id = $2 AND pieces_done = $3 AND state = 'running'

-- name: change_state
UPDATE bulk_changes SET state = $4, finished_at = $5 WHERE workspace_id = $1 AND id = $2 AND state = $3

-- name: stop_with_fault
UPDATE bulk_changes SET state = 'stopped', fault = $3, finished_at = $4 WHERE workspace_id = $1 AND id = $2 AND state = 'running'

-- name: insert_leads
INSERT INTO bulk_leads (workspace_id, bulk_id, lead_id, fate, content) VALUES {rows 5}

-- name: list_leads
SELECT lead_id, content FROM bulk_leads WHERE workspace_id = $1 AND bulk_id = $2 AND fate = $3 AND lead_id > $4 ORDER BY lead_id LIMIT $5

-- name: set_undone
UPDATE bulk_leads SET fate = 'undone', content = '[]' WHERE workspace_id = $1 AND bulk_id = $2 AND lead_id IN {integers $3}

-- name: set_left
UPDATE bulk_leads SET fate = 'left', content = $4 WHERE workspace_id = $1 AND bulk_id = $2 AND lead_id = $3

-- name: count_undone
UPDATE bulk_changes SET undone_count = undone_count + $5, left_count = left_count + $6
WHERE workspace_id = $1 AND id = $2 AND undone_count = $3 AND left_count = $4 AND state = 'undoing'

-- name: forget_lead
DELETE FROM bulk_leads WHERE workspace_id = $1 AND lead_id = $2

-- name: list_forgettable
-- workspace: all, what is too old to be undone is forgotten wherever it lies
SELECT workspace_id, id FROM bulk_changes WHERE created_at < $1 AND state NOT IN ('running', 'undoing') AND EXISTS (
  SELECT 1 FROM bulk_leads WHERE bulk_leads.workspace_id = bulk_changes.workspace_id AND bulk_leads.bulk_id = bulk_changes.id)

-- name: forget_some
DELETE FROM bulk_leads WHERE workspace_id = $1 AND bulk_id = $2 AND lead_id IN (
  SELECT lead_id FROM bulk_leads WHERE workspace_id = $1 AND bulk_id = $2 ORDER BY lead_id LIMIT 1000)
