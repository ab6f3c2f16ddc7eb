# Who is dead costs nobody time: neither he nor his calls wait in the inbox, and why is on his card.
clock 2026-11-21T09:00:00+03:30

GET /api/v1/statuses
----
200
keep data.8.id as dead
data.8.kind = "dead"

POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "09121234567"}]}
----
201
keep lead.id as lead
events: lead_created

POST /in/calls {"external_id": "c1", "direction": "in", "from": "09121234567", "to": "02188776655", "started_at": "2026-11-21T08:50:00+03:30", "ended_at": "2026-11-21T08:50:20+03:30", "disposition": "no_answer"}
----
200
missed = true
events: lead_matched call_logged

GET /api/v1/missed-calls
----
200
data.size = 1

POST /api/v1/leads/$lead/status {"status_id": "$dead", "reason": "شماره واگذار شده است"}
----
200
marks.reason = "شماره واگذار شده است"
events: lead_status_changed

GET /api/v1/leads?inbox=true&count=exact
----
200
page.total = 0

GET /api/v1/missed-calls
----
200
data.size = 0

# A reason is written better afterwards, and taken back with the status.
POST /api/v1/leads/$lead/status {"status_id": "$dead", "reason": "شماره مال کس دیگری است"}
----
200
marks.reason = "شماره مال کس دیگری است"
events: lead_status_changed

POST /api/v1/leads/$lead/status {"status_id": "$dead", "reason": ""}
----
200
marks.reason = null
events: lead_status_changed
