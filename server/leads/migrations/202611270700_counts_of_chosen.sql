-- The counts know what was chosen as well: the rows of a term of lead_terms (a stage, a choice of an own field, a form)
-- count the leads that have it, those of '' count all.
-- only sqlite
CREATE TABLE lead_counts_anew (
  workspace_id BIGINT NOT NULL,
  term TEXT NOT NULL,
  layer TEXT NOT NULL,
  status_id BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT NOT NULL,
  contact_grade BIGINT NOT NULL,
  has_phone BOOLEAN NOT NULL,
  has_email BOOLEAN NOT NULL,
  leads BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email)
) WITHOUT ROWID;
-- only postgres
CREATE TABLE lead_counts_anew (
  workspace_id BIGINT NOT NULL,
  term TEXT COLLATE "C" NOT NULL,
  layer TEXT NOT NULL,
  status_id BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT NOT NULL,
  contact_grade BIGINT NOT NULL,
  has_phone BOOLEAN NOT NULL,
  has_email BOOLEAN NOT NULL,
  leads BIGINT NOT NULL,
  CONSTRAINT lead_counts_key PRIMARY KEY (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email)
);
-- both
INSERT INTO lead_counts_anew (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads)
SELECT workspace_id, '', layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads
FROM lead_counts;
INSERT INTO lead_counts_anew (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads)
SELECT t.workspace_id, t.term, l.layer, l.status_id, l.owner_id, l.purpose, COALESCE(l.channel, ''), l.contact_grade,
  l.phone IS NOT NULL, l.email IS NOT NULL, count(*)
FROM lead_terms t JOIN leads l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
WHERE ((t.term >= '=' AND t.term < '>') OR (t.term >= 'form:' AND t.term < 'form;')) AND l.layer <> 'erased'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
DROP TABLE lead_counts;
ALTER TABLE lead_counts_anew RENAME TO lead_counts;
