"""Tracking events become durable: one in a request beside nginx, a hundred in a request beside a bare program; and a cold start with many of them."""
import statistics

from measure import CONNECTIONS, Bare, Nginx, Program, Row, Section, Wish, load, name_of, start_and_stop

TABLES = ["visitors:id", "visitor_keys:visitor_id", "visits:id", "visit_events:visit_id", "seen_messages:"]
IN_A_DELIVERY = 100
VISITORS = 512  # whose browsers hold a connection open at once


def events_kept(program: Program, cookie: str) -> int:
    days = program.ask("GET", "/api/v1/tracking/counts", cookie=cookie).json()["data"]
    return sum(one["count"] for day in days for one in day["accepted"])


def section(database: str, wish: Wish, program: Program, cookie: str) -> Section:
    name, bare_name = name_of(database), "a bare libpq program (COPY)" if database else "a bare SQLite program"
    program.start()
    key = program.ask("POST", "/api/v1/write-keys", {"label": "bench"}, cookie).json()["key"]
    program.stop()
    first = 0

    def send(body: str, path: str, seconds: float = wish.seconds, connections: int = CONNECTIONS) -> dict:
        nonlocal first
        one = load(f"http://127.0.0.1:{program.port}/t/v1/{path}", seconds, connections, body=body, first=first, write_key=key)
        first = one["next"]
        assert set(one["statuses"]) == {"200"}, one
        return one

    # Deliveries first: what they leave is what the bare program writes.
    bare = Bare(program, TABLES, "copy")
    deliveries = []
    singles: dict[int, list[dict]] = {CONNECTIONS: [], VISITORS: []}
    nginx: dict[int, list[float]] = {CONNECTIONS: [], VISITORS: []}
    for _ in range(wish.rounds):
        program.start()
        deliveries.append(send("delivery", "batch"))
        sent = sum(one["requests"] for one in deliveries) * IN_A_DELIVERY
        kept = events_kept(program, cookie)
        assert kept == sent, f"{sent} events were answered, {kept} are there"
        program.stop()
    requests = sent // IN_A_DELIVERY
    group = max(1, CONNECTIONS // 4)
    references = bare.rounds(requests, group, [0] * wish.rounds)
    first *= IN_A_DELIVERY  # page views are numbered as the deliveries' are, one by one
    for _ in range(wish.rounds):
        for connections, measured in singles.items():
            with Nginx() as address:
                nginx[connections].append(load(address, wish.seconds / 2, connections)["per_second"])
            program.start()
            measured.append(send("page-view", "page", connections=connections))
            sent += measured[-1]["requests"]
            kept = events_kept(program, cookie)
            assert kept == sent, f"{sent} events were answered, {kept} are there"
            program.stop()

    first = first // IN_A_DELIVERY + 1
    program.start()
    while sent < wish.events:
        sent += send("delivery", "batch", 5)["requests"] * IN_A_DELIVERY
    program.stop()
    cold = statistics.median(start_and_stop(program) for _ in range(3))

    def one_by_one(connections: int) -> Row:
        rate = statistics.median(one["per_second"] for one in singles[connections])
        reference = statistics.median(nginx[connections])
        return Row(f"one event in a request, closed loop, {connections} connections", f"{rate:.0f}/s, p99 {statistics.median(one['p99_ms'] for one in singles[connections]):.1f} ms",
                   f"nginx answering 204: {reference:.0f}/s", f"{rate / reference:.3f}", "0.25")

    rate = statistics.median(one["per_second"] for one in deliveries) * IN_A_DELIVERY
    bare_rate = statistics.median(one["per_second"] for one in references) * IN_A_DELIVERY
    return Section(f"Tracking events, {name}", [
        *[one_by_one(connections) for connections in singles],
        Row(f"{IN_A_DELIVERY} events in a request", f"{rate:.0f} events/s, p99 {statistics.median(one['p99_ms'] for one in deliveries):.1f} ms",
            f"{bare_name} writing the same {references[0]['rows'] / (requests * IN_A_DELIVERY):.2f} rows each in groups of {group} deliveries: {bare_rate:.0f} events/s",
            f"{rate / bare_rate:.2f}", "0.70"),
        Row(f"cold start with {wish.leads:,} leads and {sent:,} events", f"{cold:.2f} s", "", "", "1 s"),
    ], f"{sent:,} events were answered 200 and as many are there")
