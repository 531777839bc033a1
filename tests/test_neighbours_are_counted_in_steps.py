"""Neighbours are counted in steps of the EU, on a small fixed frame."""

import pandas as pd
import pytest

from workshop import data, neighbours

COUNTRIES = pd.DataFrame(
    {
        "country": ["ME", "BG", "HR", "IE"],
        "country_name": ["Montenegro", "Bulgaria", "Croatia", "Ireland"],
        "group": ["WB6", "EU27", "EU27", "EU27"],
    }
)
# Place, year, income, online; Ireland would stretch the ruler of income.
ROWS = [
    ("ME", 2023, 20.0, 90.0),
    ("BG", 2010, 10.0, 50.0),
    ("BG", 2023, 25.0, 80.0),
    ("HR", 2016, 22.0, 70.0),
    ("HR", 2023, 35.0, None),
    ("IE", 2023, 200.0, 99.0),
]


@pytest.fixture(autouse=True)
def small_tables(monkeypatch):
    """Put two small tables in the place of ours."""
    long = [
        {"country": place, "year": year, "indicator": name, "value": value}
        for place, year, income, online in ROWS
        for name, value in (("income", income), ("online", online))
        if value is not None
    ]
    tables = {"countries": COUNTRIES, "indicators": pd.DataFrame(long)}
    monkeypatch.setattr(data, "load", lambda name: tables[name].copy())


def test_each_difference_is_divided_by_the_standard_deviation_of_the_eu():
    steps = neighbours.measure_steps("ME", 2023, ["income"])
    # Incomes 10, 25, 22, 35: mean 23, squares 169 + 4 + 1 + 144 = 318, divided by 3.
    one = (318 / 3) ** 0.5
    assert list(steps.index) == [
        "Bulgaria 2010",
        "Bulgaria 2023",
        "Croatia 2016",
        "Croatia 2023",
    ]
    assert steps["income"].tolist() == pytest.approx(
        [10 / one, 5 / one, 2 / one, 15 / one]
    )


def test_the_nearest_comes_first_and_years_with_a_gap_are_left_out():
    near = neighbours.find_neighbours("ME", 2023, ["income", "online"])
    assert "Croatia 2023" not in near.index
    assert near.is_monotonic_increasing
    assert near.index[0] == "Bulgaria 2023"
    alone = neighbours.find_neighbours("ME", 2023, ["income"])
    assert alone.index[0] == "Croatia 2016"


def test_whoever_chooses_the_group_chooses_the_ruler():
    without = neighbours.measure_steps("ME", 2023, ["income"])
    both = neighbours.measure_steps("ME", 2023, ["income"], leave_out=[])
    assert "Ireland 2023" in both.index
    assert (both.loc[without.index, "income"] < without["income"]).all()


def test_several_lists_are_compared():
    lists = {"two": ["income", "online"], "one": ["income"]}
    table = neighbours.compare_neighbours(["ME"], 2023, lists)
    assert table.loc["ME"].to_dict() == {"two": "Bulgaria 2023", "one": "Croatia 2016"}
    assert table.index.name == "country"


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (("HR", 2023, ["income", "online"]), "For HR 2023 this is not known: online"),
        (("ME", 2023, ["incme"]), 'There is no "incme". Near it: income'),
        (("MX", 2023, ["income"]), 'There is no "MX"'),
    ],
)
def test_what_is_not_known_is_told_in_one_sentence(ask, words):
    with pytest.raises(data.DataProblem, match=words):
        neighbours.find_neighbours(*ask)
