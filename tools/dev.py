"""The workshop behind ./dev: Vite serves the desk and passes everything else on to the server; the server is built and started again when a source
changes. A source that does not compile leaves the server that runs as it is."""
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "release"
BINARY = BUILD / "server" / "app" / "sarnakh"
RESTARTED = ROOT / "build" / "server-restarted"  # Vite watches it and reloads the open pages
NODE = str(ROOT / "tools" / "node")


def say(words: str) -> None:
    print(f"dev: {words}", flush=True)


def fail(words: str) -> None:
    print(words, file=sys.stderr)
    sys.exit(1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def sources() -> dict[str, float]:
    """Everything the binary is made of, with the time of its last change."""
    found = {str(ROOT / "CMakeLists.txt"): (ROOT / "CMakeLists.txt").stat().st_mtime}
    for folder in ("server", "cmake"):
        for path in (ROOT / folder).rglob("*"):
            try:
                if path.is_file() and path.suffix in (".cpp", ".hpp", ".sql", ".json", ".txt", ".cmake", ".in", ".css", ".js", ".html"):
                    found[str(path)] = path.stat().st_mtime
            except FileNotFoundError:
                pass  # an editor replaced it under our hands
    return found


def build() -> bool:
    """Its own output is shown when it fails, and then only."""
    for command in (["cmake", "-S", ".", "-B", str(BUILD), "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"], ["ninja", "-C", str(BUILD), "sarnakh"]):
        if command[0] == "cmake" and (BUILD / "build.ninja").exists():
            continue  # ninja asks CMake again by itself
        done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        if done.returncode != 0:
            lines = [line for line in done.stdout.splitlines() if not line.startswith(("[", "ninja:", "FAILED:", "/usr/bin/"))]
            print("\n".join(lines[:40]), file=sys.stderr)
            if "No space left" in done.stdout:
                fail("The disk is full: free some space and run this again.")
            return False
    return True


class Workshop:
    def __init__(self, port: int, words: list[str]):
        self.port, self.words = port, words
        self.server_port = free_port()
        self.server: subprocess.Popen | None = None
        self.desk: subprocess.Popen | None = None

    def start_desk(self) -> None:
        environment = {**os.environ, "SARNAKH_SERVER": f"http://127.0.0.1:{self.server_port}", "SARNAKH_RESTARTED": str(RESTARTED)}
        self.desk = subprocess.Popen([NODE, "npx", "vite", "--host", "127.0.0.1", "--port", str(self.port), "--strictPort", "--clearScreen", "false",
                                      "--logLevel", "warn"], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)

    def start_server(self) -> None:
        # Links lead to the desk as Vite serves it, so the one-time link is good as it is printed.
        self.server = subprocess.Popen([str(BINARY), "serve", "--port", str(self.server_port), "--set", f"server.base_url=http://127.0.0.1:{self.port}",
                                        "--set", "log.level=warning", *self.words], cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)
        for _ in range(200):
            if self.server.poll() is not None:
                say("the server did not start; the line above says why. It is tried again after the next change.")
                self.server = None
                return
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.server_port)) == 0:
                    break
            time.sleep(0.05)
        RESTARTED.write_text(str(time.time()), encoding="utf-8")

    @staticmethod
    def end(process: subprocess.Popen | None) -> None:
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def work(self) -> None:
        seen = sources()
        say("building the server …")
        if build():
            self.start_server()
        else:
            say("the server does not compile yet; it is tried again after the next change.")
        self.start_desk()
        say(f"open http://127.0.0.1:{self.port} · Ctrl+C ends it")
        while True:
            time.sleep(0.4)
            if self.desk.poll() is not None:
                fail("The desk's own server (Vite) ended; the lines above say why.")
            now = sources()
            if now == seen:
                if self.server is not None and self.server.poll() is not None:
                    say(f"the server ended by itself ({self.server.returncode}); it starts again after the next change.")
                    self.server = None
                continue
            changed = sorted(name for name in now.keys() | seen.keys() if now.get(name) != seen.get(name))
            seen = now
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            say(f"{pathlib.Path(changed[0]).relative_to(ROOT)}{more} changed: building …")
            began, before = time.monotonic(), BINARY.stat().st_mtime_ns if BINARY.exists() else 0
            if not build():
                say("that does not compile; the server before the change goes on.")
                continue
            if self.server is not None and BINARY.stat().st_mtime_ns == before:
                say("nothing of the server is different.")
                continue
            self.end(self.server)
            self.start_server()
            if self.server is not None:
                say(f"the new server runs ({time.monotonic() - began:.0f} s)")

    def close(self) -> None:
        self.end(self.desk)
        self.end(self.server)


def prepare() -> None:
    """What ./run does before the first build."""
    if subprocess.run([sys.executable, str(ROOT / "tools" / "install_packages.py"), "run"], check=False).returncode != 0:
        sys.exit(1)
    installed, lock = ROOT / "web" / "node_modules" / ".package-lock.json", ROOT / "web" / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        say("getting the packages of the desk …")
        if subprocess.run([NODE, "npm", "install", "--no-save", "--no-audit", "--no-fund"], cwd=ROOT, check=False).returncode != 0:
            fail("The packages of the desk were not installed; the lines above say why.")
    if not (ROOT / "web" / "dist" / "index.html").exists():  # the server tells the page who reads it, and does so in a page of its own
        say("building the desk once, for the server …")
        if subprocess.run([NODE, "npm", "run", "build"], cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode != 0:
            fail("The desk was not built; the lines above say why.")
    RESTARTED.parent.mkdir(exist_ok=True)
    RESTARTED.touch()


def main() -> None:
    words, port = sys.argv[1:], 5173
    if "--port" in words:
        at = words.index("--port")
        if at + 1 == len(words) or not words[at + 1].isdigit():
            fail("--port wants a number: ./dev --port 5200")
        port = int(words[at + 1])
        del words[at:at + 2]
    if is_taken(port):
        fail(f"Port {port} is taken. Stop the other program, or choose another port with --port.")
    prepare()
    workshop = Workshop(port, words)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, lambda *_: sys.exit(0))
    try:
        workshop.work()
    finally:
        workshop.close()


main()
