"""The lock files of the desk and of Node.js pin every package by version and hash, and name no registry: `check_lock.py --mend` takes the addresses out after npm has written it."""
import json
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parent.parent
faults = []
for folder in ("web", "tools/node-packages"):
    path = root / folder / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        if "--mend" in sys.argv:
            package.pop("resolved", None)
        if "resolved" in package:
            faults.append(f"{folder}: {name} names where it was downloaded from; run tools/check_lock.py --mend")
        if name and not package.get("integrity"):
            faults.append(f"{folder}: {name} has no hash")
    if "--mend" in sys.argv:
        path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
print("\n".join(faults))
sys.exit(1 if faults else 0)
