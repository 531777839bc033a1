"""``open`` adds the worksheets that are missing and asks nothing at its start."""

import importlib
import json
import sys
from pathlib import Path

import pytest
from jupyter_core.paths import jupyter_config_path

from scripts.door.errors import Problem
from scripts.verbs import open as opening
from scripts.verbs.open import (
    LAB,
    NOTEBOOK,
    copy_missing_worksheets,
    list_options,
    list_worksheets,
)

OUR_SETTINGS = opening.SETTINGS / "labconfig"
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


def test_only_what_is_missing_is_copied(worksheets, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    mine = tmp_path / "my-work"
    mine.mkdir()
    (mine / "00-start.ipynb").write_bytes(b"my answers\r\n")
    new = copy_missing_worksheets(list_worksheets(None), mine)
    assert new == [mine / "01-next.ipynb"]
    assert (mine / "00-start.ipynb").read_bytes() == b"my answers\r\n"
    assert new[0].read_bytes() == b"new 01-next.ipynb\n"
    assert copy_missing_worksheets(list_worksheets(None), mine) == []


def test_no_worksheets_is_a_problem_with_a_mend(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "ROOT", tmp_path)
    with pytest.raises(Problem, match="has no worksheets: run 'refresh'"):
        list_worksheets(None)


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
    assert options[-2:] == ["--port", "8899"]


def test_an_unknown_course_names_those_that_there_are(worksheets, monkeypatch):
    monkeypatch.setattr(opening, "ROOT", worksheets.parent)
    monkeypatch.setattr(opening, "start", lambda *given: None)
    with pytest.raises(Problem, match=r"The courses are: a-day, mine\."):
        opening.main(["one-dya"])
    opening.main(["--port", "8899"])  # the value of an option is no course


@pytest.mark.parametrize(
    ("program", "page"),
    [
        (LAB, "--LabApp.default_url=/lab/tree/00-start.ipynb"),
        (NOTEBOOK, "--JupyterNotebookApp.default_url=/notebooks/00-start.ipynb"),
    ],
    ids=["lab", "notebook"],
)
def test_each_program_opens_the_folder_at_its_first_notebook(worksheets, program, page):
    options = list_options(program, worksheets)
    assert f"--ServerApp.root_dir={worksheets}" in options
    assert page in options
    app = getattr(importlib.import_module(program.module), program.app)
    assert "default_url" in app.class_traits(config=True)


@pytest.mark.parametrize(
    ("arguments", "program", "folder"),
    [
        ([], LAB, "my-work"),
        (["--lessons"], LAB, "notebooks"),
        (["--notebook"], NOTEBOOK, "my-work"),
        (["--lessons", "--notebook"], NOTEBOOK, "notebooks"),
    ],
)
def test_open_starts_the_program_that_was_asked_for(
    worksheets, monkeypatch, arguments, program, folder
):
    started = []
    root = worksheets.parent
    monkeypatch.setattr(opening, "ROOT", root)
    monkeypatch.setattr(opening, "start", lambda *given: started.append(given))
    opening.main([*arguments, "--no-browser"])
    [(chosen, options)] = started
    assert chosen is program
    assert f"--ServerApp.root_dir={root / folder}" in options
    assert options[-1] == "--no-browser", "what we do not know goes to the program"


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
            choices = [choice["const"] for choice in properties[name].get("oneOf", [])]
            assert value in (choices or [True, False]), f"{plugin} {name}"


def test_the_first_start_asks_nothing_and_shows_every_cell():
    overrides = read_overrides()
    news = overrides["@jupyterlab/apputils-extension:notification"]
    assert news == {"fetchNews": "false", "checkForUpdates": False}
    notebook = overrides["@jupyterlab/notebook-extension:tracker"]
    assert notebook["windowingMode"] == "none"


def read_overrides() -> dict:
    """Return our settings by plugin; Jupyter knows the file by its name."""
    path = OUR_SETTINGS / "default_setting_overrides.json"
    return json.loads(path.read_text("utf-8"))
