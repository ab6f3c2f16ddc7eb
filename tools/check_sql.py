"""Every statement of a room speaks of one workspace, takes its time as a parameter, and avoids what the two databases read differently.

A statement that must cross workspaces says why: `-- workspace: all, REASON` right after its name."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
forbidden = {
    r"\bnow\s*\(": "time is a parameter", r"CURRENT_TIMESTAMP": "time is a parameter", r"\bILIKE\b": "only PostgreSQL has it",
    r"\bLATERAL\b": "only PostgreSQL has it", r"string_agg": "only PostgreSQL has it", r"\bgreatest\s*\(": "only PostgreSQL has it",
    r"\bOFFSET\b": "pages go by keys", r"json_extract": "the key form ->> works on both",
}
faults = []
for path in sorted((root / "server").rglob("*.sql")):
    text = path.read_text(encoding="utf-8")
    if path.parent.name == "migrations":
        for table, body in re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*?)\n\)", text, re.S):
            if "workspace_id" not in body and f"-- global: {table}" not in text:
                faults.append(f"{path.relative_to(root)}: table {table} has no workspace_id (or a line `-- global: {table}, why`)")
        continue
    for part in re.split(r"^-- name: ", text, flags=re.M)[1:]:
        name = part.split("\n", 1)[0]
        body = "\n".join(line for line in part.split("\n")[1:] if not line.strip().startswith("--"))
        if "workspace_id" not in body and "-- workspace: all" not in part:
            faults.append(f"{path.relative_to(root)}: {name} has no workspace_id")
        for pattern, why in forbidden.items():
            if re.search(pattern, body, re.I) and "(postgres)" not in name and "(sqlite)" not in name:
                faults.append(f"{path.relative_to(root)}: {name}: {pattern} ({why})")
print("\n".join(faults))
sys.exit(1 if faults else 0)
