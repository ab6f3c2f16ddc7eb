"""Every C++ file looks as .clang-format says."""
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
files = [str(path) for folder in ("server", "tests", "benchmarks") for path in (root / folder).rglob("*") if path.suffix in (".cpp", ".hpp")]
sys.exit(subprocess.run(["clang-format-14", "--dry-run", "-Werror", *files], check=False).returncode)
