"""Words and signs of the region's languages in code, and a verb in square brackets."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.stopped import explain_stop
from workshop import watching
from workshop.assigning import is_near
from workshop.watching import Memory, begin_cell, end_cell, find_gap

TABLE = pd.DataFrame({"field": ["care", "work"], "people": [100, 200]})
HELD = {
    "table": TABLE,
    "people": TABLE["people"],
    "first": TABLE["people"] > 0,
    "second": TABLE["people"] > 1,
    "working": 20,
    "looking": 10,
    "start": print,
}


LINE = 'here = table[table["field"] == field]'


@pytest.fixture(autouse=True)
def memory(monkeypatch) -> Memory:
    """An empty memory of cells, and no saved notebook."""
    memory = Memory()
    monkeypatch.setattr(watching, "memory", memory)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return memory


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("answer_1_q1 = c (ranije)", 'answer_1_q1 = "c"  # ranije'),
        ("answer_2_q2 = c (earlier)", 'answer_2_q2 = "c"  # earlier'),
        ("answer_2_q2 = c(it was earlier)", 'answer_2_q2 = "c"  # it was earlier'),
        ("answer_2_q2 = В (после)", 'answer_2_q2 = "В"  # после'),
        ("answer_0_5 = looking * 150%", "looking * 1.5"),
        ('answer_1_q1 = "b""', 'answer_1_q1 = "b"'),
        ('answer_1_q1 = ""b"', 'answer_1_q1 = "b"'),
        ('answer_0_4 = "North Macedonia""', 'answer_0_4 = "North Macedonia"'),
        ("answer_4_3 = table[first i second].shape", "table[first & second].shape"),
        ("answer_4_3 = table[first dhe second].shape", "table[first & second].shape"),
        ("answer_4_3 = table[first ose second].shape", "table[first | second].shape"),
        ("answer_4_3 = table[first и second].shape", "table[first & second].shape"),
    ],
)
def test_the_line_is_written_as_python_has_it(line, better):
    said = explain_stop(line, HELD)
    assert "Python would write" in said
    assert better in said


@pytest.mark.parametrize("word", ["i", "dhe", "и", "plus_"])
def test_a_word_between_two_numbers_is_no_sign(word):
    line = f"answer_2_1 = looking / (working {word} looking)"
    assert f"not the word `{word}`" in explain_stop(line, HELD)
    both = f"working, looking = 20, 10\n{line}"
    held = {"start": print}
    assert f"not the word `{word}`" in explain_stop(both, held)


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("answer_0_6 = people[min] / 2", "`people.min()`"),
        ("answer_0_5 = people[sum]", "`people.sum()`"),
        ("answer_0_5 = people[sum()]", "`people.sum()`"),
        ('answer_0_5 = table["people"][mean]', '`table["people"].mean()`'),
    ],
)
def test_a_verb_in_square_brackets_is_told(line, better):
    assert better in explain_stop(line, HELD)


def test_a_number_in_quotation_marks_is_a_text():
    said = explain_stop('answer_0_5 = people.sum() / "27"', HELD)
    assert "A text and a number are mixed" in said


def test_a_letter_is_no_name_that_another_cell_makes(tmp_path, monkeypatch):
    cells = [{"cell_type": "code", "source": "for b in years:\n    print(b)"}]
    path = tmp_path / "sheet.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    assert '`answer_2_6 = "b"`' in explain_stop("answer_2_6 = b", HELD)


def test_a_name_that_got_another_one_is_no_column():
    said = explain_stop(LINE, HELD)
    assert "name of a column" not in said
    assert "does not know the name `field`" in said
    assert "quotation marks" not in explain_stop(f'polje = "care"\n{LINE}', HELD)
    assert 'write: `field = "care"`' in explain_stop(f'polje = "care"\n{LINE}', HELD)
    assert "name of a column" in explain_stop("here = table[field]", HELD)


@pytest.mark.parametrize(
    "name",
    [
        "odgovor_0_2", "Odgovor_0_2", "odgovor", "odgovor02", "odgovor_02",
        "pergjigja_0_2", "përgjigja_0_2", "pergjigje", "одговор_0_2", "одговор",
    ],
)  # fmt: skip
def test_the_word_for_an_answer_is_known_in_the_region(name):
    assert is_near(name, "answer_0_2")
    run(f"{name} = 6")
    gap = find_gap("answer_0_2", {"answer_0_2": ..., name: 6})
    assert f"called `{name}`" in gap.text


@pytest.mark.parametrize("name", ["odgovor_0_3", "odgovori", "ogovor_1_2", "odgovaram"])
def test_another_word_or_number_is_not_near(name):
    if name != "odgovori":
        assert not is_near(name, "answer_0_2")


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("odgovor: b", 'answer_1_q1 = "b"'),
        ('odgovor: "b"', 'answer_1_q1 = "b"'),
        ("answer: b", 'answer_1_q1 = "b"'),
        ("одговор: b", 'answer_1_q1 = "b"'),
    ],
)
def test_a_colon_behind_the_answers_name_is_told(line, better):
    run(line)
    assert better in find_gap("answer_1_q1", {"answer_1_q1": ...}).text


def run(code: str) -> None:
    """Let the watch see a cell that runs to its end."""
    info = SimpleNamespace(raw_cell=code, cell_id="x")
    begin_cell(info)
    end_cell(SimpleNamespace(info=info, error_before_exec=None, error_in_exec=None))
