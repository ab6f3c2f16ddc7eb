# The workspace says itself what a site or a word of a campaign is, and every road listens: visits, forms, other programs.
clock 2026-11-21T09:00:00+03:30

GET /api/v1/source-rules
----
200
rules.size = 0

GET /api/v1/source-rules/known-sites
----
200
data.0.site = "google."
data.0.channel = "search_organic"

PUT /api/v1/source-rules {"rules": [{"by": "site", "value": "no site", "channel": "radio"}]}
----
422
errors.0.pointer = "/rules/0/value"
errors.0.code = "site_unreadable"
errors.1.pointer = "/rules/0/channel"

PUT /api/v1/source-rules {"rules": []}
----
428

POST /api/v1/forms {"template": "contact"}
----
201
keep id as form
keep public_id as page

POST /api/v1/forms/$form/publication
----
200
events: form_changed

POST /api/v1/write-keys {"label": "سایت کلینیک"}
----
201
keep key as key

POST /api/v1/incoming-addresses {"kind": "webhook", "name": "فرم سایت همکار"}
----
201
keep address.url as url
keep secret as secret

# Before: what nobody knows is somebody's page.
POST /t/v1/batch {"writeKey": "$key", "batch": [{"type": "page", "anonymousId": "before-1", "context": {"page": {"url": "https://clinic.example/", "referrer": "https://www.ninisite.com/d/1"}}}, {"type": "identify", "anonymousId": "before-1", "traits": {"phone": "09121230001"}}]}
----
200
accepted = 2
events: lead_created lead_visited

GET /api/v1/leads?q=0001
----
200
data.0.source_label = "ninisite.com"

with If-Match: "v0"
----

PUT /api/v1/source-rules {"rules": [{"by": "site", "value": "https://www.ninisite.com/", "channel": "forum", "label": "نی‌نی‌سایت"}, {"by": "utm_source", "value": "hamkar", "channel": "cpa", "label": "همکار فروش"}]}
----
200
rules.0.value = "ninisite.com"
rules.size = 2

# Somebody who saw it before that change is told.
with If-Match: "v0"
----

PUT /api/v1/source-rules {"rules": []}
----
412
code = "precondition_failed"

GET /api/v1/audit
----
200
data.0.action = "source_rules_changed"

advance 6s
----
200

POST /t/v1/batch {"writeKey": "$key", "batch": [{"type": "page", "anonymousId": "after-1", "context": {"page": {"url": "https://clinic.example/", "referrer": "https://www.ninisite.com/d/1"}}}, {"type": "identify", "anonymousId": "after-1", "traits": {"phone": "09121230002"}}]}
----
200
accepted = 2
events: lead_created lead_visited

GET /api/v1/leads?q=0002
----
200
data.0.source_label = "نی‌نی‌سایت"
keep data.0.id as lead

GET /api/v1/leads/$lead
----
200
source.first.channel = "forum"

visit $page?utm_source=Hamkar&utm_medium=cpc
----
200

advance 20s
----
200

send $page name=نگار; phone=09121230003; message=سلام; consent:contact=yes
----
303
events: lead_created form_submitted

GET /api/v1/leads?source=cpa
----
200
data.0.source_label = "همکار فروش"

sign $secret as msg_1
----

POST $url {"name": "سارا احمدی", "phone": "09121230004", "utm_source": "ninisite"}
----
200
state = "accepted"
events: lead_created form_submitted

GET /api/v1/leads?source=forum&count=exact
----
200
page.total = 2

# Who came before is as he came.
GET /api/v1/leads?q=0001
----
200
data.0.source_label = "ninisite.com"
