# What a lead is, the workspace decides: with «a follow is enough» a handle makes a lead, with «named, authorised» it does not.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"handles": [{"network": "instagram", "value": "@nora"}], "clue": "follow"}
----
201
lead.layer = "interest"
keep lead.id as nora
events: lead_created

# What it would make of those who are here is seen before.
POST /api/v1/lead-rule/preview {"preset": "follow"}
----
200
interests = 1
looked_at = 1
would_become = 1

POST /api/v1/lead-rule/preview {"preset": "named_person"}
----
200
would_become = 0

# Whoever changes it says which version he saw.
PUT /api/v1/lead-rule {"preset": "follow"}
----
428

with If-Match: "v7"
----

PUT /api/v1/lead-rule {"preset": "follow"}
----
412

with If-Match: "v1"
----

PUT /api/v1/lead-rule {"preset": "follow"}
----
200
version = 2
preset = "follow"
events: lead_rule_progress lead_changed lead_rule_progress

GET /api/v1/leads/$nora
----
200
layer = "lead"

GET /api/v1/leads/$nora/timeline
----
200
data.0.kind = "became_lead"
data.0.data.rule = 2

GET /api/v1/lead-rule
----
200
history.0.looked_at = 1
history.0.became_leads = 1
history.0.looking = false

POST /api/v1/leads {"handles": [{"network": "instagram", "value": "@mina"}], "clue": "follow"}
----
201
lead.layer = "lead"
events: lead_created

POST /api/v1/lead-rule/approval {"side": "marketing"}
----
200
history.0.approved_by_marketing = "سارا"
history.0.approved_by_sales = null

POST /api/v1/lead-rule/approval {"side": "sales"}
----
200
history.0.approved_by_sales = "سارا"

# Who is a lead stays one, whatever the rule.
with If-Match: "v2"
----

PUT /api/v1/lead-rule {"preset": "named_person"}
----
200
version = 3
history.0.approved_by_marketing = null
history.0.approved_by_sales = null
history.1.approved_by_sales = "سارا"
events: lead_rule_progress

GET /api/v1/leads/$nora
----
200
layer = "lead"

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
