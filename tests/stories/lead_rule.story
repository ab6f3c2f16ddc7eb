# What a lead is, the workspace decides: with «a follow is enough» a handle makes a lead, with «named, authorised» it does not.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"handles": [{"network": "instagram", "value": "@nora"}], "clue": "follow"}
----
201
lead.layer = "interest"
keep lead.id as nora
events: lead_created

PUT /api/v1/lead-rule {"preset": "follow"}
----
200
version = 2
preset = "follow"

POST /api/v1/leads {"handles": [{"network": "instagram", "value": "@mina"}], "clue": "follow"}
----
201
lead.layer = "lead"
events: lead_created

POST /api/v1/lead-rule/approval {"side": "marketing"}
----
200
history.0.approved_by_marketing = "سارا"

PUT /api/v1/lead-rule {"preset": "named_person"}
----
200
version = 3

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}]}
----
201
lead.layer = "interest"
keep lead.id as reza
events: lead_created

GET /api/v1/leads/$reza
----
200
keep version as version

bearer none
----

as owner
----

POST /api/v1/leads {"phones": [{"value": "09351112233"}], "authority": "decides"}
----
201
lead.layer = "lead"
events: lead_matched
