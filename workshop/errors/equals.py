"""What stands around an equals sign: a second one, dots, another name."""

import re
from collections.abc import Iterator

from workshop.messages import tr

SECOND = re.compile(r"[\s,;]*(?:\b(?:and|i|dhe)\b)?\s*\b(answer_\w+\s*=(?!=))")
# =SUM(people), and what such a verb is called here.
SHEET_VERBS = {"SUM": "sum", "MIN": "min", "MAX": "max", "AVERAGE": "mean"}
SHEET_VERBS |= {"COUNT": "count", "MEDIAN": "median"}
SHEET = re.compile(rf"(?<![\w.])({'|'.join(SHEET_VERBS)})\(\s*(\w+)\s*\)", re.I)
# A day, as people of the region write it.
DAY = r"(?:days?|dana?|ditë|dite|дана|дена|dena)"
# "b"" · ""b"
DOUBLED = re.compile(
    r"(?<![\"\w])(?:\"\"([^\"\n]*[^\"\s])\"|\"([^\"\n]*[^\"\s])\"\")(?![\"\w])"
)
CELLS = re.compile(r"\b[A-Z]{1,2}\d{1,4}\s*:\s*[A-Z]{1,2}\d{1,4}\b")


def look_at_equals(line: str) -> Iterator[tuple[str, str]]:
    """Look for a doubled equals sign, for dots that stayed, and for a second name."""
    sheet = re.fullmatch(r"(\s*[^\W\d]\w*\s*=\s*)=\s*(.+)", line)
    verbs = SHEET.sub(
        lambda found: f"{found[2]}.{SHEET_VERBS[found[1].upper()]}()", line
    )
    if sheet and verbs != line:
        yield (
            tr(
                "This is written as in a spreadsheet. Here one equals sign stands "
                "after the name of the answer, and a verb after its column."
            ),
            re.sub(r"=\s*=\s*", "= ", verbs, count=1),
        )
    yield (
        tr("One equals sign stands between a name and its value."),
        re.sub(r"^(\s*[^\W\d]\w*)\s*={1,2}\s+=\s*(?==*\S)", r"\1 = ", line),
    )
    arrow = re.fullmatch(r"(\s*answer_\w+\s*)(?:=>|->|<-)(?=\s*\S)(.*)", line)
    if arrow:
        yield (
            tr("One equals sign stands between a name and its value."),
            f"{arrow[1]}={arrow[2]}",
        )
    yield (
        tr("The three dots go when a value stands in their place."),
        re.sub(
            r"(=\s*)\.{2,}\s*(?=[\w\"'(\[])|(?<=[\w\"')\]])\s*\.{2,}\s*$", r"\1", line
        ),
    )
    yield (
        tr("The three dots go when a value stands in their place."),
        re.sub(r"(:\s*)\.{2,}\s*(?=[\w\"'])", r"\1", line),
    )
    yield (
        tr("After a verb stand round brackets."),
        re.sub(r"(\.\w+)\[(\w+\s*=\s*[^\]=]+)\]", r"\1(\2)", line),
    )
    yield (
        tr("A number stands alone, without a word beside it."),
        re.sub(
            rf"(?<=[-+*/] )(\d[\d.]*) (?!{DAY}\b)[^\W\d]+\s*$",
            r"\1",
            line,
        ),
    )
    yield (
        tr("A number stands alone, without a word beside it."),
        re.sub(r"^(\s*answer_\w+\s*=\s*[\d.]+)\s*=\s*[^\W\d]\w*\s*$", r"\1", line),
    )
    yield (
        tr("A number stands alone, without a word beside it."),
        re.sub(r"(\bdays\s*=\s*\d+) days?\b", r"\1", line),
    )
    yield (
        tr("A length of time is added to a date."),
        re.sub(r"\+\s*days\s*=\s*(\d+)", r"+ pd.Timedelta(days=\1)", line),
    )
    yield (
        tr("Python works the result out: it is not written behind the line."),
        re.sub(r"^(\s*\w+\s*=.*[\w)\]])\s*=\s*[\d.,]+\s*%?\s*$", r"\1", line),
    )
    yield (
        tr("Between a thing and its verb stands a full stop."),
        re.sub(r"(?<=[\w)\]])\s*->\s*(?=[^\W\d]\w*\()", ".", line),
    )
    yield (
        tr('A text has one quotation mark at each end: `"`.'),
        re.sub(r"''([^\W\d][\w ]*)''", r'"\1"', line),
    )
    yield (
        tr('A text has one quotation mark at each end: `"`.'),
        DOUBLED.sub(lambda found: f'"{found[1] or found[2]}"', line),
    )
    yield (
        tr("Words stand in quotation marks, with the year that belongs to them."),
        re.sub(r"\"([^\W\d][\w ]*)\" ((?:19|20)\d\d)\b", r'"\1 \2"', line),
    )
    yield (
        tr("A line of code ends without a mark such as `!` or `?`."),
        re.sub(r"(?<=[)\]])\s*[!?]+(?=\s*(?:#|$))", "", line),
    )
    first = re.match(r"\s*[^\W\d]\w*\s*=(?!=)", line)
    if first and SECOND.search(line, first.end()):
        yield (
            tr(
                "Two names get a value in this line. Each gets it in a line of its "
                "own, or a semicolon stands between the two."
            ),
            line[: first.end()] + SECOND.sub(r"; \1", line[first.end() :]),
        )


def look_at_remarks(line: str) -> Iterator[tuple[str, str]]:
    """Look for a value that stands behind ``#``, so that Python does not read it."""
    found = re.fullmatch(r"(\s*\w+\s*=)\s*#\s*(?:\w+\s*=(?!=)\s*)?(\S.*)", line)
    if found:
        yield (
            tr(
                "Python takes what stands behind `#` for a remark, so nothing stands "
                "after the equals sign. Take the `#` away."
            ),
            f"{found[1]} {found[2]}",
        )


def say_sheet(line: str) -> str:
    """Explain a line that is written as in a spreadsheet, or give ""."""
    if CELLS.search(line):
        return tr(
            "This is written as in a spreadsheet. A table here has no cells such as "
            "A1: a column is picked by its name, and the verb stands after it, in "
            'this way: `table["column"].sum()`.'
        )
    found = re.match(r"\s*=\s*([^\s=].*)", line)
    return (
        tr(
            "This line begins with an equals sign, as in a spreadsheet. Here the name "
            "of the answer stands before it: `answer_… = {value}`.",
            value=found[1].strip(),
        )
        if found
        else ""
    )
