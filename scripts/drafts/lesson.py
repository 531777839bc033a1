"""Begin a lesson: a draft that holds all that the contract asks for, and runs."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically
from scripts.door.hashes import find_feedback
from scripts.drafts.exercise import DEBRIEF, MINUTES, make_cell, make_exercise
from scripts.drafts.lesson_words import (
    CHECK,
    COUNT,
    EXPLAIN,
    EXTRA,
    HEADING,
    KEYPOINTS,
    MOVE_CELL,
    OPENING,
    PLAN_EXPLAIN,
    PLAN_HEADING,
    PLAN_PAPER,
    PLAN_SAYS,
    QUESTION,
    QUESTIONS_PAPER,
    SAYS,
    SECTION_NOTE,
    SETUP,
    SOURCES,
    TALK_CELL,
    TERMS,
)
from scripts.drafts.rules import write_file
from scripts.lessons.listing import list_notebooks
from scripts.lessons.notebooks import name_file, normalise, write_notebook
from workshop.plan.boxes import BOXES

MOST_WORDS = 4  # of the title, in the name of the file
WORDS = ("first", "second", "third", "fourth")
LEVELS = (1, 2, 2, 2)
QUESTIONS = (1, 2, 3)
TALK, READING, PLAN = 5, 4, 12
SECTION = READING + MINUTES + DEBRIEF + TALK
ON_SLIDE = {"title": "slide", "question": "slide", "objectives": "subslide"}
NEXT = (
    "{lesson} is a draft that runs, and {rules} holds the rules of its exercises. "
    'build leaves it out, and no course changes. Look for "TO WRITE" in both files.',
    "Next: open --edit {number} opens it in JupyterLab; preview {number} shows its "
    "pages while you write; refresh {number} runs it and says what is still to be "
    "written.",
)


def begin_lesson(title: str, root: Path = ROOT) -> list[str]:
    """Write a draft of a lesson and its rules; say what is next.

    The lesson gets the number after the last one. Raises Problem when there is none
    left, or when its rules are there already.
    """
    title = " ".join(title.split())
    number = 1 + max((int(p.name[:2]) for p in list_notebooks(root=root)), default=-1)
    path = root / "notebooks" / f"{number:02d}-{make_name(title)}.ipynb"
    rules = find_feedback(path, root)
    if number > 99:
        raise Problem(
            "Lessons have two digits, and 99 is taken: remove a lesson first."
        )
    if rules.exists():
        raise Problem(
            f"{rules.relative_to(root).as_posix()} is there already, without a lesson: "
            "remove or rename it first."
        )
    exercises = [f"{number}.{n}" for n in range(1, 7)]
    questions = [f"{number}.q{n}" for n in QUESTIONS]
    write_atomically(rules, write_file(str(number), exercises, questions))
    write_notebook(path, make_lesson(title, str(number)))
    words = {
        "lesson": name_file(path),
        "rules": rules.relative_to(root).as_posix(),
        "number": path.name[:2],
    }
    return [line.format(**words) for line in NEXT]


def make_name(title: str) -> str:
    """Return a few words of a title as a file's name has them. Raises Problem."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    if not words:
        raise Problem(
            'A lesson needs a title with Latin letters: new lesson "Who pays?".'
        )
    return "-".join(words[:MOST_WORDS])


def make_lesson(title: str, number: str) -> NotebookNode:
    """Return a lesson as a draft, whole but for its words."""
    cells = [
        *make_opening(title, number),
        *(cell for n in range(1, 5) for cell in make_section(number, n)),
        *make_plan(number),
        *make_check(number),
        *make_extra(number),
        *make_end(number),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"draft": True})
    return normalise(notebook)


def make_opening(title: str, number: str) -> list[NotebookNode]:
    """Return what stands before the first section."""
    words = {"title": title, "number": number}
    shown_by = [[f"{number}.{n}"] for n in range(1, 5)]
    box, fields = pick_box()
    more: dict[str, Any] = {
        "objectives": {"shown_by": [*shown_by, [f"plan:{box}.{fields[0]}"]]}
    }
    cells = [
        make_cell(
            f"{number}-0-{name}",
            source.format(**words),
            ["facilitator"] if name == "note" else None,
            ON_SLIDE.get(name),
            **more.get(name, {}),
        )
        for name, source in OPENING.items()
    ]
    return [*cells, make_cell(f"{number}-0-setup", SETUP, ["setup"], code=True)]


def make_section(number: str, n: int) -> list[NotebookNode]:
    """Return section ``n`` of the core, with its exercise and its talk."""
    base, moves = f"{number}-{n}", n == 2
    talk = (MOVE_CELL if moves else TALK_CELL).format(minutes=TALK)
    tags = ["talk", "move"] if moves else ["talk"]
    return [
        make_cell(
            f"{base}-{WORDS[n - 1]}",
            HEADING.format(n=n),
            slide="slide",
            minutes=SECTION,
        ),
        make_cell(
            f"{base}-note", SECTION_NOTE.format(n=n, minutes=SECTION), ["facilitator"]
        ),
        make_cell(f"{base}-how", EXPLAIN),
        make_cell(f"{base}-count", COUNT, slide="subslide", code=True),
        make_cell(f"{base}-count-says", SAYS),
        *make_exercise(f"{number}.{n}", base, LEVELS[n - 1], "core"),
        make_cell(f"{base}-talk", talk, tags, "subslide", minutes=TALK),
    ]


def pick_box() -> tuple[str, list[str]]:
    """Return the last box of the plan and its fields, which a draft fills."""
    name = list(BOXES)[-1]
    return name, list(BOXES[name].questions)


def make_plan(number: str) -> list[NotebookNode]:
    """Return the section that fills a box of the team's plan."""
    base, (box, fields) = f"{number}-5", pick_box()
    title, questions = BOXES[box].title, BOXES[box].questions
    blanks = "".join(f"    {field}=...,\n" for field in fields)
    rows = "\n".join(f"| {question} | |" for question in questions.values())
    return [
        make_cell(f"{base}-plan", PLAN_HEADING, slide="slide", minutes=PLAN),
        make_cell(
            f"{base}-note", SECTION_NOTE.format(n=5, minutes=PLAN), ["facilitator"]
        ),
        make_cell(f"{base}-how", PLAN_EXPLAIN.format(title=title)),
        make_cell(f"{base}-write", f'plan.write(\n    "{box}",\n{blanks})', code=True),
        make_cell(f"{base}-write-says", PLAN_SAYS.format(title=title)),
        make_cell(f"{base}-show", f'plan.show("{box}")', code=True),
        make_cell(f"{base}-paper", PLAN_PAPER.format(rows=rows), ["paper"]),
        make_cell(
            f"{base}-talk",
            TALK_CELL.format(minutes=TALK),
            ["talk"],
            "subslide",
            minutes=TALK,
        ),
    ]


def make_check(number: str) -> list[NotebookNode]:
    """Return the section with the questions."""
    base, minutes = f"{number}-6", len(QUESTIONS)
    cells = [
        make_cell(f"{base}-check", CHECK, slide="slide", minutes=minutes),
        make_cell(
            f"{base}-note", SECTION_NOTE.format(n=6, minutes=minutes), ["facilitator"]
        ),
    ]
    for n in QUESTIONS:
        key, id_ = f"{number}.q{n}", f"ex-{number}-q{n}"
        answer = f'### BEGIN SOLUTION\nanswer_{number}_q{n} = "a"\n### END SOLUTION'
        cells += [
            make_cell(
                f"{id_}-task", QUESTION.format(key=key), ["task", "core"], minutes=1
            ),
            make_cell(id_, answer, ["exercise", "core"], code=True),
            make_cell(f"{id_}-check", f'check("{key}")', ["check"], code=True),
        ]
    rows = "\n".join(f"| {number}.q{n} TO WRITE: its words | | |" for n in QUESTIONS)
    paper = QUESTIONS_PAPER.format(rows=rows)
    return [*cells, make_cell(f"{id_}-paper", paper, ["paper"])]


def make_extra(number: str) -> list[NotebookNode]:
    """Return the extra section with its two exercises."""
    base, minutes = f"{number}-7", 2 + 2 * (MINUTES + DEBRIEF)
    return [
        make_cell(f"{base}-more", EXTRA, ["extra"], "slide", minutes=minutes),
        make_cell(
            f"{base}-note", SECTION_NOTE.format(n=7, minutes=minutes), ["facilitator"]
        ),
        *make_exercise(f"{number}.5", base, 2, "extra"),
        *make_exercise(f"{number}.6", base, 3, "extra"),
    ]


def make_end(number: str) -> list[NotebookNode]:
    """Return key points, words and sources."""
    base = f"{number}-9"
    return [
        make_cell(f"{base}-keypoints", KEYPOINTS, slide="slide", minutes=1),
        make_cell(
            f"{base}-note",
            "**Facilitator. Last minute.** TO WRITE: the goodbye.",
            ["facilitator"],
        ),
        make_cell(f"{base}-words", TERMS),
        make_cell(f"{base}-terms", 'terms("social-innovation")', code=True),
        make_cell(f"{base}-also", SOURCES),
        make_cell(f"{base}-sources", 'sources("cases")', code=True),
    ]
