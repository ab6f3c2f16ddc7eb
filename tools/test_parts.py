"""The parts of ./test: each prints its checks as they end; the last line counts them all."""
import concurrent.futures
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
SANITIZE = ROOT / "build" / "sanitize"
LOGS = ROOT / "build" / "test-logs"
CLANG = {"CC": "clang-14", "CXX": "clang++-14"}
passed: list[str] = []
failed: list[str] = []
took: dict[str, float] = {}
running: set[subprocess.Popen] = set()


def send(process: subprocess.Popen, what: signal.Signals) -> None:
    try:
        os.killpg(process.pid, what)
    except ProcessLookupError:
        pass


def give_up(number: int, _frame: object) -> None:
    """Ctrl+C ends what runs, and the private databases with it."""
    for process in list(running):
        send(process, signal.SIGTERM)
    os._exit(128 + number)


def check(name: str, command: list[str], seconds: int, environment: dict[str, str] | None = None) -> bool:
    """Runs one command in a process group of its own; its output goes to a file and is shown when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / (name.replace("/", "-").replace(" ", "-") + ".log")
    began = time.monotonic()
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   env={**os.environ, **(environment or {})}, start_new_session=True)
        running.add(process)
        try:
            code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            code = 124
            send(process, signal.SIGTERM)  # a private PostgreSQL takes itself away
            time.sleep(5)
        send(process, signal.SIGKILL)  # whatever the command left behind goes with it
        running.discard(process)
    good = code == 0
    (passed if good else failed).append(name)
    took[name] = time.monotonic() - began
    told = f"{'ok  ' if good else 'FAIL'} {name} ({took[name]:.0f} s)"
    if code == 124:
        told += f"\n     it did not end within {seconds} s"
    if not good:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        told += "\n" + "\n".join([line for line in lines if not line.startswith("#")][-60:])  # "#71283 REDUCE …" is how a fuzzer counts
    print(told, flush=True)
    return good


def side_by_side(work: list[tuple], meanwhile: list[tuple] | None = None) -> None:
    """Checks that do not know of each other, one more at a time than there are cores, for most of them wait now and then; `meanwhile` takes what they leave."""
    cores = os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(cores + 1) as pool, concurrent.futures.ThreadPoolExecutor(cores) as beside:
        begun = [lane.submit(check, *words) for lane, checks in ((pool, work), (beside, meanwhile or [])) for words in checks]
        for one in begun:
            one.result()


def compiled(name: str, folder: pathlib.Path, options: list[str], compiler: dict[str, str] | None = None, targets: list[str] | None = None) -> bool:
    """Everything that the folder is configured for, or these targets."""
    configured = check(f"{name}configure", ["cmake", "-S", ".", "-B", str(folder), "-G", "Ninja", *options], 120, compiler)
    return configured and check(f"{name}build", ["ninja", "-C", str(folder), *(targets or [])], 2400)


def longest_first(path: pathlib.Path) -> tuple:
    """What takes longest begins first, so that nothing waits for it alone in the end."""
    return (path.name not in ("stories_test", "connect_test"), path.name)


def in_memory() -> dict[str, str]:
    """Where tests that are not about disks keep their files: in memory if there is room, for most of their time went on waiting until a disk had written."""
    available = next(line for line in open("/proc/meminfo", encoding="ascii") if line.startswith("MemAvailable"))
    shared = pathlib.Path("/dev/shm")
    roomy = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free >= 4 << 30 and int(available.split()[1]) >= 8 << 20
    return {"TMPDIR": str(shared)} if roomy else {}


def guards() -> None:
    side_by_side([(f"guard {guard.stem.removeprefix('check_')}", [sys.executable, str(guard)], 120) for guard in sorted((ROOT / "tools").glob("check_*.py"))])


def tidy(only_changed: bool) -> None:
    """clang-tidy needs what the build makes, and looks only at what has changed since it passed."""
    check("clang-tidy", [sys.executable, str(ROOT / "tools" / "tidy.py"), *(["--changed"] if only_changed else [])], 2400)


def desk() -> bool:
    """The desk that goes into the binary, with packages as the lock file names them."""
    node = str(ROOT / "tools" / "node")
    installed = ROOT / "web" / "node_modules" / ".package-lock.json"
    lock = ROOT / "web" / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        if not check("web packages", [node, "npm", "install", "--no-save", "--no-audit", "--no-fund"], 600):
            return False
    return check("web build", [node, "npm", "run", "build"], 300)


def web() -> bool:
    """The desk, and its texts, types, lint, unit tests."""
    node = str(ROOT / "tools" / "node")
    if not desk():
        return False
    side_by_side([("web types, lint, texts, size", [node, "npm", "run", "check"], 300), ("web unit tests", [node, "npm", "test"], 300)])
    return True


def generated() -> None:
    """What is made of the code is what stands in the tree."""
    check("generated files", [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"], 120)


def browser(name: str | None) -> None:
    check("browser", [str(ROOT / "tools" / "node"), "npx", "playwright", "test", *([name] if name else [])], 1500, in_memory())


def build_for_sanitizers() -> bool:
    return compiled("sanitizer ", SANITIZE, ["-DCMAKE_BUILD_TYPE=Debug", "-DSARNAKH_SANITIZE=ON"], CLANG)


def sanitized_tests() -> list[tuple]:
    """Every unit test and story once more under AddressSanitizer and UndefinedBehaviorSanitizer."""
    tests = [path for path in sorted(SANITIZE.glob("**/*_test")) if path.is_file() and os.access(path, os.X_OK)]
    tests.sort(key=longest_first)
    return [(f"sanitized {path.name}", [str(path)], 1800, {"SARNAKH_TEST_POSTGRES": "none", **in_memory()}) for path in tests]


def races() -> None:
    """The rooms that have threads of their own, under ThreadSanitizer. Not part of the whole: it compiles half of the house once more."""
    folder = ROOT / "build" / "races"
    programs = {"db": "foundations/db", "jobs": "foundations/jobs", "http": "foundations/http", "outbound": "foundations/outbound", "visits": "visits", "webhooks": "webhooks"}
    if not compiled("races ", folder, ["-DCMAKE_BUILD_TYPE=Debug", "-DSARNAKH_RACES=ON"], CLANG, [f"{name}_test" for name in programs]):
        return
    side_by_side([(f"races {name}_test", [str(folder / "server" / room / f"{name}_test")], 1800, {"SARNAKH_TEST_POSTGRES": "none", **in_memory()})
                  for name, room in programs.items()])


def fuzzers() -> list[tuple]:
    """30 seconds for each parser of ours. Whatever else runs goes before."""
    work = []
    for target in sorted(path for path in (SANITIZE / "tests" / "fuzz").glob("fuzz_*") if path.is_file()):
        corpus = ROOT / "build" / "corpus" / target.name
        corpus.mkdir(parents=True, exist_ok=True)
        seeds = ROOT / "tests" / "fuzz" / "seeds" / target.name.removeprefix("fuzz_")
        work.append((f"30 s of {target.name}", ["nice", str(target), "-max_total_time=30", "-timeout=2", "-max_len=4096", f"-artifact_prefix={LOGS}/{target.name}-",
                                                str(corpus), *([str(seeds)] if seeds.exists() else [])], 120))
    return work


def what_run_says() -> None:
    check("what ./run says", [sys.executable, "tests/run_test.py"], 120)


def development() -> None:
    check("./dev", [sys.executable, "tests/dev_test.py"], 180)  # builds, so nothing else may run the binary


def whole_program() -> list[tuple]:
    """The real binary from outside: killed at random, walked by strangers, pushed to its limits."""
    python, postgres = sys.executable, str(ROOT / "tools" / "test_postgres")
    none = {"SARNAKH_TEST_POSTGRES": "none"}
    return [
        ("crash loop postgres", [postgres, python, "tests/crash_loop.py", "--kills", "20"], 300),
        ("crash loop sqlite", [python, "tests/crash_loop.py", "--kills", "20"], 300, none),
        ("backup sqlite", [python, "tests/backup.py"], 120, none),
        ("backup postgres", [postgres, python, "tests/backup.py"], 120),
        ("postgres restart", [postgres, python, "tests/postgres_restart.py"], 120),
        ("full disk", [python, "tests/full_disk.py"], 120, none),
        ("tenant walk", [python, "tests/tenant_walk.py"], 300, none),
        ("hidden fields", [python, "tests/hidden_walk.py"], 300, none),
        ("limits", [python, "tests/limits.py"], 300, none),
        ("privacy sqlite", [python, "tests/privacy.py"], 300, none),
        ("privacy postgres", [postgres, python, "tests/privacy.py"], 300),
        ("robots", [python, "tests/robots.py"], 300, none),
    ]


def build() -> bool:
    return compiled("", BUILD, ["-DCMAKE_BUILD_TYPE=Release"])


def unit(only: str | None, with_postgres: bool) -> list[tuple]:
    """Each program runs its tests on SQLite, and beside a PostgreSQL on both."""
    programs = sorted((path for path in BUILD.glob("**/*_test") if path.is_file() and os.access(path, os.X_OK)), key=longest_first)
    programs = [path for path in programs if only is None or path.name in (only, only + "_test")]
    if not programs:
        failed.append("unit tests are there")
        print("FAIL no unit test program is built")
    beside = [str(ROOT / "tools" / "test_postgres")] if with_postgres else []
    where = in_memory() | ({} if with_postgres else {"SARNAKH_TEST_POSTGRES": "none"})
    return [(f"unit {path.name}", [*beside, str(path)], 600, where) for path in programs]


def stories(name: str | None) -> None:
    """One story, or all: on SQLite, on PostgreSQL, and with the program started again after every step."""
    check("stories", [str(ROOT / "tools" / "test_postgres"), str(BUILD / "server" / "stories" / "stories_test")], 600,
          in_memory() | ({"SARNAKH_STORY": name} if name else {}))


def generate() -> int:
    return subprocess.run([sys.executable, str(ROOT / "tools" / "generate.py")], check=False).returncode


def bless(name: str | None) -> int:
    """Writes what came into the stories; the difference is for a person to read."""
    path = ROOT / "tests" / "stories" / (f"{name}.story" if name else "")
    return subprocess.run([str(BUILD / "server" / "app" / "sarnakh"), "story", "--bless", str(path)], check=False).returncode


PARTS = ("all", "quick", "guards", "unit", "stories", "web", "browser", "program", "sanitized", "races", "generate", "bless")


def main() -> int:
    words = sys.argv[1:]
    part = words[0] if words else "all"
    name = words[1] if len(words) > 1 else None
    if part not in PARTS:
        print(f"./test knows the parts {', '.join(PARTS)}, not «{part}».", file=sys.stderr)
        return 2
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, give_up)
    if part in ("generate", "bless"):
        if not build():
            return 1
        return generate() if part == "generate" else bless(name)
    run_parts(part, name)
    slow = sorted(took.items(), key=lambda pair: -pair[1])[:5]
    if sum(took.values()) > 30:
        print("Longest: " + ", ".join(f"{what} {seconds:.0f} s" for what, seconds in slow))
    print(f"{len(passed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def run_parts(part: str, name: str | None) -> None:
    everything = part == "all"
    if everything and not check("packages", [sys.executable, str(ROOT / "tools" / "install_packages.py"), "tests"], 1800):
        print("Nothing else was run: it needs the packages.")
        return
    if everything or part in ("quick", "guards"):
        guards()
    if everything or part == "web":
        web()
    if part == "sanitized" and build_for_sanitizers():
        side_by_side(sanitized_tests())
        side_by_side(fuzzers())
    if part == "races":
        races()
    if part in ("guards", "web", "sanitized", "races"):
        return
    if part == "browser" and not desk():
        return
    if not build():
        print("Nothing of the program was tested: it was not built.")
        return
    if everything or part == "quick":
        generated()
        tidy(only_changed=part == "quick")
        what_run_says()
    if everything or part == "program":
        development()
    if everything:
        # Much of what these do is to wait: for a disk, for a program to be killed. The fuzzers take the time.
        ready = build_for_sanitizers()
        side_by_side(whole_program() + unit(name, with_postgres=True), fuzzers() if ready else [])
        side_by_side(sanitized_tests() if ready else [])
    if part in ("quick", "unit"):
        side_by_side(unit(name, with_postgres=part == "unit"))
    if part == "stories":
        stories(name)
    if part == "program":
        side_by_side(whole_program())
    if everything or part == "browser":
        browser(name)


sys.exit(main())
