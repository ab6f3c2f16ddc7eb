-- Many leads changed at once. The leads are fixed when the change begins and kept in pieces: a piece is changed whole, in one transaction
-- together with the progress, or not at all.
CREATE TABLE bulk_changes (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  state TEXT NOT NULL,
  fault TEXT,
  acts TEXT NOT NULL,
  lead_count BIGINT NOT NULL,
  pieces BIGINT NOT NULL,
  pieces_done BIGINT NOT NULL,
  changed_count BIGINT NOT NULL,
  already_count BIGINT NOT NULL,
  refused_count BIGINT NOT NULL,
  undone_count BIGINT NOT NULL,
  left_count BIGINT NOT NULL,
  made_by BIGINT NOT NULL,
  made_by_name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE bulk_pieces (
  workspace_id BIGINT NOT NULL,
  bulk_id BIGINT NOT NULL,
  piece BIGINT NOT NULL,
  leads TEXT NOT NULL,
  PRIMARY KEY (workspace_id, bulk_id, piece)
);
-- What became of each lead that was not so already. content: the values before and after while they can be put back; the fields that
-- were left, after the undo; the reason of a refusal.
CREATE TABLE bulk_leads (
  workspace_id BIGINT NOT NULL,
  bulk_id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  fate TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (workspace_id, bulk_id, lead_id)
);
CREATE INDEX bulk_leads_fate ON bulk_leads (workspace_id, bulk_id, fate, lead_id);
CREATE INDEX bulk_leads_lead ON bulk_leads (workspace_id, lead_id);
