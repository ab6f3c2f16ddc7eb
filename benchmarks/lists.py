"""A seller works on a long list: the list itself, filters, search as typed, far pages, the palette; and a bulk edit while others work."""
import http.client
import itertools
import json
import statistics
import threading
import time
import urllib.parse

from measure import Program, Row, Section, Wish, let_rest, name_of, percentile

EACH = 40  # questions of a kind


class Reader:
    """One person at his desk: one connection, one question after another; how long each took is kept."""

    def __init__(self, program: Program, cookie: str):
        self.connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=60)
        self.headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{program.port}", "Content-Type": "application/json"}
        self.times: list[float] = []

    def ask(self, method: str, path: str, content=None, headers: dict | None = None) -> dict:
        began = time.monotonic()
        self.connection.request(method, path, json.dumps(content) if content is not None else None, {**self.headers, **(headers or {})})
        answer = self.connection.getresponse()
        body = answer.read()
        self.times.append((time.monotonic() - began) * 1000)
        assert answer.status < 300, (path, answer.status, body[:300])
        self.etag = answer.headers.get("ETag")
        return json.loads(body) if body else {}

    def list(self, **wish) -> dict:
        return self.ask("GET", "/api/v1/leads?" + urllib.parse.urlencode({"limit": 50, "count": "exact", **wish}))


def filters() -> list[dict]:
    """What sellers and marketers ask for."""
    return [
        {"all": [{"field": "channel", "is": "any_of", "value": ["social_own", "search_paid"]}, {"field": "created_at", "is": "within", "value": "this_month"}]},
        {"all": [{"field": "email", "is": "filled"}, {"field": "owner", "is": "empty"}]},
        {"any": [{"field": "email", "is": "empty"}, {"field": "contact_grade", "is": "any_of", "value": ["direct_phone"]}]},
        {"all": [{"field": "purpose", "is": "any_of", "value": ["buyer"]}, {"field": "last_activity_at", "is": "within", "value": "today"}]},
        {"all": [{"field": "channel", "is": "any_of", "value": ["email"]}, {"field": "created_at", "is": "within", "value": {"last_days": 365}}]},
    ]


def chosen() -> list[dict]:
    """The same of a value that was chosen from a list: a stage, or an own field."""
    return [
        {"field": "stage", "is": "any_of", "value": ["intent"]},
        {"field": "stage", "is": "any_of", "value": ["intent", "awareness"]},
        {"all": [{"field": "stage", "is": "any_of", "value": ["awareness"]}, {"field": "channel", "is": "any_of", "value": ["email"]}]},
        {"any": [{"field": "stage", "is": "any_of", "value": ["awareness"]}, {"field": "channel", "is": "any_of", "value": ["email"]}]},
    ]


def told() -> list[dict]:
    """What a marketer asks first: where people came from, and how often."""
    return [
        {"field": "campaign", "is": "equal", "value": "launch"},
        {"all": [{"field": "campaign", "is": "contains", "value": "nowruz"}, {"field": "channel", "is": "any_of", "value": ["email"]}]},
        {"field": "source", "is": "starts_with", "value": "insta"},
        {"any": [{"field": "campaign", "is": "empty"}, {"field": "channel", "is": "any_of", "value": ["email"]}]},
        {"all": [{"field": "campaign", "is": "filled"}, {"field": "created_at", "is": "within", "value": {"last_days": 30}}]},
        {"field": "touches", "is": "at_most", "value": 1},
    ]


def compared(name: str) -> list[dict]:
    """What no index answers: each lead is looked at."""
    return [
        {"field": "name", "is": "contains", "value": name[1:4]},
        {"all": [{"field": "name", "is": "starts_with", "value": name[:1]}, {"field": "channel", "is": "any_of", "value": ["email"]}]},
        {"any": [{"field": "campaign", "is": "filled"}, {"field": "touches", "is": "at_least", "value": 2}]},
    ]


def words_typed(names: list[str]) -> list[str]:
    """Searches as they grow under the fingers: beginnings of names, two words, the tail of a telephone number."""
    typed = []
    for name in names:
        first, _, last = name.partition(" ")
        typed += [first[:2], first[:3], first, f"{first} {last[:2]}", f"{first} {last}"]
    return typed


def bulk_edit(program: Program, cookie: str, leads: int) -> tuple[int, float, list[float], list[float]]:
    """How many were edited (the newest `leads`, and those of the same moment as the last), the seconds it took, and the milliseconds that a reader and a writer beside it waited."""
    boss = Reader(program, cookie)
    newest, cursor = [], None
    while len(newest) < leads:
        page = boss.list(limit=500, **({"cursor": cursor} if cursor else {}))
        newest += page["data"]
        cursor = page["page"]["next_cursor"]
    done = threading.Event()
    reader, writer = Reader(program, cookie), Reader(program, cookie)

    def keep(one: Reader, act) -> None:
        for turn in itertools.count():
            if done.is_set():
                return
            act(one, turn)
            time.sleep(0.005)

    note_on = newest[-1]["id"]
    beside = [threading.Thread(target=keep, args=(reader, lambda one, turn: one.list(q="سا"[: 1 + turn % 2]))),
              threading.Thread(target=keep, args=(writer, lambda one, turn: one.ask("POST", f"/api/v1/leads/{note_on}/notes", {"text": f"note {turn}"})))]
    for one in beside:
        one.start()
    began = time.monotonic()
    state = boss.ask("POST", "/api/v1/bulk-changes", {"created_from": newest[leads - 1]["created_at"], "acts": [{"act": "set", "field": "product", "value": f"bench {began}"}]})
    while state["state"] in ("waiting", "running"):
        time.sleep(0.02)
        state = boss.ask("GET", f"/api/v1/bulk-changes/{state['id']}")
    seconds = time.monotonic() - began
    done.set()
    for one in beside:
        one.join()
    assert state["changed"] == state["leads"] >= leads, state
    return state["changed"], seconds, reader.times, writer.times


def section(database: str, wish: Wish, program: Program, cookie: str) -> Section:
    let_rest(program)
    program.start()
    reader = Reader(program, cookie)
    total = reader.list()["page"]["total"]
    sample = reader.list(limit=200)["data"]
    names = [row["display_name"] for row in sample if " " in row["display_name"]][:8]
    tails = [row["phone"][-6:] for row in sample if row.get("phone")][:EACH]
    rows = []

    def time_of(what: str, ask, choices: list, target: str = "100 ms") -> None:
        reader.times.clear()
        for choice in itertools.islice(itertools.cycle(choices), EACH):
            ask(choice)
        rows.append(Row(what, f"p50 {statistics.median(reader.times):.0f} ms, p95 {percentile(reader.times, 0.95):.0f} ms", "", "", target and f"p95 {target}"))

    found: list[int] = []

    def grouped(field: str) -> None:
        groups = reader.ask("GET", "/api/v1/leads/groups?" + urllib.parse.urlencode({"group": field}))
        assert sum(group["count"] for group in groups["groups"]) == total, groups

    time_of("the list, newest first, exact total", lambda order: reader.list(sort=order), ["-created_at", "-last_activity_at", "name"])
    time_of("filters, exact total", lambda tree: found.append(reader.list(filter=json.dumps(tree))["page"]["total"]), filters())
    time_of("filters by what was chosen, exact total", lambda tree: found.append(reader.list(filter=json.dumps(tree))["page"]["total"]), chosen())
    time_of("filters by source, campaign, touches, exact total", lambda tree: found.append(reader.list(filter=json.dumps(tree))["page"]["total"]), told())
    time_of("filters that compare texts and numbers of each lead, exact total", lambda tree: found.append(reader.list(filter=json.dumps(tree))["page"]["total"]), compared(names[0]))
    assert all(found), f"a filter found nobody: {found}"
    time_of("how many each group has, by status, channel, stage", grouped, ["status", "channel", "stage"], "")
    time_of("search as typed, exact total", lambda word: found.append(reader.list(q=word)["page"]["total"]), words_typed(names))
    assert all(found), f"a search found nobody: {found}"
    time_of("search by the tail of a telephone number, exact total", lambda tail: found.append(reader.list(q=tail)["page"]["total"]), tails)
    assert all(found), "a number that is there was not found"
    time_of("the palette's search (six leads, no total)", lambda word: reader.ask("POST", "/api/v1/leads/search", {"q": word, "limit": 6, "sort": "-last_activity_at"}),
            words_typed(names))

    reader.times.clear()
    cursor, seen = None, set()
    for _ in range(min(500, total // 50)):
        page = reader.ask("GET", "/api/v1/leads?" + urllib.parse.urlencode({"limit": 50, **({"cursor": cursor} if cursor else {})}))
        seen.update(row["id"] for row in page["data"])
        cursor = page["page"].get("next_cursor")
    assert len(seen) == len(reader.times) * 50, "a page repeated a lead"
    near, far = statistics.median(reader.times[:20]), statistics.median(reader.times[-20:])
    rows.append(Row(f"page {len(reader.times)} beside page 1", f"{far:.1f} ms", f"{near:.1f} ms", f"{far / near:.2f}", "1"))

    # One edit lets each of the others in about eighty times: too few for a 99th percentile.
    edits = [bulk_edit(program, cookie, min(10_000, total)) for _ in range(5)]
    edited, seconds = edits[0][0], statistics.median(each[1] for each in edits)
    reads, writes = ([*itertools.chain.from_iterable(each[part] for each in edits)] for part in (2, 3))
    rows.append(Row(f"bulk edit of {edited:,}", f"{seconds:.2f} s", "", "", "5 s"))
    rows.append(Row(f"meanwhile another person's {len(reads):,} searches and another's {len(writes):,} notes", f"p99 {percentile(reads, 0.99):.1f} ms and {percentile(writes, 0.99):.1f} ms", "", "", "50 ms"))
    program.stop()
    rested = ["The import was a while ago: autovacuum has been through the tables."] if database else []
    return Section(f"The list, {name_of(database)}", rows, f"every filter found somebody and every search what it was made from, no page repeated a lead, the bulk edit changed {edited:,}",
                   [f"{total:,} leads, over HTTP, one question after another, {EACH} of each kind.", *rested])
