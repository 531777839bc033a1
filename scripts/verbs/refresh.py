"""Run the lessons in clean kernels, store what they show, make what follows from it."""

import argparse
import importlib.util
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.options import make_reader

DRAFT = (
    "{name} is a draft: build leaves it out. What stands above is still to be written. "
    'When it is, take "draft" out of the metadata of the notebook and run refresh.'
)
WRITTEN = (
    "{name} is a draft in which nothing is left to write: build leaves it out. To make "
    'it a lesson, take "draft" out of the metadata of the notebook and run refresh.'
)
UNSTEADY = (
    "A second run gives something else: let these cells sort what they show, fix a "
    "seed, and print no times or addresses."
)


def main(argv: list[str]) -> int:
    """Refresh one topic ("01") or all lessons; then prove that a second run agrees.

    Tables, lessons, rules and courses are looked at first, before anything runs. The
    worksheets of courses follow; a course alone ("one-day") needs no run. Raises
    Problem with one line per fault.
    """
    from scripts.contract.first_look import find_faults, find_in_lesson
    from scripts.lessons.listing import is_draft, list_courses, name_all, pick_lessons
    from scripts.proof.refreshing import refresh
    from scripts.proof.verify import verify
    from scripts.tables.dictionary import write_dictionary

    wish = read_options(argv)
    courses = [path for topic in wish.topics for path in list_courses(topic)]
    if wish.topics and len(courses) == len(wish.topics) and not wish.check:
        return refresh_courses(courses, whole=True)
    picked = pick_lessons(wish.topics, drafts=True)
    drafts = [path for path in picked if is_draft(path)]
    lessons = [path for path in picked if path not in drafts]
    if not wish.topics:
        look_at_cases(only_look=wish.check)
    if not wish.check:
        shape_rules(picked)
    print("Looking at tables, lessons, rules of exercises and courses …", flush=True)
    raise_faults(find_faults(lessons))
    if wish.check:
        raise_faults(find_outdated(lessons))
        print("Nothing is wrong with what can be seen without running the lessons.")
        return 0
    write_dictionary()
    print(f"Running {name_all(picked)} …", flush=True)
    changed = refresh(picked)
    print(
        f"{changed or 'No'} files changed. Running once more to compare …", flush=True
    )
    faults = [fault for part in verify(lessons).values() for fault in part]
    if faults:
        raise Problem("\n".join([*faults, UNSTEADY]))
    raise_faults([fault for path in lessons for fault in find_in_lesson(path, True)])
    if lessons:
        refresh_courses(list_courses())
    for path in drafts:
        unwritten = find_in_lesson(path, ran=True)
        last = DRAFT if unwritten else WRITTEN
        print("\n".join([*unwritten, last.format(name=path.name)]))
    if lessons:
        print("A second run gives the same. Now: test, look at the changes, commit.")
    return 0


def shape_rules(lessons: list[Path]) -> None:
    """Break the lines of rules as the tests want them, where the formatter is there.

    It comes with the tests. What it cannot read is told of by those who look next.
    """
    from scripts.door.files import ROOT
    from scripts.lessons.feedback import find_rules

    paths = [str(path) for path in map(find_rules, lessons) if path.is_file()]
    if paths and importlib.util.find_spec("ruff"):
        command = [sys.executable, "-m", "ruff", "format", "--quiet", *paths]
        subprocess.run(command, cwd=ROOT, capture_output=True)


def look_at_cases(only_look: bool) -> None:
    """Move the new cases that are whole into the table; say what the others need."""
    from scripts.contract import titles, words
    from scripts.drafts.case import move_cases
    from scripts.drafts.turns import take_turn

    further = [words.find_in_table, titles.find_in_table]
    with nullcontext() if only_look else take_turn():
        said = move_cases(further=further, only_look=only_look)
    for line in said:
        print(line, flush=True)


def raise_faults(faults: list[str]) -> None:
    """Raise Problem when there are faults."""
    if faults:
        raise Problem("\n".join(faults))


def find_outdated(lessons: list[Path]) -> list[str]:
    """Say which worksheets and which dictionary are not what they are made from."""
    from scripts.door.files import ROOT
    from scripts.lessons.worksheets import find_faults
    from scripts.tables.dictionary import render_dictionary

    written = (ROOT / "data/README.md").read_text(encoding="utf-8")
    old = [] if written == render_dictionary() else ["data/README.md: run refresh."]
    return old + find_faults(lessons)


def refresh_courses(courses: list[Path], whole: bool = False) -> int:
    """Write the worksheets of courses from the stored lessons; say what to look at."""
    from scripts.languages.refreshing import refresh_languages
    from scripts.lessons.courses import read_course, read_library
    from scripts.lessons.cutting import cut, describe_remarks
    from scripts.lessons.worksheets import write_course_worksheets

    print(f"{write_course_worksheets(courses) or 'No'} worksheets of courses changed.")
    print(f"{refresh_languages() or 'No'} PO files of translations changed.")
    library = read_library()
    for course in [read_course(path, library) for path in courses]:
        for line in describe_remarks(course, cut(course, library), whole):
            print(line)
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = make_reader("refresh", __doc__)
    reader.add_argument(
        "--check",
        action="store_true",
        help="say in seconds what is wrong; run nothing, write nothing",
    )
    return reader.parse_args(argv)
