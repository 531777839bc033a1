"""The calendar of the first 90 days: dates and weekdays from one first day."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from workshop.messages import tr

MOST_DAYS = 3650


def show_dates(first_day: str, days: Sequence[int] = (20, 50, 90)) -> None:
    """Show on which date and weekday each step is due: ``show_dates("2027-02-01")``.

    ``days`` counts whole days from the first one, which is day 0; on the last of them
    the team meets. ``1.2.2027`` is understood, too. Never raises: says what to mend.
    """
    from workshop import prints

    begin = read_date(first_day)
    if begin is None:
        prints.say(tr("Write the first day as year, month, day: “2027-02-01”."))
        return
    if not are_days(days):
        text = tr("Write the days as whole numbers of days: {days}.", days="20, 50, 90")
        prints.say(text)
        return
    steps = [(tr("we begin"), 0)]
    steps += [(tr("step {n}", n=n), day) for n, day in enumerate(days, start=1)]
    steps += [(tr("we meet again"), max(days, default=0))]
    dates = [begin + timedelta(days=day) for _, day in steps]
    rows = [
        {"what": what, "day": day, "date": on.isoformat(), "weekday": name_weekday(on)}
        for (what, day), on in zip(steps, dates, strict=True)
    ]
    prints.show(rows, tr("Our calendar"))
    free = sorted({on.isoformat() for on in dates if on.weekday() >= 5})
    if free:
        prints.say(tr("On a weekend: {dates}.", dates=free))
    else:
        prints.say(tr("None of the dates falls on a weekend."))


def are_days(days: object) -> bool:
    """Say whether these are whole numbers of days, from one day to ten years."""
    return isinstance(days, Sequence) and all(
        isinstance(day, int) and 0 < day <= MOST_DAYS for day in days
    )


def read_date(text: object) -> date | None:
    """Read ``2027-02-01`` or ``1.2.2027``; return None for anything else."""
    if isinstance(text, date):
        return date(text.year, text.month, text.day)
    local = re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\.?", str(text).strip())
    year, month, day = reversed(local.groups()) if local else _split(str(text))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def name_weekday(day: date) -> str:
    """Name the weekday of a date."""
    names = [tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday")]
    names += [tr("Friday"), tr("Saturday"), tr("Sunday")]
    return names[day.weekday()]


def _split(text: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    return (found[1], found[2], found[3]) if found else ("", "", "")
