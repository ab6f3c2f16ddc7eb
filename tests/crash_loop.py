"""Nothing acknowledged is lost or doubled when the program is killed at random.

    crash_loop.py [--kills 20] [--seed N]     with SARNAKH_TEST_POSTGRES set: on PostgreSQL

Eight writers send leads over five roads (the public form, the API with an Idempotency-Key, an import, tracking events with a messageId, an
incoming address with the sender's lead_id), each with a phone of its own. The process group gets SIGKILL after 0.02 to 2 seconds; it is started
again, and whoever got no answer repeats with the same key, token or file.
Beside them a clerk changes two hundred leads at once, takes every second change back, and begins again.
A webhook tells every new lead to a receiver outside the group. At the end every acknowledged lead must be there once, no phone may belong to two leads,
every change of many leads has reached each of them once and ended, every undo has brought each back once,
every lead of a form, the API or an incoming address has been told, under one webhook-id however often it came, and the doctor finds nothing.
"""
import argparse
import collections
import http.server
import itertools
import json
import os
import random
import sys
import threading
import time

from program import Program

WRITERS = 8


def phone(number: int) -> str:
    return f"+98935{number:07d}"


class Writer(threading.Thread):
    def __init__(self, shared, road: str):
        super().__init__(daemon=True)
        self.shared, self.road = shared, road

    def run(self) -> None:
        while not self.shared.finished.is_set():
            number = next(self.shared.numbers)
            self.shared.journal[number] = "sent"
            if self.road in ("api", "form", "incoming"):
                self.shared.told.add(number)
            wish = self.wish(number)
            # Repeats until it knows: the same wish, so that it may not count twice.
            while self.shared.journal[number] == "sent":
                if self.shared.finished.is_set():
                    self.shared.journal[number] = "unknown"
                    return
                try:
                    self.shared.up.wait(1)
                    self.shared.journal[number] = "acknowledged" if wish() else "sent"
                except OSError:
                    time.sleep(0.02)
                except Exception:  # noqa: BLE001 an answer cut in two is no answer
                    time.sleep(0.02)

    def wish(self, number: int):
        program, shared = self.shared.program, self.shared
        if self.road == "api":
            body = {"full_name": f"Person {number}", "phones": [{"value": phone(number)}]}
            return lambda: program.ask("POST", "/api/v1/leads", body, bearer=shared.key, headers={"Idempotency-Key": f'"crash-{number}"'}, timeout=5).status == 201
        if self.road == "tracking":
            # A page and the word who looked at it, in one delivery that is repeated until it is acknowledged.
            shared.tracked.add(number)
            batch = [{"type": "page", "messageId": f"p{number}", "anonymousId": f"browser-{number}", "context": {"page": {"url": "https://shop.example/"}}},
                     {"type": "identify", "messageId": f"i{number}", "anonymousId": f"browser-{number}", "traits": {"phone": phone(number)}}]
            return lambda: program.ask("POST", "/t/v1/batch", {"writeKey": shared.write_key, "batch": batch}, headers={"X-Forwarded-For": f"10.{number >> 8 & 255}.{number & 255}.2"}, timeout=5).status == 200
        if self.road == "incoming":
            message = {"google_key": shared.address["secret"], "lead_id": str(number), "user_column_data": [{"column_id": "PHONE_NUMBER", "string_value": phone(number)}]}
            way = "/in/google-ads/" + shared.address["address"]["url"].rsplit("/", 1)[1]
            return lambda: program.ask("POST", way, message, headers={"X-Forwarded-For": f"10.{number >> 8 & 255}.{number & 255}.3"}, timeout=5).status == 200
        if self.road == "form":
            while not shared.pages:
                time.sleep(0.01)
                if shared.finished.is_set():
                    return lambda: False
            hidden = shared.pages.popleft()
            fields = {"name": f"Person {number}", "phone": phone(number), "consent:contact": "yes"}
            # Each visitor has a network of his own: the guards let twenty a minute through from one.
            address = f"10.{number >> 8 & 255}.{number & 255}.1"
            return lambda: program.send_form(shared.public_id, hidden, fields, timeout=5, address=address).status == 303
        state: dict[str, str] = {}

        def import_one() -> bool:
            """A file of one row: uploaded, started, waited for. An upload without an answer is uploaded again; only what was started counts."""
            if "id" not in state:
                body = (f'--b\r\nContent-Disposition: form-data; name="file"; filename="{number}.csv"\r\n\r\nname,phone\nPerson {number},{phone(number)}\n'
                        "\r\n--b--\r\n").encode()
                answer = program.ask("POST", "/api/v1/imports", raw=body, cookie=shared.cookie, headers={"Content-Type": "multipart/form-data; boundary=b"}, timeout=5)
                if answer.status != 201:
                    return False
                state["id"] = answer.json()["id"]
            program.ask("POST", f"/api/v1/imports/{state['id']}/start", {}, cookie=shared.cookie, timeout=5)
            for _ in range(100):
                one = program.ask("GET", f"/api/v1/imports/{state['id']}", cookie=shared.cookie, timeout=5).json()
                if one["state"] == "done":
                    return one["made"] + one["matched"] == 1
                time.sleep(0.05)
            return False

        return import_one


class Clerk(threading.Thread):
    """Gives some leads another product, again and again, and takes every second change back."""
    LEADS = 230  # two pieces and a part of one

    def __init__(self, shared):
        super().__init__(daemon=True)
        self.shared = shared
        self.ids: list[str] = []
        self.changes: dict[str, str] = {}  # word: id of the change, "" while it is not known

    def make_leads(self) -> None:
        for begin in range(0, self.LEADS, 100):
            items = [{"full_name": f"Bulk {n}", "phones": [{"value": f"+98911{n:07d}"}], "product": "none"} for n in range(begin, min(begin + 100, self.LEADS))]
            answer = self.shared.program.ask("POST", "/api/v1/leads/batch", {"leads": items}, bearer=self.shared.key, timeout=30)
            self.ids += [one["lead_id"] for one in answer.json()["items"]]

    def until_answered(self, wish, good):
        """What the program says in the end; nothing when the run is over."""
        while not self.shared.finished.is_set():
            try:
                self.shared.up.wait(1)
                answer = wish()
                if good(answer):
                    return answer.json()
            except Exception:  # noqa: BLE001 no answer, or one cut in two
                pass
            time.sleep(0.02)
        return None

    def ended(self, change: str, state: str):
        ask = self.shared.program.ask
        return self.until_answered(lambda: ask("GET", f"/api/v1/bulk-changes/{change}", cookie=self.shared.cookie, timeout=5),
                                   lambda answer: answer.status == 200 and answer.json()["state"] == state)

    def run(self) -> None:
        ask, cookie = self.shared.program.ask, self.shared.cookie
        for turn in itertools.count(1):
            word = f"word {turn}"
            wish = {"leads": self.ids, "acts": [{"act": "set", "field": "product", "value": word}]}
            self.changes[word] = ""
            begun = self.until_answered(lambda: ask("POST", "/api/v1/bulk-changes", wish, cookie, headers={"Idempotency-Key": f'"{word}"'}, timeout=5),
                                        lambda answer: answer.status == 202)
            if not begun:
                return
            self.changes[word] = begun["id"]
            if not self.ended(begun["id"], "done"):
                return
            if turn % 2 == 0:
                undo = self.until_answered(lambda: ask("POST", f"/api/v1/bulk-changes/{begun['id']}/undo", cookie=cookie, timeout=5),
                                           lambda answer: answer.status in (202, 409))  # 409: it had begun, and the answer was lost
                if not undo or not self.ended(begun["id"], "undone"):
                    return

    def judge(self) -> tuple[list[str], int, int]:
        """What is wrong, how many changes were made and how many of them taken back."""
        ask, cookie, wrong = self.shared.program.ask, self.shared.cookie, []
        latest = {one["acts"][0]["value"]: one["id"] for one in ask("GET", "/api/v1/bulk-changes", cookie=cookie).json()["data"]}
        known = {word: change or latest.get(word, "") for word, change in self.changes.items()}
        changes = {}
        for word, change in known.items():
            for _ in range(600 if change else 0):  # what was begun at the end goes on to its own end
                changes[change] = ask("GET", f"/api/v1/bulk-changes/{change}", cookie=cookie).json()
                if changes[change]["state"] not in ("running", "undoing"):
                    break
                time.sleep(0.1)
        for change, one in changes.items():
            whole = {"changed": len(self.ids), "already": 0, "refused": 0, "left": 0, "undone": len(self.ids) if one["state"] == "undone" else 0}
            if one["state"] not in ("done", "undone") or any(one[name] != count for name, count in whole.items()):
                wrong.append(f"change {change}: {one}")
        for lead in self.ids:
            lines = collections.Counter((line["data"]["bulk"], line["data"].get("undo", False)) for line in self.timeline(lead) if "bulk" in (line.get("data") or {}))
            expected = collections.Counter({(change, False): 1 for change in changes})
            expected.update({(change, True): 1 for change, one in changes.items() if one["state"] == "undone"})
            if lines != expected:
                wrong.append(f"lead {lead}: {lines - expected} too often, {expected - lines} too seldom")
        return wrong, len(changes), sum(one["state"] == "undone" for one in changes.values())

    def timeline(self, lead: str):
        cursor = ""
        while True:
            page = self.shared.program.ask("GET", f"/api/v1/leads/{lead}/timeline?limit=100&cursor={cursor}", cookie=self.shared.cookie).json()
            yield from page["data"]
            cursor = page["page"].get("next_cursor", "")
            if not page["page"]["has_more"]:
                return


class Receiver(http.server.ThreadingHTTPServer):
    """Another program that is told of new leads: under which ids it heard of each phone."""
    daemon_threads = True

    def __init__(self):
        self.heard: dict[str, set[str]] = collections.defaultdict(set)
        super().__init__(("127.0.0.1", 0), Taking)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Taking(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        lead = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["data"]["lead"]
        for one in lead["phones"]:
            self.server.heard[one["value"]].add(self.headers["webhook-id"])
        self.send_response(204)
        self.end_headers()

    def log_message(self, *words) -> None:
        pass


def fetch_pages(shared) -> None:
    """Pages of the form, aged as a person's: the guards do not take a submission of the first second and a half."""
    while not shared.finished.is_set():
        if len(shared.pages) < 200:
            try:
                shared.up.wait(1)
                fresh = [shared.program.page_of(shared.public_id) for _ in range(20)]
                threading.Timer(1.6, lambda fresh=fresh: shared.pages.extend(page for page in fresh if "_token" in page)).start()
            except Exception:  # noqa: BLE001
                time.sleep(0.05)
        else:
            time.sleep(0.05)


def all_leads(shared) -> collections.Counter:
    """How often each phone is there, by walking the list of everything."""
    found: collections.Counter = collections.Counter()
    cursor = ""
    while True:
        page = shared.program.ask("GET", f"/api/v1/leads?limit=500&cursor={cursor}", cookie=shared.cookie).json()
        found.update(row["phone"] for row in page["data"] if "phone" in row)
        if not page["page"]["has_more"]:
            return found
        cursor = page["page"]["next_cursor"]


def wait_for_news(heard: dict, wanted: list[str]) -> None:
    """Until all are heard of, or nothing new has come for longer than the lease of what was on its way at the last kill."""
    count, since = len(heard), time.monotonic()
    while time.monotonic() - since < 90 and any(one not in heard for one in wanted):
        time.sleep(0.5)
        if len(heard) > count:
            count, since = len(heard), time.monotonic()


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--kills", type=int, default=20)
    words.add_argument("--seed", type=int, default=int(time.time()))
    wish = words.parse_args()
    database = os.environ.get("SARNAKH_TEST_POSTGRES", "")
    database = "" if database == "none" else database
    chance = random.Random(wish.seed)

    class Shared:
        program = Program(database, words=("--set", "log.level=error", "--set", "outbound.private_networks=127.0.0.1"))
        journal: dict[int, str] = {}
        tracked: set[int] = set()
        told: set[int] = set()
        receiver = Receiver()
        numbers = itertools.count(1_000_000)
        pages: collections.deque = collections.deque()
        up, finished = threading.Event(), threading.Event()

    shared = Shared
    program = shared.program
    program.start()
    shared.cookie = program.set_up()
    shared.form, shared.public_id = program.published_form(shared.cookie)
    shared.write_key = program.ask("POST", "/api/v1/write-keys", {"label": "crash"}, shared.cookie).json()["key"]
    shared.address = program.ask("POST", "/api/v1/incoming-addresses", {"kind": "google_ads", "name": "crash"}, shared.cookie).json()
    program.ask("POST", "/api/v1/webhooks", {"name": "crash", "url": f"http://127.0.0.1:{shared.receiver.server_port}/", "events": ["lead.created"]}, shared.cookie)
    shared.key = program.ask("POST", "/api/v1/api-keys", {"label": "crash", "scopes": ["leads:read", "leads:write"]}, shared.cookie).json()["secret"]
    shared.up.set()
    writers = [Writer(shared, road) for road in itertools.islice(itertools.cycle(["api", "form", "import", "tracking", "incoming"]), WRITERS)]
    threading.Thread(target=fetch_pages, args=(shared,), daemon=True).start()
    for writer in writers:
        writer.start()
    clerk = Clerk(shared)
    clerk.make_leads()
    clerk.start()
    time.sleep(2)
    slowest = 0.0
    for kill in range(1, wish.kills + 1):
        if kill % 50 == 0:
            print(f"{kill} of {wish.kills} kills …", file=sys.stderr, flush=True)
        time.sleep(chance.uniform(0.02, 2))
        shared.up.clear()
        program.kill()
        slowest = max(slowest, program.start())
        shared.up.set()
    time.sleep(1)
    shared.finished.set()
    for writer in (*writers, clerk):
        writer.join(20)
    deadline = time.monotonic() + 60
    found = all_leads(shared)
    acknowledged = [number for number, state in shared.journal.items() if state == "acknowledged"]
    while time.monotonic() < deadline and any(phone(number) not in found for number in acknowledged):
        time.sleep(0.5)
        found = all_leads(shared)
    lost = [number for number in acknowledged if found[phone(number)] == 0]
    doubled = [one for one, times in found.items() if times > 1]
    heard = shared.receiver.heard
    to_be_told = [phone(number) for number in acknowledged if number in shared.told]
    wait_for_news(heard, to_be_told)
    untold = [one for one in to_be_told if len(heard[one]) != 1]
    # A page and its lead are written in one transaction: as many pages as tracked leads, or something came twice or half.
    days = program.ask("GET", "/api/v1/tracking/counts", cookie=shared.cookie).json()["data"]
    pages = sum(one["count"] for day in days for one in day["accepted"] if one["name"] == "page")
    visitors = sum(found[phone(number)] > 0 for number in shared.tracked)
    wrong, changes, undone = clerk.judge()
    unknown = sum(state != "acknowledged" for state in shared.journal.values())
    stopped = program.stop()
    sound, report = program.doctor()
    print(f"{'PostgreSQL' if database else 'SQLite'}: {wish.kills} kills (seed {wish.seed}), {len(acknowledged)} acknowledged, {unknown} unknown, "
          f"lost {len(lost)}, doubled {len(doubled)}, ready again within {slowest:.2f} s, stopped with {stopped}")
    roads = collections.Counter(writer.road for writer in writers)
    print(f"writers: {dict(roads)}; {pages} pages of {visitors} visitors; {len(to_be_told)} leads to be told, {len(untold)} of them not or not under one id")
    print(f"changes of {len(clerk.ids)} leads: {changes}, {undone} of them taken back; {len(wrong)} times a lead or a change was not as it should be")
    for one in wrong[:10]:
        print(f"  {one}")
    if not sound:
        print(report)
    program.remove()
    return 1 if lost or doubled or untold or wrong or changes < 2 or pages != visitors or not sound or stopped != 0 or len(acknowledged) < wish.kills else 0


sys.exit(main())
