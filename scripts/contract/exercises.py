"""The part of the contract that looks at exercises: how many, how built, how judged."""

import ast
import re

from scripts.contract import Faults
from scripts.door.errors import Problem
from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson
from scripts.lessons.products import solve, unsolve

HEADING = re.compile(
    r"^### (?:Exercise|Question) (?P<id>\d+\.q?\d+) · "
    r"(?:(?:(?P<level>●{1,3}) )?[^·]+ · )?"
    r"(?P<tag>core|extra) · (?P<minutes>\d+) minutes?$"
)
CORE = 4
FEWEST_EXTRA, MOST_EXTRA = 2, 4
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 5


def check_how_many(lesson: Lesson) -> Faults:
    """Four core exercises, two to four extra ones, ●●● among them; some questions."""
    place = f"{lesson.number}-0-title"
    headings = list_headings(lesson)
    core = [one for one in headings if one["tag"] == "core" and ".q" not in one["id"]]
    extra = [one for one in headings if one["tag"] == "extra" and ".q" not in one["id"]]
    questions = [one for one in headings if ".q" in one["id"]]
    if len(core) != CORE:
        yield place, f"core exercises with code: {len(core)}; make it {CORE}."
    if not FEWEST_EXTRA <= len(extra) <= MOST_EXTRA:
        yield (
            place,
            f"extra exercises with code: {len(extra)}; make it {FEWEST_EXTRA} to "
            f"{MOST_EXTRA}.",
        )
    if "●●●" not in [one["level"] for one in extra]:
        yield place, "no extra exercise is ●●● write it yourself; add one."
    if not FEWEST_QUESTIONS <= len(questions) <= MOST_QUESTIONS:
        yield (
            place,
            f"questions of the concept check: {len(questions)}; ask "
            f"{FEWEST_QUESTIONS} to {MOST_QUESTIONS}.",
        )


def list_headings(lesson: Lesson) -> list[re.Match]:
    """List what the headings of the exercises that have code say."""
    tasks = [
        cells["task"]["source"].partition("\n")[0].strip()
        for cells in lesson.exercises.values()
        if "task" in cells and cells.get("exercise", {}).get("cell_type") == "code"
    ]
    return [match for match in map(HEADING.match, tasks) if match]


def check_exercises(lesson: Lesson) -> Faults:
    """An exercise is whole, in order, in one section, and its markers are right."""
    order = [cell["id"] for cell in lesson.cells]
    for key, cells in lesson.exercises.items():
        base = f"ex-{key.replace('.', '-')}"
        is_question = ".q" in key
        parts = ["task", "exercise", "check"] + ([] if is_question else ["hints"])
        for part in parts if is_question else [*parts, "paper"]:
            if part not in cells:
                yield base, f"the exercise has no {part} cell; add it."
        places = [order.index(cells[part]["id"]) for part in parts if part in cells]
        if places != sorted(places):
            yield base, "put statement, code, check and hints in this order."
        for part, verb in (("check", "check"), ("hints", "hint")):
            wanted = f'{verb}("{key}")'
            if part in cells and cells[part]["source"].strip() != wanted:
                yield cells[part]["id"], f"the cell holds {wanted} and nothing else."
        if "exercise" in cells:
            yield from check_exercise_code(key, cells["exercise"])


def check_exercise_code(key: str, cell: dict) -> Faults:
    """The code of an exercise can be cut, and gives its answer a name of its own."""
    try:
        shown = unsolve(cell["source"], cell["id"])
        solved = solve(cell["source"], cell["id"])
        ast.parse(shown), ast.parse(solved)
    except Problem as problem:
        yield cell["id"], str(problem).split(": ", 1)[-1]
        return
    except SyntaxError as error:
        yield cell["id"], f"line {error.lineno} is no Python ({error.msg}); mend it."
        return
    answer = f"answer_{key.replace('.', '_')}"
    for code, where in ((solved, "solution"), (shown, "prompt")):
        if not re.search(rf"^{answer}\s*(:.*)?=", code, re.MULTILINE):
            yield cell["id"], f"the {where} gives {answer} no value; add that line."


def check_answers(lesson: Lesson) -> Faults:
    """The name of an answer appears in its own exercise only."""
    for cell in lesson.cells:
        if cell["cell_type"] == "code":
            own = "_".join(["answer", *cell["id"].split("-")[1:3]])
            for name in sorted(
                set(re.findall(r"\banswer_\w+", cell["source"])) - {own}
            ):
                yield cell["id"], f"{name} belongs to another exercise; use a new name."


def check_feedback(lesson: Lesson) -> Faults:
    """Lesson and feedback know the same exercises."""
    file = f"workshop/feedback/{int(lesson.number):02d}.py"
    for key in sorted(set(lesson.exercises) - set(lesson.feedback)):
        yield f"ex-{key.replace('.', '-')}", f"{file} has no rules for it; add them."
    for key in sorted(set(lesson.feedback) - set(lesson.exercises)):
        yield f"ex-{key.replace('.', '-')}", f"{file} has it, the lesson not; add it."


def check_headings(lesson: Lesson) -> Faults:
    """Heading, tags and metadata of an exercise agree."""
    for key, cells in lesson.exercises.items():
        task, code = cells.get("task"), cells.get("exercise")
        if task is None:
            continue
        first = task["source"].partition("\n")[0].strip()
        match = HEADING.match(first)
        example = f"### Exercise {key} · ●● fill a blank · core · 10 minutes"
        if not match or match["id"] != key or not (match["level"] or ".q" in key):
            yield task["id"], f'the heading must read like "{example}".'
            continue
        if int(match["minutes"]) != task["metadata"].get("minutes"):
            yield task["id"], "minutes of heading and metadata differ; mend one."
        for cell in (task, code):
            if cell and get_tags(cell) & {"core", "extra"} != {match["tag"]}:
                yield cell["id"], f"the heading says {match['tag']}; tag the cell so."
        if match["level"] == "●●●" and match["tag"] == "core":
            yield task["id"], "●●● is always extra; change the level or the tag."


CHECKS = [
    check_how_many,
    check_exercises,
    check_answers,
    check_feedback,
    check_headings,
]
