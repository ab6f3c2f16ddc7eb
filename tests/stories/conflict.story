# Two people change one card: the second is told, nothing is overwritten, and the history knows who wrote what.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "رضا", "phones": [{"value": "09351112233"}]}
----
201
keep lead.id as lead
events: lead_created

PATCH /api/v1/leads/$lead {"organisation": "شرکت"}
----
428
code = "precondition_required"

POST /api/v1/api-keys {"label": "program", "scopes": ["leads:read", "leads:write"]}
----
201
keep secret as key

bearer $key
----

PATCH /api/v1/leads/$lead {"organisation": "شرکت الف"}
----
200
organisation = "شرکت الف"
version = 2
events: lead_changed

PATCH /api/v1/leads/$lead {"phones": "x", "product": "ایمپلنت", "budget": {"amount": -1, "currency": "IRR"}}
----
422

GET /api/v1/leads/$lead/history?field=organisation
----
200
data.0.to = "شرکت الف"
data.0.actor.name = "program"

GET /api/v1/people
----
403
code = "forbidden"
