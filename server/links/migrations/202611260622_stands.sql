-- The address of the tablet at an exhibition stand; '' for none. It is found among the link's tokens.
ALTER TABLE links ADD COLUMN stand_key TEXT NOT NULL DEFAULT '';
