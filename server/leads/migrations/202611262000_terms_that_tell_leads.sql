-- A term says whether its lead is one and no interest, and how much of it the lead's terms before it have in common
-- with it: so the leads of a word are counted out of the terms alone (docs/decisions/0004).
-- only sqlite
CREATE TABLE lead_terms_anew (
  workspace_id BIGINT NOT NULL,
  term TEXT NOT NULL,
  lead_id BIGINT NOT NULL,
  is_lead BOOLEAN NOT NULL,
  shared BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, term, lead_id)
) WITHOUT ROWID;
-- only postgres
CREATE TABLE lead_terms_anew (
  workspace_id BIGINT NOT NULL,
  term TEXT COLLATE "C" NOT NULL,
  lead_id BIGINT NOT NULL,
  is_lead BOOLEAN NOT NULL,
  shared BIGINT NOT NULL,
  CONSTRAINT lead_terms_key PRIMARY KEY (workspace_id, term, lead_id) INCLUDE (is_lead, shared)
);
-- both
INSERT INTO lead_terms_anew (workspace_id, term, lead_id, is_lead, shared)
WITH RECURSIVE
  lengths (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM lengths WHERE n < 80),
  pairs AS (
    SELECT workspace_id, term, lead_id, lag(term) OVER (PARTITION BY workspace_id, lead_id ORDER BY term) AS before
    FROM lead_terms)
SELECT p.workspace_id, p.term, p.lead_id, l.layer = 'lead',
  CASE WHEN substr(p.before, 1, 1) = substr(p.term, 1, 1)
    THEN (SELECT max(n) FROM lengths WHERE substr(p.before, 1, n) = substr(p.term, 1, n)) ELSE 0 END
FROM pairs p JOIN leads l ON l.workspace_id = p.workspace_id AND l.id = p.lead_id
ORDER BY 1, 2, 3;
DROP TABLE lead_terms;
ALTER TABLE lead_terms_anew RENAME TO lead_terms;
