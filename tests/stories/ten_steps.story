# A form of ten steps: whoever stops at the seventh has left seven answers; whoever goes to the end is one lead with all of them, is led on, and it is known for what he agreed.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/forms {"template": "contact"}
----
201
keep id as form
keep public_id as page

with If-Match: "v1"
----

PUT /api/v1/forms/$form {"title": {"fa": "ارزیابی خانه", "en": "House valuation"}, "default_language": "en", "steps": [{"title": {"fa": "", "en": "Part 1"}, "fields": [{"id": "topic", "kind": "text", "label": {"fa": "Topic", "en": "Topic"}, "maps_to": "product"}]}, {"title": {"fa": "", "en": "Part 2"}, "fields": [{"id": "details", "kind": "text", "label": {"fa": "Details", "en": "Details"}, "maps_to": "needs"}]}, {"title": {"fa": "", "en": "Part 3"}, "fields": [{"id": "office", "kind": "organisation", "label": {"fa": "Office", "en": "Office"}}]}, {"title": {"fa": "", "en": "Part 4"}, "fields": [{"id": "job", "kind": "job_title", "label": {"fa": "Job", "en": "Job"}}]}, {"title": {"fa": "", "en": "Part 5"}, "fields": [{"id": "city", "kind": "text", "label": {"fa": "City", "en": "City"}, "maps_to": "place"}]}, {"title": {"fa": "", "en": "Part 6"}, "fields": [{"id": "when", "kind": "text", "label": {"fa": "When", "en": "When"}, "maps_to": "timing"}]}, {"title": {"fa": "", "en": "Part 7"}, "fields": [{"id": "rooms", "kind": "number", "label": {"fa": "Rooms", "en": "Rooms"}}]}, {"title": {"fa": "", "en": "Part 8"}, "fields": [{"id": "garden", "kind": "yes_no", "label": {"fa": "Garden", "en": "Garden"}}]}, {"title": {"fa": "", "en": "Part 9"}, "fields": [{"id": "who", "kind": "name", "label": {"fa": "Name", "en": "Name"}, "required": true}]}, {"title": {"fa": "", "en": "Part 10"}, "fields": [{"id": "phone", "kind": "phone", "label": {"fa": "Phone", "en": "Phone"}, "required": true}]}], "consents": [{"id": "guide", "purpose": "newsletter", "channel": "mail", "text": {"fa": "خبرنامه", "en": "Send me news, for the guide"}, "exchange_for": "The buyer's guide"}], "thanks": {"kind": "redirect", "url": "https://agency.example/guide.pdf"}}
----
200
events: form_changed

POST /api/v1/forms/$form/publication
----
200
events: form_changed

visit $page?lang=en
----
200
has Step 1 of 10

advance 5s
----
200

send $page topic=flat
----
200
has Step 2 of 10

send $page details=two rooms
----
200
has Step 3 of 10

send $page office=Acme
----
200
has Step 4 of 10

send $page job=buyer
----
200
has Step 5 of 10

send $page city=Tehran
----
200
has Step 6 of 10

send $page when=spring
----
200
has Step 7 of 10

send $page rooms=2
----
200
has Step 8 of 10

GET /api/v1/forms/$form/submissions
----
200
data.size = 1
data.0.state = "partial"
data.0.answers.size = 7

GET /api/v1/leads?count=exact
----
200
page.total = 0

send $page garden=yes
----
200
has Step 9 of 10

send $page who=Sara Ahmadi
----
200
has Step 10 of 10

advance 1m
----
200

send $page phone=0912 123 4567; consent:guide=yes
----
303
leads to https://agency.example/guide.pdf
events: lead_created form_submitted

GET /api/v1/leads?q=4567
----
200
data.size = 1
keep data.0.id as lead

GET /api/v1/leads/$lead
----
200
display_name = "Sara Ahmadi"
product = "flat"
needs = "two rooms"
organisation = "Acme"
job_title = "buyer"
place = "Tehran"
timing = "spring"

GET /api/v1/forms/$form/submissions
----
200
data.size = 1
data.0.state = "accepted"
data.0.answers.size = 10

GET /api/v1/leads/$lead/consents
----
200
data.size = 1
data.0.given = true
data.0.purpose = "newsletter"
data.0.channel = "mail"
data.0.wording = "Send me news, for the guide"
data.0.text_version = 1
data.0.exchange_for = "The buyer's guide"
data.0.form.title = "House valuation"
data.0.at = "2026-11-21T05:31:05Z"
