-- Who did something, how often, and when: grouped by lead out of this index alone, with the form or list it came by.
CREATE INDEX lead_timeline_kind ON lead_timeline (workspace_id, kind, at, lead_id, by_kind, by_id);
