-- Advertisements on other people's pages: whose page, who reads it, and how well they fit. Clicks and leads are those of the link.
CREATE TABLE placements (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  link_id BIGINT NOT NULL,
  publisher TEXT NOT NULL,
  page TEXT NOT NULL,
  audience TEXT NOT NULL,
  fit BIGINT NOT NULL,
  fit_note TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  archived_at BIGINT,
  PRIMARY KEY (workspace_id, id)
);
