"""A reply tells values without names, fractions, days and wholes as they are."""

import pytest

from workshop.checking import list_exercises
from workshop.given import Given
from workshop.rules import judge


def reply(exercise_id: str, answer: object, line: str = "", **names: object):
    """Judge an answer of a lesson, with the line that gave it where it matters."""
    exercise = list_exercises(exercise_id[0])[exercise_id]
    name = f"answer_{exercise_id.replace('.', '_')}"
    given = Given(name, line and f"{name} = {line}", {**names, name: answer})
    return judge(exercise, answer, given=given)


def measure_last() -> float:
    """Measure how far the last neighbour is, as `neighbours.max()` gives it."""
    case = "how far the last one is"
    cases = list_exercises("5")["5.3"].cases
    return next(one.answer() for one in cases if one.rule == case)


@pytest.mark.parametrize("written", ["1.5", "1,5", "1.96", "3.5", " 2,25 ", "1.05"])
def test_a_number_that_is_no_whole_one_names_no_choice(written):
    for exercise in ("5.q3", "2.q3", "2.q2"):
        said = reply(exercise, written)
        assert (said.rule, written.strip() in said.text) == ("nudge", True)


def test_a_letter_beside_a_fraction_and_a_whole_number_are_still_read():
    assert reply("2.q2", "b, 1.5").rule == reply("2.q2", "b").rule
    assert reply("5.q3", "1.0").rule == reply("5.q3", "a").rule


def test_a_day_written_with_figures_is_read_day_first():
    assert reply("6.7", "01.07.2027").rule == "nothing added yet"
    assert reply("6.7", "29/08/2027").rule == "the first day counted"
    assert "day 37" in reply("6.7", "07.08.2027").text


def test_numbers_without_their_names_are_not_praised_as_if_they_had_them():
    right = list_exercises("1")["1.2"].expected()
    alone = [right.tolist(), tuple(right), right.to_numpy()]
    alone += [right.reset_index(drop=True), right.tolist()[::-1]]
    assert {reply("1.2", one).rule for one in alone} == {"numbers without names"}
    named = [
        right,
        dict(right),
        [*right.items()],
        [(n, name) for name, n in right.items()],
    ]
    assert {reply("1.2", one).rule for one in named} == {"right"}
    assert reply("1.2", [*right.items()][::-1]).rule == "largest first"


@pytest.mark.parametrize("whole", [4, 10, 20])
def test_a_line_that_counts_right_is_told_of_its_whole_and_of_no_letter(whole):
    line = f'sum(ratings["C"] == ratings["D"]) / {whole}'
    said = reply("1.5", 4 / whole, line).text
    assert (f"`{whole}`" in said, "all cards is 5." in said) == (True, True)
    assert "letter" not in said
    assert "letter" not in reply("1.5", 1).text
    other = f'sum(ratings["C"] == ratings["B"]) / {whole}'
    assert "that part of the line is right" not in reply("1.5", 0.4, other).text


def test_open_values_and_unreadable_ones_are_told_together():
    cards = ["x", "x", "", "x", ""]
    rated = dict(zip(list_exercises("1")["1.4"].expected(), cards, strict=True))
    said = reply("1.4", rated).text
    assert ("AL12" in said, "RS13 “x”" in said, "are enough" in said) == (
        True,
        True,
        False,
    )
    claims = dict(zip(["C05", "C12", "C17", "C45", "C49"], "x?x?-", strict=True))
    said = reply("4.6", claims)
    assert (said.kind, "C12, C45" in said.text, "C17 “x”" in said.text) == (
        "open",
        True,
        True,
    )
    begun = reply("4.6", claims | dict.fromkeys(["C05", "C17", "C49"], "use"))
    assert "none of the three" not in begun.text


def test_a_share_and_its_hundredfold_are_told_apart():
    assert reply("3.5", 11 / 1300).text != reply("3.5", 1100 / 1300).text
    assert "in per cent" in reply("3.5", 1100 / 1300).text


def test_a_ratio_of_other_things_is_named():
    assert reply("3.6", 2400 / 1800).rule == "one price divided by the other"
    times = list_exercises("4")["4.2"].expected()
    for growth in (times - 1, 100 * (times - 1)):
        assert reply("4.2", growth).rule == "growth instead of ratio"


def test_a_rounded_line_is_named_by_its_division():
    said = reply("3.2", 0.31, "round(len(strong) / len(pairs), 2)").text
    assert "divides `len(strong)` by `len(pairs)`" in said


def test_the_verb_of_the_wrong_end_is_not_advised():
    said = reply("5.3", 2.987654).text
    assert "the end that is asked for" in said
    far = reply("5.3", measure_last()).rule
    assert far == "how far the last one is"
