"""Run the lessons in clean kernels, store what they show, make what follows from it."""

import argparse
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.options import read_topics

UNSTEADY = (
    "A second run gives something else: let these cells sort what they show, fix a "
    "seed, and print no times or addresses."
)


def main(argv: list[str]) -> int:
    """Refresh one topic ("01") or all lessons; then prove that a second run agrees.

    The worksheets of courses follow; a course alone ("one-day") needs no run.
    """
    from scripts.lessons.listing import list_courses, name_all, pick_lessons
    from scripts.proof.refreshing import refresh
    from scripts.proof.verify import verify
    from scripts.tables.dictionary import write_dictionary

    topics = read_options(argv).topics
    courses = [path for topic in topics for path in list_courses(topic)]
    if topics and len(courses) == len(topics):
        return refresh_courses(courses, whole=True)
    lessons = pick_lessons(topics)
    write_dictionary()
    print(f"Running {name_all(lessons)} …", flush=True)
    changed = refresh(lessons)
    print(
        f"{changed or 'No'} files changed. Running once more to compare …", flush=True
    )
    faults = [fault for part in verify(lessons).values() for fault in part]
    if faults:
        raise Problem("\n".join([*faults, UNSTEADY]))
    refresh_courses(list_courses())
    print("A second run gives the same. Now: test, look at the changes, commit.")
    return 0


def refresh_courses(courses: list[Path], whole: bool = False) -> int:
    """Write the worksheets of courses from the stored lessons; say what to look at."""
    from scripts.lessons.courses import read_course, read_library
    from scripts.lessons.cutting import cut, describe_remarks
    from scripts.lessons.worksheets import write_course_worksheets

    print(f"{write_course_worksheets(courses) or 'No'} worksheets of courses changed.")
    library = read_library()
    for course in [read_course(path, library) for path in courses]:
        for line in describe_remarks(course, cut(course, library), whole):
            print(line)
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    return read_topics("refresh", __doc__, argv)
