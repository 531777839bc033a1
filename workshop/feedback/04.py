"""What the exercises of lesson 4 say back: social innovation in the Western Balkans."""

import math
import re
from collections.abc import Callable

import pandas as pd

from workshop import data
from workshop.chance import takes_word
from workshop.messages import tr
from workshop.number_words import says_doubt, to_key
from workshop.rules import Case, Exercise, Mistake, Question, same
from workshop.understanding_numbers import read_figure

FIELD = "ageing_care"
SINCE = 2020
DECISIONS = ("use", "look up", "leave out")
# What may stand behind the verb of a decision: look it up, use it, leave.
SMALL_WORDS = ([], ["it"], ["it", "up"], ["it", "out"], ["up", "first"], ["first"])
# The three decisions in the languages of the region, as ``to_key`` writes them.
IN_OTHER_LANGUAGES = dict.fromkeys(
    ("koristi", "koristiti", "iskoristi", "upotrebi", "upotrijebi", "uzmi", "zadrzi")
    + ("iskoristi ja", "upotrebi ja", "perdor", "perdore", "perdoret"),
    "use",
) | dict.fromkeys(
    ("provjeri", "proveri", "provjeriti", "proveriti", "pogledaj", "potrazi")
    + ("provjeri prvo", "prvo provjeri", "proveri prvo", "prvo proveri", "proveri ja")
    + ("kontrollo", "kontrolloje", "verifiko", "verifikoje", "shiko", "kerko"),
    "look up",
) | dict.fromkeys(
    ("izostavi", "izostaviti", "izbaci", "ispusti", "izostavi ja", "otfrli")
    + ("le jashte", "lere jashte", "lere", "hiq", "hiqe"),
    "leave out",
)  # fmt: skip
LAW = ["legal_framework", "definition"]
NUMBERS = ("none", "one", "two", "three", "four", "five", "six")
FIVE = ["F501", "F502", "F503", "F505", "F512"]


# What the tables say


def load_region() -> pd.DataFrame:
    """Load the cases of the six economies."""
    countries = data.load("countries")
    six = countries[countries["group"] == "WB6"]["country"]
    cases = data.load("cases")
    return cases[cases["country"].isin(six)]


def pick_field(field: str) -> pd.DataFrame:
    """Pick the cases of one field."""
    region = load_region()
    return region[region["field"] == field]


def list_fields() -> list[str]:
    """List the fields of all cases."""
    return data.load("cases")["field"].unique().tolist()


def count_economies(rows: pd.DataFrame) -> int:
    """Count the different economies in some rows."""
    return int(rows["country"].nunique())


def share_per_million() -> pd.Series:
    """Divide the cases of each economy by its inhabitants, for a million of them."""
    people = data.load("countries").set_index("country")["population"]
    return (load_region()["country"].value_counts() / people * 1_000_000).dropna()


def divide_cases(one: str, other: str) -> float:
    """Divide the number of cases of one economy by that of another."""
    found = load_region()["country"].value_counts()
    return float(found[one] / found[other])


def pick_far_neighbour(number: float) -> int:
    """Pick, of the two whole numbers beside a number, the one that is farther off."""
    return math.floor(number) if number % 1 > 0.5 else math.ceil(number)


def divide_per_million(one: str, other: str) -> float:
    """Divide the cases per million of one economy by those of another."""
    per_million = share_per_million()
    return float(per_million[one] / per_million[other])


def divide_bars() -> tuple[float, ...]:
    """Divide the numbers that stand on the bars, with one to three places."""
    bars = share_per_million().round(1)
    times = float(bars["ME"] / bars["RS"])
    return (times, *(round(times, places) for places in (1, 2, 3)))


def load_law() -> pd.DataFrame:
    """Load the facts about law and definition of the six economies and their parts."""
    facts = data.load("ecosystems")
    six = load_region()["country"].unique()
    return facts[facts["country"].isin(six) & facts["topic"].isin(LAW)]


def pick_in_force() -> pd.DataFrame:
    """Pick the rules that are in force, in the whole economy or in a part of it."""
    law = load_law()
    return law[law["status"].str.startswith("in force")]


def pick_whole() -> pd.DataFrame:
    """Pick the rules that are in force for the whole economy."""
    rows = pick_in_force()
    return rows[rows["scope"] == "economy"]


def pick_about_whole() -> pd.DataFrame:
    """Pick the rules about a whole economy, in force or not."""
    law = load_law()
    return law[law["scope"] == "economy"]


def list_names(rows: pd.DataFrame) -> list[str]:
    """List the names of the economies in some rows, in the order of the alphabet."""
    names = data.load("countries").set_index("country")["country_name"]
    return sorted(names[code] for code in rows["country"].unique())


def name_economies(rows: pd.DataFrame) -> str:
    """Name the economies in some rows, with words between the last two."""
    found = list_names(rows)
    return " and ".join([", ".join(found[:-1]), found[-1]]) if found[1:] else found[0]


def load_numbers() -> pd.Series:
    """Load the values of all single numbers by their ids."""
    return data.load("figures").set_index("id")["value"]


def subtract(later: str, earlier: str) -> float:
    """Subtract one number from another, both by id."""
    numbers = load_numbers()
    return float(numbers[later] - numbers[earlier])


def pick_work(words: str = "disab|Down") -> pd.DataFrame:
    """Pick the work integration cases whose target groups hold one of the words."""
    work = pick_field("work_integration")
    return work[work["target_groups"].str.contains(words)]


def list_ids(rows: pd.DataFrame) -> list[str]:
    """List the ids of some cases."""
    return rows["case_id"].tolist()


def pick_recent(rows: pd.DataFrame, column: str = "figure_year") -> pd.DataFrame:
    """Pick the rows whose year is known and late enough."""
    return rows[rows[column] >= SINCE]


def read_decision(answer: object) -> str:
    """Read a decision however it is written: "Look-up " and "look it up first"."""
    other = IN_OTHER_LANGUAGES.get(" ".join(to_key(str(answer)).split()))
    if other:
        return other
    words = re.findall(r"[a-z]+", str(answer).casefold())
    known = {word.replace(" ", ""): word for word in DECISIONS}
    known |= {word.split()[0]: word for word in DECISIONS}
    if words[:1] and words[0] in known and words[1:] in SMALL_WORDS:
        return known[words[0]]
    return known.get("".join(words), "")


class Decision:
    """Equals each decision about a claim that can be defended."""

    def __init__(self, *words: str):
        self.words = words

    def __eq__(self, other: object) -> bool:
        return read_decision(other) in self.words

    __hash__ = None


def expect_decisions() -> dict[str, Decision]:
    """Expect a decision that can be defended for each of the five claims."""
    return {
        "C05": Decision("use", "look up"),
        "C12": Decision("use", "look up"),
        "C17": Decision("look up", "leave out"),
        "C45": Decision("look up", "leave out"),
        "C49": Decision(*DECISIONS),
    }


def decide(**changes: str) -> dict[str, str]:
    """Make an answer that can be defended, with some decisions changed."""
    answer = {"C05": "use", "C12": "use", "C17": "look up"}
    return answer | {"C45": "look up", "C49": "use"} | changes


# What fits


def says(answer: dict, claim: str, word: str) -> bool:
    """Tell whether a claim got this decision."""
    return read_decision(answer[claim]) == word


def has_strange_word(answer: dict) -> bool:
    """Tell whether a decision is none of the three words."""
    return not all(map(read_decision, answer.values()))


def name_strange_words(answer: dict, expected: object) -> str:
    """Name the decisions that are none of the three words, with their claims."""
    strange = [
        f"{claim} “{word}”" for claim, word in answer.items() if not read_decision(word)
    ]
    text = tr(
        'This is none of the three words "use", "look up" and "leave out": {words}. '
        "Which of the three comes nearest?",
        words=strange,
    )
    odd = [word for word in answer.values() if not read_decision(word)]
    if any(isinstance(word, str) and says_doubt(word) for word in odd):
        return f"{text} {tr('Doubts have their place on paper.')}"
    return text


def is_difference_with(first: str) -> Callable:
    """Make a test: is the answer a difference of this number and a later one?"""
    return lambda answer, expected: any(
        same(abs(answer), abs(subtract(first, other)))
        for other in FIVE
        if other != first
    )


def read_economies(answer: object) -> set[str]:
    """Read the codes of economies that an answer names, as a list or as a text."""
    codes = data.load("countries").set_index("country_name")["country"]
    codes.index = codes.index.str.strip("*")
    names = answer.split(",") if isinstance(answer, str) else list(answer)
    plain = [str(name).strip().strip("*") for name in names]
    return {codes.get(name, name) for name in plain}


def as_ids(answer: object) -> list[str]:
    """Give the ids of an answer: a list, a column or a table with the column."""
    if isinstance(answer, pd.DataFrame):
        return list_ids(answer)
    return list(answer)


def holds(rows: Callable[[], pd.DataFrame]) -> Callable:
    """Make a test: does the answer hold just the ids of these rows?"""
    return lambda answer, expected: sorted(as_ids(answer)) == sorted(list_ids(rows()))


# What to say


def welcome_decisions(answer: dict, expected: dict) -> str:
    """Say what a set of defensible decisions shows."""
    look = sum(says(answer, claim, "look up") for claim in answer)
    if look >= 4:
        return (
            "Nearly everything is to be looked up. That is safe, and it takes time: "
            "which claim would you look up first, and where? Talk about the row on the "
            "firm in Tuzla: it is one firm, and the reasons are its own. What may you "
            "say with it, and what not?"
        )
    if says(answer, "C05", "use"):
        return (
            "The two that carry a risk do not stand there unchecked: the draft law, "
            "which may be a law by now, and the striking number without a year. The "
            "oldest claim stays: it tells an event, and what was built stays built. "
            "Write it in the past tense. Talk about the row on the firm in Tuzla: it "
            "is one firm, and the reasons are its own. What may you say with it, and "
            "what not?"
        )
    return (
        "The two that carry a risk do not stand there unchecked: the draft law, which "
        "may be a law by now, and the striking number without a year. For each one to "
        "look up: where, and how long may it take? Talk about the row on the firm in "
        "Tuzla: it is one firm, and the reasons are its own. What may you say with it, "
        "and what not?"
    )


def say_rows(answer: object, expected: object) -> str:
    """Say what a number is that counts rows in force, or places with any rule."""
    rows, places = len(pick_whole()), count_economies(pick_about_whole())
    if rows == places:
        return tr(
            "{n} is the number of rows in force for a whole economy: a law and its "
            "definition are two rows. It is also the number of economies with a row "
            "about the whole of them, in force or not. How many different economies "
            "fit both conditions?",
            n=rows,
        )
    if same(answer, rows):
        return (
            "This is the number of rows: a law and its definition are two rows about "
            "one economy. Which verb counts different values?"
        )
    return (
        "This is the number of economies with a row about the whole of them, in force "
        "or not. How many remain with the condition in force?"
    )


EXERCISES = {
    "4.1": Exercise(
        expected=lambda: count_economies(pick_field(FIELD)),
        right=lambda answer, expected: tr(
            "Our cases of help and care in old age come from {names}. In the others we "
            "found none until 2026. That is a fact about our search. Talk about it: "
            "who in the room knows a service that we missed?",
            names=name_economies(pick_field(FIELD)),
        ),
        mistakes=[
            Mistake(
                "counted cases",
                lambda answer, expected: same(answer, len(pick_field(FIELD))),
                "This is the number of cases: the lines of the list. By it, two cases "
                "in one town would be two economies. What comes out when each name in "
                "the column of economies counts once?",
            ),
            Mistake(
                "field not changed",
                lambda answer, expected: same(
                    answer, count_economies(pick_field("work_integration"))
                ),
                "This is the number of all six, and of the economies with a case of "
                "work integration. Some of the six have no case in the list for "
                "`ageing_care`. How many different ones stand in it?",
            ),
            Mistake(
                "counted the empty ones",
                lambda answer, expected: same(
                    answer, load_region()["country"].nunique() - expected
                ),
                "This is the number of economies without a case: the other half of the "
                "picture, and worth a talk. In how many of the six is there at least "
                "one?",
            ),
            Mistake(
                "the column instead of a count",
                lambda answer, expected: (
                    list(answer) == pick_field(FIELD)["country"].tolist()
                ),
                "This is the whole column of economies, one entry for each case. How "
                "many different ones are there? Count them, or add `.nunique()`.",
            ),
            Mistake(
                "the list of cases",
                lambda answer, expected: (
                    list(answer["case_id"]) == list(pick_field(FIELD)["case_id"])
                ),
                "This is the whole list, one row for each case. The question is about "
                "economies: take the column `country`, and count the different ones "
                "with `.nunique()`.",
            ),
            Mistake(
                "the list of another field",
                lambda answer, expected: (
                    "case_id" in answer.columns and answer["field"].nunique() == 1
                ),
                lambda answer, expected: tr(
                    "This is the whole list of another field, `{field}`. Write "
                    "`ageing_care` between the quotation marks first. Then count the "
                    "different economies in its first column.",
                    field=answer["field"].iloc[0],
                ),
            ),
            Mistake(
                "named the economies",
                lambda answer, expected: (
                    read_economies(answer) == set(pick_field(FIELD)["country"])
                ),
                "These are the right economies. The question asks how many they are: "
                "count them, and write the number.",
            ),
            Mistake(
                "counted every case",
                lambda answer, expected: same(answer, len(load_region())),
                "This is the number of all cases in the region, of every field. The "
                "list under the cell shows one field: what does it say?",
            ),
        ],
        by_chance=takes_word(FIELD, list_fields, anywhere=True),
        nudge=(
            "Which economies stand in the first column of the list for `ageing_care`, "
            "each counted once?"
        ),
        hints=(
            "Has the field between the quotation marks changed? Run the cell and look "
            "at the caption and the list.",
            "The list has one line for each case. Some economies stand there more than "
            "once.",
            "Cross out each economy that you have already seen. Count what remains, or "
            'write `here["country"].nunique()`.',
        ),
        cases=[
            Case(lambda: count_economies(pick_field(FIELD)), "right"),
            Case(lambda: float(count_economies(pick_field(FIELD))), "right"),
            Case(lambda: [count_economies(pick_field(FIELD))], "right"),
            Case(lambda: len(pick_field(FIELD)), "counted cases"),
            Case(lambda: pick_field(FIELD), "the list of cases"),
            Case(lambda: pick_field("work_integration"), "the list of another field"),
            Case(
                lambda: count_economies(pick_field("work_integration")),
                "field not changed",
            ),
            Case(
                lambda: (
                    load_region()["country"].nunique()
                    - count_economies(pick_field(FIELD))
                ),
                "counted the empty ones",
            ),
            Case(lambda: len(load_region()), "counted every case"),
            Case(lambda: str(count_economies(pick_field(FIELD))), "another type"),
            Case(lambda: NUMBERS[count_economies(pick_field(FIELD))], "another type"),
            Case(lambda: pick_field(FIELD)["country"], "the column instead of a count"),
            Case(
                lambda: list(pick_field(FIELD)["country"].unique()),
                "named the economies",
            ),
            Case(
                lambda: ", ".join(list_names(pick_field(FIELD))),
                "named the economies",
            ),
            Case(lambda: 40, "nudge"),
        ],
    ),
    "4.2": Exercise(
        expected=lambda: divide_per_million("ME", "RS"),
        # The numbers on the bars are rounded: 17.6 divided by 2.3 is right, too.
        tolerance=0.05,
        others=divide_bars,
        right=lambda answer, expected: tr(
            "{times:.1f} times. By this reckoning Montenegro would have so many times "
            "as much social innovation as Serbia. The sample cannot carry that "
            "sentence. The two numbers of cases are close together; the difference "
            "comes from the number of people. Dividing makes a number fair only when "
            "the cases were counted, and ours were only found.",
            times=expected,
        ),
        mistakes=[
            Mistake(
                "cases only",
                lambda answer, expected: same(answer, divide_cases("ME", "RS"), 0.006),
                "This is Montenegro divided by Serbia in numbers of cases, which are "
                "close together. What comes out with the numbers per million people, "
                "which stand under the name `per_million`?",
            ),
            Mistake(
                "upside down",
                lambda answer, expected: same(answer, 1 / expected, 0.006),
                "This is Serbia divided by Montenegro. A number below one says that "
                "the upper one is smaller. What happens when they change places?",
            ),
            Mistake(
                "one of the two numbers",
                lambda answer, expected: any(
                    same(answer, one, 0.06) for one in share_per_million()
                ),
                "This is also the number per million of one economy, a bar by itself. "
                "How many times as long is the bar of Montenegro as that of Serbia?",
            ),
            Mistake(
                "a whole number beside it",
                lambda answer, expected: (
                    answer == round(answer) and abs(answer - expected) < 1
                ),
                "This is a whole number beside the answer, which is good for speaking. "
                "Here the check wants one place after the point, as Python divides.",
            ),
            Mistake(
                "growth instead of ratio",
                lambda answer, expected: (
                    same(answer, expected - 1, 0.05)
                    or same(answer, 100 * (expected - 1), 5)
                ),
                "This is growth: by how much the one bar is longer than the other. The "
                "question asks how many times as long it is: divide the two numbers, "
                "and do no more.",
            ),
            Mistake(
                "difference instead of ratio",
                lambda answer, expected: same(
                    abs(answer),
                    abs(share_per_million()["ME"] - share_per_million()["RS"]),
                    0.06,
                ),
                "This is the difference: so many cases per million lie between the "
                "two. The question was how many times. The sign for that is `/`.",
            ),
        ],
        nudge=("How many times as long is the bar of Montenegro as that of Serbia?"),
        hints=(
            "The numbers per million stand under the name `per_million`. Each economy "
            "has its code.",
            'The one for Montenegro is `per_million["ME"]`.',
            'Write `per_million["ME"] / per_million["RS"]`.',
        ),
        cases=[
            Case(lambda: divide_per_million("ME", "RS"), "right"),
            Case(lambda: round(divide_per_million("ME", "RS"), 1), "right"),
            Case(
                lambda: (
                    round(share_per_million()["ME"], 1)
                    / round(share_per_million()["RS"], 1)
                ),
                "right",
            ),
            Case(lambda: divide_cases("ME", "RS"), "cases only"),
            Case(lambda: divide_per_million("RS", "ME"), "upside down"),
            Case(lambda: share_per_million()["ME"], "one of the two numbers"),
            Case(
                lambda: share_per_million()["ME"] - share_per_million()["RS"],
                "difference instead of ratio",
            ),
            Case(
                lambda: divide_per_million("ME", "RS") - 1,
                "growth instead of ratio",
            ),
            Case(
                lambda: pick_far_neighbour(divide_per_million("ME", "RS")),
                "a whole number beside it",
            ),
            Case(share_per_million, "another type"),
            Case(lambda: 100, "nudge"),
        ],
    ),
    "4.3": Exercise(
        expected=lambda: count_economies(pick_whole()),
        right=lambda answer, expected: tr(
            "As far as our rows show, a status is in force in {names}. In Bosnia and "
            "Herzegovina a law holds in Republika Srpska, a part of it. About the "
            "others a row says none or draft. Talk about it: which row would you look "
            "up first?",
            names=name_economies(pick_whole()),
        ),
        mistakes=[
            Mistake(
                "counted rows",
                lambda answer, expected: (
                    same(answer, len(pick_whole()))
                    or same(answer, count_economies(pick_about_whole()))
                ),
                say_rows,
            ),
            Mistake(
                "took a part for the whole",
                lambda answer, expected: same(answer, count_economies(pick_in_force())),
                "This is the number of economies in which a law is in force "
                "somewhere, also in a part of them. Somebody in the other part would "
                "ask you where this law is. What comes out with both conditions, in "
                "force and whole?",
            ),
            Mistake(
                "looked at one topic only",
                lambda answer, expected: same(
                    answer,
                    count_economies(
                        pick_whole()[pick_whole()["topic"] == "legal_framework"]
                    ),
                ),
                "This is the number of economies with a row *legal framework* in "
                "force. One economy has no such row, and yet a row about its "
                "definition says that it is in force. Missing is not zero: what do "
                "both topics say together?",
            ),
            Mistake(
                "counted every economy with a row",
                lambda answer, expected: same(answer, count_economies(load_law())),
                "Every economy has a row about law or definition. But some rows say "
                "none or draft. A row is not a law: read the status.",
            ),
            Mistake(
                "counted all rows in force",
                lambda answer, expected: same(answer, len(pick_in_force())),
                "This is the number of all rows in force, also those about a part; "
                "some economies have two. How many different economies remain with "
                "the condition whole?",
            ),
            Mistake(
                "counted all rows",
                lambda answer, expected: same(answer, len(load_law())),
                "This is the number of all rows in the list. Some say none, some "
                "draft. How many economies have a row that says in force?",
            ),
            Mistake(
                "counted rows about the whole",
                lambda answer, expected: same(answer, len(pick_about_whole())),
                "This is the number of rows about a whole economy, in force or not. "
                "How many different economies remain with the condition in force?",
            ),
            Mistake(
                "the rows instead of a count",
                lambda answer, expected: (
                    isinstance(answer, pd.DataFrame)
                    and set(answer["id"]) == set(pick_whole()["id"])
                ),
                "These are the right rows, with all their columns. Take the column of "
                "economies, and count the different ones: `nunique()`.",
            ),
            Mistake(
                "named the economies",
                lambda answer, expected: (
                    read_economies(answer) == set(pick_whole()["country"])
                ),
                "These are the economies, and the right ones. Some may stand there "
                "twice. How many different ones are they? Add the verb `nunique()`.",
            ),
        ],
        nudge=(
            "Which rows are in force and whole, and how many different economies do "
            "they name?"
        ),
        hints=(
            "Two conditions are ready: `in_force` and `whole`. The sign `&` joins "
            "them.",
            "Some economies have two rows. `count()` counts the rows, `nunique()` the "
            "different values.",
            'Write `law[in_force & whole]["country"].___()` with the second verb in '
            "the blank.",
        ),
        cases=[
            Case(lambda: count_economies(pick_whole()), "right"),
            Case(lambda: float(count_economies(pick_whole())), "right"),
            Case(lambda: len(pick_whole()), "counted rows"),
            Case(lambda: count_economies(pick_about_whole()), "counted rows"),
            Case(lambda: len(pick_about_whole()), "counted rows about the whole"),
            Case(lambda: count_economies(pick_in_force()), "took a part for the whole"),
            Case(
                lambda: count_economies(
                    pick_whole()[pick_whole()["topic"] == "legal_framework"]
                ),
                "looked at one topic only",
            ),
            Case(
                lambda: count_economies(load_law()), "counted every economy with a row"
            ),
            Case(lambda: len(pick_in_force()), "counted all rows in force"),
            Case(lambda: len(load_law()), "counted all rows"),
            Case(lambda: pick_whole()["country"].unique(), "named the economies"),
            Case(lambda: pick_whole()["country"], "named the economies"),
            Case(lambda: list_names(pick_whole()), "named the economies"),
            Case(pick_whole, "the rows instead of a count"),
            Case(lambda: pick_whole()["country"].nunique, "another type"),
            Case(lambda: 30, "nudge"),
        ],
    ),
    "4.4": Exercise(
        expected=lambda: subtract("F512", "F505"),
        right=lambda answer, expected: tr(
            "{more:.0f} more: from {first:.0f} holders of the status in autumn 2023 to "
            "{last:.0f} in March 2025, by two reports that name the register agency. "
            "Both count the same thing. Now the second half of the answer: out of how "
            "many that could register? Nobody knows, because the estimates lie "
            "hundreds apart. So the journalist gets a small number with two dates, and "
            "no percentage.",
            more=expected,
            first=load_numbers()["F505"],
            last=load_numbers()["F512"],
        ),
        mistakes=[
            Mistake(
                "the other way round",
                lambda answer, expected: same(answer, -expected),
                "These are the two that belong together. A minus sign says that the "
                "number fell, and it rose. What comes out with the later one first?",
            ),
            Mistake(
                "a speaker beside the register",
                is_difference_with("F503"),
                "This is the difference between two of the answers, and one of them is "
                "what a speaker told the press: about so many. Perhaps applications "
                "were counted, perhaps it was a hope. Which two answers come from the "
                "register agency?",
            ),
            Mistake(
                "all types beside the status",
                is_difference_with("F501"),
                "This is the difference between all types of 2012 and something "
                "narrower. By this reckoning hundreds of organisations died, but they "
                "were only no longer counted. The law is younger than that number. "
                "Which two answers count holders of the status?",
            ),
            Mistake(
                "an estimate beside the status",
                is_difference_with("F502"),
                "This is the difference between an estimate of all who operate in the "
                "sector and those who hold a status. One may be in the sector for "
                "years without a status. Which two answers count the same thing?",
            ),
            Mistake(
                "percentage instead of difference",
                lambda answer, expected: any(
                    same(answer, one, 0.6 if one > 10 else 0.006)
                    for one in (
                        load_numbers()["F512"] / load_numbers()["F505"],
                        100 * expected / load_numbers()["F505"],
                        expected / load_numbers()["F505"],
                    )
                ),
                "This is also a ratio of the right two numbers, as a share or in per "
                "cent; 50 is one of the five answers, too. With such small numbers, a "
                "percentage sounds larger than it is. What is the plain difference, "
                "later minus earlier?",
            ),
            Mistake(
                "one number instead of two",
                lambda answer, expected: any(
                    same(answer, load_numbers()[one]) for one in FIVE
                ),
                "This is one of the five answers. By how many the number has grown, "
                "two of them tell together: later minus earlier.",
            ),
            Mistake(
                "ids instead of numbers",
                lambda answer, expected: (
                    {re.sub(r"[\W_]", "", answer).upper()} <= set(FIVE)
                    if isinstance(answer, str)
                    else set(answer) <= set(FIVE)
                ),
                "This is the id of an answer, not its number. The id is the name of a "
                'row: `data.figure("F501")` gives the number that stands there. Which '
                "two belong together, with a minus sign between them?",
            ),
            Mistake(
                "the digits of an id",
                lambda answer, expected: read_figure(answer) in FIVE,
                lambda answer, expected: tr(
                    "{digits} is a part of the id of an answer, {id}. The number that "
                    'stands there is `data.figure("{id}")`. Which two belong together, '
                    "with a minus sign between them?",
                    digits=read_figure(answer)[1:],
                    id=read_figure(answer),
                ),
            ),
            Mistake(
                "added",
                lambda answer, expected: same(
                    answer, load_numbers()["F512"] + load_numbers()["F505"]
                ),
                "This is the sum of two counts of the same register. Most "
                "organisations of the first count are in the second one, too. What is "
                "the difference?",
            ),
        ],
        nudge=(
            "Which two answers count holders of the status and come from the register? "
            "Later minus earlier."
        ),
        hints=(
            "Read the columns *item* and *reported by*. Three answers have the same "
            "item.",
            "Of these three, one comes from a speaker, with the word about. The other "
            "two go back to the register agency.",
            'Write `data.figure("F512") - data.figure("F___")` with the id of the '
            "count of autumn 2023 that comes from the registrar.",
        ),
        cases=[
            Case(lambda: subtract("F512", "F505"), "right"),
            Case(lambda: int(subtract("F512", "F505")), "right"),
            Case(lambda: [subtract("F512", "F505")], "right"),
            Case(lambda: subtract("F505", "F512"), "the other way round"),
            Case(lambda: subtract("F512", "F503"), "a speaker beside the register"),
            Case(lambda: subtract("F505", "F503"), "a speaker beside the register"),
            Case(lambda: subtract("F512", "F501"), "all types beside the status"),
            Case(lambda: subtract("F502", "F501"), "all types beside the status"),
            Case(lambda: subtract("F512", "F502"), "an estimate beside the status"),
            Case(lambda: 50.0, "percentage instead of difference"),
            Case(lambda: 1.5, "percentage instead of difference"),
            Case(lambda: load_numbers()["F512"], "one number instead of two"),
            Case(lambda: ["F512", "F505"], "ids instead of numbers"),
            Case(lambda: "F512", "ids instead of numbers"),
            Case(lambda: "505", "the digits of an id"),
            Case(lambda: 505, "the digits of an id"),
            Case(lambda: 40.0, "added"),
            Case(lambda: "8", "another type"),
            Case(lambda: 3, "nudge"),
        ],
    ),
    "4.q5": Question(
        right={
            "a": (
                "This can be defended. It is the only full count, it has a concept and "
                "a year, and you say that it is old. The other side: it is a picture "
                "of a sector before the law, and two thirds of it were cooperatives. "
                "Would the reader know that?"
            ),
            "b": (
                "This can be defended. It has a date and goes back to a register. The "
                "other side: it counts a status, and most who work in this way do not "
                "hold it. A hurried reader may think that there are hardly any. Which "
                "half-sentence would you add?"
            ),
        },
        wrong={
            "c": (
                "This is a mean of five numbers. A mean is useful when five people "
                "measure the same thing. Here five things were measured, and the "
                "result belongs to none of them. Which single question does your "
                "sentence answer?"
            ),
            "d": (
                "This sentence makes a fall of the first and the last number. The "
                "first counts all types, the last a status that did not exist before "
                "2022. Nothing in the table says that anybody closed. Which choice "
                "names what was counted?"
            ),
        },
    ),
    "4.6": Exercise(
        expected=expect_decisions,
        right=welcome_decisions,
        mistakes=[
            Mistake(
                "other words",
                lambda answer, expected: (
                    set(answer) == set(expected) and has_strange_word(answer)
                ),
                name_strange_words,
                of_parts=True,
            ),
            Mistake(
                "decisions without ids",
                lambda answer, expected: (
                    isinstance(answer, list) and all(map(read_decision, answer))
                ),
                "These are decisions, and it does not show to which claim each "
                "belongs. The curly brackets of the cell do that: the id, a colon, "
                "the decision.",
            ),
            Mistake(
                "not all claims",
                lambda answer, expected: bool(answer) and set(answer) < set(expected),
                "Some of the five claims have no decision yet. Each of them has its "
                "own line.",
            ),
            Mistake(
                "used everything",
                lambda answer, expected: all(says(answer, c, "use") for c in expected),
                "With all five in use, a reader cannot tell an event from a promise. "
                "Look once more at the column of years: one has none, and one tells of "
                "a draft that may have changed since.",
            ),
            Mistake(
                "used a number without a year",
                lambda answer, expected: says(answer, "C45", "use"),
                "The number about young people who would leave is striking. It has no "
                "year, and it was read on a page that quotes another. Of whom is it a "
                "share? In which year? Until you know, what could you do with it?",
            ),
            Mistake(
                "used an old draft",
                lambda answer, expected: says(answer, "C17", "use"),
                "The claim about the draft law was true in the year that stands "
                "there. A draft can become a law on any day, and then the first "
                "reader who knows it stops reading. What would you do first?",
            ),
            Mistake(
                "left out what happened",
                lambda answer, expected: says(answer, "C05", "leave out"),
                "The claim about the flats is the oldest one, and it tells an event: "
                "they were built. Old is not the same as false. In which tense could "
                "it stand?",
            ),
            Mistake(
                "left out the freshest count",
                lambda answer, expected: says(answer, "C12", "leave out"),
                "The count of status holders has a date and a source, and we opened "
                "the page again for this lesson. The words *little used* are a "
                "judgement, and one may doubt them. Could the number stay, with words "
                "of your own?",
            ),
        ],
        nudge=(
            "The answer is a decision for each of the five claims, as a word in "
            "quotation marks."
        ),
        hints=(
            "Read the last column first: the year. Then ask of each claim whether it "
            "tells an event, a state or a promise.",
            "A state may have changed since: look it up. An event has happened: it "
            "stays true.",
            'The draft law and the number without a year are not ready for "use". The '
            "others can be defended in more than one way.",
        ),
        cases=[
            Case(decide, "right"),
            Case(lambda: decide(C05="look up", C12="look up"), "right"),
            Case(lambda: decide(C17="Leave out ", C45="LEAVE OUT"), "right"),
            Case(lambda: decide(C49="leave out"), "right"),
            Case(lambda: decide(C17="look-up", C45="lookup"), "right"),
            Case(lambda: decide(C49="look up", C05="look up"), "right"),
            Case(
                lambda: decide(C17="provjeri", C45="izostavi", C05="koristi"), "right"
            ),
            Case(lambda: decide(C17="провери", C45="изостави"), "right"),
            Case(lambda: decide(C17="kontrollo", C45="hiq", C12="përdor"), "right"),
            Case(lambda: decide(C17="koristi"), "used an old draft"),
            Case(lambda: decide(C12="maybe"), "other words"),
            Case(lambda: decide(C12="banana"), "other words"),
            Case(lambda: ["use", "use", "look up"], "decisions without ids"),
            Case(lambda: {"C05": "use", "C12": "use"}, "not all claims"),
            Case(lambda: decide(C17="use", C45="use"), "used everything"),
            Case(lambda: decide(C45="use"), "used a number without a year"),
            Case(lambda: decide(C17="use"), "used an old draft"),
            Case(lambda: decide(C05="leave out"), "left out what happened"),
            Case(lambda: decide(C12="leave out"), "left out the freshest count"),
            Case(lambda: "use", "another type"),
        ],
    ),
    "4.7": Exercise(
        expected=lambda: list_ids(pick_recent(pick_work())),
        any_order=True,
        right=lambda answer, expected: tr(
            "{n} of {total} cases have a figure from {since} or later: these are the "
            "first to call. Of the others we know only how they once were, or have no "
            "year at all. That is no news about them: perhaps they thrive, and nobody "
            "wrote. Talk about it: which one is nearest to your team?",
            n=len(expected),
            total=len(pick_work()),
            since=str(SINCE),
        ),
        mistakes=[
            Mistake(
                "the whole rows",
                lambda answer, expected: (
                    isinstance(answer, pd.DataFrame)
                    and sorted(list_ids(answer)) == sorted(expected)
                ),
                "These are the right rows, with all their columns. For the list, take "
                "one column: write `case_id` in square brackets behind them.",
            ),
            Mistake(
                "left out the year itself",
                lambda answer, expected: (
                    sorted(as_ids(answer))
                    == sorted(
                        list_ids(pick_work()[lambda rows: rows["figure_year"] > SINCE])
                    )
                ),
                "This list holds the years after 2020. The words 2020 or later hold "
                "the year itself, too. Which sign means larger or equal?",
            ),
            Mistake(
                "kept rows without a year",
                lambda answer, expected: (
                    sorted(as_ids(answer))
                    == sorted(
                        list_ids(
                            pick_work()[
                                lambda rows: (
                                    (rows["figure_year"] >= SINCE)
                                    | rows["figure_year"].isna()
                                )
                            ]
                        )
                    )
                ),
                "This list also holds the cases without a year. A missing year is "
                "neither old nor new: we do not know. Without them it is right; they "
                "make a second list of people to ask.",
            ),
            Mistake(
                "took the year of the start",
                holds(lambda: pick_recent(pick_work(), "start_year")),
                "These are the cases that began in 2020 or later. An old case can "
                "have a fresh figure, and those are the most interesting ones: they "
                "lasted. The year of the figure stands in the column `figure_year`.",
            ),
            Mistake(
                "all of work integration",
                holds(lambda: pick_recent(pick_field("work_integration"))),
                "This list also holds cases that are not for persons with "
                "disabilities: it comes from all cases of work integration. The table "
                "`work` of section 5 holds the others.",
            ),
            Mistake(
                "all fields",
                holds(lambda: pick_recent(load_region())),
                "These are cases of all fields. The table `work` holds one: work "
                "integration of persons with disabilities.",
            ),
            Mistake(
                "no year at all",
                holds(pick_work),
                "This list holds every case of the table, of whatever year. The "
                "condition on the year stands in square brackets.",
            ),
            Mistake(
                "marked and not kept",
                lambda answer, expected: pd.api.types.is_bool_dtype(answer),
                "This is one true or false for each case: the right question, not yet "
                "the list. In square brackets behind `work` it chooses the rows; the "
                "column `case_id` has the names.",
            ),
            Mistake(
                "the older ones",
                holds(lambda: pick_work()[pick_work()["figure_year"] < SINCE]),
                "These are the cases whose last figure is older than 2020. Larger or "
                "equal is written `>=`.",
            ),
            Mistake(
                "names instead of ids",
                lambda answer, expected: (
                    sorted(answer) == sorted(pick_recent(pick_work())["name"])
                ),
                "These are the right cases, by their names. A name can change or stand "
                "twice; an id cannot. Take the column `case_id`.",
            ),
            Mistake(
                "a count instead of a list",
                lambda answer, expected: same(answer, len(expected)),
                "The number is right. To call somebody, you need the names: give the "
                "list of ids instead of how many they are.",
            ),
        ],
        nudge=(
            "The answer is a list of case ids: the rows of `work` whose `figure_year` "
            "is 2020 or later."
        ),
        hints=(
            'The column of years is `work["figure_year"]`. Compare it with 2020.',
            "Larger or equal is written `>=`. Put the comparison in square brackets "
            "behind `work`.",
            'Write `work[work["figure_year"] >= …]["case_id"].tolist()`.',
        ),
        cases=[
            Case(lambda: list_ids(pick_recent(pick_work())), "right"),
            Case(lambda: list_ids(pick_recent(pick_work()))[::-1], "right"),
            Case(lambda: pick_recent(pick_work())["case_id"], "right"),
            Case(lambda: pick_recent(pick_work()), "the whole rows"),
            Case(
                lambda: list_ids(pick_work()[lambda r: r["figure_year"] > SINCE]),
                "left out the year itself",
            ),
            Case(
                lambda: list_ids(
                    pick_work()[
                        lambda r: (r["figure_year"] >= SINCE) | r["figure_year"].isna()
                    ]
                ),
                "kept rows without a year",
            ),
            Case(
                lambda: list_ids(pick_recent(pick_work(), "start_year")),
                "took the year of the start",
            ),
            Case(
                lambda: list_ids(pick_recent(pick_field("work_integration"))),
                "all of work integration",
            ),
            Case(lambda: list_ids(pick_recent(load_region())), "all fields"),
            Case(lambda: list_ids(pick_work()), "no year at all"),
            Case(
                lambda: len(pick_recent(pick_work())),
                "a count instead of a list",
            ),
            Case(lambda: pick_work()["figure_year"] >= SINCE, "marked and not kept"),
            Case(
                lambda: list_ids(pick_work()[lambda r: r["figure_year"] < SINCE]),
                "the older ones",
            ),
            Case(
                lambda: pick_recent(pick_work())["name"].tolist(),
                "names instead of ids",
            ),
            Case(lambda: "BA10", "another type"),
            Case(lambda: ["BA10", "BA11"], "another type"),
            Case(lambda: ["BA11"], "nudge"),
        ],
    ),
    "4.q1": Question(
        right={
            "b": (
                "No row means that we read nothing. Perhaps there is a fund, perhaps "
                "not. The honest sentence names what you did and what you will do next."
            )
        },
        wrong={
            "a": (
                "That would make a missing row a no. A row that says none would be a "
                "no, with a date and a page. Here there is no row. What do you know, "
                "and whom could you ask?"
            ),
            "c": (
                "That would say something about the economy from a gap in our reading. "
                "Perhaps its pages are in a language that we did not read. Which "
                "choice speaks only about what we did?"
            ),
        },
    ),
    "4.q2": Question(
        right={
            "c": (
                "All types, and holders of a status: two questions, two numbers. "
                "Between them lies a change of rule, too. No change can be read from "
                "such a pair, neither a fall nor a rise."
            )
        },
        wrong={
            "a": (
                "That makes a story of two numbers, and a sad one: most of them gone. "
                "But an organisation without a status is still there. What did each "
                "source count?"
            ),
            "b": (
                "Two different numbers do not need a false one among them. Both can be "
                "right, each for its own question. Which two questions were they?"
            ),
        },
    ),
    "4.q3": Question(
        right={
            "a": (
                "The sentence tells a state, and states change. Look again, and write "
                "the date on which you looked. If nothing newer is found, say that too."
            )
        },
        wrong={
            "b": (
                "It was printed, and it was true then. If a law has come since, the "
                "first reader who knows it will trust nothing else in your plan. How "
                "long does it take to look?"
            ),
            "c": (
                "Old is not false. The sentence may still hold, and as history it "
                "holds for ever: in 2018 there was none. What could you do in five "
                "minutes to know more?"
            ),
        },
    ),
    "4.q4": Question(
        right={
            "c": (
                "Other words, other languages, and the people concerned. Then you can "
                "write: we searched so, we asked these, and we found nobody. That is a "
                "gap somebody can check."
            )
        },
        wrong={
            "a": (
                "One search finds what is written in your own words. The café of "
                "persons with Down syndrome was invisible to it. What else could a "
                "service call itself?"
            ),
            "b": (
                "Nobody can prove it, that is true. A plan needs no proof, though. It "
                "needs a sentence that others can check: where the search was made "
                "and who was asked. Which choice comes near?"
            ),
        },
    ),
}
