"""The lock file of the desk pins every package by version and hash, and names no registry: `check_lock.py --mend` takes the addresses out after npm has written it."""
import json
import pathlib
import sys

path = pathlib.Path(__file__).resolve().parent.parent / "web" / "package-lock.json"
lock = json.loads(path.read_text(encoding="utf-8"))
faults = []
for name, package in lock["packages"].items():
    if "--mend" in sys.argv:
        package.pop("resolved", None)
    if "resolved" in package:
        faults.append(f"{name} names where it was downloaded from; run tools/check_lock.py --mend")
    if name and not package.get("integrity"):
        faults.append(f"{name} has no hash")
if "--mend" in sys.argv:
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
print("\n".join(faults))
sys.exit(1 if faults else 0)
