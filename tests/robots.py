"""Robots at a public form: seven kinds, 200 tries each, against the real binary; how many got a lead through.

What they try is what robots do: post without looking at the page, fill every field, answer at once, use a page again, use an old page, send what is
not the form's, go on slowly and politely from one network. People beside them, in other networks, must come through all the while.
"""
import json
import sys
import urllib.parse

from program import Program

TRIES = 200
ROBOT_NETWORK = "198.51.100."
faults: list[str] = []
number = 0


def turn(program: Program, milliseconds: int) -> None:
    assert program.ask("POST", "/test/clock", {"advance_ms": milliseconds}).status == 200


def answers(kind: str) -> dict[str, str]:
    """Different every time, so that nothing is a repetition by chance."""
    global number
    number += 1
    return {"name": f"{kind} {number}", "phone": f"0935{number:07d}", "email": f"r{number}@example.com", "message": f"Cheap pills, number {number}", "consent:contact": "yes"}


class Forms:
    def __init__(self, program: Program, cookie: str):
        self.program = program
        self.id, self.public_id = program.published_form(cookie)
        self.cookie = cookie

    def page(self) -> dict[str, str]:
        return self.program.page_of(self.public_id)

    def send(self, hidden: dict[str, str], fields: dict[str, str], address: str, agent: str = "") -> int:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
        if agent:
            headers["User-Agent"] = agent
        return self.program.ask("POST", f"/f/{self.public_id}", raw=urllib.parse.urlencode({**hidden, **fields}).encode(), headers=headers).status

    def states(self) -> dict[str, int]:
        form = self.program.ask("GET", f"/api/v1/forms/{self.id}/dropoff", cookie=self.cookie).json()
        return {row["reason"]: row["count"] for row in form["reasons"]}


def leads(program: Program, cookie: str) -> int:
    return program.ask("GET", "/api/v1/leads?count=exact&limit=1", cookie=cookie).json()["page"]["total"]


# Each kind: how the i-th try of it goes. They come from many networks, as botnets do, but for the slow one.
def without_looking(forms: Forms, i: int) -> None:
    forms.send({"_token": f"{i}.abc.def"} if i % 2 else {}, answers("blind"), f"10.1.{i}.9")


def every_field(forms: Forms, i: int) -> None:
    hidden = forms.page()
    turn(forms.program, 5000)
    forms.send({**hidden, "_website": "http://pills.example"}, answers("eager"), f"10.2.{i}.9")


def at_once(forms: Forms, i: int) -> None:
    forms.send(forms.page(), answers("instant"), f"10.3.{i}.9")


class Replay:
    """One page, looked at once, sent again and again with other answers."""
    hidden: dict[str, str] = {}

    def __call__(self, forms: Forms, i: int) -> None:
        if not self.hidden:
            self.hidden = forms.page()
            turn(forms.program, 5000)
        forms.send(self.hidden, answers("replay"), f"10.4.{i}.9")


class Old:
    hidden: list[dict[str, str]] = []

    def __call__(self, forms: Forms, i: int) -> None:
        if not self.hidden:
            self.hidden.extend(forms.page() for _ in range(TRIES))
            turn(forms.program, 25 * 3_600_000)
        forms.send(self.hidden[i], answers("old"), f"10.5.{i}.9")


def as_json(forms: Forms, i: int) -> None:
    given = answers("json")
    body = {"answers": {key: value for key, value in given.items() if ":" not in key}, "consents": {"contact": True}}
    forms.program.ask("POST", f"/f/{forms.public_id}", raw=json.dumps(body).encode(), headers={"Content-Type": "application/json", "X-Forwarded-For": f"10.6.{i}.9"})


def tool(forms: Forms, i: int) -> None:
    hidden = forms.page()
    turn(forms.program, 5000)
    forms.send(hidden, answers("tool"), f"10.7.{i}.9", agent=("curl/8.5", "python-requests/2.32", "Scrapy/2.11 (+https://scrapy.org)", "Mozilla/5.0 HeadlessChrome/128.0")[i % 4])


def slow_and_polite(forms: Forms, i: int) -> None:
    hidden = forms.page()
    turn(forms.program, 15_000)
    forms.send(hidden, answers("slow"), ROBOT_NETWORK + str(i % 250))


def person(forms: Forms, i: int) -> bool:
    hidden = forms.page()
    turn(forms.program, 8000 + i * 700 % 30_000)
    return forms.send(hidden, answers("person"), f"192.0.{i}.20") == 303


def main() -> int:
    program = Program(words=("--set", "log.level=error", "--virtual-clock", "2026-11-21T09:00:00+03:30"))
    program.start()
    cookie = program.set_up()
    forms = Forms(program, cookie)
    naive, through = 0, 0
    for kind, act in {"posts without looking": without_looking, "fills every field": every_field, "answers at once": at_once, "uses a page again": Replay(),
                      "uses an old page": Old(), "sends JSON of its own": as_json, "is a tool that says so": tool}.items():
        before = leads(program, cookie)
        for i in range(TRIES):
            act(forms, i)
        made = leads(program, cookie) - before
        naive, through = naive + TRIES, through + made
        print(f"a robot that {kind}: {made} of {TRIES} became leads")
        if kind == "uses a page again" and made != 1:
            faults.append("a page is good for one submission")
    if through * 100 > naive:
        faults.append(f"{through} of {naive} naive robots became leads: more than one in a hundred")

    # Slow and like a person: what a budget can do is bound it; where that is not enough, the form asks for a proof of work.
    before = leads(program, cookie)
    for i in range(TRIES):
        slow_and_polite(forms, i)
    made = leads(program, cookie) - before
    print(f"a slow and polite robot in one network: {made} of {TRIES} became leads in {TRIES * 15 // 60} minutes")
    if made > 100:
        faults.append("one network passed its budget of a hundred in an hour")
    form = program.ask("GET", f"/api/v1/forms/{forms.id}", cookie=cookie)
    content = form.json()["content"]
    content["settings"]["proof_of_work"] = True
    saved = program.ask("PUT", f"/api/v1/forms/{forms.id}", content, cookie, headers={"If-Match": form.headers["ETag"]})
    assert saved.status == 200, saved.body
    assert program.ask("POST", f"/api/v1/forms/{forms.id}/publication", cookie=cookie).status == 200
    turn(program, 3_700_000)
    before = leads(program, cookie)
    for i in range(TRIES):
        slow_and_polite(forms, i)
    made = leads(program, cookie) - before
    print(f"the same where the form asks for a proof of work: {made} of {TRIES}")
    if made:
        faults.append("a robot without a proof of work became a lead")
    content["settings"]["proof_of_work"] = False
    tag = program.ask("GET", f"/api/v1/forms/{forms.id}", cookie=cookie).headers["ETag"]
    assert program.ask("PUT", f"/api/v1/forms/{forms.id}", content, cookie, headers={"If-Match": tag}).status == 200
    assert program.ask("POST", f"/api/v1/forms/{forms.id}/publication", cookie=cookie).status == 200

    before = leads(program, cookie)
    refused = sum(not person(forms, i) for i in range(TRIES))
    kept = leads(program, cookie) - before
    print(f"people: {refused} of {TRIES} refused, {TRIES - kept} held back")
    if refused or kept != TRIES:
        faults.append("people were taken for robots")
    print("counted:", ", ".join(f"{reason} {count}" for reason, count in sorted(forms.states().items())))
    program.stop()
    program.remove()
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())
