"""``open`` adds what is missing, asks nothing at its start and lets nobody else in."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_core.paths import jupyter_config_path
from nbformat.sign import NotebookNotary

from scripts.door.copies import copy_lessons, copy_missing_worksheets, list_worksheets
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.verbs import open as opening
from scripts.verbs.open import LAB, NOTEBOOK, list_options, list_settings, list_warnings

OUR_SETTINGS = opening.SETTINGS / "labconfig"
# What somebody may have written for work of another kind: open to all, no token.
HOSTILE = """
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.token = ""
c.IdentityProvider.token = ""
c.PasswordIdentityProvider.token = ""
c.ServerApp.allow_remote_access = True
c.ServerApp.identity_provider_class = "jupyter_server.auth.IdentityProvider"
"""
# Sets a program up as open does, but for the browser, and says who may come in.
LOOK = """
import sys
from importlib import import_module
from scripts.verbs import open as opening
sys.path.insert(0, "")
def look(program, options):
    app = getattr(import_module(program.module), program.app)
    server = app.initialize_server([*options, "--ServerApp.port=0"])
    provider = server.identity_provider
    print(server.ip, len(provider.token), type(provider).__name__)
opening.start = look
opening.ROOT = opening.Path({root!r})
opening.main({arguments!r})
"""
SCHEMAS = Path(sys.prefix) / "share/jupyter/lab/schemas"


@pytest.fixture
def worksheets(tmp_path) -> Path:
    """Two worksheets, that of a course, and a file that is none."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    names = ("00-start.ipynb", "01-next.ipynb", "a-day.ipynb", "notes.txt")
    for name in names:
        (folder / name).write_bytes(f"new {name}\n".encode())
    for name in ("courses/a-day.toml", "my-courses/mine.toml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    return folder


def test_only_what_is_missing_is_copied(worksheets, tmp_path):
    mine = tmp_path / "my-work"
    mine.mkdir()
    (mine / "00-start.ipynb").write_bytes(b"my answers\r\n")
    new = copy_missing_worksheets(list_worksheets(worksheets), mine)
    assert new == [mine / "01-next.ipynb"]
    assert (mine / "00-start.ipynb").read_bytes() == b"my answers\r\n"
    assert new[0].read_bytes() == b"new 01-next.ipynb\n"
    assert copy_missing_worksheets(list_worksheets(worksheets), mine) == []


def test_no_worksheets_is_a_problem_with_a_mend(tmp_path):
    with pytest.raises(Problem, match="has no worksheets: run 'refresh'"):
        list_worksheets(tmp_path)


@pytest.mark.parametrize("course", ["a-day", "mine"])
def test_a_course_opens_its_worksheet_alone(worksheets, monkeypatch, course):
    started, root = [], worksheets.parent
    (root / "my-courses/exercises").mkdir()
    (root / "my-courses/exercises/mine.ipynb").write_bytes(b"mine\n")
    monkeypatch.setattr(opening, "ROOT", root)
    monkeypatch.setattr(opening, "start", lambda *given: started.append(given))
    opening.main([course, "--port", "8899"])
    assert [path.name for path in (root / "my-work").iterdir()] == [f"{course}.ipynb"]
    [(_, options)] = started
    assert f"--LabApp.default_url=/lab/tree/{course}.ipynb" in options


def test_an_unknown_course_names_those_that_there_are(worksheets, monkeypatch):
    monkeypatch.setattr(opening, "ROOT", worksheets.parent)
    with pytest.raises(Problem, match=r"The courses are: a-day, mine\."):
        opening.main(["one-dya"])
    with pytest.raises(Problem, match="run 'refresh mine' to write the worksheet"):
        opening.main(["mine"])


def test_lessons_are_opened_as_signed_copies(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    lesson = make_lesson(tmp_path / "notebooks/00-start.ipynb", "one")
    folder = opening.prepare_lessons(tmp_path / "notebooks")
    assert folder == tmp_path / "my-work/lessons"
    copy = folder / lesson.name
    assert copy.read_bytes() == lesson.read_bytes()
    notary = NotebookNotary()
    assert notary.check_signature(nbformat.read(copy, as_version=4))
    assert not notary.check_signature(nbformat.v4.new_notebook(metadata={"a": 1}))
    notary.store.close()


def test_a_copy_of_a_lesson_follows_it_until_somebody_changes_the_copy(tmp_path):
    source, target = tmp_path / "notebooks", tmp_path / "lessons"
    make_lesson(source / "00-start.ipynb", "one")
    make_lesson(source / "01-next.ipynb", "one")
    first, second = target / "00-start.ipynb", target / "01-next.ipynb"
    assert copy_lessons(source, target) == ([first, second], [])
    assert copy_lessons(source, target) == ([], [])
    second.write_bytes(b"my notes")
    assert copy_lessons(source, target) == ([], []), "the lesson is as it was"
    make_lesson(source / "00-start.ipynb", "two")
    make_lesson(source / "01-next.ipynb", "two")
    assert copy_lessons(source, target) == ([first], [second])
    assert second.read_bytes() == b"my notes"
    assert "two" in first.read_text("utf-8")
    second.rename(target / "mine.ipynb")
    assert copy_lessons(source, target) == ([second], [])


def test_a_changed_copy_of_a_changed_lesson_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    make_lesson(tmp_path / "my-work/lessons/00-start.ipynb", "mine")
    make_lesson(tmp_path / "notebooks/00-start.ipynb", "new")
    opening.prepare_lessons(tmp_path / "notebooks")
    said = capsys.readouterr().out
    assert said.startswith("my-work/lessons/00-start.ipynb holds changes of yours")


def test_the_lessons_themselves_stay_as_they_are(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    started = []
    monkeypatch.setattr(opening, "start", lambda *given: started.append(given))
    make_lesson(tmp_path / "notebooks/00-start.ipynb", "one")
    opening.main(["--lessons"])
    assert f"--ServerApp.root_dir={tmp_path / 'my-work/lessons'}" in started[0][1]
    assert os.listdir(tmp_path / "notebooks") == ["00-start.ipynb"]


def test_who_edits_a_lesson_sees_it_first_and_leaves_no_plan_beside_it(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("WORKSHOP_PLAN", "")
    monkeypatch.delenv("WORKSHOP_PLAN")
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    started = []
    monkeypatch.setattr(opening, "start", lambda *given: started.append(given))
    for name in ("00-start", "01-next"):
        make_lesson(tmp_path / f"notebooks/{name}.ipynb", "one")
    opening.main(["--edit", "1"])
    assert "--LabApp.default_url=/lab/tree/01-next.ipynb" in started[0][1]
    plan = Path(os.environ["WORKSHOP_PLAN"])
    assert plan.parent.is_dir() and plan.parent == tmp_path / "my-work/lessons"
    with pytest.raises(Problem, match='There is no lesson "47"'):
        opening.main(["--edit", "47"])


def make_lesson(path: Path, text: str) -> Path:
    """Write a notebook that says ``text``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cell = nbformat.v4.new_markdown_cell(text, id="a")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return path


@pytest.mark.parametrize("other", ["00-start-Copy1.ipynb", "00-old.ipynb"])
def test_open_shows_the_worksheet_and_not_a_copy_of_it(worksheets, monkeypatch, other):
    root = worksheets.parent
    (root / "my-work").mkdir()
    (root / "my-work" / other).write_text("mine", encoding="utf-8")
    started = []
    monkeypatch.setattr(opening, "ROOT", root)
    monkeypatch.setattr(opening, "start", lambda *given: started.append(given))
    opening.main([])
    assert "--LabApp.default_url=/lab/tree/00-start.ipynb" in started[0][1]


@pytest.mark.parametrize("arguments", [[], ["--notebook"]], ids=["lab", "notebook"])
def test_only_this_computer_with_a_token_comes_in(worksheets, arguments):
    """Whatever a person's own settings say."""
    config = worksheets.parent / "config"
    config.mkdir()
    (config / "jupyter_server_config.py").write_text(HOSTILE, encoding="utf-8")
    code = LOOK.format(root=str(worksheets.parent), arguments=arguments)
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(config)},
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stderr
    last = ended.stdout.splitlines()[-1]
    assert last == "localhost 48 PasswordIdentityProvider"


@pytest.mark.parametrize(
    ("typed", "setting", "warning"),
    [
        (["--ip=0.0.0.0"], "--ServerApp.ip=0.0.0.0", "at 0.0.0.0 other computers"),
        (["--ServerApp.ip=*"], "--ServerApp.ip=*", "at * other computers"),
        (
            ["--IdentityProvider.token="],
            "--PasswordIdentityProvider.token=",
            "without a token",
        ),
        (["--ServerApp.token="], "--PasswordIdentityProvider.token=", "without"),
        (["--ip=127.0.0.1", "--port=8899"], "--ServerApp.port=8899", ""),
        (["--ServerApp.token=abc"], "--PasswordIdentityProvider.token=abc", ""),
    ],
)
def test_who_asks_for_more_gets_it_with_a_warning(typed, setting, warning):
    asked = opening.read_options(typed).settings
    assert setting in list_settings(asked)
    warnings = list_warnings(asked)
    assert len(warnings) == bool(warning) and warning in "".join(warnings)


def test_every_start_has_a_token_of_its_own():
    tokens = {list_settings({})[-1] for _ in range(2)}
    assert len(tokens) == 2 and all(len(token) > 70 for token in tokens)


@pytest.mark.parametrize("word", ["--lesons", "--browser", "--ip-0", "--Ip=1"])
def test_what_open_does_not_know_is_not_handed_on(word):
    with pytest.raises(Problem, match=rf"open: unrecognized arguments: {word}\. See"):
        opening.read_options([word])


@pytest.mark.parametrize(
    ("program", "page"),
    [
        (LAB, "--LabApp.default_url=/lab/tree/00-start.ipynb"),
        (NOTEBOOK, "--JupyterNotebookApp.default_url=/notebooks/00-start.ipynb"),
    ],
    ids=["lab", "notebook"],
)
def test_each_program_opens_the_folder_at_its_first_notebook(worksheets, program, page):
    options = list_options(program, worksheets, "00-start.ipynb")
    assert f"--ServerApp.root_dir={worksheets}" in options
    assert page in options
    app = getattr(importlib.import_module(program.module), program.app)
    assert "default_url" in app.class_traits(config=True)


@pytest.mark.parametrize(
    ("arguments", "program", "folder"),
    [
        ([], LAB, "my-work"),
        (["--lessons"], LAB, "my-work/lessons"),
        (["--edit"], LAB, "notebooks"),
        (["--notebook"], NOTEBOOK, "my-work"),
        (["--lessons", "--notebook"], NOTEBOOK, "my-work/lessons"),
    ],
)
def test_open_starts_the_program_that_was_asked_for(
    worksheets, monkeypatch, arguments, program, folder
):
    started = []
    root = worksheets.parent
    monkeypatch.setattr(opening, "ROOT", root)
    monkeypatch.setattr(opening, "start", lambda *given: started.append(given))
    monkeypatch.setattr(opening, "sign", lambda paths: None)
    make_lesson(root / "notebooks/00-start.ipynb", "one")
    opening.main([*arguments, "--no-browser", "--ServerApp.base_url=/a"])
    [(chosen, options)] = started
    assert chosen is program
    assert f"--ServerApp.root_dir={root / folder}" in options
    assert {"--no-browser", "--ServerApp.base_url=/a"} <= set(options)


def test_jupyter_finds_our_settings_and_those_of_the_reader(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", opening.add_settings())
    assert jupyter_config_path()[:2] == [str(opening.SETTINGS), "theirs"]
    config = importlib.import_module("notebook.app").get_page_config([])
    assert config["disabledExtensions"] == ["nbdime-jupyterlab"]


def test_our_settings_are_settings_that_jupyter_knows():
    for plugin, settings in read_overrides().items():
        path = SCHEMAS / f"{plugin.replace(':', '/')}.json"
        properties = json.loads(path.read_text("utf-8"))["properties"]
        for name, value in settings.items():
            known = properties[name]
            if known.get("type") == "object":  # each of its settings is one of ours
                assert value.keys() == known["default"].keys(), f"{plugin} {name}"
                assert {*value.values()} <= {True, False}, f"{plugin} {name}"
                continue
            choices = [choice["const"] for choice in known.get("oneOf", [])]
            assert value in (choices or [True, False]), f"{plugin} {name}"


def test_the_first_start_asks_nothing_and_shows_every_cell():
    overrides = read_overrides()
    news = overrides["@jupyterlab/apputils-extension:notification"]
    assert news == {"fetchNews": "false", "checkForUpdates": False}
    notebook = overrides["@jupyterlab/notebook-extension:tracker"]
    assert notebook["windowingMode"] == "none"
    # Enlarged, or in a narrow window, a line of code is read without scrolling.
    assert notebook["codeCellConfig"]["lineWrap"] is True


def read_overrides() -> dict:
    """Return our settings by plugin; Jupyter knows the file by its name."""
    path = OUR_SETTINGS / "default_setting_overrides.json"
    return json.loads(path.read_text("utf-8"))
