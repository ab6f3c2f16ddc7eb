-- name: insert_import
INSERT INTO imports (workspace_id, id, version, state, file_name, encoding, delimiter, has_header, columns_json, options_json,
  total_rows, pieces, next_piece, rows_read, rows_made, rows_matched, rows_rejected, rows_undone, created_by, created_at)
VALUES ($1, $2, 1, 'uploaded', $3, $4, $5, $6, $7, '{}', $8, $9, 0, 0, 0, 0, 0, 0, $10, $11)

-- name: insert_piece
INSERT INTO import_pieces (workspace_id, import_id, position, first_row, body) VALUES ($1, $2, $3, $4, $5)

-- name: find_import
SELECT id, version, state, file_name, encoding, delimiter, has_header, columns_json, options_json, total_rows, pieces, next_piece,
  rows_read, rows_made, rows_matched, rows_rejected, rows_undone, failure, created_by, created_at, started_at, finished_at
FROM imports WHERE workspace_id = $1 AND id = $2

-- name: list_imports
SELECT id, version, state, file_name, encoding, delimiter, has_header, columns_json, options_json, total_rows, pieces, next_piece,
  rows_read, rows_made, rows_matched, rows_rejected, rows_undone, failure, created_by, created_at, started_at, finished_at
FROM imports WHERE workspace_id = $1 ORDER BY id DESC LIMIT 200

-- name: start_import
UPDATE imports SET state = 'running', version = version + 1, columns_json = $3, options_json = $4, started_at = $5
WHERE workspace_id = $1 AND id = $2 AND state = 'uploaded'

-- name: save_progress
UPDATE imports SET next_piece = $3, rows_read = rows_read + $4, rows_made = rows_made + $5, rows_matched = rows_matched + $6,
  rows_rejected = rows_rejected + $7, version = version + 1
WHERE workspace_id = $1 AND id = $2 AND next_piece = $3 - 1

-- name: change_state
UPDATE imports SET state = $3, failure = $4, finished_at = $5, version = version + 1
WHERE workspace_id = $1 AND id = $2 AND state = $6

-- name: add_undone
UPDATE imports SET rows_undone = rows_undone + $3, version = version + 1 WHERE workspace_id = $1 AND id = $2

-- name: find_piece
SELECT first_row, body FROM import_pieces WHERE workspace_id = $1 AND import_id = $2 AND position = $3

-- name: insert_rejects
INSERT INTO import_rejects (workspace_id, import_id, row_number, reason, column_name, raw) VALUES {rows 6}

-- name: list_rejects
SELECT row_number, reason, column_name, raw FROM import_rejects
WHERE workspace_id = $1 AND import_id = $2 AND row_number > $3 ORDER BY row_number LIMIT 1000
