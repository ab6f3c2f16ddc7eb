# A visitor fills a form; the lead knows everything, and a double click changes nothing.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/forms {"template": "contact"}
----
201
keep id as form
keep public_id as page
state = "draft"

visit $page
----
404
has این فرم

POST /api/v1/forms/$form/publication
----
200
state = "published"
has_changes = false
events: form_changed

visit $page?utm_source=ig&utm_medium=story
----
200
has dir="rtl"
has تماس با ما

advance 20s
----
200

send $page name=مهندس نگار حسینی; phone=۰۹۱۲ ۱۲۳ ۴۵۶۷; message=قیمت ایمپلنت؟; consent:contact=yes
----
303
events: lead_created form_submitted

send $page name=مهندس نگار حسینی; phone=۰۹۱۲ ۱۲۳ ۴۵۶۷; message=قیمت ایمپلنت؟; consent:contact=yes
----
303

GET /api/v1/leads?inbox=true&count=exact
----
200
page.total = 1
keep data.0.id as lead
data.0.display_name = "نگار حسینی"
data.0.source_label = "Instagram"

GET /api/v1/leads/$lead
----
200
phones.0.value = "+989121234567"
title = "مهندس"
needs = "قیمت ایمپلنت؟"
layer = "lead"
contact_grade_word = "direct_phone"
source.first.channel = "social_own"
source.count = 1

GET /api/v1/leads/$lead/consents
----
200
data.size = 1
data.0.given = true
data.0.text_version = 1

GET /api/v1/forms/$form/submissions
----
200
data.size = 1
data.0.state = "accepted"
data.0.lead_id = "$lead"

# The same person comes again by another road: it is one lead, with one more touch.
POST /api/v1/leads {"phones": [{"value": "+98 912 123 4567"}], "organisation": "کلینیک مهر", "source": {"channel": "direct"}}
----
201
matched = true
lead.id = "$lead"
lead.organisation = "کلینیک مهر"
lead.source.count = 2
events: lead_matched
