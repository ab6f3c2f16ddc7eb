-- Who may send events: keys that stand openly in the pages of a site.
CREATE TABLE write_keys (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ended_at BIGINT,
  last_event_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
-- A key says nothing about its workspace; here it is found.
-- global: write_key_addresses, a visitor's browser knows no workspace
CREATE TABLE write_key_addresses (
  key TEXT NOT NULL PRIMARY KEY,
  workspace_id BIGINT NOT NULL,
  key_id BIGINT NOT NULL
);
CREATE TABLE tracking_settings (
  workspace_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (workspace_id)
);
-- Cookieless visitors are known for a day by a hash; its key is forgotten with the day.
CREATE TABLE visitor_salts (
  workspace_id BIGINT NOT NULL,
  day TEXT NOT NULL,
  salt TEXT NOT NULL,
  PRIMARY KEY (workspace_id, day)
);
-- A visitor: one person as far as his browsers and his accounts tell. lead_id is 0 until he says who he is; account is
-- his userId on the site, '' for none.
CREATE TABLE visitors (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  account TEXT NOT NULL,
  last_visit_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX visitors_of_lead ON visitors (workspace_id, lead_id) WHERE lead_id <> 0;
-- By what a visitor is recognised: 'a:' a browser, 'u:' an account on the site, 'h:' the hash of a day.
-- only sqlite
CREATE TABLE visitor_keys (
  workspace_id BIGINT NOT NULL,
  key TEXT NOT NULL,
  visitor_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, key)
) WITHOUT ROWID;
-- only postgres
CREATE TABLE visitor_keys (
  workspace_id BIGINT NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  visitor_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
-- both
CREATE INDEX visitor_keys_of_visitor ON visitor_keys (workspace_id, visitor_id);
-- A visit: what one visitor did without half an hour's pause. Its id holds the time of its beginning. line_id is its line in the
-- lead's timeline.
CREATE TABLE visits (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  visitor_id BIGINT NOT NULL,
  lead_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  seconds BIGINT NOT NULL,
  robot BOOLEAN NOT NULL,
  key_id BIGINT NOT NULL,
  touch TEXT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX visits_of_visitor ON visits (workspace_id, visitor_id, id);
CREATE INDEX visits_of_lead ON visits (workspace_id, lead_id, id) WHERE lead_id <> 0;
-- What happened in a visit. Clustered by the visit, whose id is ordered by time: new rows fall where the visits of the last half hour
-- are, however many visitors there are, and a visit is read in one piece.
-- only sqlite
CREATE TABLE visit_events (
  workspace_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  page TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  stage TEXT NOT NULL,
  seconds BIGINT NOT NULL,
  properties TEXT NOT NULL,
  PRIMARY KEY (workspace_id, visit_id, id)
) WITHOUT ROWID;
-- A message that came, so that its repetition within two days is none.
CREATE TABLE seen_messages (
  workspace_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  message_id TEXT NOT NULL,
  PRIMARY KEY (workspace_id, day, message_id)
) WITHOUT ROWID;
-- only postgres
CREATE TABLE visit_events (
  workspace_id BIGINT NOT NULL,
  visit_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  page TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  stage TEXT NOT NULL,
  seconds BIGINT NOT NULL,
  properties TEXT NOT NULL,
  PRIMARY KEY (workspace_id, visit_id, id)
);
CREATE TABLE seen_messages (
  workspace_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  message_id TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, day, message_id)
);
-- both
-- How many came each day (of the workspace's own calendar day): accepted by type, refused by reason, robots by name.
CREATE TABLE tracking_counts (
  workspace_id BIGINT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, day, kind, name)
);
