# In Tehran people write their landline without its area code; the workspace knows which city is meant.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "۸۸۸۸۷۷۷۷"}]}
----
422
errors.0.code = "phone_invalid"

PATCH /api/v1/workspace {"default_area": "۰۲۱"}
----
200
default_area = "021"

POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "۸۸۸۸۷۷۷۷"}]}
----
201
lead.phones.0.value = "+982188887777"
events: lead_created

POST /api/v1/forms {"template": "contact"}
----
201
keep public_id as page
keep id as form

POST /api/v1/forms/$form/publication
----
200
events: form_changed

visit $page
----
200

advance 9s
----
200

send $page name=سارا احمدی; phone=88887777; consent:contact=yes
----
303
events: lead_matched form_submitted
