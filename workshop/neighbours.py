"""Find the country-years of the EU that are most like a place, counted in steps.

One step of a measure is the standard deviation of that measure over all country-years
of the EU for which every measure asked for is known. The distance is the mean of the
steps. Ireland and Luxembourg are left out unless asked for: multinational firms and
commuters make their income larger than what people live on.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from workshop import data
from workshop.messages import tr

LEFT_OUT = ("IE", "LU")


def measure_steps(
    place: str, year: int, measures: Sequence[str], leave_out: Sequence[str] = LEFT_OUT
) -> pd.DataFrame:
    """Measure how many steps each EU country-year lies from a place, by measure.

    One row for each country-year ("Croatia 2016"), one column for each measure, in
    steps. Raises DataProblem when a name or a value that it needs is not known.
    """
    wide = _read_measures(measures)
    wanted = data.profile(year, measures, [place])
    if wanted.isna().any(axis=None):
        unknown = ", ".join(wanted.columns[wanted.isna().any()])
        raise data.DataProblem(
            tr(
                "For {place} {year} this is not known: {names}. Choose another year, "
                "or leave the measure out.",
                place=place,
                year=year,
                names=unknown,
            )
        )
    others = wide[wide.index.get_level_values("country").isin(_list_eu(leave_out))]
    steps = (others - wanted.iloc[0]).abs() / others.std()
    names = data.load("countries").set_index("country")["country_name"]
    labels = [f"{names[country]} {when}" for country, when in steps.index]
    return steps.set_axis(pd.Index(labels, name="country and year")).astype(float)


def find_neighbours(
    place: str, year: int, measures: Sequence[str], leave_out: Sequence[str] = LEFT_OUT
) -> pd.Series:
    """List the EU country-years with their distance in steps, the nearest first.

    ``find_neighbours("ME", 2023, ["unemployment", "people_online"])`` gives a column
    whose labels are country and year. Raises DataProblem as ``measure_steps`` does.
    """
    distance = measure_steps(place, year, measures, leave_out).mean(axis=1)
    return distance.sort_values(kind="stable").rename("steps apart")


def compare_neighbours(
    places: Sequence[str], year: int, lists: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Name the nearest EU country-year of each place by several lists of measures.

    One row for each code, one column for each list, under its name.
    """
    rows = {
        place: {
            title: find_neighbours(place, year, measures).index[0]
            for title, measures in lists.items()
        }
        for place in places
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("country")


def _read_measures(measures: Sequence[str]) -> pd.DataFrame:
    """Read the country-years for which all measures are known, one row for each."""
    table = data.load("indicators")
    table = table[table["indicator"].isin(list(measures))]
    wide = table.pivot(index=["country", "year"], columns="indicator", values="value")
    return wide.reindex(columns=list(measures)).dropna()


def _list_eu(leave_out: Sequence[str]) -> list[str]:
    countries = data.load("countries")
    members = countries[countries["group"] == "EU27"]["country"]
    return [code for code in members if code not in leave_out]
