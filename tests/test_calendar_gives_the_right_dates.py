"""The calendar of the plan counts days from day 0 and names weekdays and weekends."""

from datetime import date

import pytest

from workshop import plan, prints
from workshop.plan import dates


@pytest.fixture
def printed(monkeypatch):
    """Collect what is shown and said, in order."""
    found = []
    monkeypatch.setattr(prints, "show", lambda rows, caption: found.extend(rows))
    monkeypatch.setattr(prints, "say", found.append)
    return found


def test_the_first_day_is_day_zero_and_the_team_meets_on_the_last(printed):
    plan.show_dates("2027-02-01", [20, 50, 90])
    *rows, sentence = printed
    assert [(row["day"], row["date"]) for row in rows] == [
        (0, "2027-02-01"),
        (20, "2027-02-21"),
        (50, "2027-03-23"),
        (90, "2027-05-02"),
        (90, "2027-05-02"),
    ]
    assert [row["weekday"] for row in rows[:3]] == ["Monday", "Sunday", "Tuesday"]
    assert rows[-1]["what"] == "we meet again"
    assert sentence == "On a weekend: 2027-02-21 and 2027-05-02."


def test_no_weekend_is_said_too(printed):
    plan.show_dates("2027-02-01", [1, 2])
    assert printed[-1] == "None of the dates falls on a weekend."


@pytest.mark.parametrize(
    "text", ["2027-02-01", "2027-2-1", " 1.2.2027", "1. 2. 2027.", "01.02.2027"]
)
def test_dates_are_read_as_people_of_the_region_write_them(text):
    assert dates.read_date(text) == date(2027, 2, 1)


@pytest.mark.parametrize("text", ["soon", "2027-02-30", "2027", "", None, 5, ...])
def test_what_is_no_date_is_told_how_to_write_one(text, printed):
    plan.show_dates(text)
    assert printed == ["Write the first day as year, month, day: “2027-02-01”."]


@pytest.mark.parametrize("days", [None, ..., 20, [0], [-1], ["x"], [20.5], [10**30]])
def test_what_are_no_days_is_told_how_to_write_them(days, printed):
    plan.show_dates("2027-02-01", days)
    assert printed == ["Write the days as whole numbers of days: 20, 50, 90."]
