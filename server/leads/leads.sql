-- name: find_lead
SELECT id, version, layer, display_name, organisation, phone, email, status_id, owner_id, purpose, channel, source_label,
  contact_grade, created_at, updated_at, last_activity_at, snoozed_until, batch_id, details, custom
FROM leads WHERE workspace_id = $1 AND id = $2

-- name: find_leads
SELECT id, version, layer, display_name, organisation, phone, email, status_id, owner_id, purpose, channel, source_label,
  contact_grade, created_at, updated_at, last_activity_at, snoozed_until, batch_id, details, custom
FROM leads WHERE workspace_id = $1 AND id IN {integers $2} ORDER BY id

-- name: find_owner_of_lead
SELECT owner_id, layer FROM leads WHERE workspace_id = $1 AND id = $2

-- name: insert_leads
INSERT INTO leads (workspace_id, id, version, layer, display_name, name_key, organisation, phone, email, status_id, owner_id,
  purpose, channel, source_label, contact_grade, created_at, updated_at, last_activity_at, snoozed_until, batch_id, details, custom,
  compared)
VALUES {rows 23}

-- The same values in the same places as insert_leads; the version is the one that was read.
-- name: update_lead
UPDATE leads SET version = version + 1, layer = $4, display_name = $5, name_key = $6, organisation = $7, phone = $8, email = $9,
  status_id = $10, owner_id = $11, purpose = $12, channel = $13, source_label = $14, contact_grade = $15, created_at = $16,
  updated_at = $17, last_activity_at = $18, snoozed_until = $19, batch_id = $20, details = $21, custom = $22, compared = $23
WHERE workspace_id = $1 AND id = $2 AND version = $3

-- What is left of a person says nothing of him.
-- name: erase_lead
UPDATE leads SET version = version + 1, layer = 'erased', display_name = '', name_key = '', organisation = NULL, phone = NULL, email = NULL,
  owner_id = 0, channel = NULL, source_label = NULL, contact_grade = 0, updated_at = $4, snoozed_until = NULL, batch_id = 0,
  details = '{}', custom = '{}', compared = '{}'
WHERE workspace_id = $1 AND id = $2 AND version = $3

-- name: touch_lead
UPDATE leads SET last_activity_at = $3, batch_id = CASE WHEN batch_id = $4 THEN batch_id ELSE 0 END
WHERE workspace_id = $1 AND id = $2

-- name: delete_leads
DELETE FROM leads WHERE workspace_id = $1 AND id IN {integers $2}

-- name: leads_of_batch
SELECT id FROM leads WHERE workspace_id = $1 AND batch_id = $2 AND batch_id <> 0 ORDER BY id LIMIT $3

-- Of one person; a key may stand there more than once.
-- name: find_identities
SELECT key, lead_id FROM lead_identities WHERE workspace_id = $1 AND key IN {texts $2}

-- name: insert_identities
INSERT INTO lead_identities (workspace_id, key, lead_id) VALUES {rows 3} ON CONFLICT (workspace_id, key) DO NOTHING

-- name: delete_identity
DELETE FROM lead_identities WHERE workspace_id = $1 AND key = $2 AND lead_id = $3

-- Of a new lead: none of them can be there.
-- name: insert_terms
INSERT INTO lead_terms (workspace_id, term, lead_id, is_lead, shared) VALUES {rows 5}

-- name: add_terms
INSERT INTO lead_terms (workspace_id, term, lead_id, is_lead, shared) VALUES {rows 5} ON CONFLICT (workspace_id, term, lead_id) DO NOTHING

-- name: update_term
UPDATE lead_terms SET is_lead = $4, shared = $5 WHERE workspace_id = $1 AND term = $2 AND lead_id = $3

-- name: delete_term
DELETE FROM lead_terms WHERE workspace_id = $1 AND term = $2 AND lead_id IN {integers $3}

-- name: first_lead_of_term
SELECT lead_id FROM lead_terms WHERE workspace_id = $1 AND term = $2 AND lead_id <> $3 ORDER BY lead_id LIMIT 1

-- name: leads_of_terms
SELECT DISTINCT lead_id FROM lead_terms WHERE workspace_id = $1 AND term IN {texts $2} ORDER BY lead_id LIMIT 20

-- name: count_of_term
SELECT CAST(COALESCE(sum(leads), 0) AS BIGINT) FROM lead_counts WHERE workspace_id = $1 AND term = $2

-- name: count_of_terms
SELECT count(*) FROM (SELECT 1 AS one FROM lead_terms WHERE workspace_id = $1 AND term >= $2 AND term < $3 LIMIT $4) AS found

-- A value is the term without the name of its field, which the range begins with; one that was cut for its term is
-- nothing to be written again. «replace» is the one word for «contains» that both databases have.
-- name: known_values
SELECT term, CAST(sum(leads) AS BIGINT) FROM lead_counts
WHERE workspace_id = $1 AND term >= $2 AND term < $3 AND layer IN {texts $5} AND ($6 OR owner_id IN {integers $7})
  AND length(term) < length($2) + $9 AND ($4 = '' OR replace(substr(term, length($2) + 1), $4, '') <> substr(term, length($2) + 1))
GROUP BY term HAVING sum(leads) > 0
ORDER BY CASE WHEN substr(term, length($2) + 1, length($4)) = $4 THEN 0 ELSE 1 END, 2 DESC, term LIMIT $8

-- name: insert_timeline
INSERT INTO lead_timeline (workspace_id, lead_id, id, at, kind, actor_kind, actor_id, actor_name, by_kind, by_id, by_label, data, changes)
VALUES {rows 13}

-- name: retell_timeline
UPDATE lead_timeline SET data = $4 WHERE workspace_id = $1 AND lead_id = $2 AND id = $3

-- A note of its writer, whose words are gone.
-- name: withdraw_note
UPDATE lead_timeline SET kind = 'note_withdrawn', data = '{}'
WHERE workspace_id = $1 AND lead_id = $2 AND id = $3 AND kind = 'note_added' AND actor_kind = $4 AND actor_id = $5

-- name: list_timeline
SELECT id, at, kind, actor_kind, actor_id, actor_name, by_kind, by_id, by_label, data, changes FROM lead_timeline
WHERE workspace_id = $1 AND lead_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4

-- name: list_changes
SELECT id, at, actor_kind, actor_id, actor_name, by_kind, by_id, by_label, changes FROM lead_timeline
WHERE workspace_id = $1 AND lead_id = $2 AND changes IS NOT NULL ORDER BY id DESC LIMIT 2000

-- name: last_of_kind
SELECT data FROM lead_timeline WHERE workspace_id = $1 AND lead_id = $2 AND kind = $3 ORDER BY id DESC LIMIT 50

-- name: blank_timeline
UPDATE lead_timeline SET data = '{}', changes = NULL, by_label = '' WHERE workspace_id = $1 AND lead_id = $2

-- name: delete_timeline
DELETE FROM lead_timeline WHERE workspace_id = $1 AND lead_id IN {integers $2}

-- name: add_counts
INSERT INTO lead_counts (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads)
VALUES {rows 11}
ON CONFLICT (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email) DO UPDATE SET leads = lead_counts.leads + excluded.leads

-- Of values that nobody has any more: what one person alone said must not outlive him.
-- name: delete_counts_of_nobody
DELETE FROM lead_counts WHERE workspace_id = $1 AND term >= '=' AND term < '>' AND leads = 0

-- name: count_since
SELECT count(*) FROM leads WHERE workspace_id = $1 AND layer = 'lead' AND created_at >= $2

-- name: count_since_of_owners
SELECT count(*) FROM leads WHERE workspace_id = $1 AND layer = 'lead' AND created_at >= $2 AND owner_id IN {integers $3}

-- Who came in a stretch of days of one length, in the order of the list's index and out of it alone.
-- name: arrivals
SELECT layer, status_id, COALESCE(channel, ''), (created_at - $2) / $4, count(*) FROM leads
WHERE workspace_id = $1 AND layer IN ('interest', 'lead') AND created_at >= $2 AND created_at < $3
GROUP BY 1, 2, 3, 4

-- name: arrivals_of_owners
SELECT layer, status_id, COALESCE(channel, ''), (created_at - $2) / $4, count(*) FROM leads
WHERE workspace_id = $1 AND layer IN ('interest', 'lead') AND created_at >= $2 AND created_at < $3 AND owner_id IN {integers $5}
GROUP BY 1, 2, 3, 4

-- name: find_settings
SELECT settings_version, secret FROM lead_settings WHERE workspace_id = $1

-- name: insert_settings
INSERT INTO lead_settings (workspace_id, settings_version, secret) VALUES ($1, $2, $3)

-- name: change_settings_version
UPDATE lead_settings SET settings_version = $2 WHERE workspace_id = $1

-- name: list_statuses
SELECT id, key, label_fa, label_en, kind, colour, archived, position FROM lead_statuses WHERE workspace_id = $1 ORDER BY position, id

-- name: insert_statuses
INSERT INTO lead_statuses (workspace_id, id, key, label_fa, label_en, kind, colour, archived, position) VALUES {rows 9}

-- name: update_status
UPDATE lead_statuses SET label_fa = $3, label_en = $4, kind = $5, colour = $6, archived = $7, position = $8
WHERE workspace_id = $1 AND id = $2

-- name: list_stages
SELECT key, label_fa, label_en, archived, position FROM lead_stages WHERE workspace_id = $1 ORDER BY position, key

-- name: insert_stage
INSERT INTO lead_stages (workspace_id, key, label_fa, label_en, archived, position) VALUES ($1, $2, $3, $4, FALSE, $5)

-- name: update_stage
UPDATE lead_stages SET label_fa = $3, label_en = $4, archived = $5, position = $6 WHERE workspace_id = $1 AND key = $2

-- name: list_fields
SELECT id, key, label_fa, label_en, type, choices, archived, position FROM lead_fields WHERE workspace_id = $1 ORDER BY position, id

-- name: insert_field
INSERT INTO lead_fields (workspace_id, id, key, label_fa, label_en, type, choices, archived, position)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: update_field
UPDATE lead_fields SET label_fa = $3, label_en = $4, choices = $5, archived = $6, position = $7 WHERE workspace_id = $1 AND id = $2

-- name: list_rules
SELECT version, rule, at, actor_kind, actor_id, actor_name, marketing_name, marketing_at, sales_name, sales_at,
  looked_at, became_leads, judged_at
FROM lead_rules WHERE workspace_id = $1 ORDER BY version DESC LIMIT 200

-- Where the looking of the version in force stands.
-- name: progress_of_rule
SELECT version, judged_created_at, judged_to, judged_at FROM lead_rules WHERE workspace_id = $1 ORDER BY version DESC LIMIT 1

-- name: next_interests
SELECT created_at, id FROM leads
WHERE workspace_id = $1 AND layer = 'interest' AND (created_at, id) > ($2, $3) ORDER BY created_at, id LIMIT $4

-- name: newest_interests
SELECT id FROM leads WHERE workspace_id = $1 AND layer = 'interest' ORDER BY created_at DESC, id DESC LIMIT $2

-- name: count_interests
SELECT CAST(COALESCE(sum(leads), 0) AS BIGINT) FROM lead_counts WHERE workspace_id = $1 AND term = '' AND layer = 'interest'

-- name: count_judged
UPDATE lead_rules SET judged_created_at = $4, judged_to = $5, looked_at = looked_at + $6, became_leads = became_leads + $7
WHERE workspace_id = $1 AND version = $2 AND judged_to = $3

-- name: end_judging
UPDATE lead_rules SET judged_at = $3 WHERE workspace_id = $1 AND version = $2

-- name: insert_rule
INSERT INTO lead_rules (workspace_id, version, rule, at, actor_kind, actor_id, actor_name, judged_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: approve_by_marketing
UPDATE lead_rules SET marketing_name = $3, marketing_at = $4 WHERE workspace_id = $1 AND version = $2

-- name: approve_by_sales
UPDATE lead_rules SET sales_name = $3, sales_at = $4 WHERE workspace_id = $1 AND version = $2

-- name: insert_erased
INSERT INTO erased_identities (workspace_id, hash, at) VALUES ($1, $2, $3) ON CONFLICT (workspace_id, hash) DO UPDATE SET at = excluded.at

-- name: find_erased
SELECT hash, at FROM erased_identities WHERE workspace_id = $1 AND hash IN {texts $2}

-- For the doctor.

-- name: each_term
SELECT lead_id, term, is_lead, shared FROM lead_terms WHERE workspace_id = $1

-- name: each_identity
SELECT key, lead_id FROM lead_identities WHERE workspace_id = $1

-- name: each_card
SELECT id, details, layer, custom, name_key, phone, email, channel, source_label, compared FROM leads WHERE workspace_id = $1 ORDER BY id

-- name: delete_terms_of
DELETE FROM lead_terms WHERE workspace_id = $1 AND lead_id IN {integers $2}

-- name: cards_of
SELECT id, details, layer, custom FROM leads WHERE workspace_id = $1 AND id IN {integers $2}

-- name: write_columns
UPDATE leads SET name_key = $3, phone = $4, email = $5, channel = $6, source_label = $7, compared = $8 WHERE workspace_id = $1 AND id = $2

-- name: count_anew (postgres)
-- workspace: all, what the planner knows of a table
ANALYZE leads, lead_terms, lead_identities

-- name: count_anew (sqlite)
-- workspace: all, SQLite goes by the hints in the statements
SELECT 1
