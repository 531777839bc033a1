"""What to print for a course, and how often: from its people and its blocks."""

from math import ceil

from scripts.kit.cards import count_sets, list_shown
from scripts.kit.lists import pick_lists
from scripts.kit.signs import fill_signs
from scripts.kit.topic import Topic
from scripts.lessons.courses import Course, list_boxes
from workshop.messages import tr

# Teams have four to six people; cards are shared by two; so are signs, by two tables.
IN_A_TEAM, IN_A_PAIR, TABLES_OF_A_SIGN = 5, 2, 2
# A course that does not say for how many people it is.
PEOPLE = 12


def list_printing(topic: Topic) -> list[dict]:
    """List what to print: product, name, copies, and what to know, in order of use."""
    course = topic.course
    people = course.people or PEOPLE
    teams = ceil(people / IN_A_TEAM)
    pairs = ceil(people / IN_A_PAIR)
    sets = count_sets(len(list_shown(topic.cells)))
    boxes = list_boxes(topic.cells)
    wanted = [
        (
            "sheets",
            tr("Sheets"),
            people,
            tr("one for each person; some in large print"),
        ),
        (
            "learning-check",
            tr("Learning check"),
            people if asks(course) else 0,
            tr("both forms for each person: one before, the other after"),
        ),
        (
            "cards",
            tr("Case cards"),
            ceil(pairs / sets) if sets else 0,
            say_sets(sets),
        ),
        (
            "canvas",
            tr("Canvas"),
            teams if boxes else 0,
            tr("one for each team, on A3 or on two sheets of A4"),
        ),
        (
            "lists",
            tr("Lists to choose from"),
            teams if pick_lists(topic) else 0,
            tr("one for each table that works on paper"),
        ),
        (
            "signs",
            tr("Signs: the first sheet"),
            ceil(teams / TABLES_OF_A_SIGN),
            tr("cut: the cards stuck and done for each table"),
        ),
        ("signs", tr("Signs: the other sheets"), 1, say_others(topic, teams)),
        (
            "run-of-show",
            tr("Run of show"),
            1,
            tr("for you; a second one for each helper"),
        ),
        ("guide", tr("Guide"), 1, tr("for you: what to say, slide by slide")),
        (
            "key",
            tr("Answer key"),
            1,
            tr("for you and each helper; never for the tables"),
        ),
    ]
    keys = ("product", "name", "copies", "what")
    return [dict(zip(keys, one, strict=True)) for one in wanted if one[2]]


def say_sets(sets: int) -> str:
    """Say for whom the cards are, of which a sheet holds so many sets."""
    if sets < 2:
        return tr("a set for two people; on both sides, then cut")
    return tr("a set for two people, several on a sheet; on both sides, then cut")


def asks(course: Course) -> bool:
    """Say whether the course has a learning check."""
    return any(block.kind == "check" for block in course.blocks)


def say_others(topic: Topic, teams: int) -> str:
    """Say for what the signs are that do not lie on every table all day."""
    named = {cell["id"] for cell in topic.cells}
    what = [tr("the sign for the door")]
    if len(fill_signs(topic)["doors"]) > 1:
        what.append(tr("the sheets for the walls"))
    if len(fill_signs(topic)["sheets"]) > 1:
        what.append(tr("cards to hold, cut"))
    text = ", ".join(what)
    if "1-3-talk-move" in named:
        times = ceil(teams / TABLES_OF_A_SIGN)
        more = tr("YES and NO {n} time", "YES and NO {n} times", n=times)
        return f"{text}; {more}"
    return text
