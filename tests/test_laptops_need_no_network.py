"""A pack for laptops holds all that a start without a network needs.

The packages here are tiny, made for the test; pip itself is the one of this Python.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from scripts.classroom import laptop_files, laptop_fits, laptop_start, laptop_wheels
from scripts.classroom.laptop_targets import PYTHONS, Target, list_targets, name_folder
from scripts.door.errors import Problem, report_faults
from scripts.door.installing import find_base_python
from scripts.door.lock import LOCK, read_pins
from scripts.verbs import pack

HERE = ".".join(map(str, sys.version_info[:2]))
NOWHERE = "http://127.0.0.1:9"  # nobody answers there
# What JupyterLab would be: it writes down how it was started, and whether it is ours.
LAB = """
import json, os, sys
class LabApp:
    @classmethod
    def launch_instance(cls, argv):
        import workshop
        with open(os.environ["TOLD"], "w", encoding="utf-8") as stream:
            json.dump({"argv": argv, "workshop": workshop.__file__,
                       "python": sys.prefix,
                       "settings": os.environ["JUPYTER_CONFIG_PATH"]}, stream)
"""
on_linux = sys.platform == "linux" and sysconfig.get_platform() == "linux-x86_64"


def make_wheel(folder, name, files, tag="py3-none-any"):
    """Write a wheel with these modules; return its SHA-256."""
    info = f"{name}-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = ""
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
        record += f"{path},sha256={digest.decode().rstrip('=')},{len(text.encode())}\n"
    files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    wheel = folder / f"{name}-1.0-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as package:
        for path, text in files.items():
            package.writestr(zipfile.ZipInfo(path), text)
    return hashlib.sha256(wheel.read_bytes()).hexdigest()


def find_pip_wheel():
    """Return the wheel of pip that comes with Python, here or on Debian."""
    import ensurepip

    places = [Path(ensurepip.__file__).parent / "_bundled",
              Path("/usr/share/python-wheels")]  # fmt: skip
    return next(wheel for place in places for wheel in sorted(place.glob("pip-*.whl")))


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """A lock of three packages, and a folder that has them, in place of the network."""
    place = tmp_path_factory.mktemp("shop")
    folder = place / "shop"
    folder.mkdir()
    files = {"jupyterlab/__init__.py": "", "jupyterlab/labapp.py": LAB}
    lab = make_wheel(folder, "jupyterlab", files)
    tags = ("win_amd64", "macosx_11_0_arm64", "macosx_10_9_x86_64",
            "manylinux_2_17_x86_64")  # fmt: skip
    quick = [
        make_wheel(folder, "quick", {"quick.py": tag}, f"cp{python}-cp{python}-{tag}")
        for python in ("311", "312", "313", "314")
        for tag in tags
    ]
    winpty = make_wheel(folder, "pywinpty", {"pywinpty.py": ""})
    pip = shutil.copy(find_pip_wheel(), folder)
    version = Path(pip).name.split("-")[1]
    hashes = " \\\n".join(f"    --hash=sha256:{one}" for one in quick)
    text = (
        f"jupyterlab==1.0 \\\n    --hash=sha256:{lab}\n    # via x\n"
        f"pywinpty==1.0 ; os_name == 'nt' \\\n    --hash=sha256:{winpty}\n"
        f"quick==1.0 \\\n{hashes}\n"
    )
    own = place / "own.lock"
    digest = hashlib.sha256(Path(pip).read_bytes()).hexdigest()
    own.write_text(f"pip=={version} \\\n    --hash=sha256:{digest}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(laptop_wheels, "read_wanted", lambda: text)
        patch.setattr(laptop_files, "read_wanted", lambda: text)
        patch.setattr(laptop_wheels, "OWN_LOCK", own)
        patch.setattr(laptop_wheels.take_wheels, "__defaults__", (place / "cache",))
        patch.setenv("PIP_CONFIG_FILE", os.devnull)
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", str(folder))
        yield folder


@pytest.fixture(scope="module")
def packed(shop, tmp_path_factory):
    """The worksheets of all lessons packed for every laptop; the place of the zip."""
    root = tmp_path_factory.mktemp("packed") / "project"
    for name in ("exercises", "data", "workshop", "jupyter"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(laptop_files.ROOT / name, root / name, ignore=ignored)
    shutil.copy(laptop_files.ROOT / "pyproject.toml", root)
    assert pack.main(["--install"], root) == 0
    return root / "dist/packs/lessons-install.zip"


def unpack(packed, place):
    """Unpack a zip as people's programs do, with what Linux and macOS may start."""
    with zipfile.ZipFile(packed) as content:
        content.extractall(place)
        for entry in content.infolist():
            (place / entry.filename).chmod(entry.external_attr >> 16)
    return place / "lessons"


@pytest.fixture
def laptop(packed, tmp_path):
    """The pack in a folder whose name has spaces, Cyrillic and an apostrophe."""
    return unpack(packed, tmp_path / "Обука 1 – L'Aquila")


def start(laptop, told, *argv):
    """Open the start file with an empty home and no way to any network."""
    base = Path(find_base_python())
    programs = told.parent / "programs"
    programs.mkdir(exist_ok=True)
    named = programs / f"python{HERE}"
    if not named.exists():
        named.symlink_to(base)
    home = told.parent / "home"
    home.mkdir(exist_ok=True)
    settings = {
        "HOME": str(home),
        "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
        "PIP_INDEX_URL": NOWHERE,
        "PYTHONPATH": "/nowhere",
        **dict.fromkeys(("http_proxy", "https_proxy", "ALL_PROXY"), NOWHERE),
        "TOLD": str(told),
    }
    return subprocess.run(
        ["sh", str(laptop / "start-linux.sh"), *argv],
        cwd="/",
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.ci
@pytest.mark.skipif(not on_linux, reason="the start file of Linux")
def test_a_laptop_opens_the_worksheets_and_later_starts_keep_the_work(laptop, tmp_path):
    told = tmp_path / "told.json"
    done = start(laptop, told, "--no-browser")
    assert done.returncode == 0, done.stderr + done.stdout
    assert "Preparing this laptop" in done.stdout
    said = json.loads(told.read_text("utf-8"))
    assert f"--ServerApp.root_dir={laptop / 'my-work'}" in said["argv"]
    assert any(one.endswith("/lab/tree/00-start-here.ipynb") for one in said["argv"])
    assert "--ServerApp.ip=localhost" in said["argv"]
    assert Path(said["workshop"]).is_relative_to(laptop / ".venv")
    assert (Path(said["settings"]) / "labconfig/page_config.json").is_file()
    assert (laptop / ".venv/etc/ipython/ipython_config.py").is_file(), "the handler"
    labels = laptop / ".venv/share/jupyter/labextensions/chart-words/package.json"
    assert labels.is_file(), "the extension that reads charts out"
    names = sorted(path.name for path in (laptop / "my-work").iterdir())
    assert names == sorted(path.name for path in laptop.glob("*.ipynb"))
    mine = laptop / "my-work/00-start-here.ipynb"
    mine.write_text("my answers", encoding="utf-8")
    (laptop / "my-work/01-definition.ipynb").unlink()
    marker = (laptop / ".venv/made-from.txt").stat().st_mtime_ns
    again = start(laptop, told, "--no-browser")
    assert again.returncode == 0 and "Preparing" not in again.stdout
    assert (laptop / ".venv/made-from.txt").stat().st_mtime_ns == marker
    assert mine.read_text("utf-8") == "my answers"
    assert (laptop / "my-work/01-definition.ipynb").is_file(), "a missing one is new"


@pytest.mark.ci
@pytest.mark.skipif(not on_linux, reason="the start file of Linux")
def test_a_damaged_package_is_named_and_the_next_start_goes_on(laptop, tmp_path):
    told = tmp_path / "told.json"
    wheel = next((laptop / "laptop/wheels/all").glob("jupyterlab-*.whl"))
    good = wheel.read_bytes()
    wheel.write_bytes(good + b" ")
    done = start(laptop, told)
    assert done.returncode == 1 and not told.exists()
    assert "is not whole: copy the folder around it from the stick" in done.stderr
    assert "Traceback" not in done.stderr
    wheel.write_bytes(good)
    assert start(laptop, told).returncode == 0 and told.exists()


@pytest.mark.ci
@pytest.mark.skipif(os.name == "nt", reason="the start files of Linux and macOS")
def test_without_a_python_that_fits_one_sentence_says_what_to_do(laptop, tmp_path):
    programs = tmp_path / "old"
    programs.mkdir()
    for name in ("dirname", "sh", "uname"):
        (programs / name).symlink_to(shutil.which(name))
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    (programs / "python3").chmod(0o755)

    def open_file(name):
        return subprocess.run(
            [laptop / name], env={"PATH": str(programs)}, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8",
        )  # fmt: skip

    for name in ("start-linux.sh", "start-macos.command"):
        done = open_file(name)
        assert done.returncode == 1
        assert "no 64-bit Python 3.11, 3.12, 3.13 or 3.14" in done.stdout
        assert "python.org" in done.stdout and "on paper" in done.stdout
    shutil.rmtree(laptop / "laptop")
    assert "unpack the zip" in open_file("start-linux.sh").stdout


def test_the_start_file_for_windows_is_read_by_every_code_page():
    content = laptop_files.make_start_file("windows", PYTHONS)
    text = content.decode("ascii")
    assert content.count(b"\r\n") == content.count(b"\n") > 20
    assert re.findall(r'"(py[^"]*)"', text) == [
        "py -3.14", "py -3.13", "py -3.12", "py -3.11", "py", "python", "python3",
    ]  # fmt: skip
    assert "DisableDelayedExpansion" in text, "a folder may be called Hello!"
    for line in text.splitlines():
        if "%~dp0" in line:
            assert '"%~dp0"' in line, "a folder may have spaces and &"
        if line.startswith("echo ") and line != "echo off":
            assert not set(line) & set("&|<>^%!\"'"), line
    labels = {line[1:] for line in text.splitlines() if line.startswith(":")}
    assert set(re.findall(r"goto (\w+)", text)) == labels
    assert text.index("AUTOMATIC_INSTALL=false") < text.index("for %%c")


def test_start_files_are_plain_and_only_those_of_the_systems_asked_for(packed):
    with zipfile.ZipFile(packed) as content:
        modes = {one.filename: one.external_attr >> 16 for one in content.infolist()}
        starts = [name for name in modes if "/start-" in name]
        assert len(starts) == 3 and all(content.read(n).isascii() for n in starts)
    for name in ("start-linux.sh", "start-macos.command"):
        assert modes[f"lessons/{name}"] == 0o100755
    assert modes["lessons/start-windows.bat"] == 0o100644


def test_a_pack_holds_a_package_for_each_laptop_with_its_hash(packed):
    with zipfile.ZipFile(packed) as content:
        names = {name.removeprefix("lessons/") for name in content.namelist()}
        wishes = content.read("lessons/laptop/requirements.txt").decode()
        sums = content.read("lessons/checksums.txt").decode()
        page = content.read("lessons/start.html").decode()
    wheels = [name for name in names if name.endswith(".whl")]
    assert len([name for name in wheels if "/quick-" in name]) == 16
    assert {name.split("/")[2] for name in wheels} == {
        "all", "windows", "macos", "linux",
    }  # fmt: skip
    ours = next(name for name in wheels if "social_innovation_workshop" in name)
    with zipfile.ZipFile(packed) as content:
        own = zipfile.ZipFile(content.open(f"lessons/{ours}")).infolist()
    assert {one.compress_type for one in own} == {zipfile.ZIP_STORED}, "same anywhere"
    assert f"{ours}\n" in sums and re.search(r"workshop==\S+ --hash=sha256:", wishes)
    assert {"tables/cases.csv", "accessibility.html"} <= names
    for word in ("3.11, 3.12, 3.13 or 3.14", "start-windows.bat", "my-work"):
        assert word in page
    assert not any(name.startswith("my-work") for name in names)


def test_the_same_lock_gives_the_same_bytes_whatever_was_fetched_before(
    packed, tmp_path, monkeypatch, capsys
):
    wish = ("--install", "--system", "linux", "--python", "3.13", "--python", "3.12")
    root = shutil.copytree(packed.parents[2], tmp_path / "Друга")
    place = root / "dist/packs" / packed.name
    place.unlink()
    pack.main([*wish], root)
    first = place.read_bytes()
    assert len(first) < packed.stat().st_size
    take, empty = laptop_wheels.take_wheels, tmp_path / "empty"
    monkeypatch.setattr(take, "__defaults__", (empty,))
    for path in (root / "data").iterdir():
        path.touch()
    capsys.readouterr()
    pack.main([*wish], root)
    assert "is as it was" in capsys.readouterr().out
    assert list((empty / "wheels").iterdir()) and place.read_bytes() == first
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_fetch_that_fails_goes_on_where_it_stopped(shop, tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    targets = list_targets(["linux"], ["3.12", "3.13"])
    late = next(shop.glob("quick-*cp313*manylinux*"))
    late.rename(tmp_path / late.name)
    with pytest.raises(Problem) as found:
        laptop_wheels.take_wheels(targets, cache)
    assert "\n" not in str(found.value)
    kept = {path.name for path in (cache / "wheels").iterdir()}
    assert any("cp312" in name for name in kept)
    assert not list(cache.glob(".new-*")), "nothing half-fetched stays"
    (tmp_path / late.name).rename(late)
    asked = []
    run = laptop_wheels.run_watched
    monkeypatch.setattr(
        laptop_wheels, "run_watched", lambda *a: asked.append(a[2]) or run(*a)
    )
    assert len(laptop_wheels.take_wheels(targets, cache)) == 4
    assert len(asked) == 1 and "3.13" in asked[0]
    damaged = cache / "wheels" / late.name
    damaged.write_bytes(b"not what it was")
    laptop_wheels.take_wheels(targets, cache)
    assert damaged.read_bytes() == late.read_bytes()


def test_a_file_with_another_hash_is_refused(shop, tmp_path):
    wheel = next(shop.glob("quick-*cp313*manylinux*"))
    good = wheel.read_bytes()
    try:
        wheel.write_bytes(good + b" ")
        with pytest.raises(Problem):
            linux = list_targets(["linux"], ["3.13"])
            laptop_wheels.take_wheels(linux, tmp_path / "cache")
    finally:
        wheel.write_bytes(good)
    assert not (tmp_path / "cache/wheels" / wheel.name).exists()


def test_each_laptop_gets_the_entries_of_the_lock_that_apply_to_it():
    pins = read_pins(LOCK.read_text(encoding="utf-8"))

    def list_names(*laptop):
        wishes = Target(*laptop).list_wishes(pins)
        assert not any(";" in pin.text.partition("\\")[0] for pin in wishes)
        return [pin.text.split(maxsplit=1)[0] for pin in wishes]

    windows = list_names("windows", "amd64", "3.13")
    macos = list_names("macos", "arm64", "3.13")
    early = list_names("linux", "x86_64", "3.11")
    asked = [("pywinpty", windows), ("pywinpty", macos), ("appnope", windows)]
    asked += [("appnope", macos), ("soupsieve", early), ("soupsieve", macos)]
    count = [sum(one.startswith(f"{name}==") for one in names) for name, names in asked]
    assert count == [1, 0, 0, 1, 2, 1], "3.11.4 and 3.11.5 need another soupsieve"


def test_wheels_lie_in_the_folder_of_their_system():
    for beginning, folder in {
        "a-1-py3-none-any": "all",
        "a-1-cp311-abi3-win_amd64": "windows",
        "a-1-cp313-cp313-macosx_10_13_universal2": "macos",
        "a-1-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64": "linux",
    }.items():
        assert name_folder(f"{beginning}.whl") == folder


def test_a_python_fits_only_if_packages_for_it_are_there(monkeypatch):
    assert laptop_fits.fits([HERE]) and not laptop_fits.fits(["3.2"])
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "win32")
    assert not laptop_fits.fits([HERE]), "32 bits"
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "win-arm64")
    assert not laptop_fits.fits([HERE])
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "macosx-10.13-universal2")
    assert laptop_fits.fits([HERE])


def test_what_stops_a_laptop_is_one_sentence(tmp_path, monkeypatch):
    for output, words in {
        "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES": "is not whole",
        "ERROR: No matching distribution found for x": "is not whole",
        "OSError: [Errno 28] No space left on device": "0.8 GB free",
        "ERROR: something else": "something else",
    }.items():
        sentence = laptop_start.explain_pip(tmp_path, [output])
        assert words in sentence and "\n" not in sentence
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(Problem, match="too long for Windows"):
        laptop_start.require_room(tmp_path, 259)
    monkeypatch.setattr(laptop_start, "GIGABYTES", 10**9)
    with pytest.raises(Problem, match="free some space"):
        laptop_start.require_room(tmp_path, 10)


def test_what_makes_no_sense_is_refused(capsys):
    for argv, words in {
        (): "name a course",
        ("--install", "--pdf"): "--pdf needs a course",
        ("one-day", "--python", "3.13"): "belong to --install",
        ("--install", "--python", "3.15"): "3.15",
    }.items():
        assert report_faults(pack.read_options, list(argv)) == 1
        assert words in capsys.readouterr().err
