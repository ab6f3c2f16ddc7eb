-- Which fields of a lead the people of a role do not see.
CREATE TABLE hidden_fields (
  workspace_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (workspace_id, role, field)
);
