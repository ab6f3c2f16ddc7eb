"""./dev: the desk as Vite serves it knows its reader, everything else reaches the server, and Ctrl+C leaves nothing behind."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent


def spare_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()}), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def try_it(folder: str) -> None:
    port = spare_port()
    base = f"http://127.0.0.1:{port}"
    dev = subprocess.Popen([str(ROOT / "dev"), "--port", str(port), "--data", folder], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           text=True, start_new_session=True)
    try:
        said = ""
        while f"open {base}" not in said or f"{base}/setup?token=" not in said:
            line = dev.stdout.readline()
            assert line, f"./dev ended: {said}"
            said += line
        for language, direction in (("fa", "rtl"), ("en", "ltr")):
            # Vite takes a moment to listen.
            for _ in range(200):
                try:
                    status, page = ask(base + "/inbox", Accept="text/html", Accept_Language=language)
                    break
                except urllib.error.URLError:
                    time.sleep(0.1)
            assert status == 200 and f'<html lang="{language}" dir="{direction}"' in page, page[:400]
            assert '<script type="application/json" id="bootstrap">{"setup_needed":true}</script>' in page, page
            assert "/@vite/client" in page and not re.search("__[A-Z]+__", page), page
        assert ask(base + "/api/v1/session")[0] == 401
        assert ask(base + "/readyz")[0] == 200
        second = subprocess.run([str(ROOT / "dev"), "--port", str(port)], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
        assert second.returncode == 1 and second.stderr == f"Port {port} is taken. Stop the other program, or choose another port with --port.\n", second
    finally:
        os.kill(dev.pid, signal.SIGINT)
        dev.communicate(timeout=30)
    # The folder is free again when the server is gone.
    told = subprocess.run([str(ROOT / "build/release/server/app/sarnakh"), "story", "--database", folder + "/sarnakh.db", str(ROOT / "tests/stories/steps.story")],
                          capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "Vite still listens"


def main() -> int:
    folder = tempfile.mkdtemp(prefix="sarnakh-dev-")
    try:
        try_it(folder)
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)


sys.exit(main())
