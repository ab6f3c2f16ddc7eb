# The leads of yesterday's fair go to a seller in one stroke: seen before, done, and taken back but for what a colleague changed meanwhile.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/people {"name": "امید", "email": "omid@example.com", "role": "seller"}
----
201
keep person.id as omid

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}], "purpose": "event_visitor"}
----
201
keep lead.id as reza
events: lead_created

POST /api/v1/leads {"full_name": "نگار رحیمی", "phones": [{"value": "09351112244"}], "purpose": "event_visitor", "owner_id": "$omid"}
----
201
keep lead.id as negar
events: lead_created

POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "09351112255"}], "purpose": "event_visitor"}
----
201
keep lead.id as sara
events: lead_created

POST /api/v1/bulk-changes/preview {"filter": {"field": "purpose", "is": "any_of", "value": ["event_visitor"]}, "acts": [{"act": "owner", "user_id": "$omid"}]}
----
200
leads = 3
changed = 2
already = 1
refused = 0
sample.0.changes.0.field = "owner_id"
sample.0.changes.0.to = "$omid"

POST /api/v1/bulk-changes {"filter": {"field": "purpose", "is": "any_of", "value": ["event_visitor"]}, "acts": [{"act": "owner", "user_id": "$omid"}, {"act": "set", "field": "purpose", "value": "buyer"}]}
----
202
keep id as change
events: lead_changed lead_changed lead_changed bulk_progress bulk_progress

# The leads no longer match, and all of them were changed.
GET /api/v1/bulk-changes/$change
----
200
state = "done"
leads = 3
changed = 3
may_undo = true

GET /api/v1/leads/$reza
----
200
owner.name = "امید"
purpose = "buyer"

GET /api/v1/leads/$reza/timeline
----
200
data.0.kind = "field_changed"
data.0.data.bulk = "$change"

POST /api/v1/leads/$sara/owner {"user_id": null}
----
200
events: lead_changed

POST /api/v1/bulk-changes/$change/undo
----
202
events: bulk_progress lead_changed lead_changed lead_changed bulk_progress bulk_progress

GET /api/v1/bulk-changes/$change
----
200
state = "undone"
undone = 2
left = 1

GET /api/v1/bulk-changes/$change/leads?fate=left
----
200
data.size = 1
data.0.lead = "$sara"
data.0.left.0 = "owner_id"

GET /api/v1/leads/$reza
----
200
purpose = "event_visitor"

GET /api/v1/leads/$negar
----
200
owner.name = "امید"
purpose = "event_visitor"

POST /api/v1/bulk-changes/$change/undo
----
409
code = "bulk_not_done"

POST /api/v1/bulk-changes {"leads": ["$reza"], "acts": [{"act": "status"}]}
----
422
errors.0.pointer = "/acts/0/status_id"

POST /api/v1/bulk-changes {"leads": ["$reza"], "acts": []}
----
422

GET /api/v1/bulk-changes
----
200
data.size = 1
