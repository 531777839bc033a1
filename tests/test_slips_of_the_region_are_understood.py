"""Words and signs of the region's languages in code, and a verb in square brackets."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from tests.stopped import explain_stop
from workshop import watching
from workshop.assigning import is_near
from workshop.given import Given
from workshop.questions import say_letter
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


@pytest.mark.parametrize(
    "value",
    [
        "b)", '"b', 'b"', "'b\"", "<b>", '== "b"', "answer b", "letter b", "b.",
        "odgovor b", "odgovor pod b", "одговор под b", "option b", "B)", "{b", "b]",
    ],
)  # fmt: skip
@pytest.mark.parametrize("held", [{}, {"b": 2, "a": 1}])
def test_the_letter_of_a_choice_is_written_with_its_marks(value, held):
    said = explain_stop(f"answer_1_q1 = {value}", HELD | held)
    assert 'answer_1_q1 = "b"' in said
    assert "not the word" not in said


@pytest.mark.parametrize(
    ("value", "remark"),
    [
        ("b) yes", "yes"),
        ("b, because it is new", "because it is new"),
        ("b – it is new", "it is new"),
        ("b because", "because"),
        ("b, jer je novo", "jer je novo"),
        ("b - because", "because"),
    ],
)
def test_what_explains_a_letter_stands_behind_it(value, remark):
    said = explain_stop(f"answer_1_q1 = {value}", HELD | {"b": 2})
    assert f'answer_1_q1 = "b"  # {remark}' in said


@pytest.mark.parametrize("value", ["b i c", "b ili c", "b или c", "b c", "b dhe c"])
def test_two_letters_are_asked_about(value):
    said = explain_stop(f"answer_1_q1 = {value}", HELD | {"b": 2, "c": 3})
    assert 'two letters, "b" and "c"' in said


def test_other_lines_hold_no_letter():
    assert '"b"' not in explain_stop("answer_0_5 = b)", HELD)
    assert '"a"' not in explain_stop("answer_1_6 = a because", HELD | {"a": 1})


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("b", "Without quotation marks `b` is a name"),
        ("(b)", "Without quotation marks `b` is a name"),
        ("[b]", "Without quotation marks `b` is a name"),
        ("b and c", 'two letters, "b" and "c"'),
        ("a or b", 'two letters, "a" and "b"'),
        ('"a" or "b"', 'two letters, "a" and "b"'),
        ("b, c", 'two letters, "b" and "c"'),
        ("a, b, c", 'more than one letter: "a", "b", "c"'),
        ('"b"', ""),
        ('"b", "c"', ""),
        ("d", ""),
        ("len(b)", ""),
    ],
)
def test_letters_that_are_names_are_told_by_the_line(value, said):
    given = Given("answer_1_q1", f"answer_1_q1 = {value}", {"a": 1, "b": 2, "c": 3})
    text = say_letter(given, "abc")
    assert said in text
    assert bool(text) is bool(said)


def test_a_question_mark_is_told():
    run("answer_1_q1 = 'b'?")
    assert "`answer_1_q1 = 'b'`" in find_gap("answer_1_q1", {"answer_1_q1": ...}).text


def test_a_verb_with_cyrillic_letters_is_told():
    assert "`sum` again with Latin letters" in explain_stop("x = people.ѕum()", HELD)


def test_two_lines_in_one_are_parted():
    said = explain_stop("people = table answer_0_5 = people.sum()", HELD)
    assert "Two names get a value in this line" in said


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
