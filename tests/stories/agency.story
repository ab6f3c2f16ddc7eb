# An agency owns two workspaces; the leads of one are nobody's business in the other, and a seller sees his own.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "Lead of the clinic", "phones": [{"value": "09351112233"}]}
----
201
keep lead.id as lead
events: lead_created

POST /api/v1/people {"name": "فروشنده", "email": "seller@example.com", "role": "seller", "reach": "own"}
----
201
keep person.id as seller
keep link as link

POST /api/v1/workspaces {"name": "Estate", "language": "en"}
----
201
keep id as estate

POST /api/v1/session/workspace {"workspace_id": "$estate"}
----
200
workspace.name = "Estate"

GET /api/v1/leads/$lead
----
404

GET /api/v1/leads?count=exact&q=clinic
----
200
page.total = 0

PATCH /api/v1/people/$seller {"role": "analyst"}
----
404

as nobody
----

GET /api/v1/leads/$lead
----
401
code = "unauthenticated"
