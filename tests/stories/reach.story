# A seller who sees his own leads and nobody's sees of what came in no more: not who a colleague's lead was, on no road.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/forms {"template": "contact"}
----
201
keep id as form
keep public_id as page

POST /api/v1/forms/$form/publication
----
200
events: form_changed

visit $page?utm_source=ig&utm_medium=story
----
200

advance 20s
----
200

send $page name=نگار حسینی; phone=۰۹۱۲ ۱۲۳ ۴۵۶۷; message=قیمت ایمپلنت؟; consent:contact=yes
----
303
events: lead_created form_submitted

GET /api/v1/leads?q=4567
----
200
keep data.0.id as lead

POST /api/v1/people {"name": "امید", "email": "omid@example.com", "role": "seller", "reach": "own"}
----
201
keep person.id as omid

POST /api/v1/people {"name": "فروشنده", "email": "seller@example.com", "role": "seller", "reach": "own"}
----
201
keep link after token= as token

as seller
----

POST /api/v1/password-reset {"token": "$token", "password": "another long password"}
----
204

POST /api/v1/session {"email": "seller@example.com", "password": "another long password"}
----
200

# Nobody's lead waits for whoever takes it.
GET /api/v1/submissions
----
200
data.0.lead_id = "$lead"
has قیمت ایمپلنت
keep data.0.id as submission

as owner
----

POST /api/v1/leads/$lead/owner {"user_id": "$omid"}
----
200
events: lead_changed

as seller
----

GET /api/v1/leads/$lead
----
404

GET /api/v1/submissions
----
200
data.size = 1
data.0.state = "accepted"
data.0.out_of_reach = true
data.0.lead_id = null
data.0.answers.size = 0
data.0.address = ""

GET /api/v1/forms/$form/submissions
----
200
data.0.out_of_reach = true
data.0.lead_id = null
data.0.answers.size = 0

GET /api/v1/submissions/$submission/body
----
404

as owner
----

GET /api/v1/forms/$form/submissions
----
200
data.0.out_of_reach = null
data.0.lead_id = "$lead"
has قیمت ایمپلنت
