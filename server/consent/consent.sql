-- name: insert_consent
INSERT INTO consents (workspace_id, lead_id, id, at, purpose, channel, text_id, text_version, wording, given, form_id, form_label,
  exchange_for, address)
VALUES {rows 14}

-- name: list_consents
SELECT id, at, purpose, channel, text_id, text_version, wording, given, form_id, form_label, exchange_for, address, withdrawn_at
FROM consents WHERE workspace_id = $1 AND lead_id = $2 ORDER BY id DESC LIMIT 500

-- name: find_consent
SELECT purpose, withdrawn_at FROM consents WHERE workspace_id = $1 AND lead_id = $2 AND id = $3

-- name: withdraw_consent
UPDATE consents SET withdrawn_at = $4 WHERE workspace_id = $1 AND lead_id = $2 AND id = $3 AND withdrawn_at IS NULL

-- The latest answer for the purpose, for the channel itself or for all: the last word counts.
-- name: latest_answer
SELECT given, withdrawn_at FROM consents
WHERE workspace_id = $1 AND lead_id = $2 AND purpose = $3 AND (channel IS NULL OR channel = $4)
ORDER BY id DESC LIMIT 1

-- name: blank_consents
UPDATE consents SET address = '' WHERE workspace_id = $1 AND lead_id = $2
