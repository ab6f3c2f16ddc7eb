# The channels are the workspace's own: it adds a podcast and a billboard, calls its page by its name, and hides what it never uses.
clock 2026-11-21T09:00:00+03:30

GET /api/v1/channels
----
200
data.size = 17
data.3.key = "social_own"
data.3.label.en = "Own social page"

POST /api/v1/channels {"label": {"fa": "پادکست", "en": "Podcast"}}
----
201
key = "podcast"
own = true
position = 18

POST /api/v1/channels {"label": {"fa": "بیلبورد", "en": "Billboard"}}
----
201
key = "billboard"

POST /api/v1/channels {"key": "email", "label": {"en": "Letters"}}
----
409
code = "key_taken"

POST /api/v1/channels {"label": {"fa": " "}}
----
422
errors.0.pointer = "/label"

PATCH /api/v1/channels/social_own {"label": {"fa": "صفحهٔ اینستاگرام", "en": "Instagram page"}}
----
200
key = "social_own"
own = false

PATCH /api/v1/channels/nowhere {"archived": true}
----
404

GET /api/v1/audit
----
200
data.0.action = "channel_changed"
data.1.action = "channel_added"

# A rule may speak of it, a link and another program's address too.
with If-Match: "v0"
----

PUT /api/v1/source-rules {"rules": [{"by": "utm_medium", "value": "episode", "channel": "podcast", "label": "قسمت هفتم"}]}
----
200
rules.0.channel = "podcast"

POST /api/v1/forms {"template": "newsletter"}
----
201
keep id as form
keep public_id as page

POST /api/v1/forms/$form/publication
----
200
events: form_changed

POST /api/v1/links {"kind": "poster", "name": "بیلبورد مدرس", "form_id": "$form", "channel": "billboard", "tags": {"source": "poster", "medium": "poster"}}
----
201
channel = "billboard"
keep id as link
keep destination as destination

POST /api/v1/links {"kind": "other", "name": "جایی", "form_id": "$form", "channel": "radio"}
----
422
errors.0.pointer = "/channel"

POST /api/v1/incoming-addresses {"kind": "webhook", "name": "فروشگاه دیوار", "channel": "podcast"}
----
201
address.channel = "podcast"

# By the link.
as visitor
----

GET /f/$page/definition
----
200
keep token as token

advance 10s
----

POST /f/$page {"answers": {"email": "omid@example.com"}, "consents": {"newsletter": true}, "token": "$token", "page": "$destination"}
----
200
state = "accepted"
events: lead_created form_submitted

# By the rule, and by the name itself.
GET /f/$page/definition
----
200
keep token as token

advance 10s
----

POST /f/$page {"answers": {"email": "sara@example.com"}, "consents": {"newsletter": true}, "token": "$token", "page": "https://clinic.example/?utm_source=castbox&utm_medium=episode"}
----
200
state = "accepted"
events: lead_created form_submitted

GET /f/$page/definition
----
200
keep token as token

advance 10s
----

POST /f/$page {"answers": {"email": "nima@example.com"}, "consents": {"newsletter": true}, "token": "$token", "page": "https://clinic.example/?utm_source=castbox&utm_medium=Podcast"}
----
200
state = "accepted"
events: lead_created form_submitted

as owner
----

POST /api/v1/leads/search {"filter": {"field": "channel", "is": "any_of", "value": ["billboard"]}, "count": "exact"}
----
200
page.total = 1
data.0.source_label = "بیلبورد مدرس"
keep data.0.id as omid

GET /api/v1/leads/$omid
----
200
source.first.channel = "billboard"

GET /api/v1/leads?source=podcast&count=exact
----
200
page.total = 2

GET /api/v1/overview?period=today
----
200
sources.0.channel = "podcast"
sources.0.leads = 2
sources.1.channel = "billboard"
sources.1.leads = 1

# In groups as they are called and in their order: what is hidden stays while somebody has it, and is gone when nobody has.
PATCH /api/v1/channels/billboard {"archived": true, "position": 0}
----
200
archived = true

PATCH /api/v1/channels/search_organic {"archived": true}
----
200

GET /api/v1/leads/groups?group=channel
----
200
groups.size = 18
groups.0.key = "billboard"
groups.0.label.fa = "بیلبورد"
groups.0.gone = true
groups.0.count = 1
groups.1.key = "search_paid"
groups.4.key = "social_other"
groups.3.label.en = "Instagram page"
groups.17.key = "podcast"
groups.17.count = 2

POST /api/v1/leads/search {"filter": {"field": "channel", "is": "any_of", "value": ["billboard", "search_organic"]}, "count": "exact"}
----
200
page.total = 1

# Another workspace of the same person knows nothing of it.
POST /api/v1/workspaces {"name": "Estate", "language": "en"}
----
201
keep id as estate

POST /api/v1/session/workspace {"workspace_id": "$estate"}
----
200

GET /api/v1/channels
----
200
data.size = 17
data.0.archived = false

PATCH /api/v1/channels/podcast {"archived": true}
----
404

PUT /api/v1/source-rules {"rules": [{"by": "utm_medium", "value": "episode", "channel": "podcast"}]}
----
422
errors.0.pointer = "/rules/0/channel"
