"""Who may include whom: a room includes only rooms it names in the DEPENDS of its CMakeLists.txt (and what those are built on), the named rooms
stand earlier in the house, and heavy headers stay in .cpp files and in headers that only .cpp files of the same folder include."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
server = root / "server"
order = re.search(r"set\(SARNAKH_ROOMS\s+(.*?)\)", (root / "CMakeLists.txt").read_text(encoding="utf-8"), re.S).group(1).split()
name_of = {folder: folder.rsplit("/", 1)[-1] for folder in order}
heavy = re.compile(r"#include <(boost/|simdjson|spdlog|toml\+\+|CLI/|libpq|sqlite3|unicode/|phonenumbers|sodium|openssl|prometheus)")
texts = {path: path.read_text(encoding="utf-8") for path in sorted(server.rglob("*.?pp"))}


def includers(header: pathlib.Path) -> list[pathlib.Path]:
    line = f'#include "{header.relative_to(server)}"'
    return [path for path, text in texts.items() if line in text]


faults = []
depends: dict[str, set[str]] = {}
for folder in order:
    listing = server / folder / "CMakeLists.txt"
    if not listing.exists():
        continue
    named = re.search(r"room\(\w+(.*?)\)", listing.read_text(encoding="utf-8"), re.S).group(1)
    words = re.search(r"DEPENDS((?:\s+[a-z_]+)*)", named)
    depends[name_of[folder]] = set(words.group(1).split()) if words else set()
    for other in depends[name_of[folder]]:
        places = [place for place, room in enumerate(order) if name_of[room] == other]
        if not places or places[0] >= order.index(folder):
            faults.append(f"{folder} depends on {other}, which does not stand below it")
for folder in order:
    for path in (path for path in texts if path.is_relative_to(server / folder)):
        text = texts[path]
        if path.suffix == ".hpp" and (found := heavy.search(text)) and any(of.suffix == ".hpp" or of.parent != path.parent for of in includers(path)):
            faults.append(f"{path.relative_to(root)} includes a heavy header: {found.group(0)}")
        for included in re.findall(r'#include "((?:foundations/)?[a-z_]+)/', text):
            room = included.rsplit("/", 1)[-1]
            if included in order and room != name_of[folder] and room not in depends.get(name_of[folder], set()):
                faults.append(f"{path.relative_to(root)} includes {included}, which the room does not name in DEPENDS")
print("\n".join(faults))
sys.exit(1 if faults else 0)
