"""Write the team's plan as one accessible page that prints on one sheet of A4.

One HTML file that asks the network for nothing: no script, no picture, its own font.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from workshop.fonts import FALLBACK, TEXT, write_face
from workshop.lettering import find_language, mark_letters
from workshop.messages import OURS, get_language, is_translated, look_up, tr
from workshop.note import KOSOVO_NOTE, names_kosovo
from workshop.plan.parts import PARTS

# Tells a page of ours from any other file of that name.
MARK = '<meta name="generator" content="Social innovation, hands on: our plan">'

MADE_BY = "A plan for social innovation on one page, made by the team named above."
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

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
    title = tr("{team}: our plan", team=team) if team else tr("Our plan")
    out = list_left_out(boxes, left_open)
    parts = "\n".join(
        _write_part(heading, fields, boxes, questions, language, out)
        for heading, fields in PARTS
    )
    note = f"\n{_write('p', KOSOVO_NOTE)}" if names_kosovo(title + parts) else ""
    style = STYLE % {"fallback": FALLBACK, "size": choose_size(boxes)[0]}
    return f"""<!DOCTYPE html>
<html lang="{"en-GB" if get_language() == OURS else get_language()}">
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
<h1>{mark_letters(title, get_language())}</h1>
<p class="state">{escape(describe_gaps(count_gaps(boxes, left_open)))}</p>
<div class="parts">
{parts}
</div>
</main>
<footer>
{_write("p", MADE_BY)}{note}
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
    for part in PARTS:
        yield from part.fields


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
        return tr("Every part of this plan is written.")
    return tr(
        "One gap is still to close. A gap is a question that the team takes along.",
        "{n} gaps are still to close. A gap is a question that the team takes along.",
        n=number,
    )


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
        width = measure(f"{look_up(label)}: {text}")
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
            spoken = escape(find_language(text, language), quote=True)
            row = (
                f"<div>{_write('dt', label)} "
                f'<dd lang="{spoken}">{escape(text)}</dd></div>'
            )
        else:
            lesson, question = questions[f"{box}.{field}"]
            if box in out:
                look = "left-open"
                words = tr(
                    "Not part of this course (lesson {lesson}): {question}",
                    lesson=lesson,
                    question=question,
                )
            else:
                look = "gap"
                words = tr(
                    "Gap to close (lesson {lesson}): {question}",
                    lesson=lesson,
                    question=question,
                )
            said = f"<dd>{escape(words)}</dd>"
            row = f'<div class="{look}">{_write("dt", label)} {said}</div>'
        rows.append(row)
    head = _write("h2", heading)
    return f"<section>\n{head}\n<dl>{''.join(rows)}</dl>\n</section>"


def _write(tag: str, text: str) -> str:
    """Write a text of ours as an element, marked where it is still English."""
    said = look_up(text)
    is_open = get_language() != OURS and not is_translated(text)
    mark = ' lang="en"' if is_open else ""
    return f"<{tag}{mark}>{escape(said)}</{tag}>"
