"""Rooms import downwards, the door needs Python alone, and everything can be found."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scripts.door.files import ROOT
from scripts.door.hashes import name_below
from scripts.door.verbs import VERBS

MOST_LINES = 300
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
# What a verb asks before there is an environment; it may only ask modules like these.
ASKED_EARLY = [
    "scripts.run",
    "scripts.door.verbs",
    "scripts.door.changes",
    "scripts.lessons.products",
    "scripts.pages.browser",
    "scripts.bench.measuring",
    *(f"scripts.verbs.{verb}" for verb in VERBS),
]


def list_modules(*folders: str) -> list[Path]:
    """List the Python files below these folders of the project."""
    return sorted(path for name in folders for path in (ROOT / name).rglob("*.py"))


def list_top_imports(path: Path) -> set[str]:
    """Return the modules that a file imports wherever it is not inside a function."""
    found, open_nodes = set(), [ast.parse(path.read_text(encoding="utf-8"))]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            open_nodes += ast.iter_child_nodes(node)
    return found


def lint_imports(folder: Path) -> subprocess.CompletedProcess:
    """Run import-linter in a folder that holds a project."""
    command = "from importlinter.cli import lint_imports_command as lint; lint()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )


def test_what_finds_that_nothing_changed_imports_no_maker_of_environments():
    code = (
        "import sys, scripts.run, scripts.verbs.build, scripts.lessons.products; "
        "print([name for name in sys.modules if name.startswith('scripts.door.')])"
    )
    said = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert "scripts.door.changes" in said
    assert not {"environment", "installing", "linking", "lock"} & {
        name.rpartition(".")[2] for name in ast.literal_eval(said)
    }


def test_tests_of_refresh_leave_our_rules_and_cases_alone():
    going_round = re.compile(r"(?<!idle_)\brefresh\.main\(|verbs\.refresh import main")
    found = [
        path.name
        for path in list_modules("tests")
        if going_round.search(path.read_text(encoding="utf-8"))
        and path.name != Path(__file__).name
    ]
    assert found == [], "take the fixture idle_refresh"


def test_imports_run_downwards():
    ended = lint_imports(ROOT)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_an_import_that_runs_upwards_is_found(tmp_path):
    for room in (*read_rooms(), "verbs"):
        (tmp_path / "scripts" / room).mkdir(parents=True, exist_ok=True)
        (tmp_path / "scripts" / room / "__init__.py").touch()
    for package in ("scripts", "workshop"):
        (tmp_path / package).mkdir(exist_ok=True)
        (tmp_path / package / "__init__.py").touch()
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert lint_imports(tmp_path).returncode == 0
    arrow = tmp_path / "scripts/lessons/up.py"
    arrow.write_text("def late():\n    import scripts.pages\n", encoding="utf-8")
    ended = lint_imports(tmp_path)
    assert ended.returncode == 1 and "scripts.lessons.up" in ended.stdout


def read_rooms() -> list[str]:
    """Return the rooms that the layers name and that are there."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = tomllib.loads(text)["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = re.findall(r"[a-z]+", " ".join(layers))
    return [room for room in rooms if (ROOT / "scripts" / room).is_dir()]


def test_a_verb_is_a_file_that_needs_python_alone_at_its_top():
    files = {path.stem: path for path in list_modules("scripts/verbs")}
    assert set(files) == {"__init__", *VERBS}
    strange = {
        f"{name}: {module}"
        for name, path in files.items()
        for module in list_top_imports(path)
        if module.split(".")[0] not in sys.stdlib_module_names
        and not module.startswith("scripts.door")
    }
    assert strange == set(), "import it in the function that needs it"


@pytest.mark.parametrize("module", ASKED_EARLY)
def test_what_is_asked_before_the_environment_needs_python_alone(module):
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {module}"
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stderr


def test_no_module_is_long():
    """Replies and hints may be as long as a lesson needs."""
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in list_modules("deploy", "scripts", "workshop")
        if "feedback" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}, f"split it: {MOST_LINES} lines at most"


def test_the_guide_shows_every_room_and_nothing_that_is_not_there():
    rooms = {path.parent.name for path in list_modules("scripts")} - {"scripts"}
    shown = set(re.findall(r"^\| `scripts/([a-z]+)/` \|", GUIDE, re.MULTILINE))
    assert shown == rooms
    named = re.findall(
        r"`((?:scripts|workshop|tests|data|deploy|docs|courses)/[\w./-]*[\w/])`", GUIDE
    )
    assert len(named) > 20
    gone = [name for name in named if not (ROOT / name.replace("NN", "01")).exists()]
    assert gone == []


def test_a_file_is_named_below_its_folder_however_that_is_written(tmp_path):
    path = tmp_path / "a-folder" / "b.txt"
    assert name_below(path, os.path.join(tmp_path, "")) == "a-folder/b.txt"
    assert name_below(Path("a/b.txt"), os.path.join(Path(), "")) == "a/b.txt"
    with pytest.raises(ValueError, match="not in the subpath"):
        name_below(path, os.path.join(tmp_path / "a", ""))
