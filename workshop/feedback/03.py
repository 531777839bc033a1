"""What the exercises of lesson 3 say back: instruments."""

import pandas as pd

from workshop import data
from workshop.messages import tr
from workshop.reading import read_truth
from workshop.relating import write_plain
from workshop.rules import (
    Case,
    Exercise,
    Mistake,
    Question,
    is_number,
    is_text,
    same,
)
from workshop.understanding_numbers import read_figure

LEAST_TRIED, MOST_TRIED = 50, 1e9  # euros: what is smaller is a return or a share
ROWS = {"F201", "F202", "F203", "F204", "F205", "F206"}  # what may be divided by
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


def divide_across() -> list[float]:
    """Divide strong instruments by all pairs, and strong pairs by all instruments."""
    tables = [load_instruments(), pair_with_stages()]
    counts = [int((table["evidence_strength"] == "strong").sum()) for table in tables]
    return [counts[0] / len(tables[1]), counts[1] / len(tables[0])]


def round_within(share: float, most: float) -> float:
    """Round a share to as few places as keep it nearer than ``most``; two at least."""
    return next(
        rounded
        for places in range(2, 9)
        if abs((rounded := round(share, places)) - share) < most
    )


def describe_per_cent(share: float) -> str:
    """Say what the share is in per cent, and what else the same number counts."""
    per_cent, unstudied = round(100 * share), count_of("none")
    if per_cent == unstudied:
        return tr(
            "In per cent the share is about {p:.0f}, and {n} is also the "
            "number of instruments that nobody has studied. The answer is a "
            "number between zero and one: divide per cent by one hundred.",
            p=per_cent,
            n=unstudied,
        )
    return tr(
        "In per cent the share is about {p:.0f}. The answer is a "
        "number between zero and one: divide per cent by one hundred.",
        p=per_cent,
    )


def count_of(strength: str) -> int:
    """Count the instruments whose evidence is ``strength``."""
    return int((load_instruments()["evidence_strength"] == strength).sum())


def list_lines() -> dict[str, tuple[float, float]]:
    """Give fall and line, in per cent, of the three decisions of exercise 3.3."""
    one, together = data.figure("F108"), data.figure("F109")
    return {
        FIRST: (data.figure("F107"), one),
        ALL: (data.figure("F110"), together),
        EDGE: (together, together),
    }


def decide_all() -> dict[str, bool]:
    """Decide by the rule: paid, if the fall is at least the line."""
    return {place: fall >= line for place, (fall, line) in list_lines().items()}


def share_money(id_: str, money: str = "F207") -> float:
    """Divide public money of 2024 by one row of the table."""
    return data.figure(money) / data.figure(id_)


def owe_jobs() -> float:
    """Count the jobs that the municipality owes."""
    return data.figure("F633") / data.figure("F631")


def load_assumptions() -> pd.DataFrame:
    """Load the invented assumptions by name."""
    return data.load("teaching_sroi").set_index("name")


def start(name: str, column: str = "value") -> float:
    """Give one invented value of an assumption: value, low or high."""
    return float(load_assumptions().loc[name, column])


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


def change(**changed: float) -> pd.Series:
    """Give the assumptions with some of them changed."""
    values = load_assumptions()["value"].copy()
    for name, value in changed.items():
        values[name] = value
    return values


def return_first_year(column: str = "value", kept: float | None = None) -> float:
    """Give what the first year returns, with the price of one column of the table."""
    values = load_assumptions()["value"]
    parts = ("deadweight", "displacement", "attribution")
    ours = float((1 - values[list(parts)]).prod()) if kept is None else kept
    price = start("value_per_person", column)
    return float(values["people"] * price * ours / values["input"])


def break_even() -> float:
    """Give the value for one person at which the return is exactly one."""
    return start("value_per_person") / compute_sroi(change())


def break_even_without(*names: str, years: int | None = None) -> float:
    """Give the break-even value when some steps are left out."""
    changed: dict[str, float] = dict.fromkeys(names, 0)
    if years:
        changed["years"] = years
    return start("value_per_person") / compute_sroi(change(**changed))


def say_return(answer: float, expected: float) -> str:
    """Say what one euro returns with a value, and on which side the answer lies."""
    if isinstance(answer, complex) or not LEAST_TRIED <= answer < MOST_TRIED:
        return ""
    back = answer / expected
    places = 2 if abs(back - 1) > 0.03 else 3
    if answer < expected:
        return tr(
            "With {value} euros for one person and year, one euro returns {back}: less "
            "than one. Which higher value brings it to one?",
            value=write_plain(answer),
            back=f"{back:.{places}f}",
        )
    return tr(
        "With {value} euros for one person and year, one euro returns {back}: more "
        "than one. Which lower value brings it to one?",
        value=write_plain(answer),
        back=f"{back:.{places}f}",
    )


# What fits


def says(answer: dict, first: bool, together: bool, edge: bool) -> bool:
    """Tell whether the three decisions are these."""
    return dict(answer) == {FIRST: first, ALL: together, EDGE: edge}


def holds_other_words(answer: dict, expected: dict) -> bool:
    """Tell whether a decision is neither true nor false, in any way that is read."""
    return set(answer) == set(expected) and not all(map(is_decided, answer.values()))


def is_decided(word: object) -> bool:
    """Tell whether a decision can be read as true or false."""
    return isinstance(word, bool) or (is_text(word) and read_truth(word) is not None)


def find_other(answer: dict) -> str:
    """Name the first decision that is not what the rule says."""
    rule = decide_all()
    return next(place for place in rule if answer[place] != rule[place])


def name_odd_words(answer: dict, expected: dict) -> str:
    """Name the decisions that are neither true nor false."""
    words = [
        f"{place}: “{word}”" for place, word in answer.items() if not is_decided(word)
    ]
    return tr(
        "I cannot read this as paid or not paid: {words}. Write `True` for paid and "
        "`False` for not paid, without quotation marks.",
        words=words,
    )


def ask_again(answer: dict) -> str:
    """Ask about one decision, with its fall and its line."""
    place = find_other(answer)
    fall, line = list_lines()[place]
    return tr(
        "Look at one of the three once more, {place}: the fall is {fall}%, the line "
        "{line}%. Is the fall at least as large as the line?",
        place=place,
        fall=fall,
        line=line,
    )


def near(answer: object, value: float) -> bool:
    """Tell whether a number is about another one, rounded to whole euros or not."""
    return same(answer, value, 1)


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
                "“It does not work” would mean that somebody has looked and found "
                "nothing. Weak says something else: there are only counts, opinions "
                "or prizes. What would you need to see before you can say that it "
                "does not work?"
            ),
            "d": (
                "Many others use it: that tells how far it has spread, and people "
                "copy what is cheap, pleasant or paid for. What did those others "
                "find out about what it does?"
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
        right=lambda answer, expected: tr(
            "{share:.1%} of the instruments have strong evidence. Among the pairs it "
            "would be {pairs:.1%}, because instruments that serve many stages stand "
            "there several times. Talk about it: in a report, which of the two would "
            "you have noticed?",
            share=expected,
            pairs=share_of(pair_with_stages(), "strong"),
        ),
        mistakes=[
            Mistake(
                "two tables in one division",
                lambda answer, expected: any(
                    same(answer, one, 6e-4) for one in divide_across()
                ),
                "This comes out when one number counts instruments and the other "
                "counts pairs. Take both from the table in which each instrument "
                "stands once: the part above the line, and the whole below it.",
            ),
            Mistake(
                "counted pairs",
                lambda answer, expected: same(
                    answer, share_of(pair_with_stages(), "strong"), 6e-4
                ),
                "This is the share among the pairs. There an instrument for three "
                "stages stands three times, so it has three votes. In which table "
                "does each instrument stand once?",
            ),
            Mistake(
                "left out what nobody studied",
                lambda answer, expected: same(
                    answer, share_of(keep_studied(), "strong"), 6e-4
                ),
                "This is the share among the instruments that somebody has studied. "
                "It is interesting, and it is about another group. The question asks "
                "for the share of all instruments, also of those that nobody has "
                "studied.",
            ),
            Mistake(
                "two shares that round alike",
                lambda answer, expected: (
                    same(answer, round(share_of(pair_with_stages(), "strong"), 2))
                    or same(answer, round(share_of(keep_studied(), "strong"), 2))
                ),
                "Rounded like this, it can be the share among the pairs, or the share "
                "among the instruments that somebody has studied. The question asks "
                "for the share of all instruments: use the table in which each stands "
                "once.",
            ),
            Mistake(
                "count instead of share",
                lambda answer, expected: same(answer, count_of("strong")),
                lambda answer, expected: tr(
                    "{n} is the number of instruments with strong evidence. It needs "
                    "something to stand beside: out of how many? `mean` gives the "
                    "share of `True`.",
                    n=count_of("strong"),
                ),
            ),
            Mistake(
                "number of all instruments",
                lambda answer, expected: same(answer, len(load_instruments())),
                "This is the number of all instruments: the whole. The question asks "
                "for the share of them with strong evidence.",
            ),
            Mistake(
                "all that are not strong",
                lambda answer, expected: same(answer, 1 - expected, 6e-3),
                "This is the share of the instruments whose evidence is not strong. "
                "The two shares add up to one. Which one was asked for?",
            ),
            Mistake(
                "rounded too far",
                lambda answer, expected: same(answer, round(expected, 1)),
                "This is near, with one place after the point. With a share as small "
                "as this one, that changes it a lot. Keep two or three places.",
            ),
            Mistake(
                "moderate counted too",
                lambda answer, expected: same(
                    answer, share_of(load_instruments(), "strong", "moderate"), 6e-3
                ),
                "This is the share of strong and moderate together. One can ask for "
                "that, and should say so. Here only the word strong counts.",
            ),
            Mistake(
                "per cent",
                lambda answer, expected: same(answer, 100 * expected, 0.51),
                lambda answer, expected: describe_per_cent(expected),
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
            Case(
                lambda: round_within(share_of(load_instruments(), "strong"), 4e-3),
                "right",
            ),
            Case(lambda: [share_of(load_instruments(), "strong")], "right"),
            Case(lambda: divide_across()[0], "two tables in one division"),
            Case(lambda: divide_across()[1], "two tables in one division"),
            Case(lambda: share_of(pair_with_stages(), "strong"), "counted pairs"),
            Case(
                lambda: 1 - share_of(load_instruments(), "strong"),
                "all that are not strong",
            ),
            Case(
                lambda: round(share_of(load_instruments(), "strong"), 1),
                "rounded too far",
            ),
            Case(lambda: count_of("strong"), "count instead of share"),
            Case(lambda: len(load_instruments()), "number of all instruments"),
            Case(
                lambda: share_of(keep_studied(), "strong"),
                "left out what nobody studied",
            ),
            Case(
                lambda: round(share_of(pair_with_stages(), "strong"), 2),
                "two shares that round alike",
            ),
            Case(
                lambda: share_of(load_instruments(), "strong", "moderate"),
                "moderate counted too",
            ),
            Case(
                lambda: round(100 * share_of(load_instruments(), "strong")), "per cent"
            ),
            Case(lambda: 0.5, "nudge"),
        ],
        tolerance=4e-3,
    ),
    "3.3": Exercise(
        expected=decide_all,
        right=(
            "The first group: not paid. All groups: paid. Exactly on the line: paid, "
            "because at least includes the line. The men of the first group were "
            "convicted less often, and no investor was paid. Talk about it: for whom "
            "was that a success, and for whom not?"
        ),
        mistakes=[
            Mistake(
                "numbers, not decisions",
                lambda answer, expected: any(is_number(v) for v in answer.values()),
                "Here stands a number. The investors ask yes or no: write `True` for "
                "paid and `False` for not paid.",
            ),
            Mistake("words, not decisions", holds_other_words, name_odd_words),
            Mistake(
                "above the line only",
                lambda answer, expected: says(answer, False, True, False),
                "Here a fall exactly on the line is not paid. That is the rule “more "
                "than”. Press reports differ on this, and our rule says at least. Does "
                "at least include the line?",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: (
                    says(answer, True, False, True) or says(answer, True, False, False)
                ),
                "Here the group that missed its line is paid, and the one that went "
                "beyond it is not. Compare each fall with its own line: which of the "
                "two numbers is larger?",
            ),
            Mistake(
                "always paid",
                lambda answer, expected: says(answer, True, True, True),
                "Here everybody is paid, also the first group. That would be a grant, "
                "not a bond. Compare the fall of the first group with its own line.",
            ),
            Mistake(
                "never paid",
                lambda answer, expected: says(answer, False, False, False),
                "Here nobody is ever paid, and no investor would sign. Each group has "
                "a line of its own: compare the fall of all groups with theirs.",
            ),
            Mistake(
                "one of the three",
                lambda answer, expected: bool(find_other(answer)),
                lambda answer, expected: ask_again(answer),
            ),
        ],
        nudge=(
            "The answer holds three decisions, `True` or `False`. Keep the three names "
            "and change only what stands after the colons."
        ),
        hints=(
            "Three times the same question: is the fall at least as large as the line?",
            "At least means equal or larger. The first group has the higher line.",
            "Write `False` for the first group: its fall is smaller than its line. "
            "Then ask the same of the other two.",
        ),
        cases=[
            Case(decide_all, "right"),
            Case(lambda: {FIRST: False, ALL: True, EDGE: True}, "right"),
            Case(lambda: {EDGE: True, ALL: True, FIRST: False}, "right"),
            Case(lambda: {FIRST: "no", ALL: "Da", EDGE: "yes "}, "another type"),
            Case(lambda: pd.Series({FIRST: False, ALL: True, EDGE: True}), "right"),
            Case(lambda: {FIRST: False, ALL: True, EDGE: False}, "above the line only"),
            Case(lambda: {FIRST: True, ALL: False, EDGE: True}, "turned round"),
            Case(lambda: {FIRST: True, ALL: False, EDGE: False}, "turned round"),
            Case(lambda: {FIRST: True, ALL: True, EDGE: True}, "always paid"),
            Case(lambda: {FIRST: False, ALL: False, EDGE: False}, "never paid"),
            Case(lambda: {FIRST: True, ALL: True, EDGE: False}, "one of the three"),
            Case(lambda: {FIRST: False, ALL: False, EDGE: True}, "one of the three"),
            Case(lambda: {FIRST: 8.4, ALL: 9, EDGE: 7.5}, "numbers, not decisions"),
            Case(
                lambda: {FIRST: "perhaps", ALL: "paid", EDGE: True},
                "words, not decisions",
            ),
            Case(
                lambda: {FIRST: "not paid", ALL: "paid", EDGE: "paid"}, "another type"
            ),
            Case(lambda: {"first group": False}, "nudge"),
        ],
    ),
    "3.4": Exercise(
        expected=lambda: share_money("F204"),
        right=lambda answer, expected: tr(
            "About {each:,.0f} euros of public money for each employee at the end of "
            "2024. Money and people belong to the same year. It is not yet the cost of "
            "a job: the fund pays a part of it, people hired in December count like "
            "those of January, and what the public side saved is not taken off. Talk "
            "about it: which of the three would you add to your sentence first?",
            each=expected,
        ),
        mistakes=[
            Mistake(
                "commas inside numbers",
                lambda answer, expected: isinstance(answer, tuple) and len(answer) > 2,
                "I see several numbers. Between digits, Python reads a comma as the "
                "beginning of the next number. Write the number without commas, or "
                'take it from the table: `data.figure("F207")`.',
            ),
            Mistake(
                "millions instead of euros",
                lambda answer, expected: same(answer, expected / 1e6, 1e-4),
                "The right row, and a result in millions of euros. In euros the money "
                'of the table is `data.figure("F207")`.',
            ),
            Mistake(
                "the id, not its number",
                lambda answer, expected: (
                    not answer.strip().isdecimal() and read_figure(answer) in ROWS
                ),
                "This is the id of a row, in quotation marks. Its number is "
                "`data.figure` with the id in round brackets. Divide the money by it.",
            ),
            Mistake(
                "the digits of an id",
                lambda answer, expected: read_figure(answer) in ROWS,
                lambda answer, expected: tr(
                    "{digits} is a part of the id of a row, {id}. The number that "
                    'stands there is `data.figure("{id}")`. Divide the money by it.',
                    digits=read_figure(answer)[1:],
                    id=read_figure(answer),
                ),
            ),
            Mistake(
                "people of another year",
                lambda answer, expected: near(answer, share_money("F206")),
                lambda answer, expected: tr(
                    "This is the money of 2024 for each employee of 2025. There are "
                    "more of them, so a job looks cheaper by {less:.0%}. The number is "
                    "newer, but does it belong to this money? Look at the dates.",
                    less=1 - share_money("F206") / expected,
                ),
            ),
            Mistake(
                "each enterprise",
                lambda answer, expected: (
                    near(answer, share_money("F203"))
                    or near(answer, share_money("F205"))
                ),
                "This is the money for one enterprise, with all its workers. The "
                "question is about one job: which row counts people?",
            ),
            Mistake(
                "each territory",
                lambda answer, expected: (
                    near(answer, share_money("F202"))
                    or near(answer, share_money("F201"))
                ),
                "This is the money for one territory: what a place like this received. "
                "The question is about one job: which row counts people?",
            ),
            Mistake(
                "one payer",
                lambda answer, expected: (
                    same(answer, share_money("F204", "F209"), 50)
                    or same(answer, share_money("F204", "F210"), 50)
                ),
                "This is the part of one payer, for each employee at the end of 2024. "
                "The state and the départements pay together: take the sum, F207.",
            ),
            Mistake(
                "what was published",
                lambda answer, expected: any(
                    near(answer, value)
                    for value in (
                        data.figure("F211"),
                        data.figure("F212"),
                        data.figure("F211") + data.figure("F214"),
                    )
                ),
                "This is what the committee published: the cost of a job, net or "
                "gross. The question asks for less: the public money of the fund, "
                "divided by the people who work.",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: same(answer, 1 / expected, 1e-6),
                "This is people divided by money: how much of a job one euro buys. Put "
                "the money first, on top of the fraction.",
            ),
            Mistake(
                "the whole sum",
                lambda answer, expected: near(answer, data.figure("F207")),
                "This is the public money for all jobs together. It is the top of the "
                "fraction. What will you divide it by?",
            ),
            Mistake(
                "the people themselves",
                lambda answer, expected: near(answer, data.figure("F204")),
                "This is the right row, the employees at the end of 2024. It is the "
                'bottom of the fraction: divide `data.figure("F207")` by it.',
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
            'Write `answer_3_4 = data.figure("F207") / data.figure("F20_")` and put '
            "the last digit of the row *employees, 2024-12* in place of the low line.",
        ),
        cases=[
            Case(lambda: share_money("F204"), "right"),
            Case(lambda: round(share_money("F204")), "right"),
            Case(lambda: round(share_money("F204"), -2), "right"),
            Case(lambda: pd.Series([share_money("F204")]), "right"),
            Case(lambda: share_money("F206"), "people of another year"),
            Case(lambda: share_money("F204") / 1e6, "millions instead of euros"),
            Case(lambda: "F204", "the id, not its number"),
            Case(lambda: "f206 ", "the id, not its number"),
            Case(lambda: "204", "the digits of an id"),
            Case(lambda: 204, "the digits of an id"),
            Case(lambda: (64, 600, 0 / 3, 290), "commas inside numbers"),
            Case(lambda: int(share_money("F206")), "people of another year"),
            Case(lambda: share_money("F203"), "each enterprise"),
            Case(lambda: share_money("F205"), "each enterprise"),
            Case(lambda: share_money("F202"), "each territory"),
            Case(lambda: share_money("F204", "F209"), "one payer"),
            Case(lambda: share_money("F204", "F210"), "one payer"),
            Case(lambda: data.figure("F212"), "what was published"),
            Case(lambda: 1 / share_money("F204"), "turned round"),
            Case(lambda: data.figure("F207"), "the whole sum"),
            Case(lambda: data.figure("F204"), "the people themselves"),
            Case(lambda: 25000, "nudge"),
        ],
        tolerance=50,
        money=True,
        digits=3,  # 20,000 would be farther off than what is refused
        paper=lambda: tr(
            "For each territory {a:,.0f} euros, for each enterprise {b:,.0f}, for each "
            "employee at the end of 2024 {c:,.0f}, for each employee in the middle of "
            "2025 {d:,.0f}. The third one answers the question.",
            a=share_money("F202"),
            b=share_money("F203"),
            c=share_money("F204"),
            d=share_money("F206"),
        ),
    ),
    "3.5": Exercise(
        expected=lambda: data.figure("F634") / owe_jobs(),
        right=lambda answer, expected: tr(
            "{share:.0%} of the duty: {jobs} of {owed:.0f} jobs. Only jobs without an "
            "end date would make {lasting:.0%}. And this is a place that was praised. "
            "Both can be true: better than others, and less than half of the law. "
            "Which sentence would help the people concerned?",
            share=expected,
            jobs=data.figure("F634"),
            owed=owe_jobs(),
            lasting=(data.figure("F634") - data.figure("F635")) / owe_jobs(),
        ),
        mistakes=[
            Mistake(
                "share of the staff",
                lambda answer, expected: same(
                    answer, data.figure("F634") / data.figure("F633"), 6e-5
                ),
                "This is the share of all staff who are persons with disabilities, and "
                "a fair thing to know. The duty is smaller than the staff: first "
                "divide the staff by fifty.",
            ),
            Mistake(
                "share of the staff in per cent",
                lambda answer, expected: same(
                    answer, 100 * data.figure("F634") / data.figure("F633"), 6e-3
                ),
                "This is the share of all staff who are persons with disabilities, in "
                "per cent. The answer is a share between zero and one, and it is a "
                "share of the duty: first divide the staff by fifty.",
            ),
            Mistake(
                "divided by fifty",
                lambda answer, expected: same(
                    answer, data.figure("F634") / data.figure("F631"), 0.005
                ),
                "This is the number of persons divided by fifty. Fifty is the rule: "
                "one job for every fifty employees. First divide all employees by it: "
                "that gives the jobs that are owed.",
            ),
            Mistake(
                "jobs owed",
                lambda answer, expected: same(answer, owe_jobs()),
                "This is the number of jobs that are owed. It is the right first step. "
                "Which part of them exists?",
            ),
            Mistake(
                "jobs that exist",
                lambda answer, expected: same(answer, data.figure("F634")),
                "This is the number of jobs that exist: the part. The share is this "
                "number, divided by the jobs that are owed.",
            ),
            Mistake(
                "jobs missing",
                lambda answer, expected: same(answer, owe_jobs() - data.figure("F634")),
                "This is the number of jobs that are missing. It says what is left to "
                "do. For the share, divide the jobs that exist by the jobs that are "
                "owed.",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: same(answer, 1 / expected, 6e-3),
                "This is what is owed divided by what exists. A share of a duty that "
                "is not met lies below one: put the jobs that exist on top.",
            ),
            Mistake(
                "lasting jobs only",
                lambda answer, expected: same(
                    answer,
                    (data.figure("F634") - data.figure("F635")) / owe_jobs(),
                    6e-3,
                ),
                "This is the share without the temporary contracts. There are good "
                "reasons to count so, and one should say it. The question asks for all "
                "who work there.",
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
                "This is the share in per cent, as people say it. The answer is a "
                "number between zero and one: divide by one hundred.",
            ),
        ],
        nudge=(
            "The answer is a share between zero and one: the jobs that exist, divided "
            "by the jobs that are owed."
        ),
        hints=(
            "Two numbers: how many jobs are owed, and how many exist?",
            "`owed` is ready: the staff, divided by fifty. What do you divide by it?",
            "Write `answer_3_5 = working /` and then the name of the jobs that are "
            "owed.",
        ),
        cases=[
            Case(lambda: data.figure("F634") / owe_jobs(), "right"),
            Case(lambda: round(data.figure("F634") / owe_jobs(), 2), "right"),
            Case(lambda: [data.figure("F634") / owe_jobs()], "right"),
            Case(
                lambda: data.figure("F634") / data.figure("F633"), "share of the staff"
            ),
            Case(
                lambda: 100 * data.figure("F634") / data.figure("F633"),
                "share of the staff in per cent",
            ),
            Case(owe_jobs, "jobs owed"),
            Case(lambda: 11 / 50, "divided by fifty"),
            Case(lambda: owe_jobs() - data.figure("F634"), "jobs missing"),
            Case(lambda: data.figure("F634"), "jobs that exist"),
            Case(lambda: owe_jobs() / data.figure("F634"), "turned round"),
            Case(
                lambda: (data.figure("F634") - data.figure("F635")) / owe_jobs(),
                "lasting jobs only",
            ),
            Case(lambda: 1 - data.figure("F634") / owe_jobs(), "share not met"),
            Case(lambda: round(100 * data.figure("F634") / owe_jobs()), "per cent"),
            Case(lambda: 0.9, "nudge"),
        ],
        tolerance=6e-3,
        paper=lambda: tr(
            "Jobs owed: {owed:.0f}. Share of the duty: {duty:.0%}. Share of the staff: "
            "{staff:.1%}.",
            owed=owe_jobs(),
            duty=data.figure("F634") / owe_jobs(),
            staff=data.figure("F634") / data.figure("F633"),
        ),
    ),
    "3.6": Exercise(
        expected=lambda: return_first_year("high"),
        right=lambda answer, expected: tr(
            "With the high price {high:.2f} euros come back for one euro, with the low "
            "price {low:.2f}. So one price says that the invented project gains in its "
            "first year, and the other that it loses. Talk about it: who should set "
            "the price of a year in work?",
            high=expected,
            low=return_first_year("low"),
        ),
        mistakes=[
            Mistake(
                "the price of the table",
                lambda answer, expected: same(answer, return_first_year(), 6e-3),
                "This is the return with the price that stands under *value*. The "
                "question takes the column *high* for the price, and leaves the rest.",
            ),
            Mistake(
                "the low price",
                lambda answer, expected: same(answer, return_first_year("low"), 6e-3),
                lambda answer, expected: tr(
                    "{low:.2f} is the return with the low price. It is also the "
                    "distance between the high and the low return, and the part that "
                    "is left, `kept`. The question asks for the return with the high "
                    "price.",
                    low=return_first_year("low"),
                ),
            ),
            Mistake(
                "nothing taken off",
                lambda answer, expected: same(
                    answer, return_first_year("high", kept=1), 6e-3
                ),
                lambda answer, expected: tr(
                    "{n:.0f} euros would come back if everything were ours, and the "
                    "high price is also {n:.0f} times the low one. Here deadweight, "
                    "displacement and attribution are still taken off: `kept` holds "
                    "the part that is left.",
                    n=return_first_year("high", kept=1),
                ),
            ),
            Mistake(
                "nothing taken off, price of the table",
                lambda answer, expected: same(answer, return_first_year(kept=1), 6e-3),
                "This is also the return with nothing taken off and with the price "
                "that stands under *value*. Use the high price, and multiply by "
                "`kept`.",
            ),
            Mistake(
                "one price divided by the other",
                lambda answer, expected: same(
                    answer,
                    start("value_per_person", "high") / start("value_per_person"),
                    6e-3,
                ),
                "This says how many times the high price is the one that stands under "
                "*value*. The question asks for a return: what is ours in the first "
                "year, divided by what was put in.",
            ),
            Mistake(
                "all years",
                lambda answer, expected: same(
                    answer,
                    compute_sroi(
                        change(value_per_person=start("value_per_person", "high"))
                    ),
                    6e-3,
                ),
                "This is the return of all three years with the high price. The "
                "question asks for the first year alone.",
            ),
            Mistake(
                "not divided",
                lambda answer, expected: near(answer, expected * start("input")),
                "This is what is ours in the first year, in euros. For one euro put "
                "in, divide it by what was put in.",
            ),
            Mistake(
                "the price itself",
                lambda answer, expected: near(
                    answer, start("value_per_person", "high")
                ),
                "This is the high price itself. Multiply it by the people and by "
                "`kept`, and divide by what was put in.",
            ),
            Mistake(
                "one person",
                lambda answer, expected: same(answer, expected / start("people"), 6e-4),
                "This is the return of one person's year. How many people take part?",
            ),
            Mistake(
                "turned round",
                lambda answer, expected: same(answer, 1 / expected, 6e-3),
                "This is how many euros must be put in for one euro that comes back. "
                "Put what is ours on top, and divide by what was put in.",
            ),
            Mistake(
                "what is gained",
                lambda answer, expected: same(answer, expected - 1, 6e-3),
                "This is what comes back beyond the one euro. The question asks for "
                "all that comes back.",
            ),
            Mistake(
                "per cent",
                lambda answer, expected: same(answer, 100 * expected, 0.51),
                "This is the return in per cent. For one euro, divide by one hundred.",
            ),
        ],
        nudge=(
            "The answer is a number of euros near one: people times the high price, "
            "times `kept`, divided by what was put in."
        ),
        hints=(
            "Only one thing changes: the price. In which column does the high price "
            "stand?",
            'The high price is `price["high"]`. What was put in stays as it was.',
            'Write `answer_3_6 = v["people"] * price["high"] * kept /` and then '
            '`v["input"]`.',
        ),
        cases=[
            Case(
                lambda: start("value_per_person", "high") / start("value_per_person"),
                "one price divided by the other",
            ),
            Case(lambda: return_first_year("high"), "right"),
            Case(lambda: round(return_first_year("high"), 2), "right"),
            Case(lambda: [return_first_year("high")], "right"),
            Case(return_first_year, "the price of the table"),
            Case(lambda: 0.86, "the price of the table"),
            Case(lambda: return_first_year("low"), "the low price"),
            Case(lambda: return_first_year("high", kept=1), "nothing taken off"),
            Case(
                lambda: return_first_year(kept=1),
                "nothing taken off, price of the table",
            ),
            Case(
                lambda: compute_sroi(
                    change(value_per_person=start("value_per_person", "high"))
                ),
                "all years",
            ),
            Case(lambda: return_first_year("high") * start("input"), "not divided"),
            Case(lambda: start("value_per_person", "high"), "the price itself"),
            Case(lambda: return_first_year("high") / start("people"), "one person"),
            Case(lambda: 1 / return_first_year("high"), "turned round"),
            Case(lambda: return_first_year("high") - 1, "what is gained"),
            Case(lambda: 100 * return_first_year("high"), "per cent"),
            Case(lambda: 7, "nudge"),
        ],
        tolerance=5e-3,
        money=True,
        paper=lambda: tr(
            "High price: {high:.2f} euros back for each euro. Low price: {low:.2f}.",
            high=return_first_year("high"),
            low=return_first_year("low"),
        ),
    ),
    "3.7": Exercise(
        expected=break_even,
        right=lambda answer, expected: tr(
            "At about {value:,.0f} euros for one person and year, the invented project "
            "returns exactly what was put in. Below that it costs more than it "
            "returns, by this calculation. This number is more honest than a ratio: it "
            "says what you must believe. Would the people concerned agree?",
            value=expected,
        ),
        mistakes=[
            Mistake(
                "the other way round",
                lambda answer, expected: near(
                    answer, start("value_per_person") ** 2 / expected
                ),
                "This is the value times the return, and with it the project would "
                "return still more. To bring the return down to one, divide by it.",
            ),
            Mistake(
                "nothing taken off",
                lambda answer, expected: near(answer, start("input") / start("people")),
                lambda answer, expected: tr(
                    "{each:,.0f} is what was put in, divided by the people; it is also "
                    "the low price of the table. It would be the answer if all lasted "
                    "one year and all of it were ours. Put it into a copy of the "
                    "assumptions: what does `sroi` say?",
                    each=start("input") / start("people"),
                ),
            ),
            Mistake(
                "first year only",
                lambda answer, expected: (
                    near(answer, break_even_without("discount_rate", years=1))
                    or near(answer, break_even_without(years=1))
                ),
                "With this value the first year alone brings everything back. The "
                "effect fades, but it lasts three years in this calculation.",
            ),
            Mistake(
                "not discounted",
                lambda answer, expected: near(
                    answer, break_even_without("discount_rate")
                ),
                "Very near. With this value a euro in three years counts like a euro "
                "today. With discounting the value has to be a little higher: let "
                "`sroi` do it.",
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
                "the value of the table",
                lambda answer, expected: near(answer, start("value_per_person")),
                lambda answer, expected: tr(
                    "This is the value that stands in the table. With it one euro "
                    "returns {now:.2f}, which is more than one. How much lower may it "
                    "fall?",
                    now=start("value_per_person") / expected,
                ),
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
            Case(lambda: start("value_per_person"), "the value of the table"),
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
            Case(lambda: 500, "nudge"),
            Case(lambda: 1000, "nudge"),
            Case(lambda: 1010, "nudge"),
            Case(lambda: 1020, "right"),
        ],
        place=say_return,
        money=True,
        tolerance=4.5,  # within it `sroi` gives 1.00
        digits=5,
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
                "A campaign helps where employers do not hire because they do not know "
                "good examples. Perhaps that is a part of it. But what changes on the "
                "day after the award: who pays, who must, who may? Put the three "
                "questions of the slide to it, and look for what it could be combined "
                "with."
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
                "A large effect? The word speaks of the knowledge, not of the size: "
                "trials of microcredit are many and careful, and they found a small "
                "effect. What would tell you the size?"
            ),
            "b": (
                "In your town? The study was done with other people, in another place. "
                "It tells what happened there; lesson 5 asks whether it travels. What "
                "is different where you live?"
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
                "Larger numbers? With everybody counted, the result usually looks "
                "smaller, since those who never came count too. Whom does that protect?"
            ),
            "c": (
                "Perhaps there is such a law in your place; in the example it was the "
                "contract. What would a tired team do if only those who come were "
                "counted?"
            ),
        },
    ),
    "3.q3": Question(
        right={
            "b": (
                "Top and bottom belong to the same year, and the sentence says what is "
                "missing: months not worked, what others pay, what is saved elsewhere."
            ),
        },
        wrong={
            "a": (
                "The newest number belongs to another year than the money, and it "
                "makes a job look cheaper when a programme grows. Which number was "
                "true while the money was spent?"
            ),
            "c": (
                "That gives the money for one enterprise, with all its workers. What "
                "has to be counted below the line, if the question is about a job?"
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
                "The higher number may come from a higher price for the same change, "
                "or from counting more years. What would you have to know before you "
                "compare?"
            ),
            "c": (
                "Never would throw something away: inside one organisation such "
                "numbers show what is assumed, and those concerned can object. For "
                "what could you use them?"
            ),
        },
        numbers={5: "a", 3: ""},  # the returns; no choice is the one with three
    ),
    "3.q5": Question(
        right={
            "a": (
                "Before anybody knows the result, the number is honest. It is the "
                "payment rule once more: write the line before you begin."
            ),
        },
        wrong={
            "b": (
                "Afterwards nearly every result looks realistic: two of ten become a "
                "good beginning. When would a number still be able to stop you?"
            ),
            "c": (
                "Without a number every result says “go on”, and a team rarely stops "
                "an idea that it likes. How many would have to say yes, so that you "
                "would spend other people's money on it?"
            ),
        },
    ),
}
