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

GET /api/v1/statuses
----
200
keep data.2.id as other
keep data.1.id as status

# What is decided about a lead names the version that was seen, as a change of its facts does.
with If-Match: "v1"
----

POST /api/v1/leads/$lead/status {"status_id": "$status"}
----
200
version = 2
events: lead_status_changed

with If-Match: "v1"
----

POST /api/v1/leads/$lead/status {"status_id": "$other"}
----
412
code = "precondition_failed"

with If-Match: "v1"
----

POST /api/v1/leads/$lead/owner {"user_id": null}
----
412
code = "precondition_failed"

with If-Match: "v1"
----

POST /api/v1/leads/$lead/junk {"reason": "شوخی"}
----
412
code = "precondition_failed"

with If-Match: "v1"
----

POST /api/v1/leads/$lead/snooze {"until": "2026-11-22T09:00:00+03:30"}
----
412
code = "precondition_failed"

GET /api/v1/leads/$lead
----
200
status.id = "$status"
version = 2

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
version = 3
events: lead_changed

PATCH /api/v1/leads/$lead {"phones": "x", "product": "ایمپلنت", "budget": {"amount": -1, "currency": "IRR"}}
----
422

GET /api/v1/leads/$lead/history?field=organisation
----
200
data.0.to = "شرکت الف"
data.0.actor.name = "program"

# It is a key that asks: what it was not made for is named, and no role.
with Accept-Language: fa
----

GET /api/v1/people
----
403
code = "scope_missing"
detail = "این کلید API مجوز settings:read را ندارد."

with Accept-Language: en
----

GET /api/v1/people
----
403
detail = "This API key lacks the scope settings:read."

with Accept-Language: en
----

GET /api/v1/me/sessions
----
403
code = "person_only"
detail = "An API key cannot do this; it takes a person who is signed in."

# What the person does not want is not lost either: who saw an old card is told, and so is who changes a number that is no longer there.
GET /api/v1/leads/$lead
----
200
keep version as seen

with If-Match: "v$seen"
----

PUT /api/v1/leads/$lead/contact-preferences {"do_not_contact": ["sms"]}
----
200
events: lead_changed

with If-Match: "v$seen"
----

PUT /api/v1/leads/$lead/contact-preferences {"do_not_contact": ["mail"]}
----
412
code = "precondition_failed"

with If-Match: "v$seen"
----

PATCH /api/v1/leads/$lead/phones/1 {"restrictions": ["no_calls"]}
----
412
