# A thousand leads come in one request: each has an answer of its own, and one that is wrong does not spoil the others.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "رضا", "phones": [{"value": "09351112233"}]}
----
201
keep lead.id as reza
events: lead_created

POST /api/v1/api-keys {"label": "program", "scopes": ["leads:read", "leads:write"]}
----
201
keep secret as key

bearer $key
----

with Idempotency-Key: "one"
----

POST /api/v1/leads/batch {"leads": [{"full_name": "سارا", "phones": [{"value": "09121234567"}]}, {"phones": [{"value": "12"}]}, {"phones": [{"value": "0935 111 2233"}], "place": "شیراز"}, {"id": "$reza", "organisation": "شرکت"}, {"id": "1", "place": "x"}, {"full_name": 5}, {}, {"full_name": "سارا دوباره", "phones": [{"value": "+989121234567"}]}, 7, {"full_name": "نو", "emails": [{"value": "new@example.com"}]}]}
----
200
created = 2
matched = 2
changed = 1
refused = 5
items.size = 10
items.0.outcome = "created"
items.1.errors.0.pointer = "/phones/0"
items.1.errors.0.code = "phone_invalid"
items.2.lead_id = "$reza"
items.3.outcome = "changed"
items.4.code = "not_found"
items.5.errors.0.pointer = "/full_name"
items.6.outcome = "refused"
items.7.outcome = "matched"
items.8.outcome = "refused"
keep items.0.lead_id as sara
events: lead_created lead_matched lead_changed lead_matched lead_created

# The answer got lost, and the same is sent again: nothing is doubled.
with Idempotency-Key: "one"
----

POST /api/v1/leads/batch {"leads": [{"full_name": "سارا", "phones": [{"value": "09121234567"}]}, {"phones": [{"value": "12"}]}, {"phones": [{"value": "0935 111 2233"}], "place": "شیراز"}, {"id": "$reza", "organisation": "شرکت"}, {"id": "1", "place": "x"}, {"full_name": 5}, {}, {"full_name": "سارا دوباره", "phones": [{"value": "+989121234567"}]}, 7, {"full_name": "نو", "emails": [{"value": "new@example.com"}]}]}
----
200
created = 2
items.0.lead_id = "$sara"

# The same key for something else.
with Idempotency-Key: "one"
----

POST /api/v1/leads/batch {"leads": [{"full_name": "کسی دیگر"}]}
----
422
code = "idempotency_key_reused"

POST /api/v1/leads/batch {"leads": []}
----
422
code = "batch_size"

GET /api/v1/leads/$reza
----
200
organisation = "شرکت"
place = "شیراز"

GET /api/v1/leads?count=exact
----
200
page.total = 3
