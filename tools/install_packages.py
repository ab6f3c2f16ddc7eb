"""Installs the Debian packages of tools/packages.txt that are missing.

    install_packages.py

Does nothing, and needs no network and no root, when all are there.
"""
import os
import pathlib
import shutil
import subprocess
import sys


def missing_packages() -> list[str]:
    listed = pathlib.Path(__file__).with_name("packages.txt").read_text(encoding="utf-8").split("\n")
    wanted = [line.strip() for line in listed if line.strip() and not line.startswith("#")]
    known = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Status}\n"], capture_output=True, text=True, check=False).stdout
    installed = {line.split()[0] for line in known.splitlines() if line.endswith("install ok installed")}
    return [package for package in wanted if package not in installed]


def main() -> int:
    missing = missing_packages()
    if not missing:
        return 0
    print(f"Installing {len(missing)} Debian packages: {' '.join(missing)}", flush=True)
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and shutil.which("sudo") is None:
        print("These packages need root: run this as root, or install sudo.", file=sys.stderr)
        return 1
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]):
        done = subprocess.run([*root, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              env=environment, check=False)
        if done.returncode != 0:
            print(done.stdout[-3000:], file=sys.stderr)
            print("The packages could not be installed: is there a network, space on the disk, and the right to install?", file=sys.stderr)
            return 1
    return 0


sys.exit(main())
