-- name: insert_key
INSERT INTO write_keys (workspace_id, id, key, label, made_at) VALUES ($1, $2, $3, $4, $5)

-- name: insert_key_address
INSERT INTO write_key_addresses (key, workspace_id, key_id) VALUES ($1, $2, $3)

-- workspace: all, it is the road from an open key to the workspace
-- name: find_key_address
SELECT workspace_id, key_id FROM write_key_addresses WHERE key = $1

-- name: find_key
SELECT id, key, label, made_at, ended_at, last_event_at FROM write_keys WHERE workspace_id = $1 AND id = $2

-- name: list_keys
SELECT id, key, label, made_at, ended_at, last_event_at FROM write_keys WHERE workspace_id = $1 ORDER BY id DESC LIMIT 200

-- name: end_key
UPDATE write_keys SET ended_at = $3 WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL RETURNING label

-- At most once a minute: the row of a key is no counter.
-- name: touch_key
UPDATE write_keys SET last_event_at = $3 WHERE workspace_id = $1 AND id = $2 AND (last_event_at IS NULL OR last_event_at < $4)

-- name: find_settings
SELECT version, content FROM tracking_settings WHERE workspace_id = $1

-- name: save_settings
INSERT INTO tracking_settings (workspace_id, version, content) VALUES ($1, $2, $3)
ON CONFLICT (workspace_id) DO UPDATE SET version = excluded.version, content = excluded.content

-- name: find_salt
SELECT salt FROM visitor_salts WHERE workspace_id = $1 AND day = $2

-- name: insert_salt
INSERT INTO visitor_salts (workspace_id, day, salt) VALUES ($1, $2, $3)

-- name: forget_salts
DELETE FROM visitor_salts WHERE workspace_id = $1 AND day < $2

-- name: forget_hashes
DELETE FROM visitor_keys WHERE workspace_id = $1 AND key >= 'h:' AND key < $2

-- name: forget_messages
DELETE FROM seen_messages WHERE workspace_id = $1 AND day < $2

-- name: insert_messages (sqlite)
INSERT INTO seen_messages (workspace_id, day, message_id) VALUES {rows 3} ON CONFLICT (workspace_id, message_id) DO NOTHING

-- name: insert_messages (postgres)
INSERT INTO seen_messages (workspace_id, day, message_id) VALUES {rows 3} ON CONFLICT (workspace_id, message_id) DO NOTHING
RETURNING message_id

-- name: find_visitor_keys
SELECT key, visitor_id FROM visitor_keys WHERE workspace_id = $1 AND key IN {texts $2}

-- name: insert_visitor_keys
INSERT INTO visitor_keys (workspace_id, key, visitor_id) VALUES {rows 3}

-- name: move_keys
UPDATE visitor_keys SET visitor_id = $3 WHERE workspace_id = $1 AND visitor_id = $2

-- name: delete_keys
DELETE FROM visitor_keys WHERE workspace_id = $1 AND visitor_id = $2

-- name: find_visitors
SELECT id, lead_id, account, last_visit_id FROM visitors WHERE workspace_id = $1 AND id IN {integers $2}

-- name: visitors_of_lead
SELECT id FROM visitors WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0

-- name: save_visitors
INSERT INTO visitors (workspace_id, id, lead_id, account, last_visit_id) VALUES {rows 5}
ON CONFLICT (workspace_id, id) DO UPDATE
SET lead_id = excluded.lead_id, account = excluded.account, last_visit_id = excluded.last_visit_id

-- name: update_visitor
UPDATE visitors SET lead_id = $3, account = $4, last_visit_id = $5 WHERE workspace_id = $1 AND id = $2

-- name: name_visitor
UPDATE visitors SET lead_id = $3 WHERE workspace_id = $1 AND id = $2

-- name: delete_visitor
DELETE FROM visitors WHERE workspace_id = $1 AND id = $2

-- name: find_visits
SELECT id, visitor_id, lead_id, line_id, started_at, last_at, pages, seconds, robot, key_id, touch
FROM visits WHERE workspace_id = $1 AND id IN {integers $2}

-- name: visit_before
SELECT id, visitor_id, lead_id, line_id, started_at, last_at, pages, seconds, robot, key_id, touch
FROM visits WHERE workspace_id = $1 AND visitor_id = $2 AND id < $3 ORDER BY id DESC LIMIT 1

-- name: visits_of_lead
SELECT id, visitor_id, lead_id, line_id, started_at, last_at, pages, seconds, robot, key_id, touch
FROM visits WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0 AND id < $3 ORDER BY id DESC LIMIT $4

-- name: untold_visits
SELECT id, visitor_id, lead_id, line_id, started_at, last_at, pages, seconds, robot, key_id, touch
FROM visits WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0 AND line_id = 0 AND NOT robot ORDER BY id DESC LIMIT 200

-- Of a visit that goes on, what it is by now; whose it is and where it came from stays.
-- name: save_visits
INSERT INTO visits (workspace_id, id, visitor_id, lead_id, line_id, started_at, last_at, pages, seconds, robot, key_id, touch)
VALUES {rows 12}
ON CONFLICT (workspace_id, id) DO UPDATE SET started_at = excluded.started_at, last_at = excluded.last_at,
  pages = excluded.pages, seconds = excluded.seconds, robot = excluded.robot

-- name: tell_visit
UPDATE visits SET line_id = $3 WHERE workspace_id = $1 AND id = $2

-- name: move_visits
UPDATE visits SET visitor_id = $3 WHERE workspace_id = $1 AND visitor_id = $2

-- What belongs to somebody already stays his: a browser is shared sometimes.
-- name: name_visits
UPDATE visits SET lead_id = $3 WHERE workspace_id = $1 AND visitor_id = $2 AND lead_id = 0 AND NOT robot

-- name: delete_visits
DELETE FROM visits WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0

-- name: insert_visit_events
INSERT INTO visit_events (workspace_id, visit_id, id, at, kind, name, name_key, page, title, content, stage, seconds, properties)
VALUES {rows 13}

-- name: add_seconds
UPDATE visit_events SET seconds = seconds + $4 WHERE workspace_id = $1 AND visit_id = $2 AND id =
  (SELECT max(id) FROM visit_events WHERE workspace_id = $1 AND visit_id = $2 AND kind = 'page' AND page = $3)

-- name: events_of_visits
SELECT visit_id, at, kind, name, page, title, content, stage, seconds FROM visit_events
WHERE workspace_id = $1 AND visit_id IN {integers $2} ORDER BY visit_id, id LIMIT $3

-- name: delete_events_of_lead
DELETE FROM visit_events WHERE workspace_id = $1 AND visit_id IN (SELECT id FROM visits WHERE workspace_id = $1 AND lead_id = $2 AND lead_id <> 0)

-- name: count_up
INSERT INTO tracking_counts (workspace_id, day, kind, name, count) VALUES {rows 5}
ON CONFLICT (workspace_id, day, kind, name) DO UPDATE SET count = tracking_counts.count + excluded.count

-- name: counts_since
SELECT day, kind, name, count FROM tracking_counts WHERE workspace_id = $1 AND day >= $2 ORDER BY day DESC, kind, name

-- name: counts_between
SELECT kind, name, CAST(SUM(count) AS BIGINT) FROM tracking_counts WHERE workspace_id = $1 AND day >= $2 AND day <= $3
GROUP BY kind, name ORDER BY 3 DESC, kind, name

-- name: count_anew (postgres)
-- workspace: all, what the planner knows of a table
ANALYZE visitors, visitor_keys, visits, visit_events, seen_messages

-- name: count_anew (sqlite)
-- workspace: all, SQLite goes by the keys alone
SELECT 1
