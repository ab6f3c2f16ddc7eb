"""What ./run and the binary say when something is in the way: one sentence that names what to do, a failure for the shell, and nothing left behind.

The ways of a bare machine (no root, no network, no disk) are played in a copy of the tree without a binary, with commands of our own standing before the
machine's in PATH."""
import os
import pathlib
import shutil
import socket
import sqlite3
import stat
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "build" / "release" / "server" / "app" / "sarnakh"


def said(*words: str, folder: pathlib.Path | None = None, environment: dict[str, str] | None = None) -> tuple[int, str]:
    done = subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False,
                          env={**os.environ, **(environment or {})})
    return done.returncode, done.stdout


class Binary(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sarnakh-run-"))

    def tearDown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def refuses(self, sentence: str, *words: str, environment: dict[str, str] | None = None) -> None:
        code, text = said(str(BINARY), *words, folder=self.folder, environment={"SARNAKH_LOG__LEVEL": "error", **(environment or {})})
        self.assertNotEqual(code, 0, text)
        self.assertIn(sentence, text)
        self.assertEqual(len(text.strip().splitlines()), 1, text)

    def test_port_taken(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = str(other.getsockname()[1])
            self.refuses(f"Port {port} is taken. Stop the other program, or choose another port with --port.", "serve", "--port", port)

    def test_second_server_of_a_folder(self) -> None:
        first = subprocess.Popen([str(BINARY), "serve", "--port", "0", "--data", str(self.folder / "data")], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            first.stdout.readline()
            code, text = said(str(BINARY), "serve", "--port", "0", "--data", str(self.folder / "data"))
            self.assertEqual(code, 1)
            self.assertIn("Another server uses this data folder already: stop it, or choose another folder with --data.", text)
        finally:
            first.terminate()
            first.wait(timeout=30)
            first.stdout.close()

    def test_settings_that_are_none(self) -> None:
        self.refuses("There is no such setting: server.prot (flag)", "serve", "--set", "server.prot=1")
        self.refuses("There is no such setting: server.prot (environment SARNAKH_SERVER__PROT)", "serve", environment={"SARNAKH_SERVER__PROT": "1"})
        self.refuses("There is no such setting: SARNAKH_SERVER_PORT; with two underscores it is SARNAKH_SERVER__PORT", "serve", environment={"SARNAKH_SERVER_PORT": "1"})
        self.refuses("with two underscores it is SARNAKH_DATABASE__URL_FILE", "serve", environment={"SARNAKH_DATABASE_URL_FILE": "url"})
        (self.folder / "sarnakh.toml").write_text("[server]\nprot = 1\n", encoding="utf-8")
        self.refuses("There is no such setting: server.prot (file sarnakh.toml)", "serve")

    def test_a_person_who_is_not_there(self) -> None:
        self.refuses("Nobody signs in as nobody@example.com; `sarnakh user list` shows everybody.", "user", "reset", "nobody@example.com", "--data", str(self.folder / "data"))

    def test_values_out_of_range(self) -> None:
        self.refuses("server.port = 65536 (flag) should be a number from 0 to 65535", "serve", "--port", "65536")
        self.refuses("server.port = 80a (flag) should be a number", "serve", "--port", "80a")
        self.refuses("log.level = loud (environment SARNAKH_LOG__LEVEL) should be one of debug, info, warning, error", "serve",
                     environment={"SARNAKH_LOG__LEVEL": "loud"})

    def test_unknown_flag(self) -> None:
        code, text = said(str(BINARY), "serve", "--prot", "1", folder=self.folder)
        self.assertNotEqual(code, 0)
        self.assertIn("The following arguments were not expected: --prot 1", text.replace("1 --prot", "--prot 1"))

    def test_database_unreachable(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.refuses("The database was not reached: is it running", "serve", "--port", "0", "--database", f"postgres://nobody:secret@127.0.0.1:{port}/none")

    def test_database_url_wrong(self) -> None:
        self.refuses("«mysql://…» names no database: write postgres://user:password@host/database", "serve", "--database", "mysql://me:secret@host/leads")

    def test_data_folder(self) -> None:
        (self.folder / "file").write_text("", encoding="utf-8")
        self.refuses("The data folder cannot be written", "serve", "--data", str(self.folder / "file" / "data"))
        if os.geteuid() == 0:  # root may write everywhere: ask as somebody else
            self.folder.chmod(0o755)
            words = ["runuser", "-u", "nobody", "--", str(self.copied_binary()), "serve", "--port", "0", "--data", str(self.folder)]
        else:
            self.folder.chmod(0o555)
            words = [str(BINARY), "serve", "--port", "0", "--data", str(self.folder)]
        code, text = said(*words, folder=pathlib.Path("/"))
        self.folder.chmod(0o755)
        self.assertEqual(code, 1, text)
        self.assertIn("The data folder cannot be written", text)

    def test_demo(self) -> None:
        folder = str(self.folder / "demo")
        code, text = said(str(BINARY), "demo", "--people", "10", "--data", folder)
        self.assertEqual(code, 0, text)
        self.assertIn("  100%\nSign in with the password «sarnakh demo» as\n  sara@labkhand.example ", text)
        # The second time it is there; it does not come twice.
        code, again = said(str(BINARY), "demo", "--people", "10", "--data", folder)
        self.assertEqual((code, again), (0, text[text.index("Sign in"):]))
        self.assertEqual(said(str(BINARY), "doctor", "--data", folder)[0], 0)
        # It goes without a trace, and can be made again.
        self.assertEqual(said(str(BINARY), "demo", "--wipe", "--data", folder), (0, "The demo is gone.\n"))
        with sqlite3.connect(self.folder / "demo" / "sarnakh.db") as database:
            self.assertEqual(database.execute("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall(), [])
        database.close()
        self.assertEqual(said(str(BINARY), "demo", "--people", "10", "--data", folder)[0], 0)
        # It is mixed with nobody's own leads.
        with sqlite3.connect(self.folder / "demo" / "sarnakh.db") as database:
            database.execute("UPDATE users SET email = 'me@example.com' WHERE email LIKE 'sara@%' OR email LIKE 'emma@%'")
        database.close()
        self.refuses("This database is in use. The demo wants an empty one: --data FOLDER.", "demo", "--data", folder)
        self.refuses("This database holds something else than the demo; it stays as it is.", "demo", "--wipe", "--data", folder)

    def copied_binary(self) -> pathlib.Path:
        """Where nobody may read it."""
        path = self.folder / "sarnakh"
        shutil.copy2(BINARY, path)
        path.chmod(0o755)
        return path

    def test_story_that_does_not_come_true(self) -> None:
        story = self.folder / "one.story"
        story.write_text("clock 2026-11-21T09:00:00+03:30\n\nGET /api/v1/leads\n----\n404\n", encoding="utf-8")
        code, text = said(str(BINARY), "story", str(story))
        self.assertEqual(code, 1, text)
        self.assertIn(f"{story}:5: GET /api/v1/leads\n    expected: 404\n    came:     200 ", text)
        self.assertTrue(text.endswith("0 passed, 1 failed\n"), text)
        code, text = said(str(BINARY), "story", "--bless", str(story))
        self.assertEqual(code, 0, text)
        self.assertTrue(story.read_text(encoding="utf-8").endswith("----\n200\n"))


class Run(unittest.TestCase):
    """./run on a tree without a binary."""

    def setUp(self) -> None:
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sarnakh-run-"))
        self.tree, self.commands = self.folder / "tree", self.folder / "commands"
        self.commands.mkdir()
        for name in ("run", "tools", "CMakeLists.txt", "cmake"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, self.tree_place(name))
        for name in ("server", "web"):
            (self.tree / name).mkdir()
        (self.tree / "web" / "package-lock.json").write_text("{}", encoding="utf-8")

    def tree_place(self, name: str) -> pathlib.Path:
        self.tree.mkdir(exist_ok=True)
        return self.tree / name

    def tearDown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def test_demo_and_its_wipe(self) -> None:
        binary = self.tree / "build" / "release" / "server" / "app" / "sarnakh"
        binary.parent.mkdir(parents=True)
        binary.write_text('#!/bin/sh\necho "$@"\n[ "$1 $2" != "demo --data" ] || mkdir -p "$3"\n', encoding="utf-8")
        binary.chmod(0o755)
        (self.tree / "build" / "release" / "built").write_text("", encoding="utf-8")
        (self.tree / "data-demo.unfinished").mkdir()  # of a run that was broken off
        (self.tree / "data-demo.unfinished" / "half").write_text("", encoding="utf-8")
        demo = self.tree / "data-demo"
        self.assertEqual(said("./run", "--demo", "--port", "8081", folder=self.tree), (0, "demo --data data-demo.unfinished\nserve --data data-demo --port 8081\n"))
        self.assertEqual([path.name for path in demo.iterdir()], ["made"])
        self.assertEqual(said("./run", "--demo", folder=self.tree), (0, "demo --data data-demo\nserve --data data-demo\n"))
        os.utime(demo / "made", (0, 0))
        self.assertIn("--wipe", said("./run", "--demo", folder=self.tree)[1])
        self.assertEqual(said("./run", "--demo", "--wipe", folder=self.tree), (0, "The demo is gone.\n"))
        self.assertFalse(demo.exists())
        # In PostgreSQL it is made in its place, and taken away there.
        words = ("--database", "postgres://here/demo")
        made = "demo --data data-demo --database postgres://here/demo\nserve --data data-demo --database postgres://here/demo\n"
        self.assertEqual(said("./run", "--demo", *words, folder=self.tree), (0, made))
        self.assertEqual(said("./run", "--demo", "--wipe", *words, folder=self.tree), (0, "demo --wipe --data data-demo --database postgres://here/demo\n"))
        self.assertFalse(demo.exists())
        self.assertEqual(said("./run", folder=self.tree), (0, "serve\n"))

    def command(self, name: str, script: str) -> None:
        path = self.commands / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)

    def all_packages_there(self) -> None:
        names = [line.split(" unless ")[0] for line in (ROOT / "tools" / "packages.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        self.command("dpkg-query", "\n".join(f"echo '{name} install ok installed'" for name in names))

    def run_says(self) -> tuple[int, str]:
        return said("./run", folder=self.tree, environment={"PATH": f"{self.commands}:{os.environ['PATH']}"})

    def test_no_disk(self) -> None:
        self.command("df", "echo 'Filesystem 1024-blocks Used Available Capacity Mounted'; echo '/dev/sda 4000000 3900000 100000 97% /'")
        code, text = self.run_says()
        self.assertEqual((code, text), (1, "Building needs 2 GB of free disk; this disk has 97 MB.\n"))

    def test_disk_that_fills_up(self) -> None:
        self.all_packages_there()
        self.command("node", "exit 0")
        self.command("npm", "echo 'npm error ENOSPC: No space left on device'; exit 1")
        code, text = self.run_says()
        self.assertEqual(code, 1)
        self.assertTrue(text.endswith("The disk is full: free some space and run this again.\n"), text)

    def test_no_network_for_packages(self) -> None:
        self.command("dpkg-query", "exit 0")
        self.command("sudo", 'exec "$@"')
        self.command("apt-get", "echo \"E: Could not resolve 'deb.debian.org'\"; exit 100")
        code, text = self.run_says()
        self.assertEqual(code, 1)
        self.assertTrue(text.endswith("The package server was not reached: is there a network?\n"), text)

    def test_no_network_for_the_desk(self) -> None:
        self.all_packages_there()
        self.command("node", "exit 0")
        self.command("npm", "echo 'npm error code EAI_AGAIN'; exit 1")
        code, text = self.run_says()
        self.assertEqual(code, 1)
        self.assertTrue(text.endswith("The network was not reached: check the connection and run this again.\n"), text)

    def test_neither_root_nor_sudo(self) -> None:
        only = self.folder / "only"  # a machine that has python, but no sudo and none of the packages
        only.mkdir()
        for name in ("sh", "dirname", "mkdir", "df", "awk", "id", "date", "find", "tail", "grep", "tee"):
            (only / name).symlink_to(shutil.which(name))
        (only / "python3").symlink_to("/usr/bin/python3")
        self.command("dpkg-query", "exit 0")
        words = ["env", f"PATH={self.commands}:{only}", "./run"]
        if os.geteuid() == 0:
            for path in (self.folder, self.tree):
                path.chmod(0o777)
            words = ["runuser", "-u", "nobody", "--", *words]
        code, text = said(*words, folder=self.tree)
        self.assertEqual(code, 1)
        self.assertTrue(text.endswith("These packages need root: run this as root, or install sudo.\n"), text)

    def test_server_that_does_not_compile(self) -> None:
        self.all_packages_there()
        self.command("node", "exit 0")
        self.command("npm", "exit 0")
        self.command("cmake", "exit 0")
        self.command("ninja", "echo '[1/2] Building CXX object leads.cpp.o'; echo 'leads.cpp:1: error: what?'; exit 1")
        binary = self.tree / "build" / "release" / "server" / "app" / "sarnakh"
        binary.parent.mkdir(parents=True)
        binary.write_text("#!/bin/sh\necho an old server\n", encoding="utf-8")
        binary.chmod(0o755)
        code, text = self.run_says()
        self.assertEqual(code, 1)
        self.assertIn("leads.cpp:1: error: what?", text)
        self.assertIn("50%", text)
        self.assertNotIn("an old server", text)

    def test_built_tree_starts_without_building(self) -> None:
        self.command("ninja", "exit 1")
        self.command("npm", "exit 1")
        built = self.tree / "build" / "release"
        (built / "server" / "app").mkdir(parents=True)
        binary = built / "server" / "app" / "sarnakh"
        binary.write_text('#!/bin/sh\necho "started: $*"\n', encoding="utf-8")
        binary.chmod(0o755)
        (built / "built").touch()
        self.assertEqual(said("./run", "--port", "8081", folder=self.tree), (0, "started: serve --port 8081\n"))
        # A source that changed is built first; here that fails, and the old program is not started in its place.
        (self.tree / "server" / "new.cpp").write_text("", encoding="utf-8")
        os.utime(built / "built", (0, 0))  # two files of one tick of the clock are of one age
        self.all_packages_there()
        self.command("node", "exit 0")
        code, text = self.run_says()
        self.assertEqual(code, 1)
        self.assertIn("Building what has changed.", text)


if __name__ == "__main__":
    unittest.main(verbosity=0)
