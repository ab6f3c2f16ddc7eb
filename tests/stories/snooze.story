# A lead that was put off leaves the inbox and comes back by itself.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}]}
----
201
keep lead.id as lead
events: lead_created

POST /api/v1/leads/$lead/snooze {"until": "2026-11-22T09:00:00+03:30"}
----
200
events: lead_changed

GET /api/v1/leads?inbox=true
----
200
data.size = 0

advance 23h
----
200

GET /api/v1/leads?inbox=true
----
200
data.size = 0

advance 2h
----
200

GET /api/v1/leads?inbox=true
----
200
data.size = 1

POST /api/v1/leads/$lead/accept
----
200
status.kind = "accepted"
owner.name = "سارا"
events: lead_status_changed

GET /api/v1/leads?inbox=true
----
200
data.size = 0
