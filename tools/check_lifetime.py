"""A range-for over a part of a temporary (`for (x : parse(text).as_array())`) reads freed memory: the temporary dies before the first turn (until C++23's P2718).
The value gets a name first."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
faults = []
for folder in ("server", "tests", "benchmarks"):
    for path in sorted((root / folder).rglob("*.[ch]pp")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"for \(.*[^:]:[^:].*\)\s*\.(as_array|as_object|array|object|headers|fields|value)\(\)\)", line):
                faults.append(f"{path.relative_to(root)}:{number}: the range is a part of a temporary: {line.strip()}")
print("\n".join(faults))
sys.exit(1 if faults else 0)
