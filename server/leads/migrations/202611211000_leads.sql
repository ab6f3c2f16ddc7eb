-- Persons who showed an interest. The columns are what lists, searches and counts need; the rest of the card is JSON, written whole.
-- layer: interest, lead, or erased (a person erased on request: only the id is left).
-- only sqlite
CREATE TABLE leads (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  layer TEXT NOT NULL,
  display_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  organisation TEXT,
  phone TEXT,
  email TEXT,
  status_id BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT,
  source_label TEXT,
  contact_grade BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_activity_at BIGINT NOT NULL,
  snoozed_until BIGINT,
  batch_id BIGINT NOT NULL,
  details TEXT NOT NULL,
  custom TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
-- A key belongs to one lead: the last word when two servers take the same phone at once.
CREATE TABLE lead_identities (
  workspace_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  lead_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, key)
) WITHOUT ROWID;
-- Words of names and organisations, e-mail addresses and their parts, '>' national digits, '<' digits backwards, 'form:' ids.
CREATE TABLE lead_terms (
  workspace_id BIGINT NOT NULL,
  term TEXT NOT NULL,
  lead_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, term, lead_id)
) WITHOUT ROWID;
-- Everything that happened to a lead; rows with `changes` are also its history.
CREATE TABLE lead_timeline (
  workspace_id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name TEXT NOT NULL,
  by_kind TEXT NOT NULL,
  by_id BIGINT NOT NULL,
  by_label TEXT NOT NULL,
  data TEXT NOT NULL,
  changes TEXT,
  PRIMARY KEY (workspace_id, lead_id, id)
) WITHOUT ROWID;
-- only postgres
CREATE TABLE leads (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  layer TEXT NOT NULL,
  display_name TEXT NOT NULL,
  name_key TEXT COLLATE "C" NOT NULL,
  organisation TEXT,
  phone TEXT,
  email TEXT,
  status_id BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT,
  source_label TEXT,
  contact_grade BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_activity_at BIGINT NOT NULL,
  snoozed_until BIGINT,
  batch_id BIGINT NOT NULL,
  details TEXT NOT NULL,
  custom TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE lead_identities (
  workspace_id BIGINT NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  lead_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
CREATE TABLE lead_terms (
  workspace_id BIGINT NOT NULL,
  term TEXT COLLATE "C" NOT NULL,
  lead_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, term, lead_id)
);
CREATE TABLE lead_timeline (
  workspace_id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name TEXT NOT NULL,
  by_kind TEXT NOT NULL,
  by_id BIGINT NOT NULL,
  by_label TEXT NOT NULL,
  data TEXT NOT NULL,
  changes TEXT,
  PRIMARY KEY (workspace_id, lead_id, id)
);
-- both
-- The list: newest first; the columns after the order let filters be answered without the row.
CREATE INDEX leads_list ON leads (workspace_id, layer, created_at, id, status_id, owner_id, snoozed_until, purpose, channel);
CREATE INDEX leads_activity ON leads (workspace_id, layer, last_activity_at, id);
CREATE INDEX leads_name ON leads (workspace_id, layer, name_key, id);
CREATE INDEX leads_snoozed ON leads (workspace_id, snoozed_until, status_id, owner_id) WHERE snoozed_until IS NOT NULL;
CREATE INDEX leads_batch ON leads (workspace_id, batch_id, id) WHERE batch_id <> 0;

-- How many leads there are of each kind that lists ask the total of.
CREATE TABLE lead_counts (
  workspace_id BIGINT NOT NULL,
  layer TEXT NOT NULL,
  status_id BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  leads BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, layer, status_id, owner_id)
);

CREATE TABLE lead_statuses (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  key TEXT NOT NULL,
  label_fa TEXT NOT NULL,
  label_en TEXT NOT NULL,
  kind TEXT NOT NULL,
  colour TEXT NOT NULL,
  archived BOOLEAN NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key)
);

CREATE TABLE lead_fields (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  key TEXT NOT NULL,
  label_fa TEXT NOT NULL,
  label_en TEXT NOT NULL,
  type TEXT NOT NULL,
  choices TEXT NOT NULL,
  archived BOOLEAN NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key)
);

-- Every version of the lead rule; the highest is in force.
CREATE TABLE lead_rules (
  workspace_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  rule TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor_kind TEXT NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name TEXT NOT NULL,
  marketing_name TEXT,
  marketing_at BIGINT,
  sales_name TEXT,
  sales_at BIGINT,
  PRIMARY KEY (workspace_id, version)
);

-- settings_version changes with every change of statuses, fields or rule; secret keys the hashes of erased persons.
CREATE TABLE lead_settings (
  workspace_id BIGINT NOT NULL,
  settings_version BIGINT NOT NULL,
  secret TEXT NOT NULL,
  PRIMARY KEY (workspace_id)
);

-- Keyed hashes of the phones and e-mails of erased persons: an old list cannot bring them back.
CREATE TABLE erased_identities (
  workspace_id BIGINT NOT NULL,
  hash TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, hash)
);
