-- The counts know more of a lead, so that more totals are their sum. The channel of nobody knows where is ''.
DROP TABLE lead_counts;
CREATE TABLE lead_counts (
  workspace_id BIGINT NOT NULL,
  layer TEXT NOT NULL,
  status_id BIGINT NOT NULL,
  owner_id BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  channel TEXT NOT NULL,
  contact_grade BIGINT NOT NULL,
  has_phone BOOLEAN NOT NULL,
  has_email BOOLEAN NOT NULL,
  leads BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email)
);
INSERT INTO lead_counts (workspace_id, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads)
SELECT workspace_id, layer, status_id, owner_id, purpose, COALESCE(channel, ''), contact_grade, phone IS NOT NULL,
  email IS NOT NULL, count(*)
FROM leads WHERE layer <> 'erased' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;
