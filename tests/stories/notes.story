# A note that went to the wrong person is taken back by whoever wrote it: its words are gone, and that there was one stays.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}]}
----
201
keep lead.id as lead
events: lead_created

POST /api/v1/leads/$lead/notes {"text": "می‌خواهد عصر زنگ بزنیم"}
----
201
kind = "note_added"
keep id as note
events: lead_changed

POST /api/v1/api-keys {"label": "crm", "scopes": ["leads:read", "leads:write"]}
----
201
keep secret as key

# What another wrote is his.
bearer $key
----

DELETE /api/v1/leads/$lead/notes/$note
----
404

as owner
----

DELETE /api/v1/leads/$lead/notes/$note
----
204
events: lead_changed

GET /api/v1/leads/$lead/timeline
----
200
data.0.kind = "note_withdrawn"
data.0.data.text = null

DELETE /api/v1/leads/$lead/notes/$note
----
404
