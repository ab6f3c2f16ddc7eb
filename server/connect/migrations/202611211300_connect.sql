-- Lists that came in as files. The file itself is kept in pieces that end where a row ends, so that work that was interrupted
-- goes on with the next piece: a piece is imported whole, in one transaction, or not at all.
CREATE TABLE imports (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  state TEXT NOT NULL,
  file_name TEXT NOT NULL,
  encoding TEXT NOT NULL,
  delimiter TEXT NOT NULL,
  has_header BOOLEAN NOT NULL,
  columns TEXT NOT NULL,
  preview TEXT NOT NULL,
  origin TEXT,
  purpose TEXT,
  pieces BIGINT NOT NULL,
  pieces_done BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  read_count BIGINT NOT NULL,
  made_count BIGINT NOT NULL,
  matched_count BIGINT NOT NULL,
  rejected_count BIGINT NOT NULL,
  undone_count BIGINT NOT NULL,
  created_by BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE import_pieces (
  workspace_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  piece BIGINT NOT NULL,
  first_row BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (workspace_id, import_id, piece)
);
CREATE TABLE import_rejects (
  workspace_id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  reason TEXT NOT NULL,
  column_name TEXT NOT NULL,
  raw TEXT NOT NULL,
  PRIMARY KEY (workspace_id, import_id, row_number)
);
