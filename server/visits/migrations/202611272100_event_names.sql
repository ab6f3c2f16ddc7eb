-- What conditions compare of an event's name, where it is more than the name in small Latin letters: names in Persian with a half-space, other digits.
ALTER TABLE visit_events ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
