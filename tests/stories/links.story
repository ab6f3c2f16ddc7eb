# A link for the week's story: people follow it, one of them becomes a lead, and link, lead and list say so.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/forms {"template": "newsletter"}
----
201
keep id as form
keep public_id as page

POST /api/v1/links {"kind": "story", "name": "استوری این هفته", "form_id": "$form", "channel": "social_own", "tags": {"source": "instagram", "medium": "story"}}
----
201
works = false
leads = 0
keep id as link
keep url as url
keep destination as destination

POST /api/v1/forms/$form/publication
----
200
events: form_changed

as visitor
----

GET $url
----
302

GET $url+
----
200
has این لینک به اینجا می‌رسد
has $page

GET /f/$page/definition
----
200
keep token as token

advance 10s
----

POST /f/$page {"answers": {"email": "omid@example.com"}, "consents": {"newsletter": true}, "token": "$token", "page": "$destination"}
----
200
state = "accepted"
events: lead_created form_submitted

as owner
----

GET /api/v1/links/$link
----
200
works = true
clicks = 1
robots = 0
leads = 1
version = 1

GET /api/v1/links/$link/days?days=2
----
200
data.size = 2
data.0.leads = 0
data.1.day = "2026-11-21"
data.1.clicks = 1
data.1.leads = 1

GET /api/v1/leads?filter={"field":"link","is":"any_of","value":["$link"]}&count=exact
----
200
page.total = 1
data.0.source_label = "استوری این هفته"
keep data.0.id as lead

GET /api/v1/leads/$lead
----
200
source.first.channel = "social_own"
source.first.label = "استوری این هفته"

# An advertisement uses a link of its own, made with it.
POST /api/v1/placements {"publisher": "مجلهٔ سلامت", "page": "https://magazine.example/teeth", "audience": "مادران تهرانی", "fit": 4, "starts_on": "۱۴۰۵/۰۹/۰۱", "link": {"kind": "other", "name": "بنر مجلهٔ سلامت", "address": "http://clinic.example/", "channel": "banner"}}
----
422
errors.0.pointer = "/link/address"
errors.0.code = "link_target_refused"

POST /api/v1/placements {"publisher": "مجلهٔ سلامت", "page": "https://magazine.example/teeth", "audience": "مادران تهرانی", "fit": 4, "starts_on": "۱۴۰۵/۰۹/۰۱", "link": {"kind": "other", "name": "بنر مجلهٔ سلامت", "address": "https://clinic.example/", "channel": "banner"}}
----
201
starts_on = "2026-11-22"
keep id as placement

GET /api/v1/links
----
200
data.size = 2
data.0.destination = ~

with If-Match: "v1"
----

PUT /api/v1/placements/$placement {"publisher": "مجلهٔ سلامت", "page": "https://magazine.example/teeth", "fit": 6, "link_id": "$link"}
----
422
errors.0.pointer = "/fit"

with If-Match: "v1"
----

PUT /api/v1/placements/$placement {"publisher": "مجلهٔ سلامت", "page": "https://magazine.example/teeth", "fit": 5, "link_id": "$link"}
----
200
fit = 5
version = 2

# Archived, it still leads.
POST /api/v1/links/$link/archive
----
200
archived_at = ~

as visitor
----

GET $url
----
302

as owner
----

POST /api/v1/links/$link/restoration
----
200
clicks = 2
archived_at = null
