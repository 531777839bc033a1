"""Write files into one zip that depends on nothing but their names and bytes."""

import hashlib
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from scripts.door.files import replace_file

# A zip knows no time before this one, and no time is ours to tell.
DATE = (1980, 1, 1, 0, 0, 0)
UNIX, TEXT, PROGRAM = 3, 0o100644 << 16, 0o100755 << 16
STARTED = (".sh", ".command")  # what Linux and macOS must be allowed to start

# What a file holds, or the place of a file that is too large to be held.
Content = bytes | Path


def write_zip(place: Path, files: Mapping[str, Content]) -> bool:
    """Write a zip whole or not at all; say whether it changed.

    The files are not made smaller: what does that gives other bytes on other
    computers. Raises Problem.
    """

    def fill(stream: BinaryIO) -> None:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as pack:
            for name, content in files.items():
                add_file(pack, name, content)

    return replace_file(place, fill)


def add_file(pack: zipfile.ZipFile, name: str, content: Content) -> None:
    """Put a file into a zip."""
    info = zipfile.ZipInfo(name, DATE)
    info.create_system = UNIX
    info.external_attr = PROGRAM if name.endswith(STARTED) else TEXT
    if isinstance(content, bytes):
        pack.writestr(info, content)
        return
    info.file_size = content.stat().st_size
    with content.open("rb") as source, pack.open(info, "w") as target:
        shutil.copyfileobj(source, target)


def hash_content(content: Content) -> str:
    """Return the SHA-256 of what a file holds."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
