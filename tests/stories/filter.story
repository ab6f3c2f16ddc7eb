# A filter says «this month» and means the reader's: at the end of Aban (Jalali) it lets go of what came in Aban, while for a
# Gregorian reader November goes on.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09351112233"}]}
----
201
events: lead_created

POST /api/v1/rules/check {"filter": {"all": [{"field": "created_at", "is": "within", "value": "this_month"}, {"field": "phone", "is": "filled"}]}}
----
200
explanation.fa = "زمان آمدن در این ماه است و تلفن خالی نیست"
explanation.en = "Day of arrival is this month and Phone is not empty"
count = 1
sample.0.display_name = "رضا کریمی"

POST /api/v1/leads/search {"filter": {"field": "created_at", "is": "within", "value": "this_month"}, "count": "exact"}
----
200
page.total = 1

# 30 Aban 1405 ends at midnight in Tehran.
advance 15h
----
200

POST /api/v1/leads/search {"filter": {"field": "created_at", "is": "within", "value": "this_month"}, "count": "exact"}
----
200
page.total = 0

POST /api/v1/leads/search {"filter": {"field": "created_at", "is": "within", "value": "last_month"}, "count": "exact"}
----
200
page.total = 1

POST /api/v1/leads/search {"filter": {"field": "created_at", "is": "within", "value": "yesterday"}}
----
200
data.size = 1

PATCH /api/v1/me {"calendar": "gregorian"}
----
200

POST /api/v1/leads/search {"filter": {"field": "created_at", "is": "within", "value": "this_month"}, "count": "exact"}
----
200
page.total = 1

# What does not hold together is refused with the place of every fault.
POST /api/v1/rules/check {"filter": {"any": [{"field": "height", "is": "equal", "value": 1}, {"field": "phone", "is": "at_least", "value": 1}]}}
----
422
errors.0.pointer = "/filter/any/0/field"
errors.0.code = "rule_field_unknown"
errors.1.pointer = "/filter/any/1/is"
errors.1.code = "rule_operator_unfit"

GET /api/v1/leads?filter={"field":"phone","is":"empty"}&count=exact
----
200
page.total = 0

# A number in a Persian sentence is written in Persian.
with Accept-Language: fa
----

GET /api/v1/leads?limit=0
----
422
errors.0.detail = "این مقدار باید بین ۱ و ۵۰۰ باشد."
