"""Read a table as somebody saved it from Excel, and write one that Excel opens.

What a file may be: commas, semicolons or tabs; UTF-8 with or without its mark, or
UTF-16; empty lines and empty columns anywhere. Everything else is one sentence.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import read_bytes as read_file

MOST_BYTES = 5_000_000
SEPARATORS = ";,\t"
SEP_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
SAVE_AS = 'open it in Excel or LibreOffice and save it as "CSV UTF-8"'
# How files begin that look like tables in a folder and are none.
BEGINNINGS = {
    b"PK": "an Excel workbook (or another packed file)",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF",
}
# What a spreadsheet would take for a formula, also in wide letters.
FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|]")
WORD = re.compile(r"[^\s;,\"]+")
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Row:
    """One row of a table: the line of the file, and its cells by the column's name."""

    line: int
    cells: dict[str, str]


def read_rows(path: Path) -> tuple[list[str], list[Row]]:
    """Return the names of the columns, as ``to_name`` writes them, and the rows.

    Rows without any words are left out. Raises Problem with file, line and mend.
    """
    text = decode(path)
    lines = [one for one in split(text, path) if any(one[1])]
    if not lines:
        raise Problem(f"{path.name} is empty: {SAVE_AS} once more.")
    (line, head), *rest = lines
    while head and not head[-1]:
        head = head[:-1]
    names = [to_name(one) for one in head]
    twice = next((one for one in names if names.count(one) > 1), None)
    if twice is not None:
        raise Problem(
            f'{path.name}, line {line}: the column "{twice}" stands there more than '
            "once; keep one of them."
        )
    for line, cells in rest:
        if any(cells[len(names) :]):
            raise Problem(
                f"{path.name}, line {line}: it has {len(cells)} cells, and the first "
                f"line names {len(names)} columns; take out the cell that is too many, "
                "or put quotation marks round a text with a comma or semicolon."
            )
    rows = [Row(line, dict(zip(names, pad(cells, names), strict=True)))
            for line, cells in rest]  # fmt: skip
    return names, rows


def pad(cells: list[str], names: list[str]) -> list[str]:
    """Return as many cells as there are columns."""
    return [*cells, *[""] * len(names)][: len(names)]


def to_name(head: str) -> str:
    """Return the name of a column: small letters, words joined by ``_``."""
    return re.sub(r"[\s_-]+", "_", head.casefold()).strip("_")


def split(text: str, path: Path) -> list[tuple[int, list[str]]]:
    """Cut a text into lines of cells, each with its number in the file."""
    marked = SEP_LINE.match(text)
    skipped = text[: marked.end()].count("\n") if marked else 0
    text = text[marked.end() :] if marked else text
    separator = marked[1] if marked else find_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines, number = [], 1
    try:
        for cells in reader:
            clean = [unicodedata.normalize("NFC", one).strip() for one in cells]
            lines.append((number + skipped, clean))
            number = reader.line_num + 1
    except csv.Error as error:
        raise Problem(
            f"{path.name}, line {number + skipped}: it cannot be read as a table "
            f"({error}); {SAVE_AS}."
        ) from None
    return lines


def find_separator(text: str) -> str:
    """Return what parts the cells of the first line that says something."""
    first = next((line for line in text.splitlines() if line.strip(" ;,\t")), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=bare.count)


def decode(path: Path) -> str:
    """Return the text of a file; a sentence says where it is no UTF-8 or UTF-16."""
    content = read_bytes(path)
    for beginning, what in BEGINNINGS.items():
        if content.startswith(beginning):
            raise Problem(f"{path.name} is {what}, not a CSV file: {SAVE_AS}.")
    code = find_code(content)
    try:
        text = content.decode(code)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Problem(
            f"{path.name}, line {line}: the letters are not saved as UTF-8 (perhaps in "
            f"an older encoding of Windows), so some would become others; {SAVE_AS}."
        ) from None
    if "\x00" in text:
        raise Problem(f"{path.name} is not a table of text: {SAVE_AS}.")
    find_spoilt(text, path)
    return text


def read_bytes(path: Path) -> bytes:
    """Read a file that is not too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            size = path.stat().st_size / 1e6
            raise Problem(
                f"{path.name} has {size:.0f} MB, which is too large for a table of "
                "answers or names: save the one sheet that is needed as CSV."
            )
        return read_file(path)
    except FileNotFoundError:
        raise Problem(
            f"There is no file {path}: look at its name, or drag the file into this "
            "window to write it."
        ) from None
    except OSError as error:
        raise Problem(
            f"{path} cannot be read ({error.strerror}): save it as a file in your own "
            "folder and name that file."
        ) from None


def find_code(content: bytes) -> str:
    """Say in which code the letters of a file are."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Without the mark: every other byte of an English heading is zero.
    if content[1:8:2] == b"\x00" * 4:
        return "utf-16-le"
    if content[:8:2] == b"\x00" * 4:
        return "utf-16-be"
    return "utf-8-sig"


def find_spoilt(text: str, path: Path) -> None:
    """Raise Problem where letters were spoilt before the file was saved."""
    for number, line in enumerate(text.splitlines(), start=1):
        if "\ufffd" in line or any(map(is_spoilt, WORD.findall(line))):
            raise Problem(
                f'{path.name}, line {number}: the letters of "{line.strip()[:40]}" '
                f"were spoilt before the file was saved; type them again, then "
                f"{SAVE_AS}."
            )


def is_spoilt(word: str) -> bool:
    """Say whether UTF-8 was read as an old code of Windows: "MariÄ‡" for "Marić"."""
    if word.isascii():
        return False
    for code in ("cp1250", "cp1252"):
        with suppress(UnicodeError):
            b"".join(to_byte(letter, code) for letter in word).decode("utf-8")
            return True
    return False


def to_byte(letter: str, code: str) -> bytes:
    """Return the byte of a letter; Windows reads what a code lacks as latin-1."""
    try:
        return letter.encode(code)
    except UnicodeError:
        return letter.encode("latin-1")


def encode_rows(names: Iterable[str], rows: Iterable[Iterable]) -> bytes:
    """Return a table for Excel as it is set in the region: semicolons, UTF-8 marked.

    A text that a spreadsheet would run as a formula is written as text.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([to_cell(one) for one in row])
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def to_cell(value: object) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    text = UNSEEN.sub(" ", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if FORMULA.match(text) else text
