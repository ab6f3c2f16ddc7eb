-- A team that is dissolved keeps its row and its members, and is the same team when it comes back.
ALTER TABLE teams ADD COLUMN dissolved_at BIGINT;
