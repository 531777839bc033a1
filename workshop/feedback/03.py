"""What the exercises of lesson 3 say back: instruments."""

import re

import pandas as pd

from workshop import data
from workshop.rules import Case, Exercise, Mistake, Question, is_number, is_text, same

FIRST, ALL, EDGE = "first group", "all groups", "exactly on the line"


# What the tables say


def load_instruments() -> pd.DataFrame:
    """Load the instruments, one row each."""
    return data.load("instruments")


def pair_with_stages() -> pd.DataFrame:
    """Give one row for each pair of instrument and stage."""
    instruments = load_instruments()
    stages = instruments["stages"].str.split(";")
    return instruments.assign(stage=stages).explode("stage", ignore_index=True)


def keep_studied() -> pd.DataFrame:
    """Keep the instruments that somebody has studied."""
    instruments = load_instruments()
    return instruments[instruments["evidence_strength"] != "none"]


def share_of(table: pd.DataFrame, *strengths: str) -> float:
    """Give the share of rows whose evidence is one of ``strengths``."""
    return float(table["evidence_strength"].isin(strengths).mean())


def take(id_: str) -> float:
    """Take one documented number by its id."""
    return float(data.load("figures").set_index("id").loc[id_, "value"])


def answer_three(rule) -> dict[str, object]:
    """Ask a payment rule about the three cases of exercise 3.3."""
    one, together = take("F108"), take("F109")
    return {
        FIRST: rule(take("F107"), one),
        ALL: rule(take("F110"), together),
        EDGE: rule(together, together),
    }


def cost_per(id_: str) -> float:
    """Divide the public money of 2024 by one row of the table."""
    return take("F207") / take(id_)


def owe_jobs() -> float:
    """Count the jobs that the municipality owes."""
    return take("F633") / take("F631")


def load_assumptions() -> pd.DataFrame:
    """Load the invented assumptions by name."""
    return data.load("teaching_sroi").set_index("name")


def start(name: str) -> float:
    """Give the invented starting value of an assumption."""
    return float(load_assumptions().loc[name, "value"])


def compute_sroi(values: pd.Series) -> float:
    """Compute the social return for each euro put in."""
    kept = 1.0
    for name in ("deadweight", "displacement", "attribution"):
        kept *= 1 - values[name]
    first = values["people"] * values["value_per_person"] * kept
    total = sum(
        first
        * (1 - values["drop_off"]) ** (year - 1)
        / (1 + values["discount_rate"]) ** year
        for year in range(1, int(values["years"]) + 1)
    )
    return float(total / values["input"])


def compute_swings() -> pd.Series:
    """Give for each assumption the distance between its low and its high return."""
    table = load_assumptions()
    swings = {}
    for name in table.index:
        low, high = table["value"].copy(), table["value"].copy()
        low[name], high[name] = table.loc[name, "low"], table.loc[name, "high"]
        swings[name] = abs(compute_sroi(high) - compute_sroi(low))
    return pd.Series(swings)


def break_even() -> float:
    """Give the value for one person at which the return is exactly one."""
    return start("value_per_person") / compute_sroi(load_assumptions()["value"])


def find_widest_gap() -> str:
    """Name the assumption whose low and high lie furthest apart in the table."""
    table = load_assumptions()
    return str((table["high"] - table["low"]).idxmax())


def break_even_without(*names: str, years: int | None = None) -> float:
    """Give the break-even value when some steps are forgotten."""
    values = load_assumptions()["value"].copy()
    values[list(names)] = 0
    if years:
        values["years"] = years
    return start("value_per_person") / compute_sroi(values)


# What fits


def says(answer: dict, first: bool, together: bool, edge: bool) -> bool:
    """Tell whether the rule gave these three answers, true or false."""
    given = {key: bool(value) for key, value in answer.items()}
    plain = not any(is_number(v) or is_text(v) or v is None for v in answer.values())
    return plain and given == {FIRST: first, ALL: together, EDGE: edge}


def near(answer: object, value: float) -> bool:
    """Tell whether a number is about another one, rounded to whole euros or not."""
    return same(answer, value, 1)


def clean(answer: object) -> str:
    """Write a name as the table does: ``Drop off`` → ``drop_off``."""
    return re.sub(r"[\s-]+", "_", str(answer).strip().lower())


EXERCISES = {
    "3.1": Question(
        right={
            "b": (
                "This can be defended. Weak means that nobody has looked with care, "
                "and somebody has to be the first. The other side: it costs the "
                "people concerned time and hope, and a team that likes its "
                "instrument rarely stops. What would have to happen for you to stop?"
            ),
            "c": (
                "This can be defended. Perhaps somebody has already learned it for "
                "you, and at the same stage. The other side: well-known instruments "
                "are often the large and costly ones, and they were studied "
                "elsewhere. How near is that place to yours?"
            ),
        },
        wrong={
            "a": (
                "You leave it because it does not work. That would mean that somebody "
                "has looked and found nothing. Weak says something else: there are "
                "only counts, opinions or prizes. What would you need to see before "
                "you can say that it does not work?"
            ),
            "d": (
                "You trust the number of those who use it. That tells how far it has "
                "spread, and people copy what is cheap, pleasant or paid for. What "
                "did those others find out about what it does?"
            ),
        },
        hints=(
            "Read the five words under the bar chart once more. What exactly does "
            "weak mean there?",
            "Two of the four answers take weak for something else: for no effect, or "
            "for a good name.",
            "Look at b and at c. Both treat weak as not known. Choose the one that "
            "your team could live with, and say why.",
        ),
    ),
    "3.2": Exercise(
        expected=lambda: share_of(load_instruments(), "strong"),
        right=lambda answer, expected: (
            f"{expected:.1%} of the instruments have strong evidence. Among the pairs "
            f"it would be {share_of(pair_with_stages(), 'strong'):.1%}, because "
            "instruments that serve many stages stand there several times. Talk "
            "about it: in a report, which of the two would you have noticed?"
        ),
        mistakes=[
            Mistake(
                "counted pairs",
                lambda answer, expected: same(
                    answer, share_of(pair_with_stages(), "strong"), 6e-4
                ),
                "You used the table of pairs. There an instrument for three stages "
                "stands three times, so you gave it three votes. The question is "
                "about instruments: in which table does each stand once?",
            ),
            Mistake(
                "count instead of share",
                lambda answer, expected: same(
                    answer, (load_instruments()["evidence_strength"] == "strong").sum()
                ),
                "This is the number of instruments with strong evidence. It is right, "
                "and it needs something to stand beside: out of how many? Use `mean` "
                "instead of `sum`.",
            ),
            Mistake(
                "left out what nobody studied",
                lambda answer, expected: same(
                    answer, share_of(keep_studied(), "strong"), 6e-4
                ),
                "You divided by the instruments that somebody has studied. That is an "
                "interesting share, of another group. The question asks for the share "
                "of all instruments, also those of which nothing is known.",
            ),
            Mistake(
                "all that are not strong",
                lambda answer, expected: same(answer, 1 - expected, 6e-4),
                "This is the share of the instruments whose evidence is not strong. "
                "The two shares add up to one. Which one was asked for?",
            ),
            Mistake(
                "rounded too far",
                lambda answer, expected: same(answer, round(expected, 1)),
                "You rounded to one place after the point. With a share as small as "
                "this, that changes it a lot. Keep three places.",
            ),
            Mistake(
                "moderate counted too",
                lambda answer, expected: same(
                    answer, share_of(load_instruments(), "strong", "moderate"), 6e-4
                ),
                "You counted strong and moderate together. One can do that, and should "
                "say so. Here only the word strong counts.",
            ),
            Mistake(
                "per cent",
                lambda answer, expected: same(answer, 100 * expected, 0.51),
                "You give the share in per cent, which is how people say it. Here it "
                "is a number between zero and one: divide by one hundred, or use "
                "`mean`.",
            ),
            Mistake(
                "the comparison itself",
                lambda answer, expected: (
                    isinstance(answer, pd.Series)
                    and len(answer)
                    in (len(load_instruments()), len(pair_with_stages()))
                ),
                "I see one `True` or `False` for each row. That is the right column. "
                "Now make one number of it: add `.mean()` after the round brackets.",
            ),
        ],
        nudge=(
            "The answer is a share between zero and one: instruments with strong "
            "evidence, divided by all instruments."
        ),
        hints=(
            "In one of the two tables, each instrument stands exactly once.",
            'Compare the column with the word: `table["evidence_strength"] == '
            '"strong"`. Then `mean` gives the share.',
            'Write `answer_3_2 = (instruments["evidence_strength"] == "strong")` and '
            "after it a full stop and `mean()`.",
        ),
        cases=[
            Case(lambda: share_of(load_instruments(), "strong"), "right"),
            Case(lambda: round(share_of(load_instruments(), "strong"), 3), "right"),
            Case(lambda: [share_of(load_instruments(), "strong")], "right"),
            Case(lambda: share_of(pair_with_stages(), "strong"), "counted pairs"),
            Case(
                lambda: 1 - share_of(load_instruments(), "strong"),
                "all that are not strong",
            ),
            Case(lambda: 0.1, "rounded too far"),
            Case(
                lambda: (load_instruments()["evidence_strength"] == "strong").sum(),
                "count instead of share",
            ),
            Case(
                lambda: share_of(keep_studied(), "strong"),
                "left out what nobody studied",
            ),
            Case(
                lambda: share_of(load_instruments(), "strong", "moderate"),
                "moderate counted too",
            ),
            Case(
                lambda: round(100 * share_of(load_instruments(), "strong")), "per cent"
            ),
            Case(
                lambda: pair_with_stages()["evidence_strength"] == "strong",
                "the comparison itself",
            ),
            Case(lambda: str(share_of(load_instruments(), "strong")), "another type"),
            Case(lambda: 0.5, "nudge"),
        ],
        tolerance=6e-4,
    ),
    "3.3": Exercise(
        expected=lambda: answer_three(lambda fall, line: fall >= line),
        right=(
            "The first group: not paid. All groups: paid. Exactly on the line: paid, "
            "because at least includes the line. The men of the first group were "
            "convicted less often, and no investor was paid. Talk about it: for whom "
            "was that a success, and for whom not?"
        ),
        mistakes=[
            Mistake(
                "no return",
                lambda answer, expected: all(v is None for v in answer.values()),
                "The machine gives nothing back. What comes out must stand after "
                "`return`, in the same line: `return` and then your comparison.",
            ),
            Mistake(
                "the distance, not the decision",
                lambda answer, expected: all(is_number(v) for v in answer.values()),
                "Your rule gives numbers: how far the fall lies from the line. The "
                "investors ask yes or no. Put a comparison sign between the two, "
                "such as `>=`, and Python answers with `True` or `False`.",
            ),
            Mistake(
                "words instead of True and False",
                lambda answer, expected: all(is_text(v) for v in answer.values()),
                "Your rule answers in words. People understand them; a machine needs "
                "`True` or `False`. A comparison gives that by itself, without "
                "quotation marks.",
            ),
            Mistake(
                "above the line only",
                lambda answer, expected: says(answer, False, True, False),
                "In your rule a fall exactly on the line is not paid. Press reports "
                "differ on this: one says at least, another says more than. Here the "
                "contract says at least. Which sign includes the line?",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: (
                    says(answer, True, False, True) or says(answer, True, False, False)
                ),
                "Your rule pays when the fall is small and keeps the money when it is "
                "large. The sign is turned round: its open side looks to the larger "
                "number. Which of the two should be the larger one?",
            ),
            Mistake(
                "always paid",
                lambda answer, expected: says(answer, True, True, True),
                "Your rule always pays, also the first group. That would be a grant, "
                "not a bond. Does it look at the line at all? Compare `fall` with "
                "`line`, not with a number of your own.",
            ),
            Mistake(
                "never paid",
                lambda answer, expected: says(answer, False, False, False),
                "Your rule never pays. No investor would sign. Perhaps it uses one "
                "number for all three, or divides by one hundred? Compare `fall` with "
                "`line`, both in per cent, as they come in.",
            ),
            Mistake(
                "only if equal",
                lambda answer, expected: says(answer, False, False, True),
                "Your rule pays only if the fall hits the line exactly. A better "
                "result would not be paid. At least means: equal or greater. Which "
                "sign says both?",
            ),
        ],
        nudge=(
            "The answer holds three decisions, `True` or `False`. Change only the line "
            "that begins with `return`, and keep the three questions below it."
        ),
        hints=(
            "Only one line has a gap, the one with `return`. Say the rule aloud: paid, "
            "if the fall is at least the line.",
            "At least means greater or equal. Python writes it with two signs: first "
            "greater, then equals.",
            "Write `return fall`, then the two signs `>=`, then `line`. Keep the four "
            "spaces at the beginning.",
        ),
        cases=[
            Case(lambda: answer_three(lambda fall, line: fall >= line), "right"),
            Case(lambda: {FIRST: False, ALL: True, EDGE: True}, "right"),
            Case(lambda: {EDGE: True, ALL: True, FIRST: False}, "right"),
            Case(lambda: answer_three(lambda fall, line: not fall < line), "right"),
            Case(
                lambda: answer_three(lambda fall, line: fall > line),
                "above the line only",
            ),
            Case(lambda: answer_three(lambda fall, line: fall <= line), "turned round"),
            Case(lambda: answer_three(lambda fall, line: fall < line), "turned round"),
            Case(
                lambda: answer_three(lambda fall, line: fall >= take("F109")),
                "always paid",
            ),
            Case(
                lambda: answer_three(lambda fall, line: fall / 100 >= line),
                "never paid",
            ),
            Case(
                lambda: answer_three(lambda fall, line: fall == line), "only if equal"
            ),
            Case(
                lambda: answer_three(lambda fall, line: fall - line),
                "the distance, not the decision",
            ),
            Case(lambda: answer_three(lambda fall, line: None), "no return"),
            Case(
                lambda: answer_three(lambda fall, line: "yes"),
                "words instead of True and False",
            ),
            Case(lambda: {"first group": False}, "nudge"),
        ],
    ),
    "3.4": Exercise(
        expected=lambda: cost_per("F204"),
        right=lambda answer, expected: (
            f"About {expected:,.0f} euros of public money for each employee at the end "
            "of 2024. The money and the people belong to the same year. It is still a "
            "rough number: people hired in December did not work all year, so a year "
            "of work cost more; and what the state saved is not taken off. Talk about "
            "it: which of the two would you add to your sentence first?"
        ),
        mistakes=[
            Mistake(
                "commas inside numbers",
                lambda answer, expected: isinstance(answer, tuple),
                "I see several numbers. Between digits, Python reads a comma as the "
                "beginning of the next number. Write the number without commas, or "
                "take it from the table: `figures` and the id in square brackets.",
            ),
            Mistake(
                "millions instead of euros",
                lambda answer, expected: same(answer, expected / 1e6, 1e-4),
                "The right row. You wrote the money in millions, and so the result is "
                'in millions too. Take the value of the table: `figures["F207"]`.',
            ),
            Mistake(
                "the id, not its number",
                lambda answer, expected: answer.strip() in {"F202", "F203", "F204"},
                "This is the id of a row, in quotation marks. The number that stands "
                "there is `figures` with the id in square brackets. Divide the money "
                "by it.",
            ),
            Mistake(
                "people of another year",
                lambda answer, expected: near(answer, cost_per("F206")),
                lambda answer, expected: (
                    f"You divided the money of 2024 by the employees of 2025. There "
                    f"are more of them, so a job looks cheaper by "
                    f"{1 - cost_per('F206') / expected:.0%}. The number is newer, but "
                    "does it belong to this money? Look at the dates."
                ),
            ),
            Mistake(
                "each enterprise",
                lambda answer, expected: (
                    near(answer, cost_per("F203")) or near(answer, cost_per("F205"))
                ),
                "You divided by enterprises. That tells what one enterprise received, "
                "with all its workers. The question is about one job: which row counts "
                "people?",
            ),
            Mistake(
                "each territory",
                lambda answer, expected: (
                    near(answer, cost_per("F202")) or near(answer, cost_per("F201"))
                ),
                "You divided by territories. That tells a mayor what a place like his "
                "received. The question is about one job: which row counts people?",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: same(answer, 1 / expected, 1e-6),
                "You divided people by money: how much of a job one euro buys. Put the "
                "money first, on top of the fraction.",
            ),
            Mistake(
                "the whole sum",
                lambda answer, expected: near(answer, take("F207")),
                "This is the public money for all jobs together. It is the top of the "
                "fraction. What will you divide it by?",
            ),
            Mistake(
                "the people themselves",
                lambda answer, expected: near(answer, take("F204")),
                "This is the right row, the employees at the end of 2024. It is the "
                'bottom of the fraction: divide `figures["F207"]` by it.',
            ),
        ],
        nudge=(
            "The answer is the public money of 2024 divided by one row of the table. "
            "Which row counts jobs, and in the same year?"
        ),
        hints=(
            "Two questions to each row: does it count people, and when was it counted?",
            "The money was spent in 2024. Look for the employees whose date begins "
            "with 2024.",
            'Write `answer_3_4 = figures["F207"] / figures["F20_"]` and put the last '
            "digit of the row *employees, 2024-12* in the place of the low line.",
        ),
        cases=[
            Case(lambda: cost_per("F204"), "right"),
            Case(lambda: round(cost_per("F204")), "right"),
            Case(lambda: pd.Series([cost_per("F204")]), "right"),
            Case(lambda: cost_per("F206"), "people of another year"),
            Case(lambda: cost_per("F204") / 1e6, "millions instead of euros"),
            Case(lambda: "F204", "the id, not its number"),
            Case(lambda: (64, 600, 0 / 3, 290), "commas inside numbers"),
            Case(lambda: int(cost_per("F206")), "people of another year"),
            Case(lambda: cost_per("F203"), "each enterprise"),
            Case(lambda: cost_per("F202"), "each territory"),
            Case(lambda: 1 / cost_per("F204"), "turned round"),
            Case(lambda: take("F207"), "the whole sum"),
            Case(lambda: take("F204"), "the people themselves"),
            Case(lambda: f"{cost_per('F204'):,.0f}", "another type"),
            Case(lambda: 25000, "nudge"),
        ],
        tolerance=0.51,
    ),
    "3.5": Exercise(
        expected=lambda: take("F634") / owe_jobs(),
        right=lambda answer, expected: (
            f"{expected:.0%} of the duty: {take('F634'):.0f} jobs of {owe_jobs():.0f}. "
            f"Only jobs without an end date would make "
            f"{(take('F634') - take('F635')) / owe_jobs():.0%}. And this is a place "
            "that was praised. Both can be true: better than others, and less than "
            "half of the law. Which sentence would help the people concerned?"
        ),
        mistakes=[
            Mistake(
                "share of the staff",
                lambda answer, expected: (
                    same(answer, take("F634") / take("F633"), 6e-5)
                    or same(answer, 100 * take("F634") / take("F633"), 6e-3)
                ),
                "You divided by all staff. That is the share of workers who are "
                "persons with disabilities, and a fair thing to know. The duty is "
                "smaller than the staff: first divide the staff by fifty.",
            ),
            Mistake(
                "divided by fifty",
                lambda answer, expected: same(
                    answer, take("F634") / take("F631"), 0.005
                ),
                "You divided the persons by fifty. Fifty is the rule: one job for "
                "every fifty employees. First divide all employees by it: that gives "
                "the jobs that are owed.",
            ),
            Mistake(
                "jobs owed",
                lambda answer, expected: same(answer, owe_jobs()),
                "This is the number of jobs that are owed. It is the right first step. "
                "Which part of them exists?",
            ),
            Mistake(
                "jobs missing",
                lambda answer, expected: same(answer, owe_jobs() - take("F634")),
                "This is the number of jobs that are missing. It says what is left to "
                "do. For the share, divide the jobs that exist by the jobs that are "
                "owed.",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: same(answer, 1 / expected, 6e-3),
                "You divided what is owed by what exists. A share of a duty that is "
                "not met lies below one: put the jobs that exist on top.",
            ),
            Mistake(
                "lasting jobs only",
                lambda answer, expected: same(
                    answer, (take("F634") - take("F635")) / owe_jobs(), 6e-3
                ),
                "You left out the temporary contracts. There are good reasons for "
                "that, and you should say so. The question asks for all who work "
                "there.",
            ),
            Mistake(
                "share not met",
                lambda answer, expected: same(answer, 1 - expected, 6e-3),
                "This is the part of the duty that is not met. The question asks for "
                "the part that is.",
            ),
            Mistake(
                "per cent",
                lambda answer, expected: same(answer, 100 * expected, 0.51),
                "You give the share in per cent, which is how people say it. Here it "
                "is a number between zero and one: divide by one hundred.",
            ),
        ],
        nudge=(
            "The answer is a share between zero and one: the jobs that exist, divided "
            "by the jobs that are owed."
        ),
        hints=(
            "Two steps. First: how many jobs are owed, one for every fifty?",
            "`owed = staff / every` gives the jobs that are owed. What do you divide "
            "by it?",
            "Write `owed = staff / every` in one line, and in the next line "
            "`answer_3_5 = working /` and the name of what you have just made.",
        ),
        cases=[
            Case(lambda: take("F634") / owe_jobs(), "right"),
            Case(lambda: round(take("F634") / owe_jobs(), 2), "right"),
            Case(lambda: [take("F634") * take("F631") / take("F633")], "right"),
            Case(lambda: take("F634") / take("F633"), "share of the staff"),
            Case(lambda: 100 * take("F634") / take("F633"), "share of the staff"),
            Case(owe_jobs, "jobs owed"),
            Case(lambda: 11 / 50, "divided by fifty"),
            Case(lambda: owe_jobs() - take("F634"), "jobs missing"),
            Case(lambda: owe_jobs() / take("F634"), "turned round"),
            Case(
                lambda: (take("F634") - take("F635")) / owe_jobs(), "lasting jobs only"
            ),
            Case(lambda: 1 - take("F634") / owe_jobs(), "share not met"),
            Case(lambda: round(100 * take("F634") / owe_jobs()), "per cent"),
            Case(lambda: str(round(take("F634") / owe_jobs(), 2)), "another type"),
            Case(lambda: 0.9, "nudge"),
        ],
        tolerance=6e-3,
    ),
    "3.6": Exercise(
        expected=lambda: str(compute_swings().idxmax()),
        right=lambda answer, expected: (
            f"It is {expected.replace('_', ' ')}: between its low and its high value "
            f"the return moves by {compute_swings()[expected]:.2f} euros for each "
            "euro. So the price that somebody sets for a year in work weighs more than "
            "all learned deductions, one by one. It depends on the low and high that "
            "somebody chose. Talk about it: who should set this price?"
        ),
        mistakes=[
            Mistake(
                "a part of the name",
                lambda answer, expected: clean(answer) in {"value", "proxy"},
                "You mean the value for one person, and that is the one. Python needs "
                'its whole name, as it stands in the table: "value_per_person".',
            ),
            Mistake(
                "spaces in the name",
                lambda answer, expected: is_text(answer) and clean(answer) == expected,
                "You found it: the value for one person moves the return most. Python "
                "knows it by its name in the table, with low lines between the words: "
                '"value_per_person".',
            ),
            Mistake(
                "widest gap in the table",
                lambda answer, expected: same(answer, find_widest_gap()),
                "You found the widest gap in the table: many thousand euros lie "
                "between low and high. But euros, people and shares cannot be "
                "compared. What counts is how far the return moves: look at the "
                "swings, not at the gaps.",
            ),
            Mistake(
                "the smallest swing",
                lambda answer, expected: same(answer, compute_swings().idxmin()),
                "This one moves the return least of all nine. It sounds learned, and "
                "people argue about it for hours. `idxmin` names the smallest; which "
                "verb names the largest?",
            ),
            Mistake(
                "the number, not the name",
                lambda answer, expected: (
                    is_number(answer) and same(answer, compute_swings().max(), 6e-3)
                ),
                "This is how far the return swings, and it is the largest of the nine. "
                "The answer asks for the name of the assumption: `max` gives the "
                "number, `idxmax` the name.",
            ),
            Mistake(
                "all nine swings",
                lambda answer, expected: same(answer, compute_swings(), 6e-3),
                "I see all nine swings. The largest is among them. Add `.idxmax()` to "
                "get its name, or read it and write it in quotation marks.",
            ),
            Mistake(
                "for how many years",
                lambda answer, expected: same(answer, "years"),
                "A good guess: how long you count moves the return much, and often "
                "nobody says for how long. Here one assumption moves it still more. "
                "Show the swings and look for the largest.",
            ),
            Mistake(
                "another of the nine",
                lambda answer, expected: clean(answer) in compute_swings(),
                lambda answer, expected: (
                    f"You chose {clean(answer).replace('_', ' ')}. It moves the "
                    f"return by {compute_swings()[clean(answer)]:.2f}, "
                    "and another one moves it more. Run `show(swings)` and look for "
                    "the largest number."
                ),
            ),
        ],
        nudge=(
            "The answer is the name of one of the nine assumptions, as it stands in "
            'the table, in quotation marks: for example "deadweight".'
        ),
        hints=(
            "The nine swings are already there, under the name `swings`. Show them "
            "with `show(swings)`.",
            "Look for the largest number and read the name beside it. Or let the verb "
            "`idxmax` find it.",
            "Write `answer_3_6 = swings.` and after the full stop the verb `idxmax`, "
            "with round brackets: `()`.",
        ),
        cases=[
            Case(lambda: compute_swings().idxmax(), "right"),
            Case(lambda: " Value_per_person", "right"),
            Case(lambda: ["value_per_person"], "right"),
            Case(lambda: "Value per person", "spaces in the name"),
            Case(lambda: "value", "a part of the name"),
            Case(lambda: "Drop off", "another of the nine"),
            Case(lambda: "input", "widest gap in the table"),
            Case(lambda: compute_swings().idxmin(), "the smallest swing"),
            Case(lambda: compute_swings().max(), "the number, not the name"),
            Case(compute_swings, "all nine swings"),
            Case(lambda: "years", "for how many years"),
            Case(lambda: "deadweight", "another of the nine"),
            Case(lambda: "people", "another of the nine"),
            Case(lambda: compute_swings().idxmax, "another type"),
            Case(lambda: "price", "nudge"),
        ],
    ),
    "3.7": Exercise(
        expected=break_even,
        right=lambda answer, expected: (
            f"At about {expected:,.0f} euros for one person and year, the invented "
            "project returns exactly what was put in. Below that it costs more than "
            "it returns, by this calculation. This number is more honest than a "
            "ratio: it says what you must believe. Would the people concerned agree?"
        ),
        mistakes=[
            Mistake(
                "the other way round",
                lambda answer, expected: near(
                    answer, start("value_per_person") ** 2 / expected
                ),
                "You multiplied the value by the return. Then the project returns "
                "still more. To bring the return down to one, divide by it.",
            ),
            Mistake(
                "nothing taken off",
                lambda answer, expected: near(answer, start("input") / start("people")),
                "You divided what was put in by the people. That would be right if "
                "everything lasted one year and all of it were yours. Deadweight, "
                "others' part, fading and three years are still missing: use `sroi`.",
            ),
            Mistake(
                "first year only",
                lambda answer, expected: (
                    near(answer, break_even_without("discount_rate", years=1))
                    or near(answer, break_even_without(years=1))
                ),
                "You asked the first year alone to bring everything back. The effect "
                "fades, but it lasts three years in this calculation.",
            ),
            Mistake(
                "not discounted",
                lambda answer, expected: near(
                    answer, break_even_without("discount_rate")
                ),
                "Very near. You counted a euro in three years like a euro today. With "
                "discounting the value has to be a little higher: let `sroi` do it.",
            ),
            Mistake(
                "one divided by the return",
                lambda answer, expected: same(
                    answer, break_even() / start("value_per_person"), 0.006
                ),
                "This is the part of the value that must remain. It is the right "
                "share. For the amount in euros, multiply it by the value.",
            ),
            Mistake(
                "the return itself",
                lambda answer, expected: same(
                    answer, start("value_per_person") / expected, 6e-3
                ),
                "This is the return that we have now. The question is what the value "
                "may fall to until the return is one.",
            ),
            Mistake(
                "what may be lost",
                lambda answer, expected: near(
                    answer, start("value_per_person") - expected
                ),
                "This is how much the value may lose. The question asks where it "
                "stands then: take it off the value that we began with.",
            ),
        ],
        nudge=(
            "The answer is an amount in euros for one person, lower than the value in "
            "the table. Put it into a copy of the assumptions: does `sroi` then give "
            "one?"
        ),
        hints=(
            "Try one: copy the assumptions, set the value to 1500, and look at the "
            "return. Then try a lower one.",
            "If the value is half, the return is half. So how many times too large is "
            "the return now?",
            'Divide the value by the return: `answer_3_7 = v["value_per_person"] /` '
            "and then `sroi` with `v` in round brackets.",
        ),
        cases=[
            Case(break_even, "right"),
            Case(lambda: round(break_even()), "right"),
            Case(lambda: round(break_even()) + 1, "right"),
            Case(
                lambda: start("value_per_person") ** 2 / break_even(),
                "the other way round",
            ),
            Case(lambda: start("input") / start("people"), "nothing taken off"),
            Case(
                lambda: break_even_without("discount_rate", years=1), "first year only"
            ),
            Case(lambda: break_even_without(years=1), "first year only"),
            Case(lambda: break_even_without("discount_rate"), "not discounted"),
            Case(
                lambda: round(start("value_per_person") / break_even(), 2),
                "the return itself",
            ),
            Case(lambda: 0.57, "one divided by the return"),
            Case(lambda: start("value_per_person") - break_even(), "what may be lost"),
            Case(lambda: f"{break_even():.0f} euros", "another type"),
            Case(lambda: 500, "nudge"),
        ],
        tolerance=3,
    ),
    "3.8": Question(
        right={
            "a": (
                "This can be defended. The money exists, and one employer who tells "
                "another does more than a decree. The other side: where the subsidy "
                "ends, the job may end, and it goes where employers already want to "
                "hire. Who would tell you how long people stay?"
            ),
            "b": (
                "This can be defended. A duty reaches all employers, and a payment for "
                "missing jobs fills a fund. The other side: many will pay and not "
                "hire, and somebody must check. And a group in a town cannot enforce "
                "it alone. Whom do you need?"
            ),
            "c": (
                "This can be defended. The town buys in any case and can begin by "
                "itself. The other side: the law and an able supplier must be there, "
                "an official has to dare, and it may lead to a workplace apart. "
                "Which contract would be the first?"
            ),
        },
        wrong={
            "d": (
                "You chose the campaign. That would mean that employers do not hire "
                "because they do not know good examples. Perhaps that is a part of it. "
                "But what changes on the day after the award: who pays, who must, who "
                "may? Put the three questions of the slide to it, and look for what "
                "it could be combined with."
            ),
        },
        hints=(
            "Put the three questions of the slide to each letter: who pays and checks, "
            "who can use it next month, what does it do to the person?",
            "Three of the four are rules that change who pays, who must or who may. "
            "One of them is not.",
            "Look at a, b and c. Which of them lies in your own hands? Several can be "
            "defended; your reason matters.",
        ),
    ),
    "3.q1": Question(
        right={
            "c": (
                "Strong says that somebody looked with care and compared. The "
                "effect may be large, small or different for different people."
            ),
        },
        wrong={
            "a": (
                "You expect a large effect. The word speaks of the knowledge, not of "
                "the size: trials of microcredit are many and careful, and they found "
                "a small effect. What would tell you the size?"
            ),
            "b": (
                "You expect it to work with you. The study was done with other people, "
                "in another place. It tells what happened there; lesson 5 asks whether "
                "it travels. What is different where you live?"
            ),
        },
    ),
    "3.q2": Question(
        right={
            "a": (
                "If only those who come and stay are counted, the result rises "
                "when a team chooses people with good prospects. Count everybody, and "
                "this does not pay."
            ),
        },
        wrong={
            "b": (
                "You thought of larger numbers. With everybody counted, the result "
                "usually looks smaller, since those who never came count too. Whom "
                "does that protect?"
            ),
            "c": (
                "You thought of a law. Perhaps there is one in your place; in the "
                "example it was the contract. What would a tired team do if only "
                "those who come were counted?"
            ),
        },
    ),
    "3.q3": Question(
        right={
            "b": (
                "Top and bottom belong to the same year, and the sentence says "
                "what is missing: months not worked, money saved elsewhere."
            ),
        },
        wrong={
            "a": (
                "You took the newest number. It belongs to another year than the "
                "money, and it makes a job look cheaper when a programme grows. Which "
                "number was true while the money was spent?"
            ),
            "c": (
                "You divided by enterprises. That gives the money for one enterprise, "
                "with all its workers. What has to be counted below the line, if the "
                "question is about a job?"
            ),
        },
    ),
    "3.q4": Question(
        right={
            "b": (
                "The ratio depends on prices and assumptions that each chose. Ask "
                "for the range, and for the assumption that weighs most."
            ),
        },
        wrong={
            "a": (
                "You chose the higher number. It may come from a higher price for the "
                "same change, or from counting more years. What would you have to know "
                "before you compare?"
            ),
            "c": (
                "You would never use such numbers. That throws something away: inside "
                "one organisation they show what is assumed, and those concerned can "
                "object. For what could you use them?"
            ),
        },
    ),
}
