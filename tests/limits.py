"""Every limit, one below, at, and one above; and what bad input gets: a problem with a code, never 5xx, never silence."""
import json
import random
import socket
import sys
import threading
import time
import urllib.parse

from program import Program

faults: list[str] = []
tried = 0


def raw(program: Program, request: bytes, seconds: float = 5) -> tuple[int, bytes]:
    """The status and the body of one request as bytes; 0 when nothing came in time."""
    global tried
    tried += 1
    with socket.create_connection(("127.0.0.1", program.port), timeout=seconds) as one:
        try:
            one.sendall(request)
        except OSError:
            pass  # it may close while we still write
        answer = b""
        try:
            while piece := one.recv(65536):
                answer += piece
        except TimeoutError:
            return 0, answer
        except OSError:
            pass
    head, _, body = answer.partition(b"\r\n\r\n")
    return (int(head.split(b" ")[1]) if head.startswith(b"HTTP/1.1 ") else 0), body


def expect(name: str, came: tuple[int, bytes], wanted: set[int]) -> None:
    status, body = came
    if status not in wanted:
        faults.append(f"{name}: {status} instead of {sorted(wanted)}: {body[:150]!r}")
    elif status >= 400:
        try:
            if not json.loads(body)["code"]:
                faults.append(f"{name}: a problem without a code")
        except (ValueError, KeyError):
            if not body.startswith(b"<!doctype html>"):
                faults.append(f"{name}: {status} without a problem body: {body[:150]!r}")


def get(target: str, headers: str = "") -> bytes:
    return f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n".encode()


def post(path: str, body: bytes, kind: str, headers: str = "") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


def around(program: Program, name: str, limit: int, make, good: set[int], bad: set[int], seconds: float = 5) -> None:
    """One below and at the limit is taken, one above is refused."""
    expect(f"{name} one below", raw(program, make(limit - 1), seconds), good)
    expect(f"{name} at the limit", raw(program, make(limit), seconds), good)
    expect(f"{name} one above", raw(program, make(limit + 1), seconds), bad)


def hold(program: Program, name: str, first: bytes, dribble: bytes = b"") -> threading.Thread:
    """A client that never finishes: the server must hang up on it by itself. It sends `dribble` every second."""

    def stay() -> None:
        with socket.create_connection(("127.0.0.1", program.port), timeout=1) as one:
            one.sendall(first)
            for _ in range(60):
                try:
                    while one.recv(4096):
                        pass
                    return
                except TimeoutError:
                    pass
                except OSError:
                    return
                try:
                    one.sendall(dribble)
                except OSError:
                    return
        faults.append(f"{name}: still connected after a minute")

    thread = threading.Thread(target=stay)
    thread.start()
    return thread


def upload_of(key: str, content: bytes) -> bytes:
    body = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n' + content + b"\r\n--b--\r\n"
    return post("/api/v1/imports", body, "multipart/form-data; boundary=b", f"Authorization: Bearer {key}\r\n")


def upload_of_size(key: str, size: int) -> bytes:
    around_it = len(upload_of(key, b"").partition(b"\r\n\r\n")[2])
    content = b"name\nA\n"
    return upload_of(key, content + b"\n" * (size - around_it - len(content)))


def imported(program: Program, key: str, content: bytes, targets: list[str]) -> str:
    """What became of a file of one row: "made", "rejected", or the status of the refusal."""
    status, body = raw(program, upload_of(key, content), seconds=60)
    if status != 201:
        return str(status)
    one = json.loads(body)["id"]
    started = program.ask("POST", f"/api/v1/imports/{one}/start", {"targets": targets}, bearer=key)
    if started.status != 202:
        return str(started.status)
    while (found := program.ask("GET", f"/api/v1/imports/{one}", bearer=key).json())["state"] != "done":
        time.sleep(0.05)
    return "made" if found["made"] == 1 else "rejected" if found["rejected"] == 1 else f"{found['read']} read"


def csv_limits(program: Program, key: str) -> None:
    def around_csv(name: str, limit: int, columns: int, row_of, above: str) -> None:
        """The limits of the file itself: in columns that are skipped, where no limit of the card speaks."""
        header = b"name" + b"".join(b",s%d" % n for n in range(1, columns))
        for size, wanted in ((limit - 1, "made"), (limit, "made"), (limit + 1, above)):
            wide = header if columns else b"name" + b"".join(b",s%d" % n for n in range(1, size))
            targets = ["full_name"] + ["skip"] * min(499, wide.count(b","))
            came = imported(program, key, wide + b"\n" + row_of(size) + b"\n", targets)
            if came != wanted:
                faults.append(f"{name} of {size}: {came} instead of {wanted}")

    def row_of_bytes(size: int) -> bytes:
        row = b"Row %d" % size
        while len(row) < size:
            row += b"," + b"x" * min(60_000, size - len(row) - 1)
        return row

    around_csv("CSV field of 64 KiB", 64 * 1024, 2, lambda size: b"Field %d," % size + b"x" * size, "rejected")
    around_csv("CSV row of 1 MiB", 1 << 20, 19, row_of_bytes, "rejected")
    around_csv("CSV of 500 columns", 500, 0, lambda size: b"Columns %d" % size + b",x" * (size - 1), "422")


def main() -> int:
    program = Program()
    program.start()
    held = [hold(program, "a head that never ends", b"GET / HTTP/1.1\r\nX-A: ", b"a"), hold(program, "a silent client", b""),
            hold(program, "a body of a byte a second", b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n", b" "),
            hold(program, "an answer that is never followed by a request", b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")]
    cookie = program.set_up()
    key = program.ask("POST", "/api/v1/api-keys", {"label": "limits", "scopes": ["leads:read", "leads:write", "imports:write"]}, cookie).json()["secret"]
    _, page = program.published_form(cookie)
    program.ask("POST", "/api/v1/leads", {"full_name": "One", "phones": [{"value": "09121234567"}]}, bearer=key)
    bearer = f"Authorization: Bearer {key}\r\n"

    def padded_json(size: int) -> bytes:
        body = b'{"full_name":"x","note":"' + b"a" * 9000 + b'"'
        return post("/api/v1/leads", body + b" " * (size - len(body) - 1) + b"}", "application/json", bearer)

    around(program, "request line of 8 KiB", 8192, lambda size: get("/livez?" + "a" * (size - len("GET /livez? HTTP/1.1"))), {200}, {414})
    around(program, "100 headers", 100, lambda count: get("/livez", "".join(f"X-{n}: 1\r\n" for n in range(count - 2))), {200}, {431})
    others = len("Host: localhost\r\nConnection: close\r\nX-A: \r\n")
    around(program, "headers of 32 KiB", 32 * 1024, lambda size: get("/livez", "X-A: " + "a" * (size - others) + "\r\n"), {200}, {431})
    around(program, "JSON of 1 MiB", 1 << 20, padded_json, {201}, {413})
    write_key = program.ask("POST", "/api/v1/write-keys", {"label": "limits"}, cookie).json()["key"]

    def padded_events(path: str, body: bytes):
        return lambda size: post(path, body + b" " * (size - len(body) - 1) + b"}", "application/json")

    around(program, "batch of events of 500 kB", 500 * 1024, padded_events("/t/v1/batch", b'{"writeKey":"%s","batch":[]' % write_key.encode()), {200}, {413})
    around(program, "events of a page of 500 kB", 500 * 1024, padded_events(f"/t/{write_key}", b'{"batch":[]'), {204}, {413})
    around(program, "event of 32 kB", 32 * 1024, padded_events("/t/v1/track", b'{"writeKey":"%s","event":"x","anonymousId":"b"' % write_key.encode()), {200}, {400})
    for words in (b"", b"[]", b"7", b'{"batch":{}}', b'{"batch":[1,null,"x",[]]}', b"{", b"\xff\xfe", b'{"batch":[{"type":"track","event":{"a":1},"anonymousId":[]}]}'):
        expect(f"a page's {words!r}", raw(program, post(f"/t/{write_key}", words, "text/plain")), {204, 400})
        expect(f"a program's {words!r}", raw(program, post("/t/v1/batch", words, "application/json", "Authorization: Basic d2tfbm9uZTo=\r\n")), {400, 401})
    # Whole batches of a program are taken up to 60,000 events a minute; what is over it is told to come again, and counted.
    events = lambda count: post("/t/v1/batch", b'{"writeKey":"%s","batch":[%s]}' % (write_key.encode(), b",".join([b"{}"] * count)), "application/json")  # noqa: E731
    for count, wanted in ((20_000, 200), (20_000, 200), (19_000, 200), (7_000, 429)):
        expect(f"{count} more events of a program", raw(program, events(count)), {wanted})
    refused = {one["name"]: one["count"] for one in program.ask("GET", "/api/v1/tracking/counts", cookie=cookie).json()["data"][0]["refused"]}
    if refused.get("too_many") != 7_000:
        faults.append(f"7,000 events were too many, and {refused} were counted")
    around(program, "JSON depth 64", 64, lambda depth: post("/api/v1/leads", b'{"full_name":"deep","custom":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}", "application/json", bearer), {422}, {400})
    around(program, "10,000 members", 10_000, lambda count: post("/api/v1/leads", json.dumps({"full_name": "x", **{f"m{n}": 1 for n in range(count - 1)}}).encode(), "application/json", bearer), {422}, {400})
    leads = lambda count: post("/api/v1/leads/batch", json.dumps({"leads": [{"full_name": f"n{n}", "emails": [{"value": f"n{n}@example.com"}]} for n in range(count)]}).encode(), "application/json", bearer)  # noqa: E731
    around(program, "batch of 1,000 leads", 1000, leads, {200}, {422}, seconds=30)
    chosen = lambda count: post("/api/v1/bulk-changes/preview", json.dumps({"leads": [str(n) for n in range(1, count + 1)], "acts": [{"act": "set", "field": "product", "value": "x"}]}).encode(), "application/json", bearer)  # noqa: E731
    around(program, "bulk change of 5,000 chosen leads", 5000, chosen, {200}, {422}, seconds=30)
    for words in (b"", b"[]", b"7", b'{"leads":7}', b'{"leads":[]}', b"{", b"\xff"):
        expect(f"a batch of leads {words!r}", raw(program, post("/api/v1/leads/batch", words, "application/json", bearer)), {400, 422})
    def incoming_address(kind: str) -> tuple[str, str]:
        made = program.ask("POST", "/api/v1/incoming-addresses", {"kind": kind, "name": "limits"}, cookie).json()
        return urllib.parse.urlparse(made["address"]["url"]).path, made["secret"]

    way, secret = incoming_address("google_ads")
    message = json.dumps({"google_key": secret, "lead_id": "1", "user_column_data": [{"column_id": "EMAIL", "string_value": "in@example.com"}]}).encode()[:-1]
    around(program, "incoming message of 256 KiB", 256 * 1024, lambda size: post(way, message + b" " * (size - len(message) - 1) + b"}", "application/json"), {200}, {413})
    ways = {"google_ads": way, **{kind: incoming_address(kind)[0] for kind in ("webhook", "google_forms", "typeform", "meta")}}
    for kind, one in ways.items():
        # Nobody signed it; that is found out of what may be read at all.
        around(program, f"message of 256 KiB for {kind}", 256 * 1024, lambda size, one=one: post(one, b"{" + b" " * (size - 2) + b"}", "application/json"), {401}, {413})
        for words in (b"", b"[]", b"7", b"{", b"\xff\x00", b'{"google_key":7}', b'{"google_key":"x","user_column_data":{}}', b'{"object":"page","entry":7}', b'{"form_response":[]}'):
            expect(f"{kind} told {words!r}", raw(program, post(one, words, "application/json")), {400, 401})
    form_id, _ = program.published_form(cookie)
    stand = program.ask("POST", "/api/v1/links", {"kind": "stand", "name": "limits", "form_id": form_id, "channel": "event"}, cookie).json()["id"]
    tablet = "/stand/" + program.ask("POST", f"/api/v1/links/{stand}/stand", {}, cookie).json()["stand_url"].rsplit("/", 1)[1] + "/leads"
    visitor = lambda size: post(tablet, b'{"id":"0123456789abcdef","taken_at":"2026-11-20T15:00:00Z","answers":{}' + b" " * (size - 72) + b"}", "application/json")  # noqa: E731
    around(program, "a stand's visitor of 1 MiB", 1 << 20, visitor, {422}, {413})
    for words in (b"", b"[]", b"7", b"{", b"\xff\x00", b'{"id":7}', b'{"id":"0123456789abcdef","taken_at":"yesterday","answers":7}'):
        expect(f"a stand told {words!r}", raw(program, post(tablet, words, "application/json")), {400, 422})
    login = b'{"email":"a@example.com","password":"wrong"'
    around(program, "login body of 4 KiB", 4096, lambda size: post("/api/v1/session", login + b" " * (size - len(login) - 1) + b"}", "application/json"), {401}, {413})
    form = lambda count: post(f"/f/{page}", "&".join(f"f{n}=1" for n in range(count)).encode(), "application/x-www-form-urlencoded")  # noqa: E731
    around(program, "200 form fields", 200, form, {403, 422}, {413})
    around(program, "form of 256 KiB", 256 * 1024, lambda size: post(f"/f/{page}", b"a=" + b"x" * (size - 2), "application/x-www-form-urlencoded"), {403, 422}, {413})

    def parts(count: int) -> bytes:
        body = b"".join(b'--b\r\nContent-Disposition: form-data; name="p%d"\r\n\r\nx\r\n' % n for n in range(count)) + b"--b--\r\n"
        return post(f"/f/{page}", body, "multipart/form-data; boundary=b")

    around(program, "64 parts", 64, parts, {403, 422}, {413})
    around(program, "page size 500", 500, lambda size: get(f"/api/v1/leads?limit={size}", bearer), {200}, {422})

    around(program, "upload of 50 MiB", 50 << 20, lambda size: upload_of_size(key, size), {201}, {413}, seconds=60)
    csv_limits(program, key)

    # What breaks the rules gets a clear refusal.
    for name, request in {
        "no host": b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "two lengths": b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}",
        "length and chunked": b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{}",
        "a bare line feed in a header": b"GET / HTTP/1.1\r\nHost: a\r\nX-A: b\nX-B: c\x00\r\nConnection: close\r\n\r\n",
        "dot segments": get("/../../etc/passwd"),
        "an escaped NUL": get("/f/%00"),
        "half an escape": get("/f/%e"),
        "a method nobody knows": b"BREW / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "garbage": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    }.items():
        expect(name, raw(program, request), {400, 404, 405, 501})
    for name, body in {"cut": b'{"full_name":', "not UTF-8": b'{"full_name":"\xff\xfe"}', "a number": b"7", "twice": b'{"a":1,"a":2}', "empty": b"", "NaN": b'{"a":NaN}',
                       "a lone surrogate": b'{"full_name":"\\ud800"}', "NUL": b'{"full_name":"a\\u0000b"}'}.items():
        expect(f"JSON {name}", raw(program, post("/api/v1/leads", body, "application/json", bearer)), {400, 415, 422})
    for name, kind, body in (("without boundary", "multipart/form-data", b"x"), ("not closed", "multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"),
                             ("a bad escape", "application/x-www-form-urlencoded", b"a=%zz"), ("an unknown type", "text/plain", b"a=1")):
        expect(f"form {name}", raw(program, post(f"/f/{page}", body, kind)), {400, 403, 415, 422})
    for value in ("sid=", "sid=" + "x" * 5000, "sid=%00;;;=;", "=", "sid=a; sid=b", 'sid="\\'):
        expect(f"cookie {value[:20]}", raw(program, get("/api/v1/session", f"Cookie: {value}\r\n")), {400, 401})
    for token in ("", "1.a.b", "9" * 300, "a.b.c.d", "-1..", "%00"):
        expect(f"token {token[:10]}", raw(program, post(f"/f/{page}", f"_token={token}&name=x".encode(), "application/x-www-form-urlencoded")), {400, 403})
    for cursor in ("x", "AAAA", "9" * 300, "e30"):
        expect(f"cursor {cursor[:10]}", raw(program, get(f"/api/v1/leads?cursor={cursor}", bearer)), {400, 422})

    # Broken at random: whatever comes back, it is no 5xx and it comes.
    chance = random.Random(7)
    whole = [post("/api/v1/leads", b'{"full_name":"x","phones":[{"value":"09121234567"}],"custom":{"a":[1,2]}}', "application/json", bearer),
             parts(3), form(5), get("/api/v1/leads?q=a&limit=5", bearer), visitor(100), *(post(one, message + b"}", "application/json") for one in ways.values()),
             post(f"/t/{write_key}", b'{"batch":[{"type":"page","anonymousId":"a","context":{"page":{"url":"https://a.example/?utm_source=b"}}}]}', "text/plain")]
    for _ in range(400):
        request = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(request))
            request[at:at + chance.randint(0, 3)] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 3)))
        # A length that promises more than comes is waited for; the client gives up.
        status, body = raw(program, bytes(request), seconds=0.5)
        if status >= 500 and status != 501:
            faults.append(f"{bytes(request)!r}: {status} {body[:200]!r}")
    for one in held:
        one.join()
    if program.ask("GET", "/readyz").status != 200:
        faults.append("it is not ready after all that")
    program.stop()
    program.remove()
    print("\n".join(faults))
    print(f"{tried} requests at and over the limits: {len(faults)} wrong answers")
    return 1 if faults else 0


sys.exit(main())
