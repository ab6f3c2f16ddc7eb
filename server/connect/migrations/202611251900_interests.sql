-- Of the leads an import made: how many the workspace's lead rule does not call a lead yet.
ALTER TABLE imports ADD COLUMN interest_count BIGINT NOT NULL DEFAULT 0;
