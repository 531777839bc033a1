"""What several tests share: lessons, copies of the project, runs that happen once."""

import json
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from scripts.door.environment import keep_bytecode
from scripts.door.files import ROOT
from scripts.lessons.listing import list_courses, list_lessons, place_worksheet
from scripts.lessons.worksheets import write_worksheets
from scripts.proof.running import Run
from scripts.proof.verify import describe_environment, hash_lesson
from scripts.verbs import build, refresh
from tests import turns
from tests.fresh_runs import PARTS
from tests.turns import make_once

LESSONS = list_lessons()
# Ours: what somebody keeps in my-courses/ is not for us to judge.
COURSES = [path for path in list_courses() if path.parent.name == "courses"]
COPIED = ("courses", "data", "exercises", "notebooks", "workshop")
EARLY = pytest.StashKey()
# Base64 in one piece, or in lines as Python and notebooks break it.
PICTURE = re.compile(r"[A-Za-z0-9+/]{100,}=*|(?:[A-Za-z0-9+/]{60,}=*[\\n'\"\s+-]+){2,}")

every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
every_course = pytest.mark.parametrize("course", COURSES, ids=lambda path: path.stem)


def pytest_configure() -> None:
    """Hear Ctrl-C, which tests send, also where the shell has turned it off.

    What the tests start keeps its bytecode, as it does behind the door.
    """
    settings = keep_bytecode(os.environ)
    os.environ.clear()
    os.environ.update(settings)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of all that decides what a build makes; a test may damage it."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def idle_refresh(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The verb ``refresh``, which here leaves rules and cases of ours as they are.

    Somebody may be writing them: the formatter would change rules that are verified,
    and a case that is whole would move into the table.
    """
    monkeypatch.setattr(refresh, "shape_rules", lambda _: None)
    monkeypatch.setattr("scripts.drafts.case.move_cases", lambda *_, **__: [])
    return refresh


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    """A named pipe; who reads from it gets nothing, and does not wait for ever."""
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"",))
    writer.start()
    yield path
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # the writer waits no longer
    writer.join()
    os.close(handle)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """A copy of the project with two lessons, in which nothing is left to build."""
    return make_once("built", tmp_path_factory.mktemp("built"), build_two) / "project"


def build_two(folder: Path) -> None:
    """Copy the project with two lessons and build it."""
    project = copy_project(folder / "project")
    for lesson in list_lessons(root=project)[2:]:
        lesson.unlink()
        (project / "exercises" / lesson.name).unlink(missing_ok=True)
    drop_courses(project)
    write_worksheets(root=project)
    trust_lessons(project)
    assert build.main([], project) == 0


@pytest.fixture
def built_project(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project; a test may damage it."""
    return shutil.copytree(built, tmp_path / "project")


def drop_courses(project: Path) -> None:
    """Leave no course in a copy: its lessons are not all there."""
    for course in list_courses(root=project):
        course.unlink()
        place_worksheet(course).unlink(missing_ok=True)


def list_pages(project: Path) -> dict[Path, bytes]:
    """Return every file of ``dist/`` with its bytes."""
    pages = sorted((project / "dist").rglob("*"))
    return {page: page.read_bytes() for page in pages if page.is_file()}


def copy_project(place: Path) -> Path:
    """Copy lessons, worksheets, tables, ``workshop`` and lock to ``place``."""
    ignored = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, place / folder, ignore=ignored)
    (place / "scripts/proof").mkdir(parents=True)
    for name in (
        "requirements.lock",
        "verified.json",
        "scripts/proof/example_plan.json",
    ):
        shutil.copy(ROOT / name, place / name)
    return place


def trust_lessons(project: Path) -> None:
    """Record the lessons of a copy as verified, without running them."""
    proof = describe_environment()
    records = {
        lesson.stem: hash_lesson(lesson, project) | proof
        for lesson in list_lessons(root=project)
    }
    (project / "verified.json").write_text(json.dumps(records), encoding="utf-8")


@pytest.fixture(scope="session")
def fresh(pytestconfig) -> dict[str, dict]:
    """What ``fresh_runs`` has made, by part; it began when the tests did."""
    if EARLY not in pytestconfig.stash:  # another process has begun them
        folder = turns.find_folder()
        turns.wait_for(
            *(folder / f"fresh.{end}" for end in ("pickle", "failed", "maker"))
        )
    else:
        process, folder = pytestconfig.stash[EARLY]
        assert process.wait() == 0, (folder / "faults.txt").read_text("utf-8")
    return pickle.loads((folder / "fresh.pickle").read_bytes())


@pytest.fixture
def runs(fresh) -> dict[tuple[str, str], Run]:
    """Every run of a worksheet, by lesson and kind."""
    return fresh["runs"]


@pytest.fixture
def differences(fresh) -> dict[Path, list[str]]:
    """What a fresh run of each lesson gives and the lesson does not show."""
    return fresh["differences"]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin the runs that tests need at once, beside them: nothing takes as long."""
    parts = [
        part
        for part in PARTS
        if any(part in item.fixturenames for item in session.items)
    ]
    if parts and not session.config.option.collectonly:
        if turns.is_shared() and not turns.claim("fresh"):
            return
        shared = turns.is_shared()
        folder = turns.find_folder() if shared else Path(tempfile.mkdtemp())
        command = [sys.executable, "-m", "tests.fresh_runs", str(folder), *parts]
        with (folder / "faults.txt").open("w") as faults:
            process = subprocess.Popen(command, cwd=ROOT, stderr=faults)
        (folder / "fresh.maker").write_text(str(process.pid))
        session.config.stash[EARLY] = process, folder


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Let others have the runs that this process has begun, unless Ctrl-C ends all."""
    if EARLY in session.config.stash and turns.is_shared():
        process, _ = session.config.stash[EARLY]
        if exitstatus != pytest.ExitCode.INTERRUPTED:
            process.wait()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the runs when the tests end before them."""
    if EARLY in config.stash:
        process, folder = config.stash[EARLY]
        # As Ctrl-C does it: then no kernel is left.
        process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        process.wait()
        if not turns.is_shared():
            shutil.rmtree(folder)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Cut the pictures out of what a failing test says: nobody can read base64."""
    report = yield
    if report.failed:
        said, cut = report.longreprtext, cut_pictures(report.longreprtext)
        report.longrepr = report.longrepr if said == cut else cut
        report.sections = [(name, cut_pictures(text)) for name, text in report.sections]
    return report


def cut_pictures(text: str) -> str:
    """Return a text with a few words in place of each run of base64."""
    return PICTURE.sub(lambda found: f"[{len(found[0])} letters of base64]", text)


def read_replies(cell) -> str:
    """Return the HTML and the text that a cell has printed."""
    return " ".join(
        output.get("data", {}).get("text/html", "") + output.get("text", "")
        for output in cell.outputs
    )
