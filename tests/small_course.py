"""Two invented lessons and a course that is cut from them."""

from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from scripts.lessons.lesson import Lesson
from tests.small_lesson import code, html, text

WORDS = {
    "welcome": "<!-- slide -->\n## Welcome\n\nHello.\n\n<!-- note -->\nSmile.\n",
    "break": "<!-- slide -->\n## A break\n\nRest.\n",
    "lunch": "<!-- slide -->\n## Lunch\n\nEat.\n",
    "how-to-work": "<!-- worksheet -->\nRun the cell below: [code](#term-code).\n",
    "words-and-sources": "<!-- text -->\n## Words and sources\n",
    "canvas": "<!-- paper -->\nMay it be kept?\n\n<!-- worksheet -->\nMay it?\n",
    "check-before": "<!-- slide -->\n## Before\n\nEight questions.\n",
    "check-after": "<!-- slide -->\n## After\n\nEight others.\n",
    "learning-check": """# Learning check

Two forms.

**Your code:** two letters and a day.

## 1
Objective: to count
### A
How many?
- **a** One
- **b** Two

Answer: b
### B
How many now?
- **a** Three
- **b** Four

Answer: a
""",
}
# Fills one day from 09:00 to 11:00; every other box of the plan is left open.
COURSE = """
title = "A small day"
question = "What is it for?"
people = 12
left_open = [{left_open}]

[[days]]
start = "09:00"
end = "11:00"
[[days.blocks]]
words = "welcome"
minutes = 15
[[days.blocks]]
check = "before"
minutes = 10
[[days.blocks]]
section = "1-1-count"
without = ["ex-1-1"]
[[days.blocks]]
pause = "break"
minutes = 15
[[days.blocks]]
section = "2-1-plan"
minutes = 30
material = ["canvas"]
[[days.blocks]]
section = "1-2-more"
who = "guest"
drop = 1
[[days.blocks]]
check = "after"
minutes = 10
"""


def make_lessons(folder: Path) -> list[Lesson]:
    """Return two lessons whose files would lie in ``folder``."""
    return [
        Lesson(make_first(), folder / "notebooks/01-first.ipynb"),
        Lesson(make_second(), folder / "notebooks/02-second.ipynb"),
    ]


def make_first() -> NotebookNode:
    """Return lesson 1: sections of 25 and 20 minutes; the first has an exercise."""
    task = ["task", "core"]
    cells = [
        text("1-0-title", "# First", "slide"),
        text("1-0-question", "**Question of the lesson.** Why?", "slide"),
        text("1-0-note-question", "**Facilitator.** Wait.", tags=["facilitator"]),
        code("1-0-setup", "import math\n\nfrom workshop import data, start\n\nstart()"),
        text("1-1-count", "## Count\n\nA [row](#term-row) is one thing.", "slide"),
        code("1-1-table", 'table = data.load("cases")', outputs=[html("<p>76</p>")]),
        text("ex-1-1-task", "### Exercise 1.1\n\nCount.", None, task, 6),
        code("ex-1-1", "### BEGIN SOLUTION\nanswer_1_1 = 2\n### END SOLUTION"),
        code("ex-1-1-check", 'check("1.1")', tags=["check"]),
        code("ex-1-1-hints", 'hint("1.1")', tags=["hints"]),
        text("ex-1-1-paper", "Count on paper.", tags=["paper"]),
        text("1-1-note-ex", "Ask next.", tags=["facilitator"]),
        text("1-1-talk", "### Talk", "slide", ["talk"], 4),
        text(
            "1-2-more",
            "## More\n\nA row, as in exercise 1.1. See lesson 5, or exercise 10.2 of "
            "lesson 10.",
            "slide",
        ),
        text("1-2-cites", "Somebody says so [D01](#src-D01)."),
        text("1-9-keypoints", "## Key points", "slide", minutes=1),
        code("1-9-terms", 'terms("row")'),
        code("1-9-sources", 'sources("D01", "D04", "cases")'),
    ]
    for cell in cells:
        if cell.id == "1-0-setup":
            cell.metadata["tags"] = ["setup"]
        if cell.id == "ex-1-1":
            cell.metadata["tags"] = ["exercise", "core"]
        if cell.id == "ex-1-1-task":
            cell.metadata["debrief"] = 4
        if cell.id in ("1-1-count", "1-2-more"):
            cell.metadata["minutes"] = {"1-1-count": 30, "1-2-more": 20}[cell.id]
    return new_notebook(cells=cells)


def make_second() -> NotebookNode:
    """Return lesson 2: one section, which fills a box of the plan."""
    cells = [
        text("2-0-title", "# Second", "slide"),
        text("2-0-question", "**Question of the lesson.** And now?", "slide"),
        code(
            "2-0-setup", "from workshop import plan, start\n\nstart()", tags=["setup"]
        ),
        text("2-1-plan", "## Our plan", "slide", minutes=20),
        text("2-1-how", "Look [back](01-first.ipynb). Every [row](#term-row) counts."),
        code("2-1-write", 'plan.write("cause", cause=...)'),
    ]
    return new_notebook(cells=cells)


def write_course(folder: Path, source: str, name: str = "small") -> Path:
    """Write a course file and its words below ``folder``; return the file."""
    for word, words in WORDS.items():
        path = folder / f"courses/words/{word}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding="utf-8")
    course = folder / f"courses/{name}.toml"
    course.write_text(source, encoding="utf-8")
    return course
