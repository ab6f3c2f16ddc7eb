"""Turns <room>.sql into a header: one typed constant for each named statement.

    generate_sql.py ROOM INPUT OUTPUT

A statement begins with `-- name: find_lead`. Where the two databases need different words, a second entry
of the same name says `-- name: find_lead (postgres)` or `(sqlite)`. Every statement is also listed in
`all()`, so that a test can prepare each of them on both databases.
"""
import pathlib
import re
import sys


def parse(text: str, source: str) -> dict[str, dict[str, str]]:
    statements: dict[str, dict[str, str]] = {}
    current = None
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"--\s*name:\s*(\w+)\s*(?:\((sqlite|postgres)\))?\s*$", line)
        if head:
            name, dialect = head.group(1), head.group(2) or "both"
            entry = statements.setdefault(name, {})
            if dialect in entry:
                sys.exit(f"{source}:{number}: {name} ({dialect}) is there twice")
            entry[dialect] = ""
            current = (name, dialect)
        elif line.strip().startswith("--") or not line.strip():
            continue
        elif current is None:
            sys.exit(f"{source}:{number}: text before the first `-- name:`")
        else:
            statements[current[0]][current[1]] += line.rstrip() + "\n"
    return statements


def literal(text: str) -> str:
    return 'R"SQL(' + text.strip().rstrip(";") + ')SQL"'


def main() -> None:
    room, source, target = sys.argv[1:]
    statements = parse(pathlib.Path(source).read_text(encoding="utf-8"), source)
    lines = [
        f"// Generated from {pathlib.Path(source).name}; edit that file instead.",
        "#pragma once",
        "",
        '#include "foundations/db/statement.hpp"',
        "",
        f"namespace sarnakh::{room}::sql {{",
        "",
    ]
    for name, entry in statements.items():
        both = entry.get("both")
        sqlite, postgres = entry.get("sqlite", both), entry.get("postgres", both)
        if sqlite is None or postgres is None:
            sys.exit(f"{source}: {name} has no text for one of the databases")
        lines.append(f'inline constexpr db::Statement {name}{{"{room}.{name}",')
        lines.append(f"    {literal(sqlite)},")
        lines.append(f"    {literal(postgres)}}};")
    lines += ["", "inline constexpr const db::Statement* all[] = {"]
    lines += [f"    &{name}," for name in statements]
    lines += ["};", "", f"}}  // namespace sarnakh::{room}::sql", ""]
    path = pathlib.Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


main()
