# Everything that can be known about a person stands on one card, custom fields without code included, and each value says how it came.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/fields {"label": {"fa": "یادداشت پزشک", "en": "Doctor note"}, "type": "text"}
----
201
key = "doctor_note"

POST /api/v1/fields {"label": {"fa": "شمار دندان", "en": "Teeth"}, "type": "number"}
----
201

POST /api/v1/fields {"label": {"fa": "پیش‌پرداخت", "en": "Deposit"}, "type": "money"}
----
201

POST /api/v1/fields {"label": {"fa": "آخرین معاینه", "en": "Last visit"}, "type": "date"}
----
201

POST /api/v1/fields {"label": {"fa": "شعبه", "en": "Branch"}, "type": "choice", "choices": [{"key": "north", "label": {"fa": "شمال", "en": "North"}}, {"key": "south", "label": {"fa": "جنوب", "en": "South"}}]}
----
201

POST /api/v1/fields {"label": {"fa": "علاقه‌ها", "en": "Interests"}, "type": "multi_choice", "choices": [{"key": "implant", "label": {"fa": "ایمپلنت", "en": "Implant"}}, {"key": "whitening", "label": {"fa": "بلیچینگ", "en": "Whitening"}}]}
----
201

POST /api/v1/fields {"label": {"fa": "بیمه دارد", "en": "Insured"}, "type": "yes_no"}
----
201

POST /api/v1/fields {"label": {"fa": "پرونده", "en": "Record"}, "type": "link"}
----
201

# A name that was mistyped is said, not lost.
POST /api/v1/leads {"fulname": "دکتر سارا احمدی نژاد", "phones": [{"value": "09121234567", "kind": "work"}]}
----
422
errors.0.pointer = "/phones/0/kind"
errors.0.code = "member_unknown"
errors.1.pointer = "/fulname"
errors.size = 2

POST /api/v1/leads {"full_name": "دکتر سارا احمدی نژاد", "organisation": "Acme Co.", "job_title": "مدیر خرید", "authority": "decides", "buying_power": "high", "product": "implant", "needs": "دو دندان\nدر یک جلسه", "budget": {"amount": 500000000, "currency": "IRR"}, "stage": "consideration", "timing": "پیش از نوروز", "age_range": "30-39", "gender": "زن", "place": "تهران", "income_range": "بالا", "purpose": "event_visitor", "purpose_note": "نمایشگاه دندان‌پزشکی", "class": "targeted", "origin": "organic", "external_id": "crm-7", "phones": [{"value": "۰۹۱۲ ۱۲۳ ۴۵۶۷", "type": "mobile", "restrictions": ["whatsapp_only"]}, {"value": "021 8888 7777 داخلی ۱۲", "type": "work"}], "emails": [{"value": "Sara@Example.COM", "type": "work"}, {"value": "sara@gmail.com"}], "handles": [{"network": "instagram", "value": "https://instagram.com/sara.a/"}], "custom": {"doctor_note": "حساس", "teeth": "۳۲", "deposit": "۱٬۵۰۰٬۰۰۰", "last_visit": "۱۴۰۵/۰۸/۲۹", "branch": "جنوب", "interests": "implant، بلیچینگ", "insured": "بله", "record": "example.com/7"}}
----
422
errors.0.pointer = "/custom/interests"
errors.0.code = "choice_unknown"

POST /api/v1/leads {"full_name": "دکتر سارا احمدی نژاد", "organisation": "Acme Co.", "job_title": "مدیر خرید", "authority": "decides", "buying_power": "high", "product": "implant", "needs": "دو دندان\nدر یک جلسه", "budget": {"amount": 500000000, "currency": "IRR"}, "stage": "consideration", "timing": "پیش از نوروز", "age_range": "30-39", "gender": "زن", "place": "تهران", "income_range": "بالا", "purpose": "event_visitor", "purpose_note": "نمایشگاه دندان‌پزشکی", "class": "targeted", "origin": "organic", "external_id": "crm-7", "phones": [{"value": "۰۹۱۲ ۱۲۳ ۴۵۶۷", "type": "mobile", "restrictions": ["whatsapp_only"]}, {"value": "021 8888 7777 داخلی ۱۲", "type": "work"}], "emails": [{"value": "Sara@Example.COM", "type": "work"}, {"value": "sara@gmail.com"}], "handles": [{"network": "instagram", "value": "https://instagram.com/sara.a/"}], "custom": {"doctor_note": "حساس", "teeth": "۳۲", "deposit": "۱٬۵۰۰٬۰۰۰", "last_visit": "۱۴۰۵/۰۸/۲۹", "branch": "جنوب", "interests": ["implant", "بلیچینگ"], "insured": "بله", "record": "example.com/7"}}
----
201
keep lead.id as lead
events: lead_created

GET /api/v1/leads/$lead
----
200
keep version as version
title = "دکتر"
kind = "person"
authority = "decides"
buying_power = "high"
stage = "consideration"
budget.amount = 500000000
timing = "پیش از نوروز"
age_range = "30-39"
gender = "زن"
place = "تهران"
income_range = "بالا"
purpose = "event_visitor"
class = "targeted"
external_id = "crm-7"
phones.0.value = "+989121234567"
phones.0.restrictions.0 = "whatsapp_only"
phones.0.primary = true
phones.1.value = "+982188887777;ext=12"
phones.1.display = "۰۲۱ ۸۸۸۸ ۷۷۷۷ داخلی ۱۲"
phones.1.type = "work"
emails.0.value = "Sara@example.com"
emails.1.type = "personal"
handles.0.value = "sara.a"
contact_grade_word = "personal_email"
custom.doctor_note = "حساس"
custom.teeth = 32
custom.deposit.amount = 1500000
custom.last_visit = "2026-11-20"
custom.branch = "south"
custom.interests.1 = "whitening"
custom.insured = true
custom.record = "https://example.com/7"

PUT /api/v1/leads/$lead/contact-preferences {"do_not_contact": ["sms", "call"], "preferred_hours": {"from": "16:00", "to": "18:00"}}
----
200
do_not_contact.0 = "sms"
preferred_hours.from = "16:00"
events: lead_changed

GET /api/v1/leads/$lead/history?field=authority
----
200
data.size = 1
data.0.to = "decides"

GET /api/v1/leads/$lead/history?field=phones
----
200
data.size = 2

GET /api/v1/leads/$lead/history?field=custom.branch
----
200
data.0.to = "south"
