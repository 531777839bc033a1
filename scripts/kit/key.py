"""The answer key: what is right, on screen and on paper, and what people get wrong.

Every number is computed: answers by ``Exercise.expected()``, replies by the rules that
``check`` uses, the versions on paper by ``Exercise.paper()``.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from scripts.kit.measuring import find_check
from scripts.kit.sheets import strip_links
from scripts.kit.topic import Topic
from scripts.lessons.cells import get_english, get_tags, is_heading
from scripts.lessons.lesson import find_exercise
from scripts.lessons.products import solve
from scripts.pages.layout import list_headings
from scripts.pages.markdown import highlight_code, to_plain
from workshop.messages import look_up, tr
from workshop.rules import Case, Exercise, Question, judge
from workshop.speaking import put_into_words
from workshop.wording import join, write_value

NEXT = re.compile(r"\*+Ask next\b")
BREAK = re.compile(r"\n\s*\n")
NO_WORDS = re.compile(r" object at 0x")
MOST_ROWS = 12
YEARS = range(1900, 2101)
AS_ON_SCREEN = "The answer on paper is the one above."


def fill_key(topic: Topic) -> dict:
    """Return what the page of the key shows: entries, and forms of the check."""
    entries = [
        make_entry(topic, key, cells) for key, cells in list_exercises(topic.cells)
    ]
    return {"entries": entries, "check": list_check(topic)}


def list_check(topic: Topic) -> list[tuple[int, str, str, str]]:
    """Return the answers of the learning check: number, objective, form A, form B."""
    if topic.course is None:
        return []
    check = find_check(topic)
    pairs = zip(check.list_form("A"), check.list_form("B"), strict=True)
    return [(a.number, to_plain(a.objective), a.answer, b.answer) for a, b in pairs]


def list_exercises(cells: list[dict]) -> list[tuple[str, list[dict]]]:
    """List the exercises in order, each with its cells and the notes after it."""
    found: dict[str, list[dict]] = {}
    current = None
    for cell in cells:
        key = find_exercise(cell)
        if key:
            current = key
            found.setdefault(key, []).append(cell)
        elif current and "facilitator" in get_tags(cell):
            found[current].append(cell)
        elif is_heading(cell) or get_tags(cell) & {"talk", "task"}:
            current = None
    return list(found.items())


def make_entry(topic: Topic, key: str, cells: list[dict]) -> dict:
    """Return the entry of one exercise or question; it is computed once.

    The cells of a lesson and of its courses are mostly the same.
    """
    known = topic.find_lesson(key.partition(".")[0]).entries
    shown = tuple((c["id"], c["source"], *sorted(get_tags(c))) for c in cells)
    state = (key, topic.page["folder"], shown)
    if state not in known:
        known[state] = compute_entry(topic, key, cells)
    return known[state]


def compute_entry(topic: Topic, key: str, cells: list[dict]) -> dict:
    """Return the entry of one exercise or question."""
    exercise = find_feedback(topic, key)
    task = next(cell for cell in cells if "task" in get_tags(cell))
    code = next(cell for cell in cells if "exercise" in get_tags(cell))
    heading = next(text for _, text in list_headings(task))
    has_paper = any("paper" in get_tags(cell) for cell in cells)
    make: Any = make_letters if isinstance(exercise, Question) else make_answers
    entry = make(topic, exercise, key) | {
        "id": f"key-{key.replace('.', '-')}",
        "title": to_plain(heading.partition(" · ")[0]),
        "code": highlight_code(solve(code["source"], code["id"])),
        "next": find_next(topic, cells),
    }
    paper = exercise.paper() if exercise.paper else look_up(AS_ON_SCREEN)
    entry["paper"] = topic.to_html(paper, key) if has_paper else ""
    return entry


def find_feedback(topic: Topic, key: str) -> Exercise | Question:
    """Return what judges the answers to an exercise."""
    lesson = topic.find_lesson(key.partition(".")[0])
    return put_into_words(lesson.feedback[key])


def make_letters(topic: Topic, question: Question, key: str) -> dict:
    """Return letters and replies: of those that are right, and of the others."""
    letters = join(sorted(question.right), "or")
    return {
        "answer": f"<p><strong>{escape(letters)}</strong></p>",
        "right": [
            (letter, topic.to_html(text, key))
            for letter, text in sorted(question.right.items())
        ],
        "wrong": [
            (letter, topic.to_html(text, key))
            for letter, text in sorted(question.wrong.items())
        ],
    }


def make_answers(topic: Topic, exercise: Exercise, key: str) -> dict:
    """Return the computed answer, the reply to it, and the named mistakes."""
    answer, lead = exercise.expected(), ""
    example = next((case for case in exercise.cases if case.rule == "right"), None)
    # What stands for "any of several answers" has no words of its own.
    if example and (exercise.accepts or NO_WORDS.search(str(answer))):
        answer, lead = (
            example.answer(),
            tr("Several answers are right. This is one of them:") + " ",
        )
    wrong = [
        (look_up(mistake.name), topic.to_html(reply, key))
        for mistake in exercise.mistakes
        if (reply := find_reply(exercise, mistake, exercise.cases))
    ]
    right = judge(exercise, answer).text
    return {
        "answer": write_answer(answer, lead),
        "right": [("", topic.to_html(right, key))],
        "wrong": wrong,
    }


def find_reply(exercise: Exercise, mistake: Any, cases: list[Case]) -> str:
    """Return what a mistake hears: its words, or those of its first test case."""
    if isinstance(mistake.reply, str):
        return mistake.reply
    case = next((case for case in cases if case.rule == mistake.name), None)
    return judge(exercise, case.answer()).text if case else ""


def write_answer(answer: object, lead: str = "") -> str:
    """Return an answer as HTML for people: a sentence, or a small table."""
    if isinstance(answer, pd.DataFrame):
        shown = tr(
            "A table with {n} row; the columns are {columns}.",
            "A table with {n} rows; the columns are {columns}.",
            n=len(answer),
            columns=join(map(str, answer.columns)),
        )
        return f"<p>{lead}{escape(shown)}</p>"
    if isinstance(answer, pd.Series):
        answer = answer.to_dict()
    if isinstance(answer, Mapping):
        rows = "".join(
            f'<tr><th scope="row">{escape(write_value(name))}</th>'
            f"<td>{escape(write_value(value))}</td></tr>"
            for name, value in list(answer.items())[:MOST_ROWS]
        )
        more = len(answer) - MOST_ROWS
        and_more = tr("And {n} more.", "And {n} more.", n=more)
        rest = f"<p>{and_more}</p>" if more > 0 else ""
        return f"<p>{lead}</p><table><tbody>{rows}</tbody></table>{rest}"
    if isinstance(answer, list | tuple | pd.Index):
        words = join([write_value(one) for one in answer])
        return f"<p>{lead}<strong>{escape(words)}</strong></p>"
    is_year = isinstance(answer, int) and answer in YEARS
    words = write_value(answer, year=is_year)
    return f"<p>{lead}<strong>{escape(words)}</strong></p>"


def find_next(topic: Topic, cells: list[dict]) -> str:
    """Return what the notes say from "Ask next" on, to the end of the paragraph."""
    notes = [cell for cell in cells if "facilitator" in get_tags(cell)]
    paragraphs = []
    for cell in notes:
        english, own = (
            BREAK.split(text) for text in (get_english(cell), cell["source"])
        )
        for number, part in enumerate(english):
            found = NEXT.search(part)
            if found and own == english:
                paragraphs.append((cell["id"], part[found.start() :]))
            elif found:  # a translation says it in the same paragraph
                paragraphs.append((cell["id"], own[number]))
    return "".join(topic.to_html(strip_links(part), id_) for id_, part in paragraphs)
