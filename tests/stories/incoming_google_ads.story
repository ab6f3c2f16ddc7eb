# A lead form of Google Ads: its key is its word, a test lead is no lead, and a lead comes once.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/incoming-addresses {"kind": "google_ads", "name": "کمپین پاییز"}
----
201
keep address.url as url
keep secret as key

POST $url {"lead_id": "a1", "google_key": "guess", "user_column_data": [{"column_id": "PHONE_NUMBER", "string_value": "+989121234567"}]}
----
401
code = "delivery_signature"
message = "The signature is missing or wrong."

POST $url {"lead_id": "a1", "google_key": "$key", "is_test": true, "user_column_data": [{"column_id": "PHONE_NUMBER", "string_value": "+989121234567"}]}
----
200
state = "quarantined"
reason = "test_delivery"
events: form_submitted

POST $url {"lead_id": "a2", "google_key": "$key", "gcl_id": "abc", "user_column_data": [{"column_id": "FULL_NAME", "column_name": "Full Name", "string_value": "Sara"}, {"column_id": "PHONE_NUMBER", "string_value": "+989121234567"}]}
----
200
state = "accepted"
events: lead_created form_submitted

POST $url {"lead_id": "a2", "google_key": "$key", "gcl_id": "abc", "user_column_data": [{"column_id": "FULL_NAME", "column_name": "Full Name", "string_value": "Sara"}, {"column_id": "PHONE_NUMBER", "string_value": "+989121234567"}]}
----
200
repeated = true

GET /api/v1/leads
----
200
data.size = 1
data.0.display_name = "Sara"
keep data.0.id as lead

GET /api/v1/leads/$lead
----
200
source.first.channel = "search_paid"
source.first.click_ids.gclid = "abc"
