# An accounting program is told of new leads. It cannot be reached: every attempt stands in the log, and what is withdrawn is told no more.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/webhooks {"name": "حسابداری", "url": "http://10.0.0.7/hook", "events": ["lead.created"]}
----
422
errors.0.code = "target_refused"
errors.0.pointer = "/url"

POST /api/v1/webhooks {"name": "حسابداری", "url": "https://me:word@erp.example.com/hook", "events": ["lead.created"]}
----
422
errors.0.code = "target_credentials"

POST /api/v1/webhooks {"name": "حسابداری", "url": "https://erp.example.com/hook", "events": ["lead.scored"]}
----
422
errors.0.pointer = "/events/0"

POST /api/v1/webhooks {"name": "حسابداری", "url": "https://erp.example.com/hook", "events": ["lead.created"], "secret": "my secret"}
----
422
errors.0.code = "webhook_secret_malformed"

# An address of this machine that the operator has allowed; nobody is at home there.
POST /api/v1/webhooks {"name": "حسابداری", "url": "http://127.0.0.1:1025/hook", "events": ["lead.created", "lead.stage_changed", "lead.lost", "form.submitted", "lead.deleted"]}
----
201
keep webhook.id as id
keep secret as secret
webhook.state = "on"

POST /api/v1/webhooks/$id/test
----
201
type = "webhook.test"
keep id as test

# A test is attempted once.
GET /api/v1/webhook-deliveries/$test
----
200
state = "failed"
outcome = "connect_failed"
attempts = 1
has \"webhook\":\"حسابداری\"

GET /api/v1/webhooks
----
200
data.0.failed = 1
data.0.failing_since = "2026-11-21T05:30:00Z"
lacks $secret

POST /api/v1/incoming-addresses {"kind": "webhook", "name": "فرم سایت همکار"}
----
201
keep address.url as url
keep secret as incoming

sign $incoming as msg_1
----

POST $url {"full_name": "سارا احمدی", "tel": "۰۹۱۲۱۲۳۴۵۶۷", "city": "شیراز"}
----
200
events: lead_created form_submitted

# What was sent says who it is and what the form said; each is tried again after five seconds.
GET /api/v1/webhook-deliveries?state=waiting
----
200
data.size = 2
data.0.type = "form.submitted"
data.1.type = "lead.created"
keep data.1.lead_id as lead
data.1.attempts = 1
data.1.next_at = "2026-11-21T05:30:05Z"
keep data.0.id as form
keep data.1.id as created

GET /api/v1/webhook-deliveries/$form
----
200
has سارا احمدی
has شیراز
has +989121234567

POST /api/v1/webhook-deliveries/$created/resend
----
409
code = "delivery_waiting"

advance 6m
----

GET /api/v1/webhook-deliveries/$created
----
200
attempts = 3
state = "waiting"
next_at = "2026-11-21T06:05:05Z"
tried.0.at = "2026-11-21T05:35:05Z"
tried.2.at = "2026-11-21T05:30:00Z"

# Nearer to buying, then lost: each by its own name, and once.
GET /api/v1/leads/$lead
----
200
keep version as version

with If-Match: "v$version"
----

PATCH /api/v1/leads/$lead {"stage": "decision"}
----
200
events: lead_changed

GET /api/v1/statuses
----
200
data.5.kind = "lost"
keep data.5.id as lost

POST /api/v1/leads/$lead/status {"status_id": "$lost", "reason": "گران بود"}
----
200
events: lead_status_changed

GET /api/v1/leads/$lead
----
200
keep version as version

with If-Match: "v$version"
----

PATCH /api/v1/leads/$lead {"place": "اصفهان"}
----
200
events: lead_changed

GET /api/v1/webhook-deliveries?state=waiting
----
200
data.size = 4
data.0.type = "lead.lost"
data.1.type = "lead.stage_changed"
keep data.0.id as farewell

GET /api/v1/webhook-deliveries/$farewell
----
200
has گران بود

# The person is erased: nothing of him is left in the log, and only the id is told.
POST /api/v1/leads/$lead/erasure {"reason": "خواست او"}
----
204
events: lead_erased

GET /api/v1/webhook-deliveries
----
200
data.0.type = "lead.deleted"
data.1.state = "withdrawn"
data.2.state = "withdrawn"
keep data.0.id as deleted

GET /api/v1/webhook-deliveries/$created
----
200
body = ""
lacks سارا

POST /api/v1/webhook-deliveries/$created/resend
----
410
code = "delivery_withdrawn"

# After four days of attempts it has failed; somebody sends it again when the program is back.
advance 5d
----

GET /api/v1/webhook-deliveries/$deleted
----
200
state = "failed"
attempts = 10
has $lead

POST /api/v1/webhook-deliveries/$deleted/resend
----
200
state = "waiting"

GET /api/v1/webhook-deliveries?state=failed&limit=1
----
200
page.has_more = false
data.0.id = "$test"

# A new secret; the one before signs for a week as well, until somebody ends it.
POST /api/v1/webhooks/$id/secret
----
200
webhook.old_secret_until = "2026-12-03T05:36:00Z"

DELETE /api/v1/webhooks/$id/old-secret
----
204

GET /api/v1/webhooks/$id
----
200
old_secret_until = null
keep version as version

with If-Match: "v$version"
----

PUT /api/v1/webhooks/$id {"name": "حسابداری", "url": "http://127.0.0.1:1025/hook", "events": ["lead.created"], "on": false}
----
200
state = "off"
failing_since = null

POST /api/v1/webhooks/$id/test
----
409
code = "webhook_off"

DELETE /api/v1/webhooks/$id
----
204

GET /api/v1/webhooks
----
200
data.size = 0

GET /api/v1/webhook-deliveries/$deleted
----
200
state = "withdrawn"
endpoint_name = "حسابداری"

GET /api/v1/webhooks/$id
----
404
