# A form that carries the visitor's name brings his visits along, also when a person has to release it first.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/write-keys {"label": "سایت"}
----
201
keep key as key

POST /api/v1/forms {"template": "newsletter"}
----
201
keep id as form
keep public_id as page

POST /api/v1/forms/$form/publication
----
200
events: form_changed

as visitor
----

POST /t/$key {"batch": [{"type": "page", "anonymousId": "browser-of-omid-12", "context": {"page": {"url": "https://shop.example/", "referrer": "https://www.google.com/"}}}]}
----
204

advance 40m
----

POST /t/$key {"batch": [{"type": "page", "anonymousId": "browser-of-omid-12", "context": {"page": {"url": "https://shop.example/price"}}}]}
----
204

# The hosted page knows him by the cookie that the server gave; faster than a person, so it waits.
visit $page
----
200

send $page email=omid@example.com; consent:newsletter=yes
----
303
events: form_submitted

as owner
----

GET /api/v1/forms/$form/submissions?state=quarantined
----
200
data.0.reason = "too_fast"
keep data.0.id as held

POST /api/v1/submissions/$held/release
----
200
keep lead_id as lead
events: lead_created lead_visited form_submitted

GET /api/v1/leads/$lead
----
200
source.count = 3
source.first.label = "Google"
source.first.kind = "visit"
source.last.kind = "form"

GET /api/v1/leads/$lead/visits?limit=1
----
200
data.size = 1
data.0.pages.0.page = "https://shop.example/price"
page.has_more = true
