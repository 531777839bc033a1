"""An error says what is the matter and how Python would write it, from the start."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from jupyter_client.manager import KernelManager

from workshop import watching
from workshop.errors import explain
from workshop.watching import Memory, find_gap

TABLE = pd.DataFrame({"country": ["ME", "RS"], "people": [1, 2]})
HELD = {
    "pd": pd,
    "six": TABLE,
    "people": TABLE["people"],
    "per_million": pd.Series({"ME": 3.2, "RS": 1.1}),
    "figures": {f"F{n}": n for n in range(201, 231)},
    "start": print,
    "convert": lambda table: table["people"],
    "x": 5,
    "begin": pd.Timestamp("2027-07-01"),
}


def say_error(code: str, **more: object) -> str:
    """Run ``code`` and give the sentence for the error that it raises."""
    held = HELD | more
    names = dict(held)
    try:
        exec(compile(code, "<cell>", "exec"), names)  # noqa: S102
    except Exception as error:  # noqa: BLE001
        names.pop("__builtins__", None)
        return explain(error, list(names), code, 0, names)
    raise AssertionError(f"{code} raised nothing")


@pytest.mark.parametrize(
    ("code", "better"),
    [
        ("answer_0_2 = 7 rows", "answer_0_2 = 7"),
        ("answer_0_2 = > 1,96", "answer_0_2 = 1.96"),
        ("answer_0_2 = 80 %", "answer_0_2 = 80"),
        ("answer_0_2 = 3,86 %", "answer_0_2 = 3.86"),
        ("answer_0_2 = 4 % of all people", "answer_0_2 = 4"),
        ("answer_0_2 = 0,04", "answer_0_2 = 0.04"),
        ("answer_0_5 = 16.170.094", "answer_0_5 = 16170094"),
        ("answer_0_5 = 16 170 094", "answer_0_5 = 16170094"),
        ("answer_0_5 = 16'170'094", "answer_0_5 = 16170094"),
        ("x = people.sum() * 100 people", "x = people.sum() * 100"),
        ("x = six.sort_values[ascending=True]", "x = six.sort_values(ascending=True)"),
        ("answer_0_2 = 6?", "answer_0_2 = 6"),
        ("answer_0_2 = seven rows", "answer_0_2 = 7"),
        ("answer_0_2 = 6 = rows", "answer_0_2 = 6"),
        ("answer_2_5 = RS 2012", "answer_2_5 = 2012"),
        ("x = begin + pd.Timedelta(days=60 days)", "x = begin + pd.Timedelta(days=60)"),
        ("x = 5 / len six  # a share", "x = 5 / len(six)  # a share"),
        ("answer_0_3 = ''ME''", 'answer_0_3 = "ME"'),
        ('answer_5_3 = "Croatia" 2016', 'answer_5_3 = "Croatia 2016"'),
        ('x = {\n"a": "yes";\n"b": ...,\n}', '"a": "yes",'),
        ('x = {\n"a" - "yes",\n"b": ...,\n}', '"a": "yes",'),
        ("x = people.sum()!", "x = people.sum()"),
        ("x = (people > > 1).sum()", "x = (people > 1).sum()"),
        ('x = {\n"a": 1,\n"RS13" - "yes"\n}', '"RS13": "yes"'),
        ('x = {\n"t": 3;4,  # a\n}', '"t": "3;4",  # a'),
        ("answer_0_2 = 1OO", "answer_0_2 = 100"),
        ("answer_0_5 = =SUM(people)", "answer_0_5 = people.sum()"),
        ("answer_0_5 = =Average(people)", "answer_0_5 = people.mean()"),
        ("answer_0_5 = (people).(sum)", "answer_0_5 = (people).sum()"),
        ("answer_0_5 = people.sum(). # all", "answer_0_5 = people.sum() # all"),
        ("x = people.min() podeljeno sa 2", "x = people.min() / 2"),
        ("answer_0_2 = =len(six)", "answer_0_2 = len(six)"),
        ("answer_0_2 = ...6", "answer_0_2 = 6"),
        ("answer_0,2 = 6", "answer_0_2 = 6"),
        ('answer_0_2 = 6, answer_0_3 = "RS"', 'answer_0_2 = 6; answer_0_3 = "RS"'),
        ("x = people.min() * 2 = 3,86", "x = people.min() * 2"),
        ("answer_0_5 = people->sum()", "answer_0_5 = people.sum()"),
        ("answer_3_4 = 64.600.000 / 3.290", "answer_3_4 = 64600000 / 3290"),
        ("x = begin + pd.Timedelta(60 days)", "x = begin + pd.Timedelta(days=60)"),
        ("x = begin + days=60", "x = begin + pd.Timedelta(days=60)"),
        (
            "x = 1 July 2027 + 60",
            'x = pd.Timestamp("2027-07-01") + pd.Timedelta(days=60)',
        ),
        ("x = {\n'a': 5 min,\n}", "'a': 5,"),
        ("x = (people > 1)sum", "x = (people > 1).sum()"),
        ("answer_0_5 = 1.170.094,5 euros", "answer_0_5 = 1170094.5"),
        ("answer_0_5 = 16 milijuna", "answer_0_5 = 16000000"),
        ("six[six['people'] > 1.000.000]", "six[six['people'] > 1000000]"),
        ("six[six['country'] = 'ME']", "six[six['country'] == 'ME']"),
        (
            "print(six[six['country'] = 'ME'], sep='')",
            "print(six[six['country'] == 'ME'], sep='')",
        ),
        ("if 5 = 5:\n    pass", "if 5 == 5:"),
        ("six['people'] => 2", "six['people'] >= 2"),
        ("x = people.min() : people.sum()", "x = people.min() / people.sum()"),
        ("x = 6 ÷ 3 × 2", "x = 6 / 3 * 2"),
        ("x = 6 – 3", "x = 6 - 3"),
        ("x ＝ 6", "x = 6"),
        ("people ≥ 2", "people >= 2"),
        ("x =\u00a06", "x = 6"),
        ("x =\u200b6", "x =6"),
        ("x = „Tuzla“", 'x = "Tuzla"'),
        ("answer_0.2 = 6", "answer_0_2 = 6"),
        ("answer 0 2 = 6", "answer_0_2 = 6"),
        ("answer_0_2 6", "answer_0_2 = 6"),
        ("6 = answer_0_2", "answer_0_2 = 6"),
        ("share = 0.075.", "share = 0.075"),
        ("share = 12 ∕ 159", "share = 12 / 159"),
        ("x = pd.Timestamp(2027-07-01)", 'x = pd.Timestamp("2027-07-01")'),
        ("x = 1.7.2027.", 'x = "2027-07-01"'),
        ("people < = 120", "people <= 120"),
        ("print(six 'Words')", "print(six, 'Words')"),
        ("print(six; people)", "print(six, people)"),
        ("figures{'F207'}", "figures['F207']"),
        ("x = (6 &lt; 7)", "x = (6 < 7)"),
        ("if x = 5\n    pass", "if x == 5:"),
        ("my answer = 6", "my_answer = 6"),
        ("answer_0_4 = Montenegro.", 'answer_0_4 = "Montenegro."'),
        ("answer_0_2 = 6:", "answer_0_2 = 6"),
        ("print 0.2", "print(0.2)"),
        ("x = 'Crna Gora’", "x = 'Crna Gora'"),
        ("place = Novi Pazar", 'place = "Novi Pazar"'),
        ("print(Hello friend)", 'print("Hello friend")'),
        ("x = sum people", "x = sum(people)"),
        ("x = people.min() x 100", "x = people.min() * 100"),
        ("x = people.min[]", "x = people.min()"),
        ("x = people sum", "x = people.sum()"),
        ("x = people.['a']", "x = people['a']"),
        ("x = people['a']sum()", "x = people['a'].sum()"),
        ("sorted(people reverse=True)", "sorted(people, reverse=True)"),
        ('x = {"a" = "yes"}', 'x = {"a": "yes"}'),
        ('x = {"a": "yes" "b": "no"}', 'x = {"a": "yes", "b": "no"}'),
        ('x = {\n    "a": "yes"\n    "b": ...,\n}', '"a": "yes",'),
        (
            'x = {\n    "a": "yes"  # why, "so"\n    "b": 2,\n}',
            '"a": "yes",  # why, "so"',
        ),
        ("x = [\n    6\n    7,\n]", "6,"),
        (
            'x = {\n    "title": Bizneset sociale,  # here\n}',
            '"title": "Bizneset sociale",  # here',
        ),
        ('x = {"title": Bizneset sociale}', 'x = {"title": "Bizneset sociale"}'),
        ("x = people sum()", "x = people.sum()"),
        ("x = people min() / people sum()", "x = people.min() / people.sum()"),
        ("x = 3 / len six", "x = 3 / len(six)"),
        ('print "We meet", six', 'print("We meet", six)'),
        ("x = people..sum()", "x = people.sum()"),
        ("x = people:sum()", "x = people.sum()"),
        ("sorted(people, reverse:True)", "sorted(people, reverse=True)"),
        ("x = 623,525 / 16,170,094 * 100", "x = 623525 / 16170094 * 100"),
        ('x = {\n    "a" "yes",\n    "b": 1,\n}', '"a": "yes",'),
        ("answer_0_2 -> 6", "answer_0_2 = 6"),
        ('x = {\n    "a": "no";\n    "b": 1,\n}', '"a": "no",'),
        ("x = people.sum().", "x = people.sum()"),
        ("x = sum of people", "x = sum(people)"),
        ("x = 3 / (2 plus 4)", "x = 3 / (2 + 4)"),
        (
            "x = 2027-07-01 + 60",
            'x = pd.Timestamp("2027-07-01") + pd.Timedelta(days=60)',
        ),
        ("x = begin + 60 days", "x = begin + pd.Timedelta(days=60)"),
        (
            "six.sort_values('people', ascending False)",
            "six.sort_values('people', ascending=False)",
        ),
        ('x = {\n    "a" = "no",\n    "b": 1,\n}', '"a": "no",'),
        ("answer_0_2 = 6 rows.", "answer_0_2 = 6"),
        ("answer_0_2 = line 1", "answer_0_2 = 1"),
        ("answer_5_3 = Bulgaria 2016", 'answer_5_3 = "Bulgaria 2016"'),
        ("x = (people <= 120 minutes).sum()", "x = (people <= 120).sum()"),
        ("x = people <= 120.sum()", "x = (people <= 120).sum()"),
        ("x = six head(3)", "x = six.head(3)"),
        ("x = (people sum()) / 2", "x = (people.sum()) / 2"),
        ("x = (people == six['people'].mean()", "x = (people == six['people']).mean()"),
        ("x = (people <= 120.sum()", "x = (people <= 120).sum()"),
        ("x = 6 / len(six", "x = 6 / len(six)"),
        ("print('a', people", "print('a', people)"),
        ("'Amra'\nprint(who)", "who = 'Amra'"),
        ("sorted(six.sort_values('people', True))", "ascending=True"),
    ],
)
def test_a_line_is_written_as_python_would_write_it(code, better):
    text = say_error(code)
    assert text.endswith(f"Python would write: `{better}`"), text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("# Write sum(...)\nsix['Country']", "Did you mean `country`"),
        ("x = ...\nsix['contry']", "Did you mean `country`"),
        ("x = ...\nx + 1", "still a blank"),
        ("people.___()", "still a blank"),
        ("x = people > 1.5.sum()", "round brackets around that"),
        ("x = six['country'] == six['country'].mean()", "round brackets around that"),
        ("x = six['country'] == 'ME'.mean()", "round brackets around that"),
        ("people = 5\nsix[people]", "holds another value here, `5`"),
        ("sum(six)", "cannot add up a whole table"),
        ("people.sort_values(ascending==True)", "`ascending=True`"),
        ("people.mean(1)", "the brackets of this verb stay empty"),
        ("people > limit", "does not know the name `limit`"),
        ("people.number()", "Did you mean `sum`?"),
        ("people.smallest()", "Did you mean `min`?"),
        ("Timedelta(days=6)", "`pd.Timedelta(…)`"),
        ("s = pd.Series({'a': 1.5})\ns['a'] = 1,500", "A comma makes two values"),
        ("answer_0_3 = ME,", 'stands in quotation marks: `answer_0_3 = "ME"`'),
        ("x = F207 / 2", '`data.figure("F207")`'),
        ("x = country.sum()", '`six["country"]`'),
        ("six.any(axis='1')", "a number without quotation marks"),
        ("a_table['people']", "still a blank"),
        (
            "six.sort_values(ascending=smallest first)",
            "`True` for yes or `False` for no",
        ),
        (
            "six.sort_values(ascending=smallest)",
            "writes yes as `True` and no as `False`",
        ),
        (
            "# k = people.sum()\nx = k / 2",
            "take the `#` and the space away before `k = people.sum()`",
        ),
        ("six.sort_values('a', ascending=False, True)", "After `ascending=` stands"),
        ("people.sum(people)", "its brackets stay empty: `people.sum()`"),
        (
            "x = per_million + per million",
            "Python would write: `x = per_million + per_m",
        ),
        ("answer_0_2 = rows", "A number is asked for here"),
        ("answer_0_2 = number of rows", "stand words, as in a sentence"),
        ("answer_0_3 = rows", 'quotation marks: `answer_0_3 = "rows"`'),
        ("x = six['country'] = six['country'].mean()", "Python writes two: `==`"),
        ("x = {\n'a': 1,\n'b': ,\n}", "Nothing stands after the colon"),
        ("x = =SUM(A1:A6)", "no cells such as A1"),
        ("=6", "`answer_… = 6`"),
        ("put 6", "`answer_… = 6`"),
        ("answer_0_2 - 6", "This line computes with `answer_0_2`"),
        ("answer_0_2 = б", "type the figure: `answer_0_2 = 6`"),
        ("answer_0_2 = O6", "type the figure: `answer_0_2 = 6`"),
        ("answer_0_q2 = б", 'quotation marks: `answer_0_q2 = "б"`'),
        ("answer_0_4 = Bosnia and Herzegovina", '`"Bosnia and Herzegovina"`'),
        ("six.rows", "`len(six)`"),
        ("sum('six')", "without quotation marks: `sum(six)`"),
        ("5 / [2 + 3]", "Square brackets make a list"),
        ("x = the sum of people", "stand words, as in a sentence"),
        ("rows(six)", "`len(…)` counts the rows"),
        ("{AL12: 'no'}", 'stands in quotation marks: `"AL12"`'),
        ("COUNTRY = 1\nsix[country]", "is the name of a column"),
        ("six.mean()", "words stand in what it was given"),
        ("'F207' / 'F204'", "brackets of its own"),
        ("six['people' >= 2]", "closes before the sign"),
        ("people = 0.5\nsix[people]", "holds another value here, `0.5`"),
        ("six['country'] == six", "`six` is the name of a whole table here"),
        ('{"a": yes, "b": ...}', 'stands in quotation marks: `"yes"`'),
        ('{"a": ..., "b": false}', "It writes `False`"),
        ("six['country'] == ['ME']", "without square brackets"),
        ("figures['F201'] / figures['F___']", "still a blank"),
        ("figures[F___]", "still a blank"),
        ("figures['F999']", "There are 30 names, among them: F201, F202"),
        ("six['zzz']", "The names there are: country, people."),
        ("six.loc['zzz']", "The names there are: 0, 1, country"),
        ("six[0]", "write `.iloc[0]`"),
        ("six['country', 'people']", 'table[["country", "people"]]'),
        ("six[['country' 'people']]", 'between `"country"` and `"people"`'),
        ("six[six['country' == 'ME']]", "before the comparison"),
        ("six[country]", "is the name of a column"),
        ("per_million[RS]", 'stands in quotation marks: `"RS"`'),
        ("x = {'a': yes}", 'stands in quotation marks: `"yes"`'),
        ("answer_0_q1 = b", 'answer_0_q1 = "b"'),
        ("x = true", "It writes `True`"),
        ("SUM(people)", "It writes `sum`"),
        ("sіx", "Cyrillic"),
        ("count(people)", "stands after it"),
        ("six,head()", "`six.head(…)`"),
        ("answer_0_2 == 6", "write one equals sign: `answer_0_2 = …`"),
        ("'people'.sum()", "the text “people”"),
        ("six.unique()", "a verb for one column"),
        ("people.MIN()", "Did you mean `min`"),
        ("people.sum.mean()", "Round brackets are missing before `.mean`"),
        ("people.sum / 2", "no round brackets, so Python has not run it"),
        ("(people > 1,96).sum()", "`0.8`, not `0,8`"),
        ("people > 1 and people < 5", "(a > 1) & (b > 2)"),
        ('x = people.mean() * "100"', "A text and a number are mixed"),
        ("x = (people is per_million).sum()", "writes `==`, not `is`"),
        ("x = convert(1500)", "Look for a line above that uses `convert`"),
        ("x = (people > O).sum()", "type the figure `0`"),
        ("x = people.сум()", "Did you mean `sum`?"),
        ('y = "RS",\nx = six[six["country"] == y]', "Take the comma away"),
        ("x = six.sort_values('people', ascending=True, ascending=False)", "Keep one"),
        ('x = people.sort_values("True")', "`ascending=True`"),
        ('x = {"a": not paid}', '`"not paid"`'),
        ("x = people.min() /  * 100", "the value between them is missing"),
        ("x = people.zbir()", "Did you mean `sum`?"),
        ("x = (people > nula).sum()", "type it in figures"),
        ('x = {"a": dvadeset}  # a whole number', "type it in figures"),
        (
            "answer_0_3 = six\nx = people == answer_0_3",
            "`answer_0_3` holds a whole table or column.",
        ),
        ('x = people["sum"]', "`people.sum()`"),
        ("x = .sum()", "Nothing stands before the full stop"),
        ('x = per_million["ME"] per_million["RS"]', "A sign is missing between them"),
        ("x = people.sum()()", "One pair is enough: `people.sum()`"),
        ("x = six.per_million.sum()", "write it without `six.` before it"),
        ("x = six.sort-values()", "`sort_values` is one name"),
        ("x = min / sum * 100", 'before it, and round brackets after it: `table["c'),
        ("x = (1 + 2) 100", "Between the bracket and `100` a sign is missing"),
        ("x = people.sort_values(smallest first)", "`ascending=`, and after it"),
        ('x = {"a": da}  # True or False', "Python writes yes as `True`"),
        (
            "y = 1, 2\nif y in list(people.to_numpy()):\n    pass",
            "`y` holds more than one value",
        ),
        ("100(6 + 2)", "To multiply, write `*`"),
        ("six.sort_values('people', acsending=True)", "Did you mean `ascending`"),
        ('print("She said "yes" to us")', "quotation marks inside a text"),
        ("print('It's five')", "double quotation marks"),
        ("print((1, 2)", "The bracket `(` is opened and never closed"),
        ("class = 5", "keeps the word `class` for itself"),
        ("x =", "Nothing stands after the equals sign"),
        ("float('0,8')", "The text “0,8” cannot be read as a number"),
        ("from pandas import DataFrme", "Did you mean `DataFrame`"),
        ("return 5", "begins with `def`"),
        ("x = 18.457 euros", "as 18457 or as 18.457"),
        ("x = EUR 18,457", "as 18457 or as 18.457"),
        ("sorted(people, reverse=Yes)", "yes as `True`"),
        ("people.sum().sort_values()", "something else: the number 3"),
        ("x = 6 \\ 3", "To divide"),
        ("figures['F…']", "still a blank"),
        ("six['which column']", "still a blank"),
        ("x = pd.Timedelta(days=how many)", "still a blank"),
        ("six['соuntry']", "are Cyrillic"),
        ("six['country ']", "Did you mean `country`? Capital letters and spaces"),
        ('print("It’s fine)', "quotation mark is missing"),
        ("x = 6 (3)", "A remark stands after the sign `#`"),
        ("six.sort('people')", "Did you mean `sort_values`"),
        ("six.show()", "`show(…)`"),
        ("x = Flase", "Did you mean `False`"),
        ("six[six['country'] is 'ME']", "writes `==`, not `is`"),
        ("x = found.sum()", "does not know the name `found`. Perhaps"),
        ("six['country'].contains('M')", "`.str` stands before"),
        ("x = 12 /", "ends with a sign"),
        ("print(six, Resources in Albanian)", '`"Resources in Albanian"`'),
        ("six.len()", "`len(…)`"),
        ("len.six", "`len(six)`"),
        ("pd.Timestamp('2027-07-01') + 60", "pd.Timedelta(days=…)"),
        ("print(n=broj)", "If it should be a name"),
        ("six[people > 1, people < 2]", "Write `&` between them"),
        ("x = 5 5", "side by side"),
        ("x = (first_above > first_seen).sum()", "name `first_above`. Perhaps"),
        ("x = this is happy", "Words stand in quotation marks"),
        ("x = people_sum()", "stands a full stop: `people.sum()`"),
        ("x = peoplesum()", "stands a full stop: `people.sum()`"),
        ('x = "People say "wait for us" here"', "quotation marks inside a text"),
        ('x = [6 if 1 else "a" for y in "b"', "never closed"),
        ("x = people.sum()people", "side by side"),
        ("x = (people later six).sum()", "not the word `later`"),
        ("x = people.add()", "write `.sum()`"),
        ("print(\n    people,\n    six", "never closed"),
        ("if x == 1:\n    y = 2\n  else:\n    y = 3", "The spaces at the beginning"),
        ("raise NameError('x')", "does not know a name"),
    ],
)
def test_a_slip_is_named(code, said):
    text = say_error(code)
    assert said in text
    assert "Traceback" not in text and len(text) < 500


@pytest.mark.parametrize(
    ("code", "cure"),
    [
        (
            "data = 'countries'\ndata.load('cases')",
            "run `del data`, run the setup cell",
        ),
        ("check = 5\ncheck('0.1')", "run `del check`, run the setup cell"),
        ("show = six.head()\nshow(six)", "run `del show`, run the setup cell"),
        ("plan = 'to begin'\nplan.show()", "run `del plan`, run the setup cell"),
        ("pd = 3\npd.DataFrame()", "run `del pd`, run the setup cell"),
        ("len = 3\nlen([1])", "run `del len`, and run this cell again"),
    ],
)
def test_a_helper_whose_name_was_given_away_has_a_cure(code, cure):
    text = say_error(code)
    assert "now holds something else" in text and cure in text


def test_a_verb_of_ones_own_is_not_called_a_shadow():
    assert "del " not in say_error("total = 3\ntotal(5)")


class Mute(NameError):
    def __str__(self):
        raise RuntimeError("I do not say what I am")


ERRORS = [
    NameError("x"),
    NameError(),
    NameError(None),
    NameError("a\ud83d"),
    Mute("x"),
    KeyError(),
    KeyError([1]),
    SyntaxError(),
    SyntaxError(5, ("f", None, None, None)),
    ImportError(name=None),
    AttributeError(5),
    FileNotFoundError(),
    ExceptionGroup("x", [ValueError()]),
    KeyboardInterrupt(),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize(
    ("code", "number"), [("", 0), ("x", 1), ("x", 99), ("(", -1), ("a\0b", 1)]
)
def test_an_error_that_says_little_is_a_sentence_too(error, code, number):
    for names in ([], ["six"]):
        text = explain(error, names, code, number)
        assert text.endswith((".", "`", "”")) and "Traceback" not in text


def test_a_name_without_a_notebook_is_told_where_to_begin():
    assert explain(NameError("x"), []).startswith("Python does not know a name")
    assert "`x`" in explain(NameError("name 'x' is not defined"), [])


def test_a_name_that_another_cell_makes_leads_there(tmp_path, monkeypatch):
    cells = [
        {"cell_type": "markdown", "source": "## Words\n\n### Nine criteria"},
        {"cell_type": "code", "source": "totals = (\n    5\n)"},
        {"cell_type": "code", "source": "totals + 1"},
    ]
    path = tmp_path / "sheet.ipynb"
    path.write_text(json.dumps({"cells": cells}), "utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    text = say_error("totals + 1")
    assert "“Nine criteria” makes it" in text and "`totals = (`" in text
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "gone.ipynb"))
    assert "run the setup cell at the top" in say_error("totals + 1")


def save_cells(folder, monkeypatch, *cells):
    """Save a notebook of a heading and cells of code, as Jupyter names it."""
    written = [{"cell_type": "markdown", "source": "## What a table is"}]
    written += [{"cell_type": "code", "source": cell} for cell in cells]
    path = folder / "course.ipynb"
    path.write_text(json.dumps({"cells": written}), encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))


def test_a_name_that_another_lesson_made_a_list_leads_to_the_table(
    tmp_path, monkeypatch
):
    """In a course, ``six`` is a table in one lesson and a list in another."""
    cells = ['six = table[table["group"] == "WB6"]', 'answer_0_3 = six["country"]']
    save_cells(tmp_path, monkeypatch, *cells, 'six = ["AL", "BA"]')
    for code in ('answer_0_3 = six["country"]', 'answer_0_3 = six.sort_values("a")'):
        text = say_error(code, six=["AL", "BA"])
        assert "under the heading “What a table is”" in text
        assert cells[0] in text
    save_cells(tmp_path, monkeypatch, 'six = ["AL"]', cells[1])
    assert "What a table is" not in say_error(cells[1], six=["AL"])


def test_a_name_that_no_cell_makes_asks_for_a_line(tmp_path, monkeypatch):
    save_cells(tmp_path, monkeypatch, "answer_1_6 = ...")
    text = say_error("answer_1_6 = p_o - p_e / (1 - p_e)")
    assert "no cell of this notebook makes it" in text
    assert "`p_o = …`" in text


def test_words_of_a_form_are_not_looked_for_in_later_cells(tmp_path, monkeypatch):
    code = "answer_3_3 = {\n    'a': paid,\n    'b': paid,\n}"
    save_cells(tmp_path, monkeypatch, "answer_3_3 = {'a': ...}", "paid = sum([1])")
    assert 'stands in quotation marks: `"paid"`' in say_error(code)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("answer_1_2 = total + 1", "Did you mean `totals`?"),  # a later cell has it
        ("answer_1_2 = counts + 1", "“Later” makes it"),
        ("answer_1_2 = rows + 1", "`rows = 1`"),  # the nearest before, though changed
        ("answer_1_3 = start_here + 2", "this cell has a line that makes it"),
    ],
)
def test_a_cell_that_was_changed_is_still_found(tmp_path, monkeypatch, code, said):
    cells = [
        {"cell_type": "code", "source": "rows = 1"},
        {"cell_type": "markdown", "source": "### Exercise"},
        {"cell_type": "code", "source": "answer_1_2 = ..."},
        {"cell_type": "code", "source": "start_here = 4\nanswer_1_3 = ..."},
        {"cell_type": "markdown", "source": "### Later"},
        {"cell_type": "code", "source": "rows, total = 5, 6\ncounts = 3"},
    ]
    path = tmp_path / "sheet.ipynb"
    path.write_text(json.dumps({"cells": cells}), "utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert said in say_error(code, totals=TABLE)


@pytest.fixture
def memory(monkeypatch) -> Memory:
    """An empty memory of cells."""
    memory = Memory()
    monkeypatch.setattr(watching, "memory", memory)
    return memory


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("Answer_0_2", "`Answer_0_2`. This exercise looks for `answer_0_2`"),
        ("answer_02", "letter by letter"),
        ("anwser_0_2", "letter by letter"),
        ("answer", "letter by letter"),
        ("аnswer_0_2", "some of its letters are Cyrillic"),
    ],
)
def test_a_near_name_is_found(memory, other, said):
    assert said in find_gap("answer_0_2", {other: 6, "answer_0_2": ...}).text
    assert find_gap("answer_0_2", {other: 6, "answer_0_2": 6}) is None


@pytest.mark.parametrize("other", ["answer_0_3", "answer_1_2", "answers", "six", "_"])
def test_other_names_are_not_near(memory, other):
    assert find_gap("answer_0_2", {other: 6}) is None


@pytest.fixture(scope="module")
def kernel():
    """A kernel as a notebook starts it: no setup cell has been run."""
    manager = KernelManager()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(kernel, *cells: str) -> str:
    """Run cells one after the other; return what the last one says."""
    for code in cells:
        said = []
        kernel[1].execute_interactive(
            code, stop_on_error=False, timeout=120, output_hook=said.append
        )
    kinds = {message["msg_type"] for message in said}
    assert "error" not in kinds, "a raw traceback"
    return " ".join(
        message["content"]["data"]["text/plain"]
        for message in said
        if message["msg_type"] == "display_data"
    )


@pytest.mark.parametrize("code", ['check("0.1")', 'say("a")', "data.load", "pd.NA"])
def test_before_the_setup_cell_a_helper_leads_to_it(kernel, code):
    assert "run it with Ctrl+Enter" in run(kernel, code)
    assert "return" in run(kernel, "return 5")


def test_an_open_bracket_is_found_in_its_own_line(kernel):
    code = "x = sum(\ny = 5"
    assert "in line 1 of the cell: `x = sum(`" in run(kernel, code)
    assert "stopped at `answer_0_2 = sum(`" in run(
        kernel,
        "from workshop import check",
        "answer_0_2 = sum(\nprint(5)",
        'check("0.2")',
    )


def test_an_interrupt_is_a_calm_sentence(kernel):
    code = "import os, signal, time\nos.kill(os.getpid(), 2)\ntime.sleep(9)"
    assert run(kernel, code).startswith("The cell was stopped. Nothing is broken.")


def test_what_pandas_will_do_one_day_is_not_shown(kernel):
    """It came in red, with the path of a file that nobody knows."""
    said = []
    kernel[1].execute_interactive(
        "import pandas\npandas.Series([1]).sum(0)", output_hook=said.append
    )
    assert not [one for one in said if one["msg_type"] == "stream"]


def test_a_definition_that_was_given_a_number_is_named():
    """The line that stopped is the lesson's own, and nobody has to mend it."""
    code = 'def worth(table):\n    return table["people"] * 2\n'
    try:
        exec(compile(f"{code}\nworth(1500)", "<cell>", "exec"), {})  # noqa: S102
    except TypeError as error:
        said = explain(error, ["worth"], code, 2, {"worth": print})
    assert said.startswith("`worth(…)` cannot work on what stands between")
    assert "Look at the name before the bracket" not in said


def test_what_a_kernel_loads_first_is_light():
    code = "import sys, workshop.kernel; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    modules = set(done.stdout.split())
    assert "workshop.kernel" in modules
    assert modules.isdisjoint({"pandas", "numpy", "matplotlib", "IPython"})


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["# answer_0_2 = 6\nanswer_0_2 = ..."], "behind a `#`"),
        (["answer_0_2 = ...  # len(six)"], "the dots: `answer_0_2 = len(six)`"),
        (["# answer_0_2 = len(...)\nanswer_0_2 = ..."], "Change the cell above"),
        (["answer_0_2 = 6\nanswer_0_2 = ..."], "three dots again"),
        (["answer_0_2 = ...", "print(6)"], "write `answer_0_2 = 6`"),
        (["answer_0_2 = ...", "answer_0_2 - 6"], "gives it no value"),
        (["answer_0_2 = 6", "answer_0_2 = 7 rows"], "still holds what it held before"),
        (["answer_0_2 = 6", "answer_0_2 = sx"], "still holds what it held before"),
        (["answer_0_2 = 6", "1 / 0\nanswer_0_2 = 7"], "stopped at `1 / 0`"),
        (["del answer_0_2", "answer_0.2 = 6"], "so there is no answer yet"),
        (["answer_0_2 = 6\n1 / 0"], "Right."),
        (["answer_0_2 = 7 rows", "answer_0_2 = 6"], "Right."),
        (["answer_0_2 = ...", "answer_0_2 == 6"], "asks what `answer_0_2` is"),
        (["answer_0_2 = ...", "answer_0_2: 6"], "a colon after `answer_0_2`"),
        (["answer_0_2 = ...", "answer_0_3 = 6"], "gives a value to `answer_0_3`"),
        (["answer_0_2 = ...", "answer_0_3 = 6", 'hint("0.2")'], "`answer_0_3`"),
        (["answer_0_2 = ...", "x = 6"], "Change the cell above"),
        (["answer_0_2 = ...", "3 + 3"], "write `answer_0_2 = 3 + 3`"),
        (["answer_0_2 = ...", 'check("0.1")'], "Change the cell above"),
        (["answer_0_2 = len six", "answer_02 = 6"], "a value called `answer_02`"),
        (["answer_0_2 = 6", "answer_02 = 7"], "a value called `answer_02`"),
        (["answer_0_2 = 6", "Answer_0_2 = 7"], "a value called `Answer_0_2`"),
        (["answer_02 = 7", "answer_0_2 = 6"], "Right."),
        (["answer_0_2 = ...", 'answer_0_2 "6"'], 'stopped at `answer_0_2 "6"`'),
        (["answer_02 = 7", "del answer_02", "answer_0_2 = 6"], "Right."),
        (["answer_0_2 = [6]\n1 / 0"], "The cell stopped after that, at `1 / 0`"),
        (["answer_0_2 = 6\n1 / 0", "answer_0_2 = 6"], "a payment?"),
        (["answer_0_2 = 6\nanswer_0_2 = ..."], "three dots again"),
        (["answer_0_2 = [6]\n1 / 0"], "in the way that the exercise shows"),
        (["answer_0_2 = 6\n1 / 0"], "The answer needs no change"),
        (["answer_0_2 = 6\nsixx"], "The answer needs no change"),
    ],
)
def test_check_knows_what_the_last_run_did(kernel, cells, said):
    setup = "from workshop import check, hint\nanswer_0_2 = 0"
    assert said in run(kernel, setup, *cells, 'check("0.2")')


@pytest.mark.parametrize(
    ("answer", "shown"),
    [("0,33", "0 and 33"), ('"33 %"', "33 %"), ('"F204"', "F204"), ("0.33", "33%")],
)
def test_an_answer_that_is_no_number_leaves_the_sentence_of_the_cell(
    kernel, answer, shown
):
    """It sent people to change the lesson's sentence, and `check` knows better."""
    code = f'answer_2_1 = {answer}\nsay("Share: {{u:.0%}}.", u=answer_2_1)'
    assert run(kernel, "from workshop import say", code) == f"Share: {shown}."
    refused = run(kernel, 'place = "Tuzla!"\nsay("Share: {u:.0%}.", u=place)')
    assert '"Tuzla!" is not a number' in refused


def test_a_decimal_comma_among_named_values_is_named():
    code = 'dict(\n    source=...,\n    how_many=0,8,\n    place="a, 0,8",\n)'
    assert "`0.8`, not `0,8`" in say_error(code)
    assert "comes first" in say_error('dict(place="x=0,8", 5)')
