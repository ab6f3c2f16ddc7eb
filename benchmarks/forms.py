"""A form submission becomes a durable lead: how many a second, and how long one waits, with many leads there already."""
import statistics

from measure import BINARY, CONNECTIONS, Bare, Disk, Nginx, Program, Row, Section, Wish, count, fill, let_rest, load, memory_of, name_of, start_and_stop

TABLES = ["leads:id", "lead_identities:lead_id", "lead_terms:lead_id", "lead_timeline:lead_id", "consents:lead_id", "submissions:lead_id", "events:id"]


def section(database: str, wish: Wish, filled: list[tuple[Program, str]]) -> Section:
    """The filled program and its owner's cookie are left in `filled` for the parts that read."""
    name, bare_name = name_of(database), "a bare libpq program" if database else "a bare SQLite program"
    program = Program(database)
    program.start()
    empty_memory = memory_of(program.process)
    cookie = program.set_up()
    _, public_id = program.published_form(cookie)
    key = program.ask("POST", "/api/v1/api-keys", {"label": "bench", "scopes": ["leads:read", "leads:write"]}, cookie).json()["secret"]
    program.stop()
    fill_seconds = fill(program, wish.leads)
    cold = statistics.median(start_and_stop(program) for _ in range(3))
    program.start()
    before = count(program, cookie)
    assert before >= wish.leads * 0.98, f"{before} leads are there instead of {wish.leads}"
    program.stop()
    let_rest(program)
    bare = Bare(program, TABLES)

    first = wish.leads + 1000

    def submit(**options) -> dict:
        nonlocal first
        one = load(f"http://127.0.0.1:{program.port}/api/v1/forms/{public_id}/submissions", wish.seconds, body="form", first=first,
                   header=f"Authorization: Bearer {key}", **options)
        first = one["next"]
        assert set(one["statuses"]) == {"200"}, one
        return one

    ours, nginx = [], []
    for _ in range(wish.rounds):
        with Nginx() as address:
            nginx.append(load(address, wish.seconds / 2)["per_second"])
        program.start()
        ours.append(submit())
        sent = sum(one["requests"] for one in ours)
        now = count(program, cookie)
        assert now == before + sent, f"{sent} submissions were answered, {now - before} leads are there"
        program.stop()
    rate = statistics.median(one["per_second"] for one in ours)
    program.start()
    with Disk() as disk:
        at_load = [submit(rate=rate * 0.7) for _ in range(wish.rounds * 2)]
    program.stop()
    sent += sum(one["requests"] for one in at_load)
    waits = statistics.median(one["p99_ms"] for one in at_load)
    # Last: the copies that the bare program writes to are gigabytes, and the disk is busy with them for longer than a sync says.
    *references, bare_at_load = bare.rounds(sent, CONNECTIONS, [0] * wish.rounds + [rate * 0.7])
    filled.append((program, cookie))

    p99 = statistics.median(one["p99_ms"] for one in ours)
    bare_rate = statistics.median(one["per_second"] for one in references)
    rows = [
        Row(f"submission → durable lead, closed loop, {CONNECTIONS} connections, {before:,} leads there", f"{rate:.0f}/s, p99 {p99:.1f} ms",
            f"{bare_name} writing the same {references[0]['rows'] / sent:.1f} rows each in groups of {CONNECTIONS}: {bare_rate:.0f}/s", f"{rate / bare_rate:.2f}", "0.50"),
        Row("the same beside nginx answering 204", f"{rate:.0f}/s", f"{statistics.median(nginx):.0f}/s", f"{rate / statistics.median(nginx):.3f}"),
        Row("p99 at 70 % of that load, open loop", f"{waits:.1f} ms",
            f"{bare_name} at the same rate, one thread, no network: {bare_at_load['p99_ms']:.1f} ms", f"{waits / bare_at_load['p99_ms']:.1f}", "50 ms"),
        Row("of each of its rounds; meanwhile a stranger flushes 4 KiB to the same disk", ", ".join(f"{one['p99_ms']:.0f}" for one in at_load) + " ms", str(disk)),
        Row(f"cold start with {before:,} leads", f"{cold:.2f} s", "", "", "1 s"),
        Row(f"import of {before:,} leads", f"{fill_seconds:.0f} s, {before / fill_seconds:.0f}/s"),
        Row("memory of an empty server, idle", f"{empty_memory:.0f} MB", "", "", "40 MB"),
    ]
    if not database:
        rows.append(Row("the binary, desk and fonts inside", f"{BINARY.stat().st_size / 1024 / 1024:.0f} MB", "", "", "40 MB"))
    return Section(f"Form submissions, {name}", rows, f"{sent:,} submissions were answered 200 and as many new leads are there", [
        "The submission goes through `POST /api/v1/forms/{id}/submissions` with an API key: the form's rules, phone and e-mail normalised, the exact duplicate looked for, "
        "consent, timeline and event written, on the disk (flushed, not only committed) before the answer. The page of a visitor does the same after its token is checked."])
