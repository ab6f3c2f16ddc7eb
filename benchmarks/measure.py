"""What every part of ./bench uses: the load, the references, a filled program, rows of the page."""
import dataclasses
import json
import os
import pathlib
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
CONNECTIONS = 64
MIB = 1 << 20
sys.path.insert(0, str(ROOT / "tests"))
from program import BINARY, Program  # noqa: E402


@dataclasses.dataclass
class Wish:
    leads: int
    events: int
    seconds: float
    rounds: int
    kills: int


@dataclasses.dataclass
class Row:
    """A figure beside its reference."""
    what: str
    measured: str
    reference: str = ""
    ratio: str = ""
    target: str = ""


@dataclasses.dataclass
class Section:
    """What one part puts on the page; `checked` says which answers were looked at, `notes` what one must know to read the rows."""
    title: str
    rows: list[Row]
    checked: str
    notes: list[str] = dataclasses.field(default_factory=list)


def run(*words: str, **more) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more)


def load(url: str, seconds: float, connections: int = CONNECTIONS, **options) -> dict:
    words = [BUILD / "benchmarks" / "bench_load", url, "--connections", connections, "--seconds", seconds]
    for name, value in options.items():
        words += [f"--{name.replace('_', '-')}", value]
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(done.stderr)
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


class Disk:
    """The disk as a stranger meets it meanwhile: how long flushing 4 KiB of a file of his own takes him, fifty times a second; milliseconds."""

    def __enter__(self) -> "Disk":
        self.waits: list[float] = []
        self.ended = threading.Event()
        self.stranger = threading.Thread(target=self._flush)
        self.stranger.start()
        return self

    def _flush(self) -> None:
        with tempfile.NamedTemporaryFile(dir=tempfile.gettempdir()) as file:
            while not self.ended.wait(0.02):
                os.pwrite(file.fileno(), bytes(4096), 0)
                began = time.monotonic()
                os.fdatasync(file.fileno())
                self.waits.append((time.monotonic() - began) * 1000)

    def __exit__(self, *_) -> None:
        self.ended.set()
        self.stranger.join()

    def __str__(self) -> str:
        return f"p50 {percentile(self.waits, 0.5):.1f} ms, p99 {percentile(self.waits, 0.99):.1f} ms, at most {max(self.waits):.1f} ms"


def memory_of(process: subprocess.Popen) -> float:
    """Megabytes that are its own in memory."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def count(program: Program, cookie: str) -> int:
    return program.ask("GET", "/api/v1/leads?limit=1&count=exact", cookie=cookie).json()["page"]["total"]


def id_of_now() -> str:
    """The smallest id that a row made from now on can have (foundations/basics/ids.hpp)."""
    return str((int(time.time() * 1000) - 1_577_836_800_000) << 22)


def name_of(database: str) -> str:
    return "PostgreSQL" if database else "SQLite"


def fresh_postgres(name: str) -> str:
    """The address of a new, empty database."""
    address = os.environ["SARNAKH_TEST_POSTGRES"]
    run("psql", address, "-c", f"CREATE DATABASE {name}")
    return address.rsplit("/", 1)[0] + "/" + name


def fill(program: Program, leads: int) -> float:
    """Imports that many people, who came in the last three years; seconds."""
    print(f"{name_of(program.database)}: {leads:,} leads …", flush=True)
    began = time.monotonic()
    people = program.folder / "people.csv"
    step, today = 200_000, int(time.time() * 1000)
    where = ["--database", program.database] if program.database else []
    for first in range(0, leads, step):
        with people.open("w", encoding="utf-8") as out:
            subprocess.run([str(BUILD / "benchmarks" / "bench_people"), str(first), str(min(step, leads - first)), str(leads), str(today)], stdout=out, check=True)
        run(BINARY, "import", people, "--data", program.folder / "data", *where, "--set", "log.level=error")
    people.unlink()
    return time.monotonic() - began


def let_rest(program: Program) -> None:
    """What an import leaves behind for later, done before anything is measured: pages the kernel still holds, PostgreSQL's autovacuum."""
    os.sync()
    if program.database:
        run("psql", "-q", program.database, "-c", "VACUUM (ANALYZE)")


def start_and_stop(program: Program) -> float:
    seconds = program.start()
    program.stop()
    return seconds


def checkpointed_copy(program: Program, name: str) -> pathlib.Path:
    source, target = program.folder / "data" / "sarnakh.db", program.folder / name
    connection = sqlite3.connect(source)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copyfile(source, target)
    return target


class Bare:
    """The reference: a program that writes the rows that a load of the server has left, in the same groups, and nothing else. Make it while the
    server stands still before the load, and ask it when the server has stopped after it."""

    def __init__(self, program: Program, tables: list[str], postgres_by: str = "insert"):
        """On PostgreSQL it writes by prepared INSERTs of many rows, or by COPY ("copy")."""
        self.program, self.tables, self.boundary, self.postgres_by = program, tables, id_of_now(), postgres_by
        self.before = None if program.database else checkpointed_copy(program, "before.db")

    def rounds(self, requests: int, group: int, rates: list[float]) -> list[dict]:
        """One round for each rate: requests a second, or 0 for as many as it can."""
        if self.program.database:
            return [json.loads(run(BUILD / "benchmarks" / "bench_bare_postgres", self.program.database, self.postgres_by, self.boundary, requests, group, rate, *self.tables).stdout)
                    for rate in rates]
        results = []
        after = checkpointed_copy(self.program, "after.db")
        bare = self.program.folder / "bare.db"
        # A log that grows costs the kernel more than one that is written anew, as the server's is. The first round is a rehearsal, which tells how
        # long the log becomes; then it stands there before the round begins.
        log, length = self.program.folder / "bare.db-wal", 0
        for rate in [0, *rates]:
            shutil.copyfile(self.before, bare)
            with log.open("wb") as file:
                for _ in range(-(-length // MIB)):
                    file.write(bytes(MIB))
            os.sync()  # gigabytes; the disk is not to be busy with them
            time.sleep(length / 500e6)  # nor what stands behind it, which says that it has them before it has
            results.append(json.loads(run(BUILD / "benchmarks" / "bench_bare", bare, after, self.boundary, requests, group, rate, *self.tables).stdout))
            length = max(length, log.stat().st_size)
            for ending in ("", "-wal", "-shm"):
                (self.program.folder / f"bare.db{ending}").unlink(missing_ok=True)
        for copy in (self.before, after):
            copy.unlink()
        return results[1:]
