# An anonymous visit becomes the lead's when the visitor says who he is; a robot and whoever says no are only counted.
clock 2026-11-21T09:00:00+03:30

POST /api/v1/write-keys {"label": "سایت کلینیک"}
----
201
keep key as key
label = "سایت کلینیک"

PUT /api/v1/tracking {"mode": "cookie", "honour_dnt": true, "blocked_networks": ["300.1.1.1"], "excluded_paths": [], "content": []}
----
422
errors.0.pointer = "/blocked_networks/0"
errors.0.code = "network_unreadable"

as visitor
----

POST /t/$key {"batch": [{"type": "page", "messageId": "m1", "anonymousId": "browser-of-negar-1", "context": {"page": {"url": "https://clinic.example/implant?utm_source=ig&utm_medium=story", "title": "ایمپلنت"}}}]}
----
204

# The same message once more, and one that is none: the batch goes on.
POST /t/v1/batch {"writeKey": "$key", "batch": [{"type": "page", "messageId": "m1", "anonymousId": "browser-of-negar-1"}, {"type": "track", "anonymousId": "browser-of-negar-1"}, {"type": "track", "event": "price asked", "anonymousId": "browser-of-negar-1"}]}
----
200
success = true
accepted = 1
refused.0.index = 0
refused.0.reason = "repeated"
refused.1.reason = "no_name"

POST /t/v1/track {"writeKey": "$key", "event": "x", "anonymousId": "g", "context": {"userAgent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}}
----
200
accepted = 0
refused.0.reason = "robot"

POST /t/v1/track {"writeKey": "$key", "anonymousId": "g"}
----
400
code = "event_refused"

POST /t/v1/track {"writeKey": "wk_none", "event": "x", "anonymousId": "g"}
----
401
code = "write_key_unknown"

# A clock that is a day behind: what was sent just now happened just now.
POST /t/v1/track {"writeKey": "$key", "event": "late clock", "anonymousId": "browser-of-negar-1", "timestamp": "2026-11-20T05:30:00Z", "sentAt": "2026-11-20T05:30:10Z"}
----
200
accepted = 1

advance 2m
----

POST /t/$key {"batch": [{"type": "identify", "messageId": "m2", "anonymousId": "browser-of-negar-1", "traits": {"phone": "۰۹۱۲ ۱۲۳ ۴۵۶۷", "name": "نگار حسینی"}}]}
----
204
events: lead_created lead_visited

as owner
----

GET /api/v1/leads?q=۴۵۶۷
----
200
keep data.0.id as lead
data.0.source_label = "Instagram"

GET /api/v1/leads/$lead/visits
----
200
data.size = 1
data.0.page_count = 1
data.0.touch.channel = "social_own"
data.0.pages.0.name = "late clock"
data.0.pages.0.at = "2026-11-21T05:29:50Z"
data.0.pages.1.title = "ایمپلنت"
data.0.pages.2.name = "price asked"

GET /api/v1/leads/$lead/timeline
----
200
data.0.kind = "lead_created"
data.1.kind = "visit"
data.1.data.page_count = 1
data.1.at = "2026-11-21T05:30:00Z"

# What he looked at can be asked for.
GET /api/v1/leads?filter={"did":"page_viewed","where":[{"field":"page","is":"contains","value":"/implant"}]}&count=exact
----
200
page.total = 1

GET /api/v1/leads?filter={"did":"page_viewed","where":[{"field":"page","is":"contains","value":"/nowhere"}]}&count=exact
----
200
page.total = 0

# So can what was done there, under any spelling of its name, and what the visits were like.
as visitor
----

POST /t/v1/track {"writeKey": "$key", "event": "پخش‌شدن فیلم ۲", "anonymousId": "browser-of-negar-1"}
----
200

as owner
----

GET /api/v1/leads?filter={"did":"tracked","where":[{"field":"name","is":"equal","value":"پخش%20شدن%20فیلم%202"}]}&count=exact
----
200
page.total = 1

GET /api/v1/leads?filter={"did":"tracked","where":[{"field":"name","is":"contains","value":"PRICE"}],"times":{"at_least":2}}&count=exact
----
200
page.total = 0

GET /api/v1/leads?filter={"did":"tracked","where":[{"field":"name","is":"contains","value":"PRICE"}],"times":{"at_least":1}}&count=exact
----
200
page.total = 1

GET /api/v1/leads?filter={"did":"visited","where":[{"field":"channel","is":"any_of","value":["social_own"]},{"field":"pages","is":"at_most","value":1}]}&count=exact
----
200
page.total = 1

GET /api/v1/leads?filter={"did":"visited","where":[{"field":"seconds","is":"at_least","value":3600}]}&count=exact
----
200
page.total = 0

GET /api/v1/leads?filter={"did":"page_viewed","where":[{"field":"content","is":"any_of","value":["price"]}]}&count=exact
----
200
page.total = 0

# What cannot be read at all is told to its sender and counted.
POST /t/$key {"no": "batch"}
----
204

POST /t/v1/batch {"writeKey": "$key", "events": []}
----
200
accepted = 0
refused.0.reason = "unreadable"

POST /t/$key {"batch": [
----
400
code = "json_malformed"

GET /api/v1/tracking/counts
----
200
data.size = 1
data.0.day = "2026-11-21"
data.0.robots.0.name = "Googlebot"

GET /api/v1/write-keys
----
200
data.0.last_event_at = ~
keep data.0.id as key_id

# Asked first: nothing is taken until the page says yes.
POST /t/v1/track {"writeKey": "$key", "event": "before", "anonymousId": "x"}
----
200
accepted = 1
