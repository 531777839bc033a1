"""A value is right only if it does what is asked, and a reply says what a value is."""

import pandas as pd
import pytest

from workshop import data
from workshop.checking import list_exercises
from workshop.given import Given
from workshop.rules import judge


def reply(exercise_id, line, **held):
    """Run one line that gives the answer of an exercise, and judge what it gives."""
    name = f"answer_{exercise_id.replace('.', '_')}"
    names = {"data": data, "pd": pd, **held}
    code = f"{name} = {line}"
    exec(code, names)  # noqa: S102
    exercise = list_exercises(exercise_id[0])[exercise_id]
    return judge(exercise, names[name], given=Given(name, code, names))


@pytest.mark.parametrize(
    ("exercise_id", "right", "wrong"),
    [
        # What is nearer is never refused where something farther off is right.
        ("3.7", ["1020", "1021.4", "1025"], ["1000", "1005", "1010", "1030"]),
        ("3.4", ["19600", "19635", "19636"], ["20000", "19900", "19000"]),
        ("0.6", ["4", "3.9", "3.86", "3.8"], ["4.01", "4.1", "3.7", "3.95"]),
        ("4.2", ["7.7", "7.65", "17.6 / 2.3", "7.746"], ["7.6", "7.55", "7.9"]),
    ],
)
def test_only_what_does_what_is_asked_is_right(exercise_id, right, wrong):
    for line in right:
        assert reply(exercise_id, line).kind == "right", line
    for line in wrong:
        assert reply(exercise_id, line).kind == "again", line


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1000", "returns 0.979: less than one"),
        ("1500", "returns 1.47: more than one"),
        ("1e6", "With 1000000 euros"),
    ],
)
def test_a_trial_is_told_what_it_returns(line, told):
    assert told in reply("3.7", line).text


@pytest.mark.parametrize(
    ("exercise_id", "line", "told"),
    [
        ("0.6", "0.385604", "a tenth of what is asked for"),
        ("3.6", "0.114", "a tenth of what is asked for"),
        ("3.4", "19.635", "a thousandth of what is asked for"),
        ("3.4", "1963.5", "a tenth of what is asked for"),
        ("4.2", "77", "10 times what is asked for"),
        ("0.5", "161700940", "10 times what is asked for"),
        ("0.5", "16170094 // 2", "half of what is asked for"),
        ("3.6", "2.28", "twice what is asked for"),
    ],
)
def test_a_simple_relation_is_named(exercise_id, line, told):
    assert told in reply(exercise_id, line).text


@pytest.mark.parametrize("exercise_id", ["0.2", "2.2", "4.1", "5.1", "6.2"])
def test_a_fraction_is_told_without_the_number_one(exercise_id):
    text = reply(exercise_id, "2.5").text
    assert "is not a whole number" in text
    assert "answer is one" not in text


def test_a_relation_is_exact():
    assert "twice" not in reply("3.2", "0.14").text  # twice 0.0667 is 0.13


@pytest.mark.parametrize(
    ("exercise_id", "line", "told", "untold"),
    [
        ("2.1", "0.1", "neither work nor look", "would make sense"),
        ("2.1", "33", "divide it by one hundred", "leave out"),
        ("2.1", "55 / 100", "the share of the students", "Above the line stand 25"),
        ("4.1", "6", "all six", "stood in the cell"),
        ("5.1", "2", "among other things", "stood in the cell"),
        ("6.1", "7", "those in another language", "This is the number"),
        ("6.3", "6", "0.5 times 12", "less than"),
        ("6.3", "18", "1.5 times 12", "more than"),
        ("1.6", "(0.8 - 0.82) / (1 - 0.8)", "`(p_o - p_e) / (1 - p_o)`", "Keep two"),
        ("4.4", "24 - 50", "a speaker told the press", "months"),
    ],
)
def test_a_reply_is_true_of_the_value_alone(exercise_id, line, told, untold):
    text = reply(exercise_id, line).text
    assert told in text
    assert untold not in text


@pytest.mark.parametrize("year", [1990, 2000, 2011, 2023])
def test_a_year_without_a_value_is_told(year):
    assert f"no value for {year}" in reply("2.5", str(year)).text


def test_a_figure_is_told_with_its_unit():
    text = reply("3.4", 'data.figure("F207") / data.figure("F208")').text
    assert "F208 is 27.5 (%): employees who are seniors" in text
    assert "2349090.9 is more" in text
    text = reply("3.5", 'data.figure("F634") * 2').text
    assert "F634 is 11 (people)" in text
    assert "NA" not in text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("people.sum() - 1", "subtracts `1` from `people.sum()`"),
        ("people.max() + people.min()", "adds `people.min()` to `people.max()`"),
        ("people.sum() * 7", "multiplies `people.sum()` by `7`"),
    ],
)
def test_a_sum_is_told_by_its_line(line, told):
    countries = data.load("countries")
    people = countries[countries["group"] == "WB6"]["population"]
    said = reply("0.5", line, people=people)
    assert told in said.text
    assert "rounded" not in said.text


def test_another_column_with_the_same_share_is_named():
    definitions = data.load("definitions")
    academic = definitions[definitions["type"] == "academic"]
    said = reply("1.3", 'academic["social_need"].mean()', academic=academic)
    assert said.kind == "again"
    assert "`social_need`" in said.text
    assert reply("1.3", 'academic["process"].mean()', academic=academic).kind == "right"
    assert reply("1.3", "6 / 11").kind == "right"


@pytest.mark.parametrize("code", ["M E", "M-E", "x k", "M_E", "A.L."])
def test_a_code_with_a_sign_in_it_is_recognised(code):
    assert "This is a code of the table" in reply("0.3", repr(code)).text


@pytest.mark.parametrize(
    ("exercise_id", "line", "told"),
    [
        ("4.7", '["BA 10", "RS 13"]', '`"BA10"`'),
        ("4.7", '"BA-10"', '`"BA10"`'),
        ("4.7", '["BA11" "RS13"]', '`"BA11"`, `"RS13"`'),
        ("4.4", '"F-505"', "the id of an answer"),
        ("3.4", '"F-204"', "the id of a row"),
    ],
)
def test_an_id_with_a_sign_in_it_is_recognised(exercise_id, line, told):
    assert told in reply(exercise_id, line).text


@pytest.mark.parametrize("exercise_id", ["0.4", "2.6", "1.q3", "4.q5", "6.6"])
@pytest.mark.parametrize(
    ("text", "told"),
    [("", "nothing yet"), (" ", "nothing yet"), ("...", "`...`"), ("?", "`?`")],
)
def test_marks_with_nothing_between_them_are_told(exercise_id, text, told):
    said = reply(exercise_id, repr(text))
    assert said.kind == "open"
    assert "Between the quotation marks stands" in said.text
    assert told in said.text


def test_five_empty_ratings_are_told():
    cards = dict.fromkeys(["RS13", "BA12", "AL12", "XK13", "MK13"], "")
    assert "stands nothing yet" in reply("1.4", repr(cards)).text


@pytest.mark.parametrize(
    ("text", "told"),
    [("ab", '"a" and "b"'), ("bc", '"b" and "c"'), ("abc", '"a", "b", "c"')],
)
def test_letters_written_together_are_seen(text, told):
    assert told in reply("2.q3", repr(text)).text


def test_a_choice_is_read_by_its_place():
    said = reply("2.q3", '"the second one"')
    assert said.rule in ("right", "chose b")
    assert 'as the choice "b"' in said.text


@pytest.mark.parametrize(
    ("exercise_id", "line", "told"),
    [
        ("1.5", "5", "the number of all cards"),
        ("3.2", "60", "the number of all instruments"),
        ("3.5", "11", "the number of jobs that exist"),
        ("5.2", "27", "the number of all member states"),
        ("6.7", '"August 2027"', "a month and a year"),
        ("0.3", '"ME, RS"', "more than one code"),
        ("5.3", '"Ireland 2016"', "does not stand in the list"),
    ],
)
def test_a_part_or_a_whole_is_named(exercise_id, line, told):
    assert told in reply(exercise_id, line).text
