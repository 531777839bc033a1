"""What the exercises of lesson 2 say back: when, how and why they happen."""

from itertools import combinations

import pandas as pd

from workshop import data
from workshop.rules import Case, Exercise, Mistake, Question, same
from workshop.wording import write_number

SIX = ["AL", "BA", "XK", "ME", "MK", "RS"]
LIMIT, LOWER_LIMIT = 1.96, 1.645  # steps of uncertainty: 5 and 10 in a hundred
HALF = 50  # per cent of the population online
STUDYING, WORKING, LOOKING, NEITHER = 55, 20, 10, 15  # the invented village
YOUNG = STUDYING + WORKING + LOOKING + NEITHER
MARKS = {"advantage": 4, "fit": 4, "complexity": 4, "trial": 2, "seen": 5}


# What the tables say


def load_series(indicator: str) -> pd.DataFrame:
    """Load the rows of one indicator, sorted by economy and year."""
    table = data.load("indicators")
    return table[table["indicator"] == indicator].sort_values(["country", "year"])


def find_first_years() -> tuple[pd.Series, pd.Series]:
    """Give for each of the six the first year seen and the first year above half."""
    online = load_series("people_online")
    online = online[online["country"].isin(SIX)]
    above = online[online["value"] >= HALF]
    first = online.groupby("country")["year"].min()
    return first, above.groupby("country")["year"].min()


def count_crossings() -> int:
    """Count the economies that are seen below half before they are above it."""
    seen, above = find_first_years()
    return int((above > seen).sum())


def take_slovakia() -> pd.Series:
    """Take the share of people online in Slovakia by year."""
    online = load_series("people_online")
    return online[online["country"] == "SK"].set_index("year")["value"]


def find_row_of_step() -> int:
    """Give the number of the table's row in which Slovakia's largest step stands."""
    online = data.load("indicators").query('indicator == "people_online"')
    return int(online[online["country"] == "SK"]["value"].diff().idxmax())


def count_steps(name: str = "corruption_control") -> pd.Series:
    """Give the difference of each pair of the six in steps of its uncertainty."""
    table = data.load("indicators")
    table = table[table["year"] == 2023]
    table = table.pivot(index="country", columns="indicator", values="value")
    value, error = table[name], table[f"{name}_error"]
    return pd.Series(
        {
            f"{a}-{b}": (value[a] - value[b]) / (error[a] ** 2 + error[b] ** 2) ** 0.5
            for a, b in combinations(SIX, 2)
        }
    )


def count_apart(limit: float = LIMIT) -> int:
    """Count the pairs beyond a limit, up or down."""
    return int((count_steps().abs() > limit).sum())


def take_gini() -> pd.Series:
    """Take the Gini of Serbia by year."""
    gini = load_series("gini")
    return gini[gini["country"] == "RS"].set_index("year")["value"]


def find_break() -> int:
    """Give the year in which the new survey begins: the largest step in the series."""
    return int(take_gini().diff().idxmax())


def measure_change(start: int) -> str:
    """Write how Serbia's Gini changed from a year to 2022."""
    gini = take_gini()
    return write_number(gini[2022] - gini[start], "+.1f")


def score_idea() -> float:
    """Give the mean of the invented marks, complexity turned round."""
    return (sum(MARKS.values()) - MARKS["complexity"] + 6 - MARKS["complexity"]) / 5


# What fits


def is_year_before_break(answer: object) -> bool:
    """Tell whether the answer is a year of the old survey that the table has."""
    return int(answer) in take_gini().index and int(answer) < find_break()


def is_year_after_break(answer: object) -> bool:
    """Tell whether the answer is a later year of the new survey."""
    return find_break() < int(answer) < 2022


def is_economy(answer: object) -> bool:
    """Tell whether the answer is the name or the code of one of the six."""
    names = data.load("countries").set_index("country")["country_name"][SIX]
    known = {*SIX, *(name.strip("*").upper() for name in names)}
    return isinstance(answer, str) and answer.strip(" *").upper() in known


def is_comparison(answer: object, expected: object) -> bool:
    """Tell whether the answer holds one True or False for each pair."""
    return len(answer) == len(count_steps()) and set(answer) <= {True, False}


EXERCISES = {
    "2.1": Exercise(
        expected=lambda: LOOKING / (WORKING + LOOKING),
        right=lambda answer, expected: (
            f"Youth unemployment is {expected:.0%}: of those who work or look, so many "
            f"look. NEET is {(LOOKING + NEITHER) / YOUNG:.0%} of all young people. The "
            "first is larger here, and it leaves out the fifteen who do none of these. "
            "Talk about it: if half of those who look give up, which number falls?"
        ),
        mistakes=[
            Mistake(
                "divided by all young people",
                lambda answer, expected: same(answer, LOOKING / YOUNG),
                "You divided by all young people. That would mean that the students "
                "are looking for work too. Youth unemployment is a share of those who "
                "work or look. Which two groups are these?",
            ),
            Mistake(
                "the group below the line",
                lambda answer, expected: same(answer, 0.3),
                "This is the group below the line, those who work or look, as a share "
                "of all young people. Now ask of this group alone: how large a part of "
                "it looks for work?",
            ),
            Mistake(
                "all but those who do none",
                lambda answer, expected: same(answer, 10 / 85, 0.006),
                "You left out those who do none of these, and kept the students. Do "
                "students look for work? Only those who work or look stand below the "
                "line.",
            ),
            Mistake(
                "NEET instead",
                lambda answer, expected: same(answer, (LOOKING + NEITHER) / YOUNG),
                "This is NEET: all who neither work nor learn, of all young people. "
                "The question asks for the other number. Who looks for work, and of "
                "which group is this a share?",
            ),
            Mistake(
                "divided by those who work",
                lambda answer, expected: same(answer, LOOKING / WORKING),
                "You compared those who look with those who work. That is a ratio of "
                "two groups, not a share. In a share, those above the line are also "
                "below it: add those who look to those who work.",
            ),
            Mistake(
                "counted those who stopped looking",
                lambda answer, expected: (
                    same(answer, (LOOKING + NEITHER) / (YOUNG - STUDYING))
                    or same(answer, (LOOKING + NEITHER) / WORKING)
                ),
                "You counted everybody who neither studies nor works. Some of them are "
                "not looking, and who does not look is not unemployed in this "
                "statistic. That is just its weakness. Keep only those who look.",
            ),
            Mistake(
                "left out students only",
                lambda answer, expected: same(answer, LOOKING / (YOUNG - STUDYING)),
                "You left out the students, and kept those who do none of these. They "
                "neither work nor look, so they stand outside too. Who is left below "
                "the line?",
            ),
            Mistake(
                "share of those who work",
                lambda answer, expected: same(answer, WORKING / (WORKING + LOOKING)),
                "You have the right group below the line. Above it stand those who "
                "work: this is the share with work. Put those who look there.",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: same(answer, (WORKING + LOOKING) / LOOKING),
                "The number is larger than one, so it cannot be a share. Perhaps the "
                "line stands upside down: those who look come first.",
            ),
            Mistake(
                "brackets forgotten",
                lambda answer, expected: same(answer, LOOKING / WORKING + LOOKING),
                "Python divides before it adds, so only the first group stood below "
                "the line. Put round brackets around the two groups.",
            ),
            Mistake(
                "per cent",
                lambda answer, expected: same(answer, 100 * expected, 0.5),
                "The value is right, in per cent, as people say it. Here it is a "
                "share between zero and one: leave out the one hundred.",
            ),
            Mistake(
                "number of people",
                lambda answer, expected: same(answer, LOOKING),
                "This is how many people look for work. To compare with another "
                "village, make a share of it: of which group?",
            ),
        ],
        nudge=(
            "The answer is a share between zero and one: those who look for work, "
            "divided by those who work or look."
        ),
        hints=(
            "A share has two parts. Above the line: those who look. Below the line: "
            "who can be unemployed at all?",
            "Students who do not look are not in this number, and neither are those "
            "who do none of these. Two groups are left.",
            "Write `answer_2_1 = looking / (working + …)` and put the second group in "
            "the place of the dots.",
        ),
        cases=[
            Case(lambda: LOOKING / (WORKING + LOOKING), "right"),
            Case(lambda: 0.33, "right"),
            Case(lambda: pd.Series([1 / 3]), "right"),
            Case(lambda: LOOKING / YOUNG, "divided by all young people"),
            Case(lambda: 0.25, "NEET instead"),
            Case(lambda: 0.3, "the group below the line"),
            Case(lambda: 10 / 85, "all but those who do none"),
            Case(lambda: LOOKING / WORKING, "divided by those who work"),
            Case(lambda: 25 / 45, "counted those who stopped looking"),
            Case(lambda: 25 / 20, "counted those who stopped looking"),
            Case(lambda: 10 / 45, "left out students only"),
            Case(lambda: 20 / 30, "share of those who work"),
            Case(lambda: 3.0, "turned round"),
            Case(lambda: LOOKING / WORKING + LOOKING, "brackets forgotten"),
            Case(lambda: 33, "per cent"),
            Case(lambda: 33.3, "per cent"),
            Case(lambda: 10, "number of people"),
            Case(lambda: "0.33", "another type"),
            Case(lambda: "a third", "another type"),
            Case(lambda: [10, 30], "another type"),
            Case(lambda: 0.9, "nudge"),
        ],
        tolerance=0.004,
    ),
    "2.2": Exercise(
        expected=count_crossings,
        right=lambda answer, expected: (
            f"We see {expected} crossings. For the sixth economy, Kosovo*, the table "
            "begins long after half was passed: it crossed, and nobody wrote it down "
            "here. So we write: not known. Talk about it: in which register of yours "
            "does the first entry come later than the first person?"
        ),
        mistakes=[
            Mistake(
                "counted every economy above half",
                lambda answer, expected: same(answer, len(SIX)),
                "You counted every economy that has a value above half. Look at the "
                "row in which both years are the same: the very first value is already "
                "above. Did we see the crossing, or only what came after it? Which "
                "sign leaves this row out?",
            ),
            Mistake(
                "counted those we cannot judge",
                lambda answer, expected: same(answer, len(SIX) - count_crossings()),
                "You counted where the two years are equal: where the table begins "
                "above half. That is the one we cannot judge. Now count the others: "
                "there the year above half comes later.",
            ),
            Mistake(
                "compared the other way round",
                lambda answer, expected: same(answer, 0),
                "Nobody is left: no economy can be above half before its first value. "
                "The year above half comes *later*, so it is the larger number. Turn "
                "the sign round.",
            ),
            Mistake(
                "the comparison itself",
                lambda answer, expected: (
                    isinstance(answer, pd.Series) and set(answer) <= {True, False}
                ),
                "I see one `True` or `False` for each economy: you have compared. Now "
                "count the `True`: add `.sum()` behind the brackets. Then check again, "
                "and you will see whether the sign fits.",
            ),
            Mistake(
                "names instead of a number",
                lambda answer, expected: is_economy(answer),
                "I see the name of one economy. Perhaps it is the one that cannot be "
                "judged, and then you found the heart of it. The question asks how "
                "many can: a number.",
            ),
            Mistake(
                "counted rows, not economies",
                lambda answer, expected: float(answer) > len(SIX),
                "The number is larger than six, so something else was counted: rows, "
                "perhaps, one for each year. Compare the two columns of years: they "
                "have one row for each economy.",
            ),
        ],
        nudge=(
            "The answer is a number from zero to six: for how many economies does the "
            "first year above half come after the first year with a value?"
        ),
        hints=(
            "Look at the table of the two years. In which rows is the second year "
            "later than the first?",
            "A later year is a larger number. Which sign stands between a larger and "
            "a smaller number?",
            "Write `answer_2_2 = (first_above … first_seen).sum()` and put the sign "
            "for larger, `>`, in the place of the dots.",
        ),
        cases=[
            Case(count_crossings, "right"),
            Case(lambda: float(count_crossings()), "right"),
            Case(lambda: [count_crossings()], "right"),
            Case(lambda: 6, "counted every economy above half"),
            Case(
                lambda: len(find_first_years()[1]), "counted every economy above half"
            ),
            Case(lambda: 1, "counted those we cannot judge"),
            Case(lambda: 0, "compared the other way round"),
            Case(
                lambda: find_first_years()[1] > find_first_years()[0],
                "the comparison itself",
            ),
            Case(lambda: "XK", "names instead of a number"),
            Case(lambda: "Kosovo*", "names instead of a number"),
            Case(lambda: "North Macedonia", "names instead of a number"),
            Case(
                lambda: find_first_years()[1] == find_first_years()[0],
                "the comparison itself",
            ),
            Case(lambda: 74, "counted rows, not economies"),
            Case(lambda: "5", "another type"),
            Case(lambda: "five", "another type"),
            Case(lambda: find_first_years()[1], "another type"),
            Case(lambda: 3, "nudge"),
        ],
    ),
    "2.3": Exercise(
        expected=lambda: int(take_slovakia().diff().idxmax()),
        right=lambda answer, expected: (
            f"The largest step is in {expected}: {take_slovakia().diff().max():+.1f} "
            "percentage points within one year. Our dictionary says why: an estimate "
            "was replaced by a survey. People did not all come online in that year; "
            "they were counted in another way. A jump is a reason to ask."
        ),
        mistakes=[
            Mistake(
                "the step of another place",
                lambda answer, expected: answer in (2009, 2012),
                "In this year another place made a large step, as the table above "
                "shows. Keep the rows with the code `SK` first.",
            ),
            Mistake(
                "the value instead of the year",
                lambda answer, expected: same(answer, take_slovakia()[2002], 0.6),
                "This is the value after the step. The question asks for the year in "
                "which it was reached.",
            ),
            Mistake(
                "size instead of year",
                lambda answer, expected: same(
                    answer, take_slovakia().diff().max(), 0.6
                ),
                "This is the size of the largest step. It is right. The question asks "
                "in which year it happened: `max` gives the value, `idxmax` the name "
                "of its row.",
            ),
            Mistake(
                "year of the largest value",
                lambda answer, expected: same(answer, take_slovakia().idxmax()),
                "This is the year with the largest share of people online. A step is "
                "the difference to the year before: put `diff()` in between.",
            ),
            Mistake(
                "the year before",
                lambda answer, expected: same(answer, expected - 1),
                "You are one year early. The step from one year to the next belongs "
                "to the later one: `diff` looks back to the row before.",
            ),
            Mistake(
                "number of the row",
                lambda answer, expected: same(answer, find_row_of_step()),
                "This is the number of a row of the great table. The step is the right "
                "one. Name the rows by year first, with `set_index`, and the same verb "
                "will answer with a year.",
            ),
            Mistake(
                "largest fall",
                lambda answer, expected: same(answer, take_slovakia().diff().idxmin()),
                "This is the year of the largest step *down*. The question asks for "
                "the largest step up: `idxmax`.",
            ),
            Mistake(
                "first year above half",
                lambda answer, expected: same(
                    answer, take_slovakia()[take_slovakia() >= HALF].index.min()
                ),
                "This is the first year with half of the people online. That was the "
                "question of the exercise before. Now look for the largest difference "
                "to the year before.",
            ),
            Mistake(
                "all steps",
                lambda answer, expected: (
                    isinstance(answer, pd.Series)
                    and len(answer) == len(take_slovakia())
                ),
                "I see a whole column. Only the last verb is missing: `idxmax()` gives "
                "the name of the row with the largest value.",
            ),
        ],
        nudge=(
            "The answer is a year: the one in which the share of people online grew "
            "most against the year before."
        ),
        hints=(
            "Three things in a row: keep the rows of Slovakia, take the difference to "
            "the row before, find the name of the largest.",
            'Keep the rows with `online[online["country"] == "SK"]`. Then '
            '`set_index("year")["value"]` gives the values with the years as names.',
            "Behind it come the two verbs, each with its brackets: first `.diff()`, "
            "then `.idxmax()`.",
        ),
        cases=[
            Case(lambda: take_slovakia().diff().idxmax(), "right"),
            Case(lambda: float(take_slovakia().diff().idxmax()), "right"),
            Case(lambda: take_slovakia().diff().nlargest(1).index, "right"),
            Case(lambda: take_slovakia().diff().max(), "size instead of year"),
            Case(lambda: 2012, "the step of another place"),
            Case(lambda: take_slovakia()[2002], "the value instead of the year"),
            Case(lambda: take_slovakia().idxmax(), "year of the largest value"),
            Case(lambda: take_slovakia().diff(-1).abs().idxmax(), "the year before"),
            Case(find_row_of_step, "number of the row"),
            Case(lambda: take_slovakia().diff().idxmin(), "largest fall"),
            Case(
                lambda: take_slovakia()[take_slovakia() >= 50].index[0],
                "first year above half",
            ),
            Case(lambda: take_slovakia().diff(), "all steps"),
            Case(lambda: take_slovakia().diff().idxmax, "another type"),
            Case(lambda: "2002", "another type"),
            Case(lambda: 1995, "nudge"),
        ],
    ),
    "2.4": Exercise(
        expected=count_apart,
        right=lambda answer, expected: (
            f"{expected} of {len(count_steps())} pairs. For all the others we do not "
            "know who is ahead; that is not the same as equal. And we looked at many "
            f"pairs: chance alone gives {0.05 * len(count_steps()):.2f} of them on "
            "average, even when nothing differs. Talk about it: who ranks the six in "
            "your newspaper, and with which certainty?"
        ),
        mistakes=[
            Mistake(
                "forgot the minus side",
                lambda answer, expected: same(answer, (count_steps() > LIMIT).sum()),
                "No pair is left. Look at the steps once more: one of them is large, "
                "with a minus before it. A minus only says that the second score is "
                "higher. Take it away with `abs()`. (Who looks whether the two "
                "intervals overlap also finds none: that test is stricter than it "
                "seems.)",
            ),
            Mistake(
                "all pairs",
                lambda answer, expected: same(answer, len(count_steps())),
                "These are all pairs. That would mean that each difference, however "
                "small, can be trusted. Count only those with about two steps or more.",
            ),
            Mistake(
                "counted those that cannot be told apart",
                lambda answer, expected: same(answer, len(count_steps()) - expected),
                "You counted the pairs below the limit: those we cannot tell apart. "
                "It is the larger group, and worth saying aloud. The question asks for "
                "the others: turn the sign round.",
            ),
            Mistake(
                "lower limit",
                lambda answer, expected: same(answer, count_apart(LOWER_LIMIT)),
                "This is what a limit of 1.645 steps gives. It lets ten in a hundred "
                "through by chance, not five. Some reports use it, and they should say "
                "so. Here the limit is 1.96.",
            ),
            Mistake(
                "any difference",
                lambda answer, expected: same(answer, (count_steps() > 0).sum()),
                "You counted the pairs in which the first score is higher. A "
                "difference is always there; the question is whether it is larger "
                "than its uncertainty allows. Compare with 1.96, not with zero.",
            ),
            Mistake(
                "limit of one step",
                lambda answer, expected: same(answer, count_apart(1)),
                "This is what a limit of one step gives. One step is easily made by "
                "chance: about every third time. Use about two steps: 1.96.",
            ),
            Mistake(
                "another score",
                lambda answer, expected: any(
                    same(answer, int((count_steps(name).abs() > LIMIT).sum()))
                    for name in ("government_effectiveness", "voice_accountability")
                ),
                "This is the number of pairs in another score. Here the question is "
                "about control of corruption: `corruption_control`.",
            ),
            Mistake(
                "share instead of count",
                lambda answer, expected: same(
                    answer, expected / len(count_steps()), 1e-3
                ),
                "This is the share of pairs. It is right, and it may be smaller than "
                "you expected. The question asks how many: use `sum`.",
            ),
            Mistake(
                "the comparison itself",
                is_comparison,
                "I see one `True` or `False` for each pair. The comparison is made; "
                "count the `True` with `.sum()`.",
            ),
            Mistake(
                "the pair itself",
                lambda answer, expected: (
                    isinstance(answer, str)
                    and {"BA", "ME"}
                    <= set(answer.upper().replace("-", " ").replace("–", " ").split())
                ),
                "I see the names of a pair: you found who can be told apart. The "
                "question asks how many pairs there are: a number.",
            ),
        ],
        nudge=(
            "The answer is a number of pairs: count those whose steps lie beyond 1.96, "
            "above or below zero."
        ),
        hints=(
            "A difference can be large in two directions: the first score higher, or "
            "the second.",
            "`abs()` takes the minus away, so that one comparison finds both "
            "directions.",
            "Write `answer_2_4 = (steps.abs() > …).sum()` and put the limit in the "
            "place of the dots.",
        ),
        cases=[
            Case(count_apart, "right"),
            Case(lambda: (count_steps().abs() > 1.96).sum(), "right"),
            Case(lambda: (count_steps().abs() > 2).sum(), "right"),
            Case(lambda: [count_apart()], "right"),
            Case(lambda: (count_steps() > 1.96).sum(), "forgot the minus side"),
            Case(lambda: 15, "all pairs"),
            Case(lambda: 14, "counted those that cannot be told apart"),
            Case(lambda: count_apart(LOWER_LIMIT), "lower limit"),
            Case(lambda: (count_steps() > 0).sum(), "any difference"),
            Case(lambda: count_apart(1), "limit of one step"),
            Case(lambda: (count_steps().abs() > 1.96).mean(), "share instead of count"),
            Case(
                lambda: (count_steps("voice_accountability").abs() > LIMIT).sum(),
                "another score",
            ),
            Case(lambda: count_steps().abs() > 1.96, "the comparison itself"),
            Case(lambda: "BA–ME", "the pair itself"),
            Case(lambda: (count_steps().abs() > 1.96).sum, "another type"),
            Case(lambda: "1", "another type"),
            Case(lambda: 9, "nudge"),
        ],
    ),
    "2.5": Exercise(
        expected=find_break,
        right=lambda answer, expected: (
            f"From {expected} on, one survey asks in one way. Since then the number "
            f"changed by {measure_change(expected)} points: inequality fell. Had you "
            f"begun in 2010, it would seem to have changed by {measure_change(2010)}. "
            "Across a break, even the direction can turn round. Look for a break "
            "before you look for a trend."
        ),
        mistakes=[
            Mistake(
                "across the break",
                lambda answer, expected: is_year_before_break(answer),
                lambda answer, expected: (
                    f"You begin in {int(answer)}, in the old survey, which asked what "
                    "people spend. The new one asks what they earn. The change would "
                    f"seem to be {measure_change(int(answer))} points, and nobody can "
                    "say how much of it is life. Look for the first year after the "
                    "great step."
                ),
            ),
            Mistake(
                "a year without a value",
                lambda answer, expected: (
                    int(answer) not in take_gini().index
                    and take_gini().index.min() < int(answer) < find_break()
                ),
                "The table has no value for this year, so there is nothing to compare. "
                "Go on to the next year that has one.",
            ),
            Mistake(
                "later than need be",
                lambda answer, expected: is_year_after_break(answer),
                "This comparison is sound: one survey, asked in one way. An earlier "
                "year of the same survey is possible, and a longer line tells more. "
                "Which year is the first after the great step?",
            ),
            Mistake(
                "the year itself",
                lambda answer, expected: same(answer, 2022),
                "This is the year that we compare with. From which earlier year on is "
                "the survey the same?",
            ),
            Mistake(
                "change instead of year",
                lambda answer, expected: abs(float(answer)) < 100,
                "I see a small number: perhaps the change, or the value itself. The "
                "question asks for a year.",
            ),
        ],
        nudge="The answer is a year, the first one after the great step in the line.",
        hints=(
            "Look at the line of Serbia in the picture, or at its description. Where "
            "is the great step?",
            "The old survey ends in 2010. The next year has no value.",
            "Write `answer_2_5 =` and behind it the first year after 2011.",
        ),
        cases=[
            Case(find_break, "right"),
            Case(lambda: float(find_break()), "right"),
            Case(lambda: [find_break()], "right"),
            Case(lambda: 2010, "across the break"),
            Case(lambda: 2006, "across the break"),
            Case(lambda: 2011, "a year without a value"),
            Case(lambda: 2013, "later than need be"),
            Case(lambda: 2021, "later than need be"),
            Case(lambda: 2022, "the year itself"),
            Case(lambda: -7.1, "change instead of year"),
            Case(lambda: "2012", "another type"),
            Case(lambda: 1990, "nudge"),
        ],
    ),
    "2.6": Question(
        right={
            "b": (
                "This can be defended: the question on the table is who pays, next "
                "year and after. The donor's end is the test of stage four. The other "
                "side: seven centres in six municipalities are far more than a first "
                "service that tries to survive. Can something be spread before it is "
                "secure? What would you ask the canton?"
            ),
            "c": (
                "This can be defended: the idea has left its first place, and other "
                "municipalities took it up. The other side: all centres hung on one "
                "main funder, so the spread could end as a whole when that funder "
                "left. Is a thing scaled that nobody has promised to keep? Which of "
                "the seven would live on alone?"
            ),
        },
        wrong={
            "a": (
                "You see a trial. That would mean that one could still stop and change "
                "without harm. Hundreds of families use the centres, and there are "
                "several of them. A prototype asks whether it works. Which question "
                "is being asked here?"
            ),
            "d": (
                "You see a changed system. Perhaps you think of the day centre, which "
                "the canton helped to open. For stage six, a law, a budget or a habit "
                "would have to have changed for good. The canton says that it still "
                "looks for a way to pay. Which stage is about that?"
            ),
        },
        hints=(
            "Read the card once more. What is the open question: does it work, who "
            "pays, who else takes it up, or which rule changes?",
            "Two things are true at the same time: it has spread, and it is not yet "
            "secure.",
            "Two letters can be defended, the ones in the middle. Your reason matters "
            "more than the letter.",
        ),
    ),
    "2.7": Exercise(
        expected=score_idea,
        right=lambda answer, expected: (
            f"The mean is {expected:.1f}. Without turning complexity round it would be "
            f"{sum(MARKS.values()) / 5:.1f}: a high mark for being complicated would "
            "have helped the idea. A mean treats all five alike, and nobody has shown "
            "that they are. So look at the lowest mark: can people try it first?"
        ),
        mistakes=[
            Mistake(
                "complexity not turned round",
                lambda answer, expected: same(answer, sum(MARKS.values()) / 5),
                "You took the mean of the five marks as they are. Then a complicated "
                "idea gets a bonus for it. Complexity slows an idea down: turn its "
                "mark round first.",
            ),
            Mistake(
                "complexity left out",
                lambda answer, expected: same(
                    answer, (sum(MARKS.values()) - MARKS["complexity"]) / 4
                ),
                "You left complexity out. That is a way to avoid the question of its "
                "direction, but a complicated idea would then look as quick as a plain "
                "one. Turn the mark round and keep it.",
            ),
            Mistake(
                "complexity subtracted",
                lambda answer, expected: same(
                    answer, (sum(MARKS.values()) - 2 * MARKS["complexity"]) / 5
                ),
                "You subtracted complexity. The direction is right. But the mark then "
                "pulls below the scale from 1 to 5. Turned round it stays on the "
                "scale: 5 becomes 1, 4 becomes 2.",
            ),
            Mistake(
                "turned with five",
                lambda answer, expected: same(
                    answer,
                    (
                        sum(MARKS.values())
                        - MARKS["complexity"]
                        + 5
                        - MARKS["complexity"]
                    )
                    / 5,
                ),
                "You turned the mark round with 5 minus 4. Then a 5 would become "
                "zero, and the scale begins with 1. Which number minus 5 gives 1?",
            ),
            Mistake(
                "sum instead of mean",
                lambda answer, expected: (
                    same(answer, 5 * expected) or same(answer, sum(MARKS.values()))
                ),
                "This is a sum of marks. The question asks for their mean: divide by "
                "how many there are. And look whether complexity is turned round.",
            ),
            Mistake(
                "divided by four",
                lambda answer, expected: same(answer, 5 * expected / 4),
                "The sum is right. Now count the marks: complexity, turned round, is "
                "still one of them, so there are five.",
            ),
            Mistake(
                "the mark in the middle",
                lambda answer, expected: same(answer, 4),
                "This is the mark in the middle, or the most frequent one. The "
                "question asks for the mean: add the five marks and divide by five.",
            ),
            Mistake(
                "only the turned mark",
                lambda answer, expected: same(answer, 6 - MARKS["complexity"]),
                "This is complexity turned round, the first step. Now add the other "
                "four marks and divide by five.",
            ),
        ],
        nudge=(
            "The answer is a mean between 1 and 5: four marks as they are, complexity "
            "turned round, added and divided by five."
        ),
        hints=(
            "Four marks can stay as they are. One points the other way: which?",
            "Turned round, a mark is 6 minus itself. Add it to the other four.",
            "Write `answer_2_7 = (4 + 4 + … + 2 + 5) / 5` and put the mark for "
            "complexity, turned round, in the place of the dots.",
        ),
        cases=[
            Case(score_idea, "right"),
            Case(lambda: (4 + 4 + 2 + 2 + 5) / 5, "right"),
            Case(lambda: pd.Series([4, 4, 2, 2, 5]).mean(), "right"),
            Case(lambda: sum(MARKS.values()) / 5, "complexity not turned round"),
            Case(lambda: 15 / 4, "complexity left out"),
            Case(lambda: (4 + 4 - 4 + 2 + 5) / 5, "complexity subtracted"),
            Case(lambda: (4 + 4 + 1 + 2 + 5) / 5, "turned with five"),
            Case(lambda: 17, "sum instead of mean"),
            Case(lambda: 19, "sum instead of mean"),
            Case(lambda: 17 / 4, "divided by four"),
            Case(lambda: 2, "only the turned mark"),
            Case(lambda: 4, "the mark in the middle"),
            Case(lambda: "3.4", "another type"),
            Case(lambda: [4, 4, 2, 2, 5], "another type"),
            Case(lambda: 4.9, "nudge"),
        ],
        tolerance=0.001,
    ),
    "2.q1": Question(
        right={
            "b": (
                "Who stops looking leaves the first number altogether, above and below "
                "the line. In NEET they stay: they neither work nor learn. So a fall "
                "in youth unemployment can be bad news."
            )
        },
        wrong={
            "a": (
                "You expect both to fall. For NEET to fall, somebody must find work or "
                "learn. These young people stay at home. In which of the two numbers "
                "are they still counted?"
            ),
            "c": (
                "You have the two the other way round. NEET is a share of all young "
                "people and counts everybody who neither works nor learns. Who stops "
                "looking disappears from one of the two: from which?"
            ),
        },
    ),
    "2.q2": Question(
        right={
            "c": (
                "The table begins after the event. It can say *not later than*, and "
                "nothing more. A sentence with these words is honest and still useful."
            )
        },
        wrong={
            "a": (
                "You take the beginning of the table for the beginning of the thing. "
                "If a doctor's file begins today, was the patient healthy yesterday? "
                "What does the table say about the years before?"
            ),
            "b": (
                "You went one year back, so you felt that it must have been earlier. "
                "How much earlier? Is there anything in the table that says one year "
                "and not five?"
            ),
        },
    ),
    "2.q3": Question(
        right={
            "b": (
                "The difference is smaller than what chance in the measurement can "
                "make. So these scores cannot say who is ahead. Another source may."
            )
        },
        wrong={
            "a": (
                "You trust the difference as it stands. Think of two kitchen "
                "scales, each a little off: with a difference this small, the next "
                "edition could turn it round. How large should it be, in steps of "
                "its own uncertainty?"
            ),
            "c": (
                "You are careful, and then you go one step too far. Not being able to "
                "see a difference does not show that there is none. Which choice says "
                "only what is known?"
            ),
        },
    ),
    "2.q4": Question(
        right={
            "c": (
                "Two definitions, two counts. The second holds the first and more. "
                "Ask the organisation for both years counted in one way, or give both "
                "numbers with their words and no percentage."
            )
        },
        wrong={
            "a": (
                "You compared the two numbers, as the headline does. Read what was "
                "counted: the second count holds groups that the first one left out. "
                "How much of the leap is growth, and how much is definition?"
            ),
            "b": (
                "You noticed that the leap cannot be trusted. But growth is possible "
                "too: the counts do not speak against it. What may be said is less "
                "than yes and less than no."
            ),
        },
    ),
}
