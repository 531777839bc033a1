"""Where the pages of other people's notebooks lie, and what is out of date there."""

import hashlib
import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from scripts.door.files import write_atomically
from scripts.door.hashes import hash_file
from scripts.lessons.products import FOLDERS

UNUSUAL = re.compile(r"[^\w.-]+")
# Says whose pages a folder holds, without naming a place on this computer.
ORIGIN = ".origin"


def claim_place(folder: Path, dist: Path) -> Path:
    """Return the folder for the pages of ``folder``, which no other one shares.

    The second of two folders with one name gets a number, and keeps it.
    """
    source = folder.resolve()
    name = source.name if source.is_dir() else source.stem
    name = f"from-{UNUSUAL.sub('-', name).strip('-.')}"
    origin = hashlib.sha256(str(source).encode("utf-8", "surrogateescape")).hexdigest()
    for number in count(1):
        place = dist / (name if number == 1 else f"{name}-{number}")
        mark = place / ORIGIN
        if not mark.is_file() or mark.read_text(encoding="utf-8").strip() == origin:
            write_atomically(mark, origin + "\n")
            return place
    raise AssertionError("numbers do not end")


def write_page(page: Path, html: str) -> None:
    """Write a page; a PDF of its earlier state goes."""
    if write_atomically(page, html):
        remove(page.with_suffix(".pdf"))


def remove_old(
    place: Path, path: Path, wished: Iterable[str], made: Iterable[str]
) -> None:
    """Remove the pages that an earlier state of a notebook left.

    A product that was wished and not made is gone; one that was not wished stays only
    when it shows the notebook as it is.
    """
    state = hash_file(path)
    for product in set(FOLDERS) - set(made):
        page = place / FOLDERS[product] / f"{path.stem}.html"
        if not page.is_file():
            continue
        if product in wished or state not in page.read_text(encoding="utf-8"):
            remove(page)
            remove(page.with_suffix(".pdf"))


def remove(file: Path) -> None:
    """Remove a file that is out of date and say so."""
    if file.is_file():
        file.unlink()
        name = "/".join(file.parts[-3:])
        print(f"Removed {name}: the notebook is not as it was.", flush=True)
