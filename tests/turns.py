"""Several pytest processes share the tests of one run, file by file.

``scripts/run.py test`` starts them with ``-p tests.turns``. Each collects all tests,
takes the next file that nobody has begun, and what one process has made once (exports,
a site) the others read. A pytest that was started alone does everything by itself.
"""

import os
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import psutil
import pytest

# The folder that they share. Taken out at once, with the encoding of what this process
# says: what a test starts has nothing to do with either.
_named = os.environ.pop("WORKSHOP_TEST_TURNS", "")
# Marks of tests for which this computer lacks something.
_lacks = [mark for mark in os.environ.pop("WORKSHOP_TEST_LACKS", "").split(",") if mark]
if _named:
    os.environ.pop("PYTHONIOENCODING", None)
# The longest first, or one process works alone at the end.
LONGEST = (
    "test_every_language_keeps_the_contract",
    "test_the_site_needs_nobody_else",
    "test_a_day_in_the_room",
    "test_the_site_answers_as_the_desktop_does",
    "test_exports_are_accessible",
    "test_pdfs_are_tagged",
    "test_everything_works_from_the_keyboard",
    "test_type_is_the_same_everywhere",
    "test_pages_follow_the_reader",
    "test_build_refuses_what_is_not_true",
    "test_a_course_speaks_a_language",
    "test_sheets_hold_what_the_hand_needs",
    "test_jupyter_speaks",
    "test_slides_fit_the_screen",
    "test_high_contrast_is_readable",
    "test_pages_print_well",
    "test_courses_are_built",
    "test_a_facilitator_knows_what_comes_next",
    "test_exports_work_offline",
    "test_build_makes_what_was_asked",
    "test_a_pack_is_whole_and_opens_anywhere",
    "test_charts_speak_for_themselves",
)


def is_shared() -> bool:
    """Tell whether other processes run the same tests."""
    return bool(_named)


def find_folder() -> Path:
    """Return the folder that the processes share."""
    return Path(_named)


def claim(name: str) -> bool:
    """Take something for this process; return False when another was quicker."""
    try:
        number = os.open(find_folder() / f"{name}.taken", os.O_CREAT | os.O_EXCL)
    except FileExistsError:
        return False
    os.close(number)
    return True


def make_once(name: str, alone: Path, make: Callable[[Path], object]) -> Path:
    """Return a folder that ``make(folder)`` has filled, in whichever process.

    A process alone makes it at ``alone``. Fails when the process that makes it failed.
    """
    if not is_shared():
        make(alone)
        return alone
    place = find_folder() / name
    ready, failed = place.with_suffix(".ready"), place.with_suffix(".failed")
    if claim(name):
        place.with_suffix(".maker").write_text(str(os.getpid()))
        try:
            make(place)
        except BaseException:
            failed.touch()
            raise
        ready.touch()
    wait_for(ready, failed, place.with_suffix(".maker"))
    return place


def wait_for(ready: Path, failed: Path, maker: Path) -> None:
    """Wait for a file; fail when who makes it has failed or is gone."""
    while not ready.exists():
        gone = maker.exists() and not is_alive(maker.read_text())
        if failed.exists() or (gone and not ready.exists()):
            pytest.fail(f"{ready.stem} could not be made: see the other process.")
        time.sleep(0.1)


def is_alive(number: str) -> bool:
    """Tell whether a process still works; one that is just being noted does."""
    try:
        return psutil.Process(int(number)).status() != psutil.STATUS_ZOMBIE
    except ValueError:
        return True
    except psutil.NoSuchProcess:
        return False


def is_of_a_browser(item: pytest.Item) -> bool:
    """Tell whether a test needs a browser."""
    return bool(item.get_closest_marker("browser"))


def put_in_turn(items: list) -> list[list]:
    """Return the tests as the processes take them: of one file, and of one kind.

    Tests with a browser stand apart, for its event loop hinders other tests. Files that
    wait for what is being made beside them come last.
    """
    files = [list(one) for _, one in groupby(items, key=lambda item: item.path)]
    parts = [
        [item for item in file if is_of_a_browser(item) is kind]
        for kind in (True, False)
        for file in files
    ]
    return sorted(filter(None, parts), key=rank)


def rank(turn: list) -> int:
    """Return when a file is taken: the smaller, the sooner."""
    if any("fresh" in item.fixturenames for item in turn):
        return len(LONGEST) + 1
    name = turn[0].path.stem
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list) -> None:
    """Leave out the tests for which something is missing, and note how many."""
    for mark in _lacks:
        marked = [item for item in items if item.get_closest_marker(mark)]
        config.hook.pytest_deselected(items=marked)
        items[:] = [item for item in items if item not in marked]
        (find_folder() / f"left-out-{mark}").write_text(str(len(marked)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> object:
    """Run the tests of the files that this process takes. None: pytest does it all."""
    if not is_shared() or session.config.option.collectonly or session.testsfailed:
        return None
    turns = put_in_turn(session.items)
    for number, turn in enumerate(turns):
        if not claim(f"turn-{number}"):
            continue
        # What the file has made ends with it; what the session has made is kept.
        further = (one[0] for one in turns if one[0].path != turn[0].path)
        other = next(further, None)
        for item, after in zip(turn, [*turn[1:], other], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
    return True
