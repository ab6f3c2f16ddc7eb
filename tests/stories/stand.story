# A tablet at an exhibition sends what it kept: each visitor once, with the fair and who talked.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/forms {"template": "contact"}
----
201
keep id as form

POST /api/v1/forms/$form/publication
----
200
events: form_changed

POST /api/v1/links {"kind": "stand", "name": "نمایشگاه تهران", "form_id": "$form", "channel": "event"}
----
201
keep id as link
keep url as url

POST /api/v1/links/$link/stand
----
200
keep stand_url as stand

as visitor
----

GET $stand
----
200
has نمایشگاه تهران
has شمارهٔ تماس

# Taken yesterday evening, sent now.
POST $stand/leads {"id": "0123456789abcdef", "taken_at": "2026-11-20T15:00:00Z", "person": "کاوه", "language": "fa", "answers": {"name": "رامین سعادت", "phone": "۰۹۱۲۱۱۱۱۱۱۱"}, "consents": {"contact": true}}
----
200
state = "accepted"
repeated = false
events: lead_created form_submitted

# The answer was lost on its way; the tablet sends it again.
POST $stand/leads {"id": "0123456789abcdef", "taken_at": "2026-11-20T15:00:00Z", "person": "کاوه", "language": "fa", "answers": {"name": "رامین سعادت", "phone": "۰۹۱۲۱۱۱۱۱۱۱"}, "consents": {"contact": true}}
----
200
repeated = true

# What cannot be taken is told, and taken when it is mended, under the same id.
POST $stand/leads {"id": "fedcba9876543210", "taken_at": "2026-11-20T15:10:00Z", "language": "fa", "answers": {"name": "نیما", "phone": "۱۲"}, "consents": {"contact": true}}
----
422
errors.0.pointer = "/answers/phone"

POST $stand/leads {"id": "fedcba9876543210", "taken_at": "2026-11-20T15:10:00Z", "language": "fa", "answers": {"name": "نیما", "phone": "09123333333"}, "consents": {"contact": true}}
----
200
repeated = false
events: lead_created form_submitted

# What is no visitor at all is kept as it came, and counted.
POST $stand/leads {"id": "short", "name": "مریم", "phone": "09125555555"}
----
422

POST $stand/leads {"id": "not JSON, 09126666666
----
400

as owner
----

GET /api/v1/forms/$form/submissions?state=refused
----
200
data.size = 3
data.0.reason = "unreadable"
data.1.reason = "invalid_fields"
keep data.0.id as unreadable
keep data.1.id as odd

GET /api/v1/submissions/$odd/body
----
200
has 09125555555

GET /api/v1/submissions/$unreadable/body
----
200
has not JSON, 09126666666

# The form is closed in the evening; a tablet that was late is not turned away.
DELETE /api/v1/forms/$form/publication
----
200
events: form_changed

as visitor
----

POST $stand/leads {"id": "00000000000000000001", "taken_at": "2026-11-20T16:00:00Z", "language": "fa", "answers": {"name": "طاهره", "phone": "09122222222"}, "consents": {"contact": true}}
----
200
state = "accepted"
events: lead_created form_submitted

as owner
----

GET /api/v1/links/$link
----
200
leads = 3

GET /api/v1/leads?q=9121111111
----
200
data.0.source_label = "نمایشگاه تهران"
keep data.0.id as lead

GET /api/v1/leads/$lead
----
200
source.first.channel = "event"
source.first.at = "2026-11-20T15:00:00Z"

GET /api/v1/leads/$lead/timeline
----
200
has "exhibition":"نمایشگاه تهران"
has "talked_by":"کاوه"

DELETE /api/v1/links/$link/stand
----
200

as visitor
----

GET $stand
----
404

POST $stand/leads {"id": "00000000000000000002", "taken_at": "2026-11-20T16:00:00Z", "language": "fa", "answers": {"name": "دیر", "phone": "09124444444"}, "consents": {"contact": true}}
----
410
code = "stand_closed"

# That somebody was turned away is counted.
as owner
----

GET /api/v1/forms/$form/dropoff
----
200
has "address_ended"
