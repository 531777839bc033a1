"""A reply knows the line that gave the answer: it advises nothing that stands there."""

from types import SimpleNamespace

import pandas as pd
import pytest

from workshop import data, watching
from workshop.checking import check, list_exercises
from workshop.errors import explain
from workshop.given import Given
from workshop.rules import Exercise, judge
from workshop.unanswered import find_unread
from workshop.watching import Memory, begin_cell, end_cell, find_gap

TABLE = pd.DataFrame({"name": ["ME", "RS", "RS"], "kind": ["law", "fund", "law"]})
HELD = {
    "table": TABLE,
    "people": pd.Series([6, 2, 1]),
    "north": 4,
    "south": 8,
    "east": 3,
    "data": data,
}


def reply(line: str, expected: object, **more: object) -> str:
    """Run one line that gives the answer, and return what is said of it."""
    names = HELD | more
    exec(line, names)  # noqa: S102
    exercise = Exercise(
        expected=lambda: expected,
        right="This is it.",
        mistakes=[],
        nudge="Look again.",
        hints=("a", "b", "c"),
        cases=[],
    )
    given = Given("answer_9_1", line, names)
    return judge(exercise, names["answer_9_1"], given=given).text


def take(exercise_id: str) -> Exercise:
    """Take an exercise out of its lesson."""
    return list_exercises(exercise_id.partition(".")[0])[exercise_id]


@pytest.mark.parametrize(
    ("line", "expected", "said"),
    [
        ('answer_9_1 = (table["kind"] != table["kind"]).sum()', 2, 'table["kind"]`'),
        ('answer_9_1 = (table["kind"] != table["kind"]).sum()', 2, "sides of `!=`"),
        ("answer_9_1 = north / (south + south)", 0.3, "`south` stands on both sides"),
        ("answer_9_1 = people.gt(people).sum()", 2, "`people` stands on both sides"),
        ("answer_9_1 = north + south + east / 3", 5, "`(north + south + east) / 3`"),
        ("answer_9_1 = north / south - east", 0.8, "`north / (south - east)`"),
        ('answer_9_1 = (table["kind"] == "Fund").sum()', 1, 'Did you mean "fund"?'),
        ('answer_9_1 = table["kind"] == "XY"', 1, 'says "XY". These stand in it: "fu'),
        ("answer_9_1 = north / (south + 4)", 0.7, "divides `north` by `south + 4`"),
        ("answer_9_1 = people.median()", 9, "`median` gives the value in the middle"),
        ('answer_9_1 = data.figure("F203") / 2', 7, "F203 is 86 (enterprises): "),
        ("answer_9_1 = len", 3, "`len(…)`"),
    ],
)
def test_a_value_is_named_by_its_line(line, expected, said):
    assert said in reply(line, expected)


def test_what_differs_on_both_sides_is_not_said_to_be_alike():
    for line in (
        "north / (south + east)",
        "north * north",
        "8 / 8",
        "people.sum() / 2",
    ):
        assert "both sides" not in reply(f"answer_9_1 = {line}", 0.7)


def test_a_number_that_was_worked_out_was_rounded_and_counted_by_nobody():
    assert "rounded to one digit" in reply("answer_9_1 = 3", 3.4)
    assert "rounded" not in reply("answer_9_1 = people.mean()", 3.4)
    assert "counted by eye" in reply("answer_9_1 = 9", 8)
    assert "counted by eye" not in reply("answer_9_1 = people.sum()", 8)
    assert "counted by eye" not in reply("answer_9_1 = north + east", 8)
    assert "counts what is true" not in reply('answer_9_1 = "half"', 6)
    assert "counts what is true" in reply("answer_9_1 = (people > 1).mean()", 2)


def test_a_verb_that_stands_there_already_is_not_advised():
    said = reply("answer_9_1 = (people > 1).sum() / 3", 2)
    assert (".sum" in said, "a whole number" in said) == (False, True)


def test_a_letter_without_its_marks_is_not_called_a_number(capsys):
    memory = {"answer_2_q4": "answer_2_q4 = c"}
    names = {"check": check, "c": 12, "answer_2_q4": 12}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "memory", Memory(cells=memory))
        exec('check("2.q4")', names)  # noqa: S102
    said = capsys.readouterr().out
    assert ('written with them: "c"' in said, "number" in said) == (True, False)


def test_a_year_is_no_rounded_number():
    said = reply("answer_9_1 = 2010", 2008)
    assert (said, "rounded" in said) == (
        "2010 is a later year than the one that is asked for. Look again.",
        False,
    )


@pytest.mark.parametrize("economy", ["Albania", "Bosnia and Herzegovina", "Serbia"])
def test_nobody_is_sent_to_change_what_stands_there_already(economy):
    said = judge(take("0.4"), economy).text
    assert "Change" not in said
    assert "`True` in the first line" in said or "`True` in the last one" in said


@pytest.mark.parametrize(
    ("exercise", "answer", "said"),
    [
        ("0.4", "Slovenia", "a name in the large table"),
        ("5.6", "Austria 2000", "in the list by the new ruler"),
        ("6.7", pd.Timestamp("2027-07-15"), "This is day 14"),
        ("4.7", ["AL02", "ME01"], "None of these values belongs to the answer"),
        ("4.7", "AL02", "This value does not belong to the answer: AL02."),
        ("3.5", "ME01", "an id: the name of a row"),
        ("2.1", "treći", "Of those who work or look"),
        ("0.6", 2593.34, "and then multiplied by 100"),
        ("0.2", 18, "of all columns that `six` has"),
    ],
)
def test_what_can_be_named_is_named(exercise, answer, said):
    assert said in judge(take(exercise), answer).text


def test_a_rating_that_is_no_doubt_is_not_called_one():
    cards = dict.fromkeys(take("1.4").expected(), "no")
    card = next(iter(cards))
    assert "doubt" in judge(take("1.4"), cards | {card: "not sure"}).text
    for word in ("charity", "better", 5):
        said = judge(take("1.4"), cards | {card: word}).text
        assert (f"“{word}”" in said, "doubt" in said) == (True, False)
    assert judge(take("1.4"), cards | {card: 1}).kind == "right"


@pytest.mark.parametrize("word", ["it depends", "Ne znam.", "ndoshta", "можеби"])
def test_a_doubt_is_asked_for_the_choice_that_can_be_defended(word):
    assert "defend best" in judge(take("1.q5"), word).text


def test_first_letters_name_a_choice():
    choices = {"a": "charity or corporate social responsibility", "b": "a movement"}
    assert judge(take("1.q4"), "CSR", choices).kind == "right"
    assert judge(take("1.q4"), "csx", choices).kind == "again"


@pytest.fixture
def memory(monkeypatch) -> Memory:
    """An empty memory of cells."""
    memory = Memory()
    monkeypatch.setattr(watching, "memory", memory)
    return memory


def end(code: str, cell: str = "", error: BaseException | None = None) -> None:
    """Let the watch see a cell that ran, and how it ended."""
    info = SimpleNamespace(raw_cell=code, cell_id=cell)
    begin_cell(info)
    end_cell(SimpleNamespace(info=info, error_before_exec=error, error_in_exec=None))


def stop(code: str, cell: str = "") -> None:
    """Let the watch see a cell that Python cannot read."""
    with pytest.raises(SyntaxError) as caught:
        compile(code, "<cell>", "exec")
    end(code, cell, caught.value)


@pytest.mark.parametrize(
    ("code", "cell", "is_stopped"),
    [
        ("14", "one", False),  # the line was replaced
        ("# nothing", "one", False),
        ("table", "two", True),  # another cell: the stop still holds
        ("14", "", False),  # a kernel that names no cells
        ("table", "", True),
    ],
)
def test_a_stop_is_forgotten_when_its_line_is_gone(memory, code, cell, is_stopped):
    stop("answer_9_1 = 14 rows", "one" if cell else "")
    assert find_gap("answer_9_1", {}).stopped
    end(code, cell)
    gap = find_gap("answer_9_1", {})
    assert bool(gap and gap.stopped) is is_stopped
    assert code != "14" or "write `answer_9_1 = 14`" in gap.text


def test_the_watch_remembers_which_cell_gave_the_answer(memory):
    end("answer_9_1 = 3")
    end("six = 5")
    assert memory.cells["answer_9_1"] == "answer_9_1 = 3"
    stop("answer_9_1 = = = 4")
    assert memory.cells["answer_9_1"] == "answer_9_1 = 3"


FORM = 'form = {\n    "one": "a",\n    "two": "b"  # "so"\n    "three": "c",\n}'


def test_a_missing_comma_is_told_at_its_own_line(memory):
    with pytest.raises(SyntaxError) as caught:
        compile(FORM, "<cell>", "exec")
    assert find_unread(caught.value, FORM) == 3
    said = explain(caught.value, [], FORM, 3)
    assert '`"two": "b",  # "so"`' in said
    remark = 'form = {\n    "code": "mk"  # such as "mk"\n    "two": ...,\n}'
    with pytest.raises(SyntaxError) as caught:
        compile(remark, "<cell>", "exec")
    said = explain(caught.value, [], remark, find_unread(caught.value, remark))
    assert said.endswith('Python would write: `"code": "mk",  # such as "mk"`')
    stop(FORM.replace("form", "answer_9_1"))
    assert '`"two": "b"  # "so"`' in find_gap("answer_9_1", {}).text


def say_error(code: str, **more: object) -> str:
    """Run ``code`` and give the sentence for the error that it raises."""
    names = HELD | more
    with pytest.raises(Exception) as caught:  # noqa: PT011
        exec(compile(code, "<cell>", "exec"), names)  # noqa: S102
    names.pop("__builtins__", None)
    return explain(caught.value, list(names), code, 0, names)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("x = # north / south", "Python would write: `x = north / south`"),
        ('x = # "ME"', 'Take the `#` away. Python would write: `x = "ME"`'),
        ("x = # x = north", "Python would write: `x = north`"),
        ("x = # write it here", "Nothing stands after the equals sign."),
        ("x = sorted(people, reverse=)", "Nothing stands after the equals sign."),
        ("total people.sum()", "Python would write: `total = people.sum()`"),
        ('x = {\n"a": 1,\n"b" 2,\n"c": 3,\n}'.replace(" 2", ' "2"'), '`"b": "2",`'),
        ("x = answer_9_2 + 1", "`answer_9_2` still holds three dots"),
        ('x = table[["name" "kind"]]', 'missing between "name" and "kind"'),
        ("x = north / table", "`len(table)` counts its rows"),
        ('x = table.sum("kind")', "The column is picked before the verb"),
        ("x = table.max(axis=3)", "1 looks at each row"),
        ("if answer_9_3 in [1]:\n    pass", "It needs no change"),
    ],
)
def test_a_stop_is_put_down_to_what_brought_it_about(code, said):
    answers = {"answer_9_2": ..., "answer_9_3": HELD["people"]}
    if code.startswith(("x = #", "total", "x = sorted", "x = {")):
        with pytest.raises(SyntaxError) as caught:
            compile(code, "<cell>", "exec")
        assert said in explain(caught.value, [*HELD], code, 0, HELD)
    else:
        assert said in say_error(code, **answers)
