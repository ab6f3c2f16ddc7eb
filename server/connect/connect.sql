-- name: insert_import
INSERT INTO imports (workspace_id, id, state, file_name, encoding, delimiter, has_header, columns, preview, origin, purpose, pieces,
  pieces_done, row_count, read_count, made_count, matched_count, rejected_count, undone_count, created_by, created_at, finished_at)
VALUES ($1, $2, 'uploaded', $3, $4, $5, $6, $7, $8, NULL, NULL, $9, 0, $10, 0, 0, 0, 0, 0, $11, $12, NULL)

-- name: insert_pieces
INSERT INTO import_pieces (workspace_id, import_id, piece, first_row, content) VALUES {rows 5}

-- name: load_import
SELECT id, state, file_name, encoding, delimiter, has_header, columns, preview, origin, purpose, pieces, pieces_done, row_count,
  read_count, made_count, matched_count, rejected_count, undone_count, created_by, created_at, finished_at,
  interest_count, channel
FROM imports WHERE workspace_id = $1 AND id = $2

-- name: list_imports
SELECT id, state, file_name, encoding, delimiter, has_header, columns, preview, origin, purpose, pieces, pieces_done, row_count,
  read_count, made_count, matched_count, rejected_count, undone_count, created_by, created_at, finished_at,
  interest_count, channel
FROM imports WHERE workspace_id = $1 ORDER BY id DESC LIMIT 200

-- name: import_names
SELECT id, file_name FROM imports WHERE workspace_id = $1 AND state <> 'uploaded' ORDER BY id DESC LIMIT 200

-- name: start_import
UPDATE imports SET state = 'running', preview = '[]', columns = $3, origin = $4, purpose = $5, channel = $6
WHERE workspace_id = $1 AND id = $2 AND state = 'uploaded'

-- name: load_piece
SELECT first_row, content FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND piece = $3

-- name: delete_piece
DELETE FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND piece = $3

-- name: list_forgotten_uploads
-- workspace: all, an upload that nobody started is forgotten wherever it lies
SELECT workspace_id, id FROM imports WHERE state = 'uploaded' AND created_at < $1

-- name: delete_pieces
DELETE FROM import_pieces WHERE workspace_id = $1 AND import_id = $2

-- name: delete_import
DELETE FROM imports WHERE workspace_id = $1 AND id = $2 AND state = 'uploaded'

-- name: finish_piece
UPDATE imports SET pieces_done = pieces_done + 1, read_count = read_count + $4, made_count = made_count + $5,
  matched_count = matched_count + $6, rejected_count = rejected_count + $7, interest_count = interest_count + $8
WHERE workspace_id = $1 AND id = $2 AND pieces_done = $3 AND state = 'running'

-- name: set_import_state
UPDATE imports SET state = $3, finished_at = $4 WHERE workspace_id = $1 AND id = $2

-- name: count_undone
UPDATE imports SET undone_count = undone_count + $3 WHERE workspace_id = $1 AND id = $2

-- name: insert_rejects
INSERT INTO import_rejects (workspace_id, import_id, row_number, reason, column_name, raw) VALUES {rows 6}

-- name: list_rejects
SELECT row_number, reason, column_name, raw FROM import_rejects
WHERE workspace_id = $1 AND import_id = $2 AND row_number > $3 ORDER BY row_number LIMIT $4

-- name: rejects_to_look_at
SELECT import_rejects.import_id, import_rejects.row_number, import_rejects.raw, imports.delimiter, imports.created_at
FROM import_rejects JOIN imports ON imports.workspace_id = import_rejects.workspace_id AND imports.id = import_rejects.import_id
WHERE import_rejects.workspace_id = $1 AND import_rejects.raw <> ''
  AND (import_rejects.import_id > $2 OR (import_rejects.import_id = $2 AND import_rejects.row_number > $3))
ORDER BY import_rejects.import_id, import_rejects.row_number LIMIT 500

-- name: blank_reject
UPDATE import_rejects SET raw = '' WHERE workspace_id = $1 AND import_id = $2 AND row_number = $3
