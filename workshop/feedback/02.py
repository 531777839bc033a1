"""What the exercises of lesson 2 say back: when, how and why they happen."""

import pandas as pd

from workshop import data
from workshop.messages import tr
from workshop.relating import may_be_year
from workshop.rules import Case, Exercise, Mistake, Question, same
from workshop.wording import name_country, write_number

SIX = ["AL", "BA", "XK", "ME", "MK", "RS"]
LIMIT, LOWER_LIMIT = 1.96, 1.645  # steps of uncertainty: 5 and 10 in a hundred
HALF = 50  # per cent of the population online
STUDYING, WORKING, LOOKING, NEITHER = 55, 20, 10, 15  # the invented village
YOUNG = STUDYING + WORKING + LOOKING + NEITHER
MARKS = {"advantage": 4, "fit": 4, "complexity": 4, "trial": 2, "seen": 5}
NEAR = 0.006  # a share that somebody wrote with two digits


# What the tables say


def find_first_years() -> tuple[pd.Series, pd.Series]:
    """Give for each of the six the first year seen and the first year above half."""
    online = data.series("people_online", SIX)
    return online.notna().idxmax(), online[online >= HALF].notna().idxmax()


def count_crossings() -> int:
    """Count the economies that are seen below half before they are above it."""
    seen, above = find_first_years()
    return int((above > seen).sum())


def take_slovakia() -> pd.Series:
    """Take the share of people online in Slovakia by year."""
    return data.series("people_online", ["SK"])["SK"].dropna()


def find_row_of_step() -> int:
    """Give the number of the table's row in which Slovakia's largest step stands."""
    online = data.load("indicators").query('indicator == "people_online"')
    return int(online[online["country"] == "SK"]["value"].diff().idxmax())


def find_steps_elsewhere() -> dict[int, str]:
    """Name, by its year, an economy of the six that made its largest step then."""
    years = data.series("people_online", SIX).diff().idxmax()
    return {int(year): name_country(code) for code, year in years.items()}


def count_steps(name: str = "corruption_control") -> pd.Series:
    """Give the difference of each pair of the six in steps of its uncertainty."""
    return data.differences(2023, name, SIX)["steps"]


def count_apart(limit: float = LIMIT, name: str = "corruption_control") -> int:
    """Count the pairs beyond a limit, up or down."""
    return int((count_steps(name).abs() > limit).sum())


def find_scores_with(count: object) -> list[str]:
    """Name the other scores in which so many pairs can be told apart."""
    words = data.load("indicator_dictionary").set_index("indicator")["plain_name"]
    names = ("government_effectiveness", "voice_accountability")
    return [words[name] for name in names if same(count, count_apart(name=name))]


def take_gini() -> pd.Series:
    """Take the Gini of Serbia by year."""
    return data.series("gini", ["RS"])["RS"].dropna()


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


def is_near(answer: object, *values: float) -> bool:
    """Tell whether the answer is one of the values, written with two digits."""
    return any(same(answer, value, NEAR) for value in values)


def is_year_before_break(answer: object) -> bool:
    """Tell whether the answer is a year of the old survey that the table has."""
    return int(answer) in take_gini().index and int(answer) < find_break()


def is_year_after_break(answer: object) -> bool:
    """Tell whether the answer is a later year of the new survey."""
    return find_break() < int(answer) < 2022


def lacks_value(answer: object, series: pd.Series) -> bool:
    """Tell whether the answer is a year for which a series has no value."""
    return may_be_year(float(answer)) and int(answer) not in series.index


def say_no_value(answer: object, expected: object) -> str:
    """Say that the table has no value for a year."""
    return tr(
        "The table has no value for {year}, so there is nothing to compare. Take a "
        "year that has one.",
        year=int(answer),
    )


def is_economy(answer: object) -> bool:
    """Tell whether the answer is the name or the code of one of the six."""
    names = data.load("countries").set_index("country")["country_name"][SIX]
    known = {*SIX, *(name.strip("*").upper() for name in names)}
    return isinstance(answer, str) and answer.strip(" *").upper() in known


def is_pair(answer: object) -> bool:
    """Tell whether the answer names the pair that can be told apart."""
    words = answer.upper().replace("-", " ").replace("–", " ").split()
    return {"BA", "ME"} <= set(words)


EXERCISES = {
    "2.1": Exercise(
        expected=lambda: LOOKING / (WORKING + LOOKING),
        right=lambda answer, expected: tr(
            "Of those who work or look, {rate:.0%} look: this is youth unemployment. "
            "NEET is {neet:.0%} of all young people. The first is larger here, and it "
            "leaves out the fifteen who do none of these. Talk about it: if half of "
            "those who look give up, which number falls?",
            rate=expected,
            neet=(LOOKING + NEITHER) / YOUNG,
        ),
        mistakes=[
            Mistake(
                "share of all young people",
                lambda answer, expected: is_near(answer, LOOKING / YOUNG),
                "0.1 is the share of those who look in *all* young people. Students, "
                "and those who do none of these, neither work nor look. Youth "
                "unemployment is a share of those who work or look. Which two groups "
                "are these?",
            ),
            Mistake(
                "the group below the line",
                lambda answer, expected: (
                    is_near(answer, (WORKING + LOOKING) / YOUNG)
                    or same(answer, WORKING + LOOKING)
                ),
                "30 of the 100 young people work or look: this is the group below the "
                "line. How large a part of this group looks for work? (0.3 is also one "
                "third, cut after one digit. If you mean the third, let Python divide, "
                "or write two digits.)",
            ),
            Mistake(
                "all but those who do none",
                lambda answer, expected: is_near(answer, LOOKING / (YOUNG - NEITHER)),
                "This is the share of those who look in 85 people: all but those who "
                "do none of these. The 85 hold the students. Do students look for "
                "work? Only those who work or look stand below the line.",
            ),
            Mistake(
                "NEET instead",
                lambda answer, expected: (
                    is_near(answer, (LOOKING + NEITHER) / YOUNG)
                    or same(answer, LOOKING + NEITHER)
                ),
                "25 of 100 is NEET: all who neither work nor learn, of all young "
                "people. The question asks for the other number. Who looks for work, "
                "and of which group is this a share?",
            ),
            Mistake(
                "compared with those who work",
                lambda answer, expected: is_near(answer, LOOKING / WORKING),
                "0.5 compares those who look with those who work: one to two. That is "
                "a ratio of two groups, not a share. In a share, those above the line "
                "are also below it: add those who look to those who work.",
            ),
            Mistake(
                "share of the students",
                lambda answer, expected: same(answer, STUDYING / YOUNG),
                "0.55 is the share of the students in all young people. Students "
                "neither work nor look for work here. Who looks, and of which group "
                "is this a share?",
            ),
            Mistake(
                "with those who stopped looking",
                lambda answer, expected: is_near(
                    answer,
                    (LOOKING + NEITHER) / (YOUNG - STUDYING),
                    (LOOKING + NEITHER) / WORKING,
                ),
                "Above the line stand 25 here: all who neither study nor work. Fifteen "
                "of them do not look, and a person who does not look is not unemployed "
                "in this statistic. That is just its weakness. Keep only those who "
                "look.",
            ),
            Mistake(
                "without students only",
                lambda answer, expected: is_near(answer, LOOKING / (YOUNG - STUDYING)),
                "This is the share of those who look in 45 people: all but the "
                "students. The 45 hold those who do none of these. They neither work "
                "nor look, so they stand outside, too. Who is left below the line?",
            ),
            Mistake(
                "share of those who work",
                lambda answer, expected: is_near(answer, WORKING / (WORKING + LOOKING)),
                "The group below the line is right. Above it stand those who work: "
                "this is the share *with* work. Put those who look there.",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: same(answer, (WORKING + LOOKING) / LOOKING),
                "3 is larger than one, so it cannot be a share. It is the right "
                "fraction upside down: those who look come first.",
            ),
            Mistake(
                "brackets missing",
                lambda answer, expected: same(answer, LOOKING / WORKING + LOOKING),
                "10.5 is what Python gives without brackets: it divides before it "
                "adds, so only the first group stands below the line. Put round "
                "brackets around the two groups.",
            ),
            Mistake(
                "per cent",
                lambda answer, expected: same(answer, 100 * expected, 0.5),
                "The value is right, in per cent, as people say it. Here it is a "
                "share between zero and one: divide it by one hundred.",
            ),
            Mistake(
                "number of people",
                lambda answer, expected: same(answer, LOOKING),
                "10 is the number of people who look for work, and 10 per cent is "
                "their share of all hundred. Youth unemployment takes a smaller group: "
                "which one?",
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
            Case(lambda: LOOKING / YOUNG, "share of all young people"),
            Case(lambda: 0.25, "NEET instead"),
            Case(lambda: 25, "NEET instead"),
            Case(lambda: 0.3, "the group below the line"),
            Case(lambda: 30, "the group below the line"),
            Case(lambda: 10 / 85, "all but those who do none"),
            Case(lambda: 0.12, "all but those who do none"),
            Case(lambda: LOOKING / WORKING, "compared with those who work"),
            Case(lambda: 25 / 45, "with those who stopped looking"),
            Case(lambda: 25 / 20, "with those who stopped looking"),
            Case(lambda: 10 / 45, "without students only"),
            Case(lambda: 0.22, "without students only"),
            Case(lambda: 20 / 30, "share of those who work"),
            Case(lambda: 0.67, "share of those who work"),
            Case(lambda: 3.0, "turned round"),
            Case(lambda: LOOKING / WORKING + LOOKING, "brackets missing"),
            Case(lambda: STUDYING / YOUNG, "share of the students"),
            Case(lambda: 33, "per cent"),
            Case(lambda: 33.3, "per cent"),
            Case(lambda: 10, "number of people"),
            Case(lambda: "0.33", "another type"),
            Case(lambda: "a third", "another type"),
            Case(lambda: [10, 30], "another type"),
            Case(lambda: 0.9, "nudge"),
        ],
        tolerance=0.004,
        paper=lambda: tr(
            "Youth unemployment {before:.0%}, NEET {neet:.0%}. After five gave up: "
            "youth unemployment {after:.0%}, NEET {neet:.0%} as before. Only the first "
            "number says that things became better.",
            before=LOOKING / (WORKING + LOOKING),
            after=(LOOKING - 5) / (WORKING + LOOKING - 5),
            neet=(LOOKING + NEITHER) / YOUNG,
        ),
    ),
    "2.2": Exercise(
        expected=count_crossings,
        right=lambda answer, expected: tr(
            "We see the crossing in {n} of the six. For Kosovo* the table begins long "
            "after half was passed: it crossed, and nobody wrote it down here. So we "
            "write: not known. Talk about it: in which register of yours does the "
            "first entry come later than the first person?",
            n=expected,
        ),
        mistakes=[
            Mistake(
                "every economy above half",
                lambda answer, expected: same(answer, len(SIX)),
                "6 is the number of economies with a value at 50 or more: all of them. "
                "The sign `>=` gives it, too. Look at the row in which both years are "
                "the same: the very first value is already above. Do we see the "
                "crossing there, "
                "or only what came after it? Which sign leaves this row out?",
            ),
            Mistake(
                "those we cannot judge",
                lambda answer, expected: same(answer, len(SIX) - count_crossings()),
                lambda answer, expected: tr(
                    "In {n} of the six the two years are equal: the table begins above "
                    "half. That is where we cannot judge. Now count the others: there "
                    "the year above half comes later.",
                    n=int(answer),
                ),
            ),
            Mistake(
                "the other way round",
                lambda answer, expected: same(answer, 0),
                "0 means that nobody is left: no economy can be above half before its "
                "first value. The year above half comes *later*, so it is the larger "
                "number. For how many is it?",
            ),
            Mistake(
                "the comparison itself",
                lambda answer, expected: (
                    isinstance(answer, pd.Series) and set(answer) <= {True, False}
                ),
                "I see one `True` or `False` for each economy: it is the comparison. "
                "Now count the `True`: add `.sum()` behind the brackets. Then check "
                "again, and the number tells whether the sign fits.",
            ),
            Mistake(
                "names instead of a number",
                lambda answer, expected: is_economy(answer),
                "I see the name of one economy. If it is the one that cannot be "
                "judged, it is the heart of the matter. The question asks how many "
                "can: a number.",
            ),
            Mistake(
                "rows, not economies",
                lambda answer, expected: float(answer) > len(SIX),
                "This is more than six, and there are six economies. The two columns "
                "of years have one row for each economy: compare them.",
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
            Case(
                lambda: (find_first_years()[1] != find_first_years()[0]).sum(), "right"
            ),
            Case(lambda: 6, "every economy above half"),
            Case(lambda: len(find_first_years()[1]), "every economy above half"),
            Case(
                lambda: (find_first_years()[1] >= find_first_years()[0]).sum(),
                "every economy above half",
            ),
            Case(lambda: 1, "those we cannot judge"),
            Case(lambda: 0, "the other way round"),
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
            Case(lambda: 74, "rows, not economies"),
            Case(lambda: "5", "another type"),
            Case(lambda: "five", "another type"),
            Case(lambda: find_first_years()[1], "another type"),
            Case(lambda: 3, "nudge"),
        ],
    ),
    "2.3": Exercise(
        expected=lambda: int(take_slovakia().diff().idxmax()),
        right=lambda answer, expected: tr(
            "The largest step is in {year}: {step:+.1f} percentage points within one "
            "year. Our dictionary says why: an estimate was replaced by a survey. "
            "People did not all come online in that year; they were counted in another "
            "way. A jump is a reason to ask.",
            year=expected,
            step=take_slovakia().diff().max(),
        ),
        mistakes=[
            Mistake(
                "the step of another place",
                lambda answer, expected: int(answer) in (2009, 2012, 2014),
                lambda answer, expected: tr(
                    "In {year} another economy made its largest step: {who}. Take the "
                    "column `SK` first.",
                    year=int(answer),
                    who=find_steps_elsewhere().get(int(answer)),
                ),
            ),
            Mistake(
                "a year without a value",
                lambda answer, expected: lacks_value(answer, take_slovakia()),
                say_no_value,
            ),
            Mistake(
                "the value instead of the year",
                lambda answer, expected: same(answer, take_slovakia()[expected], 0.6),
                "This is the value after the step. The question asks for the year in "
                "which it was reached.",
            ),
            Mistake(
                "size instead of year",
                lambda answer, expected: same(
                    answer, take_slovakia().diff().max(), 0.6
                ),
                "This is the size of the largest step, and it is right. The question "
                "asks in which year it happened: `max` gives the value, `idxmax` the "
                "name of its row.",
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
                "This is the year in which the step begins. The step from one year to "
                "the next belongs to the later one: `diff` looks back to the row "
                "before.",
            ),
            Mistake(
                "number of the row",
                lambda answer, expected: (
                    same(answer, find_row_of_step())
                    or same(answer, list(take_slovakia().index).index(expected))
                ),
                "This is the number of a row, and it is the row of the right step. "
                "`idxmax` answers with the name of the row, which is a year where the "
                "rows are named by year.",
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
                "This is the first year with half of the people online, which was the "
                "question of exercise 2.2. Now look for the largest difference to the "
                "year before.",
            ),
            Mistake(
                "all steps",
                lambda answer, expected: (
                    isinstance(answer, pd.Series)
                    and len(answer.dropna()) >= len(take_slovakia()) - 1
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
            "Three things in a row: take the column of Slovakia, take the difference "
            "to the row before, find the name of the largest.",
            '`slovakia["SK"]` gives the values with the years as names. Behind it '
            "comes `.diff()`.",
            'Write `answer_2_3 = slovakia["SK"].diff()` and put the verb for the name '
            "of the largest behind it, with its brackets: `.idxmax()`.",
        ),
        cases=[
            Case(lambda: take_slovakia().diff().idxmax(), "right"),
            Case(lambda: float(take_slovakia().diff().idxmax()), "right"),
            Case(lambda: take_slovakia().diff().nlargest(1).index, "right"),
            Case(lambda: take_slovakia().diff().max(), "size instead of year"),
            Case(lambda: 2012, "the step of another place"),
            Case(lambda: 2009, "the step of another place"),
            Case(lambda: 2014, "the step of another place"),
            Case(lambda: take_slovakia()[2002], "the value instead of the year"),
            Case(lambda: take_slovakia().idxmax(), "year of the largest value"),
            Case(lambda: take_slovakia().diff(-1).abs().idxmax(), "the year before"),
            Case(find_row_of_step, "number of the row"),
            Case(lambda: take_slovakia().diff().argmax(), "number of the row"),
            Case(lambda: take_slovakia().diff().idxmin(), "largest fall"),
            Case(
                lambda: take_slovakia()[take_slovakia() >= 50].index[0],
                "first year above half",
            ),
            Case(lambda: take_slovakia().diff(), "all steps"),
            Case(lambda: take_slovakia().diff().idxmax, "another type"),
            Case(lambda: "2002", "another type"),
            Case(lambda: 1995, "a year without a value"),
            Case(lambda: 2005, "nudge"),
        ],
    ),
    "2.4": Exercise(
        expected=count_apart,
        right=lambda answer, expected: tr(
            "{n} of {total} pairs can be told apart. For all the others we do not know "
            "who is ahead; that is not the same as equal. And when so many pairs are "
            "compared, chance alone lets {chance:.2f} through on average, even when "
            "nothing differs. Talk about it: who ranks the six in your newspaper, and "
            "with which certainty?",
            n=expected,
            total=len(count_steps()),
            chance=0.05 * len(count_steps()),
        ),
        mistakes=[
            Mistake(
                "no pair",
                lambda answer, expected: same(answer, 0),
                "0 means that no pair passes the limit. At least two ways lead here. "
                "`steps > 1.96` looks only upwards, and one large step has a minus "
                "before it: a minus only says that the second score is higher, and "
                "`abs()` takes it away. Or the point is missing: a limit of 196 steps "
                "is beyond every pair.",
            ),
            Mistake(
                "all pairs",
                lambda answer, expected: same(answer, len(count_steps())),
                lambda answer, expected: tr(
                    "{n} is the number of all pairs. As an answer it would mean that "
                    "each difference, however small, can be trusted. Count only those "
                    "with about two steps or more.",
                    n=int(answer),
                ),
            ),
            Mistake(
                "those that cannot be told apart",
                lambda answer, expected: same(answer, len(count_steps()) - expected),
                lambda answer, expected: tr(
                    "{n} is the number of pairs below the limit: we cannot tell them "
                    "apart. It is the larger group, and worth saying aloud. The "
                    "question asks for the others, those beyond the limit.",
                    n=int(answer),
                ),
            ),
            Mistake(
                "lower limit",
                lambda answer, expected: same(answer, count_apart(LOWER_LIMIT)),
                lambda answer, expected: tr(
                    "{n} is the number of pairs beyond 1.645 steps. That limit lets "
                    "ten in a hundred through by chance, not five. Some reports use "
                    "it, and they should say so. Here the limit is 1.96. (A pair has "
                    "two economies; the question asks for pairs.)",
                    n=int(answer),
                ),
            ),
            Mistake(
                "a plus",
                lambda answer, expected: same(answer, (count_steps() > 0).sum()),
                lambda answer, expected: tr(
                    "{n} is the number of pairs in which the first score is higher, by "
                    "however little. A difference is always there; the question is "
                    "whether it is larger than its uncertainty allows. Compare with "
                    "1.96, not with zero.",
                    n=int(answer),
                ),
            ),
            Mistake(
                "limit of one step, or a minus",
                lambda answer, expected: (
                    same(answer, count_apart(1))
                    or same(answer, (count_steps() < 0).sum())
                ),
                lambda answer, expected: tr(
                    "{one} of {total} pairs lie beyond *one* step, and {minus} of "
                    "{total} have a minus. One step is easily made by chance: about "
                    "every third time. And a minus only says that the second score is "
                    "higher. Use about two steps, 1.96, up or down.",
                    one=count_apart(1),
                    minus=int((count_steps() < 0).sum()),
                    total=len(count_steps()),
                ),
            ),
            Mistake(
                "another score",
                lambda answer, expected: bool(find_scores_with(answer)),
                lambda answer, expected: tr(
                    "In another score {n} of {total} pairs can be told apart: "
                    "{scores}. Here the question is about control of corruption: "
                    "`corruption_control`.",
                    n=int(answer),
                    total=len(count_steps()),
                    scores=find_scores_with(answer),
                ),
            ),
            Mistake(
                "share instead of count",
                lambda answer, expected: is_near(answer, expected / len(count_steps())),
                "This is the share of pairs that can be told apart, and it is right. "
                "The question asks how many: `sum` counts, `mean` gives the share.",
            ),
            Mistake(
                "the comparison itself",
                lambda answer, expected: (
                    len(answer) == len(count_steps()) and set(answer) <= {True, False}
                ),
                "I see one `True` or `False` for each pair. The comparison is made; "
                "count the `True` with `.sum()`.",
            ),
            Mistake(
                "the pair itself",
                lambda answer, expected: isinstance(answer, str) and is_pair(answer),
                "I see the names of the pair that can be told apart. The question asks "
                "how many pairs there are: a number.",
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
            Case(lambda: (count_steps() ** 2 > 1.96**2).sum(), "right"),
            Case(lambda: [count_apart()], "right"),
            Case(lambda: (count_steps() > 1.96).sum(), "no pair"),
            Case(lambda: (count_steps().abs() > 196).sum(), "no pair"),
            Case(lambda: 15, "all pairs"),
            Case(lambda: 14, "those that cannot be told apart"),
            Case(lambda: count_apart(LOWER_LIMIT), "lower limit"),
            Case(lambda: (count_steps() > 0).sum(), "a plus"),
            Case(lambda: count_apart(1), "limit of one step, or a minus"),
            Case(lambda: (count_steps() < 0).sum(), "limit of one step, or a minus"),
            Case(lambda: (count_steps().abs() > 1.96).mean(), "share instead of count"),
            Case(lambda: 0.07, "share instead of count"),
            Case(lambda: count_apart(name="voice_accountability"), "another score"),
            Case(lambda: count_steps().abs() > 1.96, "the comparison itself"),
            Case(lambda: "BA–ME", "the pair itself"),
            Case(lambda: (count_steps().abs() > 1.96).sum, "another type"),
            Case(lambda: "1", "another type"),
            Case(lambda: 9, "nudge"),
        ],
    ),
    "2.5": Exercise(
        expected=find_break,
        right=lambda answer, expected: tr(
            "From {year} on, one survey asks in one way. Since then the number changed "
            "by {change} points: inequality fell. Counted from 2010, it would seem to "
            "have changed by {across}. Across a break, even the direction can turn "
            "round. Look for a break before you look for a trend.",
            year=expected,
            change=measure_change(expected),
            across=measure_change(2010),
        ),
        mistakes=[
            Mistake(
                "across the break",
                lambda answer, expected: is_year_before_break(answer),
                lambda answer, expected: tr(
                    "{year} lies in the old survey, which asked what people spend. The "
                    "new one asks what they earn. The change would seem to be {change} "
                    "points, and nobody can say how much of it is life. Look for the "
                    "first year after the great step.",
                    year=int(answer),
                    change=measure_change(int(answer)),
                ),
            ),
            Mistake(
                "a year without a value",
                lambda answer, expected: lacks_value(answer, take_gini()),
                say_no_value,
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
                "2022 is the year that we compare with. From which earlier year on is "
                "the survey the same?",
            ),
            Mistake(
                "change instead of year",
                lambda answer, expected: abs(float(answer)) < 100,
                "I see a small number: it may be a change in points, or a value of the "
                "index. The question asks for a year.",
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
            Case(lambda: 1990, "a year without a value"),
            Case(lambda: 2023, "a year without a value"),
        ],
        paper=lambda: tr(
            "From {year} on. 2010 and 2022: two surveys, the number rises by {across}. "
            "{year} and 2022: one survey, it changes by {change}. Only the second can "
            "stand in a proposal, with the name of the survey beside it.",
            year=find_break(),
            across=measure_change(2010),
            change=measure_change(find_break()),
        ),
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
                "municipalities took it up. The other side: all centres lived on one "
                "main funder, so the spread could end as a whole when that funder "
                "left. Is a thing scaled that nobody has promised to keep? Which of "
                "the seven would live on alone?"
            ),
        },
        wrong={
            "a": (
                "Stage three is a trial: one can still stop and change without harm. "
                "Here hundreds of families use the centres, and there are several of "
                "them. A prototype asks whether it works. Which question is being "
                "asked here?"
            ),
            "d": (
                "Stage six is a changed system: a law, a budget or a habit that has "
                "changed for good. The day centre, which the canton helped to open, "
                "points that way. But the canton says that it still looks for a way "
                "to pay. Which stage is about that?"
            ),
        },
        numbers={3: "a", 4: "b", 5: "c", 6: "d"},  # the stages, not the places
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
        right=lambda answer, expected: tr(
            "The mean is {mean:.1f}. Without turning complexity round it would be "
            "{raw:.1f}: a high mark for being complicated would have helped the idea. "
            "A mean treats all five alike, and nobody has shown that they are. So look "
            "at the lowest mark: can people try it first?",
            mean=expected,
            raw=sum(MARKS.values()) / 5,
        ),
        mistakes=[
            Mistake(
                "complexity not turned round",
                lambda answer, expected: same(answer, sum(MARKS.values()) / 5),
                "3.8 is the mean of the five marks as they stand. A complicated idea "
                "gets a bonus in it. Complexity slows an idea down: turn its mark "
                "round first.",
            ),
            Mistake(
                "complexity left out",
                lambda answer, expected: is_near(
                    answer, (sum(MARKS.values()) - MARKS["complexity"]) / 4
                ),
                "3.75 is the mean of the four other marks. It avoids the question of "
                "direction, but a complicated idea then looks as quick as a plain one. "
                "Turn the mark round and keep it.",
            ),
            Mistake(
                "complexity subtracted",
                lambda answer, expected: same(
                    answer, (sum(MARKS.values()) - 2 * MARKS["complexity"]) / 5
                ),
                "2.2 is what comes out when complexity is subtracted. The direction is "
                "right. But the mark then pulls below the scale from 1 to 5. Turned "
                "round it stays on the scale: 5 becomes 1, 4 becomes 2.",
            ),
            Mistake(
                "turned with five",
                lambda answer, expected: same(
                    answer,
                    (sum(MARKS.values()) - 2 * MARKS["complexity"] + 5) / 5,
                ),
                "3.2 is the mean with a mark of 1 for complexity, which is 5 minus 4. "
                "In this way a 5 would become zero, and the scale begins with 1. "
                "Which number minus 5 gives 1?",
            ),
            Mistake(
                "sum instead of mean",
                lambda answer, expected: (
                    same(answer, 5 * expected) or same(answer, sum(MARKS.values()))
                ),
                "This is a sum of five marks: 17 with complexity turned round, 19 "
                "without. The question asks for the mean: divide by how many there "
                "are.",
            ),
            Mistake(
                "divided by four",
                lambda answer, expected: is_near(answer, 5 * expected / 4),
                "4.25 is the right sum divided by four. Now count the marks: "
                "complexity, turned round, is still one of them, so there are five.",
            ),
            Mistake(
                "the mark in the middle",
                lambda answer, expected: same(answer, 4),
                "4 is the mark in the middle, the most frequent one, and complexity as "
                "it stands. The question asks for the mean: add the five marks and "
                "divide by five.",
            ),
            Mistake(
                "only the turned mark",
                lambda answer, expected: same(answer, 6 - MARKS["complexity"]),
                "2 is complexity turned round, the first step; it is also the mark "
                "for trying. Now add the other four marks and divide by five.",
            ),
        ],
        nudge=(
            "The answer is a mean between 1 and 5: four marks as they are, complexity "
            "turned round, added and divided by five."
        ),
        hints=(
            "Four marks can stay as they are. One points the other way: which?",
            "Turned round, a mark is 6 minus itself. Add it to the other four.",
            "Write `answer_2_7 = (advantage + fit + … + trial + seen) / 5` and put the "
            "mark for complexity, turned round, in the place of the dots.",
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
                "A person who stops looking leaves the first number altogether, above "
                "and below the line. In NEET this person stays: neither at work nor "
                "learning. So a fall in youth unemployment can be bad news."
            )
        },
        wrong={
            "a": (
                "For NEET to fall, somebody must find work or learn. These young "
                "people stay at home. In which of the two numbers are they still "
                "counted?"
            ),
            "c": (
                "This has the two the other way round. NEET is a share of all young "
                "people and counts everybody who neither works nor learns. A person "
                "who stops looking disappears from one of the two: from which?"
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
                "This takes the beginning of the table for the beginning of the thing. "
                "If a doctor's file begins today, was the patient healthy yesterday? "
                "What does the table say about the years before?"
            ),
            "b": (
                "It is true that it must have been earlier. How much earlier? Is there "
                "anything in the table that says one year and not five?"
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
                "This takes the difference as it stands. Think of two kitchen "
                "scales, each a little off: with a difference this small, the next "
                "edition could turn it round. How large should it be, in steps of "
                "its own uncertainty?"
            ),
            "c": (
                "This is careful, and goes one step too far. If we see no difference, "
                "that does not show that there is none. Which choice says only what is "
                "known?"
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
                "The larger number is about twice the smaller, as the headline says. "
                "Read what was counted: the second count holds groups that the first "
                "one left out. How much of the leap is growth, and how much is "
                "definition?"
            ),
            "b": (
                "It is true that the leap cannot be trusted. But growth is possible "
                "too: the counts do not speak against it. What may be said is less "
                "than yes and less than no."
            ),
        },
    ),
}
