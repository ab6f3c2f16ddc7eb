-- What many leads have the same of, as terms with their counts, as the stage is already: conditions on it are answered
-- without the JSON of the leads (docs/decisions/0004).
-- only sqlite
INSERT INTO lead_terms (workspace_id, term, lead_id, is_lead, shared)
SELECT workspace_id, '=authority:' || json_extract(compared, '$.authority'), id, layer = 'lead', 0
FROM leads WHERE layer <> 'erased' AND json_extract(compared, '$.authority') <> 'unknown'
UNION ALL
SELECT workspace_id, '=buying_power:' || json_extract(compared, '$.buying_power'), id, layer = 'lead', 0
FROM leads WHERE layer <> 'erased' AND json_extract(compared, '$.buying_power') <> 'unknown'
UNION ALL
SELECT workspace_id, '=class:' || json_extract(compared, '$.class'), id, layer = 'lead', 0
FROM leads WHERE layer <> 'erased' AND json_extract(compared, '$.class') <> 'unknown'
UNION ALL
SELECT workspace_id, '=source:' || substr(json_extract(compared, '$.source'), 1, 250), id, layer = 'lead', 0
FROM leads WHERE layer <> 'erased' AND json_type(compared, '$.source') = 'text'
UNION ALL
SELECT workspace_id, '=campaign:' || substr(json_extract(compared, '$.campaign'), 1, 250), id, layer = 'lead', 0
FROM leads WHERE layer <> 'erased' AND json_type(compared, '$.campaign') = 'text'
UNION ALL
SELECT workspace_id, '=product:' || substr(json_extract(compared, '$.product'), 1, 250), id, layer = 'lead', 0
FROM leads WHERE layer <> 'erased' AND json_type(compared, '$.product') = 'text'
UNION ALL
SELECT workspace_id, '=touches:' || json_extract(compared, '$.touches'), id, layer = 'lead', 0
FROM leads WHERE layer <> 'erased' AND json_extract(compared, '$.touches') <> 1
UNION ALL
SELECT l.workspace_id, '=do_not_contact:' || c.value, l.id, l.layer = 'lead', 0
FROM leads l JOIN json_each(l.compared, '$.do_not_contact') c WHERE l.layer <> 'erased';
-- only postgres
INSERT INTO lead_terms (workspace_id, term, lead_id, is_lead, shared)
SELECT l.workspace_id, '=' || v.field || ':' || substr(v.value, 1, 250), l.id, l.layer = 'lead', 0
FROM leads l CROSS JOIN LATERAL (SELECT CAST(l.compared AS json) AS read) AS c
  CROSS JOIN LATERAL (VALUES ('authority', NULLIF(c.read ->> 'authority', 'unknown')),
    ('buying_power', NULLIF(c.read ->> 'buying_power', 'unknown')), ('class', NULLIF(c.read ->> 'class', 'unknown')),
    ('source', c.read ->> 'source'), ('campaign', c.read ->> 'campaign'), ('product', c.read ->> 'product'),
    ('touches', NULLIF(c.read ->> 'touches', '1'))) AS v (field, value)
WHERE l.layer <> 'erased' AND v.value IS NOT NULL
UNION ALL
SELECT l.workspace_id, '=do_not_contact:' || v.value, l.id, l.layer = 'lead', 0
FROM leads l CROSS JOIN LATERAL json_array_elements_text(CAST(l.compared AS json) -> 'do_not_contact') AS v (value)
WHERE l.layer <> 'erased' AND l.compared LIKE '%"do_not_contact":[%';
-- both
INSERT INTO lead_counts (workspace_id, term, layer, status_id, owner_id, purpose, channel, contact_grade, has_phone, has_email, leads)
SELECT t.workspace_id, t.term, l.layer, l.status_id, l.owner_id, l.purpose, COALESCE(l.channel, ''), l.contact_grade,
  l.phone IS NOT NULL, l.email IS NOT NULL, count(*)
FROM lead_terms t JOIN leads l ON l.workspace_id = t.workspace_id AND l.id = t.lead_id
WHERE t.term >= '=' AND t.term < '>' AND t.term NOT LIKE '=stage:%' AND t.term NOT LIKE '=custom.%' AND l.layer <> 'erased'
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
