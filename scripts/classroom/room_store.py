"""Keep what teams hand in: files on this computer, every version, nothing overwritten.

A team has a folder, a version a folder in it, with the files and ``about.json``. A
version is written beside and then given its place in one step: who is told "handed in"
has it on the disk, also when the program or the power stops a moment later.
"""

import errno
import hashlib
import json
import os
import re
import shutil
import tempfile
import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scripts.classroom.room_refusing import FULL, NOT_WRITTEN
from scripts.classroom.room_refusing import TOO_LARGE as TOO_LARGE
from scripts.classroom.room_refusing import Refused as Refused
from workshop.messages import look_up, tr

MEGABYTE = 1_000_000
MOST_BYTES = 8 * MEGABYTE  # of one time of handing in
MOST_IN_ALL = 2000 * MEGABYTE
LEFT_FREE = 200 * MEGABYTE  # a disk without this is as good as full
LONGEST_NAME = 80
MOST_FILES = 10
ABOUT = "about.json"
UNFINISHED, DELETED = ".unfinished-", ".deleted-"
OLD = 3600  # seconds; what is unfinished for so long belongs to nobody any more
# Nothing that a browser would run: worksheets and plans.
FILE_NAME = re.compile(r"[\w(][\w ().-]{0,54}\.(?:ipynb|json)")
# Windows gives files of these names to devices.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
LONGEST_FOLDER = 40


@dataclass(frozen=True)
class HandIn:
    """One version of what a team has handed in."""

    name: str
    folder: str
    version: str
    received: str  # local time, ISO
    files: tuple[tuple[str, int], ...]  # name and bytes

    @property
    def clock(self) -> str:
        """The time of day, as people read it."""
        return self.received[11:16]


def read_name(written: object) -> str:
    """Return the name of a team, tidied. Raises Refused when there is none."""
    text = unicodedata.normalize("NFC", written) if isinstance(written, str) else ""
    # Control signs and those that turn the direction of a line are no part of a name.
    kept = (" " if sign.isspace() else sign for sign in text if is_shown(sign))
    name = " ".join("".join(kept).split())
    if not any(sign.isalnum() for sign in name):
        raise Refused(
            400, tr("Write your name or the name of your team, then try again.")
        )
    if len(name) > LONGEST_NAME:
        raise Refused(
            400,
            tr(
                "A name has at most {most} letters, and this one has {n}: write a "
                "shorter one, then try again.",
                most=LONGEST_NAME,
                n=len(name),
            ),
        )
    return name


def is_shown(sign: str) -> bool:
    """Say whether a sign is one that can be seen, or a space."""
    return sign.isspace() or not unicodedata.category(sign).startswith("C")


def name_folder(name: str) -> str:
    """Return the folder of a team: letters, digits and hyphens, for every system.

    A name that says more than its folder adds a few signs of its hash, so that two
    teams never share one.
    """
    key = unicodedata.normalize("NFC", name.casefold())
    plain = re.sub(r"[^\w]+", "-", key).strip("-_")[:LONGEST_FOLDER].strip("-_")
    if plain == key.replace(" ", "-") and not RESERVED.fullmatch(plain):
        return plain
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain or 'team'}-{digest}"


def read_files(written: object) -> dict[str, bytes]:
    """Return files by name, each of which holds JSON. Raises Refused."""
    if not isinstance(written, list) or not 1 <= len(written) <= MOST_FILES:
        raise Refused(
            400,
            tr("Hand in between one and {most} files at a time.", most=MOST_FILES),
        )
    found: dict[str, bytes] = {}
    for one in written:
        name, content = read_file(one)
        if name.casefold() in {known.casefold() for known in found}:
            raise Refused(
                400,
                tr("Two files are called {name}: hand in one of them.", name=name),
            )
        found[name] = content
    return found


def read_file(written: object) -> tuple[str, bytes]:
    """Return the name and content of one file. Raises Refused."""
    one = written if isinstance(written, dict) else {}
    name, text = one.get("name"), one.get("content")
    good = isinstance(name, str) and FILE_NAME.fullmatch(name)
    if not good or name is None or RESERVED.fullmatch(name) or name.casefold() == ABOUT:
        raise Refused(
            400, tr("Only worksheets (.ipynb) and plans (.json) can be handed in.")
        )
    try:
        if not isinstance(text, str) or not isinstance(json.loads(text), dict):
            raise ValueError
        return unicodedata.normalize("NFC", name), text.encode()
    except (ValueError, TypeError, RecursionError):
        raise Refused(
            400,
            tr(
                "{name} is damaged: save the worksheet, then hand it in again.",
                name=str(name),
            ),
        ) from None


class Store:
    """The folder ``my-room``; several threads may use it at once."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = datetime.now):
        self.folder = folder
        self.teams = folder / "handed-in"
        self.clock = clock
        self.lock = threading.Lock()
        self.total = 0  # bytes of all that was handed in

    def prepare(self) -> None:
        """Make the folder; take away what an earlier room left unfinished."""
        self.teams.mkdir(parents=True, exist_ok=True)
        self.list()
        for rest in self.folder.glob(f"{UNFINISHED}*"):
            if time.time() - rest.stat().st_mtime > OLD:
                shutil.rmtree(rest, ignore_errors=True)
        for rest in self.folder.glob(f"{DELETED}*"):
            shutil.rmtree(rest, ignore_errors=True)

    def keep(self, written: object) -> HandIn:
        """Keep ``{"name": …, "files": [{"name": …, "content": …}]}``, on the disk.

        Raises Refused when it makes no sense, or the disk cannot take it.
        """
        asked = written if isinstance(written, dict) else {}
        name, files = read_name(asked.get("name")), read_files(asked.get("files"))
        with self.lock:
            try:
                return self.write(name, files)
            except OSError as error:
                full = error.errno in (errno.ENOSPC, errno.EDQUOT)
                raise Refused(507, look_up(FULL if full else NOT_WRITTEN)) from error

    def write(self, name: str, files: dict[str, bytes]) -> HandIn:
        """Write a version beside, then give it its place. Raises OSError, Refused."""
        self.require_space(sum(map(len, files.values())))
        received = self.clock().isoformat(timespec="seconds")
        sizes = {file: len(content) for file, content in files.items()}
        about = {"name": name, "received": received, "files": sizes}
        text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
        self.teams.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=self.folder, prefix=UNFINISHED))
        try:
            for file, content in {**files, ABOUT: text.encode()}.items():
                write_through(new / file, content)
            sync_folder(new)
            place = self.give_place(new, self.teams / name_folder(name))
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        self.total += sum(sizes.values())
        return HandIn(
            name, place.parent.name, place.name, received, tuple(sizes.items())
        )

    def give_place(self, new: Path, team: Path) -> Path:
        """Let a folder become the next version of a team; an earlier one stays."""
        team.mkdir(exist_ok=True)
        number = 1 + max((int(path.name) for path in list_versions(team)), default=0)
        place = team / f"{number:03d}"
        if place.exists():
            raise FileExistsError(errno.EEXIST, "this version is there", str(place))
        new.rename(place)
        for folder in (team, self.teams, self.folder):
            sync_folder(folder)
        return place

    def require_space(self, size: int) -> None:
        """Raise Refused when so many bytes more would fill the disk."""
        if shutil.disk_usage(self.folder).free < size + LEFT_FREE:
            raise Refused(507, look_up(FULL))
        if self.total + size > MOST_IN_ALL:
            raise Refused(
                507,
                tr(
                    "Nothing was handed in: the room holds as much as it may "
                    "({limit} MB). Tell your facilitator.",
                    limit=MOST_IN_ALL // MEGABYTE,
                ),
            )

    def list(self) -> list[HandIn]:
        """List all that was handed in: team after team, the latest version first."""
        teams = sorted(self.teams.iterdir()) if self.teams.is_dir() else []
        versions = [path for team in teams for path in reversed(list_versions(team))]
        found = [one for path in versions if (one := read_version(path))]
        self.total = sum(size for one in found for _, size in one.files)
        return found

    def find(self, folder: str, version: str, file: str) -> Path | None:
        """Return a file that was handed in, if these three name one."""
        for one in self.list():
            if (one.folder, one.version) == (folder, version):
                known = file in dict(one.files)
                return self.teams / folder / version / file if known else None
        return None

    def delete_all(self) -> int:
        """Delete all that was handed in; return how many versions. Raises OSError."""
        with self.lock:
            count = len(self.list())
            gone = Path(tempfile.mkdtemp(dir=self.folder, prefix=DELETED))
            if self.teams.exists():
                self.teams.rename(gone / self.teams.name)
            self.teams.mkdir()
            shutil.rmtree(gone)
            sync_folder(self.folder)
            self.total = 0
        return count


def list_versions(team: Path) -> list[Path]:
    """List the versions of a team, the first one first."""
    found = [path for path in team.iterdir() if path.is_dir() and path.name.isdecimal()]
    return sorted(found, key=lambda path: int(path.name))


def read_version(path: Path) -> HandIn | None:
    """Read a version; None where somebody has changed the folder by hand."""
    try:
        about = json.loads((path / ABOUT).read_text(encoding="utf-8"))
        files = tuple(about["files"].items())
        return HandIn(
            about["name"], path.parent.name, path.name, about["received"], files
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_through(path: Path, content: bytes) -> None:
    """Write a new file, and wait until it is on the disk."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
