# The page of the morning: each of its numbers is the number of rows behind it, also of those that were held off, and the day is the workspace's.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}], "source": {"channel": "referral"}}
----
201
keep lead.id as reza
events: lead_created

POST /api/v1/leads {"full_name": "مینا فروغی", "phones": [{"value": "09351112244"}]}
----
201
events: lead_created

POST /api/v1/leads {"handles": [{"network": "instagram", "value": "mina.reads"}], "clue": "follow"}
----
201
lead.layer = "interest"
events: lead_created

# The market is an estimate beside them, and nobody of it is counted as a lead.
POST /api/v1/audiences {"persona": "زنان تهران در اینستاگرام", "size": 1200000, "basis": "پنل تبلیغات"}
----
201
keep id as market

POST /api/v1/audiences {"persona": "زنان کرج", "size": 0}
----
422
errors.0.pointer = "/size"

POST /api/v1/audiences {"persona": "زنان کرج", "size": 300000}
----
201
keep id as karaj

with If-Match: "v1"
----

PUT /api/v1/audiences/$market {"persona": "زنان تهران در اینستاگرام", "size": 1500000}
----
200
version = 2

DELETE /api/v1/audiences/$karaj
----
204

GET /api/v1/overview
----
200
market = 1500000
persons.leads = 2
persons.interests = 1

GET /api/v1/statuses
----
200
data.4.kind = "won"
keep data.4.id as won

POST /api/v1/leads/$reza/status {"status_id": "$won"}
----
200
events: lead_status_changed

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

send $page email=reader@example.com; consent:newsletter=yes
----
303
events: form_submitted

POST /api/v1/write-keys {"label": "سایت"}
----
201
keep key as key

POST /t/v1/batch {"writeKey": "$key", "batch": [{"type": "dance", "anonymousId": "3d5b0a1e-6f5c-4c1e-9d55-0d6c1f3f7a10"}]}
----
200

GET /api/v1/overview?period=today
----
200
days.from = "2026-11-21"
persons.interests = 1
persons.leads = 2
persons.won = 1
sources.size = 2
sources.0.channel = "none"
sources.1.channel = "referral"
sources.1.won = 1
leads_by_day.0.leads = 2
submissions.size = 1
submissions.0.state = "quarantined"
submissions.0.reason = "too_fast"
submissions.0.count = 1
events.0.kind = "refused"
events.0.name = "unknown_type"

# What the numbers open.
GET /api/v1/leads?status=won&source=referral&created_from=2026-11-20T20:30:00Z&created_to=2026-11-21T20:30:00Z&count=exact
----
200
page.total = 1

GET /api/v1/leads?source=none&created_from=2026-11-20T20:30:00Z&created_to=2026-11-21T20:30:00Z&count=exact
----
200
page.total = 1

GET /api/v1/submissions?state=quarantined&reason=too_fast&from=2026-11-20T20:30:00Z&until=2026-11-21T20:30:00Z&count=exact
----
200
page.total = 1
data.size = 1
data.0.reason = "too_fast"
data.0.form_title.fa = ~

GET /api/v1/submissions?state=accepted&count=exact
----
200
page.total = 0

GET /api/v1/submissions?until=2026-11-20T20:30:00Z&count=exact
----
200
page.total = 0

GET /api/v1/submissions?state=lost
----
422

# At eight in the evening nothing has changed; after midnight in Tehran all of it was yesterday.
advance 15h
----
200

GET /api/v1/overview?period=today
----
200
days.from = "2026-11-22"
persons.leads = 0
persons_before.leads = 2
by_now.leads = 0

GET /api/v1/overview?period=yesterday
----
200
over = true
persons.leads = 2
persons_before.leads = 0

# 30 Aban was the last day of its month for a Persian reader, not for a Gregorian one.
GET /api/v1/overview?period=month
----
200
days.from = "2026-11-22"
persons.leads = 0
persons_before.leads = 0

GET /api/v1/overview?period=last_month
----
200
days.from = "2026-10-23"
days.to = "2026-11-21"
persons.leads = 2

PATCH /api/v1/me {"calendar": "gregorian"}
----
200

GET /api/v1/overview?period=month
----
200
days.from = "2026-11-01"
persons.leads = 2

GET /api/v1/overview?period=fortnight
----
422
