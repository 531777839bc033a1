"""Certificates and the list of attendance: who was there, how long, and for what.

They say no more than is true: hours and topics are those of the course on the days on
which somebody was there, and nothing was examined.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically
from scripts.kit.handed_in import tidy
from scripts.kit.results import render_result
from scripts.kit.spreadsheets import Row, read_rows
from scripts.lessons.courses import Course, Day, list_lessons_of, read_library
from scripts.lessons.lesson import Lesson
from scripts.pages.layout import list_headings
from scripts.pages.markdown import to_plain
from workshop.messages import tr
from workshop.reading import read_truth
from workshop.wording import join

# The first column, as lists of the region call it.
NAMES = ("name", "names", "ime", "ime_i_prezime", "emri", "emri_dhe_mbiemri",
         "име", "име_и_презиме", "име_и_презиме_на_учесник")  # fmt: skip
DAY = re.compile(r"(?:day|dan|dita|дан|ден)_?(\d+)")
SIGNS = {"x": True, "х": True, "✓": True, "✔": True, "+": True, "1": True,
         "": False, "-": False, "–": False, "0": False}  # fmt: skip
# A letter that was lost on the way, or what no name holds.
NO_LETTER = re.compile(r"[?\d<>@=|\\]")
LONGEST = 80
START = "0"  # the lesson that opens every course is no topic


@dataclass(frozen=True)
class Guest:
    """Somebody who took part, with the numbers of the days ((): none is recorded)."""

    name: str
    line: int
    days: tuple[int, ...]


def certify(
    path: Path,
    course: Course,
    place: Path,
    when: str = "",
    where: str = "",
    root: Path = ROOT,
) -> list[str]:
    """Write the page of certificates for the names in a table; return remarks.

    Raises Problem, and writes nothing, when a line cannot be taken as it is.
    """
    guests, is_recorded = read_guests(path, course)
    present = [guest for guest in guests if guest.days]
    if not present:
        raise Problem(
            f"{path.name}: nobody is marked as present on any day; write x in the "
            "columns of the days, or leave these columns out."
        )
    lessons = read_library(root)
    page = {
        "title": course.title,
        "up": "../",
        "made_from": f"{path.name} and {course.path.name}",
    }
    shown = {
        "days": [
            {"number": day.number, "minutes": count_minutes([day])}
            for day in course.days
        ],
        "is_recorded": is_recorded,
        "when": tidy(when),
        "where": tidy(where),
        "guests": guests,
        "certificates": [
            {"id": f"guest-{number}", "name": guest.name}
            | describe_part(course, guest.days, lessons)
            for number, guest in enumerate(present, start=1)
        ],
    }  # fmt: skip
    content = path.read_bytes() + course.path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    write_atomically(place, render_result("certificates", page, digest, shown))
    return list_remarks(guests, path)


def read_guests(path: Path, course: Course) -> tuple[list[Guest], bool]:
    """Read the names, and whether the table records days. Raises Problem."""
    names, rows = read_rows(path)
    column = next((name for name in names if name in NAMES), None)
    if column is None:
        raise Problem(
            f'{path.name}, line 1: no column is called "name"; write this word above '
            "the names."
        )
    days = find_days(path, [name for name in names if name != column], course)
    faults, guests = [], []
    for row in rows:
        fault = find_fault(row, column, days)
        if fault:
            faults.append(f"{path.name}, line {row.line}: {fault}")
            continue
        there = tuple(number for number, head in days.items()
                      if read_presence(row.cells[head]))  # fmt: skip
        everywhere = tuple(day.number for day in course.days)
        guests.append(
            Guest(" ".join(row.cells[column].split()), row.line,
                  there if days else everywhere)
        )  # fmt: skip
    if faults:
        raise Problem("\n".join(faults))
    if not guests:
        raise Problem(f"{path.name} holds no name: write one below the other.")
    return guests, bool(days)


def find_days(path: Path, heads: list[str], course: Course) -> dict[int, str]:
    """Map the days of the course to their columns; raise Problem for any other."""
    days: dict[int, str] = {}
    for head in heads:
        found = DAY.fullmatch(head)
        if not found or not 1 <= int(found[1]) <= len(course.days):
            allowed = ", ".join(f'"day {day.number}"' for day in course.days)
            raise Problem(
                f'{path.name}, line 1: the column "{head}" is not used here; take it '
                f'out. The columns are "name" and, if you like, {allowed}.'
            )
        twice = days.setdefault(int(found[1]), head)
        if twice != head:
            raise Problem(
                f'{path.name}, line 1: the columns "{twice}" and "{head}" are both of '
                f"day {int(found[1])}; keep one of them."
            )
    missing = [day.number for day in course.days if days and day.number not in days]
    if missing:
        raise Problem(
            f'{path.name}, line 1: the column "day {missing[0]}" is missing, and other '
            "days are there; add it, also when nobody came."
        )
    return dict(sorted(days.items()))


def find_fault(row: Row, column: str, days: dict[int, str]) -> str:
    """Say what is wrong with a line, "" when nothing is."""
    name = " ".join(row.cells[column].split())
    if not name:
        return "the name is missing; write it, or take out the line."
    lost = NO_LETTER.search(name)
    if lost or not name.isprintable():
        sign = lost[0] if lost else "an unseen sign"
        return (
            f'"{name[:40]}" holds {sign}, which no name does; perhaps a letter was '
            "lost when the file was saved. Type the name again."
        )
    if len(name) > LONGEST:
        return f"the name has {len(name)} letters; shorten it to {LONGEST}."
    for number, head in days.items():
        if read_presence(row.cells[head]) is None:
            return (
                f'"{row.cells[head][:20]}" in the column of day {number} is neither '
                "yes nor no; write x, or leave it empty."
            )
    return ""


def read_presence(text: str) -> bool | None:
    """Read whether somebody was there: x, a tick, yes or no in words of the region."""
    plain = text.strip().casefold()
    return SIGNS[plain] if plain in SIGNS else read_truth(plain)


def describe_part(
    course: Course, numbers: tuple[int, ...], lessons: list[Lesson]
) -> dict:
    """Return what somebody attended: days in words, time, topics."""
    days = [day for day in course.days if day.number in numbers]
    is_whole = len(days) == len(course.days)
    return {
        "attended": say_attended(() if is_whole else numbers, len(course.days)),
        "time": write_time(count_minutes(days)),
        "topics": list_topics(course, days, lessons),
    }


def count_minutes(days: Iterable[Day]) -> int:
    """Count the minutes of days without their pauses."""
    return sum(
        block.minutes for day in days for block in day.blocks if block.kind != "pause"
    )


def write_time(minutes: int) -> str:
    """Write minutes as hours and minutes: "5 hours 45 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [tr("{n} hour", "{n} hours", n=hours)] if hours else []
    if rest:
        parts.append(tr("{n} minute", "{n} minutes", n=rest))
    return " ".join(parts)


def list_topics(
    course: Course, days: Iterable[Day], lessons: list[Lesson]
) -> list[str]:
    """List the topics of these days: titles of lessons, but for the start lesson."""
    numbers = {
        block.name.partition("-")[0]
        for day in days
        for block in day.blocks
        if block.kind == "section"
    }
    return [
        to_plain(next(text for cell in lesson.cells for _, text in list_headings(cell)))
        for lesson in list_lessons_of(course, lessons)
        if lesson.number in numbers - {START}
    ]


def say_attended(numbers: tuple[int, ...], total: int) -> str:
    """Say what somebody attended; without numbers it was the whole course.

    It stands alone behind "Attendance", so that no language must fit a verb to a name.
    """
    if not numbers:
        return tr("the whole course")
    days = join(map(str, numbers))
    if len(numbers) == 1:
        return tr(
            "day {days} of {total} days",
            days=days,
            total=total,
        )
    return tr(
        "days {days} of {total} days",
        days=days,
        total=total,
    )


def list_remarks(guests: list[Guest], path: Path) -> list[str]:
    """Say who is there twice, and who gets no certificate."""
    counts = Counter(guest.name.casefold() for guest in guests)
    lines: dict[str, list[str]] = {}
    for guest in guests:
        lines.setdefault(guest.name.casefold(), []).append(str(guest.line))
    remarks = [
        f"{path.name}, lines {' and '.join(lines[key])}: the same name; each has a "
        "certificate. Take one line out if this is one person."
        for key, count in counts.items()
        if count > 1
    ]
    remarks += [
        f"{path.name}, line {guest.line}: no day is marked, so there is no certificate."
        for guest in guests
        if not guest.days
    ]
    return remarks
