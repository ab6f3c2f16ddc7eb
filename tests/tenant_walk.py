"""A tenant sees only its own: every route × every role × every id of another workspace, and no canary byte in any answer.

The walk is made from the description of the API: a route that is not covered fails it.
"""
import json
import os
import re
import sqlite3
import sys
import time

from program import Program

CANARY = "zzcanaryzz"
ROLES = ["owner", "marketer", "seller", "analyst", "key"]
# Who holds what, as accounts/policy says it; the walk fails when the server says otherwise.
READ = {"leads:read", "forms:read", "settings:read"}
EVERYTHING = READ | {"leads:write", "leads:export", "leads:erase", "forms:write", "imports:write", "settings:write", "people:write", "keys:write", "audit:read",
                     "jobs:write"}
HOLDS = {
    "owner": EVERYTHING,
    "marketer": EVERYTHING - {"people:write", "keys:write", "leads:erase"},
    "seller": READ | {"leads:write"},
    "analyst": READ | {"audit:read"},
    "key": EVERYTHING,
}
# What a program cannot do whatever its key holds: it takes a person.
FOR_PERSONS = {"POST /api/v1/views", "PUT /api/v1/views/{id}/pin", "DELETE /api/v1/views/{id}/pin", "POST /api/v1/workspaces"}
# What is asked by POST and changes nothing, or nothing that anybody else sees; what has nothing to do here (no message waits for a mapping, no form is archived, no address has ended).
UNTOLD = {"POST /api/v1/leads/groups", "POST /api/v1/leads/calendar", "POST /api/v1/leads/search", "POST /api/v1/rules/check", "PUT /api/v1/views/{id}/pin", "DELETE /api/v1/views/{id}/pin",
          "POST /api/v1/incoming-addresses/{id}/read-again", "POST /api/v1/incoming-addresses/{id}/restoration",
          "DELETE /api/v1/forms/{id}/archive"}
# Bodies that a schema alone does not tell how to make; told by furnish.
BODIES: dict[str, object] = {
    "PATCH /api/v1/leads/{id}": {"organisation": "Another"},
    "PUT /api/v1/leads/{id}/contact-preferences": {"do_not_contact": ["sms"]},
    "POST /api/v1/leads/{id}/snooze": {"until": "2099-01-01T00:00:00Z"},
    "PATCH /api/v1/leads/{id}/phones/{item}": {"restrictions": ["no_calls"]},
    "POST /api/v1/missed-calls/{id}/snooze": {"until": "2099-01-01T00:00:00Z"},
    "POST /api/v1/leads/{id}/owner": {"user_id": None},
    "PATCH /api/v1/people/{id}": {"role": "analyst"},
    "PATCH /api/v1/workspace": {"name": "Another"},
}
faults: list[str] = []
asked = 0


def fault(words: str) -> None:
    faults.append(words)


def invite(program: Program, owner: str, role: str, email: str) -> str:
    made = program.ask("POST", "/api/v1/people", {"name": f"{role} person", "email": email, "role": role, "reach": "all"}, owner).json()
    assert "link" in made, made
    token = re.search(r"token=(\S+)", made["link"]).group(1)
    assert program.ask("POST", "/api/v1/password-reset", {"token": token, "password": "another long password"}).status == 204
    return program.sign_in(email, "another long password")


def furnish(program: Program, owner: str) -> dict[str, str]:
    """Something of everything, with the canary in every text; the ids by the name of their place in paths."""
    lead = program.ask("POST", "/api/v1/leads", {"full_name": f"{CANARY} person", "organisation": f"{CANARY} ltd", "phones": [{"value": "09351112233"}],
                                                 "emails": [{"value": f"{CANARY}@example.com"}], "needs": CANARY, "note": CANARY,
                                                 "handles": [{"network": "instagram", "value": CANARY}],
                                                 "source": {"label": CANARY, "utm": {"campaign": CANARY}}}, owner).json()["lead"]
    form = program.ask("POST", "/api/v1/forms", {"template": "contact", "title": {"fa": CANARY, "en": CANARY}}, owner).json()
    program.ask("POST", f"/api/v1/forms/{form['id']}/publication", cookie=owner)
    page = program.page_of(form["public_id"])
    program.send_form(form["public_id"], page, {"name": CANARY, "phone": "09359998877", "consent:contact": "yes"})
    held = program.ask("GET", f"/api/v1/forms/{form['id']}/submissions", cookie=owner).json()["data"][0]["id"]
    status = program.ask("POST", "/api/v1/statuses", {"label": {"fa": CANARY, "en": CANARY}, "kind": "accepted", "colour": "teal"}, owner).json()["id"]
    field = program.ask("POST", "/api/v1/fields", {"label": {"fa": CANARY, "en": CANARY}, "type": "text"}, owner).json()["id"]
    key = program.ask("POST", "/api/v1/api-keys", {"label": CANARY, "scopes": ["leads:read"]}, owner).json()["key"]["id"]
    person = program.ask("POST", "/api/v1/people", {"name": CANARY, "email": f"{CANARY}@example.org", "role": "seller"}, owner).json()["person"]["id"]
    team = program.ask("POST", "/api/v1/teams", {"name": CANARY, "members": [person]}, owner).json()["id"]
    body = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{CANARY}.csv"\r\n\r\nname,phone\n{CANARY},x\n\r\n--b--\r\n'.encode()
    one = program.ask("POST", "/api/v1/imports", raw=body, cookie=owner, headers={"Content-Type": "multipart/form-data; boundary=b"}).json()["id"]
    device = program.ask("GET", "/api/v1/me/sessions", cookie=owner).json()["data"][0]["id"]
    site = program.ask("POST", "/api/v1/write-keys", {"label": CANARY}, owner).json()
    program.ask("POST", "/t/v1/batch", {"writeKey": site["key"], "batch": [
        {"type": "page", "anonymousId": CANARY, "context": {"page": {"url": f"https://{CANARY}.example/", "title": CANARY}}},
        {"type": "identify", "anonymousId": CANARY, "traits": {"email": f"{CANARY}@example.com"}}]})
    address = program.ask("POST", "/api/v1/incoming-addresses", {"kind": "google_ads", "name": CANARY}, owner).json()
    token = address["address"]["url"].rsplit("/", 1)[1]
    program.ask("POST", f"/in/google-ads/{token}", {"google_key": address["secret"], "lead_id": CANARY, "user_column_data": [{"column_id": "EMAIL", "string_value": f"{CANARY}@example.com"}]})
    program.ask("POST", "/in/calls", {"external_id": CANARY, "direction": "in", "from": "09351112233", "to": "02188776655", "agent": CANARY, "started_at": "2026-01-01T00:00:00Z"}, owner)
    missed = program.ask("GET", f"/api/v1/leads/{lead['id']}/missed-calls", cookie=owner).json()["data"][0]["id"]
    webhook = program.ask("POST", "/api/v1/webhooks", {"name": CANARY, "url": f"https://{CANARY}.invalid/", "events": ["lead.deleted"]}, owner).json()["webhook"]["id"]
    message = program.ask("POST", f"/api/v1/webhooks/{webhook}/test", cookie=owner).json()["id"]
    while program.ask("GET", f"/api/v1/webhook-deliveries/{message}", cookie=owner).json()["state"] == "waiting":
        time.sleep(0.2)
    view = program.ask("POST", "/api/v1/views", {"name": CANARY, "shared": True, "filter": {"field": "organisation", "is": "contains", "value": CANARY}}, owner).json()["id"]
    change = program.ask("POST", "/api/v1/bulk-changes", {"leads": [lead["id"]], "acts": [{"act": "set", "field": "product", "value": CANARY}]}, owner).json()["id"]
    link = program.ask("POST", "/api/v1/links", {"kind": "poster", "name": CANARY, "form_id": form["id"], "tags": {"campaign": CANARY}}, owner).json()
    program.ask("GET", "/l/" + link["url"].rsplit("/", 1)[1])
    stand = program.ask("POST", f"/api/v1/links/{link['id']}/stand", cookie=owner).json()["stand_url"].rsplit("/", 1)[1]
    program.ask("POST", f"/stand/{stand}/leads", {"id": CANARY * 2, "taken_at": "2026-01-01T00:00:00Z", "person": CANARY, "answers": {"name": CANARY, "phone": "09351112299"}, "consents": {"contact": True}})
    wish = {"publisher": CANARY, "page": f"https://{CANARY}.example/", "audience": CANARY, "fit_note": CANARY, "link_id": link["id"]}
    placement = program.ask("POST", "/api/v1/placements", wish, owner).json()["id"]
    BODIES["PUT /api/v1/placements/{id}"] = {"publisher": "text", "page": "https://page.example/"}
    BODIES["PUT /api/v1/forms/{id}"] = form["content"]
    audience = program.ask("POST", "/api/v1/audiences", {"persona": CANARY, "size": 1000}, owner).json()["id"]
    return {"audiences": audience, "key": stand, "webhooks": webhook, "webhook-deliveries": message, "links": link["id"], "placements": placement, "link_token": link["url"].rsplit("/", 1)[1], "bulk-changes": change, "views": view, "me": device, "write-keys": site["id"], "leads": lead["id"], "forms": form["id"], "submissions": held, "statuses": status, "fields": field, "api-keys": key, "people": person, "teams": team,
            "imports": one, "dead-letters": lead["id"], "item": lead["phones"][0]["id"], "consent": lead["id"], "public_id": form["public_id"], "incoming-addresses": address["address"]["id"], "token": token, "missed-calls": missed}


def path_with(pattern: str, ids: dict[str, str]) -> str:
    """The path with the other workspace's ids in its places."""
    room = re.match(r"/api/v1/([\w-]+)", pattern)
    path = pattern.replace("/l/{token}", "/l/" + ids["link_token"]).replace("{key}", ids["key"]).replace("{public_id}", ids["public_id"]).replace("{item}", ids["item"]).replace("{consent}", ids["consent"]).replace("{token}", ids["token"])
    if "{id}" in path:
        if not room or room.group(1) not in ids:
            fault(f"{pattern}: the walk has no id for this place")
            return path
        path = path.replace("{id}", ids[room.group(1)])
    return path


def body_for(description: dict, operation: dict, ids: dict[str, str]):
    """A body that the schema takes, with the other workspace's ids where an id may stand."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None

    def make(schema: dict, name: str = "", depth: int = 0):
        if "$ref" in schema:
            schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        if depth > 5:
            return {}
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type")
        if kind == "object":
            return {key: make(one, key, depth + 1) for key, one in schema.get("properties", {}).items() if key in schema.get("required", []) or key.endswith("_id")}
        if kind == "array":
            return [make(schema["items"], name, depth + 1)] if schema.get("minItems") else []
        if kind in ("integer", "number"):
            return 1
        if kind == "boolean":
            return True
        known = {"status_id": "statuses", "user_id": "people", "owner_id": "people", "form_id": "forms", "workspace_id": "workspace"}
        if name in known:
            return ids.get(known[name], ids["leads"])
        if schema.get("format") == "date-time":
            return "2027-01-01T00:00:00Z"
        return {"email": "new@example.com", "language": "en", "password": "a long password", "template": "contact", "time_zone": "UTC"}.get(name, "text")

    return make(content["application/json"]["schema"])


def walk(program: Program, description: dict, role: str, ids: dict[str, str], **who: str) -> None:
    """`who` asks: a person by his `cookie`, a key as `bearer`."""
    global asked
    for pattern, methods in description["paths"].items():
        for method, operation in methods.items():
            permission = operation["x-permission"]
            if permission in ("public", "session") or pattern == "/api/v1/events" or method not in ("get", "post", "put", "patch", "delete"):
                continue
            path = path_with(pattern, ids)
            asked += 1
            door = f"{method.upper()} {pattern}"
            body = BODIES.get(door) or body_for(description, operation, ids)
            answer = program.ask(method.upper(), path, body, headers={"If-Match": '"v1"'}, **who)
            words = f"{role} {method.upper()} {path}: {answer.status}"
            allowed = permission in HOLDS[role] and not (role == "key" and door in FOR_PERSONS)
            if CANARY.encode() in answer.body:
                fault(f"{words}: the answer holds the other workspace's words: {answer.body[:200]!r}")
            if answer.status >= 500:
                fault(f"{words}: {answer.body[:200]!r}")
            if not allowed and answer.status != 403:
                fault(f"{words}: {permission} is not this role's, and the answer is not 403")
            if allowed and answer.status == 403:
                fault(f"{words}: {permission} is this role's, and it was refused")
            if allowed and "{" in pattern and answer.status != 404:
                fault(f"{words}: an id of another workspace is not «not found»: {answer.body[:200]!r}")
            anonymous = program.ask(method.upper(), path, body)
            if anonymous.status != 401:
                fault(f"nobody {method.upper()} {path}: {anonymous.status} instead of 401")
    for query in (f"q={CANARY}", "q=9351112233", f"ids={ids['leads']}", f"form={ids['forms']}", f"owner={ids['people']}", f"status={ids['statuses']}"):
        for path in ("/api/v1/leads", "/api/v1/exports/leads.csv", "/api/v1/exports/leads.ndjson"):
            asked += 1
            answer = program.ask("GET", f"{path}?{query}", **who)
            if CANARY.encode() in answer.body:
                fault(f"{role} GET {path}?{query} shows the other workspace")


def rows_of(program: Program, workspace: str | None = None) -> dict[str, str]:
    """Everything in the database, or of that workspace, but what a look may change: when a session was last seen."""
    connection = sqlite3.connect(f"file:{program.folder / 'data' / 'sarnakh.db'}?mode=ro", uri=True)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    # Views of a form and clicks on a link are counted, exports are written into the audit log, and a run of periodic work has its row.
    spared = {"sessions", "api_keys", "form_counts", "link_clicks", "audit_log", "audit", "periodic", "periodic_work"}
    rows = {}
    for table in tables:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if table not in spared and (workspace is None or "workspace_id" in columns):
            of_it = f" WHERE workspace_id = {workspace}" if workspace else ""
            rows[table] = str(sorted(map(str, connection.execute(f"SELECT * FROM {table}{of_it}"))))
    return rows


def at_rest(program: Program, workspace: str | None = None) -> dict[str, str]:
    """The rows, when what was written so far has been told to its listeners."""
    before = rows_of(program, workspace)
    for _ in range(40):
        time.sleep(0.5)
        earlier, before = before, rows_of(program, workspace)
        if earlier == before:
            break
    return before


def looking_changes_nothing(program: Program, description: dict, cookie: str, ids: dict[str, str]) -> None:
    before = at_rest(program)
    for pattern, methods in description["paths"].items():
        if "get" in methods and pattern != "/api/v1/events":
            program.ask("GET", path_with(pattern, ids), cookie=cookie)
    after = rows_of(program)
    for table, rows in before.items():
        if after[table] != rows:
            fault(f"looking (GET) changed the table {table}")


def every_change_is_told(program: Program, description: dict, cookie: str, ids: dict[str, str]) -> int:
    """Whatever a person changes leaves a line, in the audit or on the lead; how many doors were tried and opened. Those that take away come last."""
    def lines() -> int:
        connection = sqlite3.connect(f"file:{program.folder / 'data' / 'sarnakh.db'}?mode=ro", uri=True)
        return sum(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in ("audit_log", "lead_timeline"))

    opened = 0
    doors = [(method, pattern, operation) for pattern, methods in description["paths"].items() for method, operation in methods.items()
             if method in ("post", "put", "patch", "delete") and operation.get("x-permission") not in ("public", "session", None)]
    for method, pattern, operation in sorted(doors, key=lambda door: (door[0] == "delete" or door[1].endswith(("/erasure", "/done")), door[1])):
        door = f"{method.upper()} {pattern}"
        if door in UNTOLD or pattern.endswith("/preview"):
            continue
        path, before = path_with(pattern, ids), lines()
        headers = {}
        seen = program.ask("GET", path, cookie=cookie)
        if tag := seen.headers.get("ETag"):
            headers["If-Match"] = tag
        answer = program.ask(method.upper(), path, BODIES.get(door) or body_for(description, operation, ids), cookie, headers=headers)
        if answer.status >= 300:
            continue
        opened += 1
        if lines() == before:
            fault(f"owner {method.upper()} {path}: {answer.status}, and no line says so")
    return opened


def every_permission_opens_something(description: dict) -> None:
    """What a key or a role is said to hold is asked for by a route."""
    asked_for = {operation["x-permission"] for methods in description["paths"].values() for operation in methods.values() if "x-permission" in operation}
    for idle in sorted(HOLDS["owner"] - asked_for):
        fault(f"no route asks for the permission {idle}")


def main() -> int:
    program = Program(os.environ.get("SARNAKH_TEST_POSTGRES", "").replace("none", ""))
    program.start()
    owner = program.set_up("Workspace A")
    ids = furnish(program, owner)
    description = program.ask("GET", "/api/v1/openapi.json").json()
    every_permission_opens_something(description)
    looking_changes_nothing(program, description, owner, ids)

    # The owner makes a second workspace, and people of it walk the first one.
    estate = program.ask("POST", "/api/v1/workspaces", {"name": "Workspace B", "language": "en"}, owner).json()["id"]
    ids["workspace"] = json.loads(program.ask("GET", "/api/v1/workspace", cookie=owner).body)["id"]
    second = program.ask("POST", "/api/v1/session/workspace", {"workspace_id": estate}, owner).headers["Set-Cookie"].split(";")[0]
    key = program.ask("POST", "/api/v1/api-keys", {"label": "walk", "scopes": sorted(EVERYTHING)}, second).json()["secret"]
    before = at_rest(program, ids["workspace"])
    for role in ROLES:
        who = {"bearer": key} if role == "key" else {"cookie": invite(program, second, role, f"{role}-b@example.com")}
        walk(program, description, role, ids, **who)
        after = at_rest(program, ids["workspace"])
        for table, rows in before.items():
            if after[table] != rows:
                fault(f"the walk as {role} changed the table {table} of the other workspace")
        before = after
    opened = every_change_is_told(program, description, program.sign_in("owner@example.com", "a long password"), ids)
    program.stop()
    program.remove()
    print("\n".join(faults))
    print(f"{opened} changes looked for in the audit and on the leads")
    print(f"{asked} requests as {', '.join(ROLES)}: {len(faults)} leaks and wrong answers")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
