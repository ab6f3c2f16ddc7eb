-- A reminder that somebody has put off rests until then.
ALTER TABLE missed_calls ADD COLUMN snoozed_until BIGINT;
-- Those that wait, of all leads: what the inbox asks.
CREATE INDEX missed_calls_waiting ON missed_calls (workspace_id, id) WHERE done_at IS NULL;
