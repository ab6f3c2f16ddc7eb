-- name: count_users
-- workspace: all, people belong to the installation
SELECT count(*) FROM users

-- name: insert_user
-- workspace: all, people belong to the installation
INSERT INTO users (id, email, email_key, name, password_hash, language, calendar, theme, digits, created_at)
VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $6 = 'fa' THEN 'jalali' ELSE 'gregorian' END, 'system',
  CASE WHEN $6 = 'fa' THEN 'persian' ELSE 'latin' END, $7)

-- name: find_user_by_email
-- workspace: all, somebody who signs in has no workspace yet
SELECT id, password_hash, name, email, language FROM users WHERE email_key = $1

-- name: find_user
-- workspace: all, people belong to the installation
SELECT id, password_hash, name, email, language, calendar, theme, digits, time_zone FROM users WHERE id = $1

-- name: update_user
-- workspace: all, how a person likes the desk is his own
UPDATE users SET name = $2, language = $3, calendar = $4, theme = $5, digits = $6, time_zone = $7 WHERE id = $1

-- name: set_password
-- workspace: all, a password belongs to the person
UPDATE users SET password_hash = $2 WHERE id = $1

-- name: list_users
-- workspace: all, a command of whoever owns the machine
SELECT users.id, users.email, users.name, count(memberships.workspace_id) FROM users
LEFT JOIN memberships ON memberships.user_id = users.id GROUP BY users.id, users.email, users.name ORDER BY users.id

-- name: insert_workspace
INSERT INTO workspaces (workspace_id, name, language, time_zone, default_region, currency, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: find_workspace
SELECT workspace_id, name, language, time_zone, default_region, default_area, currency FROM workspaces WHERE workspace_id = $1

-- name: update_workspace
UPDATE workspaces SET name = $2, language = $3, time_zone = $4, default_region = $5, currency = $6, default_area = $7 WHERE workspace_id = $1

-- name: settle_workspace
UPDATE workspaces SET time_zone = $2, default_region = $3, currency = $4 WHERE workspace_id = $1

-- name: insert_membership
INSERT INTO memberships (workspace_id, user_id, role, reach, active, created_at) VALUES ($1, $2, $3, $4, $5, $6)

-- name: find_membership
SELECT role, reach, active FROM memberships WHERE workspace_id = $1 AND user_id = $2

-- name: count_memberships
-- workspace: all, whether a person works anywhere else
SELECT count(*) FROM memberships WHERE user_id = $1

-- name: find_caller
SELECT memberships.role, memberships.reach, memberships.active, users.name, users.language,
  CASE WHEN users.time_zone = '' THEN workspaces.time_zone ELSE users.time_zone END,
  workspaces.two_step_required AND NOT EXISTS (
    SELECT 1 FROM two_step WHERE two_step.user_id = memberships.user_id AND two_step.confirmed_at <> 0)
FROM memberships JOIN users ON users.id = memberships.user_id
JOIN workspaces ON workspaces.workspace_id = memberships.workspace_id
WHERE memberships.workspace_id = $1 AND memberships.user_id = $2

-- name: update_membership
UPDATE memberships SET role = $3, reach = $4, active = $5 WHERE workspace_id = $1 AND user_id = $2

-- name: count_owners
SELECT count(*) FROM memberships WHERE workspace_id = $1 AND role = 'owner' AND active AND user_id <> $2

-- name: list_people
SELECT memberships.user_id, users.name, users.email, memberships.role, memberships.reach, memberships.active,
  users.password_hash = '',
  (SELECT max(sessions.last_seen_at) FROM sessions
   WHERE sessions.user_id = memberships.user_id AND sessions.workspace_id = memberships.workspace_id)
FROM memberships JOIN users ON users.id = memberships.user_id WHERE memberships.workspace_id = $1
ORDER BY users.name, memberships.user_id

-- name: list_members
SELECT memberships.user_id, users.name FROM memberships JOIN users ON users.id = memberships.user_id
WHERE memberships.workspace_id = $1 ORDER BY users.name, memberships.user_id

-- name: calendar_of_user
-- workspace: all, how a person likes the desk is his own
SELECT calendar FROM users WHERE id = $1

-- name: workspaces_of_user
-- workspace: all, the choice of workspaces of one person
SELECT workspaces.workspace_id, workspaces.name, memberships.role FROM memberships
JOIN workspaces ON workspaces.workspace_id = memberships.workspace_id
WHERE memberships.user_id = $1 AND memberships.active ORDER BY workspaces.workspace_id

-- name: name_of_member
SELECT users.name FROM memberships JOIN users ON users.id = memberships.user_id
WHERE memberships.workspace_id = $1 AND memberships.user_id = $2

-- name: insert_session
INSERT INTO sessions (workspace_id, token_hash, user_id, created_at, last_seen_at, id, agent, network)
VALUES ($1, $2, $3, $4, $4, $5, $6, $7)

-- name: find_session
-- workspace: all, the token is all that a request brings
SELECT workspace_id, user_id, created_at, last_seen_at FROM sessions WHERE token_hash = $1

-- name: touch_session
UPDATE sessions SET last_seen_at = $3 WHERE workspace_id = $1 AND token_hash = $2

-- name: delete_session
DELETE FROM sessions WHERE workspace_id = $1 AND token_hash = $2

-- name: delete_old_sessions
-- workspace: all, what is over is over everywhere
DELETE FROM sessions WHERE user_id = $1 AND (created_at < $2 OR last_seen_at < $3)

-- name: delete_sessions_of_user
-- workspace: all, a changed password ends the person's sessions everywhere
DELETE FROM sessions WHERE user_id = $1

-- name: delete_sessions_of_member
DELETE FROM sessions WHERE workspace_id = $1 AND user_id = $2

-- name: insert_api_key
INSERT INTO api_keys (workspace_id, id, label, secret_hash, prefix, permissions, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: find_api_key
-- workspace: all, the secret is all that a request brings
SELECT api_keys.workspace_id, api_keys.id, api_keys.label, api_keys.permissions, api_keys.last_used_at,
  workspaces.time_zone, workspaces.language
FROM api_keys JOIN workspaces ON workspaces.workspace_id = api_keys.workspace_id WHERE api_keys.secret_hash = $1

-- name: touch_api_key
UPDATE api_keys SET last_used_at = $3 WHERE workspace_id = $1 AND id = $2

-- name: list_api_keys
SELECT id, label, prefix, permissions, created_at, last_used_at FROM api_keys WHERE workspace_id = $1 ORDER BY id DESC

-- name: delete_api_key
DELETE FROM api_keys WHERE workspace_id = $1 AND id = $2 RETURNING label

-- name: insert_link
-- workspace: all, the first link is older than any workspace
INSERT INTO one_time_links (token_hash, kind, user_id, expires_at) VALUES ($1, $2, $3, $4)

-- name: find_link
-- workspace: all, the token is all that a request brings
SELECT user_id FROM one_time_links WHERE token_hash = $1 AND kind = $2 AND expires_at > $3

-- name: delete_link
-- workspace: all, a link works once
DELETE FROM one_time_links WHERE token_hash = $1

-- name: delete_links
-- workspace: all, a new link of a person replaces the old ones
DELETE FROM one_time_links WHERE kind = $1 AND user_id = $2

-- name: insert_audit
INSERT INTO audit_log (workspace_id, id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: list_audit
SELECT id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, detail FROM audit_log
WHERE workspace_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3

-- name: list_workspaces
-- workspace: all, a command of whoever owns the machine
SELECT workspace_id, name FROM workspaces ORDER BY workspace_id

-- The second step of signing in.

-- name: find_two_step
-- workspace: all, it belongs to the person
SELECT secret, confirmed_at, last_window FROM two_step WHERE user_id = $1

-- name: insert_two_step
-- workspace: all, it belongs to the person
INSERT INTO two_step (user_id, secret, confirmed_at, last_window) VALUES ($1, $2, 0, 0)

-- name: confirm_two_step
-- workspace: all, it belongs to the person
UPDATE two_step SET confirmed_at = $2, last_window = $3 WHERE user_id = $1 AND confirmed_at = 0

-- Two requests with the same code at once: one of them moves the window.
-- name: take_window
-- workspace: all, it belongs to the person
UPDATE two_step SET last_window = $2 WHERE user_id = $1 AND last_window < $2

-- name: delete_two_step
-- workspace: all, it belongs to the person
DELETE FROM two_step WHERE user_id = $1

-- name: insert_recovery_code
-- workspace: all, they belong to the person
INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)

-- name: count_recovery_codes
-- workspace: all, they belong to the person
SELECT count(*) FROM recovery_codes WHERE user_id = $1

-- name: delete_recovery_code
-- workspace: all, they belong to the person
DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2

-- name: delete_recovery_codes
-- workspace: all, they belong to the person
DELETE FROM recovery_codes WHERE user_id = $1

-- name: find_two_step_rule
SELECT two_step_required FROM workspaces WHERE workspace_id = $1

-- name: set_two_step_rule
UPDATE workspaces SET two_step_required = $2 WHERE workspace_id = $1

-- The devices of a person.

-- name: list_sessions_of_user
-- workspace: all, a person sees where he is signed in, in every workspace
SELECT sessions.id, sessions.token_hash, sessions.agent, sessions.network, sessions.created_at, sessions.last_seen_at, workspaces.name
FROM sessions JOIN workspaces ON workspaces.workspace_id = sessions.workspace_id
WHERE sessions.user_id = $1 ORDER BY sessions.last_seen_at DESC, sessions.id DESC

-- name: delete_session_by_id
-- workspace: all, a person ends his sessions wherever they are
DELETE FROM sessions WHERE user_id = $1 AND id = $2

-- name: delete_other_sessions
-- workspace: all, a person ends his sessions wherever they are
DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2

-- Teams. Of one that is dissolved nobody is a member, but its rows stay for the day it comes back.

-- name: list_teams
SELECT id, name FROM teams WHERE workspace_id = $1 AND dissolved_at IS NULL ORDER BY name_key, id

-- name: list_team_members
SELECT team_id, user_id FROM team_members WHERE workspace_id = $1 ORDER BY team_id, user_id

-- name: find_team
SELECT name FROM teams WHERE workspace_id = $1 AND id = $2 AND dissolved_at IS NULL

-- name: find_dissolved_team
SELECT name, name_key FROM teams WHERE workspace_id = $1 AND id = $2 AND dissolved_at IS NOT NULL

-- name: find_team_by_key
SELECT id FROM teams WHERE workspace_id = $1 AND name_key = $2 AND dissolved_at IS NULL LIMIT 1

-- name: insert_team
INSERT INTO teams (workspace_id, id, name, name_key, created_at) VALUES ($1, $2, $3, $4, $5)

-- name: rename_team
UPDATE teams SET name = $3, name_key = $4 WHERE workspace_id = $1 AND id = $2

-- name: dissolve_team
UPDATE teams SET dissolved_at = $3 WHERE workspace_id = $1 AND id = $2

-- name: restore_team
UPDATE teams SET dissolved_at = NULL WHERE workspace_id = $1 AND id = $2

-- name: insert_team_member
INSERT INTO team_members (workspace_id, team_id, user_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING

-- name: delete_members_of_team
DELETE FROM team_members WHERE workspace_id = $1 AND team_id = $2

-- name: teams_of_member
SELECT team_members.team_id FROM team_members
JOIN teams ON teams.workspace_id = team_members.workspace_id AND teams.id = team_members.team_id AND teams.dissolved_at IS NULL
WHERE team_members.workspace_id = $1 AND team_members.user_id = $2 ORDER BY team_members.team_id

-- name: delete_teams_of_member
DELETE FROM team_members WHERE workspace_id = $1 AND user_id = $2

-- name: list_colleagues
SELECT DISTINCT colleagues.user_id FROM team_members
JOIN teams ON teams.workspace_id = team_members.workspace_id AND teams.id = team_members.team_id AND teams.dissolved_at IS NULL
JOIN team_members AS colleagues ON colleagues.workspace_id = team_members.workspace_id AND colleagues.team_id = team_members.team_id
WHERE team_members.workspace_id = $1 AND team_members.user_id = $2

-- What is kept from a role.

-- name: list_hidings
SELECT role, field FROM hidden_fields WHERE workspace_id = $1 ORDER BY field, role

-- name: hidden_from_role
SELECT field FROM hidden_fields WHERE workspace_id = $1 AND role = $2 ORDER BY field

-- name: insert_hiding
INSERT INTO hidden_fields (workspace_id, role, field) VALUES ($1, $2, $3) ON CONFLICT (workspace_id, role, field) DO NOTHING

-- name: delete_hiding
DELETE FROM hidden_fields WHERE workspace_id = $1 AND role = $2 AND field = $3
