-- What conditions compare stands in a column of its own, a tenth of the details: these are no longer read for it.
ALTER TABLE leads ADD COLUMN compared TEXT NOT NULL DEFAULT '{}';
-- only sqlite
UPDATE leads SET
  compared = json_patch(COALESCE(json_extract(details, '$.folded'), '{}'), json_object(
    'budget', json_extract(details, '$.budget'), 'stage', json_extract(details, '$.stage'),
    'authority', json_extract(details, '$.authority'), 'buying_power', json_extract(details, '$.buying_power'),
    'class', json_extract(details, '$.class'), 'origin', json_extract(details, '$.origin'),
    'do_not_contact', json_extract(details, '$.do_not_contact'), 'touches', json_extract(details, '$.source.count'))),
  details = json_remove(details, '$.folded')
WHERE layer <> 'erased';
-- only postgres
UPDATE leads SET
  compared = CAST(COALESCE(CAST(details AS jsonb) -> 'folded', '{}') || jsonb_strip_nulls(jsonb_build_object(
    'budget', CAST(details AS jsonb) -> 'budget', 'stage', CAST(details AS jsonb) -> 'stage',
    'authority', CAST(details AS jsonb) -> 'authority', 'buying_power', CAST(details AS jsonb) -> 'buying_power',
    'class', CAST(details AS jsonb) -> 'class', 'origin', CAST(details AS jsonb) -> 'origin',
    'do_not_contact', CAST(details AS jsonb) -> 'do_not_contact',
    'touches', CAST(details AS jsonb) -> 'source' -> 'count')) AS TEXT),
  details = CAST(CAST(details AS jsonb) - 'folded' AS TEXT)
WHERE layer <> 'erased';
