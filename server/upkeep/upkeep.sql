-- What the database itself knows about its tables: for archives, which carry every table there is.

-- name: list_columns (sqlite)
-- workspace: all, the catalogue of the database
SELECT tables.name, columns.name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND tables.name <> 'schema_migrations'
ORDER BY tables.name, columns.cid

-- name: list_columns (postgres)
-- workspace: all, the catalogue of the database
SELECT CAST(pg_class.relname AS TEXT), CAST(pg_attribute.attname AS TEXT) FROM pg_class
JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid AND pg_attribute.attnum > 0 AND NOT pg_attribute.attisdropped
WHERE pg_class.relkind IN ('r', 'p') AND pg_class.relnamespace = CAST(current_schema() AS regnamespace)
  AND pg_class.relname <> 'schema_migrations'
ORDER BY pg_class.relname COLLATE "C", pg_attribute.attnum

-- A server holds its connections longer than this command, whose first one this is.
-- name: count_servers (sqlite)
-- workspace: all, a second server of a SQLite file is kept out by its lock
SELECT 0

-- name: count_servers (postgres)
-- workspace: all, connections belong to the database
SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sarnakh' AND datname = current_database()
  AND backend_start < (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())

-- What the doctor looks for. Each statement gives one row for each fault, with the id (or the name) of what is wrong, in
-- one workspace. A statement named <table>_<column> finds the rows whose column points to nothing in their workspace: a
-- row of another workspace is nothing here.

-- name: list_all_workspaces
-- workspace: all, the doctor goes from one to the next
SELECT workspace_id FROM workspaces ORDER BY workspace_id

-- name: find_broken_pages (sqlite)
-- workspace: all, the file belongs to all
SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'

-- name: find_broken_pages (postgres)
-- workspace: all, the catalogue of the database
SELECT pg_class.relname FROM pg_index JOIN pg_class ON pg_class.oid = pg_index.indexrelid
WHERE NOT pg_index.indisvalid AND pg_class.relnamespace = CAST(current_schema() AS regnamespace)

-- The columns of every unique key, and of which rows. An index that a new version of the system's collations has left in disorder lets a second
-- row in; SQLite looks for that itself (integrity_check).
-- name: list_unique_keys (sqlite)
-- workspace: all, the catalogue of the database
SELECT '', '', '', '' WHERE 1 = 0

-- name: list_unique_keys (postgres)
-- workspace: all, the catalogue of the database
SELECT CAST(keys.relname AS TEXT), CAST(pg_class.relname AS TEXT),
  (SELECT string_agg(pg_get_indexdef(pg_index.indexrelid, place, TRUE), ', ' ORDER BY place) FROM generate_series(1, pg_index.indnkeyatts) AS place),
  COALESCE(pg_get_expr(pg_index.indpred, pg_index.indrelid), 'TRUE')
FROM pg_index JOIN pg_class ON pg_class.oid = pg_index.indrelid JOIN pg_class AS keys ON keys.oid = pg_index.indexrelid
WHERE pg_index.indisunique AND pg_class.relkind IN ('r', 'p') AND pg_class.relnamespace = CAST(current_schema() AS regnamespace)
ORDER BY 1

-- name: find_wrong_counts
SELECT status_id FROM (
  SELECT term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads AS difference
  FROM lead_counts WHERE workspace_id = $1
  UNION ALL SELECT '', layer, status_id, owner_id, purpose, COALESCE(channel, ''), contact_grade, phone IS NOT NULL, email IS NOT NULL, -1
  FROM leads WHERE workspace_id = $1 AND layer <> 'erased'
  UNION ALL SELECT t.term, l.layer, l.status_id, l.owner_id, l.purpose, COALESCE(l.channel, ''), l.contact_grade, l.phone IS NOT NULL, l.email IS NOT NULL, -1
  FROM lead_terms t JOIN leads l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
  WHERE t.workspace_id = $1 AND ((t.term >= '=' AND t.term < '>') OR (t.term >= 'form:' AND t.term < 'form;'))) AS both_sides
GROUP BY term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email HAVING sum(difference) <> 0

-- name: delete_counts
DELETE FROM lead_counts WHERE workspace_id = $1

-- name: count_leads_anew
INSERT INTO lead_counts (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads)
SELECT workspace_id, '', layer, status_id, owner_id, purpose, COALESCE(channel, ''), contact_grade, phone IS NOT NULL, email IS NOT NULL, count(*)
FROM leads WHERE workspace_id = $1 AND layer <> 'erased' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
UNION ALL
SELECT t.workspace_id, t.term, l.layer, l.status_id, l.owner_id, l.purpose, COALESCE(l.channel, ''), l.contact_grade, l.phone IS NOT NULL, l.email IS NOT NULL, count(*)
FROM lead_terms t JOIN leads l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
WHERE t.workspace_id = $1 AND ((t.term >= '=' AND t.term < '>') OR (t.term >= 'form:' AND t.term < 'form;'))
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10

-- name: find_wrong_form_counts
SELECT form_id FROM (
  SELECT form_id, name, count AS difference FROM form_counts WHERE workspace_id = $1 AND kind = 'state'
  UNION ALL SELECT form_id, state, -1 FROM submissions WHERE workspace_id = $1 AND state <> 'partial') AS both_sides
GROUP BY form_id, name HAVING sum(difference) <> 0

-- name: delete_form_counts
DELETE FROM form_counts WHERE workspace_id = $1 AND kind = 'state'

-- name: count_submissions_anew
INSERT INTO form_counts (workspace_id, form_id, kind, name, count)
SELECT workspace_id, form_id, 'state', state, count(*) FROM submissions WHERE workspace_id = $1 AND state <> 'partial'
GROUP BY workspace_id, form_id, state

-- name: find_stateless_jobs
SELECT id FROM jobs WHERE workspace_id = $1 AND (state NOT IN ('waiting', 'running', 'dead')
  OR (state = 'running' AND attempts < 1) OR (state = 'dead' AND failed_at = 0))

-- name: find_without_state
SELECT 'import ' || id FROM imports WHERE workspace_id = $1 AND (state NOT IN ('uploaded', 'running', 'done', 'undoing', 'undone') OR pieces_done > pieces)
UNION ALL SELECT 'bulk change ' || id FROM bulk_changes
WHERE workspace_id = $1 AND (state NOT IN ('running', 'done', 'stopped', 'undoing', 'undone') OR pieces_done > pieces)
UNION ALL SELECT 'webhook delivery ' || id FROM webhook_deliveries
WHERE workspace_id = $1 AND (state NOT IN ('waiting', 'delivered', 'failed', 'withdrawn') OR (state = 'waiting') = (done_at IS NOT NULL))
UNION ALL SELECT 'submission ' || id FROM submissions
WHERE workspace_id = $1 AND (state NOT IN ('partial', 'accepted', 'quarantined', 'refused') OR (state IN ('quarantined', 'refused') AND reason IS NULL))
UNION ALL SELECT 'form ' || id FROM forms
WHERE workspace_id = $1 AND (state NOT IN ('draft', 'published', 'archived') OR (state = 'published' AND published IS NULL))

-- name: find_wrong_import_counts
SELECT id FROM imports WHERE workspace_id = $1 AND (read_count <> made_count + matched_count + rejected_count OR interest_count > made_count
  OR rejected_count <> (SELECT count(*) FROM import_rejects WHERE import_rejects.workspace_id = $1 AND import_rejects.import_id = imports.id))

-- A robot's pages are counted and not kept.
-- name: find_wrong_page_counts
SELECT id FROM visits WHERE workspace_id = $1 AND NOT robot AND pages <> (
  SELECT count(*) FROM visit_events WHERE visit_events.workspace_id = $1 AND visit_events.visit_id = visits.id AND visit_events.kind = 'page')

-- name: find_cursors_ahead
SELECT event_cursors.listener FROM event_cursors JOIN event_streams ON event_streams.workspace_id = event_cursors.workspace_id
WHERE event_cursors.workspace_id = $1 AND event_cursors.position > event_streams.last_position
UNION ALL SELECT 'delivered' FROM event_streams WHERE workspace_id = $1 AND delivered > last_position

-- name: find_events_ahead
SELECT events.id FROM events LEFT JOIN event_streams ON event_streams.workspace_id = events.workspace_id
WHERE events.workspace_id = $1 AND events.position > coalesce(event_streams.last_position, 0)

-- name: find_ownerless
SELECT workspace_id FROM workspaces WHERE workspace_id = $1
  AND NOT EXISTS (SELECT 1 FROM memberships WHERE memberships.workspace_id = $1 AND role = 'owner' AND active)

-- name: find_without_statuses
SELECT workspace_id FROM workspaces WHERE workspace_id = $1
  AND NOT EXISTS (SELECT 1 FROM lead_statuses WHERE lead_statuses.workspace_id = $1 AND kind = 'open' AND NOT archived)

-- name: find_without_rule
SELECT workspace_id FROM workspaces WHERE workspace_id = $1
  AND (NOT EXISTS (SELECT 1 FROM lead_rules WHERE lead_rules.workspace_id = $1)
    OR NOT EXISTS (SELECT 1 FROM lead_settings WHERE lead_settings.workspace_id = $1 AND secret <> ''))

-- name: find_from_the_future
SELECT id FROM audit_log WHERE workspace_id = $1 AND at > $2
UNION ALL SELECT id FROM leads WHERE workspace_id = $1 AND layer IN ('lead', 'interest') AND created_at > $2

-- name: memberships_user_id
SELECT user_id FROM memberships WHERE workspace_id = $1
  AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = memberships.user_id)

-- name: team_members_team_id
SELECT user_id FROM team_members WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM teams WHERE teams.workspace_id = $1 AND teams.id = team_members.team_id)

-- name: team_members_user_id
SELECT team_id FROM team_members WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE memberships.workspace_id = $1 AND memberships.user_id = team_members.user_id)

-- name: sessions_user_id
SELECT DISTINCT user_id FROM sessions WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE memberships.workspace_id = $1 AND memberships.user_id = sessions.user_id)

-- name: leads_status_id
SELECT id FROM leads WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM lead_statuses WHERE lead_statuses.workspace_id = $1 AND lead_statuses.id = leads.status_id)

-- name: leads_owner_id
SELECT id FROM leads WHERE workspace_id = $1 AND owner_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE memberships.workspace_id = $1 AND memberships.user_id = leads.owner_id)

-- name: leads_batch_id
SELECT id FROM leads WHERE workspace_id = $1 AND batch_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM imports WHERE imports.workspace_id = $1 AND imports.id = leads.batch_id)

-- name: lead_identities_lead_id
SELECT DISTINCT lead_id FROM lead_identities WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = lead_identities.lead_id AND leads.layer <> 'erased')

-- name: lead_terms_lead_id
SELECT DISTINCT lead_id FROM lead_terms WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = lead_terms.lead_id AND leads.layer <> 'erased')

-- name: lead_timeline_lead_id
SELECT DISTINCT lead_id FROM lead_timeline WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = lead_timeline.lead_id)

-- name: saved_views_owner_id
SELECT id FROM saved_views WHERE workspace_id = $1 AND owner_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE memberships.workspace_id = $1 AND memberships.user_id = saved_views.owner_id)

-- name: hidden_views_user_id
SELECT view_id FROM hidden_views WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM memberships WHERE memberships.workspace_id = $1 AND memberships.user_id = hidden_views.user_id)

-- The first ids are those of the ready-made lists, which have no row.
-- name: hidden_views_view_id
SELECT view_id FROM hidden_views WHERE workspace_id = $1 AND view_id > 1000 AND NOT EXISTS (
  SELECT 1 FROM saved_views WHERE saved_views.workspace_id = $1 AND saved_views.id = hidden_views.view_id)

-- name: consents_lead_id
SELECT id FROM consents WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = consents.lead_id)

-- name: consents_form_id
SELECT id FROM consents WHERE workspace_id = $1 AND form_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM forms WHERE forms.workspace_id = $1 AND forms.id = consents.form_id)

-- name: form_addresses_form_id
SELECT form_id FROM form_addresses WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM forms WHERE forms.workspace_id = $1 AND forms.id = form_addresses.form_id
    AND forms.public_id = form_addresses.public_id)

-- name: forms_public_id
SELECT id FROM forms WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM form_addresses WHERE form_addresses.workspace_id = $1 AND form_addresses.form_id = forms.id
    AND form_addresses.public_id = forms.public_id)

-- name: submissions_form_id
SELECT id FROM submissions WHERE workspace_id = $1 AND form_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM forms WHERE forms.workspace_id = $1 AND forms.id = submissions.form_id) AND NOT EXISTS (
  SELECT 1 FROM incoming_addresses
  WHERE incoming_addresses.workspace_id = $1 AND incoming_addresses.id = submissions.form_id)

-- name: submissions_lead_id
SELECT id FROM submissions WHERE workspace_id = $1 AND lead_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = submissions.lead_id)

-- name: form_counts_form_id
SELECT DISTINCT form_id FROM form_counts WHERE workspace_id = $1 AND form_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM forms WHERE forms.workspace_id = $1 AND forms.id = form_counts.form_id) AND NOT EXISTS (
  SELECT 1 FROM incoming_addresses
  WHERE incoming_addresses.workspace_id = $1 AND incoming_addresses.id = form_counts.form_id)

-- name: missed_calls_lead_id
SELECT id FROM missed_calls WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = missed_calls.lead_id)

-- name: incoming_tokens_address_id
SELECT address_id FROM incoming_tokens WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM incoming_addresses
  WHERE incoming_addresses.workspace_id = $1 AND incoming_addresses.id = incoming_tokens.address_id)

-- name: meta_connections_address_id
SELECT address_id FROM meta_connections WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM incoming_addresses
  WHERE incoming_addresses.workspace_id = $1 AND incoming_addresses.id = meta_connections.address_id)

-- name: webhook_deliveries_endpoint_id
SELECT id FROM webhook_deliveries WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM webhook_endpoints
  WHERE webhook_endpoints.workspace_id = $1 AND webhook_endpoints.id = webhook_deliveries.endpoint_id)

-- name: webhook_deliveries_lead_id
SELECT id FROM webhook_deliveries WHERE workspace_id = $1 AND lead_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = webhook_deliveries.lead_id)

-- name: webhook_attempts_delivery_id
SELECT DISTINCT delivery_id FROM webhook_attempts WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM webhook_deliveries
  WHERE webhook_deliveries.workspace_id = $1 AND webhook_deliveries.id = webhook_attempts.delivery_id)

-- name: bulk_pieces_bulk_id
SELECT DISTINCT bulk_id FROM bulk_pieces WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM bulk_changes WHERE bulk_changes.workspace_id = $1 AND bulk_changes.id = bulk_pieces.bulk_id)

-- name: bulk_leads_bulk_id
SELECT DISTINCT bulk_id FROM bulk_leads WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM bulk_changes WHERE bulk_changes.workspace_id = $1 AND bulk_changes.id = bulk_leads.bulk_id)

-- name: import_pieces_import_id
SELECT DISTINCT import_id FROM import_pieces WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM imports WHERE imports.workspace_id = $1 AND imports.id = import_pieces.import_id)

-- name: import_rejects_import_id
SELECT DISTINCT import_id FROM import_rejects WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM imports WHERE imports.workspace_id = $1 AND imports.id = import_rejects.import_id)

-- name: two_step_user_id
-- workspace: all, a second step belongs to a person
SELECT user_id FROM two_step WHERE NOT EXISTS (SELECT 1 FROM users WHERE users.id = two_step.user_id)

-- name: recovery_codes_user_id
-- workspace: all, recovery codes belong to a person
SELECT DISTINCT user_id FROM recovery_codes WHERE NOT EXISTS (SELECT 1 FROM two_step WHERE two_step.user_id = recovery_codes.user_id)

-- name: write_key_addresses_key_id
SELECT key_id FROM write_key_addresses WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM write_keys WHERE write_keys.workspace_id = $1 AND write_keys.id = write_key_addresses.key_id)

-- name: visitors_lead_id
SELECT id FROM visitors WHERE visitors.lead_id <> 0 AND workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = visitors.lead_id)

-- name: visitors_last_visit_id
SELECT id FROM visitors WHERE visitors.last_visit_id <> 0 AND workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM visits WHERE visits.workspace_id = $1 AND visits.id = visitors.last_visit_id)

-- name: visitor_keys_visitor_id
SELECT DISTINCT visitor_id FROM visitor_keys WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM visitors WHERE visitors.workspace_id = $1 AND visitors.id = visitor_keys.visitor_id)

-- name: visits_visitor_id
SELECT id FROM visits WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM visitors WHERE visitors.workspace_id = $1 AND visitors.id = visits.visitor_id)

-- name: visits_lead_id
SELECT id FROM visits WHERE visits.lead_id <> 0 AND workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = visits.lead_id)

-- name: visits_line_id
SELECT id FROM visits WHERE visits.line_id <> 0 AND workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM lead_timeline WHERE lead_timeline.workspace_id = $1 AND lead_timeline.id = visits.line_id AND lead_timeline.lead_id = visits.lead_id)

-- name: visits_key_id
SELECT id FROM visits WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM write_keys WHERE write_keys.workspace_id = $1 AND write_keys.id = visits.key_id)

-- name: visit_events_visit_id
SELECT DISTINCT visit_id FROM visit_events WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM visits WHERE visits.workspace_id = $1 AND visits.id = visit_events.visit_id)

-- name: one_time_links_user_id
-- workspace: all, links belong to persons
SELECT kind FROM one_time_links WHERE user_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM users WHERE users.id = one_time_links.user_id)

-- name: link_tokens_link_id
SELECT link_id FROM link_tokens WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM links WHERE links.workspace_id = $1 AND links.id = link_tokens.link_id)

-- name: links_form_id
SELECT id FROM links WHERE workspace_id = $1 AND form_id <> 0 AND NOT EXISTS (
  SELECT 1 FROM forms WHERE forms.workspace_id = $1 AND forms.id = links.form_id)

-- name: link_clicks_link_id
SELECT DISTINCT link_id FROM link_clicks WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM links WHERE links.workspace_id = $1 AND links.id = link_clicks.link_id)

-- name: lead_links_link_id
SELECT DISTINCT link_id FROM lead_links WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM links WHERE links.workspace_id = $1 AND links.id = lead_links.link_id)

-- name: lead_links_lead_id
SELECT DISTINCT lead_id FROM lead_links WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM leads WHERE leads.workspace_id = $1 AND leads.id = lead_links.lead_id)

-- name: placements_link_id
SELECT id FROM placements WHERE workspace_id = $1 AND NOT EXISTS (
  SELECT 1 FROM links WHERE links.workspace_id = $1 AND links.id = placements.link_id)
