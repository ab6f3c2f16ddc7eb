"""PostgreSQL may go and come: nothing acknowledged is lost or doubled.

    tools/test_postgres postgres_restart.py [--restarts 3]

Eight writers send leads while the database is stopped as by a power cut (-m immediate) and started again. The program stays up: it answers what it
cannot do with 503 and takes leads again when the database is there, without being told.
"""
import argparse
import collections
import itertools
import os
import random
import shlex
import subprocess
import sys
import threading
import time

from program import Program

WRITERS = 8
DEADLINE = 20


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--restarts", type=int, default=3)
    words.add_argument("--seed", type=int, default=int(time.time()))
    wish = words.parse_args()
    chance = random.Random(wish.seed)
    control = shlex.split(os.environ["SARNAKH_TEST_POSTGRES_CONTROL"])
    program = Program(os.environ["SARNAKH_TEST_POSTGRES"])
    program.start()
    cookie = program.set_up()
    key = program.ask("POST", "/api/v1/api-keys", {"label": "restart", "scopes": ["leads:read", "leads:write"]}, cookie).json()["secret"]
    numbers, finished = itertools.count(1_000_000), threading.Event()
    acknowledged: list[int] = []
    statuses: collections.Counter = collections.Counter()
    slowest = 0.0

    def write() -> None:
        nonlocal slowest
        while not finished.is_set():
            number = next(numbers)
            body = {"full_name": f"Person {number}", "phones": [{"value": f"+98935{number:07d}"}]}
            while not finished.is_set():
                began = time.monotonic()
                try:
                    status = program.ask("POST", "/api/v1/leads", body, bearer=key, headers={"Idempotency-Key": f'"restart-{number}"'}, timeout=DEADLINE).status
                except OSError:
                    status = 0
                slowest = max(slowest, time.monotonic() - began)
                statuses[status] += 1
                if status == 201:
                    acknowledged.append(number)
                    break
                time.sleep(0.05)

    writers = [threading.Thread(target=write, daemon=True) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    time.sleep(1)
    back = 0.0
    for _ in range(wish.restarts):
        subprocess.run([*control, "stop", "-m", "immediate"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        time.sleep(chance.uniform(0.1, 1.5))
        subprocess.run([*control, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        began, count = time.monotonic(), len(acknowledged)
        while len(acknowledged) == count and time.monotonic() - began < 15:
            time.sleep(0.02)
        back = max(back, time.monotonic() - began)
        time.sleep(0.5)
    finished.set()
    for writer in writers:
        writer.join(DEADLINE + 5)
    found: collections.Counter = collections.Counter()
    cursor = ""
    while True:
        page = program.ask("GET", f"/api/v1/leads?limit=500&cursor={cursor}", cookie=cookie).json()
        found.update(row["phone"] for row in page["data"] if "phone" in row)
        if not page["page"]["has_more"]:
            break
        cursor = page["page"]["next_cursor"]
    lost = [number for number in acknowledged if found[f"+98935{number:07d}"] == 0]
    doubled = [phone for phone, times in found.items() if times > 1]
    sound, report = program.doctor()
    stopped = program.stop()
    program.remove()
    print(f"{wish.restarts} restarts (seed {wish.seed}): {len(acknowledged)} acknowledged, lost {len(lost)}, doubled {len(doubled)}, answers {dict(statuses)}, "
          f"taking leads again after {back:.2f} s, longest request {slowest:.2f} s, stopped with {stopped}")
    if not sound:
        print(report)
    strange = [status for status in statuses if status not in (201, 503)]
    return 1 if lost or doubled or strange or not sound or stopped != 0 or back > 10 or not acknowledged else 0


sys.exit(main())
