-- name: insert_link
INSERT INTO links (workspace_id, id, token, version, kind, name, form_id, address, channel, tags, made_at)
VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10)

-- name: insert_token
INSERT INTO link_tokens (token, workspace_id, link_id) VALUES ($1, $2, $3)

-- workspace: all, it is the road from a public address to its workspace
-- name: find_token
SELECT workspace_id, link_id FROM link_tokens WHERE token = $1

-- name: load_link
SELECT id, token, version, kind, name, form_id, address, channel, tags, made_at, archived_at, stand_key
FROM links WHERE workspace_id = $1 AND id = $2

-- name: list_links
SELECT id, token, version, kind, name, form_id, address, channel, tags, made_at, archived_at, stand_key
FROM links WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1000

-- name: count_links
SELECT count(*) FROM links WHERE workspace_id = $1

-- name: save_link
UPDATE links SET kind = $3, name = $4, form_id = $5, address = $6, channel = $7, tags = $8, version = version + 1
WHERE workspace_id = $1 AND id = $2

-- name: archive_link
UPDATE links SET archived_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND archived_at IS NULL

-- name: restore_link
UPDATE links SET archived_at = NULL, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND archived_at IS NOT NULL

-- name: set_stand_key
UPDATE links SET stand_key = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2

-- name: find_link_by_token
SELECT id, name, channel FROM links WHERE workspace_id = $1 AND token = $2

-- name: count_click
INSERT INTO link_clicks (workspace_id, link_id, day, kind, count) VALUES {rows 5}
ON CONFLICT (workspace_id, link_id, day, kind) DO UPDATE SET count = link_clicks.count + excluded.count

-- name: list_clicks
SELECT link_id, kind, CAST(SUM(count) AS BIGINT) FROM link_clicks WHERE workspace_id = $1 GROUP BY link_id, kind

-- name: clicks_of_link
SELECT link_id, kind, CAST(SUM(count) AS BIGINT) FROM link_clicks WHERE workspace_id = $1 AND link_id = $2 GROUP BY link_id, kind

-- name: clicks_by_day
SELECT day, kind, count FROM link_clicks WHERE workspace_id = $1 AND link_id = $2 AND day >= $3 AND day <= $4

-- name: insert_lead_link
INSERT INTO lead_links (workspace_id, link_id, lead_id, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (workspace_id, link_id, lead_id) DO NOTHING

-- name: links_that_brought
SELECT DISTINCT link_id FROM lead_links WHERE workspace_id = $1

-- name: delete_lead_links
DELETE FROM lead_links WHERE workspace_id = $1 AND lead_id = $2

-- name: insert_placement
INSERT INTO placements (workspace_id, id, version, link_id, publisher, page, audience, fit, fit_note, starts_on, ends_on, made_at)
VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: load_placement
SELECT id, version, link_id, publisher, page, audience, fit, fit_note, starts_on, ends_on, made_at, archived_at
FROM placements WHERE workspace_id = $1 AND id = $2

-- name: list_placements
SELECT id, version, link_id, publisher, page, audience, fit, fit_note, starts_on, ends_on, made_at, archived_at
FROM placements WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1000

-- name: count_placements
SELECT count(*) FROM placements WHERE workspace_id = $1

-- name: save_placement
UPDATE placements SET link_id = $3, publisher = $4, page = $5, audience = $6, fit = $7, fit_note = $8, starts_on = $9,
  ends_on = $10, version = version + 1
WHERE workspace_id = $1 AND id = $2

-- name: archive_placement
UPDATE placements SET archived_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND archived_at IS NULL

-- name: restore_placement
UPDATE placements SET archived_at = NULL, version = version + 1
WHERE workspace_id = $1 AND id = $2 AND archived_at IS NOT NULL
