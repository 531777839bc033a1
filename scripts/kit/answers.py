"""Read the answers of a learning check: typed from paper, or out of worksheets.

A table has one line a person, or one for each of the two times: ``code``,
``before_form``, ``before_1`` …, ``after_form``, ``after_1`` …. Codes and letters are
understood in Cyrillic, too. No worksheet is run.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from scripts.door.errors import Problem
from scripts.kit.hand_ins import walk_latest
from scripts.kit.handed_in import (
    Unusable,
    list_assigned,
    name_place,
    read_bytes,
    read_literal,
    read_worksheet,
)
from scripts.kit.spreadsheets import read_rows
from scripts.lessons.learning_check import FORMS, Item, LearningCheck, make_cells
from workshop.reading import read_letters, read_lookalikes

HALVES = ("before", "after")
CODE = {"table": "code", "worksheet": "my_code"}
WHOLE = re.compile(r"(\d+)[.,]0+")  # a number as a spreadsheet may write it: 2,0
LONGEST_CODE = 20


@dataclass(frozen=True)
class Half:
    """What somebody answered at one time: the form, and a letter ("": none) each."""

    form: str
    letters: tuple[str, ...]


@dataclass
class Person:
    """The answers under one code; ``places`` say where they stand."""

    code: str
    places: list[str]
    halves: dict[str, Half]


@dataclass
class Answers:
    """Everybody's answers, remarks for the facilitator, and faults that stop."""

    people: list[Person] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


def read_answers(paths: list[Path], check: LearningCheck, title: str = "") -> Answers:
    """Read files and folders; ``title`` is that of the course, "" for any one course.

    Raises Problem with one line per fault: each names the file, the line, the mend.
    """
    answers = Answers()
    for path in paths:
        if path.is_dir():
            pile = walk_latest(path)
            answers.remarks += [f"{name}: {why}." for name, why in pile.skipped]
            for file in pile.files:
                if file.suffix.lower() in (".csv", ".ipynb"):
                    read_file(file, check, answers, is_named=False)
        else:
            read_file(path, check, answers, is_named=True)
    answers.faults += find_mixed(answers.titles, title)
    answers.people = merge(answers)
    if answers.faults:
        raise Problem("\n".join(answers.faults))
    if not answers.people:
        raise Problem(
            f"{', '.join(path.name for path in paths)}: nobody's answers stand in it. "
            "Name the table that you typed from the sheets, or the worksheets."
        )
    return answers


def read_file(
    path: Path, check: LearningCheck, answers: Answers, is_named: bool
) -> None:
    """Read one file; what a folder holds beside the answers is a remark, no fault."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".ipynb":
            answers.people += read_from_worksheet(path, check, answers)
        elif suffix in (".csv", ".txt", ".tsv"):
            answers.people += read_from_table(path, check, answers)
        elif not path.exists():
            read_rows(path)  # says that there is none
        else:
            raise Problem(
                f"{path.name} is neither a CSV table nor a worksheet (.ipynb): save "
                'the table as "CSV UTF-8", and give its name.'
            )
    except Problem as problem:
        answers.faults.append(str(problem))
    except Unusable as reason:
        where = answers.faults if is_named else answers.remarks
        where.append(f"{name_place(path)}: {reason}. It was not read.")


def read_from_table(path: Path, check: LearningCheck, answers: Answers) -> list[Person]:
    """Read the lines of a table that hold answers."""
    names, rows = read_rows(path)
    known = list_columns(check)
    missing = [name for name in known if name not in names]
    half_only = [h for h in HALVES if not any(n.startswith(f"{h}_") for n in names)]
    missing = [name for name in missing if name.partition("_")[0] not in half_only]
    strange = [name for name in names if name not in known]
    for name in strange[:1]:
        raise Problem(
            f'{path.name}, line 1: the column "{name}" is not one of the learning '
            "check; take it out, or mend its name. The columns are: "
            f"{', '.join(known)}."
        )
    if missing or len(half_only) == len(HALVES):
        raise Problem(
            f"{path.name}, line 1: the column {', '.join(missing[:3]) or known[1]} is "
            f"missing; add it. The columns are: {', '.join(known)}."
        )
    people = []
    for row in rows:
        place = f"{path.name}, line {row.line}"
        people += make_person(place, CODE["table"], row.cells, check, answers)
    return people


def list_columns(check: LearningCheck) -> list[str]:
    """List the columns of a table of answers, in order."""
    numbers = [item.number for item in check.list_form(FORMS[0])]
    halves = [
        name for half in HALVES
        for name in (f"{half}_form", *(f"{half}_{number}" for number in numbers))
    ]  # fmt: skip
    return [CODE["table"], *halves]


def read_from_worksheet(
    path: Path, check: LearningCheck, answers: Answers
) -> list[Person]:
    """Read what a worksheet writes down. Raises Problem, and Unusable for no check."""
    place = name_place(path)
    sheet = read_worksheet(read_bytes(path))
    wanted, cells = {CODE["worksheet"], *list_columns(check)}, {}
    for code in sheet.code:
        for name, value, line in list_assigned(code):
            if name in wanted:
                cells[name] = (read_literal(value), line)
    if not cells:
        title = f' of "{sheet.title}"' if sheet.title else ""
        raise Unusable(f"it is a worksheet{title} that holds no learning check")
    for half in HALVES:
        for cell in make_cells(check, half):
            text = sheet.texts.get(cell.id, cell.source)
            if cell.cell_type == "markdown" and text.strip() != cell.source.strip():
                raise Problem(
                    f"{place}: its learning check asks other questions, so it "
                    "belongs to another course or to an earlier state of it. Measure "
                    "it by itself: write --course and the name of its course."
                )
    for name, (text, line) in cells.items():
        if text is None:
            raise Problem(
                f"{place}, the cell with {name}, line {line}: code stands there "
                "where a letter in quotation marks should be, and no code is run here; "
                'write it plainly, for example "b".'
            )
    answers.titles.setdefault(sheet.title, place)
    texts = {name: text for name, (text, _) in cells.items()}
    return make_person(place, CODE["worksheet"], texts, check, answers)


def make_person(
    place: str, code_name: str, cells: dict, check: LearningCheck, answers: Answers
) -> list[Person]:
    """Return the person whose answers stand in ``cells``; none where nothing does."""
    code = read_code(cells.get(code_name, ""))
    faults: list[str] = []
    halves = {}
    for half in HALVES:
        letters = [
            read_letter(place, item, f"{half}_{item.number}", cells, faults)
            for item in check.list_form(FORMS[0])
        ]
        if any(letters):
            form = read_form(place, half, code, cells, faults, answers)
            halves[half] = Half(form, tuple(letters))
    answers.faults += faults
    if not halves:
        if code or code_name == CODE["worksheet"]:
            answers.remarks.append(f"{place}: no answer of the learning check.")
        return []
    return [Person(code, [place], halves)]


def read_code(text: str) -> str:
    """Return a code as everybody may have written it: "ma 07" is "MA07"."""
    plain = "".join(unicodedata.normalize("NFC", text).upper().split())
    return read_lookalikes(plain)[:LONGEST_CODE]


def read_letter(
    place: str, item: Item, name: str, cells: dict, faults: list[str]
) -> str:
    """Return the letter of an answer, "" for none; a fault where there are several."""
    text = cells.get(name, "").strip(" .…_-–")
    whole = WHOLE.fullmatch(text)
    found = read_letters(whole[1] if whole else text, "".join(item.choices))
    if not text or len(found) == 1:
        return found[0] if text else ""
    faults.append(
        f'{place}: "{text[:30]}" is no answer to {name}; write one of '
        f"{', '.join(item.choices)} in Latin letters, or leave it empty."
    )
    return ""


def read_form(
    place: str, half: str, code: str, cells: dict, faults: list, answers: Answers
) -> str:
    """Return the form that somebody had; the code tells where it is not written."""
    text = cells.get(f"{half}_form", "").strip(" .…")
    found = read_letters(text, "ab")
    if len(found) == 1:
        return found[0].upper()
    if not text and code[-1:].isdecimal():
        is_even = int(code[-1]) % 2 == 0
        form = FORMS[is_even != (half == HALVES[0])]
        answers.remarks.append(
            f"{place}: {half}_form is empty. The code ends with {code[-1]}, so form "
            f"{form} was taken."
        )
        return form
    faults.append(
        f'{place}: {half}_form says "{text[:20]}"; write A or B, as on the sheet.'
    )
    return FORMS[0]


def find_mixed(titles: dict[str, str], wanted: str) -> list[str]:
    """Say which worksheets are of another course than the one that is measured."""
    known = {title: name for title, name in titles.items() if title}
    others = {title: name for title, name in known.items() if title != wanted}
    if wanted and others:
        return [
            f'{name} is a worksheet of "{title}", not of "{wanted}": leave it out, or '
            "name its own course."
            for title, name in others.items()
        ]
    if len(known) > 1:
        pairs = [f'{name} is of "{title}"' for title, name in known.items()]
        return [
            f"These are worksheets of different courses ({'; '.join(pairs)}): measure "
            "each course by itself."
        ]
    return []


def merge(answers: Answers) -> list[Person]:
    """Return one person for each code; two answers to the same time are a fault."""
    groups: dict[str, list[Person]] = defaultdict(list)
    people: list[Person] = []
    for person in answers.people:
        (groups[person.code] if person.code else people).append(person)
    without = [p for p in people if len(p.halves) < len(HALVES)]
    answers.remarks += [
        f"{p.places[0]}: no code, so before and after cannot be laid side by side."
        for p in without
    ]
    for code, group in groups.items():
        first, *others = group
        for other in others:
            again = [h for h in other.halves if h in first.halves]
            if again and all(other.halves[h] == first.halves[h] for h in again):
                answers.remarks.append(
                    f"{other.places[0]}: the same answers under the same code as in "
                    f"{first.places[0]}; they count once."
                )
            elif again:
                answers.faults.append(
                    f"{other.places[0]}: the code {code} stands in {first.places[0]}, "
                    f"too, with other answers {again[0]} the course. If these are two "
                    f"people, write X{code} for one of them both times; if it is one, "
                    "take out one of the lines."
                )
            first.halves |= other.halves
            first.places += other.places
        people.append(first)
    return people
