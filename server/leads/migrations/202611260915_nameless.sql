-- Nobody is sorted or found as a name by his number: who has no name has no key and no folded name.
UPDATE leads SET name_key = '' WHERE organisation IS NULL AND details NOT LIKE '%"full_name":%'
  AND details NOT LIKE '%"first_name":%' AND details NOT LIKE '%"last_name":%';
-- only sqlite
UPDATE leads SET details = json_remove(details, '$.folded.name') WHERE name_key = '';
-- only postgres
UPDATE leads SET details = CAST(CAST(details AS jsonb) #- '{folded,name}' AS TEXT) WHERE name_key = '';
