"""Let an environment find ``workshop`` in the project's folder, and see what it holds.

It does what an installation with ``pip install -e`` does, but with a path that every
Python can read: 3.11 and 3.12 read a ``.pth`` file in the locale's encoding and stop
at a folder called Đorđe, so ours is relative and plain ASCII.
"""

import csv
import os
import tomllib
from pathlib import Path

from scripts.door.files import write_atomically

LINK = "workshop.pth"
PROGRAMS = ("bin", "Scripts")


def link_project(root: Path, venv: Path) -> None:
    """Make an environment find the project's modules and its files for Jupyter."""
    site = find_site_packages(venv)
    write_atomically(site / LINK, os.path.relpath(root, site) + "\n")
    for source, target in read_shared_data(root).items():
        for path in list_files_of(root / source):
            place = venv / target / path.relative_to(root / source)
            write_atomically(place, path.read_bytes())


def find_site_packages(venv: Path) -> Path:
    """Return the folder of an environment's packages."""
    places = [venv / "Lib/site-packages", *venv.glob("lib/python3*/site-packages")]
    return next((place for place in places if place.is_dir()), places[0])


def read_shared_data(root: Path) -> dict[str, str]:
    """Return what a wheel of the project copies: {place in it: place in .venv}."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    return wheel.get("shared-data", {})


def list_shared_files(root: Path) -> list[Path]:
    """List the files of the project that its environment holds copies of."""
    shared = read_shared_data(root)
    return [path for source in shared for path in list_files_of(root / source)]


def list_files_of(place: Path) -> list[Path]:
    """List a file, or all files below a folder."""
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file())


def list_installed(venv: Path) -> list[str]:
    """List what lies in the folder of an environment's packages."""
    try:
        names = os.listdir(find_site_packages(venv))
    except OSError:
        return []
    return sorted(set(names) - {"__pycache__"})


def list_lost_files(venv: Path) -> list[str]:
    """List the files that the packages of an environment say they have and lack."""
    site = find_site_packages(venv)
    lost = []
    for record in sorted(site.glob("*.dist-info/RECORD")):
        with record.open(encoding="utf-8", newline="") as stream:
            names = [row[0] for row in csv.reader(stream) if row]
        lost += [name for name in names if is_lost(site, name)]
    return lost


def is_lost(site: Path, name: str) -> bool:
    """Say whether a file of a package is gone that work could need.

    A guard against viruses may take programs away; nothing here starts them.
    """
    is_program = name.startswith("..") and Path(name).parent.name in PROGRAMS
    needed = not is_program and not name.endswith(".pyc")
    return needed and not os.path.exists(site / name)
