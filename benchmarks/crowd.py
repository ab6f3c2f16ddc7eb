"""Slow clients and too many of them: who behaves must not notice the first, and of the second nobody who got his answer may lose his lead."""
import asyncio
import resource
import statistics
import time

from measure import CONNECTIONS, Program, Row, Section, Wish, count, load, memory_of, name_of

SLOW = 2000
DEADLINE = 60  # seconds after which the longest of the server's own deadlines is over


async def one_slow(port: int, kind: str, document: str, cut: dict[str, list[float]]) -> None:
    """Behaves badly until the server hangs up; when it did is kept."""
    began = time.monotonic()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=4096)
        if kind == "a header byte in 10 s":
            writer.write(b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        elif kind == "a body byte a second":
            writer.write(f"POST {document} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n".encode())
        elif kind == "never reads":
            writer.transport.pause_reading()
            for _ in range(64):
                writer.write(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")
        while time.monotonic() - began < DEADLINE:
            if kind == "never reads":
                await asyncio.sleep(2)
                writer.write(b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n")  # fails when the server has hung up
                await asyncio.wait_for(writer.drain(), 1) if not writer.is_closing() else None
                if writer.is_closing():
                    break
                continue
            try:
                if not await asyncio.wait_for(reader.read(4096), 10 if kind == "a header byte in 10 s" else 1):
                    break
            except TimeoutError:
                if kind in ("a header byte in 10 s", "a body byte a second"):
                    writer.write(b"a")
        writer.close()
    except (OSError, TimeoutError):
        pass
    cut[kind].append(time.monotonic() - began)


async def slow_beside(program: Program, form: str, measure) -> tuple[dict, dict[str, list[float]], float]:
    """What `measure` says while 2,000 slow clients hang on, how long each was suffered, and the memory that they took, in KiB each."""
    kinds = ("a header byte in 10 s", "a body byte a second", "never reads", "silent")
    cut: dict[str, list[float]] = {kind: [] for kind in kinds}
    before = memory_of(program.process)
    clients = [asyncio.create_task(one_slow(program.port, kinds[i % len(kinds)], form, cut)) for i in range(SLOW)]
    await asyncio.sleep(3)
    held = (memory_of(program.process) - before) * 1024 / SLOW
    measured = await asyncio.to_thread(measure)
    await asyncio.gather(*clients)
    return measured, cut, held


def section(database: str, wish: Wish) -> Section:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20_000), hard))
    program = Program(database)
    program.start()
    cookie = program.set_up()
    _, public_id = program.published_form(cookie)
    key = program.ask("POST", "/api/v1/api-keys", {"label": "bench", "scopes": ["leads:read", "leads:write"]}, cookie).json()["secret"]
    path = f"/api/v1/forms/{public_id}/submissions"
    first, taken = 0, 0

    def submit(seconds: float, **options) -> dict:
        nonlocal first, taken
        one = load(f"http://127.0.0.1:{program.port}{path}", seconds, body="form", first=first, header=f"Authorization: Bearer {key}", **options)
        first = one["next"]
        taken += one["statuses"].get("200", 0)
        return one

    capacity = statistics.median(submit(wish.seconds)["per_second"] for _ in range(wish.rounds))
    normal = statistics.median(submit(wish.seconds, rate=capacity * 0.3)["p99_ms"] for _ in range(wish.rounds))
    beside, cut, held = asyncio.run(slow_beside(program, path, lambda: submit(6, rate=capacity * 0.3)))
    assert set(beside["statuses"]) == {"200"}, beside
    rows = [
        Row(f"p99 of submissions at 30 % of the capacity beside {SLOW:,} slow clients", f"{beside['p99_ms']:.1f} ms", f"without them: {normal:.1f} ms",
            f"{beside['p99_ms'] / normal:.2f}", "2"),
        Row("memory of a slow client that is held", f"{held:.0f} KiB", "", "", "64 KiB"),
        *[Row(f"{kind}: the last of {len(times)} was hung up on after", f"{max(times):.0f} s", "", "", f"under {DEADLINE} s") for kind, times in cut.items()],
    ]
    for factor in (0.5, 1, 2, 5):
        one = submit(wish.seconds * 2, rate=capacity * factor, connections=CONNECTIONS if factor < 1 else 2000)
        assert not set(one["statuses"]) - {"200", "429", "503"}, one
        assert one["refused_without_retry_after"] == 0, one
        refused = one["requests"] - one["statuses"].get("200", 0)
        rows.append(Row(f"overload: {factor} × the capacity of {capacity:.0f}/s asked for", f"{one['statuses'].get('200', 0) / one['seconds']:.0f}/s taken, p99 {one['taken_p99_ms']:.0f} ms",
                        f"{one['requests'] / one['seconds']:.0f}/s came, {refused / one['requests']:.0%} refused with Retry-After"))
    seconds = 0
    while submit(1, rate=capacity * 0.3)["p99_ms"] > 2 * normal and seconds < 30:
        seconds += 1
    rows.append(Row("after that, back to less than twice the usual p99", f"{seconds} s", "", "", "10 s"))
    there = count(program, cookie)
    assert there == taken, f"{taken} submissions were answered 200, {there} leads are there"
    program.stop()
    program.remove()
    return Section(f"A crowd at the door, {name_of(database)}", rows, f"{taken:,} submissions were answered 200 and as many leads are there, those of the overload too",
                   ["Slow clients: a quarter of them each sends one header byte in 10 s, one body byte a second, never reads its answers, or says nothing."])
