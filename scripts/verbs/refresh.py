"""Run the lessons in clean kernels, store what they show, make what follows from it."""

import argparse

from scripts.door.errors import Problem
from scripts.door.options import read_topics

UNSTEADY = (
    "A second run gives something else: let these cells sort what they show, fix a "
    "seed, and print no times or addresses."
)


def main(argv: list[str]) -> int:
    """Refresh one topic ("01") or all lessons; then prove that a second run agrees."""
    from scripts.lessons.listing import name_all, pick_lessons
    from scripts.proof.refreshing import refresh
    from scripts.proof.verify import verify
    from scripts.tables.dictionary import write_dictionary

    lessons = pick_lessons(read_options(argv).topics)
    write_dictionary()
    print(f"Running {name_all(lessons)} …", flush=True)
    changed = refresh(lessons)
    print(
        f"{changed or 'No'} files changed. Running once more to compare …", flush=True
    )
    faults = [fault for part in verify(lessons).values() for fault in part]
    if faults:
        raise Problem("\n".join([*faults, UNSTEADY]))
    print("A second run gives the same. Now: test, look at the changes, commit.")
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    return read_topics("refresh", __doc__, argv)
