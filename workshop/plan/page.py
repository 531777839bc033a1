"""Write the team's plan as one accessible page that prints on one sheet of A4.

One HTML file that asks the network for nothing: no script, no picture, its own font.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from workshop.fonts import FALLBACK, TEXT, write_face
from workshop.messages import tr
from workshop.note import KOSOVO_NOTE, names_kosovo

# Tells a page of ours from any other file of that name.
MARK = '<meta name="generator" content="Social innovation, hands on: our plan">'

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

# What the page shows: heading → (box, field, label). The team is its title.
PARTS = {
    "Our challenge": [
        ("challenge", "challenge", "Challenge"),
        ("challenge", "place", "Place"),
        ("problem", "sentence", "The problem"),
        ("problem", "who_says_so", "Who says so"),
    ],
    "Who, and how many": [
        ("problem", "who_and_how_many", "Who needs a change"),
        ("problem", "source", "Source"),
    ],
    "What exists": [
        ("problem", "exists_today", "Today"),
        ("gap", "gap", "What is missing"),
    ],
    "Cause and window": [
        ("cause", "cause", "Cause"),
        ("cause", "window", "Why a change is possible now"),
        ("cause", "missing_at_the_table", "Missing at the table"),
    ],
    "Instruments and money": [
        ("instruments", "to_begin", "To understand and find ideas"),
        ("instruments", "to_try", "To try it out"),
        ("instruments", "to_last", "To last and grow"),
        ("instruments", "year_three", "Who pays in year three"),
    ],
    "Our idea": [
        ("idea", "idea", "Idea"),
        ("idea", "better", "Better for whom, and how"),
        ("idea", "cost", "Cost of the first year"),
        ("idea", "decides", "Who decides"),
        ("idea", "law", "Law or rule"),
        ("idea", "risk", "Riskiest assumption"),
        ("idea", "test", "Its test within 30 days"),
    ],
    "Learning from the region": [
        ("gap", "regional_example", "Nearest example"),
        ("gap", "whom_to_call", "Whom we call"),
    ],
    "Learning from the EU": [
        ("practice", "practice", "Practice"),
        ("practice", "core", "Core: stays"),
        ("practice", "change", "We change"),
        ("practice", "drop", "We leave out"),
    ],
    "The first 90 days": [
        ("steps", "step_1", "First step"),
        ("steps", "step_2", "Second step"),
        ("steps", "step_3", "Third step"),
    ],
    "How we shall know": [
        ("practice", "how_we_know", "It works when"),
        ("steps", "review", "We meet again"),
    ],
}

# Print sizes in points, the largest first, with the lines of one sheet and the letters
# of one line. The tests print what fits by this count and look at the pages.
SIZES = (
    (12.0, 80, 42),
    (11.0, 86, 46),
    (10.0, 94, 51),
    (9.0, 116, 57),
    (8.0, 128, 64),
    (7.4, 152, 61),
)
GAP_LINES = 2

STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 1.5rem; background: #fff; color: #111;
  font: 1rem/1.5 "Workshop Text", %(fallback)s;
}
h1 { margin: 0; font-size: 1.7em; line-height: 1.2; color: #073741; }
h1, p, dd { overflow-wrap: anywhere; }
.state { margin: 0.3em 0 1em; padding-bottom: 0.5em; border-bottom: 3px solid #0b4f5c; }
.parts { columns: 24rem 2; column-gap: 2rem; }
section { margin: 0 0 1em; }
h2 { margin: 0 0 0.2em; font-size: 1.1em; color: #073741; break-after: avoid; }
dl { margin: 0; }
dl div { margin: 0 0 0.35em; padding-left: 0.7em; border-left: 3px solid #0b4f5c; }
dl :is(.gap, .left-open) { border-left-style: dotted; }
dt { display: inline; font-weight: bold; }
dt::after { content: ": "; }
dd { display: inline; margin: 0; }
:is(.gap, .left-open) dd { color: #444; }
footer { margin-top: 0.6em; border-top: 1px solid #555; font-size: 0.9em; }
footer p { margin: 0.4em 0 0; }
@media (prefers-contrast: more) { body, h1, h2, dd { color: #000; } }
@page { size: A4; margin: 11mm 12mm; }
@media print {
  body { max-width: none; padding: 0; font-size: %(size)spt; line-height: 1.2; }
  h1 { font-size: 1.5em; }
  .state { margin: 0.2em 0 0.6em; padding-bottom: 0.3em; }
  .parts { columns: 2; column-gap: 6mm; }
  section { margin-bottom: 0.4em; }
  h2 { margin-bottom: 0.1em; }
  dl div { margin-bottom: 0.12em; }
  .gap { padding-bottom: 1.1em; }
  dl div { break-inside: avoid; }
  footer { font-size: 0.85em; }
}
"""


def write_page(
    boxes: Mapping[str, Mapping[str, str]],
    questions: Mapping[str, tuple[int, str]],
    language: str = "en",
    left_open: Collection[str] = (),
) -> str:
    """Return the plan as an HTML page.

    ``boxes`` holds the written fields by box, ``questions`` the lesson and the question
    of each field, ``language`` the code of the language that the team writes in,
    ``left_open`` the boxes that the team's course leaves out.
    """
    team = boxes.get("challenge", {}).get("team", "")
    title = f"{team}: our plan" if team else "Our plan"
    out = list_left_out(boxes, left_open)
    parts = "\n".join(
        _write_part(
            heading, fields, boxes, questions, escape(language, quote=True), out
        )
        for heading, fields in PARTS.items()
    )
    note = f"\n<p>{KOSOVO_NOTE}</p>" if names_kosovo(title + parts) else ""
    style = STYLE % {"fallback": FALLBACK, "size": choose_size(boxes)[0]}
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{MARK}
<link rel="icon" href="data:,">
<title>{escape(title)}</title>
<style>
{write_face(TEXT, title + parts)}{style}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p class="state">{escape(describe_gaps(count_gaps(boxes, left_open)))}</p>
<div class="parts">
{parts}
</div>
</main>
<footer>
<p>A plan for social innovation on one page, made by the team named above.</p>{note}
</footer>
</body>
</html>
"""


def is_page(path: Path) -> bool:
    """Say whether a file is a page that a plan has made."""
    try:
        return MARK.encode() in path.read_bytes()
    except OSError:
        return False


def read_language(code: object) -> str:
    """Return the code of a language, "en" where none is given, "" where it is none."""
    if code is None or code is ... or code == "":
        return "en"
    text = str(code).strip().replace("_", "-")
    return text if LANGUAGE.fullmatch(text) else ""


def list_fields() -> Iterator[tuple[str, str, str]]:
    """Yield box, field and label of everything that the page shows."""
    for fields in PARTS.values():
        yield from fields


def list_left_out(boxes: Mapping, left_open: Iterable[str]) -> set[str]:
    """List the boxes that are left open on purpose, as long as they are empty."""
    return {box for box in map(str, left_open) if not any(boxes.get(box, {}).values())}


def count_gaps(boxes: Mapping[str, Mapping[str, str]], left_open: Iterable[str]) -> int:
    """Count the parts that are not written; an empty box that is left open is none."""
    out = list_left_out(boxes, left_open)
    fields = [(box, field) for box, field, _ in list_fields() if box not in out]
    return sum(not _read(boxes, box, field) for box, field in fields)


def describe_gaps(number: int) -> str:
    """Say how many gaps are still to close."""
    if not number:
        return "Every part of this plan is written."
    gaps = "One gap is" if number == 1 else f"{number} gaps are"
    return f"{gaps} still to close. A gap is a question that the team takes along."


def fits_one_sheet(boxes: Mapping[str, Mapping[str, str]]) -> bool:
    """Say whether the plan, in the smallest type, fits on one sheet of A4."""
    _, lines, letters = SIZES[-1]
    return count_lines(boxes, letters) <= lines


def choose_size(boxes: Mapping[str, Mapping[str, str]]) -> tuple[float, int, int]:
    """Choose the largest type in which the plan fits on one sheet."""
    fitting = (size for size in SIZES if count_lines(boxes, size[2]) <= size[1])
    return next(fitting, SIZES[-1])


def count_lines(boxes: Mapping[str, Mapping[str, str]], letters: int) -> int:
    """Count the lines of the plan in a column that holds so many letters."""
    count = 2 * len(PARTS)
    for box, field, label in list_fields():
        text = _read(boxes, box, field)
        width = measure(f"{label}: {text}")
        count += math.ceil(width / letters) if text else GAP_LINES + 1
    return count


def measure(text: str) -> float:
    """Measure a text in letters; Cyrillic and capital letters are wider."""
    return sum(1.12 if c.isupper() or "\u0400" <= c <= "\u04ff" else 1 for c in text)


def _read(boxes: Mapping, box: str, field: str) -> str:
    return str(boxes.get(box, {}).get(field, "")).strip()


def _write_part(
    heading: str,
    fields: list,
    boxes: Mapping,
    questions: Mapping,
    language: str,
    out: Collection[str],
) -> str:
    """Write one part of the page; what is open is a gap to close, but for ``out``."""
    rows = []
    for box, field, label in fields:
        text = _read(boxes, box, field)
        if text:
            row = (
                f'<div><dt>{label}</dt> <dd lang="{language}">{escape(text)}</dd></div>'
            )
        else:
            lesson, question = questions[f"{box}.{field}"]
            message = "Gap to close (lesson {lesson}): {question}"
            if box in out:
                message = "Not part of this course (lesson {lesson}): {question}"
            words = escape(tr(message, lesson=lesson, question=question))
            look = "left-open" if box in out else "gap"
            row = f'<div class="{look}"><dt>{label}</dt> <dd>{words}</dd></div>'
        rows.append(row)
    return f"<section>\n<h2>{heading}</h2>\n<dl>{''.join(rows)}</dl>\n</section>"
