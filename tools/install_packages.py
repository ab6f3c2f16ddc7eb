"""Installs the Debian packages of tools/packages.txt that are missing.

    install_packages.py run|tests

`run` installs what building and running needs, `tests` everything. Does nothing, and needs no network and no root, when all
are there. What is in the way is said in one sentence.
"""
import os
import pathlib
import shutil
import subprocess
import sys


def missing_packages(for_tests: bool) -> list[str]:
    text = pathlib.Path(__file__).with_name("packages.txt").read_text(encoding="utf-8")
    if not for_tests:
        text = text.split("\n# tests\n")[0]
    wanted = []
    for line in text.splitlines():
        package, _, command = line.strip().partition(" unless ")
        if package and not package.startswith("#") and not (command and shutil.which(command)):
            wanted.append(package)
    known = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Status}\n"], capture_output=True, text=True, check=False).stdout
    installed = {line.split()[0] for line in known.splitlines() if line.endswith("install ok installed")}
    return [package for package in wanted if package not in installed]


def reason_of(output: str) -> str:
    if "No space left" in output:
        return "The disk is full: free some space and run this again."
    if "Could not resolve" in output or "Temporary failure" in output or "Failed to fetch" in output:
        return "The package server was not reached: is there a network?"
    if "are you root" in output or "Permission denied" in output:
        return "These packages need root: run this as root, or install sudo."
    return "The packages could not be installed; the lines above say why."


def main() -> int:
    missing = missing_packages(for_tests=sys.argv[1:] == ["tests"])
    if not missing:
        return 0
    print(f"Installing {len(missing)} Debian packages: {' '.join(missing)}", flush=True)
    root = [] if os.geteuid() == 0 else ["sudo"]
    if root and shutil.which("sudo") is None:
        print("These packages need root: run this as root, or install sudo.", file=sys.stderr)
        return 1
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]):
        done = subprocess.run([*root, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=environment, check=False)
        if done.returncode != 0:
            print(done.stdout[-2000:], file=sys.stderr)
            print(reason_of(done.stdout), file=sys.stderr)
            return 1
    return 0


sys.exit(main())
