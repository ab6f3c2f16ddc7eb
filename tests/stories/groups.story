# The list in groups: how many leads each value has, whose leads those are, and a view that keeps it.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/fields {"key": "size", "label": {"fa": "اندازه", "en": "Size"}, "type": "choice", "choices": [{"key": "small", "label": {"fa": "کوچک", "en": "Small"}}, {"key": "large", "label": {"fa": "بزرگ", "en": "Large"}}]}
----
201
keep id as size

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}], "custom": {"size": "large"}}
----
201
events: lead_created
keep lead.id as reza

POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "09351112244"}]}
----
201
events: lead_created

# By status when nothing else is said; every choice stands there, with nobody too.
GET /api/v1/leads/groups
----
200
field = "status"
total = 2
groups.0.count = 2

GET /api/v1/leads/groups?group=custom.size
----
200
groups.size = 3
groups.0.key = "small"
groups.0.count = 0
groups.1.label.fa = "بزرگ"
groups.1.count = 1
groups.2.count = 1

GET /api/v1/leads?group=custom.size&in=large
----
200
data.size = 1
data.0.id = "$reza"

# Without a key: who has no value.
POST /api/v1/leads/search {"group": "custom.size", "count": "exact"}
----
200
page.total = 1
data.0.display_name = "سارا احمدی"

POST /api/v1/leads/groups {"group": "custom.size", "filter": {"field": "phone", "is": "ends_with", "value": "2244"}}
----
200
total = 1
groups.2.count = 1

GET /api/v1/leads/groups?group=name
----
422
code = "group_unfit"

POST /api/v1/views {"name": "تابلوی اندازه", "shared": true, "group": "custom.size", "layout": "board"}
----
201
group = "custom.size"
layout = "board"
events: view_changed
keep id as view

POST /api/v1/people {"name": "فروشنده", "email": "seller@example.com", "role": "seller", "reach": "all"}
----
201
keep link after token= as token

# From whom a field is kept, nothing is grouped by it.
PUT /api/v1/hidden-fields {"field": "custom.size", "role": "seller", "hidden": true}
----
200

as seller
----

POST /api/v1/password-reset {"token": "$token", "password": "another long password"}
----
204

POST /api/v1/session {"email": "seller@example.com", "password": "another long password"}
----
200
hidden.size = 1

GET /api/v1/leads/groups?group=custom.size
----
403
code = "field_hidden"

GET /api/v1/leads?group=custom.size&in=large
----
403

GET /api/v1/views/$view
----
200
group = ""
layout = "board"

as owner
----

# A field that was put away groups no more; the view stays, and says what it was.
PATCH /api/v1/fields/$size {"archived": true}
----
200

GET /api/v1/leads/groups?group=custom.size
----
422
code = "field_unknown"

GET /api/v1/views/$view
----
200
group = "custom.size"
