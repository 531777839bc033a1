"""Put together what a laptop needs to open worksheets without a network.

The files lie beside the worksheets: a start file for each system, and the folder
``laptop`` with packages, their hashes and the parts of the project that start them.
"""

import json
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.classroom.laptop_targets import (
    PYTHONS,
    list_targets,
    name_folder,
)
from scripts.classroom.laptop_wheels import read_wanted, take_wheels
from scripts.classroom.wheel import make_wheel
from scripts.door.copies import hash_bytes
from scripts.door.files import ROOT
from scripts.door.hashes import list_files

PLACE = "laptop"
TEMPLATES = Path(__file__).with_name("laptop")
SHIPPED = ("scripts/__init__.py", "scripts/door", "scripts/verbs/__init__.py",
           "scripts/verbs/open.py", "scripts/verbs/jupyter")  # fmt: skip
STARTS = {
    "windows": "start-windows.bat",
    "macos": "start-macos.command",
    "linux": "start-linux.sh",
}
FRAMEWORK = "/Library/Frameworks/Python.framework/Versions/{python}/bin/python{python}"
MISSING = (
    "This laptop has no 64-bit Python {pythons}: install one of them, for example "
    "with the installer from python.org, then open this file again; until then work "
    "with a neighbour or on paper."
)
INCOMPLETE = (
    "This file does not lie in its folder: unpack the zip, copy the whole folder to "
    "the laptop, and open the file there."
)

Content = bytes | Path


def gather_laptop(
    worksheets: Sequence[str],
    systems: Iterable[str] = STARTS,
    pythons: Sequence[str] = PYTHONS,
    root: Path = ROOT,
) -> dict[str, Content]:
    """Return the files by their names beside the worksheets; fetch the packages.

    Content that is large stays where it is: its path stands for it. Raises Problem.
    """
    systems = list(systems)
    wheels = take_wheels(list_targets(systems, pythons))
    own_name, own = make_wheel(root, smaller=False)
    files: dict[str, Content] = {f"wheels/{name_folder(w.name)}/{w.name}": w
                                 for w in wheels}  # fmt: skip
    files[f"wheels/all/{own_name}"] = own
    requirement = "==".join(own_name.split("-")[:2])
    files["requirements.txt"] = (
        f"{read_wanted()}{requirement} --hash=sha256:{hash_bytes(own)}\n".encode()
    )
    contents = {
        "pythons": list(pythons),
        "named": name_pythons(pythons),
        "worksheets": list(worksheets),
        "longest": max(map(measure_names, wheels)),
    }
    files["contents.json"] = (json.dumps(contents, indent=1) + "\n").encode()
    for name in ("start", "fits"):
        files[f"{name}.py"] = Path(__file__).with_name(f"laptop_{name}.py").read_bytes()
    for name in SHIPPED:
        place = ROOT / name
        for path in [place] if place.is_file() else list_files(place):
            files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    starts = {STARTS[system]: make_start_file(system, pythons) for system in systems}
    return starts | {f"{PLACE}/{name}": content for name, content in files.items()}


def measure_names(wheel: Path) -> int:
    """Return how long the longest name of a file in a wheel is."""
    with zipfile.ZipFile(wheel) as package:
        return max(map(len, package.namelist()))


def make_start_file(system: str, pythons: Sequence[str]) -> bytes:
    """Return the file that people open, for Windows with the ends of lines it needs."""
    newest_first = list(reversed(pythons))
    if system == "windows":
        candidates = [f'"py -{one}"' for one in newest_first]
        candidates += ['"py"', '"python"', '"python3"']
    else:
        places = ("python{python}", FRAMEWORK, "/opt/homebrew/bin/python{python}",
                  "/usr/local/bin/python{python}")  # fmt: skip
        candidates = [p.format(python=one) for one in newest_first for p in places]
        candidates += ["python3", "python"]
    template = "start-windows.bat" if system == "windows" else "start-unix.sh"
    text = (TEMPLATES / template).read_text(encoding="ascii")
    named = {
        "candidates": " ".join(candidates),
        "missing": MISSING.format(pythons=name_pythons(pythons)),
        "incomplete": INCOMPLETE,
    }
    for name, value in named.items():
        text = text.replace("{" + name + "}", value)
    ending = "\r\n" if system == "windows" else "\n"
    return text.replace("\n", ending).encode("ascii")


def name_pythons(pythons: Sequence[str]) -> str:
    """Name Pythons as a sentence does: "3.12, 3.13 or 3.14"."""
    *others, last = pythons
    return f"{', '.join(others)} or {last}" if others else last
