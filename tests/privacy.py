"""What a person gave stands where it belongs and nowhere else: never in the log; and after his erasure nowhere at all.

The whole life of a person with names nobody else has goes through the real binary at the most talkative log level. Then the log is searched as
bytes; the person is erased, the clock turned, and every file of the database (on PostgreSQL: every row of every table) is searched again.
"""
import os
import pathlib
import subprocess
import sys

from program import Program

PASSWORD = "a long password"
PERSON = {
    "name": "سپیتا قناریان", "surname": "قناریان", "latin": "Spitacanary", "phone": "9123456781", "phone as typed": "۰۹۱۲ ۳۴۵ ۶۷۸۱", "email": "canary.person@example.com",
    "handle": "canaryhandle", "note": "canarynote", "network address": "203.0.113.77", "campaign": "canarycampaign",
}
faults: list[str] = []


def needles() -> dict[str, bytes]:
    return {name: text.encode() for name, text in PERSON.items()}


def search(where: str, content: bytes, wanted: dict[str, bytes]) -> None:
    low = content.lower()
    for name, needle in wanted.items():
        at = low.find(needle.lower())
        if at >= 0:
            faults.append(f"{where} holds the {name}: {content[max(0, at - 60):at + 60]!r}")


def turn(program: Program, milliseconds: int) -> None:
    assert program.ask("POST", "/test/clock", {"advance_ms": milliseconds}).status == 200


def upload(program: Program, cookie: str, rows: str) -> dict:
    body = f'--b\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\n{rows}\r\n--b--\r\n'.encode()
    made = program.ask("POST", "/api/v1/imports", raw=body, cookie=cookie, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert made.status == 201, made.body
    started = program.ask("POST", f"/api/v1/imports/{made.json()['id']}/start", {}, cookie)
    assert started.status == 202, started.body
    program.ask("POST", "/test/quiet")
    return program.ask("GET", f"/api/v1/imports/{made.json()['id']}", cookie=cookie).json()


def live(program: Program, cookie: str, key: str) -> str:
    """Everything that can happen to a person; the lead's id."""
    form, page = program.published_form(cookie)
    fields = {"name": PERSON["name"], "phone": PERSON["phone as typed"], "email": PERSON["email"], "message": PERSON["note"], "consent:contact": "yes"}
    where = f"http://site.example/?utm_campaign={PERSON['campaign']}"

    def hidden() -> dict[str, str]:
        found = program.page_of(page)
        turn(program, 9000)
        return {**found, "_page": where}

    def send(fields: dict[str, str], status: int, page_fields: dict[str, str]) -> None:
        answer = program.send_form(page, page_fields, fields, address=PERSON["network address"])
        assert answer.status == status, (answer.status, answer.body[-2000:])

    first = hidden()
    send({**fields, "phone": "12"}, 422, first)  # refused, with the rest of the answers
    send(fields, 303, first)
    send(fields, 303, first)  # a double click
    send({**fields, "message": "again"}, 303, program.page_of(page))  # too quick: quarantine
    send({**fields, "_website": "x"}, 303, hidden())
    program.send_form(page, {"_token": "forged"}, fields, address=PERSON["network address"])
    found = program.ask("GET", f"/api/v1/leads?q={PERSON['latin']}&layer=lead", cookie=cookie).json()
    assert not found["data"]
    body = {"full_name": PERSON["latin"], "phones": [{"value": "0" + PERSON["phone"]}], "emails": [{"value": PERSON["email"]}], "note": PERSON["note"],
            "handles": [{"network": "instagram", "value": PERSON["handle"]}], "needs": PERSON["note"], "organisation": "Canaryworks"}
    for _ in range(2):
        answer = program.ask("POST", "/api/v1/leads", body, bearer=key, headers={"Idempotency-Key": '"once"'})
        assert answer.status == 201, answer.body
    lead = answer.json()["lead"]
    changed = program.ask("PATCH", f"/api/v1/leads/{lead['id']}", {"full_name": PERSON["latin"] + " again", "place": PERSON["note"]}, cookie,
                          headers={"If-Match": f'"v{lead["version"]}"'})
    assert changed.status == 200, changed.body
    done = upload(program, cookie, f"name,phone,email,note\n{PERSON['name']},0{PERSON['phone']},{PERSON['email']},{PERSON['note']}\n"
                                   f"{PERSON['latin']},not a phone,{PERSON['email']},{PERSON['note']}\nSomebody Else,09350000001,,\n")
    assert (done["made"], done["matched"], done["rejected"]) == (1, 1, 1), done
    for wrong in ({"full_name": 7, "note": PERSON["note"]}, {"phones": [{"value": PERSON["phone"] + "000000"}], "note": PERSON["note"]}):
        assert program.ask("POST", "/api/v1/leads", wrong, bearer=key).status == 422
    program.ask("GET", f"/api/v1/leads?q={PERSON['phone']}", cookie=cookie)
    program.ask("GET", "/api/v1/exports/leads.csv?q=canary", cookie=cookie)
    program.ask("POST", "/api/v1/session", {"email": PERSON["email"], "password": "wrong " + PASSWORD})
    program.ask("GET", f"/nowhere/{PERSON['latin']}?{PERSON['latin']}")
    program.ask("GET", f"/nowhere?x={PERSON['email']}", headers={"Referer": PERSON["email"], "User-Agent": PERSON["latin"], "Cookie": f"sid={PERSON['latin']}"})
    return lead["id"]


def neighbours(program: Program, key: str, first: int, count: int) -> None:
    """Other people, so that the person's rows move about in the file as rows do."""
    for start in range(first, first + count):
        body = {"full_name": f"Neighbour {start}", "phones": [{"value": f"0912{3456000 + start}"}], "emails": [{"value": f"c{start}@example.com"}],
                "needs": "x" * (start * 37 % 1500)}
        assert program.ask("POST", "/api/v1/leads", body, bearer=key).status == 201


def erased_is_erased(program: Program, cookie: str, lead: str) -> None:
    answer = program.ask("POST", f"/api/v1/leads/{lead}/erasure", {"reason": "asked for it"}, cookie)
    assert answer.status == 204, answer.body
    assert program.ask("GET", f"/api/v1/leads/{lead}", cookie=cookie).status == 410
    program.ask("POST", "/test/quiet")
    turn(program, 120_000)  # the stated time: two minutes
    if program.database:
        dump = subprocess.run(["pg_dump", "--data-only", program.database], capture_output=True, check=True).stdout
        search("the database", dump, needles())
    else:
        for path in sorted(pathlib.Path(program.folder / "data").iterdir()):
            search(path.name, path.read_bytes(), needles())
    again = upload(program, cookie, f"name,phone\n{PERSON['name']},0{PERSON['phone']}\n")
    if again["rejected"] != 1:
        faults.append(f"a list brought an erased person back: {again}")
    rejected = program.ask("GET", f"/api/v1/imports/{again['id']}/rejected.csv", cookie=cookie).body
    search("the file of rejected rows", rejected, needles())


def main() -> int:
    program = Program(os.environ.get("SARNAKH_TEST_POSTGRES", "").replace("none", ""),
                      words=("--set", "log.level=debug", "--virtual-clock", "2026-11-21T09:00:00+03:30"))
    program.start()
    cookie = program.set_up()
    made = program.ask("POST", "/api/v1/api-keys", {"label": "privacy", "scopes": ["leads:read", "leads:write"]}, cookie).json()
    key = made["secret"]
    neighbours(program, key, 0, 300)
    lead = live(program, cookie, key)
    neighbours(program, key, 300, 300)
    log = (program.folder / "log").read_bytes()
    if b"request" not in log:
        faults.append("the log at its most talkative level says nothing about requests")
    search("the log", log, {**needles(), "password": PASSWORD.encode(), "API key": key.encode(), "session": cookie.split("=")[1].encode(),
                            "one-time link": program.link.split("token=")[1].strip().encode(), "owner's address": b"owner@example.com"})
    erased_is_erased(program, cookie, lead)
    if program.stop() != 0:
        faults.append("it did not stop with 0")
    if not program.database:  # what the list brought once more is not kept either
        for path in sorted(pathlib.Path(program.folder / "data").iterdir()):
            search(f"after the list, {path.name}", path.read_bytes(), needles())
    program.remove()
    print("\n".join(faults))
    print(f"a person in {'PostgreSQL' if program.database else 'SQLite'}: {len(faults)} traces where there should be none")
    return 1 if faults else 0


sys.exit(main())
