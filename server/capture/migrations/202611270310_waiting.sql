-- What waits at an address, for its reason: few rows among many that came.
CREATE INDEX submissions_waiting ON submissions (workspace_id, form_id, reason, id) WHERE state = 'quarantined';
