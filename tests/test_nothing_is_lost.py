"""Bad input, a full disk or Ctrl-C: one sentence, and every earlier file untouched."""

import asyncio
import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

import nbformat
import psutil
import pytest
from conftest import LESSONS, list_pages

from scripts.classroom.room_store import Store
from scripts.door import changes, copies, files
from scripts.door.errors import Problem, report_faults
from scripts.door.files import ROOT, write_atomically
from scripts.drafts import case
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import read_notebook, write_notebook
from scripts.proof import refreshing, running
from scripts.proof.ending import describe_child
from scripts.proof.verify import find_differences
from scripts.verbs import build, new, refresh
from workshop.table_file import DataProblem

LESSON = LESSONS[0].name


def halve_notebook(project):
    path = project / "notebooks" / LESSON
    path.write_bytes(path.read_bytes()[:-400])


def take_ids(project):
    path = project / "notebooks" / LESSON
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        del cell["id"]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def write_old_format(project):
    path = project / "notebooks" / LESSON
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"nbformat_minor": 5', '"nbformat_minor": 4'))


def write_a_list(project):
    (project / "notebooks" / LESSON).write_text("[1, 2]", encoding="utf-8")


def write_latin(project):
    (project / "notebooks" / LESSON).write_bytes("{é}".encode("latin-1"))


def invalidate(project):
    path = project / "notebooks" / LESSON
    notebook = json.loads(path.read_text(encoding="utf-8"))
    del notebook["cells"][0]["source"]
    path.write_text(json.dumps(notebook), encoding="utf-8")


def halve_worksheet(project):
    path = project / "exercises" / LESSON
    path.write_bytes(path.read_bytes()[:-400])


def lose_table(project):
    (project / "data/cases.csv").unlink()


def save_by_spreadsheet(project):
    path = project / "data/cases.csv"
    text = path.read_text(encoding="utf-8").replace(",", ";")
    path.write_text("\ufeff" + text, encoding="utf-8")


def halve_descriptor(project):
    path = project / "data/datapackage.json"
    path.write_bytes(path.read_bytes()[:500])


def nest_notebook(project):
    (project / "notebooks" / LESSON).write_bytes(b"[" * 200_000)


def nest_metadata(project):
    path = project / "notebooks" / LESSON
    notebook = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(notebook | {"metadata": {"deep": "HERE"}})
    path.write_text(text.replace('"HERE"', "[" * 900 + "]" * 900), encoding="utf-8")


def write_a_giant_number(project):
    path = project / "notebooks" / LESSON
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"nbformat": 4', f'"nbformat": {"9" * 5000}'))


def nest_descriptor(project):
    (project / "data/datapackage.json").write_bytes(b'{"resources": ' * 100_000)


BAD_INPUT = [
    (nest_notebook, f"notebooks/{LESSON} is not a whole notebook: it is nested too"),
    (nest_metadata, f"notebooks/{LESSON} is not a valid notebook .+ Take it from git"),
    (write_a_giant_number, f"notebooks/{LESSON} is not a whole notebook: .+ Take it"),
    (nest_descriptor, r"datapackage.json is not a complete data package .+\."),
    (
        halve_notebook,
        f"notebooks/{LESSON} is not a whole notebook: .+ Take it from git",
    ),
    (take_ids, f"notebooks/{LESSON}, cell number 1: the cell has no id. Give it one"),
    (write_old_format, f"notebooks/{LESSON} has the notebook format 4.4, .+ Save it"),
    (write_a_list, f"notebooks/{LESSON} has the notebook format unknown.+ Save it"),
    (write_latin, f"notebooks/{LESSON} is not UTF-8 text. Take it from git"),
    (invalidate, f"notebooks/{LESSON} is not a valid notebook .+ Take it from git"),
    (halve_worksheet, f"exercises/{LESSON} is not a whole notebook: .+ Take it from"),
    (lose_table, "data/cases.csv is missing. Copy it back"),
    (save_by_spreadsheet, r"data/cases.csv begins with a byte-order mark.+ save it as"),
    (halve_descriptor, r"datapackage.json .+\."),
]


@pytest.mark.parametrize(
    ("damage", "words"), [pytest.param(*one, id=one[0].__name__) for one in BAD_INPUT]
)
def test_bad_input_is_one_sentence(built_project, capsys, damage, words):
    before = list_pages(built_project)
    damage(built_project)
    assert report_faults(lambda argv: build.main(argv, built_project), []) == 1
    said = capsys.readouterr().err
    assert re.search(words, said), said
    assert "Traceback" not in said
    assert list_pages(built_project) == before


@pytest.mark.parametrize("verb", [build, refresh])
def test_an_unknown_topic_names_the_lessons(verb, capsys):
    assert report_faults(verb.main, ["77"]) == 1
    said = capsys.readouterr().err
    assert 'no lesson "77"' in said and LESSONS[0].stem in said


def fill_disk(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_earlier_file(tmp_path, monkeypatch):
    path = tmp_path / "page.html"
    write_atomically(path, "good")
    monkeypatch.setattr(files.os, "fsync", fill_disk)
    with pytest.raises(Problem, match=r"page.html could not .+ Free some space"):
        write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "good"
    assert list(tmp_path.iterdir()) == [path], "a half-written file was left behind"


DAMAGE = [b"[" * 200_000, b'{"a": ' * 100_000, b"[]", b"7", b'{"a": {', b"\xff", b""]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: repr(damage[:9]))
def test_a_damaged_record_proves_nothing_and_stops_nothing(tmp_path, damage):
    for name in (changes.RECORD, changes.PROOF, copies.COPIED):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(damage)
    assert changes.read_record(tmp_path) == {}
    assert changes.read_record(tmp_path, changes.PROOF) == {}
    assert copies.read_copied(tmp_path) == {}


def test_a_damaged_record_is_made_anew_by_the_next_build(built_project):
    record = built_project / changes.RECORD
    before = json.loads(record.read_text(encoding="utf-8"))
    record.write_bytes(b"[" * 200_000)
    argv = [LESSONS[0].stem[:2]]
    assert not build.is_done(argv, built_project)
    assert report_faults(lambda argv: build.main(argv, built_project), argv) == 0
    made = json.loads(record.read_text(encoding="utf-8"))
    assert made and made.items() <= before.items()


def fill_disk_after(monkeypatch, writes):
    """Let so many files be written whole, and none after them."""
    left, sync = iter(range(writes)), os.fsync

    def fill(handle):
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(handle)

    monkeypatch.setattr(files.os, "fsync", fill)


@pytest.mark.parametrize("writes", [0, 1, 3])
def test_a_full_disk_stops_a_build_with_one_sentence(
    built_project, monkeypatch, capsys, writes
):
    """A lesson's pages come all together, or the earlier ones stay: none is alone."""
    number = LESSONS[0].stem[:2]
    for page in (built_project / "dist").rglob(f"{LESSONS[0].stem}.html"):
        page.write_text("an earlier page", encoding="utf-8")
    before = list_pages(built_project)
    fill_disk_after(monkeypatch, writes)
    assert report_faults(lambda argv: build.main(argv, built_project), [number]) == 1
    said = capsys.readouterr().err
    assert "Free some space" in said and files.NEW not in said
    assert f"Not built: {LESSONS[0].stem}. Their earlier pages in dist/ are as" in said
    assert list_pages(built_project) == before


def test_a_full_disk_at_the_end_does_not_deny_what_is_built(
    built_project, monkeypatch, capsys
):
    number = LESSONS[0].stem[:2]
    pages = list((built_project / "dist").rglob(f"{LESSONS[0].stem}.html"))
    for page in pages:
        page.write_text("an earlier page", encoding="utf-8")
    (built_project / changes.RECORD).write_text("{}")
    fill_disk_after(monkeypatch, len(pages))
    assert report_faults(lambda argv: build.main(argv, built_project), [number]) == 1
    said = capsys.readouterr().err
    assert ".built.json could not be written" in said
    assert "Not built" not in said and "Every page is built" in said
    assert not any(page.read_bytes() == b"an earlier page" for page in pages)


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt])
def test_files_that_come_together_go_back_together(
    tmp_path, monkeypatch, error, has_links
):
    for name in ("a.html", "c.html", "d.html"):
        (tmp_path / name).write_text(f"old {name}")
    before, replace, calls = read_all(tmp_path), os.replace, []

    def fail_at_third(old, new):
        calls.append(new)
        if len(calls) == 3:
            raise error
        replace(old, new)

    def refuse(*_):
        raise PermissionError

    if not has_links:
        monkeypatch.setattr(files.os, "link", refuse)
    stopped = Problem if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(stopped) as caught, files.write_together(tmp_path) as place:
        for name in ("a.html", "b.html", "c.html", "d.html"):
            (place / name).write_text(f"new {name}")
        monkeypatch.setattr(files.os, "replace", fail_at_third)
    assert stopped is KeyboardInterrupt or "c.html could not" in str(caught.value)
    assert read_all(tmp_path) == before
    assert list(tmp_path.glob(".*")) == []


def test_what_a_killed_build_has_left_goes_a_day_later(tmp_path):
    for name, age in ((".new-old", 2 * files.DAY), (".new-young", 60)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    with files.write_together(tmp_path) as place:
        (place / "a.html").write_text("a")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".new-young", "a.html"]


def test_ctrl_c_in_a_build_leaves_whole_files(built_project, monkeypatch, capsys):
    (built_project / f"dist/decks/{LESSONS[0].stem}.html").unlink()
    before = list_pages(built_project)
    monkeypatch.setattr(files.os, "fsync", lambda _: signal.raise_signal(signal.SIGINT))
    assert report_faults(lambda argv: build.main(argv, built_project), []) == 130
    assert "Stopped" in capsys.readouterr().err
    assert list_pages(built_project) == before


@pytest.fixture
def small(tmp_path):
    """A project with two small lessons, which run quickly."""
    for number in ("00", "01"):
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_code_cell("6 * 7", id="0-1-code")]
        write_notebook(tmp_path / f"notebooks/{number}-small.ipynb", notebook)
    return tmp_path


def read_all(project):
    """Return every file of a project with its bytes."""
    return {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_a_refresh_stores_the_same_bytes_again(small):
    assert refreshing.refresh(list_lessons(root=small), small) == 4
    once = read_all(small)
    assert b"42" in once[small / "notebooks/00-small.ipynb"]
    assert refreshing.refresh(list_lessons(root=small), small) == 0
    assert read_all(small) == once


def test_a_failing_cell_stops_a_refresh_before_it_writes(small):
    path = small / "notebooks/01-small.ipynb"
    notebook = read_notebook(path)
    notebook.cells[0].source = "1 / 0"
    write_notebook(path, notebook)
    before = read_all(small)
    words = r"notebooks/01-small.ipynb, cell 0-1-code: .+ZeroDivisionError.+ Mend the"
    with pytest.raises(Problem, match=words):
        refreshing.refresh(list_lessons(root=small), small)
    assert read_all(small) == before


def test_what_somebody_saves_during_a_refresh_stays(small, monkeypatch):
    path = small / "notebooks/01-small.ipynb"
    run = refreshing.run_notebooks

    def run_and_save(*arguments):
        runs = run(*arguments)
        path.write_bytes(path.read_bytes() + b"\n")
        return runs

    monkeypatch.setattr(refreshing, "run_notebooks", run_and_save)
    with pytest.raises(Problem, match="01-small.ipynb was saved by somebody"):
        refreshing.refresh(list_lessons(root=small), small)
    assert not (small / "exercises").exists()


def test_ctrl_c_in_a_refresh_writes_nothing_and_leaves_no_kernel(small, monkeypatch):
    begin = running._leave_ctrl_c_to_us

    async def begin_and_stop(notebook):
        await begin(notebook)
        asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGINT)

    monkeypatch.setattr(running, "_leave_ctrl_c_to_us", begin_and_stop)
    before = read_all(small)
    with pytest.raises(KeyboardInterrupt):
        refreshing.refresh(list_lessons(root=small), small)
    assert read_all(small) == before
    children = psutil.Process().children()
    assert not [child for child in children if is_kernel(child)]


def is_kernel(process):
    """Say whether a process is a kernel; one that has ended is none."""
    try:
        return "ipykernel" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # also one of which only its number is left
        return False


WAIT = """import os, socket
call = socket.create_connection(("127.0.0.1", {port}))
call.sendall(f"{{os.getpid()}} {{os.getppid()}}".encode())
call.recv(1)"""
KILLED = {
    "verifies": "from scripts.proof.verify import find_differences as run",
    "refreshes": "from scripts.proof.refreshing import refresh as run",
}


@pytest.mark.parametrize("work", KILLED)
def test_whoever_is_killed_leaves_no_kernel(small, tmp_path, work):
    (small / "requirements.lock").write_text("")
    path = small / "notebooks/00-small.ipynb"
    notebook = read_notebook(path)
    code = f"from pathlib import Path\n{KILLED[work]}\nroot = Path({str(small)!r})\n"
    code += "run([root / 'notebooks/00-small.ipynb'], root)"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        notebook.cells[0].source = WAIT.format(port=server.getsockname()[1])
        write_notebook(path, notebook)
        # Whoever is killed clears nothing away.
        here = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))
        killed = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=here)
        call, _ = server.accept()
    left = [psutil.Process(int(number)) for number in call.recv(100).split()]
    killed.kill()
    killed.wait()
    _, alive = psutil.wait_procs(left, timeout=20)
    for process in alive:
        process.kill()
    call.close()
    assert not alive


def test_a_kernel_ends_with_the_process_that_started_it(small):
    """Linux ends it at once, without a wait for a kernel that looks now and then."""
    path = small / "notebooks/00-small.ipynb"
    notebook = read_notebook(path)
    notebook.cells[0].source = (
        "import ctypes\nsignal = ctypes.c_int(0)\n"
        "ctypes.CDLL(None).prctl(2, ctypes.byref(signal))\nprint(signal.value)"
    )
    write_notebook(path, notebook)
    if not describe_child():
        assert sys.platform != "linux"
        return
    (small / "requirements.lock").write_text("")
    refreshing.refresh([path], small)
    assert read_notebook(path).cells[0].outputs[0].text == f"{signal.SIGKILL:d}\n"
    assert find_differences([path], small) == {path: []}


@pytest.mark.parametrize(
    ("fold", "read", "said"),
    [
        ("one.toml", "one.toml", "is a folder, and a file belongs here: move it away."),
        ("", "one.toml/two", "lies below a file, and a folder belongs there"),
    ],
)
def test_a_folder_in_place_of_a_file_is_one_sentence(
    tmp_path, capsys, fold, read, said
):
    if fold:
        (tmp_path / fold).mkdir()
    else:
        (tmp_path / "one.toml").write_bytes(b"")

    def look(argv):
        return len((tmp_path / read).read_bytes())

    assert report_faults(look, []) == 1
    shown = capsys.readouterr().err
    assert said in shown and str(tmp_path / read) in shown
    assert shown.count("\n") == 1


def test_a_file_in_place_of_the_rooms_folder_is_one_sentence(tmp_path, capsys):
    store = Store(tmp_path)
    store.teams.write_bytes(b"")

    def open_room(argv):
        store.prepare()
        return 0

    assert report_faults(open_room, []) == 1
    shown = capsys.readouterr().err
    assert shown == (
        f"{store.teams} is there already, and a folder belongs here: move it away.\n"
    )


def test_a_case_on_damaged_tables_is_one_sentence(monkeypatch):
    def read(*_):
        raise DataProblem("data/cases.csv is damaged.")

    monkeypatch.setattr(case, "begin_case", read)
    with pytest.raises(Problem, match=r"^data/cases\.csv is damaged\.$"):
        new.main(["case", "AL"])
