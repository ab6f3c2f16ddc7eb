# Lead ads of Meta: the address answers Meta's question, takes nothing that Meta did not sign, and shows what it lacks and what waits.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/incoming-addresses {"kind": "meta", "name": "کمپین اینستاگرام"}
----
201
keep address.id as id
keep address.url as url
keep secret as verify
address.meta.has_app_secret = false
address.meta.has_page_token = false
address.meta.waiting = 0

# Somebody enters the address at Meta, which asks whether it is ours.
GET $url?hub.mode=subscribe&hub.verify_token=$verify&hub.challenge=1158201444
----
200
has 1158201444

GET $url?hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1158201444
----
401
code = "delivery_signature"

# As long as no secret of the app is known, nobody can have signed.
POST $url {"object": "page", "entry": [{"changes": [{"field": "leadgen", "value": {"leadgen_id": "1"}}]}]}
----
401
code = "delivery_signature"

PUT /api/v1/incoming-addresses/$id/meta {"app_secret": " the app's secret\n", "page_token": "EAAB"}
----
200
meta.has_app_secret = true
meta.has_page_token = true
meta.subscribed = false
lacks EAAB

# What is left empty stays.
PUT /api/v1/incoming-addresses/$id/meta {"app_secret": "", "page_token": "EAAC"}
----
200
meta.has_app_secret = true

GET /api/v1/incoming-addresses/$id
----
200
meta.has_page_token = true
counts.refused = 1
lacks EAAC

POST /api/v1/incoming-addresses/$id/fetch
----
202
meta.waiting = 0

# Another kind has nothing to fetch.
POST /api/v1/incoming-addresses {"kind": "typeform", "name": "نظرسنجی"}
----
201
keep address.id as other
address.meta = null

POST /api/v1/incoming-addresses/$other/fetch
----
404

GET /api/v1/audit
----
200
data.1.action = "incoming_meta_connected"
lacks EAAB

DELETE /api/v1/incoming-addresses/$id
----
204

GET $url?hub.mode=subscribe&hub.verify_token=$verify&hub.challenge=1158201444
----
410
