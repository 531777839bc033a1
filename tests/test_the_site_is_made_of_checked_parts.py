"""Every part of the site has the SHA-256 that is pinned, or nothing of it is used."""

import hashlib
import json
import re
import tarfile
import zipfile
from io import BytesIO

import pytest

from scripts.classroom import parts
from scripts.classroom.fetching import LOCK
from scripts.classroom.site import put_together, replace
from scripts.classroom.wheel import make_wheel
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.verbs import site as verb

pytest_plugins = ("tests.pages", "tests.site")
in_the_site = pytest.mark.browser  # it needs what only the tests with a browser fetch


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of some content."""
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def pins(monkeypatch) -> dict[str, bytes]:
    """A small Pyodide with one package, and pins that fit it: {name: content}."""
    wheel = "numpy-1-cp314-cp314-wasm32.whl"
    files = {"pyodide.mjs": b"core", wheel: b"numbers"}
    entry = {"file_name": wheel, "sha256": hash_bytes(b"numbers"), "depends": []}
    lock = json.dumps({"info": {}, "packages": {"numpy": entry}}).encode()
    files[parts.PYODIDE_LOCK] = lock
    pins = {
        "version": "1.2.3",
        "locks": [hash_bytes(lock)],
        "core": {"pyodide.mjs": hash_bytes(b"core")},
        "wanted": ["numpy"],
        "needs": {},
    }
    monkeypatch.setattr(parts, "read_pins", lambda: pins)
    return files


def test_a_whole_pyodide_is_taken(pins, tmp_path):
    parts.add_pyodide(pins.__getitem__, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == pins


@pytest.mark.parametrize("name", ["pyodide.mjs", "numpy-1", parts.PYODIDE_LOCK])
def test_a_file_that_is_another_one_is_refused(name, pins, tmp_path):
    changed = next(one for one in pins if one.startswith(name))
    pins[changed] += b" "
    with pytest.raises(Problem, match=re.escape(f"{changed} is not that of Pyodide")):
        parts.add_pyodide(pins.__getitem__, tmp_path)
    assert not (tmp_path / parts.PYODIDE_LOCK).exists()


def test_an_archive_of_the_makers_is_read_and_one_that_lacks_a_file_refused(
    pins, tmp_path
):
    whole = write_archive(tmp_path / "whole.tar.bz2", pins)
    parts.add_pyodide(parts.open_archive(whole), tmp_path / "parts")
    assert (tmp_path / "parts/pyodide.mjs").read_bytes() == b"core"
    del pins["pyodide.mjs"]
    core = write_archive(tmp_path / "core.tar.bz2", pins)
    with pytest.raises(Problem, match="not in the archive of Pyodide: give that of"):
        parts.add_pyodide(parts.open_archive(core), tmp_path / "others")


def write_archive(path, files: dict[str, bytes]):
    """Write an archive as the makers of Pyodide publish it."""
    with tarfile.open(path, "w:bz2") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"pyodide/{name}")
            member.size = len(content)
            archive.addfile(member, BytesIO(content))
    return path


@pytest.mark.parametrize("content", [b"", b"no archive", None])
def test_what_is_no_archive_gets_a_sentence(content, tmp_path):
    path = tmp_path / "pyodide.tar.bz2"
    if content is None:
        write_archive(path, {"pyodide.mjs": bytes(range(256)) * 200})
        content = path.read_bytes()[:200]
    path.write_bytes(content)
    with pytest.raises(Problem, match=r"pyodide\.tar\.bz2 could not be read"):
        parts.open_archive(path)
    with pytest.raises(Problem, match="is no file"):
        verb.read_options(["--pyodide", str(tmp_path / "gone.tar.bz2")])


def test_what_is_fetched_is_pinned_and_no_shop_is_named():
    text = LOCK.read_text(encoding="utf-8")
    pinned = re.findall(r"(?m)^([\w-]+)==\S+ \\\n    --hash=sha256:[0-9a-f]{64}$", text)
    assert set(pinned) == parts.read_fetched()
    assert {parts.APP, parts.KERNEL, parts.CARRIER} <= set(pinned)
    assert "://" not in text + parts.PINS.read_text(encoding="utf-8")


def test_our_wheel_is_the_same_each_time_and_holds_what_a_browser_needs():
    name, content = make_wheel()
    assert make_wheel() == (name, content)
    assert re.fullmatch(
        r"social_innovation_workshop-\S+-0_\w{12}-py3-none-any.whl", name
    )
    with zipfile.ZipFile(BytesIO(content)) as wheel:
        names = set(wheel.namelist())
        record = wheel.read(next(one for one in names if one.endswith("RECORD")))
    data = "social_innovation_workshop-0.1.0.data/data"
    assert {"workshop/__init__.py", "workshop/_data/cases.csv"} <= names
    assert f"{data}/etc/ipython/ipython_config.py" in names
    assert {line.split(",")[0] for line in record.decode().splitlines()} == names
    assert not [
        one for one in names if "__pycache__" in one or one.startswith("scripts")
    ]


def test_a_change_of_a_table_gives_the_wheel_another_name(project):
    (project / "jupyter").symlink_to(ROOT / "jupyter")
    (project / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    before, _ = make_wheel(project)
    table = project / "data/cases.csv"
    table.write_text(table.read_text("utf-8") + "\n", encoding="utf-8")
    assert make_wheel(project)[0] != before


def test_a_site_that_cannot_be_put_in_place_leaves_the_earlier_one(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("earlier", encoding="utf-8")
    with pytest.raises(OSError):
        replace(tmp_path / "site", tmp_path / "gone", tmp_path / "aside")
    assert (tmp_path / "site/index.html").read_text("utf-8") == "earlier"


@in_the_site
def test_the_lock_of_the_site_is_whole_and_each_wheel_is_its_own(site):
    folder = site / "lite/pyodide"
    packages = json.loads((folder / parts.PYODIDE_LOCK).read_text("utf-8"))["packages"]
    for name, entry in packages.items():
        content = (folder / entry["file_name"]).read_bytes()
        assert hash_bytes(content) == entry["sha256"], name
        assert set(entry["depends"]) <= set(packages), name
        assert entry["imports"], name
    wheels = {path.name for path in folder.glob("*.whl")}
    assert wheels == {entry["file_name"] for entry in packages.values()}
    for name, digest in parts.read_pins()["core"].items():
        assert hash_bytes((folder / name).read_bytes()) == digest, name


@in_the_site
def test_python_starts_with_all_it_needs_and_looks_nowhere_else(site):
    settings = json.loads((site / "lite/jupyter-lite.json").read_text("utf-8"))
    plugins = settings["jupyter-config-data"]["litePluginSettings"]
    (kernel,) = plugins.values()
    assert kernel["disablePyPIFallback"] is True
    assert kernel["pyodideUrl"].startswith("./")
    started = kernel["loadPyodideOptions"]["packages"]
    # What the kernel would fetch by other ways when it is not there already.
    asked = {"comm", "ipykernel", "ipython", "jedi", "micropip", "piplite"}
    assert asked | {"pyodide-kernel", "social-innovation-workshop"} <= set(started)


@in_the_site
def test_the_same_files_give_the_same_site(site, dist, tmp_path):
    shown = ["handouts/00-start-here.html"]
    put_together(tmp_path / "site", dist, shown, parts.take_parts())
    for path in (tmp_path / "site/lite").rglob("*"):
        if path.is_file():
            other = site / path.relative_to(tmp_path / "site")
            assert path.read_bytes() == other.read_bytes(), path
