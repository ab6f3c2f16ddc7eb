# Lists of leads are kept under a name: for oneself, or for everybody. What one changes, another may have changed meanwhile.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}]}
----
201
events: lead_created

GET /api/v1/views
----
200
data.size = 4
data.0.name = "منتظر من"
data.0.ready_made = true
data.3.name = "تازه‌های امروز"

POST /api/v1/views {"name": "بی‌شماره‌های این ماه", "shared": true, "sort": "name", "columns": ["name", "email"], "filter": {"all": [{"field": "phone", "is": "empty"}, {"field": "created_at", "is": "within", "value": "this_month"}]}}
----
201
version = 1
shared = true
pinned = true
filter.all.0.field = "phone"
events: view_changed
keep id as view

GET /api/v1/views/counts?ids=4,$view
----
200
data.0.count = 1
data.1.count = 0

# A person names the version that he saw; a program may mean whatever is there.
PATCH /api/v1/views/$view {"name": "همه"}
----
428
code = "precondition_required"

POST /api/v1/api-keys {"label": "program", "scopes": ["leads:read", "settings:write"]}
----
201
keep secret as key

bearer $key
----

PATCH /api/v1/views/$view {"filter": {"all": []}}
----
200
version = 2
mine = false
events: view_changed

# A program has no row of its own, and no private views.
PUT /api/v1/views/$view/pin
----
403
code = "person_only"

POST /api/v1/views {"name": "x"}
----
403
code = "person_only"

bearer none
----

as owner
----

GET /api/v1/views/counts?ids=$view
----
200
data.0.count = 1

DELETE /api/v1/views/$view/pin
----
204

GET /api/v1/views/$view
----
200
pinned = false
version = 2

DELETE /api/v1/views/$view
----
204
events: view_changed

GET /api/v1/views/$view
----
404

GET /api/v1/views/counts?ids=$view,4
----
200
data.size = 1
data.0.id = "4"

POST /api/v1/views/$view/restoration
----
200
name = "بی‌شماره‌های این ماه"
events: view_changed

# A filter that does not hold together is not kept; every fault has its place.
POST /api/v1/views {"name": "x", "filter": {"any": [{"field": "height", "is": "filled"}, {"field": "phone", "is": "at_least", "value": 1}]}}
----
422
errors.0.pointer = "/filter/any/0/field"
errors.1.pointer = "/filter/any/1/is"

GET /api/v1/views/counts?ids=1,x
----
422
