# A form of two steps: answers on the way are kept, one can go back, and the whole is one submission.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/forms {"template": "consultation"}
----
201
keep id as form
keep public_id as page

POST /api/v1/forms/$form/publication
----
200
events: form_changed

visit $page?lang=en
----
200
has dir="ltr"
has Step 1 of 2

advance 5s
----
200

send $page topic=implant; details=front tooth
----
200
has Step 2 of 2

GET /api/v1/forms/$form/submissions
----
200
data.size = 1
data.0.state = "partial"

send $page _go=back; name=Sara
----
200
has Step 1 of 2
has value="implant"

send $page topic=braces; details=front tooth
----
200
has value="Sara"

send $page name=Sara Ahmadi; phone=0912 123 4567; hour=evening
----
422
has agreement

send $page name=Sara Ahmadi; phone=0912 123 4567; hour=evening; consent:contact=yes
----
303
events: lead_created form_submitted

GET /api/v1/leads?q=4567
----
200
keep data.0.id as lead

GET /api/v1/leads/$lead
----
200
product = "braces"
needs = "front tooth"

GET /api/v1/forms/$form/dropoff
----
200
steps.0.seen = 2
steps.0.completed = 1
steps.1.completed = 1
