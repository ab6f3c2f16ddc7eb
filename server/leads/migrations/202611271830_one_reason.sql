-- The reason of a status is one, whatever the kind of the status. No text that a person wrote holds these bytes: its quotes are escaped.
UPDATE leads SET details = REPLACE(REPLACE(details, '"refused_reason":', '"reason":'), '"junk_reason":', '"reason":')
WHERE details LIKE '%"refused_reason":%' OR details LIKE '%"junk_reason":%';
