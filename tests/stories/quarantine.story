# Who is faster than a person waits in quarantine and sees thanks; one click makes the lead.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/forms {"template": "newsletter"}
----
201
keep id as form
keep public_id as page

POST /api/v1/forms/$form/publication
----
200
events: form_changed

visit $page
----
200

send $page email=nobody
----
422
has ایمیل

send $page email=reader@example.com; consent:newsletter=yes
----
303
events: form_submitted

GET /api/v1/leads?count=exact
----
200
page.total = 0

GET /api/v1/forms/$form/submissions?state=quarantined
----
200
data.0.reason = "too_fast"
keep data.0.id as held

POST /api/v1/submissions/$held/release
----
200
state = "accepted"
events: lead_created form_submitted

POST /api/v1/submissions/$held/release
----
409
code = "not_quarantined"

# That was a slip: it waits again, and the lead is junk; the next release brings the same lead back.
DELETE /api/v1/submissions/$held/release
----
200
state = "quarantined"
keep lead_id as freed
events: lead_status_changed form_submitted

GET /api/v1/leads/$freed
----
200
status.kind = "junk"

DELETE /api/v1/submissions/$held/release
----
409
code = "not_released"

POST /api/v1/submissions/$held/release
----
200
lead_id = "$freed"
made = true
events: lead_status_changed form_submitted

GET /api/v1/forms/$form/dropoff
----
200
steps.0.seen = 1
reasons.0.reason = "invalid_fields"
reasons.1.reason = "too_fast"

# A form that was put away comes back, closed, and is shown again.
POST /api/v1/forms/$form/archive
----
200
state = "archived"
events: form_changed

visit $page
----
404

DELETE /api/v1/forms/$form/archive
----
200
state = "draft"
events: form_changed

POST /api/v1/forms/$form/publication
----
200
state = "published"
events: form_changed
