"""Two processes share the pages of a build: each is made once, and no fault is lost."""

import os
import shutil
import signal
import time
from functools import partial

import pytest
from conftest import COURSES, LESSONS, list_pages

from scripts.door.changes import Inputs, list_outdated, record_build
from scripts.door.errors import Problem, report_faults
from scripts.door.files import NEW, ROOT
from scripts.lessons.products import list_pages as name_pages
from scripts.pages import building, sharing
from scripts.verbs import build
from scripts.verbs.build import is_up_to_date


@pytest.fixture(autouse=True)
def two(monkeypatch):
    """Whether there are two: elsewhere one does it all, with the same result.

    What other tests have left running is of no account.
    """
    monkeypatch.setattr(sharing.threading, "active_count", lambda: 1)
    return sharing.can_copy()


def write_pid(place, number):
    """A job: write which process has done it; a second time is a fault."""
    with (place / f"{number}").open("x") as file:
        file.write(f"{os.getpid()}")


def refuse():
    raise Problem("cell 1-1: it is refused.")


def finish(jobs, wanted=None, wait=lambda shared: None):
    """Share jobs, wait with this process's own part, and return what came of them."""
    told: list[int] = []
    with sharing.share(jobs) as shared:
        wait(shared)
        numbers = range(len(jobs)) if wanted is None else wanted
        return shared.finish(numbers, told.append), told


def read_pids(place):
    return {path.name: int(path.read_text()) for path in place.iterdir()}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 40])
def test_every_job_is_done_once(tmp_path, count):
    jobs = [partial(write_pid, tmp_path, number) for number in range(count)]
    faults, told = finish(jobs)
    assert faults == dict.fromkeys(range(count), "")
    done = read_pids(tmp_path)
    assert len(done) == count
    own = {int(name) for name, pid in done.items() if pid == os.getpid()}
    assert own == set(told)


def test_the_second_process_works_while_this_one_is_busy(tmp_path, two):
    jobs = [partial(write_pid, tmp_path, number) for number in range(5)]

    def wait(shared):
        while shared.helper and len(list(tmp_path.iterdir())) < 5:
            time.sleep(0)

    faults, told = finish(jobs, wait=wait)
    assert faults == dict.fromkeys(range(5), "")
    assert told == ([] if two else [*range(5)])
    assert (os.getpid() in read_pids(tmp_path).values()) != two


@pytest.mark.parametrize("alone", [True, False])
def test_a_fault_is_the_same_sentence_wherever_it_arises(tmp_path, alone, monkeypatch):
    if alone:
        monkeypatch.setattr(sharing, "can_copy", lambda: False)
    jobs = [refuse, *(partial(write_pid, tmp_path, n) for n in range(3)), refuse]
    faults, _ = finish(jobs)
    assert [number for number, fault in faults.items() if fault] == [0, 4]
    assert faults[0] == faults[4] == "cell 1-1: it is refused."
    assert len(read_pids(tmp_path)) == 3


def test_what_a_killed_process_has_left_the_other_does(tmp_path):
    ours, begun = os.getpid(), tmp_path / "begun"

    def stop_or_write(number):
        if number == 3 and os.getpid() != ours:
            begun.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        (tmp_path / f"{number}").write_text("done")

    def wait(shared):
        while shared.helper and not begun.exists():
            time.sleep(0)

    jobs = [partial(stop_or_write, number) for number in range(6)]
    faults, told = finish(jobs, wait=wait)
    assert faults == dict.fromkeys(range(6), "") and 3 in told
    assert {path.name for path in tmp_path.iterdir()} - {"begun"} == set("012345")


def test_an_error_of_ours_is_raised_here_and_not_swallowed_there(tmp_path):
    def fail(number):
        write_pid(tmp_path, f"{number}-{os.getpid()}")
        raise ZeroDivisionError

    def wait(shared):
        while shared.helper and len(list(tmp_path.iterdir())) < 4:
            time.sleep(0)

    jobs = [partial(fail, number) for number in range(4)]
    with pytest.raises(ZeroDivisionError):
        finish(jobs, wait=wait)
    assert finish([refuse] * 4, wanted=[])[0] == {}, "nobody asked for these"


def test_no_process_is_left_when_a_build_stops(two):
    helpers = []

    def begin_and_stop():
        with sharing.share([partial(time.sleep, 60)] * 5) as shared:
            helpers.append(shared.helper)
            raise Problem("A table is damaged.")

    assert report_faults(lambda _: begin_and_stop(), []) == 1
    assert bool(helpers[0]) == two
    with pytest.raises(ChildProcessError):
        os.waitpid(helpers[0] or -1, os.WNOHANG)


def test_one_process_makes_the_same_pages_as_two(built_project, monkeypatch):
    """The two have made the project of the fixture."""
    before = list_pages(built_project)
    shutil.rmtree(built_project / "dist")
    monkeypatch.setattr(sharing, "can_copy", lambda: False)
    assert build.main([], built_project) == 0
    assert list_pages(built_project) == before


def test_pages_that_are_written_ahead_of_a_fault_are_not_published(
    built_project, monkeypatch, capsys, two
):
    """The checks find the fault when every page is written, and none comes."""
    shutil.rmtree(built_project / "dist/decks")
    before, written = list_pages(built_project), []
    until = time.monotonic() + 100

    def wait_and_refuse(lessons, faults, root):
        while len(written) < 2:
            assert time.monotonic() < until, "no page is written ahead"
            places = (built_project / "dist").glob(f"{NEW}*/*/decks/*.html")
            written[:] = list(places) if two else [1, 2]
        faults[lessons[0]].append("notebooks/00: it is refused.")

    monkeypatch.setattr(building, "check_contract", wait_and_refuse)
    monkeypatch.setattr(sharing, "FEWEST", 1)
    assert report_faults(lambda argv: build.main(argv, built_project), []) == 1
    assert "notebooks/00: it is refused." in capsys.readouterr().err
    new = {path.name for path in list_pages(built_project).keys() - before.keys()}
    assert new == {f"{LESSONS[1].stem}.html"}


def test_what_is_saved_while_pages_are_made_asks_for_another_build(
    built_project, monkeypatch
):
    shutil.rmtree(built_project / "dist")
    check = building.check_data

    def save_meanwhile(root):
        check(root)
        with (root / "notebooks" / LESSONS[0].name).open("ab") as file:
            file.write(b"\n")

    monkeypatch.setattr(building, "check_data", save_meanwhile)
    assert build.main([], built_project) == 0
    assert not is_up_to_date(root=built_project)
    monkeypatch.setattr(building, "check_data", check)
    assert build.main([], built_project) == 0
    assert is_up_to_date(root=built_project)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_changed_lesson_makes_what_shows_it_and_nothing_else(tmp_path, lesson):
    """Decks, handouts and kit of the lesson and of each course that cuts it; the index.

    Without a build: of the project's own files, as a record of pages knows them.
    """
    root = tmp_path / "project"
    for folder in ("notebooks", "courses", "exercises", "workshop/feedback"):
        shutil.copytree(ROOT / folder, root / folder)
    pages = name_pages(root=root)
    for name in pages:
        (root / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "dist" / name).write_text(name)
    record_build([root / "dist" / name for name in pages], pages, Inputs(root=root))
    assert list_outdated(pages, Inputs(root=root)) == set()
    with (root / "notebooks" / lesson.name).open("ab") as file:
        file.write(b"\n")
    number = f'"{int(lesson.name[:2])}-'
    holding = [c.stem for c in COURSES if f"section = {number}" in c.read_text("utf-8")]
    made = {
        path.relative_to(root / "dist").as_posix()
        for path in list_outdated(pages, Inputs(root=root))
    }
    assert made == {
        name
        for name in pages
        if name.endswith(f"/{lesson.stem}.html")
        or name in ("index.html", "accessibility.html")
        or name.split("/")[1] in holding
    }
    assert len(made) < len(pages)
