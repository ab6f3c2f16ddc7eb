# The telephone exchange reports its calls: a missed one from a stranger makes him known and waits on him until somebody has called back.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/api-keys {"label": "مرکز تلفن", "scopes": ["leads:write"]}
----
201
keep secret as key

bearer $key
----

POST /in/calls {"external_id": "pbx-1", "direction": "in", "from": "0912 123 4567", "to": "02188776655", "started_at": "2026-11-21T08:50:00+03:30", "ended_at": "2026-11-21T08:50:20+03:30", "disposition": "no_answer"}
----
200
missed = true
repeated = false
keep lead_id as lead
events: lead_created call_logged

# The exchange sends it again.
POST /in/calls {"external_id": "pbx-1", "direction": "in", "from": "0912 123 4567", "to": "02188776655", "started_at": "2026-11-21T08:50:00+03:30", "ended_at": "2026-11-21T08:50:20+03:30", "disposition": "no_answer"}
----
200
repeated = true
lead_id = "$lead"

POST /in/calls {"external_id": "pbx-2", "direction": "in", "from": "102", "to": "101", "started_at": "2026-11-21T08:51:00+03:30"}
----
422
errors.0.pointer = "/from"

POST /in/calls {"external_id": "pbx-3", "direction": "in", "from": "09121234567", "to": "101", "started_at": "2026-11-22T08:51:00+03:30", "ended_at": "2026-11-21T08:51:00+03:30", "recording_url": "javascript:alert(1)"}
----
422
errors.0.code = "time_ahead"
errors.1.code = "time_order"
errors.2.pointer = "/recording_url"

# An exchange that is set wrongly sends what is no call.
POST /in/calls {"external_id": "pbx-6", "number": "09121234567"}
----
422

as owner
----

# What was refused stands in the one list of what came, as it came.
GET /api/v1/submissions?state=refused
----
200
data.size = 3
data.0.road = "call"
data.0.reason = "invalid_fields"

GET /api/v1/leads/$lead/missed-calls
----
200
data.size = 1
data.0.at = "2026-11-21T05:20:00Z"
keep data.0.id as missed

GET /api/v1/leads/$lead/timeline
----
200
data.0.kind = "call_missed"
data.size = 2

# He is called back, and nobody has to tick anything off.
POST /in/calls {"external_id": "pbx-4", "direction": "out", "from": "02188776655", "to": "+989121234567", "started_at": "2026-11-21T08:55:00+03:30", "answered_at": "2026-11-21T08:55:10+03:30", "ended_at": "2026-11-21T08:58:10+03:30", "agent": "نیلوفر"}
----
200
missed = false
lead_id = "$lead"
events: lead_matched call_logged

GET /api/v1/leads/$lead/missed-calls
----
200
data.size = 0

GET /api/v1/leads/$lead/timeline
----
200
data.0.kind = "call_out"
data.0.data.seconds = 180
data.0.data.agent = "نیلوفر"

# Missed once more; this time somebody says that it is done.
POST /in/calls {"external_id": "pbx-5", "direction": "in", "from": "09121234567", "to": "02188776655", "started_at": "2026-11-21T08:59:00+03:30", "disposition": "busy"}
----
200
missed = true
events: lead_matched call_logged

GET /api/v1/leads/$lead/missed-calls
----
200
keep data.0.id as again

# In the inbox it waits among the others, can be put off, and is there again at nine.
GET /api/v1/missed-calls
----
200
data.size = 1
data.0.id = "$again"
data.0.lead_id = "$lead"

POST /api/v1/missed-calls/$again/snooze {"until": "2026-11-21T08:00:00+03:30"}
----
422
errors.0.code = "time_past"

POST /api/v1/missed-calls/$again/snooze {"until": "2026-11-22T09:00:00+03:30"}
----
204

GET /api/v1/missed-calls
----
200
data.size = 0

advance 24h

GET /api/v1/missed-calls
----
200
data.size = 1

POST /api/v1/missed-calls/$again/done
----
204

GET /api/v1/missed-calls
----
200
data.size = 0

# That was a mistake.
POST /api/v1/missed-calls/$again/wake
----
204

GET /api/v1/missed-calls
----
200
data.size = 1

POST /api/v1/missed-calls/$again/done
----
204

GET /api/v1/leads/$lead/missed-calls
----
200
data.size = 0

GET /api/v1/submissions?road=call&count=exact
----
200
page.total = 6
data.2.state = "refused"
data.2.reason = "invalid_fields"
