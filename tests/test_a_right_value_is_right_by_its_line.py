"""A value that is right by chance is no right answer; a right one stays right."""

import pytest

from workshop import data
from workshop.chance import is_exact
from workshop.checking import list_exercises
from workshop.given import Given
from workshop.neighbours import find_neighbours
from workshop.rules import judge

DEFINITIONS = data.load("definitions")
HELD = {
    "academic": DEFINITIONS[DEFINITIONS["type"] == "academic"],
    "definitions": DEFINITIONS,
    "data": data,
    "find_neighbours": find_neighbours,
}


def reply(exercise_id: str, code: str, **more: object):
    """Run a cell that gives the answer, and return the reply to it."""
    names = HELD | more
    exec(code, names)  # noqa: S102
    name = f"answer_{exercise_id.replace('.', '_')}"
    exercise = list_exercises(exercise_id.partition(".")[0])[exercise_id]
    return judge(exercise, names[name], given=Given(name, code, names))


@pytest.mark.parametrize(
    ("exercise_id", "line"),
    [
        ("1.3", 'answer_1_3 = academic["process"].count() / 20'),
        ("1.3", "answer_1_3 = 11 / 20"),
        ("1.3", 'n = academic["process"].count()\nshare = n / 20\nanswer_1_3 = share'),
        ("1.5", "answer_1_5 = 802 / 1000"),
        ("2.1", "answer_2_1 = 1 / 3 + 1 / 300"),
        ("3.5", "answer_3_5 = 100 / 300"),
    ],
)
def test_a_number_that_is_worked_out_is_exact(exercise_id, line):
    said = reply(exercise_id, line)
    assert said.kind == "again"
    assert said.rule in {"nudge", "line", "related value"}


@pytest.mark.parametrize(
    "line",
    [
        "answer_1_3 = 0.55",
        "answer_1_3 = 0.54",
        "answer_1_3 = 6 / 11",
        "answer_1_3 = round(6 / 11, 2)",
        'answer_1_3 = academic["process"].mean().round(2)',
        'answer_1_3 = float(f"{6 / 11:.2f}") + 0.0',
        'share = round(academic["process"].mean(), 2)\nanswer_1_3 = share',
        "answer_1_3 = 0.27 + 0.27",
        "answer_1_3 = 54_500 / 100_000",
    ],
)
def test_what_is_typed_or_rounded_keeps_its_room(line):
    assert reply("1.3", line).kind == "right"


@pytest.mark.parametrize(
    ("code", "exact"),
    [
        ("answer_9_1 = 6 / 11", True),
        ("answer_9_1 = people.min() / people.sum() * 100", True),
        ("answer_9_1 = 6", False),
        ("answer_9_1 = -0.11", False),
        ("answer_9_1 = table[0]", False),
        ("answer_9_1 = elsewhere", False),
        ("x = 1000\nwhile sroi(x) > 1:\n    x -= 1\nanswer_9_1 = x + 0", False),
        ("a = round(2 / 3, 2)\nanswer_9_1 = a / 2", False),
        ("answer_9_1 = (", False),
    ],
)
def test_it_is_known_what_a_cell_works_out(code, exact):
    assert is_exact(Given("answer_9_1", code)) is exact


@pytest.mark.parametrize(
    ("exercise_id", "line", "there", "wanted"),
    [
        ("6.5", '(grid["Bosnian"] > 0).sum()', '"Bosnian"', '"Serbian"'),
        ("6.5", '(grid["Croatian"] > 0).sum()', '"Croatian"', '"Serbian"'),
        ("5.7", "zero.any(axis=0).sum()", "any(axis=0)", "any(axis=1)"),
        ("5.7", "zero.any().sum()", "any()", "any(axis=1)"),
        ("5.7", "zero.any(axis=1).nunique()", "nunique()", "sum()"),
    ],
)
def test_a_line_that_is_right_by_chance_says_what_belongs_in_it(
    exercise_id, line, there, wanted
):
    lesson = __import__(f"workshop.feedback.0{exercise_id[0]}", fromlist=["_"])
    held = {}
    if exercise_id == "6.5":
        held = {"grid": lesson.count_languages()}
    else:
        held = {"zero": lesson.load_sheet() == 0}
    name = f"answer_{exercise_id.replace('.', '_')}"
    said = reply(exercise_id, f"{name} = {line}", **held)
    assert said.rule == "by chance"
    assert f"`{there}`" in said.text
    assert f"`{wanted}`" in said.text
    good = line.replace(there, wanted)
    assert reply(exercise_id, f"{name} = {good}", **held).kind == "right"


@pytest.mark.parametrize(
    ("exercise_id", "line", "value"),
    [
        ("4.1", 'field = "health"', "4.1"),
        ("6.1", 'language = "hr"', "6.1"),
    ],
)
def test_a_list_of_something_else_is_told_though_its_number_is_right(
    exercise_id, line, value
):
    expected = list_exercises(value[0])[value].expected()
    code = f"{line}\nanswer_{exercise_id.replace('.', '_')} = {expected}"
    assert reply(exercise_id, code).rule == "by chance"
    alone = code.splitlines()[1]
    assert reply(exercise_id, alone).kind == "right"


def test_two_kinds_of_truth_are_no_count():
    changes = "changed = pd.Series([True, True, False, False, False])\n"
    pd = __import__("pandas")
    for verb, kind in (("nunique", "again"), ("sum", "right")):
        said = reply("5.5", f"{changes}answer_5_5 = changed.{verb}()", pd=pd)
        assert said.kind == kind


def test_two_others_who_agree_as_often_are_told():
    lesson = __import__("workshop.feedback.01", fromlist=["_"])
    ratings = lesson.load_ratings().loc[lesson.CORE_CARDS]
    line = 'answer_1_5 = (ratings["{}"] == ratings["{}"]).mean()'
    assert reply("1.5", line.format("A", "B"), ratings=ratings).rule == "by chance"
    assert reply("1.5", line.format("D", "C"), ratings=ratings).kind == "right"


def test_another_column_is_named_before_what_its_share_may_be_besides():
    said = reply("1.3", 'answer_1_3 = academic["outcome"].mean()').text
    assert "name: outcome" in said
    assert "*not*" not in said


def test_brackets_are_told_where_two_differences_are_divided():
    line = "answer_1_6 = 0.8 - 0.82 / 1 - 0.82"
    assert "`(0.8 - 0.82) / (1 - 0.82)`" in reply("1.6", line).text


def test_what_all_or_none_gives_is_told_by_its_verb():
    free = data.load("resources").query('language_code == "sq"')["open_access"]
    said = reply("6.1", "answer_6_1 = free.mean()", free=free).text
    assert "`mean` gives the average" in said
    assert reply("6.1", "answer_6_1 = free.count()", free=free).rule == "by chance"
    assert reply("6.1", "answer_6_1 = free.sum()", free=free).kind == "right"


@pytest.mark.parametrize("length", ["60", '60, "h"'])
def test_a_length_without_its_unit_is_told(length):
    import pandas as pd

    begin = 'begin = pd.Timestamp("2027-07-01")\n'
    line = f"{begin}answer_6_7 = begin + pd.Timedelta({length})"
    assert "`pd.Timedelta(days=…)`" in reply("6.7", line, pd=pd).text
    line = f'{begin}answer_6_7 = begin + pd.Timedelta(60, "D")'
    assert reply("6.7", line, pd=pd).kind == "right"


OLD = """\
new_five = ["gdp_per_person", "unemployment", "people_online"]
new_five = new_five + ["life_expectancy", "government_effectiveness"]
neighbours = find_neighbours("RS", 2023, new_five)
answer_5_3 = neighbours.index[{place}]
"""


@pytest.mark.parametrize("place", [1, 2, 9, -1])
def test_measures_that_nobody_changed_are_told_before_the_place_of_a_name(place):
    said = reply("5.3", OLD.format(place=place))
    assert said.kind == "again"
    assert 'The list `new_five` still holds "unemployment"' in said.text


def test_the_first_name_of_the_old_list_keeps_its_reply():
    assert reply("5.3", OLD.format(place=0)).rule == "nothing swapped"
    swapped = OLD.format(place=0).replace('"unemployment"', '"youth_unemployment"')
    assert reply("5.3", swapped).kind == "right"


def test_a_line_that_turns_the_order_round_is_named():
    totals = "totals = definitions[criteria].sum()\nanswer_1_2 = totals.sort_values()"
    lesson = __import__("workshop.feedback.01", fromlist=["_"])
    turned = reply("1.2", f"{totals}[::-1]", criteria=lesson.CRITERIA)
    assert "`[::-1]` turns the order round" in turned.text
    three = reply("1.2", f"{totals}[::-1].head(3)", criteria=lesson.CRITERIA)
    assert "`[::-1]` turns the order round" in three.text
    line = totals.replace("sort_values()", "sort_values(ascending=False).head(3)")
    assert reply("1.2", line, criteria=lesson.CRITERIA).rule == "largest first"


@pytest.mark.parametrize(
    ("exercise_id", "answer"),
    [
        ("0.2", "6 %"),
        ("0.2", "6 €"),
        ("0.2", "six per cent"),
        ("0.5", "16170094 EUR"),
        ("5.7", "2 evra"),
        ("0.2", "6 kg"),
    ],
)
def test_a_count_has_no_sign_of_a_share_or_of_money(exercise_id, answer):
    exercise = list_exercises(exercise_id.partition(".")[0])[exercise_id]
    assert judge(exercise, answer).kind == "again"
    assert judge(exercise, answer.split()[0]).kind == "right"


def test_an_amount_of_money_has_one():
    exercises = list_exercises("3")
    for exercise_id in ("3.4", "3.6", "3.7"):
        value = round(float(exercises[exercise_id].expected()), 2)
        assert judge(exercises[exercise_id], f"{value} €").kind == "right"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("answer_0_2 = 10^2", "a power with two stars"),
        ("answer_0_2 = (2 and 3) + 1", "not the word `and`"),
        ("n = 10^2\nanswer_0_2 = n", "a power with two stars"),
    ],
)
def test_a_sign_that_does_something_else_is_named(line, said):
    assert said in reply("0.2", line).text


def test_an_entry_that_a_form_does_not_have_is_named():
    exercises = list_exercises("1") | list_exercises("4") | list_exercises("3")
    for exercise_id, good in (
        ("1.4", dict.fromkeys(("RS13", "BA12", "AL12", "XK13"), "yes")),
        ("1.7", dict.fromkeys(("ME12", "MK14", "SI05", "HR01"), "no")),
        ("4.6", dict.fromkeys(("C05", "C12", "C49"), "use") | {"C17": "look up"}),
        ("3.3", {"first group": False, "all groups": True}),
    ):
        said = judge(exercises[exercise_id], {**good, "XX99": "yes"}).text
        assert "I do not know the field XX99" in said


def test_a_number_that_no_row_of_words_has_is_named(capsys):
    from workshop.unmatched import explain_unmatched

    table = DEFINITIONS
    assert 'No row has "1"' in explain_unmatched('table["type"] == 1', {"table": table})
    assert not explain_unmatched('table["novelty"] == 7', {"table": table})
