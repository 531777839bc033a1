"""``open`` adds the worksheets that are missing and asks nothing at its start."""

import json
import sys
from pathlib import Path

import pytest

from scripts.classroom import LAB_SETTINGS, copy_missing_worksheets, list_lab_options
from scripts.files import Problem

SCHEMAS = Path(sys.prefix) / "share/jupyter/lab/schemas"


@pytest.fixture
def worksheets(tmp_path) -> Path:
    """Two worksheets and a file that is none."""
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in ("00-start.ipynb", "01-next.ipynb", "notes.txt"):
        (folder / name).write_bytes(f"new {name}\n".encode())
    return folder


def test_only_what_is_missing_is_copied(worksheets, tmp_path):
    mine = tmp_path / "my-work"
    mine.mkdir()
    (mine / "00-start.ipynb").write_bytes(b"my answers\r\n")
    new = copy_missing_worksheets(worksheets, mine)
    assert new == [mine / "01-next.ipynb"]
    assert (mine / "00-start.ipynb").read_bytes() == b"my answers\r\n"
    assert new[0].read_bytes() == b"new 01-next.ipynb\n"
    assert copy_missing_worksheets(worksheets, mine) == []


def test_no_worksheets_is_a_problem_with_a_mend(tmp_path):
    with pytest.raises(Problem, match="has no worksheets: run 'refresh'"):
        copy_missing_worksheets(tmp_path, tmp_path / "my-work")


def test_jupyterlab_opens_the_folder_at_its_first_notebook(worksheets):
    options = list_lab_options(worksheets)
    assert f"--ServerApp.root_dir={worksheets}" in options
    assert "--LabApp.default_url=/lab/tree/00-start.ipynb" in options


def test_our_settings_are_settings_that_jupyterlab_knows():
    overrides = json.loads((LAB_SETTINGS / "overrides.json").read_text("utf-8"))
    for plugin, settings in overrides.items():
        path = SCHEMAS / f"{plugin.replace(':', '/')}.json"
        properties = json.loads(path.read_text("utf-8"))["properties"]
        for name, value in settings.items():
            choices = [choice["const"] for choice in properties[name].get("oneOf", [])]
            assert value in (choices or [True, False]), f"{plugin} {name}"


def test_the_first_start_asks_nothing_and_shows_every_cell():
    overrides = json.loads((LAB_SETTINGS / "overrides.json").read_text("utf-8"))
    news = overrides["@jupyterlab/apputils-extension:notification"]
    assert news == {"fetchNews": "false", "checkForUpdates": False}
    notebook = overrides["@jupyterlab/notebook-extension:tracker"]
    assert notebook["windowingMode"] == "none"
