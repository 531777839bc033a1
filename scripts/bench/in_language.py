"""Time the course of one day in a language beside the English one, in the same run.

All happens in one copy of the project, whose pages, record of proof and cache of
languages are empty at first. "One passage changed" is a build after a word was added to
one translated paragraph, "one caption" after one in the code of a lesson, "one message
of all lessons" after one in the line above the description of every chart.
"""

import sys
import tempfile
from pathlib import Path

import polib

from scripts.bench import ways
from scripts.bench.measuring import HEAD, Timing, measure
from scripts.door.environment import get_python
from scripts.door.errors import Problem, report_faults
from scripts.languages.catalogues import is_done, read_po
from scripts.languages.known import LANGUAGES, Language, find_language
from scripts.languages.wanted import BEGIN_WITH

IN_CODE = "in code: caption"
IN_ALL = "Description of the chart: {title}"


def measure_language(asked: str) -> list[Timing]:
    """Measure the course in English and in a language; raises Problem."""
    language = find_language(asked)
    print(f"{HEAD}\n{'|---' * 5}|", flush=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        project = ways.copy_project(Path(folder) / "project")
        ways.forget_all(project)
        name, count = language.name, len(ways.list_lessons(project))
        base = measure(f"{BEGIN_WITH}, everything verified", count, build, project)
        timings = [base]
        for way, kind in (
            ("everything run", None),
            ("nothing changed", None),
            ("one passage changed", ""),
            ("one caption changed", IN_CODE),
            ("one message of all lessons changed", IN_ALL),
        ):
            if kind is not None:
                change_message(project, language, kind)
            way = f"{BEGIN_WITH} in {name}, {way}"
            options = ["--language", language.code]
            timings.append(measure(way, count, build, project, *options, base=base))
    return timings


def build(project: Path, *options: str) -> None:
    """Build the course in a copy."""
    command = [get_python(), "-m", "scripts.door.verbs", "build", BEGIN_WITH, *options]
    ways.run(command, project)


def change_message(project: Path, language: Language, kind: str) -> None:
    """Add a sign to a translated paragraph of a lesson, to a text in its code, or to
    a message of ours.
    """
    base = LANGUAGES[language.made_of] if language.made_of else language
    path = base.place("workshop" if kind == IN_ALL else "lessons", project)
    file = read_po(path)
    entry = next(filter(lambda one: is_meant(one, kind), file), None)
    if entry is None:
        raise Problem(f"bench: no message of the course is translated in {base.name}.")
    entry.msgstr = f"… {entry.msgstr}"
    path.write_text(f"{file}\n", encoding="utf-8", newline="\n")


def is_meant(entry: polib.POEntry, kind: str) -> bool:
    """Say whether an entry is a whole paragraph of the course, or of this kind."""
    if kind == IN_ALL:
        return entry.msgid == kind
    notes = entry.comment.split("; ")
    wanted = [BEGIN_WITH, kind] if kind else [BEGIN_WITH]
    return is_done(entry) and not entry.msgid_plural and notes == wanted


def main(argv: list[str]) -> int:
    """Measure the language that is named."""
    measure_language(argv[0])
    return 0


if __name__ == "__main__":
    sys.exit(report_faults(main, sys.argv[1:]))
