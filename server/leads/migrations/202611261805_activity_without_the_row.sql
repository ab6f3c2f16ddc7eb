-- Filters by the last activity are answered without the row too; it is written anew with every activity in any case.
DROP INDEX leads_activity;
CREATE INDEX leads_activity ON leads (workspace_id, layer, last_activity_at, id, status_id, owner_id, snoozed_until, purpose, channel);
