-- name: find_answer
SELECT request_hash, status, content_type, headers, body FROM idempotency_keys
WHERE workspace_id = $1 AND caller = $2 AND idempotency_key = $3 AND created_at > $4

-- name: keep_answer
INSERT INTO idempotency_keys (workspace_id, caller, idempotency_key, request_hash, status, content_type, headers, body, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: forget_answer
DELETE FROM idempotency_keys WHERE workspace_id = $1 AND caller = $2 AND idempotency_key = $3 AND created_at <= $4

-- name: forget_old_answers
-- workspace: all, an answer is forgotten after a day wherever it was given
DELETE FROM idempotency_keys WHERE created_at <= $1

-- name: forget_answers_about
DELETE FROM idempotency_keys WHERE workspace_id = $1 AND body LIKE $2
