# The list as a calendar: how many leads fall on each day of the reader's month, who they are, the list of one day, and a view that keeps it.
clock 2026-11-21T23:59:00+03:30

POST /api/v1/fields {"key": "visit", "label": {"fa": "بازدید", "en": "Visit"}, "type": "date"}
----
201

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}], "custom": {"visit": "2026-12-01"}}
----
201
events: lead_created
keep lead.id as reza

# Two minutes later it is another day in Tehran, and another month of its calendar.
advance 2m
----

POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "09351112244"}]}
----
201
events: lead_created
keep lead.id as sara

GET /api/v1/leads/calendar
----
200
date = "created_at"
from = "2026-11-22"
to = "2026-12-21"
total = 2
days.size = 1
days.0.day = "2026-11-22"
days.0.count = 1
days.0.leads.0.id = "$sara"

GET /api/v1/leads/calendar?from=1405/08/01&to=1405/09/30
----
200
days.size = 2
days.0.day = "2026-11-21"
days.0.leads.0.id = "$reza"
days.1.day = "2026-11-22"

POST /api/v1/leads/search {"count": "exact", "filter": {"field": "created_at", "is": "within", "value": {"on": "2026-11-21"}}}
----
200
page.total = 1
data.0.id = "$reza"

POST /api/v1/leads/$reza/snooze {"until": "2026-12-05T00:30:00+03:30"}
----
200
events: lead_changed

POST /api/v1/leads/calendar {"date": "snoozed_until", "filter": {"field": "owner", "is": "empty"}}
----
200
total = 2
days.size = 1
days.0.day = "2026-12-05"

POST /api/v1/views {"name": "بازدیدهای ماه", "layout": "calendar", "date": "custom.visit"}
----
201
layout = "calendar"
date = "custom.visit"
events: view_changed

GET /api/v1/leads/calendar?date=custom.visit
----
200
days.0.day = "2026-12-01"
days.0.count = 1

GET /api/v1/leads/calendar?date=name
----
422
code = "date_unfit"

GET /api/v1/leads/calendar?from=2026-11-01&to=2027-11-01
----
422
code = "calendar_too_long"

# Where the workspace is at home the offices are closed on these days; those that the moon decides may move.
GET /api/v1/leads/calendar?from=1405/11/01&to=1405/11/30
----
200
holidays.size = 2
holidays.1.day = "2027-02-11"
holidays.1.name.fa = "پیروزی انقلاب"
holidays.1.may_move = false
holidays.0.name.en = "Birth of Imam Mahdi"
holidays.0.may_move = true

PATCH /api/v1/workspace {"default_region": "DE"}
----
200

GET /api/v1/leads/calendar?from=1405/11/01&to=1405/11/30
----
200
holidays.size = 0
