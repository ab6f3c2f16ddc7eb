-- How often people and robots followed a link, by the workspace's own calendar day. What was counted before days were kept has none ('').
CREATE TABLE link_clicks (
  workspace_id BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, link_id, day, kind)
);
INSERT INTO link_clicks (workspace_id, link_id, day, kind, count)
SELECT workspace_id, link_id, '', kind, count FROM link_counts;
DROP TABLE link_counts;
