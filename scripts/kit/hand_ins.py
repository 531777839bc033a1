"""Find what was handed in: to a room, in zips, or as files that lie in a folder.

A room keeps ``handed-in/TEAM/VERSION/`` with its files and ``about.json``. Who has no
room saves ``hand-in-….zip``, which holds the same. Of each name the latest version of
each file counts. Nothing is unpacked to the disk, and nothing is run.
"""

import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from scripts.kit.handed_in import (
    MOST_BYTES,
    Pile,
    Unusable,
    name_below,
    read_bytes,
    tidy,
    walk,
)
from scripts.kit.plans import to_key

ABOUT = "about.json"
PLAN = "my-plan.json"
LONGEST_ABOUT = 100_000  # bytes
MOST_PARTS = 100  # files in one zip
LARGEST_ZIP = 60_000_000
ZIP = re.compile(
    r"hand-in-?(?P<name>.*?)(?:-(?P<number>\d+))?(?: ?\(\d+\))?\.zip", re.I
)
# What reading a zip raises that is none, or that somebody has made to be strange.
BROKEN = (OSError, ValueError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile)
DAMAGED = "it is damaged: its end is missing, or a part of it"


@dataclass(frozen=True)
class Piece:
    """A file that may be a plan or a worksheet.

    ``name`` is its place below the folder; ``team`` is the name under which it was
    handed in, "" when it only lies there; ``received`` sorts the versions of a team.
    """

    name: str
    file: str
    read: Callable[[], bytes]  # raises Unusable
    team: str = ""
    received: tuple[str, int] = ("", 0)


@dataclass
class Found:
    """Files that only lie there, and those handed in, the latest version first."""

    loose: list[Piece] = field(default_factory=list)
    versions: list[list[Piece]] = field(default_factory=list)


def find_pieces(folder: Path) -> tuple[Found, Pile]:
    """Find all files below a folder, and what was skipped meanwhile."""
    pile, found = walk(folder), Found()
    handed: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    for piece in list_pieces(folder, pile):
        if piece.team:
            handed[to_key(piece.team), piece.file.casefold()].append(piece)
        else:
            found.loose.append(piece)
    plans = {team for team, file in handed if file == PLAN}
    for (team, file), pieces in handed.items():
        if file.endswith(".json") and file != PLAN and team in plans:
            for piece in pieces:
                pile.skip(piece.name, f"it is a copy; {PLAN} of the same name counts")
            continue
        found.versions.append(sorted(pieces, key=lambda one: one.received)[::-1])
    return found, pile


def walk_latest(folder: Path) -> Pile:
    """List the files below a folder, of what a room keeps the latest versions alone."""
    pile = walk(folder)
    latest: dict[tuple[Path, str], Path] = {}
    for path in pile.files:
        is_version = find_about(path) is not None
        key = (path.parent.parent if is_version else path.parent), path.name
        known = latest.get(key)
        if known is None or int(known.parent.name) < int(path.parent.name):
            latest[key] = path
    pile.files = list(latest.values())
    return pile


def list_pieces(folder: Path, pile: Pile) -> Iterator[Piece]:
    """Yield the files of a pile; what a room wrote about them is not among them."""
    for path in pile.files:
        name = name_below(path, folder)
        about = find_about(path)
        if ZIP.fullmatch(path.name):
            try:
                yield from read_zip(path, name)
            except Unusable as reason:
                pile.skip(name, str(reason))
        elif about is None:
            yield Piece(name, path.name, partial(read_bytes, path))
        elif path.name != ABOUT:
            received = about[1], int(path.parent.name)
            yield Piece(name, path.name, partial(read_bytes, path), about[0], received)


def find_about(path: Path) -> tuple[str, str] | None:
    """Return who handed in the files of a version, and when; None where it is none."""
    about = path.parent / ABOUT
    if not path.parent.name.isdecimal() or about.is_symlink():
        return None
    try:
        if about.stat().st_size > LONGEST_ABOUT:
            return None
        return read_about(about.read_bytes())
    except OSError:
        return None


def read_about(content: bytes) -> tuple[str, str] | None:
    """Return name and time out of ``about.json``; None when they are not there."""
    try:
        about = json.loads(content.decode("utf-8-sig"))
        name, received = tidy(about["name"]), tidy(about["received"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return (" ".join(name.split()), received) if name.strip() else None


def read_zip(path: Path, name: str) -> list[Piece]:
    """List the files of a zip that was saved to be handed in. Raises Unusable."""
    if path.stat().st_size > LARGEST_ZIP:
        size = path.stat().st_size / 1e6
        raise Unusable(f"it has {size:.0f} MB, far more than such a file has")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
    except BROKEN:
        raise Unusable(DAMAGED) from None
    if len(parts) > MOST_PARTS:
        raise Unusable(f"{len(parts)} files are packed in it, far more than we saved")
    team, received = find_owner(path, parts)
    return [
        Piece(
            f"{name}/{tidy(part.filename)}",
            file,
            partial(read_part, path, part),
            team,
            received,
        )
        for part in parts
        if (file := PurePosixPath(part.filename).name) != ABOUT
    ]


def find_owner(path: Path, parts: list[zipfile.ZipInfo]) -> tuple[str, tuple[str, int]]:
    """Return the name under which a zip was saved, and what sorts its versions."""
    spelt = ZIP.fullmatch(path.name)
    number = int((spelt and spelt["number"]) or 0)
    part = next((one for one in parts if one.filename == ABOUT), None)
    try:
        about = read_about(read_part(path, part, LONGEST_ABOUT)) if part else None
    except Unusable:
        about = None
    if about:
        return about[0], (about[1], number)
    name = tidy(spelt["name"]) if spelt else ""
    return name.replace("-", " ").strip() or path.stem, ("", number)


def read_part(path: Path, part: zipfile.ZipInfo, most: int | None = None) -> bytes:
    """Read one file of a zip that is not too large. Raises Unusable."""
    limit = most or MOST_BYTES.get(Path(part.filename).suffix.lower(), 0)
    if part.flag_bits & 1:
        raise Unusable("it is locked with a password")
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
            # What a zip says of its sizes need not be so.
            content = stream.read(limit + 1)
    except BROKEN:
        raise Unusable(DAMAGED) from None
    if len(content) > limit:
        raise Unusable(f"it has more than {limit / 1e6:.0f} MB when it is unpacked")
    if not content:
        raise Unusable("it is empty")
    return content
