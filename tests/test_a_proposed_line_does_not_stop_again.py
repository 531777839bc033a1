"""What is proposed for a line that stops is read by Python and knows its names."""

import re
from pathlib import Path

import pandas as pd
import pytest

import workshop
from tests.stopped import explain_stop
from workshop.errors.proposals import read_line

TABLE = pd.DataFrame({"country": ["ME", "RS", "MK"], "people": [1.0, 2.0, None]})
HELD = {
    "pd": pd,
    "six": TABLE,
    "people": TABLE["people"],
    "begin": pd.Timestamp("2027-07-01"),
    "data": workshop.data,
    "start": print,
}
ADVISED = re.compile(r"(?:Python would write|in this way): `([^`]+)`")
FORMULAS = ("SUM", "AVERAGE", "MEDIAN", "MAX", "MIN", "COUNT", "COUNTA", "UNIQUE")


@pytest.fixture(autouse=True)
def no_notebook(monkeypatch) -> None:
    """No saved notebook stands beside these cells."""
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def say_error(code: str) -> str:
    """Run ``code`` and give the sentence for the error that it raises."""
    return explain_stop(code, HELD)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("COUNTA(people)", "people.count()"),
        ('COUNTA(six["people"])', 'six["people"].count()'),
        ("counta(people)", "people.count()"),
        ("AVERAGE(people)", "people.mean()"),
        ("PROSEK(people)", "people.mean()"),
        ("prosjek(people)", "people.mean()"),
        ("ПРОСЕК(people)", "people.mean()"),
        ("MESATARJA(people)", "people.mean()"),
        ("zbir(people)", "people.sum()"),
        ("SHUMA(people)", "people.sum()"),
        ("maks(people)", "people.max()"),
        ("MEDIAN(people)", "people.median()"),
        ('UNIQUE(six["country"])', 'six["country"].unique()'),
        ("SORT(people)", "people.sort_values()"),
        ('COUNTIF(people;">0")', "(people > 0).sum()"),
        ('COUNTIF(six["country"], "ME")', '(six["country"] == "ME").sum()'),
        ('COUNTIF(six["country"]; "<>ME")', '(six["country"] != "ME").sum()'),
        ('SUMIF(six["country"]; "ME"; people)', 'people[six["country"] == "ME"].sum()'),
        ('SUMIF(people; ">0,5")', "people[people > 0.5].sum()"),
        ("FILTER(six; people>=1)", 'six[six["people"] >= 1]'),
        ("ROUND(people.sum(); 2)", "round(people.sum(), 2)"),
        ("DATE(2027;7;1)", 'pd.Timestamp("2027-07-01")'),
    ],
)
def test_a_function_of_a_spreadsheet_is_told_by_what_it_is_here(code, written):
    text = say_error(code)
    assert text.endswith(f"in this way: `{written}`."), text
    eval(written, dict(HELD))  # noqa: S307 - what is advised runs
    assert "commas" not in text
    assert "Python would write" not in text


def test_a_column_that_the_same_cell_makes_is_known():
    text = say_error('x = six["people"]\ny = COUNTIF(x; ">0")')
    assert "`(x > 0).sum()`" in text


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_with_a_whole_table_is_told_by_a_pattern(formula):
    text = say_error(f"y = {formula}(six; 0)")
    assert "your own table and column" in text
    assert f"`{formula}`" in text


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("VLOOKUP('ME'; six; 2; FALSE)", '`table[table["column"] == "word"]`'),
        ("y = IF(b; TRUE)", "letter or a word stands alone, in quotation marks"),
        ("AKO(people > 1, 1, 0)", "Python knows no verb `AKO`"),
        ("y = SUMPRODUCT(people; people)", "Python knows no verb `SUMPRODUCT`"),
        ("=PROSEK(people)", "`answer_… = people.mean()`"),
        ("=SUM(people)", "`answer_… = people.sum()`"),
        ("SUM(people)", "It writes `sum`"),
    ],
)
def test_other_functions_are_named_first(code, part):
    text = say_error(code)
    assert part in text
    assert "commas" not in text


@pytest.mark.parametrize(
    "date", ["01.07.2027", "1.7.2027.", "01/07/2027", '"2027-07-01"', "1 July 2027"]
)
@pytest.mark.parametrize("days", ["60", "60 days", "60 dana"])
def test_a_date_that_is_computed_with_runs_as_it_is_advised(date, days):
    line = ADVISED.search(say_error(f"y = {date} + {days}"))
    names = dict(HELD)
    exec(line[1], names)  # noqa: S102
    assert names["y"] == pd.Timestamp("2027-08-30")


@pytest.mark.parametrize("date", ['"31.02.2027"', "31.02.2027"])
def test_a_day_that_is_in_no_calendar_is_not_proposed(date):
    assert "02-31" not in say_error(f"y = {date} + 60")


def test_what_the_setup_cell_does_not_bring_is_not_proposed(monkeypatch):
    monkeypatch.delitem(HELD, "pd")
    text = say_error("y = 01.07.2027 + 60")
    assert "stands in `pd.Timestamp(…)`" in text
    assert "Python would write" not in text


def test_a_verb_of_python_with_a_second_value_stands_behind_its_column():
    text = say_error("y = max(people; 5)")
    assert text.endswith("its brackets stay empty: `people.max()`.")


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ('answer_0_q2 = "a" & "d"', "The sign `&` stands between two texts"),
        ('answer_0_q2 = "a" | "d"', "The sign `|` stands between two texts"),
        ('answer_0_q2 = "a" - "d"', "Decide for one"),
        ("y = people.sum() * 1.0^2", "`y = people.sum() * 1.0**2`"),
        ("answer_0_q2 = $b$", 'sign `$` does not belong to this value. Python would '
         'write: `answer_0_q2 = "b"`'),
        ('answer_0_q2 = "b"$', '`answer_0_q2 = "b"`'),
        ("answer_0_q2 = @b", "sign `@` does not"),
        ("answer_0_q2 = ?b", "sign `?` does not"),
        ("y = people.sum() &", "`y = people.sum()`"),
        ('answer_0_q2; "b"', '`answer_0_q2 = "b"`'),
        ('answer_0_q2, "b"', '`answer_0_q2 = "b"`'),
        ("answer_0_q2; b", '`answer_0_q2 = "b"`'),
    ],
)  # fmt: skip
def test_a_sign_that_does_not_belong_there_is_named(code, part):
    assert part in say_error(code)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1021 €", "1021"),
        ("€1021", "1021"),
        ("$1021", "1021"),
        ("1021 £", "1021"),
        ("1021 km", "1021"),
        ("1021 osoba", "1021"),
        ("1.021 €", "1021"),
        ("people.sum() €", "people.sum()"),
    ],
)
def test_a_number_stands_without_its_unit(typed, number):
    text = say_error(f"answer_0_5 = {typed}")
    assert text.endswith(f"Python would write: `answer_0_5 = {number}`"), text
    assert "copied" not in text


SLIPS = [
    f"y = {name}({inside}"
    for name in ("SUM", "DATUM", "FOO", "sum", "max", "filter", "round", "pepole.sum")
    for inside in ("people; 0)", "pepole; 0)", "six; peple>5)", "people 2)", "x=1;2)")
]
SLIPS += ["y = pepole sum", "y = six[pepole = 5]", "y = peple.mean(); z = pple sum"]
SLIPS += ['y = six.sort values("people"', "y = pepole[]", "y = begin + 60 dana"]


@pytest.mark.parametrize("code", SLIPS)
def test_no_line_is_proposed_with_a_name_that_nobody_knows(code):
    try:
        text = say_error(code)
    except AssertionError:
        pytest.fail(f"{code} does not stop: it is no slip")
    for line in re.findall(r"Python would write: `([^`]+)`", text):
        assert read_line(line), text
        words = {*re.findall(r"[^\W\d]\w*", re.sub(r"\"[^\"]*\"|'[^']*'", "", line))}
        assert not words & {"SUM", "DATUM", "FOO", "pepole", "peple", "pple"}, text


def test_one_place_proposes_lines():
    folder = Path(workshop.__file__).parent / "errors"
    begins = "Python would write: `{line}`"
    own = {
        path.name for path in folder.glob("*.py") if begins in path.read_text("utf-8")
    }
    assert own == {"proposals.py", "lone.py"}  # lone says it within its sentence
