"""Look at what people handed in, and run none of it.

Files come from strangers' computers: any of them may be damaged, huge or hostile. What
cannot be used is named and skipped. A worksheet is read as text; of its code, only
what is written down plainly (a letter, a number, a text) is taken as an answer.
"""

import ast
import json
import os
import re
import stat
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scripts.door.files import read_bytes as read_file

MOST_BYTES = {".json": 2_000_000, ".ipynb": 30_000_000}
MOST_LETTERS = 20_000  # in one cell; nobody writes more by hand
LONGEST = 2_000  # letters of one text; a page of A4 has as many
# What turns the direction of all that follows it on a page.
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f]")
# What computers lay into folders by themselves, beside what begins with a point.
UNSEEN = {"__pycache__", "__MACOSX", "Thumbs.db", "desktop.ini"}


class Unusable(Exception):
    """A file that is skipped: the message says why, to go on after its name."""


@dataclass
class Pile:
    """Files in order, and what was skipped: (name, reason)."""

    files: list[Path] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)

    def skip(self, name: str, reason: str) -> None:
        """Remember that a file is skipped, and why."""
        self.skipped.append((name, reason))


@dataclass(frozen=True)
class Worksheet:
    """What a notebook says without being run: first heading, texts, code of its cells.

    ``texts`` maps the ids of Markdown cells to their text.
    """

    title: str
    texts: dict[str, str]
    code: list[str]


def walk(folder: Path) -> Pile:
    """List the plain files below a folder in a fixed order; links are not followed."""
    pile = Pile()
    for place, folders, names in os.walk(folder):
        links = [one for one in folders if os.path.islink(os.path.join(place, one))]
        folders[:] = sorted(set(folders) - {*links, *UNSEEN})
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in sorted([*names, *links]):
            if name in UNSEEN or name.startswith("."):
                continue
            path = Path(place, name)
            mode = os.lstat(path).st_mode
            if stat.S_ISLNK(mode):
                pile.skip(name_below(path, folder), "it is a link to another place")
            elif not stat.S_ISREG(mode):
                pile.skip(name_below(path, folder), "it is no file")
            else:
                pile.files.append(path)
    return pile


def name_below(path: Path, folder: Path) -> str:
    """Name a file below a folder, in letters that every screen can show."""
    name = path.relative_to(folder).as_posix() if path != folder else path.name
    return "".join(one if one.isprintable() else "\ufffd" for one in name)


def read_bytes(path: Path) -> bytes:
    """Read a file that is not too large. Raises Unusable."""
    try:
        size, most = path.stat().st_size, MOST_BYTES.get(path.suffix.lower(), 0)
        if size > most:
            raise Unusable(f"it has {size / 1e6:.0f} MB, far more than such a file has")
        content = read_file(path)
        if not content:
            raise Unusable("it is empty")
        return content
    except OSError as error:
        raise Unusable(f"it cannot be read ({error.strerror})") from None


def read_worksheet(content: bytes) -> Worksheet:
    """Read a notebook of any version. Raises Unusable when it is none."""
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unusable("it is no text, so no notebook") from None
    except (ValueError, RecursionError, MemoryError):
        raise Unusable("it is damaged: its end is missing, or a part of it") from None
    cells = raw.get("cells") if isinstance(raw, dict) else None
    if not isinstance(cells, list):
        raise Unusable("it is no notebook of today's format")
    cells = [cell for cell in cells if isinstance(cell, dict)]
    texts = {str(cell.get("id")): join(cell) for cell in cells
             if cell.get("cell_type") == "markdown"}  # fmt: skip
    code = [join(cell) for cell in cells if cell.get("cell_type") == "code"]
    heads = (text for text in texts.values() if text.startswith("# "))
    title = next(heads, "").partition("\n")[0].removeprefix("# ").strip()
    return Worksheet(tidy(title), texts, code)


def join(cell: dict) -> str:
    """Return the source of a cell, a text or a list of lines in the file."""
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def tidy(value: object) -> str:
    """Return what a team wrote as text that harms no page and no table."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    text = TURNING.sub("", unicodedata.normalize("NFC", str(value)))
    text = "".join(one for one in text if one == "\n" or one.isprintable()).strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def parse(code: str) -> ast.Module | None:
    """Return code as a tree, None where it cannot be read. Nothing is run."""
    if len(code) > MOST_LETTERS:
        return None
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def list_assigned(code: str) -> Iterator[tuple[str, ast.expr, int]]:
    """Yield each name that a cell gives a value: the name, the value, the line.

    Where a line cannot be read, the lines that can be are read one by one.
    """
    tree = parse(code)
    parts = [(tree, 0)] if tree else [
        (parse(line), number) for number, line in enumerate(code.splitlines())
    ]  # fmt: skip
    for part, skipped in parts:
        for node in part.body if part else ():
            if isinstance(node, ast.Assign):
                targets, value = node.targets, node.value
            elif isinstance(node, ast.AnnAssign) and node.value:
                targets, value = [node.target], node.value
            else:
                continue
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, value, node.lineno + skipped


def read_literal(node: ast.expr) -> str | None:
    """Return what is written down plainly as text; None where code computes it.

    ``...`` and ``None`` are "", for nothing is written. A letter without its quotation
    marks is that letter.
    """
    if isinstance(node, ast.Constant):
        return "" if node.value in (None, ...) else str(node.value)
    return node.id if isinstance(node, ast.Name) else None


def name_place(path: Path) -> str:
    """Name a file with its folder: the worksheets of all teams have one name."""
    return f"{path.parent.name}/{path.name}".lstrip("/")
