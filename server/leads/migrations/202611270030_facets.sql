-- The stage and the choices of custom fields as terms, so that conditions and groups are answered without the JSON of the
-- leads (docs/decisions/0004). They share nothing with the terms before them.
-- only sqlite
INSERT INTO lead_terms (workspace_id, term, lead_id, is_lead, shared)
SELECT l.workspace_id, '=stage:' || json_extract(l.details, '$.stage'), l.id, l.layer = 'lead', 0
FROM leads l WHERE l.layer <> 'erased' AND json_type(l.details, '$.stage') = 'text'
UNION
SELECT l.workspace_id, '=custom.' || f.key || ':' || v.value, l.id, l.layer = 'lead', 0
FROM leads l JOIN json_each(l.custom) c JOIN lead_fields f ON f.workspace_id = l.workspace_id AND f.key = c.key
  JOIN json_each(CASE WHEN c.type = 'array' THEN c.value ELSE json_array(c.value) END) v
WHERE l.custom <> '{}' AND l.layer <> 'erased' AND f.type IN ('choice', 'multi_choice') AND v.type = 'text'
UNION
SELECT l.workspace_id, '=custom.' || f.key || CASE c.type WHEN 'true' THEN ':yes' ELSE ':no' END, l.id, l.layer = 'lead', 0
FROM leads l JOIN json_each(l.custom) c JOIN lead_fields f ON f.workspace_id = l.workspace_id AND f.key = c.key
WHERE l.custom <> '{}' AND l.layer <> 'erased' AND f.type = 'yes_no' AND c.type IN ('true', 'false');
-- only postgres
INSERT INTO lead_terms (workspace_id, term, lead_id, is_lead, shared)
SELECT l.workspace_id, '=stage:' || (CAST(l.details AS jsonb) ->> 'stage'), l.id, l.layer = 'lead', 0
FROM leads l WHERE l.layer <> 'erased' AND jsonb_typeof(CAST(l.details AS jsonb) -> 'stage') = 'string'
UNION
SELECT l.workspace_id, '=custom.' || f.key || ':' || v.value, l.id, l.layer = 'lead', 0
FROM leads l CROSS JOIN jsonb_each(CAST(l.custom AS jsonb)) AS c (key, value)
  JOIN lead_fields f ON f.workspace_id = l.workspace_id AND f.key = c.key
  CROSS JOIN jsonb_array_elements_text(CASE WHEN jsonb_typeof(c.value) = 'array' THEN c.value ELSE jsonb_build_array(c.value) END) AS v (value)
WHERE l.custom <> '{}' AND l.layer <> 'erased' AND f.type IN ('choice', 'multi_choice') AND jsonb_typeof(c.value) IN ('array', 'string')
UNION
SELECT l.workspace_id, '=custom.' || f.key || CASE WHEN CAST(c.value AS TEXT) = 'true' THEN ':yes' ELSE ':no' END, l.id, l.layer = 'lead', 0
FROM leads l CROSS JOIN jsonb_each(CAST(l.custom AS jsonb)) AS c (key, value)
  JOIN lead_fields f ON f.workspace_id = l.workspace_id AND f.key = c.key
WHERE l.custom <> '{}' AND l.layer <> 'erased' AND f.type = 'yes_no' AND jsonb_typeof(c.value) = 'boolean';
