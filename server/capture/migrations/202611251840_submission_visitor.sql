-- What the sender's browser is known by (visits), so that a submission released later finds its visits as well; '' for nobody.
ALTER TABLE submissions ADD COLUMN visitor TEXT NOT NULL DEFAULT '';
