"""The parts of ./bench: each figure beside its reference in the same run, answers checked; writes docs/figures.md.

    ./bench                         everything (about 15 minutes; --leads 100000 for a quick look)
    ./bench crash --kills 1000      the crash loop, longer
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
GROUP = 64  # submissions in one transaction of the bare programs: as many as there are connections
sys.path.insert(0, str(ROOT / "tests"))
from program import BINARY, Program  # noqa: E402


def run(*words: str, **more) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more)


def load(url: str, seconds: float, **options) -> dict:
    words = [BUILD / "benchmarks" / "bench_load", url, "--connections", "64", "--seconds", seconds]
    for name, value in options.items():
        words += [f"--{name}", value]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def machine() -> str:
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), platform.machine())
    memory = int(next(line for line in open("/proc/meminfo", encoding="utf-8")).split()[1]) // 1024 // 1024
    return f"{model}, {os.cpu_count()} cores, {memory} GB, {platform.freedesktop_os_release()['PRETTY_NAME']}"


class Nginx:
    """nginx that answers 204 to everything: what a request costs when nothing is done."""

    def __enter__(self) -> str:
        self.folder = tempfile.mkdtemp(prefix="sarnakh-nginx-")
        conf = pathlib.Path(self.folder) / "nginx.conf"
        conf.write_text(f"""daemon off; worker_processes 1; pid {self.folder}/pid; error_log {self.folder}/error.log;
            events {{ worker_connections 1024; }}
            http {{ access_log off; keepalive_requests 10000000; server {{ listen 127.0.0.1:18204; location / {{ return 204; }} }} }}""", encoding="utf-8")
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", self.folder, "-c", str(conf)], stderr=subprocess.DEVNULL)
        time.sleep(0.5)
        return "http://127.0.0.1:18204/"

    def __exit__(self, *_) -> None:
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def stolen() -> float:
    """Seconds that other guests of the host took from this machine's cores since it started (proc(5), «steal»)."""
    return int(open("/proc/stat", encoding="utf-8").readline().split()[8]) / os.sysconf("SC_CLK_TCK")


def memory_of(process: subprocess.Popen) -> float:
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def count(program: Program, cookie: str) -> int:
    return program.ask("GET", "/api/v1/leads?limit=1&count=exact", cookie=cookie).json()["page"]["total"]


def id_of_now() -> str:
    """The smallest id that a row made from now on can have (foundations/basics/ids.hpp)."""
    return str((int(time.time() * 1000) - 1_577_836_800_000) << 22)


def fill(program: Program, leads: int) -> float:
    """Imports that many people; seconds."""
    began = time.monotonic()
    people = program.folder / "people.csv"
    step = 200_000
    where = ["--database", program.database] if program.database else []
    for first in range(0, leads, step):
        with people.open("w", encoding="utf-8") as out:
            subprocess.run([str(BUILD / "benchmarks" / "bench_people"), str(first), str(min(step, leads - first))], stdout=out, check=True)
        run(BINARY, "import", people, "--data", program.folder / "data", *where, "--set", "log.level=error")
    return time.monotonic() - began


def checkpointed_copy(program: Program, name: str) -> pathlib.Path:
    source, target = program.folder / "data" / "sarnakh.db", program.folder / name
    connection = sqlite3.connect(source)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copyfile(source, target)
    return target


def bare_sqlite(program: Program, before: pathlib.Path, boundary: str, sent: int, rounds: int) -> list[dict]:
    after = checkpointed_copy(program, "after.db")
    results = []
    for _ in range(rounds):
        shutil.copyfile(before, program.folder / "bare.db")
        results.append(json.loads(run(BUILD / "benchmarks" / "bench_bare", program.folder / "bare.db", after, boundary, sent, GROUP).stdout))
        for ending in ("", "-wal", "-shm"):
            (program.folder / f"bare.db{ending}").unlink(missing_ok=True)
    return results


def bare_postgres(program: Program, boundary: str, sent: int, rounds: int) -> list[dict]:
    return [json.loads(run(BUILD / "benchmarks" / "bench_bare_postgres", program.database, boundary, sent, GROUP).stdout) for _ in range(rounds)]


def form_figures(database: str, leads: int, seconds: float, rounds: int) -> dict:
    """Submissions of new people through a form on a database that holds `leads` already, beside a bare program that writes the same rows."""
    program = Program(database)
    program.start()
    empty_memory = memory_of(program.process)
    cookie = program.set_up()
    _, public_id = program.published_form(cookie)
    key = program.ask("POST", "/api/v1/api-keys", {"label": "bench", "scopes": ["leads:read", "leads:write"]}, cookie).json()["secret"]
    program.stop()
    print(f"Filling {leads} leads …", flush=True)
    filled = fill(program, leads)
    cold = statistics.median(start_and_stop(program) for _ in range(3))
    program.start()
    before = count(program, cookie)
    assert before >= leads * 0.98, f"{before} leads are there instead of {leads}"
    program.stop()
    before_file = None if database else checkpointed_copy(program, "before.db")
    boundary = id_of_now()

    url = f"http://127.0.0.1:{{port}}/api/v1/forms/{public_id}/submissions"
    header = f"Authorization: Bearer {key}"
    ours, nginx, first = [], [], leads + 1000
    sent = 0
    for _ in range(rounds):
        with Nginx() as address:
            nginx.append(load(address, seconds / 2)["per_second"])
        program.start()
        one = load(url.format(port=program.port), seconds, body="form-json", first=first, header=header)
        assert set(one["statuses"]) == {"200"}, one
        first, sent = one["next_person"], sent + one["requests"]
        ours.append(one)
        now = count(program, cookie)
        assert now == before + sent, f"{sent} submissions were answered, {now - before} leads are there"
        program.stop()
    bare = bare_postgres(program, boundary, sent, rounds) if database else bare_sqlite(program, before_file, boundary, sent, rounds)
    rate = statistics.median(one["per_second"] for one in ours)
    os.sync()  # the copies that the bare program wrote to are gigabytes; the disk is not to be busy with them
    program.start()
    at_load = []
    for _ in range(rounds):
        one = load(url.format(port=program.port), seconds, body="form-json", first=first, header=header, rate=rate * 0.7)
        first = one["next_person"]
        at_load.append(one["p99_ms"])
    program.stop()
    program.remove()
    bare_rate = statistics.median(one["submissions_per_second"] for one in bare)
    return {"leads": before, "fill_seconds": filled, "cold_start": cold, "empty_memory": empty_memory, "per_second": rate,
            "p99": statistics.median(one["p99_ms"] for one in ours), "p99_at_70": statistics.median(at_load), "nginx": statistics.median(nginx),
            "bare": bare_rate, "ratio": rate / bare_rate, "rows_each": bare[0]["rows"] / sent, "checked": sent}


def start_and_stop(program: Program) -> float:
    seconds = program.start()
    program.stop()
    return seconds


def form_rows(name: str, bare: str, f: dict) -> list[tuple[str, ...]]:
    return [
        (f"{name}: form submission → durable lead, closed loop, 64 connections, {f['leads']:,} leads there", f"{f['per_second']:.0f}/s, p99 {f['p99']:.1f} ms",
         f"{bare} writing the same {f['rows_each']:.1f} rows each in groups of {GROUP}: {f['bare']:.0f}/s", f"{f['ratio']:.2f}", "0.50"),
        (f"{name}: the same beside nginx answering 204", f"{f['per_second']:.0f}/s", f"{f['nginx']:.0f}/s", f"{f['per_second'] / f['nginx']:.3f}", ""),
        (f"{name}: p99 at 70 % of that load, open loop", f"{f['p99_at_70']:.1f} ms", "", "", "50 ms"),
        (f"{name}: cold start with {f['leads']:,} leads", f"{f['cold_start']:.2f} s", "", "", "1 s"),
        (f"{name}: import of {f['leads']:,} leads", f"{f['fill_seconds']:.0f} s, {f['leads'] / f['fill_seconds']:.0f}/s", "", "", ""),
    ]


def page_of(sqlite: dict, postgres: dict, lost_cores: float, crash: list[str]) -> str:
    size = BINARY.stat().st_size / 1024 / 1024
    commit = run("git", "rev-parse", "--short", "HEAD", cwd=ROOT).stdout.strip()
    rows = [
        *form_rows("SQLite", "a bare SQLite program", sqlite),
        *form_rows("PostgreSQL", "a bare libpq program", postgres),
        ("memory of an empty server, idle", f"{sqlite['empty_memory']:.0f} MB", "", "", "40 MB"),
        ("the binary, desk and fonts inside", f"{size:.0f} MB", "", "", "40 MB"),
    ]
    lines = ["# Figures", "", f"Written by `./bench` on {datetime.date.today().isoformat()}, commit {commit}, on {machine()}. Medians of the rounds of one run; each figure "
             "stands beside its reference of the same run. These machines are shared and noisy: the ratio says more than the number. "
             f"Other guests of the host took {lost_cores:.0%} of the cores meanwhile.", "",
             f"Answers checked: {sqlite['checked']:,} and {postgres['checked']:,} submissions were answered 200 and as many new leads are there.", "",
             "| What | Measured | Reference | Ratio | Target |", "|---|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    if crash:
        lines += ["", "## Kills", "", *[f"- {line}" for line in crash]]
    lines += ["", "The submission goes through `POST /api/v1/forms/{id}/submissions` with an API key: the form's rules, phone and e-mail normalised, the exact duplicate looked for, consent,",
              "timeline and event written, committed to disk (`synchronous = FULL`, a real COMMIT) before the answer. The page of a visitor does the same after its token is checked."]
    return "\n".join(lines) + "\n"


def fresh_postgres(name: str) -> str:
    """The address of a new, empty database."""
    address = os.environ["SARNAKH_TEST_POSTGRES"]
    run("psql", address, "-c", f"CREATE DATABASE {name}")
    return address.rsplit("/", 1)[0] + "/" + name


def crash_lines(kills: int) -> list[str]:
    lines = []
    for environment in ({"SARNAKH_TEST_POSTGRES": "none"}, {"SARNAKH_TEST_POSTGRES": fresh_postgres("crash")}):
        done = subprocess.run([sys.executable, str(ROOT / "tests" / "crash_loop.py"), "--kills", str(kills)], stdout=subprocess.PIPE, text=True, check=False,
                              env={**os.environ, **environment})
        lines += [line for line in done.stdout.splitlines() if "kills" in line]
        print(done.stdout, flush=True)
    return lines


def main() -> int:
    words = argparse.ArgumentParser(description="Figures beside their references.")
    words.add_argument("part", nargs="?", default="all", choices=["all", "crash"])
    words.add_argument("--leads", type=int, default=1_000_000)
    words.add_argument("--seconds", type=float, default=10)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--kills", type=int, default=20)
    wish = words.parse_args()
    run("cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release")
    run("ninja", "-C", BUILD, "sarnakh", "bench_load", "bench_people", "bench_bare", "bench_bare_postgres")
    if wish.part == "crash":
        return 0 if all("lost 0, doubled 0" in line for line in crash_lines(wish.kills)) else 1
    began, taken = time.monotonic(), stolen()
    sqlite = form_figures("", wish.leads, wish.seconds, wish.rounds)
    print(json.dumps(sqlite, indent=2), flush=True)
    postgres = form_figures(fresh_postgres("forms"), wish.leads, wish.seconds, wish.rounds)
    print(json.dumps(postgres, indent=2), flush=True)
    lost_cores = (stolen() - taken) / (time.monotonic() - began) / os.cpu_count()
    page = page_of(sqlite, postgres, lost_cores, crash_lines(wish.kills))
    (ROOT / "docs" / "figures.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


sys.exit(main())
