# The owner hides the phones, the budget and a field of her own from the sellers: a seller works on, and neither sees, finds nor writes them.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/fields {"key": "illness", "label": {"fa": "بیماری", "en": "Illness"}, "type": "text"}
----
201

POST /api/v1/leads {"full_name": "رضا کریمی", "phones": [{"value": "09121234567"}], "emails": [{"value": "reza@example.com"}], "budget": {"amount": 900000000, "currency": "IRR"}, "custom": {"illness": "میگرن"}}
----
201
keep lead.id as lead
events: lead_created

with If-Match: *
----

PATCH /api/v1/leads/$lead {"budget": {"amount": 700000000, "currency": "IRR"}}
----
200
events: lead_changed

# One whose number is all that is known is called by it.
POST /api/v1/leads {"phones": [{"value": "09351112233"}]}
----
201
lead.display_name = "+989351112233"
keep lead.id as nameless
events: lead_created

POST /api/v1/views {"name": "بودجه‌دارها", "shared": true, "filter": {"field": "budget", "is": "at_least", "value": 500000000}}
----
201
keep id as view
events: view_changed

POST /api/v1/people {"name": "فروشنده", "email": "seller@example.com", "role": "seller", "reach": "all"}
----
201
keep link after token= as token

as seller
----

POST /api/v1/password-reset {"token": "$token", "password": "another long password"}
----
204

POST /api/v1/session {"email": "seller@example.com", "password": "another long password"}
----
200
hidden.size = 0

GET /api/v1/leads/$lead
----
200
phones.0.value = "+989121234567"
hidden = null

with Idempotency-Key: once
----

POST /api/v1/leads {"phones": [{"value": "09121234567"}], "place": "شیراز"}
----
201
matched = true
lead.phones.0.value = "+989121234567"
events: lead_matched

# Who hides is the owner, and nobody else.
PUT /api/v1/hidden-fields {"field": "phones", "role": "analyst", "hidden": true}
----
403
code = "forbidden"

as owner
----

PUT /api/v1/hidden-fields {"field": "phones", "role": "owner", "hidden": true}
----
422
code = "owner_sees_all"

PUT /api/v1/hidden-fields {"field": "full_name", "role": "seller", "hidden": true}
----
422
code = "field_unknown"

PUT /api/v1/hidden-fields {"field": "phones", "role": "seller", "hidden": true}
----
200
data.0.field = "phones"
data.0.hidden_from.0 = "seller"

PUT /api/v1/hidden-fields {"field": "budget", "role": "seller", "hidden": true}
----
200

PUT /api/v1/hidden-fields {"field": "custom.illness", "role": "seller", "hidden": true}
----
200

GET /api/v1/audit
----
200
data.0.action = "field_hidden"
data.0.detail.role = "seller"
data.0.detail.field = "custom.illness"

# From that moment the seller's card is without them, and says so.
as seller
----

GET /api/v1/session
----
200
hidden.size = 3

GET /api/v1/leads/$lead
----
200
display_name = "رضا کریمی"
emails.0.value = "reza@example.com"
phones.size = 0
budget = null
custom.illness = null
hidden.0 = "budget"
hidden.1 = "custom.illness"
hidden.2 = "phones"
lacks 9121234567
lacks 700000000

GET /api/v1/leads/$nameless
----
200
display_name = "بی‌نام"
lacks 9351112233

GET /api/v1/leads/$lead/timeline
----
200
data.1.changes.0.field = "budget"
data.1.changes.0.from = null
data.1.changes.0.to = null
data.1.changes.0.hidden = true
lacks 900000000

GET /api/v1/leads/$lead/history?field=budget
----
200
data.0.field = "budget"
data.0.hidden = true
lacks 700000000

GET /api/v1/leads?fields=custom
----
200
data.size = 2
data.0.phone = null
data.0.phone_display = null
lacks میگرن
lacks 9121234567
lacks 9351112233

# He finds nobody by them: neither by what he types, nor by a filter, nor by who was there already.
GET /api/v1/leads?q=09121234567&count=exact
----
200
page.total = 0

GET /api/v1/leads?q=reza&count=exact
----
200
page.total = 1

POST /api/v1/leads/search {"filter": {"all": [{"field": "phone", "is": "ends_with", "value": "4567"}, {"field": "custom.illness", "is": "filled"}]}}
----
422
errors.0.code = "field_hidden"
errors.0.pointer = "/filter/all/0/field"
errors.1.code = "field_hidden"

GET /api/v1/catalogue
----
200
lacks "key":"phone"
lacks "key":"budget"
lacks custom.illness
has "key":"email"

GET /api/v1/leads/duplicates?phone=09121234567
----
403
code = "field_hidden"
errors.0.pointer = "/phone"

POST /api/v1/leads {"full_name": "Somebody", "phones": [{"value": "09121234567"}]}
----
403
code = "field_hidden"

# An answer of before is not repeated to him either.
with Idempotency-Key: once
----

POST /api/v1/leads {"phones": [{"value": "09121234567"}], "place": "شیراز"}
----
422
code = "idempotency_key_reused"
lacks 9121234567

POST /api/v1/leads/$lead/phones {"value": "09351112233"}
----
403
code = "field_hidden"

with If-Match: *
----

PATCH /api/v1/leads/$lead {"budget": null, "custom": {"illness": "x"}, "place": "تهران"}
----
422
errors.0.code = "field_hidden"
errors.0.pointer = "/budget"
errors.1.pointer = "/custom/illness"

# What he sees, he changes.
with If-Match: *
----

PATCH /api/v1/leads/$lead {"place": "تهران"}
----
200
place = "تهران"
phones.size = 0
events: lead_changed

POST /api/v1/bulk-changes/preview {"leads": ["$lead"], "acts": [{"act": "set", "field": "custom.illness", "value": "x"}]}
----
403
code = "field_hidden"
errors.0.pointer = "/acts/0/field"

# A list that somebody else keeps says that it asks for something hidden, and neither what nor how many.
GET /api/v1/views/$view
----
200
name = "بودجه‌دارها"
filter = null
hidden.0 = "budget"

GET /api/v1/views/counts?ids=$view
----
200
data.0.count = null

# What came as it came may hold any of them.
GET /api/v1/submissions
----
200

# The owner sees everything all the while, and what was written stayed.
as owner
----

GET /api/v1/leads/$lead
----
200
phones.0.value = "+989121234567"
budget.amount = 700000000
custom.illness = "میگرن"
place = "تهران"
hidden = null

PUT /api/v1/hidden-fields {"field": "phones", "role": "seller", "hidden": false}
----
200
data.0.hidden_from.size = 0

as seller
----

GET /api/v1/leads?q=09121234567&count=exact
----
200
page.total = 1
data.0.phone_display = "۰۹۱۲ ۱۲۳ ۴۵۶۷"
