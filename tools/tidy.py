"""clang-tidy over the product's sources, with the checks of .clang-tidy.

    tidy.py            every file of the product (clang builds the tests for the sanitizers)
    tidy.py --changed  the files that the last commit or what came after it changed; of tests, whether clang can read them, which the build by g++ does not tell

Each file is read by itself, though the build compiles them together: so one that does not include what it needs is found here.
A file that passed is not looked at again until its text, a header of ours that it includes, how it is compiled, or .clang-tidy is another: a stamp named
after the hash of all these stands beside the compiler cache, for every clone. Needs a build in build/release, which has made headers of the SQL."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
STAMPS = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "sarnakh" / "tidy"
EACH = BUILD / "each"
REMEMBERED = 30 * 24 * 3600  # seconds
hashes: dict[pathlib.Path, bytes] = {}
includes: dict[pathlib.Path, list[pathlib.Path]] = {}


def is_test(source: pathlib.Path) -> bool:
    return source.name.endswith("_test.cpp")


def hash_of(path: pathlib.Path) -> bytes:
    if path not in hashes:
        hashes[path] = hashlib.sha256(path.read_bytes()).digest() if path.exists() else b"gone"
    return hashes[path]


def headers_of(source: pathlib.Path) -> list[pathlib.Path]:
    """The headers of ours that a file includes, made ones too, however deep."""
    found: set[pathlib.Path] = set()
    waiting = [source]
    while waiting:
        path = waiting.pop()
        if path not in includes:
            names = re.findall(r'^#include "([^"]+)"', path.read_text(encoding="utf-8"), re.M)
            includes[path] = [place / name for name in names for place in (ROOT / "server", BUILD / "generated") if (place / name).exists()]
        new = set(includes[path]) - found
        found |= new
        waiting += new
    return sorted(found)


def commands() -> list[dict[str, str]]:
    """How each file is compiled when it is by itself; written down for clang-tidy, and for an editor."""
    each = []
    for entry in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8")):
        together = pathlib.Path(entry["file"])
        mates = re.findall(r'^#include "(/[^"]+\.cpp)"', together.read_text(encoding="utf-8"), re.M) if together.parent.name == "Unity" else []
        each += [entry | {"file": mate, "command": entry["command"].replace(str(together), mate)} for mate in mates or [entry["file"]]]
    EACH.mkdir(exist_ok=True)
    (EACH / "compile_commands.json").write_text(json.dumps(each), encoding="utf-8")
    return each


def names_of(*words: str) -> set[pathlib.Path]:
    told = subprocess.run(["git", *words], cwd=ROOT, check=False, capture_output=True, text=True).stdout
    return {ROOT / line for line in told.splitlines()}


def files(only_changed: bool) -> list[tuple[pathlib.Path, pathlib.Path]]:
    """Each source with the stamp that says it has passed."""
    changed = None
    if only_changed:
        changed = names_of("diff", "--name-only", "HEAD~1") | names_of("ls-files", "--others", "--exclude-standard")
    common = hash_of(ROOT / ".clang-tidy") + hash_of(pathlib.Path(__file__).resolve())
    chosen = []
    for entry in commands():
        source = pathlib.Path(entry["file"])
        if not source.is_relative_to(ROOT / "server") or (is_test(source) if changed is None else source not in changed):
            continue
        how = re.sub(r" -o \S+", "", entry["command"]).replace(str(ROOT), ".").encode()
        key = hashlib.sha256(common + how + b"".join(hash_of(path) for path in [source, *headers_of(source)]))
        chosen.append((source, STAMPS / key.hexdigest()))
    return chosen


def look(source: pathlib.Path, stamp: pathlib.Path) -> str:
    """What there is to say about a file; nothing when it is good. The build is g++'s, so some of its words mean nothing to clang."""
    # It wants one check at least; what cannot be read is told in any case.
    checks = ["--checks=-*,modernize-redundant-void-arg"] if is_test(source) else []
    done = subprocess.run(["clang-tidy-14", "-p", str(EACH), "--quiet", *checks, "--extra-arg=-std=c++2b", "--extra-arg=-Wno-everything", str(source)],
                          cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout or done.stderr or f"{source}: clang-tidy ended with {done.returncode}"


def main() -> int:
    STAMPS.mkdir(parents=True, exist_ok=True)
    everything = files("--changed" in sys.argv)
    waiting = [pair for pair in everything if not pair[1].exists()]
    faults = set()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for said in pool.map(lambda pair: look(*pair), waiting):
            if said and said not in faults:
                faults.add(said)
                print(said, flush=True)
    for _, stamp in everything:
        if stamp.exists():
            stamp.touch()
    for stamp in STAMPS.iterdir():
        if stamp.stat().st_mtime < time.time() - REMEMBERED:
            stamp.unlink(missing_ok=True)
    print(f"{len(everything)} files, {len(waiting)} of them looked at, {len(faults)} with something to say")
    return 1 if faults else 0


sys.exit(main())
