"""A figure of a case never stands without its year, on a card or in a lesson."""

import re

import pandas as pd
import pytest
from conftest import every_lesson

from scripts.lessons.notebooks import read_notebook
from workshop import data

CASES = data.load("cases").set_index("case_id")


def test_every_card_says_the_year_of_its_figure_or_that_none_is_given():
    for case_id, case in CASES.iterrows():
        told = data.card(case_id)["figure"]
        if pd.isna(case["figure_value"]):
            assert pd.isna(told), case_id
            continue
        before, _, after = told.partition(": ")
        year = case["figure_year"]
        wanted = "year not given" if pd.isna(year) else str(year)
        assert before == f"{case['figure_kind']}, {wanted}", case_id
        assert after.endswith(case["figure_unit"]), case_id


def test_a_card_holds_the_limit_beside_the_success():
    card = data.card("DK02")
    assert [*card.index] == ["name", "place", "what is new", "figure", "limit"]
    assert card["limit"] == CASES.loc["DK02", "limit"]
    assert card["figure"].startswith("result, 2018: 6 million meals")


def test_an_unknown_case_is_told_what_is_near():
    with pytest.raises(data.DataProblem, match="BA10"):
        data.card("BA1O")


@every_lesson
def test_a_lesson_that_shows_figures_of_cases_shows_their_years(lesson):
    for cell in read_notebook(lesson).cells:
        if cell.cell_type == "code" and re.search(r"figure.value", cell.source):
            assert re.search(r"figure.year", cell.source), cell.id
