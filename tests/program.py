"""The real binary for tests: started on a fresh folder or database, set up, asked over HTTP."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("SARNAKH_BINARY", ROOT / "build" / "release" / "server" / "app" / "sarnakh"))
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0"


class Answer:
    def __init__(self, status: int, headers: http.client.HTTPMessage, body: bytes):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body) if self.body else None


class Program:
    def __init__(self, database: str = "", port: int = 0, words: tuple[str, ...] = ("--set", "log.level=error")):
        """`words` are added to the command line."""
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sarnakh-test-"))
        self.database = database
        self.port = port
        self.words = words
        self.process: subprocess.Popen | None = None
        self.link = ""

    def start(self) -> float:
        """Seconds until it was ready."""
        began = time.monotonic()
        words = [str(BINARY), "serve", "--port", str(self.port), "--data", str(self.folder / "data"), "--set", "server.trusted_proxies=127.0.0.1", *self.words]
        if self.database:
            words += ["--database", self.database]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=(self.folder / "log").open("ab"), start_new_session=True, text=True)
        said = ""
        while "Sarnakh is ready" not in said:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError(f"it did not start: {said}{(self.folder / 'log').read_text()[-2000:]}")
            said += line
        self.port = int(re.search(r"ready: http://[^:]+:(\d+)", said).group(1))
        if not self.link:
            self.link = self.process.stdout.readline()
        return time.monotonic() - began

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        return code

    def run(self, *words: str, data: pathlib.Path | None = None, database: str | None = None) -> subprocess.CompletedProcess:
        """A verb of the program beside the server (or on another database)."""
        database = self.database if database is None else database
        return subprocess.run([str(BINARY), *words, "--data", str(data or self.folder / "data"), "--set", "log.level=error",
                               *(["--database", database] if database else [])], capture_output=True, text=True, timeout=300, check=False)

    def doctor(self) -> tuple[bool, str]:
        """Whether everything holds, and what was said."""
        answer = self.run("doctor")
        return answer.returncode == 0, answer.stdout + answer.stderr

    def remove(self) -> None:
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def ask(self, method: str, path: str, content=None, cookie: str = "", bearer: str = "", headers: dict[str, str] | None = None,
            raw: bytes | None = None, timeout: float = 30) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        sent = {"User-Agent": BROWSER, "Origin": f"http://127.0.0.1:{self.port}", "Accept-Language": "en"}
        body = raw
        if content is not None:
            body = json.dumps(content).encode()
            sent["Content-Type"] = "application/json"
        if cookie:
            sent["Cookie"] = cookie
        if bearer:
            sent["Authorization"] = "Bearer " + bearer
        sent.update(headers or {})
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def set_up(self, name: str = "Test") -> str:
        """Makes the owner; his cookie."""
        token = re.search(r"token=(\S+)", self.link).group(1)
        answer = self.ask("POST", "/api/v1/setup", {"token": token, "name": "Owner", "email": "owner@example.com", "password": "a long password",
                                                    "workspace_name": name, "language": "en"})
        assert answer.status == 200, answer.body
        return answer.headers["Set-Cookie"].split(";")[0]

    def sign_in(self, email: str, password: str) -> str:
        answer = self.ask("POST", "/api/v1/session", {"email": email, "password": password})
        assert answer.status == 200, answer.body
        return answer.headers["Set-Cookie"].split(";")[0]

    def published_form(self, cookie: str, template: str = "contact") -> tuple[str, str]:
        form = self.ask("POST", "/api/v1/forms", {"template": template}, cookie).json()
        assert self.ask("POST", f"/api/v1/forms/{form['id']}/publication", cookie=cookie).status == 200
        return form["id"], form["public_id"]

    def page_of(self, public_id: str) -> dict[str, str]:
        """The hidden fields of a fresh page, as a visitor's browser has them."""
        html = self.ask("GET", f"/f/{public_id}").body.decode()
        return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))

    def send_form(self, public_id: str, hidden: dict[str, str], fields: dict[str, str], timeout: float = 30, address: str = "203.0.113.7") -> Answer:
        """`address` is the visitor's, as a trusted proxy tells it."""
        body = urllib.parse.urlencode({**hidden, **fields}).encode()
        return self.ask("POST", f"/f/{public_id}", raw=body, timeout=timeout,
                        headers={"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address})
