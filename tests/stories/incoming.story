# Another program sends a lead: signed, mapped, in the one list of what came. What is forged or late is kept, with its reason.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/incoming-addresses {"kind": "webhook", "name": "فرم سایت همکار", "channel": "referral"}
----
201
keep address.id as id
keep address.url as url
keep secret as secret

# Unsigned.
POST $url {"tel": "09121234567"}
----
401
code = "delivery_signature"

sign $secret as msg_1
----

POST $url {"person": {"full_name": "سارا احمدی", "tel": "۰۹۱۲۱۲۳۴۵۶۷"}, "utm_source": "instagram", "utm_medium": "story"}
----
200
state = "accepted"
repeated = false
events: lead_created form_submitted

# The sender did not hear us, and sends it again.
sign $secret as msg_1
----

POST $url {"person": {"full_name": "سارا احمدی", "tel": "۰۹۱۲۱۲۳۴۵۶۷"}, "utm_source": "instagram", "utm_medium": "story"}
----
200
repeated = true

# Signed ten minutes ago: somebody plays it back.
sign $secret as msg_2
----

advance 10m
----

POST $url {"person": {"full_name": "سارا احمدی", "tel": "۰۹۱۲۱۲۳۴۵۶۷"}}
----
400
code = "delivery_clock"

# It calls things as we would not guess: it waits, a mapping is drawn, and it becomes a lead.
sign $secret as msg_3
----

POST $url {"x": {"who": "(0935) 111 2233"}, "agreed": true}
----
200
state = "quarantined"
reason = "no_person"
events: form_submitted

GET /api/v1/incoming-addresses/$id
----
200
example.values.0.path = "/x/who"
example.values.0.value = "(0935) 111 2233"
keep version as version

PUT /api/v1/incoming-addresses/$id {"name": "فرم سایت همکار", "channel": "referral", "mapping": [{"path": "/x/who", "field": "phone"}, {"path": "/agreed", "field": "no such field"}]}
----
428

POST /api/v1/incoming-addresses/$id/read-again
----
200
accepted = 0
waiting = 1

with If-Match: "v$version"
----

PUT /api/v1/incoming-addresses/$id {"name": "فرم سایت همکار", "channel": "referral", "mapping": [{"path": "/x/who", "field": "phone"}, {"path": "/agreed", "field": "no such field"}]}
----
422
errors.0.pointer = "/mapping/1/field"
errors.0.code = "field_unknown"

with If-Match: "v$version"
----

PUT /api/v1/incoming-addresses/$id {"name": "فرم سایت همکار", "channel": "referral", "mapping": [{"path": "/x/who", "field": "phone"}, {"path": "/agreed", "field": "consent:contact", "wording": "با تماس موافقم"}]}
----
200
mapping.size = 2

POST /api/v1/incoming-addresses/$id/read-again
----
200
accepted = 1
waiting = 0
events: lead_created form_submitted

GET /api/v1/submissions?count=exact
----
200
page.total = 4
data.0.road = "webhook"
data.0.form_title.fa = "فرم سایت همکار"
data.0.state = "accepted"
data.1.reason = "clock_off"
data.2.touch.channel = "social_own"
data.3.reason = "signature_wrong"
keep data.3.id as refused

GET /api/v1/submissions?road=form&count=exact
----
200
page.total = 0

GET /api/v1/submissions/$refused/body
----
200
has {"tel": "09121234567"}

# A new secret; for a week the one before counts as well, until somebody ends it.
POST /api/v1/incoming-addresses/$id/secret
----
200
keep secret as fresh
address.old_secret_until = "2026-11-28T05:40:00Z"

sign $secret as msg_4
----

POST $url {"x": {"who": "(0935) 111 2233"}}
----
200
events: lead_matched form_submitted

DELETE /api/v1/incoming-addresses/$id/old-secret
----
204

sign $secret as msg_5
----

POST $url {"x": {"who": "(0935) 111 2233"}}
----
401

sign $fresh as msg_6
----

POST $url {"x": {"who": "(0935) 111 2233"}}
----
200
events: lead_matched form_submitted

DELETE /api/v1/incoming-addresses/$id
----
204

sign $fresh as msg_7
----

POST $url {"x": {"who": "(0935) 111 2233"}}
----
410
code = "address_ended"

# It was ended by mistake: the same address and secret are taken again.
POST /api/v1/incoming-addresses/$id/restoration
----
200
name = "فرم سایت همکار"

sign $fresh as msg_7
----

POST $url {"x": {"who": "(0935) 111 2233"}}
----
200
events: lead_matched form_submitted

DELETE /api/v1/incoming-addresses/$id
----
204

GET /api/v1/leads?count=exact
----
200
page.total = 2

GET /api/v1/incoming-addresses
----
200
data.0.counts.accepted = 5
data.0.counts.refused = 4
