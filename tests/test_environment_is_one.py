"""pyproject.toml, the lock and environment.yml are one environment, and all of it."""

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from scripts.door.files import ROOT
from scripts.door.lock import SIZES, cut_lock, list_wanted, normalise, read_pins

CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # matplotlib without a desktop
ONLY_CONDA = {"python", "pip"}
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = re.findall(
    r"^([\w.-]+)==(.+?)(?=^[\w.-]+==|\Z)", LOCK, re.DOTALL | re.MULTILINE
)
# What a reader of lessons or of pages never needs.
FOR_TESTS = {"axe-playwright-python", "frictionless", "nbdime", "pre-commit", "ruff"}
FOR_BUILDING = {"latex2mathml", "nbval", "pytest", "sphinx-revealjs"}
# sphinx-revealjs is installed for its reveal.js alone.
NEVER = {"sphinx", "docutils"}
# What the Python of a browser (Pyodide) brings along; only it imports them.
BROWSER = {"js", "pyodide", "pyodide_js"}


def split_requirements(requirements: list[str]) -> dict[str, str]:
    """Return {name: bounds} of lines such as ``pandas>=3.0``."""
    parts = [re.fullmatch(r"([\w.-]+)(.*)", text).groups() for text in requirements]
    return {normalise(name): bounds for name, bounds in parts}


def read_project() -> dict:
    """Return the project table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]


def read_declared() -> dict[str, str]:
    """Return what pyproject.toml asks for, extras included."""
    project = read_project()
    extras = project["optional-dependencies"].values()
    return split_requirements(
        [*project["dependencies"], *(r for e in extras for r in e)]
    )


def read_conda() -> tuple[dict[str, str], list[str]]:
    """Return what environment.yml asks for, and its pip lines that are no package."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    *packages, pip = yaml.safe_load(text)["dependencies"]
    options = [line for line in pip["pip"] if line.startswith("-")]
    from_pip = split_requirements([line for line in pip["pip"] if line not in options])
    from_conda = split_requirements(packages)
    renamed = {CONDA_NAMES.get(name, name): b for name, b in from_conda.items()}
    return renamed | from_pip, options


def list_imports(folder: str) -> set[str]:
    """Return the top-level modules that the files of a folder import."""
    modules = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules.add(node.module.split(".")[0])
    return modules


def test_conda_and_pip_ask_for_the_same():
    packages, options = read_conda()
    python = packages["python"]
    for name in ONLY_CONDA:
        del packages[name]
    assert packages == read_declared()
    assert python == read_project()["requires-python"]
    assert options == ["-e ."], "environment.yml installs workshop too"


def test_the_lock_holds_what_the_project_asks_for():
    locked = {normalise(name) for name, _ in LOCKED}
    assert set(read_declared()) - locked == set()


def test_the_lock_pins_everything_with_hashes_and_names_no_host():
    assert len(LOCKED) > 100
    assert [name for name, rest in LOCKED if "--hash=sha256:" not in rest] == []
    strange = [
        line
        for line in LOCK.splitlines()
        if not re.match(
            r"[\w.-]+==\S+|    --hash=sha256:[0-9a-f]{64}|    # via|    #   \S", line
        )
    ]
    assert strange == [], "the lock holds pins, hashes and who asked for them alone"
    assert "://" not in LOCK and " @ " not in LOCK


def test_all_that_the_code_imports_is_asked_for():
    folders = ("deploy", "scripts", "tests", "workshop")
    own = {*folders, *BROWSER, *(path.stem for path in (ROOT / "tests").glob("*.py"))}
    owners = importlib.metadata.packages_distributions()
    declared = set(read_declared())
    missing = {}
    for folder in folders:
        for module in list_imports(folder) - set(sys.stdlib_module_names) - own:
            if not {normalise(name) for name in owners.get(module, [])} & declared:
                missing[module] = folder
    assert missing == {}, "name the package in pyproject.toml and environment.yml"


def test_a_notebook_needs_no_more_than_its_own_packages():
    needed = set(split_requirements(read_project()["dependencies"]))
    owners = importlib.metadata.packages_distributions()
    imported = list_imports("workshop") - set(sys.stdlib_module_names)
    imported -= {"workshop", *BROWSER}
    assert {normalise(owners[module][0]) for module in imported} <= needed


def name_packages(size: str) -> set[str]:
    """Return the packages that an environment of one size is given."""
    return {pin.name for pin in read_pins(cut_lock(list_wanted(size)))}


def list_needs(name: str, extras: set[str]) -> list[Requirement]:
    """Return what an installed package needs here, with some of its extras."""
    try:
        lines = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return []  # for another system
    return [
        need
        for need in map(Requirement, lines)
        if not need.marker
        or any(need.marker.evaluate({"extra": extra}) for extra in extras | {""})
    ]


@pytest.mark.parametrize("size", SIZES)
def test_each_size_holds_all_that_its_packages_need(size):
    """Nothing is looked for beside the lock: what is left out would be missing."""
    names, missing = name_packages(size), set()
    left = [Requirement(name) for name in sorted(list_wanted(size))]
    seen = set()
    while left:
        need = left.pop()
        if (str(need.name), *sorted(need.extras)) in seen:
            continue
        seen.add((str(need.name), *sorted(need.extras)))
        if normalise(need.name) not in names:
            missing.add(normalise(need.name))
        left += list_needs(need.name, need.extras)
    assert missing <= NEVER, missing
    assert len(seen) > 90


def test_a_size_leaves_out_what_only_a_larger_one_needs():
    classroom, build, pdf, test = map(name_packages, SIZES)
    assert classroom < build < pdf < test
    assert classroom.isdisjoint(FOR_BUILDING | FOR_TESTS | {"playwright"})
    assert build.isdisjoint(FOR_TESTS | {"playwright"}) and build > FOR_BUILDING
    assert "playwright" in pdf and pdf.isdisjoint(FOR_TESTS)
    assert test > FOR_TESTS and test.isdisjoint(NEVER)
    assert set(read_project()["optional-dependencies"]) == set(SIZES)


def test_a_package_needed_by_one_that_is_needed_is_needed(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "a==1 \\\n    --hash=sha256:0\n    # via project (pyproject.toml)\n"
        "b==1 ; python_full_version < '3.12' \\\n    --hash=sha256:0\n    # via a\n"
        "b==2 ; python_full_version >= '3.12' \\\n    --hash=sha256:0\n"
        "    # via\n    #   a\n    #   d\n"
        "c==1 \\\n    --hash=sha256:0\n    # via b\n"
        "d==1 \\\n    --hash=sha256:0\n    # via project (pyproject.toml)\n",
        encoding="utf-8",
    )
    pins = [pin.text.split()[0] for pin in read_pins(cut_lock({"A"}, lock))]
    assert pins == ["a==1", "b==1", "b==2", "c==1"]
    assert cut_lock({"d"}, lock).count("==") == 4, "d needs b, and b needs c"


def test_the_lock_holds_the_uv_that_installs_it():
    assert cut_lock({"uv"}).startswith("uv==")
    assert cut_lock({"uv"}).count("\nuv==") == 0


def test_the_environment_holds_what_ipython_and_jupyter_look_for():
    """Mend with: python3 scripts/run.py test; it brings .venv up to date."""
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    shared = hatch["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert shared
    for source, target in shared.items():
        files = [path for path in (ROOT / source).rglob("*") if path.is_file()]
        for path in files or [ROOT / source]:
            installed = Path(sys.prefix) / target / path.relative_to(ROOT / source)
            assert installed.read_bytes() == path.read_bytes(), f"{path} has changed"


def test_a_room_needs_no_more_than_what_opens_worksheets():
    """The facilitator's laptop in the hall may hold the smallest size alone."""
    code = (
        "import sys; import scripts.classroom.room_running, workshop.checking;"
        "from scripts.classroom.room_replies import list_named;"
        "from scripts.classroom.room_pages import render;"
        "list_named('1.2'); print(*{name.partition('.')[0] for name in sys.modules})"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    owners = importlib.metadata.packages_distributions()
    loaded = {
        normalise(one) for name in ended.stdout.split() for one in owners.get(name, [])
    }
    ours = normalise(read_project()["name"])
    assert "tornado" in loaded and loaded - name_packages("classroom") <= {ours}
