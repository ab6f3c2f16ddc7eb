-- The workspace's own list of buying stages (A16). A lead holds the key.
CREATE TABLE lead_stages (
  workspace_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  label_fa TEXT NOT NULL,
  label_en TEXT NOT NULL,
  archived BOOLEAN NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
INSERT INTO lead_stages (workspace_id, key, label_fa, label_en, archived, position)
SELECT lead_settings.workspace_id, five.column1, five.column2, five.column3, FALSE, five.column4
FROM lead_settings CROSS JOIN (VALUES ('awareness', 'آگاهی', 'Awareness', 1), ('interest', 'علاقه', 'Interest', 2),
  ('consideration', 'بررسی', 'Consideration', 3), ('intent', 'قصد خرید', 'Intent', 4), ('decision', 'تصمیم', 'Decision', 5)) AS five;

-- What became of the interests that were here when a version of the rule came into force: how many were looked at and
-- became leads, where the looking stands (the keys of the last one looked at), and when it ended.
ALTER TABLE lead_rules ADD COLUMN looked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lead_rules ADD COLUMN became_leads BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lead_rules ADD COLUMN judged_created_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lead_rules ADD COLUMN judged_to BIGINT NOT NULL DEFAULT 0;
ALTER TABLE lead_rules ADD COLUMN judged_at BIGINT;
UPDATE lead_rules SET judged_at = at;
