-- Teams were words that people wrote beside a person; now each is a row, and a person may be in several.
CREATE TABLE teams (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE TABLE team_members (
  workspace_id BIGINT NOT NULL,
  team_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, team_id, user_id)
);
CREATE INDEX team_members_of_user ON team_members (workspace_id, user_id);
-- A team of before takes the id of its first member: nobody was in two.
INSERT INTO teams (workspace_id, id, name, name_key, created_at)
SELECT workspace_id, min(user_id), team, lower(team), min(created_at) FROM memberships WHERE team <> '' GROUP BY workspace_id, team;
INSERT INTO team_members (workspace_id, team_id, user_id)
SELECT memberships.workspace_id, teams.id, memberships.user_id FROM memberships
JOIN teams ON teams.workspace_id = memberships.workspace_id AND teams.name = memberships.team;
ALTER TABLE memberships DROP COLUMN team;
