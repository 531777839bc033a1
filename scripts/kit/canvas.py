"""The canvas of a team's plan, on A3 and on two sheets of A4 laid side by side."""

from scripts.kit.topic import Topic
from scripts.kit.writing import make_room
from scripts.lessons import words
from workshop.messages import tr
from workshop.plan.boxes import BOXES

# Each half of the canvas is one sheet of A4: two columns, and a band below them.
HALVES = (
    ((("challenge", "problem"), ("cause", "instruments")), ()),
    ((("idea",), ("gap", "practice")), ("steps",)),
)
OPEN = "Not part of this course (lesson {lesson} helps)."


def fill_canvas(topic: Topic) -> dict:
    """Return the halves with their boxes, and the sentence about collecting."""
    left_open = topic.course.left_open if topic.course else ()

    def make(names: tuple[str, ...]) -> list[dict]:
        return [make_box(name, name in left_open) for name in names]

    halves = [
        {"columns": [make(column) for column in columns], "band": make(band)}
        for columns, band in HALVES
    ]
    path = words.find_words(topic.path, words.CANVAS)
    cell = words.read_words(path, "w-canvas")[0]
    consent = make_room(topic.to_html(cell.source, cell.id))
    return {"halves": halves, "consent": consent}


def make_box(name: str, is_open: bool) -> dict:
    """Return one box of the plan: title, questions, and whether the course leaves it.

    ``weight`` is its share of the height of a column.
    """
    title, lesson, questions = BOXES[name]
    return {
        "name": name,
        "title": title,
        "questions": list(questions.values()),
        "open": tr(OPEN, lesson=lesson) if is_open else "",
        "weight": 1 if is_open else len(questions) + 0.5,
    }
