"""Every problem code that the server throws has a status and a sentence in Persian and English, and nothing in the catalogue is wordless."""
import json
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
catalogue = json.loads((root / "server/texts/problems.json").read_text(encoding="utf-8"))
faults = []
for code, row in catalogue.items():
    for key in ("status", "fa", "en", "operator"):
        if not row.get(key):
            faults.append(f"problems.json: {code} has no {key}")
    places = {language: set(re.findall(r"\{(\w+)\}", row.get(language, ""))) for language in ("fa", "en")}
    if places["fa"] != places["en"]:
        faults.append(f"problems.json: {code} has other places in fa than in en")
for path in sorted((root / "server").rglob("*.cpp")):
    if path.name.endswith("_test.cpp"):
        continue
    text = path.read_text(encoding="utf-8")
    for code in re.findall(r'Problem\s*\w*\{\s*"([a-z_]+)"', text) + re.findall(r'(?:problem|temporary|wrong|refuse|fault)\(\s*"([a-z_]+)"', text):
        if code not in catalogue:
            faults.append(f"{path.relative_to(root)}: problem {code} is not in problems.json")
print("\n".join(faults))
sys.exit(1 if faults else 0)
