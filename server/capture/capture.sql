-- name: insert_form
INSERT INTO forms (workspace_id, id, public_id, version, state, title, content, published, published_version, secret, created_at,
  updated_at)
VALUES ($1, $2, $3, 1, 'draft', $4, $5, NULL, 0, $6, $7, $7)

-- name: insert_form_address
INSERT INTO form_addresses (public_id, workspace_id, form_id) VALUES ($1, $2, $3)

-- workspace: all, it is the road from a public link to the workspace
-- name: find_form_address
SELECT workspace_id, form_id FROM form_addresses WHERE public_id = $1

-- name: load_form
SELECT id, public_id, version, state, content, published, published_version, secret, created_at, updated_at
FROM forms WHERE workspace_id = $1 AND id = $2

-- name: form_version
SELECT version FROM forms WHERE workspace_id = $1 AND id = $2

-- name: list_forms
SELECT id, public_id, version, state, content, published, published_version, secret, created_at, updated_at
FROM forms WHERE workspace_id = $1 ORDER BY id DESC LIMIT 500

-- name: save_draft
UPDATE forms SET title = $3, content = $4, version = version + 1, updated_at = $5 WHERE workspace_id = $1 AND id = $2

-- name: publish_form
UPDATE forms SET state = 'published', published = content, published_version = published_version + 1, version = version + 1,
  updated_at = $3
WHERE workspace_id = $1 AND id = $2

-- name: set_form_state
UPDATE forms SET state = $3, version = version + 1, updated_at = $4 WHERE workspace_id = $1 AND id = $2

-- name: find_flow
SELECT id, state, reason, lead_id, step, answers, answers_hash FROM submissions
WHERE workspace_id = $1 AND form_id = $2 AND flow = $3 AND state <> 'refused' AND flow <> ''

-- name: insert_submission
INSERT INTO submissions (workspace_id, id, form_id, form_version, flow, at, state, reason, lead_id, step, answers, answers_hash,
  touch, address, agent, language, visitor, body)
VALUES {rows 18}

-- name: insert_arrival
INSERT INTO submissions (workspace_id, id, form_id, form_version, flow, at, state, reason, lead_id, step, answers, answers_hash,
  touch, address, agent, language, visitor, road, road_name, body)
VALUES {rows 20}

-- What waits is read again: the answers, and what becomes of it.
-- name: settle_arrival
UPDATE submissions SET state = $3, reason = $4, lead_id = $5, answers = $6, touch = $7, body = $8
WHERE workspace_id = $1 AND id = $2

-- name: load_arrival
SELECT road, form_id, state, body, lead_id FROM submissions WHERE workspace_id = $1 AND id = $2

-- name: list_waiting
SELECT id, body FROM submissions
WHERE workspace_id = $1 AND form_id = $2 AND id > $3 AND state = 'quarantined' AND reason = $4 ORDER BY id LIMIT 100

-- name: list_newest_waiting
SELECT id, body FROM submissions
WHERE workspace_id = $1 AND form_id = $2 AND id < $3 AND state = 'quarantined' AND reason = $4 ORDER BY id DESC LIMIT 100

-- name: is_waiting
SELECT id FROM submissions WHERE workspace_id = $1 AND id = $2 AND state = 'quarantined' AND reason = $3

-- name: count_waiting
SELECT count(*) FROM submissions WHERE workspace_id = $1 AND form_id = $2 AND state = 'quarantined' AND reason = $3

-- A notice of what is still to be fetched has nothing of the person in it.
-- name: last_body
SELECT body, at FROM submissions
WHERE workspace_id = $1 AND form_id = $2 AND body <> '' AND state <> 'refused' AND coalesce(reason, '') <> 'not_fetched'
ORDER BY id DESC LIMIT 1

-- A page that goes on sending what nobody asked does not make its row longer without end.
-- name: update_flow
UPDATE submissions SET form_version = $3, at = $4, state = $5, reason = $6, lead_id = $7, step = $8, answers = $9,
  answers_hash = $10, body = CASE WHEN CAST($11 AS TEXT) = '' OR length(body) > 262144 THEN body ELSE body || $11 END
WHERE workspace_id = $1 AND id = $2

-- name: settle_submission
UPDATE submissions SET state = $3, reason = $4, lead_id = $5, released_from = $6 WHERE workspace_id = $1 AND id = $2

-- name: load_submission
SELECT id, form_id, form_version, at, state, reason, lead_id, step, answers, touch, address, agent, language, visitor, released_from
FROM submissions WHERE workspace_id = $1 AND id = $2

-- name: list_submissions
SELECT id, form_id, form_version, at, state, reason, lead_id, step, answers, touch, address, agent, language, road,
  road_name, CASE WHEN body = '' THEN 0 ELSE 1 END
FROM submissions
WHERE workspace_id = $1 AND form_id = $2 AND id < $3 AND (CAST($4 AS TEXT) = '' OR state = $4) AND (CAST($5 AS TEXT) = '' OR reason = $5)
ORDER BY id DESC LIMIT $6

-- Of all forms, by the time at which they were sent last. An id holds the time at which the visitor's page first sent something: $2
-- lies so far before $3 that no submission is missed, and keeps the table's past out of the answer.
-- name: outcomes_between
SELECT state, COALESCE(reason, ''), count(*) FROM submissions
WHERE workspace_id = $1 AND id >= $2 AND at >= $3 AND at < $4 GROUP BY 1, 2

-- name: list_submissions_between
SELECT id, form_id, form_version, at, state, reason, lead_id, step, answers, touch, address, agent, language, road,
  road_name, CASE WHEN body = '' THEN 0 ELSE 1 END
FROM submissions
WHERE workspace_id = $1 AND id >= $2 AND at >= $3 AND at < $4 AND (CAST($5 AS TEXT) = '' OR state = $5)
  AND (CAST($6 AS TEXT) = '' OR reason = $6) AND (CAST($7 AS TEXT) = '' OR road = $7) AND id < $8
ORDER BY id DESC LIMIT $9

-- name: count_submissions_between
SELECT count(*) FROM submissions
WHERE workspace_id = $1 AND id >= $2 AND at >= $3 AND at < $4 AND (CAST($5 AS TEXT) = '' OR state = $5)
  AND (CAST($6 AS TEXT) = '' OR reason = $6) AND (CAST($7 AS TEXT) = '' OR road = $7)

-- name: blank_submissions
UPDATE submissions SET answers = '{}', touch = '{}', address = '', agent = '', visitor = '', answers_hash = '', body = ''
WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0

-- name: flows_of_lead
SELECT flow FROM submissions WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0 AND flow <> ''

-- name: list_without_lead
SELECT id, answers, at, flow, body FROM submissions
WHERE workspace_id = $1 AND lead_id = 0 AND id > $2 AND (answers <> '{}' OR body <> '') ORDER BY id LIMIT 500

-- name: blank_listed_submissions
UPDATE submissions SET answers = '{}', touch = '{}', address = '', agent = '', visitor = '', answers_hash = '', body = ''
WHERE workspace_id = $1 AND id IN {integers $2}

-- name: count_up
INSERT INTO form_counts (workspace_id, form_id, kind, name, count) VALUES {rows 5}
ON CONFLICT (workspace_id, form_id, kind, name) DO UPDATE SET count = form_counts.count + excluded.count

-- name: counts_of_form
SELECT kind, name, count FROM form_counts WHERE workspace_id = $1 AND form_id = $2

-- name: counts_of_kind
SELECT form_id, name, count FROM form_counts WHERE workspace_id = $1 AND kind = $2

-- name: reasons_of_workspace
SELECT name, SUM(count) FROM form_counts WHERE workspace_id = $1 AND kind = 'reason' GROUP BY name ORDER BY name
