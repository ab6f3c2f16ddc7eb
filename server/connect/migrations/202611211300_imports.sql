-- An uploaded file and what became of it. The text itself lies in pieces that end at row ends; the import takes them one by one.
CREATE TABLE imports (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT NOT NULL,
  encoding TEXT NOT NULL,
  delimiter TEXT NOT NULL,
  has_header BOOLEAN NOT NULL,
  columns_json TEXT NOT NULL,
  options_json TEXT NOT NULL,
  total_rows BIGINT NOT NULL,
  pieces BIGINT NOT NULL,
  next_piece BIGINT NOT NULL,
  rows_read BIGINT NOT NULL,
  rows_made BIGINT NOT NULL,
  rows_matched BIGINT NOT NULL,
  rows_rejected BIGINT NOT NULL,
  rows_undone BIGINT NOT NULL,
  failure TEXT,
  created_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);

CREATE TABLE import_pieces (
  workspace_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  first_row BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (workspace_id, import_id, position)
);

CREATE TABLE import_rejects (
  workspace_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  reason TEXT NOT NULL,
  column_name TEXT,
  raw TEXT NOT NULL,
  PRIMARY KEY (workspace_id, import_id, row_number)
);
