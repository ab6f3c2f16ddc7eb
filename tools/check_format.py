"""Every C++ file looks as .clang-format says, and every file of the desk as its biome.json says (once the desk's packages are there)."""
import pathlib
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
files = [str(path) for folder in ("server", "tests", "benchmarks") for path in (root / folder).rglob("*") if path.suffix in (".cpp", ".hpp")]
checks = [["clang-format-14", "--dry-run", "-Werror", *files]]
if (root / "web" / "node_modules" / ".bin" / "biome").exists():
    checks.append([str(root / "tools" / "node"), "npx", "biome", "check", "."])
sys.exit(any([subprocess.run(check, check=False).returncode for check in checks]))
