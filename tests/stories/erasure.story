# A person asks to be erased: nothing about him is left, not even what was refused on the way, and a list does not bring him in again.
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

visit $page
----
200

advance 9s
----
200

send $page name=Canary Person; phone=12; email=canary@example.com; consent:contact=yes
----
422

send $page name=Canary Person; phone=09121234567; email=canary@example.com; consent:contact=yes
----
303
events: lead_created form_submitted

GET /api/v1/leads?q=canary
----
200
keep data.0.id as lead

POST /api/v1/leads/$lead/erasure {"reason": "asked by e-mail"}
----
204
events: lead_erased

GET /api/v1/leads/$lead
----
410

GET /api/v1/leads?q=canary
----
200
data.size = 0

GET /api/v1/forms/$form/submissions
----
200
data.size = 2
lacks Canary
lacks 09121234567
