"""A backup under write load is the state of one instant, and restores to the same rows, into either database.

    backup.py      with SARNAKH_TEST_POSTGRES set: from PostgreSQL into SQLite and into a second PostgreSQL database as well
"""
import os
import sys
import threading
import urllib.parse

from program import Program


def main() -> int:
    database = os.environ.get("SARNAKH_TEST_POSTGRES", "")
    database = "" if database == "none" else database
    program = Program(database)
    program.start()
    cookie = program.set_up()
    key = program.ask("POST", "/api/v1/api-keys", {"label": "backup", "scopes": ["leads:read", "leads:write"]}, cookie).json()["secret"]
    ended = threading.Event()
    taken: list[int] = []

    def write(first: int) -> None:
        for number in range(first, first + 100_000):
            if ended.is_set():
                return
            body = {"full_name": f"سارا {number}", "phones": [{"value": f"+98935{number:07d}"}]}
            if program.ask("POST", "/api/v1/leads", body, bearer=key).status == 201:
                taken.append(number)

    writers = [threading.Thread(target=write, args=(1_000_000 + index * 100_000,)) for index in range(4)]
    for writer in writers:
        writer.start()
    while len(taken) < 300:
        pass
    before = set(taken)
    archive = program.folder / "backup.ndjson.gz"
    made = program.run("backup", str(archive))
    ended.set()
    for writer in writers:
        writer.join()
    faults: list[str] = []

    def expect(what: str, good: bool, told: object = "") -> None:
        print(f"{'ok  ' if good else 'FAIL'} {what} {'' if good else told}")
        if not good:
            faults.append(what)

    expect("the backup is made while leads come in", made.returncode == 0, made.stderr)
    expect("for its owner's eyes only", archive.stat().st_mode & 0o777 == 0o600)
    expect("and says nothing of persons", "سارا" not in made.stdout + made.stderr)
    differs = program.run("restore", str(archive), "--verify")
    expect("the database has gone on since, and verifying says so", differs.returncode == 1 and "DIFFERS  leads" in differs.stdout, differs.stdout)
    full = program.run("restore", str(archive))
    expect("a database in use is not restored over", full.returncode != 0, full.stdout)

    places = {"SQLite": ""}
    if database:
        parts = urllib.parse.urlsplit(database)
        os.system(f"psql -q '{database}' -c 'CREATE DATABASE restored' > /dev/null")
        places["PostgreSQL"] = parts._replace(path="/restored").geturl()
    for name, place in places.items():
        elsewhere = Program(place)
        restored = elsewhere.run("restore", str(archive), database=place)
        expect(f"it restores into {name}", restored.returncode == 0, restored.stderr)
        same = elsewhere.run("restore", str(archive), "--verify", database=place)
        expect(f"{name}: every row is the same", same.returncode == 0, same.stdout)
        again = elsewhere.run("restore", str(archive), database=place)
        expect(f"{name}: what is not empty is left alone", again.returncode != 0 and "--replace" in again.stderr, again.stderr)
        sound, report = elsewhere.doctor()
        expect(f"{name}: the doctor finds nothing", sound, report)
        elsewhere.link = "known"
        elsewhere.start()
        phones = set()
        cursor = ""
        owner = elsewhere.sign_in("owner@example.com", "a long password")
        while True:
            page = elsewhere.ask("GET", f"/api/v1/leads?limit=500&cursor={cursor}", cookie=owner).json()
            phones |= {row["phone"] for row in page["data"]}
            if not page["page"]["has_more"]:
                break
            cursor = page["page"]["next_cursor"]
        expect(f"{name}: whoever was acknowledged before the backup is in it", {f"+98935{number:07d}" for number in before} <= phones)
        expect(f"{name}: and nobody who never came", phones <= {f"+98935{number:07d}" for number in taken})
        elsewhere.stop()
        elsewhere.remove()
    program.stop()
    program.remove()
    return 1 if faults else 0


sys.exit(main())
