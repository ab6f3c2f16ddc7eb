"""The parts of ./test: each prints its checks as they end; the last line counts them all."""
import concurrent.futures
import os
import pathlib
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
LOGS = ROOT / "build" / "test-logs"
passed: list[str] = []
failed: list[str] = []


def check(name: str, command: list[str], seconds: int, environment: dict[str, str] | None = None) -> bool:
    """Runs one command in a process group of its own; its output goes to a file and is shown when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / (name.replace("/", "-").replace(" ", "-") + ".log")
    began = time.monotonic()
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   env={**os.environ, **(environment or {})}, start_new_session=True)
        try:
            code = process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            code = 124
        finally:
            try:  # whatever the command left behind goes with it
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
    good = code == 0
    (passed if good else failed).append(name)
    print(f"{'ok  ' if good else 'FAIL'} {name} ({time.monotonic() - began:.0f} s)", flush=True)
    if not good:
        if code == 124:
            print(f"     it did not end within {seconds} s")
        print("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-60:]), flush=True)
    return good


def guards() -> None:
    for guard in sorted((ROOT / "tools").glob("check_*.py")):
        check(f"guard {guard.stem.removeprefix('check_')}", [sys.executable, str(guard)], 120)


def web() -> bool:
    """The desk: packages as the lock file names them, texts, types, lint, unit tests, and the build that goes into the binary."""
    node = str(ROOT / "tools" / "node")
    installed = ROOT / "web" / "node_modules" / ".package-lock.json"
    lock = ROOT / "web" / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        if not check("web packages", [node, "npm", "install", "--no-save", "--no-audit", "--no-fund"], 600):
            return False
    if not check("web build", [node, "npm", "run", "build"], 300):
        return False
    check("web types, lint, texts, size", [node, "npm", "run", "check"], 300)
    check("web unit tests", [node, "npm", "test"], 300)
    return True


def generated() -> None:
    """What is made of the code is what stands in the tree."""
    check("generated files", [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"], 120)


def browser() -> None:
    check("browser", [str(ROOT / "tools" / "node"), "npx", "playwright", "test"], 900)


def sanitized() -> None:
    """Every unit test and story once more under AddressSanitizer and UndefinedBehaviorSanitizer, and 30 seconds of fuzzing for each parser of ours."""
    folder = ROOT / "build" / "sanitize"
    clang = {"CC": "clang-14", "CXX": "clang++-14"}
    if not check("sanitizer configure", ["cmake", "-S", ".", "-B", str(folder), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", "-DSARNAKH_SANITIZE=ON"], 120, clang):
        return
    if not check("sanitizer build", ["ninja", "-C", str(folder)], 2400):
        return
    for path in sorted(folder.glob("**/*_test")):
        if path.is_file() and os.access(path, os.X_OK):
            check(f"sanitized {path.name}", [str(path)], 900, {"SARNAKH_TEST_POSTGRES": "none"})
    targets = [path for path in sorted((folder / "tests" / "fuzz").glob("fuzz_*")) if path.is_file()]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(fuzz, targets))


def fuzz(target: pathlib.Path) -> None:
    corpus = ROOT / "build" / "corpus" / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = ROOT / "tests" / "fuzz" / "seeds" / target.name.removeprefix("fuzz_")
    check(f"30 s of {target.name}", [str(target), "-max_total_time=30", "-timeout=2", "-max_len=4096", f"-artifact_prefix={LOGS}/{target.name}-",
                                     str(corpus), *([str(seeds)] if seeds.exists() else [])], 120)


def whole_program() -> None:
    """The real binary from outside: killed at random, walked by strangers, pushed to its limits."""
    python, postgres = sys.executable, str(ROOT / "tools" / "test_postgres")
    none = {"SARNAKH_TEST_POSTGRES": "none"}
    check("crash loop sqlite", [python, "tests/crash_loop.py", "--kills", "20"], 300, none)
    check("crash loop postgres", [postgres, python, "tests/crash_loop.py", "--kills", "20"], 300)
    check("tenant walk", [python, "tests/tenant_walk.py"], 300, none)
    check("limits", [python, "tests/limits.py"], 300, none)


def build() -> bool:
    configured = check("configure", ["cmake", "-S", ".", "-B", str(BUILD), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"], 120)
    return configured and check("build", ["ninja", "-C", str(BUILD)], 2400)


def unit(only: str | None, databases: list[str]) -> None:
    programs = sorted(path for path in BUILD.glob("**/*_test") if path.is_file() and os.access(path, os.X_OK))
    programs = [path for path in programs if only is None or path.name in (only, only + "_test")]
    if not programs:
        failed.append("unit tests are there")
        print("FAIL no unit test program is built")
    for path in programs:
        for database in databases:
            command = [str(path)] if database == "sqlite" else [str(ROOT / "tools" / "test_postgres"), str(path)]
            check(f"unit {path.name} {database}", command, 600, {"SARNAKH_TEST_POSTGRES": "none"} if database == "sqlite" else None)


def stories(name: str | None) -> None:
    """One story, or all: on SQLite, on PostgreSQL, and with the program started again after every step."""
    check("stories", [str(ROOT / "tools" / "test_postgres"), str(BUILD / "server" / "stories" / "stories_test")], 600,
          {"SARNAKH_STORY": name} if name else None)


def bless(name: str | None) -> int:
    """Writes what came into the stories; the difference is for a person to read."""
    path = ROOT / "tests" / "stories" / (f"{name}.story" if name else "")
    return subprocess.run([str(BUILD / "server" / "app" / "sarnakh"), "story", "--bless", str(path)], check=False).returncode


PARTS = ("all", "quick", "guards", "unit", "stories", "web", "browser", "program", "sanitized", "generate", "bless")


def main() -> int:
    words = sys.argv[1:]
    part = words[0] if words else "all"
    name = words[1] if len(words) > 1 else None
    if part not in PARTS:
        print(f"./test knows the parts {', '.join(PARTS)}, not «{part}».", file=sys.stderr)
        return 2
    if part == "all" and not check("packages", [sys.executable, str(ROOT / "tools" / "install_packages.py"), "tests"], 1800):
        print(f"{len(passed)} passed, {len(failed)} failed")
        return 1
    if part in ("all", "quick", "guards"):
        guards()
    if part in ("all", "web"):
        web()
    if part == "sanitized":
        sanitized()
    if part in ("all", "quick", "unit", "stories", "browser", "program", "generate", "bless") and build():
        if part == "generate":
            return subprocess.run([sys.executable, str(ROOT / "tools" / "generate.py")], check=False).returncode
        if part == "bless":
            return bless(name)
        if part == "stories":
            stories(name)
        if part in ("all", "quick"):
            generated()
        if part in ("all", "quick", "unit"):
            unit(name, ["sqlite"] if part == "quick" else ["sqlite", "postgres"])
        if part in ("all", "program"):
            whole_program()
        if part == "all":
            sanitized()
        if part in ("all", "browser"):
            browser()
    print(f"{len(passed)} passed, {len(failed)} failed")
    return 1 if failed else 0


sys.exit(main())
