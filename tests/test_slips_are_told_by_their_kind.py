"""A slip of one kind is told in the same way, whatever stands in the line."""

import json

import pandas as pd
import pytest

import workshop
from tests.stopped import explain_stop
from workshop import watching
from workshop.assigning import describe_before_dots
from workshop.reading import read_letters
from workshop.watching import Memory

TABLE = pd.DataFrame({"country": ["ME", "RS"], "people": [1, 2]})
WIDE = pd.DataFrame({f"column_{letter}": [1] for letter in "abcdefghijkl"})
WIDE = WIDE.assign(minutes_left=1, total=2)
HELD = {
    "six": TABLE,
    "people": TABLE["people"],
    "path": WIDE,
    "check": workshop.check,
    "hint": workshop.hint,
    "data": workshop.data,
    "start": print,
    "answer_0_2": ...,
    "answer_0_q2": ...,
    "answer_0_6": ...,
}


@pytest.fixture(autouse=True)
def memory(monkeypatch) -> Memory:
    """An empty memory of cells, and no saved notebook."""
    memory = Memory()
    monkeypatch.setattr(watching, "memory", memory)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return memory


def say_error(code: str, **more: object) -> str:
    """Run ``code`` and give the sentence for the error that it raises."""
    return explain_stop(code, HELD | more)


def save(folder, monkeypatch, *cells: str) -> None:
    """Save a notebook as Jupyter names it; a cell that begins with # is text."""
    written = [
        {"cell_type": "markdown" if cell[:2] == "##" else "code", "source": cell}
        for cell in cells
    ]
    path = folder / "sheet.ipynb"
    path.write_text(json.dumps({"cells": written}), encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("check(0.q2)", 'check("0.q2")'),
        ("hint(0.q2)", 'hint("0.q2")'),
        ("check 0.q2", 'check("0.q2")'),
        ('check("0.2)', 'check("0.2")'),
        ("check(“0.2”)", 'check("0.2")'),
        ('Check("0.2")', 'check("0.2")'),
        ('сheck("0.2")', 'check("0.2")'),
        ('hnit("0.2")', 'hint("0.2")'),
        ('check["0.2"]', 'check("0.2")'),
        ("check(q2)", 'check("0.q2")'),
        ('check("0.2"', 'check("0.2")'),
    ],
)
def test_a_wrong_call_is_written_for_this_exercise(line, better):
    assert f"Python would write: `{better}`" in say_error(line)


def test_other_lines_are_no_calls_of_the_check():
    assert "check(" not in say_error("checked = 0.q2")
    assert "check(" not in say_error("chess(0.2)")


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("answer_0.q2 = 'b'", "answer_0_q2 = 'b'"),
        ("answer0.q2 = 'b'", "answer_0_q2 = 'b'"),
        ("answer_0,q2 = 'b'", "answer_0_q2 = 'b'"),
        ("Answer_0.q2 = 'b'", "answer_0_q2 = 'b'"),
        ("answer_0_q2 = 'c'.", "answer_0_q2 = 'c'"),
        ("answer_0_q2 = 'c' !", "answer_0_q2 = 'c'"),
        ("answer_0_q2 = 'c' since we asked", "answer_0_q2 = 'c'  # since we asked"),
        ("answer_0_q2 = 'c' – two of them", "answer_0_q2 = 'c'  # two of them"),
        ("answer_0_q2 = letter 'c'", "answer_0_q2 = 'c'  # letter"),
        ("answer_0_q2 = *a*", 'answer_0_q2 = "a"'),
        ("answer_0_q2 = **'a'**", "answer_0_q2 = 'a'"),
        ("answer_0_2 = **6**", "answer_0_2 = 6"),
        ("answer_0_q2 => 'c'", "answer_0_q2 = 'c'"),
        ("var answer_0_q2 = 'c'", "answer_0_q2 = 'c'"),
        ("x = people.sum() persons", "x = people.sum()  # persons"),
        ('x = {\n"a": "yes" really,\n"b": "no",\n}', '"a": "yes",  # really'),
        ('x = {\n"a": "yes".,\n"b": "no",\n}', '"a": "yes",'),
        ("x = (people '>' people)", "x = (people > people)"),
        ("x = dict(days:60)", "x = dict(days=60)"),
        ("print(answer_0_q2 = 'c')", "answer_0_q2 = 'c'"),
        ("in_all = 1\nx = in all + 1", "x = in_all + 1"),
        ("y == six['people']\nx = y.sum()", "y = six['people']"),
        ("y: 5\nx = y + 1", "y = 5"),
    ],
)
def test_a_line_is_written_as_python_would(line, better):
    assert f"Python would write: `{better}`" in say_error(line)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = a_table['people']", "`a_table` in this line is still a blank"),
        ("x = six['...'].mean()", "still a blank"),
        ("x = (people ___ people).sum()", "still a blank"),
        ("x = COUNT(A1:A6)", "as in a spreadsheet"),
        ("x = len(siх)", "`siх` are Cyrillic"),
        ("x = len(Six)", "It writes `six`"),
        ("x = figure('F207')", "Did you mean `data.figure`"),
        ("x = data.figure(F207)", '`data.figure("F207")`'),
        ("x = shape(six)", "knows no verb `shape`"),
        ('x = ["a, "b"]', "A quotation mark is missing"),
        ("x = people.list()", "Did you mean `to_list`"),
        ("x = people.sum\ny = x + 1", "`x` holds a verb that has not run"),
        ("x = later + 1\nlater = 5", "Line 2 of this cell makes it"),
        ("```python", "copied from a document, a web page or a chat"),
        ("x = people.", "Nothing stands after the full stop"),
    ],
)
def test_a_slip_is_told_for_what_it_is(code, said):
    assert said in say_error(code)


def test_the_answer_of_another_exercise_is_never_proposed():
    assert "answer_0_6" not in say_error("answer_0.q7 = 'b'")
    assert "Did you mean `answer_0_" not in say_error("x = answer_0_5 + 1")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("running total", "Did you mean `total`"),
        ("running_total", "Did you mean `total`"),
        ("minutes left", "Did you mean `minutes_left`"),
        ("so far", "Did you mean `total`"),  # the label that the lesson shows
        ("ukupno", "There are 14 names, among them: total,"),  # made in this cell
    ],
)
def test_a_column_that_is_near_comes_first(tmp_path, monkeypatch, column, said):
    save(tmp_path, monkeypatch, 'show(path, labels={"total": "So far"})')
    code = f'path["total"] = 1\nx = path["{column}"] + 1'
    assert said in say_error(code)


def test_a_name_that_a_cell_makes_keeps_its_form(tmp_path, monkeypatch):
    """`cases` is a data set too: quotation marks would break the line."""
    save(tmp_path, monkeypatch, "## Load", 'cases = data.load("cases")', "x = ...")
    text = say_error('x = cases[cases["country"] == "ME"]')
    assert "“Load” makes it" in text and '`"cases"`' not in text
    assert '`"cases"`' in say_error("x = data.load(cases)")


def test_a_line_behind_a_sign_or_in_another_cell_is_told(tmp_path, monkeypatch):
    cells = ["def change(v):\n    return v", "# changed = 5\nanswer_0_2 = ..."]
    more = ["## Path", 'path["so_far"] = path["total"].cumsum()']
    brought = ["## Begin", "from tools import measure_steps"]
    save(tmp_path, monkeypatch, *brought, *cells, *more)
    text = say_error("answer_0_2 = changed + 1", change=print)
    assert "stands behind `#`" in text and "`changed = 5`" in text
    assert "“Path” makes it: `path[" in say_error('answer_0_2 = path["so_far"] + 1')
    text = say_error("answer_0_2 = measure_steps(1)", measures=1)
    assert "“Begin” makes it" in text


def test_a_value_above_the_dots_is_seen():
    code = "y = 5\ny * 2\nanswer_0_2 = ...\nshow(y)"
    assert "`answer_0_2 = y * 2`" in describe_before_dots("answer_0_2", code)
    assert not describe_before_dots("answer_0_3", code)
    assert not describe_before_dots("answer_0_2", "show(y)\nanswer_0_2 = ...")


def test_a_second_letter_after_but_is_heard():
    pairs = ["c, but a too", "c but maybe a", "b, ali i c"]
    assert all(len(read_letters(one, "abc")) == 2 for one in pairs)
    single = ["c, not a", "c, because a is not enough", "c, but it is a good thing too"]
    assert all(read_letters(one, "abc") == ["c"] for one in single)
