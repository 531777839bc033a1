"""Every exercise answers every answer: right, each named mistake, and nonsense."""

import importlib
import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from conftest import every_lesson

from scripts.contract.chance import is_by_chance
from scripts.contract.feedback import compute_once, find_faults
from scripts.door.files import ROOT
from scripts.lessons.lesson import Lesson
from scripts.lessons.listing import list_lessons
from scripts.lessons.notebooks import read_notebook
from workshop import data
from workshop.checking import check, hint, list_exercises
from workshop.errors import explain
from workshop.rules import (
    MISSING,
    Case,
    Exercise,
    Mistake,
    judge,
    same,
)

LESSONS = [path.name[:2] for path in list_lessons()]


EXERCISES = {
    exercise_id: compute_once(exercise)
    for lesson in LESSONS
    for exercise_id, exercise in importlib.import_module(
        f"workshop.feedback.{lesson}"
    ).EXERCISES.items()
}
by_id = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
by_name = pytest.mark.parametrize("name", EXERCISES)


def collect_cases(exercise):
    """Collect an exercise's own cases; a question's letters are cases by themselves."""
    if isinstance(exercise, Exercise):
        return exercise.cases
    letters = [Case(lambda k=key: k, "right") for key in exercise.right]
    letters += [Case(lambda k=key: k, f"chose {key}") for key in exercise.wrong]
    shouted = next(iter(exercise.right)).upper() + ") "
    return [*letters, Case(lambda: shouted, "right"), *exercise.cases]


@cache
def judge_cases(name):
    """Return each case of an exercise with its answer and the reply to it."""
    exercise = EXERCISES[name]
    answers = [(case, case.answer()) for case in collect_cases(exercise)]
    return [(case, answer, judge(exercise, answer)) for case, answer in answers]


@by_name
def test_each_case_meets_its_rule(name):
    for case, answer, reply in judge_cases(name):
        told = f"{answer!r} met “{reply.rule}”: {reply.text}"
        meant = reply.rule == case.rule
        assert meant or is_by_chance(find_exercise(name), case, reply), told
        assert len(reply.text) > 20


def find_exercise(name):
    """Return an exercise as its lesson has it: it looks at the tables each time."""
    return list_exercises(name.partition(".")[0])[name]


@pytest.mark.parametrize(
    ("case", "by_chance"),
    [
        (Case(lambda: count_pets("dog"), "dogs"), True),
        (Case(lambda: count_pets("dog"), "right"), False),
        (Case(lambda: count_pets("dog"), "never"), False),
        (Case(lambda: 77, "dogs"), False),
    ],
)
def test_values_alike_by_chance_are_no_fault_and_a_rule_that_never_fits_is(
    case, by_chance, monkeypatch
):
    """On a fixed frame: as many dogs as cats, and without the last row one less."""
    pets = pd.DataFrame({"pet": ["cat", "cat", "dog", "dog"]})
    monkeypatch.setattr(data, "load", lambda name: pets)
    mistakes = [
        Mistake("dogs", lambda answer, _: same(answer, count_pets("dog")), "Dogs."),
        Mistake("never", lambda answer, _: False, "Never."),
    ]
    exercise = replace(HOUSES, expected=lambda: count_pets("cat"), mistakes=mistakes)
    reply = judge(exercise, case.answer())
    assert is_by_chance(exercise, case, reply) is by_chance


def count_pets(kind):
    """Count the pets of a kind."""
    return int((data.load("pets")["pet"] == kind).sum())


@every_lesson
def test_the_rules_of_the_lesson_are_whole(lesson):
    """Three mistakes and three hints an exercise, a case for each mistake."""
    assert find_faults(Lesson(read_notebook(lesson), lesson)) == []


@by_id
@pytest.mark.parametrize("answer", [MISSING, ..., "...", "  ", [1, ...], {"a": ...}])
def test_an_untouched_answer_is_not_answered_yet(exercise, answer):
    assert judge(exercise, answer).kind == "open"


@by_id
@pytest.mark.parametrize(
    "answer",
    [None, print, object(), -12345.678, "nonsense", float("nan"), pd.NA, True, {}, b"x"]
    + [[], pd.DataFrame({"q": [1, 2]}), pd.Series([], dtype=object), 3 + 4j],
    ids=lambda answer: type(answer).__name__,
)
def test_nonsense_gets_a_sentence_and_is_never_right(exercise, answer):
    reply = judge(exercise, answer)
    assert reply.kind == "again", reply
    assert "object at 0x" not in reply.text


@by_name
def test_replies_keep_the_voice(name):
    exercise = EXERCISES[name]
    replies = [reply.text for _, _, reply in judge_cases(name)]
    texts = [*replies, *exercise.hints, getattr(exercise, "nudge", "")]
    for text in texts:
        assert not re.search(
            r"\b(simply|obvious|easy|wrong)\b|!", text, re.IGNORECASE
        ), text


HOUSES = Exercise(
    expected=lambda: 12,
    right="Twelve it is.",
    mistakes=[Mistake("doubled", lambda answer, expected: same(answer, 24), "Twice.")],
    nudge="Look again.",
    hints=("a", "b", "c"),
    cases=[],
)


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (12, "right"),
        (12.0, "right"),
        (pd.Series([12]), "right"),
        (pd.DataFrame({"houses": [12]}), "right"),
        ([12], "right"),
        (24, "doubled"),
        (pd.Series([24]), "doubled"),
        ("12", "another type"),
        ("twelve", "another type"),
        (len, "another type"),
        (None, "another type"),
        (pd.Series([1, 2]), "another type"),
        (13, "nudge"),
        (True, "nudge"),
    ],
)
def test_the_first_rule_that_fits_wins(answer, rule):
    assert judge(HOUSES, answer).rule == rule


@pytest.mark.parametrize(
    ("answer", "expected", "alike"),
    [
        (0.5, 1 / 2, True),
        (" Niš", "niš", True),
        (pd.Series({"a": 1, "b": 2}), pd.Series({"b": 2, "a": 1}), False),
        (pd.Series({"a": 1, "b": 2}), pd.Series({"a": 1.0, "b": 2.0}), True),
        (["x", "y"], pd.Series(["x", "y"]), True),
        (["y", "x"], ["x", "y"], False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        (pd.DataFrame({"a": [1], "b": [2]}), pd.DataFrame({"b": [2], "a": [1]}), True),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]}), False),
        (pd.Series([1, None]), pd.Series([1, None]), True),
        (True, 1, False),
    ],
)
def test_same_means_the_same(answer, expected, alike):
    assert same(answer, expected) is alike


def test_a_check_that_cannot_compute_says_so_and_does_not_raise():
    broken = Exercise(lambda: 1 / 0, "", [], "", (), [])
    assert judge(broken, 3).rule == "no check"


def test_a_number_without_quotation_marks_is_understood(capsys):
    check(1.3)
    hint(1.3)
    check()
    said = capsys.readouterr().out
    assert "Exercise 1.3. Not answered yet." in said
    assert "for exercise 1.3" in said
    assert "Write the number of the exercise in quotation marks" in said


def test_an_error_names_no_folder_of_this_computer():
    error = raise_error("from workshop import chart")
    assert str(ROOT) in str(error)
    text = explain(error, [])
    assert text.endswith("“cannot import name 'chart' from 'workshop'”")


@pytest.mark.parametrize("speak", [check, hint])
def test_an_unknown_number_gets_a_sentence(speak, capsys):
    speak("9.99")
    assert "9.99" in capsys.readouterr().out


def raise_error(code, **names):
    """Run ``code`` and give the error that it raises."""
    try:
        exec(compile(code, "<cell>", "exec"), names)  # noqa: S102
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError(f"{code} raised nothing")


TABLE = pd.DataFrame({"novelty": [1, 0], "place": ["Tuzla", "Bitola"]})


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("totals = 1\ntotls", "Did you mean `totals`"),
        ("anything", "quotation marks"),
        ("table['Novelty']", "Did you mean `novelty`"),
        ("table['zzz']", "The names there are: novelty, place"),
        ("table.sort_valuse('place')", "Did you mean `sort_values`"),
        ("table['novelty'].head(...)", "blank"),
        ("x = 'Tuzla", "quotation mark is missing"),
        ("x = (1, 2", "bracket"),
        ("x = (1 2)", "comma"),
        ("if 1\n  x = 2", "colon"),
        ("1 / 0", "divided by zero"),
        ("'a' + 1", "A text and a number are mixed"),
        ("[1][5]", "counts from zero"),
        ("import not_there", "not installed"),
        ("open('missing.csv')", "no file called `missing.csv`"),
        ("table[table['place'] == 'Niš']['novelty'].idxmax()", "perhaps none is left"),
        ("table[table['place'] == 'Niš'].iloc[0]", "perhaps none is left"),
        ("int('x')", "The text “x” cannot be read as a number"),
        ("max([])", "perhaps none is left"),
        ("table.rename(colums={})", "check its spelling"),
        ("table.merge()", "Something is missing between the round brackets"),
        ("table('place')", "use square brackets"),
        ("table[['place', 'zz']]", "called `zz`. The names there are: novelty"),
        ("table[['yy', 'zz']]", "called `yy, zz`. The names there are: novelty"),
        ("table.drop(columns='plce')", "Did you mean `place`"),
        ("raise ValueError", "Compare the line with the example above it."),
    ],
)
def test_an_error_becomes_a_sentence(code, said):
    error = raise_error(code, table=TABLE)
    text = explain(error, ["totals", "table"], code)
    assert said in text
    assert "Traceback" not in text


def test_a_form_is_judged_as_soon_as_one_field_is_filled_in():
    form = Exercise(
        expected=lambda: {"title": "A guide", "minutes": 30},
        accepts=lambda answer: answer["minutes"] == 30,
        right="This form can be used.",
        mistakes=[
            Mistake("gap", lambda answer, _: answer["minutes"] is ..., "Minutes?")
        ],
        nudge="One field needs a second look.",
        hints=("a", "b", "c"),
        cases=[],
    )
    assert judge(form, {"title": ..., "minutes": ...}).kind == "open"
    assert judge(form, {"title": "A guide", "minutes": ...}).rule == "gap"
    assert judge(form, {"title": "A guide", "minutes": 30}).rule == "right"
    assert judge(form, {"title": "A guide"}).rule == "nudge"
    assert judge(form, {}).kind == "again"
