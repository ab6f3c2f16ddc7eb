"""Figures, each beside its reference in the same run, answers checked; writes docs/figures.md.

    ./bench                         everything (the leads are filled in once for each database)
    ./bench forms|lists|tracking    one subject on both databases; its sections of the page are written anew
    ./bench crowd                   slow clients and overload
    ./bench crash --kills 1000      the crash loop, longer
"""
import argparse
import datetime
import os
import re
import subprocess
import sys
import time

import crowd
import forms
import lists
import tracking
from measure import BUILD, ROOT, Program, Row, Section, Wish, fill, fresh_postgres, machine, name_of, run, stolen

PAGE = ROOT / "docs" / "figures.md"
INTRODUCTION = """# Figures

Written by `./bench`. Medians of the rounds of one run; each figure stands beside its reference of the same run. The machines are shared and noisy: the ratio says
more than the number, and each section says what share of the cores other guests of the host took meanwhile.
"""


def crash(database: str, wish: Wish) -> Section:
    environment = {"SARNAKH_TEST_POSTGRES": database or "none"}
    done = subprocess.run([sys.executable, str(ROOT / "tests" / "crash_loop.py"), "--kills", str(wish.kills)], stdout=subprocess.PIPE, text=True, check=False,
                          env={**os.environ, **environment})
    print(done.stdout, flush=True)
    if done.returncode:
        raise RuntimeError("the crash loop failed")
    line, roads, changes = done.stdout.splitlines()[:3]
    said = "; ".join([line.partition(": ")[2], roads.rpartition("; ")[2], changes])
    return Section(f"Kills, {name_of(database)}", [Row("kill -9 at random under submissions, API, imports, tracking, webhooks and bulk changes", said)],
                   "every acknowledged lead was looked for, at the receiver of the webhook too; of the bulk changes each lead's timeline")


def text_of(section: Section, lost_cores: float) -> str:
    commit = run("git", "rev-parse", "--short", "HEAD", cwd=ROOT).stdout.strip()
    lines = [f"## {section.title}", "", f"{datetime.date.today().isoformat()}, commit {commit}, on {machine()}; other guests took {lost_cores:.0%} of the cores. "
             f"Checked: {section.checked}.", "", "| What | Measured | Reference | Ratio | Target |", "|---|---|---|---|---|"]
    lines += [f"| {' | '.join((row.what, row.measured, row.reference, row.ratio, row.target))} |" for row in section.rows]
    for note in section.notes:
        lines += ["", note]
    return "\n".join(lines) + "\n"


def write(section: Section, lost_cores: float) -> None:
    """In the place of the section of that title, or at the end."""
    text = text_of(section, lost_cores)
    print(text, flush=True)
    kept = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))[1:] if PAGE.exists() else []
    places = [i for i, one in enumerate(kept) if one.startswith(f"## {section.title}\n")]
    if places:
        kept[places[0]] = text
    else:
        kept.append(text)
    PAGE.write_text("\n".join([INTRODUCTION, *(one.rstrip("\n") + "\n" for one in kept)]), encoding="utf-8")


def measured(make) -> None:
    """Runs one part and writes its section, with the share of the cores that others took meanwhile."""
    began, taken = time.monotonic(), stolen()
    section = make()
    write(section, (stolen() - taken) / (time.monotonic() - began) / os.cpu_count())


def filled_program(database: str, wish: Wish) -> tuple[Program, str]:
    program = Program(database)
    program.start()
    cookie = program.set_up()
    program.stop()
    fill(program, wish.leads)
    return program, cookie


def on_leads(database: str, parts: list[str], wish: Wish) -> None:
    """The parts that want many leads, one after another on the same ones."""
    filled: list[tuple[Program, str]] = []
    if "forms" in parts:
        measured(lambda: forms.section(database, wish, filled))
    elif {"lists", "tracking"} & set(parts):
        filled.append(filled_program(database, wish))
    for part, subject in (("lists", lists), ("tracking", tracking)):
        if part in parts:
            measured(lambda subject=subject: subject.section(database, wish, *filled[0]))
    for program, _ in filled:
        program.remove()


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("part", nargs="?", default="all", choices=["all", "forms", "lists", "tracking", "crowd", "crash"])
    words.add_argument("--leads", type=int, default=1_000_000)
    words.add_argument("--events", type=int, default=10_000_000, help="there at the cold start that tracking measures")
    words.add_argument("--seconds", type=float, default=5)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--kills", type=int, default=20)
    words.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    given = words.parse_args()
    wish = Wish(given.leads, given.events, given.seconds, given.rounds, given.kills)
    parts = ["forms", "lists", "tracking", "crowd", "crash"] if given.part == "all" else [given.part]
    run("cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release")
    run("ninja", "-C", BUILD, "sarnakh", "bench_load", "bench_people", "bench_bare", "bench_bare_postgres")
    for database in {"sqlite": ["sqlite"], "postgres": ["postgres"], "both": ["sqlite", "postgres"]}[given.database]:
        on_leads("" if database == "sqlite" else fresh_postgres("bench"), parts, wish)
        if "crash" in parts:
            address = "" if database == "sqlite" else fresh_postgres("crash")
            measured(lambda address=address: crash(address, wish))
        if "crowd" in parts:
            at_the_door = "" if database == "sqlite" else fresh_postgres("crowd")
            measured(lambda address=at_the_door: crowd.section(address, wish))
    return 0


sys.exit(main())
