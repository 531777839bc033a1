"""What stands under a cell that stopped, and what the check says then, is true."""

import pandas as pd
import pytest

from tests.test_slips_are_told_by_their_kind import HELD, save, say_error
from workshop import data, watching
from workshop.checking import find_example
from workshop.table_file import DataProblem
from workshop.unmatched import explain_unmatched
from workshop.watching import Memory, find_gap


@pytest.fixture(autouse=True)
def memory(monkeypatch) -> Memory:
    """An empty memory of cells, and no saved notebook."""
    memory = Memory()
    monkeypatch.setattr(watching, "memory", memory)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return memory


@pytest.mark.parametrize(
    ("code", "better"),
    [
        ('"a" = answer_0_q2', 'answer_0_q2 = "a"'),
        ('["BA10"] = answer_4_7', 'answer_4_7 = ["BA10"]'),
        ("B = answer_1_1", 'answer_1_1 = "B"'),
        ("answer_0_6 = ...(people.sum())", "answer_0_6 = (people.sum())"),
        ("answer_0_6 = (people.sum() ... / 2)", "answer_0_6 = (people.sum() / 2)"),
        ('answer_4_7 = ["BA10", "XK13"', 'answer_4_7 = ["BA10", "XK13"]'),
        ('x = six["people".sum()', 'x = six["people"].sum()'),
        ('x = (six["people" > 0).sum()', 'x = (six["people"] > 0).sum()'),
        ("x = (1 + 2 / 5", "x = (1 + 2) / 5"),
        ('x = "en" = "sq"', 'x = "sq"'),
        ('f = {\n    "topics": 1,4,\n}', '"topics": "1;4",'),
        ('f = {\n    "language_code": "en" = "sq",\n}', '"language_code": "sq",'),
        (
            'f = {\n    "why": It is good, and free.,\n}',
            '"why": "It is good, and free.",',
        ),
        (
            'f = {\n    "why": It\'s good and short,\n}',
            '"why": "It\'s good and short",',
        ),
        ("f = {\n    first group: True,\n}", '"first group": True,'),
        ('x = six.sort values("people")', 'x = six.sort_values("people")'),
        ('answer_0_q2 = – "b"', 'answer_0_q2 = "b"'),
        ('provjeri("0.2")', 'check("0.2")'),
        ("kontrollo(0.2)", 'check("0.2")'),
    ],
)
def test_the_line_that_is_advised_is_the_one_that_was_meant(code, better):
    said = say_error(code)
    assert f"Python would write: `{better}`" in said


@pytest.mark.parametrize(
    "code",
    [
        'x = {\n    "a": "yes",\n    "b": "no",',
        'x = {\n    "a": "yes",\n    "b": "no",\nprint(x)',
    ],
)
def test_a_list_over_several_lines_is_closed_below_its_last(code):
    said = say_error(code)
    assert "in line 1" in said
    assert 'below line 3, which is `"b": "no",`' in said


def test_a_repair_leaves_no_empty_value():
    assert "{}" not in say_error("x = {\n")


def test_a_sign_that_is_left_open_stays_a_blank():
    assert "three dots go" not in say_error("x = people ... people")


def test_several_commas_are_added_one_by_one():
    said = say_error('f = {\n    "a": True\n    "b": False\n    "c": True\n}')
    assert '`"a": True,`' in said


def test_a_word_that_stands_alone_gets_its_marks():
    assert 'answer_… = "c"' in say_error("c")
    assert 'answer_… = "b, c"' in say_error("b, c")


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("answer_6_q4", "c", 'write `answer_6_q4 = "c"`'),
        ("answer_0_q1", "print(b)", 'write `answer_0_q1 = "b"`'),
        ("answer_0_3", "ME", 'write `answer_0_3 = "ME"`'),
        ("answer_0_5", "peopel.sum()", "The cell before this one stopped"),
        ("answer_3_q5", "a = answer_3_q5", 'write `answer_3_q5 = "a"`'),
        ("answer_0_q2", "# nothing", "press Escape, then Z"),
        ("answer_0_q2", "answer_0_q1 = 1", "press Escape, then Z"),
    ],
)
def test_the_check_proposes_no_line_that_stops_again(memory, name, code, said):
    memory.last, memory.broken = code, code[0] in "cMp"
    assert said in find_gap(name, {}).text


def test_a_name_that_was_overwritten_leads_to_its_line(tmp_path, monkeypatch):
    save(
        tmp_path,
        monkeypatch,
        "## The table",
        'cases = data.load("cases")',
        'laws = data.load("eu_law_models")\nanswer_0_2 = laws["law_model"].sum()',
    )
    said = say_error('answer_0_2 = laws["law_model"].sum()', laws=24)
    assert "`laws` holds the number 24 now" in said
    assert '`laws = data.load("eu_law_models")`' in said
    own = say_error('cases = 5\nx = cases["case_id"]')
    assert "Line 1 of this cell gives `cases` another value: `cases = 5`" in own


def test_a_line_below_that_makes_the_name_anew_is_named():
    said = say_error('answer_0_5 = old.sum()\nold = six["people"]', old=[1, 2])
    assert "Line 2 of this cell" in said
    assert "above the one that stopped" in said


def test_a_word_that_no_row_has_leads_to_the_near_one():
    table = pd.DataFrame({"field": ["ageing_care", "housing"]})
    code = 'field = "x"\nhere = region[region["field"] == field]'
    held = {"region": table, "field": "ageing-care"}
    assert 'Did you mean "ageing_care"?' in explain_unmatched(code, held)
    held["field"] = "zebra"
    assert "There stand: ageing_care, housing" in explain_unmatched(code, held)
    held["field"] = "housing"
    assert explain_unmatched(code, held) == ""


def test_a_code_that_is_near_or_of_another_kind_is_named():
    with pytest.raises(DataProblem, match="Near it: resources"):
        data.load("resource")
    with pytest.raises(DataProblem, match=r"data\.card"):
        data.figure("BA11")
    with pytest.raises(DataProblem, match="Near it: BA10"):
        data.card("ba10")


def test_an_empty_check_shows_its_own_exercise(memory):
    memory.last = 'answer_1_q2 = "b"'
    assert find_example(HELD, "check") == '`check("1.q2")`'


def test_a_word_for_days_in_another_language_gets_the_right_one():
    said = say_error("x = pd.Timedelta(day=60)", pd=pd)
    assert "pd.Timedelta(days=…)" in said


def test_the_other_order_is_not_proposed():
    said = say_error('six.sort_values("people", descending=True)')
    assert "Did you mean" not in said
    assert "`ascending=`" in said
