"""What the exercises of lesson 5 say back: across the EU."""

import re
from collections.abc import Sequence
from functools import cache

import pandas as pd

from workshop import data
from workshop.chance import asks_columns, counts_kinds
from workshop.given import Given
from workshop.messages import tr
from workshop.neighbours import LEFT_OUT, find_neighbours, measure_steps
from workshop.rules import Case, Exercise, Mistake, Question, same
from workshop.understanding import clean_text, holds_alone, name_code

FIVE = (
    "gdp_per_person",
    "unemployment",
    "people_online",
    "life_expectancy",
    "government_effectiveness",
)
SWAPPED = (FIVE[0], "youth_unemployment", *FIVE[2:])
SHORTER = (FIVE[0], *FIVE[2:])
PLACES = ("AL", "BA", "ME", "MK", "RS")
YEAR = 2023


# What the tables say. What is slow to find and cannot be changed is found once.


@cache
def count_cases(word: str, group: str | None = "EU27") -> int:
    """Count the cases of a group (or of all) whose target groups name a word."""
    cases = data.load("cases").merge(data.load("countries"), on="country")
    if group:
        cases = cases[cases["group"] == group]
    return int(cases["target_groups"].str.contains(word).sum())


@cache
def count_field(field: str) -> int:
    """Count the EU cases of one field."""
    cases = data.load("cases").merge(data.load("countries"), on="country")
    return int(((cases["group"] == "EU27") & (cases["field"] == field)).sum())


@cache
def count_eu_cases() -> int:
    """Count the EU cases."""
    cases = data.load("cases").merge(data.load("countries"), on="country")
    return int((cases["group"] == "EU27").sum())


def load_models() -> pd.Series:
    """Load the models of law, one for each state that was read about."""
    return data.load("eu_law_models")["law_model"]


@cache
def count_states() -> int:
    """Count the member states of the EU."""
    return int((data.load("countries")["group"] == "EU27").sum())


@cache
def count_model(*models: str) -> int:
    """Count the states that follow one of the models."""
    return int(load_models().isin(models).sum())


def list_neighbours(
    place: str, indicators: tuple[str, ...], leave_out: tuple[str, ...] = LEFT_OUT
) -> tuple[str, ...]:
    """List the EU country-years, the nearest on average first: "Croatia 2016", …"""
    return tuple(_find_neighbours(place, indicators, leave_out).index)


def find_nearest(
    place: str, indicators: tuple[str, ...], leave_out: tuple[str, ...] = LEFT_OUT
) -> str:
    """Name the EU country-year that is nearest on average."""
    return list_neighbours(place, indicators, leave_out)[0]


def measure_nearest(place: str, indicators: tuple[str, ...]) -> float:
    """Measure how many steps the nearest EU country-year lies from a place."""
    return float(_find_neighbours(place, indicators, LEFT_OUT).iloc[0])


def measure_farthest(place: str, indicators: tuple[str, ...]) -> float:
    """Measure how many steps the least alike EU country-year lies from a place."""
    return float(_find_neighbours(place, indicators, LEFT_OUT).iloc[-1])


@cache
def _find_neighbours(
    place: str, indicators: tuple[str, ...], leave_out: tuple[str, ...]
) -> pd.Series:
    return find_neighbours(place, YEAR, indicators, leave_out)


@cache
def list_by_worst(place: str) -> tuple[str, ...]:
    """List the country-years, the one whose largest difference is smallest first."""
    worst = measure_steps(place, YEAR, FIVE).max(axis=1)
    return tuple(worst.sort_values(kind="stable").index)


@cache
def list_changes() -> tuple[bool, ...]:
    """Say for each place whether two more states change its neighbour."""
    return tuple(
        find_nearest(place, FIVE) != find_nearest(place, FIVE, ()) for place in PLACES
    )


def list_changed() -> tuple[list[str], list[str]]:
    """List the places whose neighbour changes, as codes and as names."""
    pairs = zip(PLACES, list_changes(), strict=True)
    codes = [place for place, changed in pairs if changed]
    names = data.load("countries").set_index("country")["country_name"]
    return codes, [names[code] for code in codes]


def load_sheet(case: str = "SI05") -> pd.DataFrame:
    """Load an invented transfer sheet: one row for each criterion, two raters."""
    ratings = data.load("teaching_transfer_ratings")
    chosen = ratings[ratings["case_id"] == case]
    return chosen.pivot(index="criterion_id", columns="rater", values="score")


@cache
def count_vetoes(case: str = "SI05") -> int:
    """Count the criteria to which at least one rater gives a zero."""
    return int((load_sheet(case) == 0).any(axis=1).sum())


def list_vetoes(case: str = "SI05") -> list[str]:
    """List the names of the criteria with at least one zero."""
    names = data.load("transfer_criteria").set_index("id")["criterion"]
    zero = (load_sheet(case) == 0).any(axis=1)
    return [names[id_] for id_ in zero.index[zero]]


# What fits


def read_names(answer: object) -> list[str]:
    """Read the names that an answer holds, as a list or as a text with commas."""
    names = answer.split(",") if isinstance(answer, str) else list(answer)
    return sorted(str(name).strip().casefold() for name in names)


def holds_names(answer: object, names: list[str]) -> bool:
    """Tell whether an answer holds just these names, in any order."""
    return read_names(answer) == read_names(names)


def simplify(answer: object) -> str:
    """Write an answer as letters and digits only: ("Romania", 2022) → romania2022."""
    return re.sub(r"[^a-z0-9]", "", str(answer).casefold())


def says_the_same(answer: object, expected: str) -> bool:
    """Tell whether an answer holds the same words in another form."""
    if hasattr(answer, "sort_values"):
        return False
    said = name_code(clean_text(answer)) if isinstance(answer, str) else answer
    return simplify(said) == simplify(expected) or (
        isinstance(said, str) and holds_alone(said, expected)
    )


def find_place(answer: object, names: Sequence[str]) -> int:
    """Give the place of a name in a list, counted from one; 0 if it is not there."""
    return next((n for n, name in enumerate(names, 1) if same(answer, name)), 0)


def tell_place(answer: object, names: Sequence[str]) -> str:
    """Say at which place of a list of neighbours a name stands."""
    return tr(
        "This is number {place} in the list by the new ruler: others are nearer. The "
        "first row has the nearest.",
        place=find_place(answer, names),
    )


def is_country_alone(answer: object, expected: str) -> bool:
    """Tell whether the year is missing."""
    return same(answer, expected.rpartition(" ")[0])


def is_whole_list(answer: object, expected: str) -> bool:
    """Tell whether the answer is the whole list of neighbours."""
    is_list = isinstance(answer, pd.Series) and len(answer) > len(FIVE)
    return is_list and answer.is_monotonic_increasing


def is_unlisted(answer: object, expected: str) -> bool:
    """Tell whether an answer is an EU country and a year that no list has."""
    name, _, year = str(answer).strip().rpartition(" ")
    countries = data.load("countries")
    states = countries[countries["group"] == "EU27"]["country_name"]
    known = {one.casefold() for one in states}
    is_one = name.casefold() in known and bool(re.fullmatch(r"\d{4}", year))
    return is_one and not find_place(answer, list_neighbours("RS", FIVE))


def pick_by_chance(given: Given) -> str:
    """Say that a line takes the right name from the list that nobody has changed."""
    return "" if given.is_typed else name_unswapped(given)


def name_unswapped(given: Given) -> str:
    """Say that the list of measures is still the old one, or give ""."""
    measures = given.held.get("new_five")
    if not isinstance(measures, list) or sorted(measures) != sorted(FIVE):
        return ""
    if same(given.held.get(given.name), find_nearest("RS", FIVE)):
        return ""  # it has a reply of its own
    return tr(
        'The list `new_five` still holds "unemployment". With "youth_unemployment" in '
        "its place, run the cell: the first name of the table that it shows then is "
        "the answer."
    )


UNLISTED = (
    "This country-year does not stand in the list. It holds those of the EU for which "
    "the table has all five measures, and leaves out Ireland and Luxembourg. The name "
    "in the first row is asked for."
)
COUNTRY_ALONE = (
    "This is the right country, and the year is missing. The year matters: a country "
    "moves far in ten years. Both belong together: country, a space, year."
)
WHOLE_LIST = (
    "This is the whole list of neighbours, in the right form for a table. The answer "
    "is the first name on it; `.index[0]` after it takes the first label."
)

EXERCISES = {
    "5.1": Exercise(
        expected=lambda: count_cases("disabilit"),
        right=lambda answer, expected: tr(
            "{n} of {total} EU cases name persons with disabilities. The label "
            "independent living alone would have shown {label}. So a search in the "
            "text finds what a label hides. Talk about it: which cases does this word "
            "still miss? Think of persons with mental health conditions, or of deaf "
            "persons.",
            n=expected,
            total=count_eu_cases(),
            label=count_field("independent_living"),
        ),
        mistakes=[
            Mistake(
                "still another word",
                lambda answer, expected: same(answer, count_cases("women")),
                "This is, among other things, the number of EU cases that name women. "
                "What comes out with `disabilit` between the quotation marks?",
            ),
            Mistake(
                "nothing found",
                lambda answer, expected: same(answer, 0),
                "Zero says that the computer found no case. It compares letter by "
                'letter: a capital letter, "disabled" or "disability" does not occur '
                'in this column, which says "disabilities". What does the beginning '
                "of the word find, in small letters: `disabilit`? A search that finds "
                "nothing has not shown that nothing is there.",
            ),
            Mistake(
                "both halves of the table",
                lambda answer, expected: same(answer, count_cases("disabilit", None)),
                "This is the number for the whole table, the region and the EU "
                "together. The EU half alone stands in `eu_cases`.",
            ),
            Mistake(
                "the region instead of the EU",
                lambda answer, expected: same(answer, count_cases("disabilit", "WB6")),
                "This is the number for the region. It is worth writing down for the "
                "comparison. The answer asks for the EU half, `eu_cases`.",
            ),
            Mistake(
                "one label only",
                lambda answer, expected: same(
                    answer, count_field("independent_living")
                ),
                "This is the number of EU cases with the label independent living. "
                "Persons with disabilities also appear in cases of work, health and "
                "care. What does a search in the column `target_groups` find?",
            ),
            Mistake(
                "all EU cases",
                lambda answer, expected: same(answer, count_eu_cases()),
                "This is the number of all EU cases, whatever their target group. "
                "`sum` over the found ones counts only those that name the word.",
            ),
            Mistake(
                "share instead of count",
                lambda answer, expected: same(
                    answer, expected / count_eu_cases(), 0.006
                ),
                "This is a share, between zero and one, and a good thing to know. The "
                "question asks how many cases: that is what `sum()` counts.",
            ),
        ],
        nudge=(
            "Is the word in quotation marks `disabilit`, and does the search run in "
            "`eu_cases`?"
        ),
        hints=(
            "Only one thing changes in this cell: the word between quotation marks.",
            'The column writes "persons with disabilities". The beginning of the word '
            "is enough, in small letters.",
            'Write `word = "disabilit"`, leave the rest as it is, and run the cell.',
        ),
        cases=[
            Case(lambda: count_cases("disabilit"), "right"),
            Case(lambda: float(count_cases("disabilities")), "right"),
            Case(lambda: pd.Series([count_cases("disabilit")]), "right"),
            Case(lambda: str(count_cases("disabilit")), "another type"),
            Case(lambda: count_cases("women"), "still another word"),
            Case(lambda: count_cases("disability"), "nothing found"),
            Case(lambda: count_cases("disabilit", None), "both halves of the table"),
            Case(
                lambda: count_cases("disabilit", "WB6"), "the region instead of the EU"
            ),
            Case(lambda: count_field("independent_living"), "one label only"),
            Case(count_eu_cases, "all EU cases"),
            Case(
                lambda: round(count_cases("disabilit") / count_eu_cases(), 2),
                "share instead of count",
            ),
        ],
    ),
    "5.2": Exercise(
        expected=lambda: count_model("status") / int(load_models().count()),
        tolerance=0.006,
        right=lambda answer, expected: tr(
            "{share:.0%} of the states whose model we know have a status. The whole is "
            "{known} and not {all}, because for some states we have not read enough. "
            "Say it like this: of the states that we know about. Talk about it: does a "
            "status by itself help anybody?",
            share=expected,
            known=int(load_models().count()),
            all=count_states(),
        ),
        mistakes=[
            Mistake(
                "divided by all member states",
                lambda answer, expected: same(
                    answer, count_model("status") / count_states(), 0.006
                ),
                "This is the share of all member states. It would mean that the "
                "states we know nothing about have no status. Not known is not the "
                "same as no. Which states can you speak about?",
            ),
            Mistake(
                "divided by all rows",
                lambda answer, expected: same(
                    answer, count_model("status") / len(load_models()), 0.006
                ),
                "This is the share of all rows of the table. One row has an empty "
                "model: the state was read about, and its model stayed open. "
                "`count()` counts only the filled fields.",
            ),
            Mistake(
                "count instead of share",
                lambda answer, expected: same(answer, count_model("status")),
                "This is the number of states with a status. A share needs a whole: of "
                "how many states is the model known?",
            ),
            Mistake(
                "per cent instead of share",
                lambda answer, expected: same(answer, 100 * expected, 0.6),
                "This is the right share, written in per cent. The check reads it as "
                "the result of the division, between 0 and 1.",
            ),
            Mistake(
                "status and legal form together",
                lambda answer, expected: same(
                    answer,
                    count_model("status", "legal_form") / int(load_models().count()),
                    0.006,
                ),
                "This is the share of status and legal form together. A legal form is "
                "a new kind of organisation; a status is a label for organisations "
                "that exist. What is the share of the status alone?",
            ),
            Mistake(
                "every kind of law",
                lambda answer, expected: same(
                    answer,
                    count_model("status", "legal_form", "sector_law")
                    / int(load_models().count()),
                    0.006,
                ),
                "This is the share of states with any law: form, status or a law for "
                "the whole sector. A good number for another question. Here only the "
                "status counts.",
            ),
            Mistake(
                "the states without a status",
                lambda answer, expected: same(answer, 1 - expected, 0.006),
                "This is the share of the states that follow another model. The two "
                "shares add up to one. Put the states with a status on top.",
            ),
            Mistake(
                "the whole alone",
                lambda answer, expected: same(answer, int(load_models().count())),
                "This is the right whole: the states whose model we know. The states "
                "with a status, divided by it, are the share.",
            ),
            Mistake(
                "all member states",
                lambda answer, expected: same(answer, count_states()),
                "This is the number of all member states. For some of them the model "
                "is not known. The question asks for a share of those whose model is "
                "known.",
            ),
            Mistake(
                "rounded too far",
                lambda answer, expected: same(answer, round(expected, 1)),
                "This is the share with one place after the point. That is near; two "
                "places are near enough.",
            ),
            Mistake(
                "turned upside down",
                lambda answer, expected: same(answer, 1 / expected, 0.002),
                "The division is upside down: a share of a group is never larger than "
                "one. Put the part first and the whole second.",
            ),
        ],
        nudge=(
            "The answer is a share: the number of states with a status, divided by the "
            "number of states whose model is known."
        ),
        hints=(
            "A share needs a whole. About how many states does the table really say "
            "which model they follow?",
            "`len(laws)` counts all rows. `.count()` counts only the fields that are "
            "filled in.",
            'Write `with_status / laws["law_model"].___()` with `count` in the blank.',
        ),
        cases=[
            Case(lambda: count_model("status") / load_models().count(), "right"),
            Case(lambda: (load_models() == "status").mean(), "right"),
            Case(lambda: load_models().value_counts(normalize=True)["status"], "right"),
            Case(
                lambda: round(count_model("status") / load_models().count(), 2), "right"
            ),
            Case(
                lambda: str(round(count_model("status") / load_models().count(), 2)),
                "another type",
            ),
            Case(
                lambda: count_model("status") / count_states(),
                "divided by all member states",
            ),
            Case(
                lambda: count_model("status") / len(load_models()),
                "divided by all rows",
            ),
            Case(lambda: count_model("status"), "count instead of share"),
            Case(
                lambda: 1 - count_model("status") / load_models().count(),
                "the states without a status",
            ),
            Case(lambda: load_models().count(), "the whole alone"),
            Case(count_states, "all member states"),
            Case(
                lambda: f"{count_model('status') / load_models().count():.0%}",
                "another type",
            ),
            Case(
                lambda: round(count_model("status") / load_models().count(), 1),
                "rounded too far",
            ),
            Case(
                lambda: 100 * count_model("status") / load_models().count(),
                "per cent instead of share",
            ),
            Case(
                lambda: round(100 * count_model("status") / load_models().count()),
                "per cent instead of share",
            ),
            Case(
                lambda: count_model("status", "legal_form") / load_models().count(),
                "status and legal form together",
            ),
            Case(
                lambda: (
                    count_model("status", "legal_form", "sector_law")
                    / load_models().count()
                ),
                "every kind of law",
            ),
            Case(
                lambda: load_models().count() / count_model("status"),
                "turned upside down",
            ),
        ],
    ),
    "5.3": Exercise(
        expected=lambda: find_nearest("RS", SWAPPED),
        accepts=lambda answer: says_the_same(answer, find_nearest("RS", SWAPPED)),
        right=lambda answer, expected: tr(
            "With unemployment at all ages, the nearest was {before}. With youth "
            "unemployment it is {now}. One measure of five, and the neighbour is "
            "another country. Nothing changed in Serbia; our question changed. Talk "
            "about it: which of the two measures belongs to your challenge?",
            before=find_nearest("RS", FIVE),
            now=expected,
        ),
        mistakes=[
            Mistake("country without year", is_country_alone, COUNTRY_ALONE),
            Mistake(
                "nothing swapped",
                lambda answer, expected: same(answer, find_nearest("RS", FIVE)),
                "This is the neighbour by our first five measures, with unemployment "
                'at all ages. Which name comes first with "youth_unemployment" in its '
                "place?",
            ),
            Mistake(
                "the other end of the list",
                lambda answer, expected: same(
                    answer, list_neighbours("RS", SWAPPED)[-1]
                ),
                "This country-year stands at the other end: it is the least alike. The "
                "list is sorted with the nearest first: `[0]` is the first, `[-1]` the "
                "last.",
            ),
            Mistake(
                "another place",
                lambda answer, expected: same(answer, find_nearest("ME", SWAPPED)),
                "This is the neighbour of Montenegro by the new list. It jumped, too. "
                'Serbia has the code "RS".',
            ),
            Mistake(
                "the distance, not the name",
                lambda answer, expected: (
                    isinstance(answer, float)
                    and same(answer, measure_nearest("RS", SWAPPED), 0.06)
                ),
                "This is how far the nearest one is, in steps. The question asks who "
                "it is: the name stands in front of the number.",
            ),
            Mistake(
                "how far the last one is",
                lambda answer, expected: (
                    isinstance(answer, float)
                    and same(answer, measure_farthest("RS", SWAPPED), 6e-3)
                ),
                "This is how far the last one of the list is, in steps: the least "
                "alike. The nearest one has the smallest number of steps, and the "
                "question asks for its name: `neighbours.idxmin()` gives it.",
            ),
            Mistake(
                "the second on the list",
                lambda answer, expected: same(
                    answer, list_neighbours("RS", SWAPPED)[1]
                ),
                "This is the second on the list. Which name stands above it? For "
                "Python, which counts from zero, the first has the number `[0]`.",
            ),
            Mistake(
                "left out, not swapped",
                lambda answer, expected: same(answer, find_nearest("RS", SHORTER)),
                "This is the neighbour by four measures, without any unemployment. It "
                "is yet another one, which is worth noticing. Which name comes first "
                'with "youth_unemployment" in the list?',
            ),
            Mistake("the whole list", is_whole_list, WHOLE_LIST),
            Mistake("not in the list", is_unlisted, UNLISTED),
            Mistake(
                "the order as text",
                lambda answer, expected: "index" in answer,
                "This is an order to Python between quotation marks, so that Python "
                "reads it as a word. Without the marks it gives the name.",
            ),
            Mistake(
                "further down the list",
                lambda answer, expected: (
                    find_place(answer, list_neighbours("RS", SWAPPED)) > 2
                ),
                lambda answer, expected: tell_place(
                    answer, list_neighbours("RS", SWAPPED)
                ),
            ),
        ],
        by_chance=pick_by_chance,
        shown=name_unswapped,
        nudge=(
            "After the swap, write the first name of the table between quotation "
            "marks, with its year. `neighbours.index[0]` works as well."
        ),
        hints=(
            "Two things to do: change one name in the list, then take the first label "
            "of the result.",
            'Swap "unemployment" for "youth_unemployment" and run the cell: the table '
            "below shows the four nearest.",
            "After the swap, write the first name of the table between quotation "
            "marks, with its year. `neighbours.index[0]` works as well.",
        ),
        cases=[
            Case(lambda: find_nearest("RS", SWAPPED), "right"),
            Case(lambda: measure_farthest("RS", SWAPPED), "how far the last one is"),
            Case(lambda: find_nearest("RS", SWAPPED).upper(), "right"),
            Case(lambda: [find_nearest("RS", SWAPPED)], "right"),
            Case(lambda: tuple(find_nearest("RS", SWAPPED).split()), "right"),
            Case(lambda: find_nearest("RS", SWAPPED).replace(" ", ", "), "right"),
            Case(
                lambda: find_nearest("RS", SWAPPED).split()[0],
                "country without year",
            ),
            Case(lambda: find_nearest("RS", FIVE), "nothing swapped"),
            Case(lambda: "Croatia 1990", "not in the list"),
            Case(lambda: "Ireland 2016", "not in the list"),
            Case(
                lambda: measure_nearest("RS", SWAPPED),
                "the distance, not the name",
            ),
            Case(
                lambda: list_neighbours("RS", SWAPPED)[1],
                "the second on the list",
            ),
            Case(
                lambda: list_neighbours("RS", SWAPPED)[7],
                "further down the list",
            ),
            Case(
                lambda: list_neighbours("RS", SWAPPED)[-1],
                "the other end of the list",
            ),
            Case(lambda: find_nearest("ME", SWAPPED), "another place"),
            Case(
                lambda: find_nearest("RS", SHORTER),
                "left out, not swapped",
            ),
            Case(
                lambda: find_neighbours("RS", YEAR, SWAPPED),
                "the whole list",
            ),
            Case(
                lambda: round(measure_nearest("RS", SWAPPED), 2),
                "the distance, not the name",
            ),
            Case(
                lambda: round(measure_nearest("RS", SWAPPED), 1),
                "the distance, not the name",
            ),
            Case(lambda: "neighbours.index[0]", "the order as text"),
        ],
    ),
    "5.q5": Question(
        right={
            "a": (
                "This can be defended: all five measures, and honest about the year. "
                "The other side: you compare a Kosovo* of several years ago, and even "
                "then no EU country-year was really near. If you choose this, write "
                "the year into every sentence."
            ),
            "b": (
                "This can be defended: the year is recent, and four series are there. "
                "The other side: it is another question than for the five neighbours, "
                "so the distances may not be put in one ranking. And unemployment in "
                "Kosovo* halved within two years, perhaps because the survey changed. "
                "If you choose this, say it."
            ),
            "d": (
                "This can be defended: no number is better than a number that nobody "
                "should trust, and you can ask people who know both places instead. "
                "The other side: what is never measured is never seen. If you choose "
                "this, say that the series is missing, and ask the office that could "
                "publish it."
            ),
        },
        wrong={
            "c": (
                "With the average of the others in the gap, a guess of ours enters a "
                "distance and looks like a measurement. "
                "The last values that were measured were above those of the region "
                "in that year, so the average would also change the answer. Which of "
                "the other ways shows the gap openly?"
            ),
        },
        numbers={5: "a", 4: "bd"},  # the measures; 4 is also a place in the list
    ),
    "5.5": Exercise(
        expected=lambda: sum(list_changes()),
        right=lambda answer, expected: tr(
            "In {n} of {total} places the neighbour changed, and in none of them is "
            "the new neighbour Ireland or Luxembourg. The two states stretch the "
            "ruler: with their very high incomes, one step of income becomes longer, "
            "and income differences count less. Whoever chooses the group also chooses "
            "the ruler.",
            n=expected,
            total=len(PLACES),
        ),
        mistakes=[
            Mistake(
                "counted those that stayed",
                lambda answer, expected: same(answer, len(PLACES) - expected),
                "This is the number of places whose neighbour stayed. `eq` asks "
                "whether two columns are equal, `ne` whether they differ. In how many "
                "do they differ?",
            ),
            Mistake(
                "counted all places",
                lambda answer, expected: same(answer, len(PLACES)),
                "This is the number of all places. Every distance changed a little, "
                "that is right. The question is in how many rows the name of the "
                "neighbour changed.",
            ),
            Mistake(
                "names instead of a count",
                lambda answer, expected: any(
                    holds_names(answer, names) for names in list_changed()
                ),
                "These are the right places. The question asks how many they are.",
            ),
            Mistake(
                "the two columns",
                lambda answer, expected: len(answer.columns) == 2,
                "This is the table with both columns of names. The question asks for a "
                "number: `without.ne(with_both)` compares the two, row by row, and a "
                "verb behind it counts where they differ.",
            ),
            Mistake(
                "no change at all",
                lambda answer, expected: same(answer, 0),
                "Zero would mean that no neighbour changed. Neither Ireland nor "
                "Luxembourg became one, that is true. But row by row: are all names "
                "the same in both columns?",
            ),
            Mistake(
                "share instead of count",
                lambda answer, expected: same(answer, expected / len(PLACES)),
                "This is the share of places whose neighbour changed. The question "
                "asks how many: that is what `sum()` counts.",
            ),
        ],
        by_chance=counts_kinds,
        nudge=("Row by row: in how many do the names of the two columns differ?"),
        hints=(
            "You can count by eye: in how many rows do the two names differ?",
            "`without.ne(with_both)` gives true where the names differ. True counts as "
            "one when you add.",
            "Write `without.ne(with_both).___()` with `sum` in the blank.",
        ),
        cases=[
            Case(lambda: sum(list_changes()), "right"),
            Case(lambda: pd.Series(list_changes()).sum(), "right"),
            Case(lambda: str(sum(list_changes())), "another type"),
            Case(
                lambda: pd.DataFrame({"without": PLACES, "with both": PLACES}),
                "the two columns",
            ),
            Case(lambda: list(list_changes()), "another type"),
            Case(
                lambda: len(PLACES) - sum(list_changes()), "counted those that stayed"
            ),
            Case(lambda: len(PLACES), "counted all places"),
            Case(lambda: list_changed()[0], "names instead of a count"),
            Case(lambda: ", ".join(list_changed()[1]), "names instead of a count"),
            Case(lambda: 0, "no change at all"),
            Case(lambda: pd.Series(list_changes()).mean(), "share instead of count"),
        ],
    ),
    "5.6": Exercise(
        expected=lambda: list_by_worst("MK")[0],
        accepts=lambda answer: says_the_same(answer, list_by_worst("MK")[0]),
        right=lambda answer, expected: tr(
            "By the average, the nearest was {before}. When the largest of the five "
            "differences counts, it is {now}. The average forgives one large "
            "difference, this ruler does not. Neither is the true one. Which fits your "
            "question: alike on the whole, or nowhere very different?",
            before=find_nearest("MK", FIVE),
            now=expected,
        ),
        mistakes=[
            Mistake("country without year", is_country_alone, COUNTRY_ALONE),
            Mistake(
                "still the average",
                lambda answer, expected: same(answer, find_nearest("MK", FIVE)),
                "This is the nearest by the average of the five differences. The new "
                "ruler looks at the largest one only: `max(axis=1)` gives it.",
            ),
            Mistake(
                "the other end of the list",
                lambda answer, expected: same(answer, list_by_worst("MK")[-1]),
                "This country-year stands at the other end: its largest difference is "
                "the largest of all. Which one has the smallest?",
            ),
            Mistake(
                "the second on the list",
                lambda answer, expected: same(answer, list_by_worst("MK")[1]),
                "This is the second on the list. For Python, which counts from zero, "
                "the first has the number `[0]`.",
            ),
            Mistake("the whole list", is_whole_list, WHOLE_LIST),
            Mistake("not in the list", is_unlisted, UNLISTED),
            Mistake(
                "further down the list",
                lambda answer, expected: find_place(answer, list_by_worst("MK")) > 2,
                lambda answer, expected: tell_place(answer, list_by_worst("MK")),
            ),
        ],
        nudge=(
            "The way: take the largest of the five in each row of `steps`, sort, and "
            "read the first label."
        ),
        hints=(
            "The differences are there already, in steps: one row for each "
            "country-year.",
            "`max(axis=1)` gives the largest number in each row. Sort the result with "
            "the smallest first.",
            "`worst = steps.max(axis=1).sort_values()`, and then the first label of "
            "`worst`: `worst.index[0]`.",
        ),
        cases=[
            Case(lambda: list_by_worst("MK")[0], "right"),
            Case(lambda: list_by_worst("MK")[0].lower(), "right"),
            Case(lambda: list_by_worst("MK")[0].replace("Croatia", "HR"), "right"),
            Case(lambda: f"{list_by_worst('MK')[0]}, 0.56", "right"),
            Case(lambda: tuple(list_by_worst("MK")[0].split()), "right"),
            Case(
                lambda: list_by_worst("MK")[0].split()[0],
                "country without year",
            ),
            Case(lambda: find_nearest("MK", FIVE), "still the average"),
            Case(lambda: "Luxembourg 2016", "not in the list"),
            Case(lambda: list_by_worst("MK")[-1], "the other end of the list"),
            Case(lambda: list_by_worst("MK")[1], "the second on the list"),
            Case(lambda: list_by_worst("MK")[7], "further down the list"),
            Case(
                lambda: measure_steps("MK", YEAR, FIVE).max(axis=1),
                "another type",
            ),
            Case(
                lambda: measure_steps("MK", YEAR, FIVE).max(axis=1).sort_values(),
                "the whole list",
            ),
            Case(
                lambda: measure_steps("MK", YEAR, FIVE).idxmin(),
                "another type",
            ),
        ],
    ),
    "5.7": Exercise(
        expected=count_vetoes,
        right=lambda answer, expected: tr(
            "Criteria with a zero from at least one rater: {n}. One of them is the "
            "money of year three, where both say zero. The other is the legal form: "
            "one rater says three, the other zero, and the mean of the two looks "
            "harmless. Talk about it: what would the raters have to find out together?",
            n=expected,
        ),
        mistakes=[
            Mistake(
                "counted zeros, not criteria",
                lambda answer, expected: same(
                    answer, int((load_sheet() == 0).sum().sum())
                ),
                "This is the number of zeros in the sheet. When both raters give a "
                "zero to the same criterion, it is still one criterion, and one talk. "
                "`any(axis=1)` asks each row once.",
            ),
            Mistake(
                "the zeros of each rater",
                lambda answer, expected: same(answer, (load_sheet() == 0).sum()),
                "This is the number of zeros that each rater gives. The question asks "
                "for criteria: `any(axis=1)` asks each row whether it holds a zero.",
            ),
            Mistake(
                "both raters must say zero",
                lambda answer, expected: same(
                    answer, int((load_sheet() == 0).all(axis=1).sum())
                ),
                "This is the number of criteria to which both raters give a zero; it "
                "is also the answer for HR01. If both must say it, the veto of one "
                "person disappears as soon as the other disagrees. In how many rows "
                "of SI05 does at least one zero stand?",
            ),
            Mistake(
                "criteria without a zero",
                lambda answer, expected: same(answer, len(load_sheet()) - expected),
                "This is the number of criteria without any zero, the other part of "
                "the sheet. In how many rows does a zero stand?",
            ),
            Mistake(
                "names instead of a count",
                lambda answer, expected: holds_names(answer, list_vetoes()),
                "These are the right criteria. The question asks how many they are.",
            ),
            Mistake(
                "counted all criteria",
                lambda answer, expected: same(answer, len(load_sheet())),
                "This is the number of all criteria on the sheet. In how many rows "
                "does a zero stand?",
            ),
            Mistake(
                "low means",
                lambda answer, expected: same(
                    answer, int((load_sheet().mean(axis=1) < 2).sum())
                ),
                "This is the number of criteria with a mean under two. A low mean is "
                "worth a talk. A veto is something else: somebody sees nothing at all "
                "there. Where do the single scores show a zero?",
            ),
        ],
        by_chance=asks_columns,
        nudge=("Row by row: in how many rows of the sheet stands at least one zero?"),
        hints=(
            "You can count by eye: look at each row and make a stroke when a zero "
            "stands in it, once for each row.",
            "`zero.any(axis=1)` asks each row: is any of the two a zero? Then `sum()` "
            "counts the rows that say yes.",
            "Write `zero.any(axis=1).___()` with `sum` in the blank.",
        ),
        cases=[
            Case(count_vetoes, "right"),
            Case(lambda: (load_sheet() == 0).any(axis=1).sum(), "right"),
            Case(lambda: (load_sheet().min(axis=1) == 0).sum(), "right"),
            Case(lambda: str(count_vetoes()), "another type"),
            Case(lambda: (load_sheet() == 0).any(axis=1), "another type"),
            Case(
                lambda: (load_sheet() != 0).all(axis=1).sum(), "criteria without a zero"
            ),
            Case(
                lambda: (load_sheet() == 0).sum().sum(), "counted zeros, not criteria"
            ),
            Case(lambda: (load_sheet() == 0).sum(), "the zeros of each rater"),
            Case(
                lambda: (load_sheet() == 0).all(axis=1).sum(),
                "both raters must say zero",
            ),
            Case(
                lambda: (load_sheet().mean(axis=1) < 2).sum(),
                "low means",
            ),
            Case(
                lambda: ["Money after the grant", "Legal form"],
                "names instead of a count",
            ),
            Case(lambda: len(load_sheet()), "counted all criteria"),
        ],
    ),
    "5.q1": Question(
        right={
            "b": (
                "The two halves of the table were collected by different hands "
                "and with different labels. Before you speak of a gap, open the cards "
                "and search the text."
            ),
        },
        wrong={
            "a": (
                "That would mean that our table holds everything that exists. It holds "
                "what could be found, and this label was used in the EU half only. "
                "Where would you look before saying nobody does it?"
            ),
            "c": (
                "It would be a pity to throw the table away. It can show you cases to "
                "learn from. It only cannot show how frequent they are. What would you "
                "do to find the cases that the label hides?"
            ),
        },
    ),
    "5.q2": Question(
        right={
            "c": (
                "You know now where to look first, and in which year. Whether "
                "their practice fits is a question for people, not for a distance."
            ),
        },
        wrong={
            "a": (
                "That would mean that a place is its five numbers. History, law and "
                "people are not among them. What could you do with the name of a "
                "neighbour instead?"
            ),
            "b": (
                "What they do today is worth a look. But the neighbour was an earlier "
                "year: since then they have moved on. What worked there *then*?"
            ),
        },
    ),
    "5.q3": Question(
        right={
            "a": (
                "Zero from one person, high from the other: they see different "
                "facts, or read the question differently. Both must be heard before "
                "anybody computes."
            ),
        },
        wrong={
            "b": (
                "The mean would be in the middle and look acceptable. What the person "
                "who gave the zero has seen would be lost. What could that be?"
            ),
            "c": (
                "That would drop the very criterion on which something important is "
                "not clear. Whom could you ask to make it clear?"
            ),
        },
    ),
    "5.q4": Question(
        right={
            "b": (
                "If the coach leaves after the first day, the part that produces "
                "the effect is gone. The rest may look different in every town."
            ),
        },
        wrong={
            "a": (
                "The name helps to explain it, and it may change at once. Ask of each "
                "part: if we take it away, does the effect go too?"
            ),
            "c": (
                "Somebody must pay, that is true, and it decides whether it lasts. But "
                "another payer can take over without changing what happens between "
                "people. Which part cannot be replaced?"
            ),
        },
    ),
}
