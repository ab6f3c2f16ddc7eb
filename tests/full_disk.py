"""A full disk refuses, it does not corrupt.

    full_disk.py      as root, or where unprivileged users may make namespaces: it mounts a small disk of its own

The data folder lies on a tmpfs of 24 MB in a mount namespace of this test. Leads come in by the form's API until the disk is full. Then every
new lead is refused with 507 or 503 and a sentence, reading goes on, and nothing is half written. When there is space again, leads come in unaided.
"""
import os
import subprocess
import sys
import threading
import time

from program import Program

DISK_MB = 24


def in_namespace() -> None:
    """Runs this file again where it may mount."""
    words = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--user", "--map-root-user"]), sys.executable, *sys.argv, "--inside"]
    os.execvp("unshare", words)


def main() -> int:
    if "--inside" not in sys.argv:
        in_namespace()
    program = Program()
    data = program.folder / "data"
    data.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(data)], check=True)
    faults: list[str] = []

    def expect(what: str, good: bool, told: object = "") -> None:
        print(f"{'ok  ' if good else 'FAIL'} {what} {told if not good else ''}")
        if not good:
            faults.append(what)

    try:
        program.start()
        cookie = program.set_up()
        key = program.ask("POST", "/api/v1/api-keys", {"label": "disk", "scopes": ["leads:read", "leads:write"]}, cookie).json()["secret"]

        def send(number: int):
            body = {"full_name": f"Person {number}", "phones": [{"value": f"+98935{number:07d}"}], "needs": f"{number} " + "x" * 4000}
            return program.ask("POST", "/api/v1/leads", body, bearer=key, headers={"Idempotency-Key": f'"disk-{number}"'}, timeout=60)

        # The rest of the disk is taken by something else, so that the database meets its end soon, and in the middle of many writers.
        filler = data / "filler"
        free = os.statvfs(data)
        filler.write_bytes(b"\0" * max(0, free.f_bavail * free.f_frsize - (6 << 20)))
        journal: dict[int, int] = {}
        sentences: dict[int, str] = {}
        full = threading.Event()

        def writer(first: int) -> None:
            for number in range(first, first + 20_000):
                if full.is_set():
                    return
                answer = send(number)
                journal[number] = answer.status
                if answer.status != 201:
                    sentences[number] = answer.json().get("detail", "") if answer.body else ""
                    full.set()

        writers = [threading.Thread(target=writer, args=(1_000_000 + index * 100_000,)) for index in range(8)]
        for each in writers:
            each.start()
        for each in writers:
            each.join(120)
        refused = [number for number, status in journal.items() if status != 201]
        expect("it became full within the test", full.is_set())
        expect("what is refused is refused with 507 or 503", all(journal[number] in (503, 507) for number in refused), {journal[number] for number in refused})
        expect("and with a sentence", all(sentences[number] for number in refused))
        # A group that did not fit was taken back as a whole: a few alone may still fit, then nothing does.
        for number in range(3_000_000, 3_002_000):
            journal[number] = send(number).status
            if journal[number] != 201:
                refused.append(number)
            if len(refused) >= 30:
                break
        expect("it stays refused while it is full", len(refused) >= 30 and journal[number] in (503, 507), journal[number])
        listed = program.ask("GET", "/api/v1/leads?limit=5", cookie=cookie)
        expect("reading goes on", listed.status == 200 and len(listed.json()["data"]) == 5, listed.status)
        backup = program.run("backup", str(data / "backup.gz"))
        expect("a backup to the full disk says so and leaves nothing", backup.returncode != 0 and not list(data.glob("backup.gz*")), backup.stderr)

        filler.unlink()
        began = time.monotonic()
        status = 0
        while status != 201 and time.monotonic() - began < 5:
            status = send(4_000_000).status
            time.sleep(0.1)
        expect("writing resumes unaided within 5 s", status == 201, status)
        # Who was refused comes again with his key.
        for number in refused:
            journal[number] = send(number).status
        accepted = {f"+98935{number:07d}" for number, status in journal.items() if status == 201} | {"+989354000000"}
        found: list[str] = []
        cursor = ""
        while True:
            page = program.ask("GET", f"/api/v1/leads?limit=500&cursor={cursor}", cookie=cookie).json()
            found += [row["phone"] for row in page["data"] if "phone" in row]
            if not page["page"]["has_more"]:
                break
            cursor = page["page"]["next_cursor"]
        expect("every acknowledged lead is there once, and no other", sorted(found) == sorted(accepted), (len(found), len(accepted)))
        # The disk of the test is small on purpose: the doctor says so, and nothing else.
        report = program.doctor()[1]
        wrong = [line for line in report.splitlines() if line.startswith("FAULT") and "MB are free" not in line]
        expect("the doctor finds nothing", "The database is whole" in report and not wrong, report)
        expect("it stops with 0", program.stop() == 0)
    finally:
        if program.process and program.process.poll() is None:
            program.kill()
        subprocess.run(["umount", str(data)], check=False)
        program.remove()
    print(f"{len(journal)} leads sent, {len(faults)} faults")
    return 1 if faults else 0


sys.exit(main())
