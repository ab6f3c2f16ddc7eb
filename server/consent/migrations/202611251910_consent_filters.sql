-- Who allowed what: conditions ask by purpose.
CREATE INDEX consents_purpose ON consents (workspace_id, purpose, lead_id);
