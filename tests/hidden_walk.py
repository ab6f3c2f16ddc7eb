"""What the owner hides from a role, nobody of that role finds: a lead whose every field carries a canary, every route that reads, as every role, and
no canary in any answer.

The walk is made from the description of the API, and it must find every canary as long as nothing is hidden: it cannot pass by looking nowhere.
"""
import base64
import http.client
import json
import os
import re
import sys
import time
import urllib.parse

from program import Program
from tenant_walk import furnish, invite, path_with

ROLES = ["marketer", "seller", "analyst"]
# By the field that is hidden: what is written into it, and the bytes by which it is known in any answer.
CANARIES = {
    "phones": ["9351234501", "9351234577"], "emails": ["canarymail"], "handles": ["canaryhandle"], "budget": ["918273645"], "job_title": ["canaryjob"],
    "buying_power": ['"buying_power":"high"', '"to":"high"', '"value":"high"'], "product": ["canaryproduct"], "needs": ["canaryneeds"],
    "stage": ['"stage":"decision"', '"to":"decision"', '"value":"decision"'], "timing": ["canarytiming"], "age_range": ["canaryage"],
    "gender": ["canarygender"], "place": ["canaryplace"], "income_range": ["canaryincome"], "purpose_note": ["canarypurpose"],
    "external_id": ["canarykey"], "custom.secret": ["canarycustom"],
}
PHONE = "+989351234501"
faults: list[str] = []
asked = 0


def fault(words: str) -> None:
    faults.append(words)


def text_of(body: bytes) -> str:
    """The answer as a reader would take it: cursors opened, Persian digits as Latin ones, numbers without their spaces."""
    text = body.decode("utf-8", "replace").translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    for word in re.findall(r'"next_cursor":"([^"]+)"', text):
        text += base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode("utf-8", "replace")
    return text + "\n" + re.sub(r"(?<=\d)[ \-\u00a0\u202f]+(?=\d)", "", text)


def found_in(body: bytes) -> set[str]:
    text = text_of(body)
    return {field for field, words in CANARIES.items() if any(word in text for word in words)}


def made(answer, *expected: int):
    if answer.status not in (expected or (200, 201, 202)):
        raise AssertionError(f"{answer.status} {answer.body[:400]!r}")
    return answer.json()


def plant(program: Program, owner: str, ids: dict[str, str]) -> None:
    """A lead with a canary in every field that can be hidden, and everything else that may tell of it, in the places of the walk."""
    ask = program.ask
    made(ask("POST", "/api/v1/fields", {"key": "secret", "label": {"en": "Secret", "fa": "راز"}, "type": "text"}, owner))
    lead = made(ask("POST", "/api/v1/leads", {
        "full_name": "Visible Person", "phones": [{"value": PHONE}], "emails": [{"value": "x.canarymail@canarymail.example"}],
        "handles": [{"network": "instagram", "value": "canaryhandle"}], "budget": {"amount": 918273645, "currency": "IRR"}, "job_title": "canaryjob",
        "buying_power": "high", "product": "canaryproduct", "needs": "canaryneeds", "stage": "decision", "timing": "canarytiming", "age_range": "canaryage",
        "gender": "canarygender", "place": "canaryplace", "income_range": "canaryincome", "purpose_note": "canarypurpose", "external_id": "canarykey",
        "custom": {"secret": "canarycustom"},
        "source": {"landing_page": "https://site.example/offer?to=x.canarymail@canarymail.example", "referrer": "https://mail.example/?u=x.canarymail#canarymail"}}, owner))["lead"]
    # It comes again and says other things of itself: they stand in its timeline as what differs.
    made(ask("POST", "/api/v1/leads", {"phones": [{"value": PHONE}], "job_title": "canaryjob two", "needs": "canaryneeds two", "place": "canaryplace two"}, owner))
    # People without a name are called by what they have.
    for nameless in ({"phones": [{"value": "+989351234577"}]}, {"emails": [{"value": "canarymail@other.example"}]},
                     {"handles": [{"network": "telegram", "value": "canaryhandle2"}]}):
        made(ask("POST", "/api/v1/leads", nameless, owner))
    path = f"/api/v1/leads/{lead['id']}"
    for change in ({"budget": {"amount": 918273645, "currency": "USD"}}, {"buying_power": "low"}, {"buying_power": "high"}, {"stage": "intent"}, {"stage": "decision"},
                   {"custom": {"secret": "canarycustom two"}}):
        made(ask("PATCH", path, change, owner, headers={"If-Match": "*"}))
    made(ask("POST", path + "/emails", {"value": "canarymail@third.example"}, owner))
    page = program.page_of(ids["public_id"])
    time.sleep(2)
    program.send_form(ids["public_id"], page, {"name": "Visible Person", "phone": PHONE, "message": "canaryneeds", "consent:contact": "yes"})
    time.sleep(1)
    came = made(ask("GET", "/api/v1/submissions?limit=50", cookie=owner))["data"]
    address = made(ask("POST", "/api/v1/incoming-addresses", {"kind": "google_ads", "name": "Ads"}, owner))
    token = address["address"]["url"].rsplit("/", 1)[1]
    made(ask("POST", f"/in/google-ads/{token}", {"google_key": address["secret"], "lead_id": "1", "user_column_data": [
        {"column_id": "PHONE_NUMBER", "string_value": PHONE}, {"column_id": "EMAIL", "string_value": "canarymail@third.example"}]}))
    made(ask("POST", "/in/calls", {"external_id": "1", "direction": "in", "from": PHONE, "to": "02188776655", "started_at": "2026-01-01T00:00:00Z",
                                   "recording_url": "https://exchange.example/9351234501.wav"}, owner))
    site = made(ask("POST", "/api/v1/write-keys", {"label": "Site"}, owner))
    ask("POST", "/t/v1/batch", {"writeKey": site["key"], "batch": [
        {"type": "page", "anonymousId": "visitor", "context": {"page": {"url": "https://site.example/prices?for=canarymail", "referrer": "https://mail.example/?u=canarymail"}}},
        {"type": "identify", "anonymousId": "visitor", "traits": {"phone": PHONE}}]})
    body = f'--b\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n\r\nname,phone,email,place\ncanaryname,{PHONE}x,canarymail,canaryplace\n\r\n--b--\r\n'.encode()
    one = made(ask("POST", "/api/v1/imports", raw=body, cookie=owner, headers={"Content-Type": "multipart/form-data; boundary=b"}))["id"]
    done = made(ask("POST", "/api/v1/imports", raw=body, cookie=owner, headers={"Content-Type": "multipart/form-data; boundary=b"}))["id"]
    made(ask("POST", f"/api/v1/imports/{done}/start", {"targets": ["full_name", "phone", "email", "place"]}, owner))
    webhook = made(ask("POST", "/api/v1/webhooks", {"name": "Books", "url": "https://books.invalid/", "events": ["lead.updated"]}, owner))["webhook"]["id"]
    made(ask("PATCH", path, {"timing": "canarytiming two"}, owner, headers={"If-Match": "*"}))
    bulk = made(ask("POST", "/api/v1/bulk-changes", {"leads": [lead["id"]], "acts": [{"act": "set", "field": "product", "value": "canaryproduct two"},
                                                                                  {"act": "set", "field": "custom.secret", "value": "canarycustom three"}]}, owner))["id"]
    view = made(ask("POST", "/api/v1/views", {"name": "Some", "shared": True, "filter": {"field": "phone", "is": "ends_with", "value": "9351234501"}}, owner))["id"]
    for _ in range(50):
        messages = made(ask("GET", f"/api/v1/webhook-deliveries?webhook={webhook}", cookie=owner))["data"]
        if messages and made(ask("GET", f"/api/v1/bulk-changes/{bulk}", cookie=owner))["state"] == "done" and made(ask("GET", f"/api/v1/imports/{done}", cookie=owner))["state"] == "done":
            break
        time.sleep(0.2)
    ids.update({"leads": lead["id"], "item": lead["phones"][0]["id"], "imports": one, "done": done, "webhooks": webhook, "webhook-deliveries": messages[0]["id"],
                "bulk-changes": bulk, "views": view, "incoming-addresses": address["address"]["id"], "token": token, "submissions": came[0]["id"]})


# What a reader adds to a path to see more of it, or to find somebody by what he does not see.
LOOKS = {
    "/api/v1/leads": ["fields=custom&limit=500", "layer=interest&fields=custom", "sort=name&limit=1&fields=custom", "sort=-name&limit=1", "q=9351234501", "q=4501", "q=0935",
                      "q=canarymail", "q=canarymail.example", "q=x.canarymail@canarymail.example", "q=canaryhandle", "q=canarykey", "filter=" + urllib.parse.quote(
                          '{"field":"phone","is":"ends_with","value":"4501"}')],
    "/api/v1/leads/values": ["field=product&layer=both", "field=product&layer=both&q=canary", "field=source&layer=both&limit=20"],
    "/api/v1/leads/{id}/timeline": ["limit=500"],
    "/api/v1/leads/{id}/history": ["field=phones", "field=budget", "field=custom.secret"],
    "/api/v1/leads/duplicates": ["phone=" + urllib.parse.quote(PHONE), "email=x.canarymail@canarymail.example"],
    "/api/v1/submissions": ["limit=500&state=accepted", "limit=500&state=refused"],
    "/api/v1/exports/leads.csv": ["layer=interest", "q=canarymail"],
    "/api/v1/exports/leads.ndjson": ["layer=interest", "q=9351234501"],
}


def look(program: Program, description: dict, cookie: str, ids: dict[str, str], who: str) -> dict[str, set[str]]:
    """The fields whose canaries stand in the answers, each with where."""
    global asked
    seen: dict[str, set[str]] = {}

    def take(words: str, body: bytes) -> None:
        global asked
        asked += 1
        for field in found_in(body):
            seen.setdefault(field, set()).add(words)

    for pattern, methods in description["paths"].items():
        operation = methods.get("get")
        if not operation or operation["x-permission"] == "public" or pattern == "/api/v1/events":
            continue
        path = path_with(pattern, ids)
        for query in ["", *LOOKS.get(pattern, [])]:
            answer = program.ask("GET", path + ("?" + query if query else ""), cookie=cookie)
            if answer.status >= 500:
                fault(f"{who} GET {path}?{query}: {answer.status}")
            take(f"GET {pattern}?{query}", answer.body)
    take("GET rejected.csv", program.ask("GET", f"/api/v1/imports/{ids['done']}/rejected.csv", cookie=cookie).body)
    take("GET views/counts", program.ask("GET", f"/api/v1/views/counts?ids={ids['views']}", cookie=cookie).body)
    for path, body in (("/api/v1/leads/search", {"fields": "custom", "limit": 500}), ("/api/v1/leads/search", {"filter": {"field": "name", "is": "filled"}}),
                       ("/api/v1/leads/search", {"filter": {"field": "name", "is": "contains", "value": "9351234501"}, "limit": 500}),
                       ("/api/v1/rules/check", {}), ("/api/v1/bulk-changes/preview", {"leads": [ids["leads"]], "acts": [{"act": "set", "field": "class", "value": "targeted"}]})):
        take("POST " + path, program.ask("POST", path, body, cookie).body)
    return seen


def act(program: Program, description: dict, cookie: str, ids: dict[str, str], who: str) -> None:
    """Every route that changes a lead answers without what is hidden, and what would write or try out a hidden value is refused."""
    global asked
    lead = f"/api/v1/leads/{ids['leads']}"
    for path, body in ((lead + "/notes", {"text": "called"}), (lead + "/snooze", {"until": None}), (lead + "/accept", {}), (lead + "/junk", {"reason": "x"}), (lead + "/restore", {}),
                       (lead + "/owner", {"user_id": None}), ("/api/v1/leads", {"full_name": f"New of {who}"})):
        answer = program.ask("POST", path, body, cookie)
        asked += 1
        if answer.status >= 300 or found_in(answer.body):
            fault(f"{who} POST {path}: {answer.status} {answer.body[:300]!r}")
    answer = program.ask("PUT", lead + "/contact-preferences", {"do_not_contact": ["sms"]}, cookie)
    if answer.status != 200 or found_in(answer.body):
        fault(f"{who} PUT contact-preferences: {answer.status} {answer.body[:300]!r}")
    refused = [("PATCH", lead, {field: None}) for field in CANARIES if field not in ("phones", "emails", "handles", "custom.secret")]
    refused += [("PATCH", lead, {"custom": {"secret": "x"}}), ("POST", lead + "/phones", {"value": "09121112233"}), ("POST", lead + "/emails", {"value": "a@b.example"}),
                ("POST", lead + "/handles", {"network": "other", "value": "x"}), ("DELETE", f"{lead}/phones/{ids['item']}", None), ("PATCH", f"{lead}/phones/{ids['item']}", {"type": "work"}),
                ("POST", "/api/v1/leads", {"phones": [{"value": PHONE}]}), ("POST", "/api/v1/leads", {"full_name": "A", "emails": [{"value": "x.canarymail@canarymail.example"}]}),
                ("POST", "/api/v1/leads", {"full_name": "A", "custom": {"secret": "x"}}), ("POST", "/api/v1/leads", {"full_name": "A", "budget": {"amount": 1, "currency": "IRR"}}),
                ("POST", "/api/v1/bulk-changes/preview", {"leads": [ids["leads"]], "acts": [{"act": "set", "field": "product", "value": "x"}]}),
                ("POST", "/api/v1/bulk-changes", {"leads": [ids["leads"]], "acts": [{"act": "set", "field": "custom.secret", "value": "x"}]}),
                ("POST", "/api/v1/bulk-changes/preview", {"filter": {"field": "phone", "is": "filled"}, "acts": [{"act": "set", "field": "class", "value": "targeted"}]}),
                ("POST", "/in/calls", {"external_id": who, "direction": "in", "from": PHONE, "to": "1", "started_at": "2026-01-01T00:00:00Z"}),
                ("POST", "/api/v1/views", {"name": "Mine", "filter": {"field": "budget", "is": "at_least", "value": 1}}),
                ("POST", f"/api/v1/forms/{ids['public_id']}/submissions", {"answers": {"name": "A", "phone": PHONE}, "consents": {"contact": True}})]
    for method, path, body in refused:
        answer = program.ask(method, path, body, cookie, headers={"If-Match": "*"})
        asked += 1
        codes = {answer.json().get("code")} | {one.get("code") for one in answer.json().get("errors", [])} if answer.body else set()
        if not codes & {"field_hidden", "fields_hidden"} or found_in(answer.body):
            fault(f"{who} {method} {path} {body}: {answer.status} {answer.body[:300]!r}")
    batch = made(program.ask("POST", "/api/v1/leads/batch", {"leads": [{"phones": [{"value": PHONE}]}, {"id": ids["leads"], "budget": None}]}, cookie))
    if batch["refused"] != 2:
        fault(f"{who} POST /api/v1/leads/batch: {batch}")


def order_of_the_nameless(program: Program, owner: str, cookie: str) -> None:
    """Neither the order of names nor a cursor tells the numbers of those who are called by one: they stand as they came."""
    wanted = [made(program.ask("POST", "/api/v1/leads", {"phones": [{"value": f"+98912000000{digit}"}]}, owner))["lead"]["id"] for digit in (7, 3, 5)]
    rows = made(program.ask("GET", "/api/v1/leads?sort=name&limit=500", cookie=cookie))["data"] + made(program.ask("GET", "/api/v1/leads?sort=name&limit=500&layer=interest", cookie=cookie))["data"]
    if [row["id"] for row in rows if row["id"] in wanted] != wanted:
        fault("the order of the names tells the order of the numbers")
    forged = base64.urlsafe_b64encode(json.dumps(["989120000004", "0"]).encode()).decode().rstrip("=")
    listed = program.ask("GET", f"/api/v1/leads?sort=name&cursor={forged}", cookie=cookie)
    if listed.status == 200 and set(wanted) & {row["id"] for row in listed.json()["data"]} not in (set(), set(wanted)):
        fault("a cursor that somebody makes up finds out a number")


def events_are_ids(program: Program, owner: str, cookie: str, ids: dict[str, str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=10)
    connection.request("GET", "/api/v1/events", headers={"Cookie": cookie})
    stream = connection.getresponse()
    made(program.ask("PATCH", f"/api/v1/leads/{ids['leads']}", {"needs": "canaryneeds three"}, owner, headers={"If-Match": "*"}))
    heard = b""
    while b"lead_changed" not in heard or not heard.endswith(b"\n\n"):
        heard += stream.read1(4096)
    connection.close()
    if found_in(heard):
        fault(f"the events tell a hidden value: {heard!r}")


def main() -> int:
    program = Program(os.environ.get("SARNAKH_TEST_POSTGRES", "").replace("none", ""))
    program.start()
    owner = program.set_up("Agency")
    description = program.ask("GET", "/api/v1/openapi.json").json()
    ids = furnish(program, owner)
    ids["workspace"] = made(program.ask("GET", "/api/v1/workspace", cookie=owner))["id"]
    plant(program, owner, ids)
    listed = {one["field"] for one in made(program.ask("GET", "/api/v1/hidden-fields", cookie=owner))["data"]} - {"custom." + one["key"] for one in made(program.ask("GET", "/api/v1/fields", cookie=owner))["data"] if one["key"] != "secret"}
    if listed != set(CANARIES):
        fault(f"fields without a canary, or canaries without a field: {sorted(listed ^ set(CANARIES))}")
    cookies = {role: invite(program, owner, role, f"{role}@example.com") for role in ROLES}
    before = {role: look(program, description, cookies[role], ids, role) for role in ROLES}
    for role, seen in before.items():
        if missing := set(CANARIES) - set(seen):
            fault(f"the walk of a {role} does not find {sorted(missing)} even while nothing is hidden")
    for role in ROLES:
        for field in CANARIES:
            made(program.ask("PUT", "/api/v1/hidden-fields", {"field": field, "role": role, "hidden": True}, owner))
    for role in ROLES:
        for field, places in sorted(look(program, description, cookies[role], ids, role).items()):
            fault(f"a {role} finds {field} at {', '.join(sorted(places))}")
        if role != "analyst":
            act(program, description, cookies[role], ids, role)
    order_of_the_nameless(program, owner, cookies["seller"])
    events_are_ids(program, owner, cookies["seller"], ids)
    if missing := set(CANARIES) - set(look(program, description, owner, ids, "owner")):
        fault(f"the owner does not see {sorted(missing)}")
    program.stop()
    program.remove()
    print("\n".join(faults))
    leaks = sum(len(places) for seen in before.values() for places in seen.values())
    print(f"{asked} requests as {', '.join(ROLES)}; {leaks} places show a value while nothing is hidden; {len(faults)} faults when all is")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
