"""Dates as people of the region write them, and dates that are computed with."""

import datetime
import re
from collections.abc import Iterator

from workshop.messages import tr

DATE = re.compile(r"(?<![\"'\w.])(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\.?(?![\"'\w])")
MONTH = re.compile(r"(?<![\"'\w])(\d{1,2})\.? ([A-Za-z]{3,9}) (\d{4})(?![\"'\w])")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun"]
MONTHS += ["jul", "aug", "sep", "oct", "nov", "dec"]
# 2027-07-01 · 01.07.2027. · 1/7/2027, in quotation marks or bare.
YEAR_FIRST = r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
DAY_FIRST = r"(?P<day>\d\d?)(?P<sign>[./]) ?(?P<month>\d\d?)(?P=sign) ?(?P<year>\d{4})"
DAY_FIRST += r"\.?"
BARE = r"(?<![\w.(\"'])(?P<mark>[\"']?){}(?P=mark)(?![\w\"'])"
FORMS = tuple(re.compile(BARE.format(form)) for form in (YEAR_FIRST, DAY_FIRST))
DAYS = re.compile(r"(?<=[-+])\s*(\d{1,4})(?:\s+[^\W\d_]+)?(?=\s*(?:#.*)?$)")

FIRST_DAYS = re.compile(r"(=\s*)(\d{1,4})(?=\s*\+\s*pd\.Timestamp)")


def compute_date(line: str) -> str:
    """Write a line that adds to a date, or takes dates from one another, in pandas."""
    changed = write_month(line)
    for form in FORMS:
        changed = form.sub(write_date, changed)
    rest = re.sub(r"pd\.Timestamp\([^()]*\)", "date", changed)
    if not re.search(r"date\s*[-+]|[-+]\s*date", rest):
        return line
    changed = FIRST_DAYS.sub(r"\1pd.Timedelta(days=\2)", changed)
    return DAYS.sub(r" pd.Timedelta(days=\1)", changed)


def write_month(line: str) -> str:
    """Write 1 July 2027 in a line as a date that pandas reads."""
    named = MONTH.search(line)
    if not named or named[2][:3].casefold() not in MONTHS:
        return line
    month = MONTHS.index(named[2][:3].casefold()) + 1
    day = f"{named[3]}-{month:02}-{int(named[1]):02}"
    return line.replace(named[0], f'pd.Timestamp("{day}")')


def write_date(found: re.Match) -> str:
    """Write a date as pandas reads it; one that is in no calendar stays as it is."""
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    try:
        datetime.date(year, month, day)
    except ValueError:
        return found[0]
    return f'pd.Timestamp("{year}-{month:02}-{day:02}")'


def say_computed() -> str:
    """Say how Python computes with a date."""
    return tr(
        "A date that is computed with stands in `pd.Timestamp(…)`: year, month and "
        "day, in quotation marks. Days stand in `pd.Timedelta(…)`."
    )


def look_at_dates(line: str) -> Iterator[tuple[str, str]]:
    """Look for dates without quotation marks."""
    text = tr("A date stands in quotation marks: year, month and day.")
    date = re.compile(r"(?<![\"'\w])(\d{4}-\d\d?-\d\d?)(?![\"'\w])")
    computed = compute_date(line)
    if computed != line:
        yield say_computed(), computed
    if re.search(r"\d\s*\+", line):
        return  # days are not added to a text
    yield text, write_month(line)
    yield text, date.sub(r'"\1"', line)
    yield (
        text,
        DATE.sub(
            lambda found: f'"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"', line
        ),
    )
