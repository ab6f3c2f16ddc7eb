"""Each decision has a number of its own, and its title says it."""
import pathlib
import sys

faults = []
seen: dict[str, str] = {}
for page in sorted((pathlib.Path(__file__).resolve().parent.parent / "docs" / "decisions").glob("[0-9]*.md")):
    number = page.name[:4]
    if number in seen:
        faults.append(f"{page.name} and {seen[number]} have one number")
    seen[number] = page.name
    title = page.read_text(encoding="utf-8").splitlines()[0]
    if not title.startswith(f"# {number} "):
        faults.append(f"{page.name} begins with «{title}»")
print("\n".join(faults))
sys.exit(1 if faults else 0)
