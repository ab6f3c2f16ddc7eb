# A clinic has stages of its own: it adds one, a lead gets it by its name, and an archived one stays where it stands.
clock 2026-11-21T09:00:00+03:30

GET /api/v1/stages
----
200
data.size = 5
data.0.key = "awareness"
data.4.label.fa = "تصمیم"

POST /api/v1/stages {"label": {"fa": "ویزیت رایگان", "en": "Free visit"}}
----
201
key = "free_visit"
position = 6

POST /api/v1/stages {"key": "intent", "label": {"en": "Means it"}}
----
409
code = "key_taken"

# Nobody could tell two of one name apart.
POST /api/v1/stages {"label": {"fa": "ویزیت رایگان"}}
----
409
code = "name_taken"
errors.0.pointer = "/label/fa"

PATCH /api/v1/stages/intent {"label": {"en": "free  VISIT"}}
----
409
code = "name_taken"

POST /api/v1/stages {"label": {"fa": " "}}
----
422
errors.0.pointer = "/label"

POST /api/v1/leads {"full_name": "نگار رحیمی", "phones": [{"value": "09351112244"}], "stage": "ویزیت رایگان"}
----
201
lead.stage = "free_visit"
keep lead.id as negar
events: lead_created

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}], "stage": "somewhere"}
----
422
errors.0.pointer = "/stage"
errors.0.code = "choice_unknown"

PATCH /api/v1/stages/free_visit {"label": {"fa": "ویزیت", "en": "Visit"}, "position": 0}
----
200
key = "free_visit"
label.en = "Visit"

PATCH /api/v1/stages/nowhere {"archived": true}
----
404

PATCH /api/v1/stages/free_visit {"archived": true}
----
200
archived = true

GET /api/v1/stages
----
200
data.size = 6
data.0.key = "free_visit"

GET /api/v1/leads/$negar
----
200
stage = "free_visit"

POST /api/v1/leads/search {"filter": {"field": "stage", "is": "any_of", "value": ["free_visit"]}, "count": "exact"}
----
200
page.total = 1
data.0.id = "$negar"

# What the pages of the site are for is said in the same stages.
with If-Match: "v0"
----

PUT /api/v1/tracking {"mode": "cookie", "honour_dnt": true, "blocked_networks": [], "excluded_paths": [], "content": [{"path": "/free/*", "type": "product", "stage": "nowhere"}]}
----
422
errors.0.pointer = "/content/0/stage"
