# Two people of one company are behind one number: the extension tells them apart, and is not lost.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/leads {"full_name": "علی کریمی", "phones": [{"value": "021 8888 7777 داخلی ۱۲"}]}
----
201
keep lead.id as ali
lead.phones.0.value = "+982188887777;ext=12"
lead.phones.0.type = "landline"
events: lead_created

POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "۰۲۱۸۸۸۸۷۷۷۷ داخلی ۱۵"}]}
----
201
keep lead.id as sara
lead.display_name = "سارا احمدی"
lead.phones.0.display = "۰۲۱ ۸۸۸۸ ۷۷۷۷ داخلی ۱۵"
events: lead_created

# The same extension, however it is written, is the same person.
POST /api/v1/leads {"full_name": "سارا احمدی", "phones": [{"value": "+98 21 8888 7777 ext. 15"}], "place": "تهران"}
----
201
lead.id = "$sara"
lead.place = "تهران"
events: lead_matched

# Whoever has only the number before him finds both; so does he who copies «۰۲۱ ۸۸۸۸ ۷۷۷۷ داخلی ۱۵» from a card.
GET /api/v1/leads?q=7777&count=exact
----
200
page.total = 2

GET /api/v1/leads?q=%DB%B0%DB%B2%DB%B1%20%DB%B8%DB%B8%DB%B8%DB%B8%20%DB%B7%DB%B7%DB%B7%DB%B7%20%D8%AF%D8%A7%D8%AE%D9%84%DB%8C%20%DB%B1%DB%B5&count=exact
----
200
page.total = 2
data.0.phone = "+982188887777;ext=15"

# A mobile has no extensions: what stands behind it says nothing about who it is.
POST /api/v1/leads {"full_name": "مینا", "phones": [{"value": "0912 123 4567 #2"}]}
----
201
keep lead.id as mina
lead.phones.0.value = "+989121234567"
events: lead_created
