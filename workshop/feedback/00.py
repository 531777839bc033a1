"""Feedback on lesson 0: Start here."""

import difflib
import re
import unicodedata

import pandas as pd

from workshop import data
from workshop.messages import tr
from workshop.number_words import to_latin
from workshop.reading import read_lookalikes
from workshop.rules import (
    Case,
    Exercise,
    Mistake,
    Question,
    is_number,
    is_text,
    read_number,
    same,
)

# How people of the region write the names of the six, beside the English ones.
OTHER_NAMES = {
    "AL": {"shqipëri", "shqipëria", "albanija", "албанија"},
    "BA": {"bosna i hercegovina", "bih", "босна и херцеговина", "bosnia", "bosna"},
    "XK": {"kosovo", "kosova", "kosovë", "косово"},
    "ME": {"crna gora", "црна гора", "mali i zi"},
    "MK": {"severna makedonija", "sjeverna makedonija", "северна македонија"}
    | {"maqedonia e veriut", "makedonija", "македонија", "macedonia"},
    "RS": {"srbija", "србија", "serbi", "serbija"},
}

OTHER_STATE = (
    "This is a name in the large table, with the states of the European Union. `six` "
    "keeps the six alone: the answer is in one of its rows."
)

MOST_ROUNDED = 5  # digits that a rounded number shows

# Codes that people know from cars, sports, the telephone or the post.
OTHER_CODES = {"KS", "KV", "RKS", "KOS", "SRB", "SCG", "CG", "CRG", "MNE", "MAK"}
OTHER_CODES |= {"NMK", "MKD", "BH", "BIH", "BOS", "SHQ", "SQ", "ALB", "SR", "YU", "FBH"}


def load_six() -> pd.DataFrame:
    """Return the rows of the six economies, as the table has them."""
    table = data.load("countries")
    return table[table["group"] == "WB6"]


def find_smallest() -> pd.Series:
    """Return the row of the economy with the fewest people."""
    return load_six().sort_values("population").iloc[0]


def count_smallest() -> int:
    """Return how many people live in the smallest of the six."""
    return int(load_six()["population"].min())


def count_all() -> int:
    """Return how many people live in the six together."""
    return int(load_six()["population"].sum())


def is_cyrillic(answer: str) -> bool:
    """Tell whether a text holds a letter of the Cyrillic alphabet."""
    return any("CYRILLIC" in unicodedata.name(letter, "") for letter in answer)


def name_latin_code(answer: str) -> str:
    """Say which code two Cyrillic letters look or sound like, if the table has it."""
    codes = load_six()["country"].tolist()
    both = (read_lookalikes(answer.strip()), to_latin(answer.strip().casefold()))
    meant = [code for code in codes if code in [one.upper() for one in both]]
    if meant:
        return tr(
            "I see letters of the Cyrillic alphabet, and Python tells them apart from "
            'those of the table. In Latin letters, the code is "{code}".',
            code=meant[0],
        )
    return tr(
        "I see letters of the Cyrillic alphabet. The codes of the table stand in Latin "
        "letters, in its column `code`: copy the one that stands beside the name of "
        "your economy."
    )


def speak_of_mine(answer: str, expected: object) -> str:
    """Read the row that was found as a sentence, without taking sides on names."""
    six = load_six()
    row = six[six["country"] == answer].iloc[0]
    return tr(
        "{people} people lived there in the middle of {year}, as estimated. You asked "
        "a table a question, and it answered. Does the number agree with what you "
        "knew?",
        people=row["population"],
        year=row["population_year"],
    )


def find_row(answer: object) -> pd.Series | None:
    """Find the economy that an answer names, by code or by name in any language."""
    if not is_text(answer):
        return None
    said = answer.strip().strip("*").casefold()
    for _, row in load_six().iterrows():
        names = {row["country"].casefold(), row["country_name"].strip("*").casefold()}
        if said in names | OTHER_NAMES.get(row["country"], set()):
            return row
    return None


def names_other_state(answer: object, expected: object) -> bool:
    """Tell whether an answer names a state of the large table, by its English name."""
    table = data.load("countries")
    names = table[table["group"] != "WB6"]["country_name"]
    return answer.strip().casefold() in set(names.str.casefold())


def names_code_and_more(answer: str) -> bool:
    """Tell whether a text holds one code of the six beside other words."""
    words = re.findall(r"\w+", answer)
    codes = [word for word in words if word in set(load_six()["country"])]
    return len(words) > 1 and len(codes) == 1


def speak_of_another(answer: object, expected: object) -> str:
    """Say how many of the six have fewer people than the one that was named."""
    row = find_row(answer)
    fewer = int((load_six()["population"] < row["population"]).sum())
    return tr(
        "People there in {year}: {people}; {n} of the six has fewer. With `True` in "
        "the first line of the cell, the one with the fewest people stands in the "
        "first row under the names of the columns.",
        "People there in {year}: {people}; {n} of the six have fewer. With `True` in "
        "the first line of the cell, the one with the fewest people stands in the "
        "first row under the names of the columns.",
        people=row["population"],
        year=row["population_year"],
        n=fewer,
    )


def speak_of_total(answer: object, expected: int) -> str:
    """Set the people of the six beside the states of the European Union."""
    table = data.load("countries")
    states = table[table["group"] == "EU27"]
    larger = int((states["population"] > expected).sum())
    return tr(
        "Every row went in. Said aloud, it is about {millions:.0f} million people in "
        "{year}; {larger} of the {states} states of the European Union have more each. "
        "A round number is for the ear, the exact one is for the next computation.",
        millions=expected / 1e6,
        year=load_six()["population_year"].max(),
        larger=larger,
        states=len(states),
    )


def speak_of_line(answer: object, expected: object) -> str:
    """Say what stands in another line of the cell."""
    return tr(
        "Line {line} is another line of the cell, counted from the top. If a mark is "
        "missing there, the message names it. The word `Travnik` stands in a line of "
        "its own. What does the message say when the mark after `Travnik` is missing?",
        line=answer,
    )


def speak_of_village(answer: object, expected: float) -> str:
    """Set the part of the smallest beside an equal part for each."""
    return tr(
        "About {round:.0f} of the hundred, exactly {exact:.2f}. If money were shared "
        "out by people, the smallest would get this part of it. If each "
        "of the six got the same, it would be {equal:.0f}. Which of the two would you "
        "call fair, and for whom?",
        round=expected,
        exact=expected,
        equal=100 / len(load_six()),
    )


def quote_name(answer: object, expected: object) -> str:
    """Say which name was read, when it is nearly the expected one."""
    return tr(
        'I see "{name}". The name in the table is a little different: compare letter '
        "by letter.",
        name=answer,
    )


def is_misspelt(answer: object, expected: str) -> bool:
    """Tell whether an answer is nearly the expected name."""
    if not is_text(answer) or find_row(answer) is not None:
        return False
    close = difflib.get_close_matches(
        answer.strip().casefold(), [expected.casefold()], cutoff=0.75
    )
    return bool(close)


def is_rounded(answer: object, expected: float) -> bool:
    """Tell whether an answer is the expected total, rounded or in millions."""
    value = read_number(answer) if is_text(answer) else answer
    if not is_number(value) or value == expected:
        return False
    if len(f"{value:.12g}".replace(".", "").rstrip("0")) > MOST_ROUNDED:
        return False  # all people but one are no round number
    return any(abs(value * unit - expected) < 0.03 * expected for unit in (1, 1e6))


def name_one_economy(answer: object, expected: int) -> str:
    """Say which of the six has as many people as the answer."""
    six = load_six()
    return tr(
        "So many people live in one of the six: {name}. The question asks for all of "
        "them together. Which verb adds up a whole column?",
        name=six["country_name"][six["population"] == answer].iloc[0],
    )


EXERCISES = {
    "0.1": Exercise(
        expected=lambda: 1,
        right=(
            "Line 1. A mistake on purpose, a message, and back again: that is most of "
            "what people who write code do all day. When did you last see a message "
            "on a screen that blamed you? What would a kind one have said?"
        ),
        mistakes=[
            Mistake(
                "read another line",
                fits=lambda answer, expected: same(answer, 2) or same(answer, 3),
                reply=speak_of_line,
            ),
            Mistake(
                "counted from zero",
                fits=lambda answer, expected: same(answer, 0),
                reply=(
                    "Some parts of Python begin to count at zero. Lines are counted "
                    "as in a book: the top line of the cell has the number one. Which "
                    "line does the message name?"
                ),
            ),
            Mistake(
                "wrote what was missing",
                fits=lambda answer, expected: (
                    is_text(answer) and ("quot" in answer.casefold() or answer == '"')
                ),
                reply=(
                    "A quotation mark: that is what is missing, and the first half of "
                    "the message. The second half says in which line. Write the number "
                    "of that line, without quotation marks."
                ),
            ),
        ],
        nudge=(
            "The message under the cell ends with a sentence that begins “It happened "
            "in line …”. Make the mistake once more, read that sentence, undo."
        ),
        hints=(
            "Take away only the mark after `Travnik`, run, and read the message to its "
            "end before you change anything.",
            "The last sentence of the message begins: “It happened in line …”.",
            "The line that names the town is the top one. Write its number: one digit.",
        ),
        cases=[
            Case(lambda: 1, "right"),
            Case(lambda: 1.0, "right"),
            Case(lambda: [1], "right"),
            Case(lambda: "1", "another type"),
            Case(lambda: 2, "read another line"),
            Case(lambda: 3, "read another line"),
            Case(lambda: 0, "counted from zero"),
            Case(lambda: "a quotation mark", "wrote what was missing"),
            Case(lambda: '"', "wrote what was missing"),
            Case(lambda: "one", "another type"),
            Case(lambda: "Line 1", "another type"),
            Case(lambda: "lnie", "another type"),
            Case(lambda: 17, "nudge"),
        ],
    ),
    "0.2": Exercise(
        expected=lambda: len(load_six()),
        right=(
            "One row for each of the six economies. The line of names on top is "
            "not a row, because it is not about any economy. Which table do you keep "
            "at work, and what is one row in it: a person, a visit, a payment?"
        ),
        mistakes=[
            Mistake(
                "gave the table itself",
                fits=lambda answer, expected: isinstance(answer, pd.DataFrame),
                reply=(
                    "This is the whole table, and it is the right one. The question "
                    "asks for one number: how many rows does it have? Count them, or "
                    "write `len(six)`: `len`, short for length, counts rows."
                ),
            ),
            Mistake(
                "counted the header",
                fits=lambda answer, expected: same(answer, expected + 1),
                reply=(
                    "Seven is the number of lines with the one on top, which holds the "
                    "names of the columns. If that were a row, the word “economy” "
                    "would be an economy too. How many lines stand below it?"
                ),
            ),
            Mistake(
                "counted columns",
                fits=lambda answer, expected: same(answer, 3),
                reply=(
                    "Three is the number of columns: they run from top to bottom. Rows "
                    "run from left to right, one for each economy. How many of those "
                    "are there?"
                ),
            ),
            Mistake(
                "counted fields",
                fits=lambda answer, expected: (
                    same(answer, 3 * expected)
                    or same(answer, 3 * expected + 3)
                    or same(answer, load_six().size)
                ),
                reply=(
                    "That is a number of single fields, rows times columns; or of all "
                    "columns that `six` has, of which the table above shows a few. A "
                    "row is a whole line of fields that belong to one economy. How "
                    "many lines?"
                ),
            ),
            Mistake(
                "counted the whole table",
                fits=lambda answer, expected: same(answer, len(data.load("countries"))),
                reply=(
                    "That is the number of rows of the large table, from which we "
                    "chose: it holds the states of the European Union too. The table "
                    "shown above keeps the six alone. How many rows does that one have?"
                ),
            ),
        ],
        nudge=(
            "Count the lines of the table that begin with the name of an economy. "
            "The line on top, with the names of the columns, does not count."
        ),
        hints=(
            "A row runs from left to right. One row is about one economy.",
            "The top line names the columns. It is not a row.",
            "Count aloud, line by line: “Albania, one”, and so on to Serbia. The last "
            "number that you say is the answer.",
        ),
        cases=[
            Case(lambda: 6, "right"),
            Case(lambda: 6.0, "right"),
            Case(lambda: len(load_six()), "right"),
            Case(lambda: "6", "another type"),
            Case(lambda: 7, "counted the header"),
            Case(lambda: "seven", "another type"),
            Case(lambda: 3, "counted columns"),
            Case(lambda: 18, "counted fields"),
            Case(lambda: 21, "counted fields"),
            Case(lambda: load_six().size, "counted fields"),
            Case(lambda: 33, "counted the whole table"),
            Case(lambda: "six", "another type"),
            Case(lambda: "Six.", "another type"),
            Case(lambda: "7", "another type"),
            Case(load_six, "gave the table itself"),
            Case(lambda: 5, "nudge"),
        ],
    ),
    "0.3": Exercise(
        expected=lambda: load_six()["country"].iloc[0],
        accepts=lambda answer: answer in set(load_six()["country"]),
        right=speak_of_mine,
        mistakes=[
            Mistake(
                "wrote small letters",
                fits=lambda answer, expected: (
                    re.sub(r"[\W_]", "", answer).upper() in set(load_six()["country"])
                ),
                reply=(
                    "This is a code of the table, but for small letters, a space or a "
                    "sign. Python compares letter by letter, so no row was found. "
                    "Write two capital letters, with nothing beside or between them."
                ),
            ),
            Mistake(
                "wrote two codes",
                lambda answer, expected: (
                    len({*re.findall(r"\w+", answer)} & {*load_six()["country"]}) > 1
                ),
                "I see more than one code of the table. The cell looks for one row: "
                "write one of them.",
            ),
            Mistake(
                "wrote code and name",
                fits=lambda answer, expected: names_code_and_more(answer),
                reply=(
                    "The code stands in this text, and more beside it. Python compares "
                    "letter by letter, so no row was found. Write the two letters "
                    "alone."
                ),
            ),
            Mistake(
                "wrote Cyrillic letters",
                fits=lambda answer, expected: (
                    len(answer.strip()) == 2 and is_cyrillic(answer)
                ),
                reply=lambda answer, expected: name_latin_code(answer),
            ),
            Mistake(
                "wrote the name",
                fits=lambda answer, expected: find_row(answer) is not None,
                reply=(
                    "This is a name. The cell looks into the column of codes, which "
                    "are short and the same in every language. Take the two letters "
                    "from the row of that name."
                ),
            ),
            Mistake("named another state", names_other_state, OTHER_STATE),
            Mistake(
                "wrote the capital",
                fits=lambda answer, expected: (
                    answer.strip() in set(data.load("countries")["capital"])
                ),
                reply=(
                    "That is a capital. In the same row, one column before it, stands "
                    "the code: two capital letters. Write those."
                ),
            ),
            Mistake(
                "wrote a code from elsewhere",
                fits=lambda answer, expected: (
                    answer.strip().upper() in OTHER_CODES | set(load_six()["iso3"])
                ),
                reply=(
                    "Such codes stand on cars, in sports or in addresses. Each list "
                    "has codes of its own. The cell looks for those of our table: two "
                    "letters, in the column `code`."
                ),
            ),
            Mistake(
                "chose a row outside the six",
                fits=lambda answer, expected: (
                    answer.strip().upper() in set(data.load("countries")["country"])
                ),
                reply=(
                    "That code stands in the large table, with the states of the "
                    "European Union. `six` keeps the six alone, so it has no such row. "
                    "If you are a guest, take the code of a neighbour."
                ),
            ),
        ],
        nudge=(
            "I do not find this code in the table. Write two capital letters from the "
            'column `code`, with a quotation mark on each side, such as `"ME"`.'
        ),
        hints=(
            "Look at the table “Six economies”. The column `code` stands beside the "
            "names.",
            "A code is two capital letters. Put a quotation mark before and after it.",
            'Somebody in Montenegro writes `answer_0_3 = "ME"`. Put the letters of '
            "your own row there.",
        ),
        cases=[
            Case(lambda: "AL", "right"),
            Case(lambda: "XK", "right"),
            Case(lambda: ["RS"], "right"),
            Case(lambda: "mk", "wrote small letters"),
            Case(lambda: " BA ", "wrote small letters"),
            Case(lambda: "XK*", "wrote small letters"),
            Case(lambda: "M E", "wrote small letters"),
            Case(lambda: "x-k", "wrote small letters"),
            Case(lambda: "ME, RS", "wrote two codes"),
            Case(lambda: "Macedonia", "wrote the name"),
            Case(lambda: "ME - Montenegro", "wrote code and name"),
            Case(lambda: "МК", "wrote Cyrillic letters"),
            Case(lambda: "ВА", "wrote Cyrillic letters"),
            Case(lambda: "Albania", "wrote the name"),
            Case(lambda: "Србија", "wrote the name"),
            Case(lambda: "Crna Gora", "wrote the name"),
            Case(lambda: "Croatia", "named another state"),
            Case(lambda: "Sarajevo", "wrote the capital"),
            Case(lambda: "SRB", "wrote a code from elsewhere"),
            Case(lambda: "KS", "wrote a code from elsewhere"),
            Case(lambda: "CG", "wrote a code from elsewhere"),
            Case(lambda: "SI", "chose a row outside the six"),
            Case(lambda: "de", "chose a row outside the six"),
            Case(lambda: 6, "nudge"),
            Case(load_six, "another type"),
            Case(lambda: "AB", "nudge"),
        ],
    ),
    "0.4": Exercise(
        expected=lambda: find_smallest()["country_name"],
        right=(
            "The list can be turned over: the order changes, and no number does. "
            "Where fewer people live, an office may be one person, and a new idea may "
            "reach everybody sooner. "
            "What does size change for people like those you work with?"
        ),
        mistakes=[
            Mistake(
                "picked the largest",
                fits=lambda answer, expected: (
                    find_row(answer)["population"] == load_six()["population"].max()
                ),
                reply=(
                    "This is the largest of the six: the other end of the list. With "
                    "`False` in the first line of the cell it stands in the first row, "
                    "with `True` in the last one."
                ),
            ),
            Mistake("named another state", names_other_state, OTHER_STATE),
            Mistake(
                "wrote the capital",
                lambda answer, expected: (
                    answer.strip() in set(data.load("countries")["capital"])
                ),
                "That is a capital. The column of names holds the economies: take the "
                "name of the one whose row stands first.",
            ),
            Mistake(
                "the whole row",
                lambda answer, expected: answer["country_name"] in set(answer),
                "This is a whole row, with all that the table knows of one economy. "
                "The question asks for one field of it, the name, in quotation marks.",
            ),
            Mistake(
                "the list of names",
                lambda answer, expected: (
                    not is_text(answer) and len(answer) == len(load_six())
                ),
                "This is the whole list. The question asks for one name of it: the one "
                "in the row with the smallest number of people, in quotation marks.",
            ),
            Mistake(
                "wrote True into the answer",
                lambda answer, expected: answer is True,
                "The word `True` belongs in the first line, in place of `False`. The "
                "answer is a name: the one in the first row of the new list, in "
                "quotation marks.",
            ),
            Mistake(
                "wrote the code",
                fits=lambda answer, expected: (
                    answer.strip().upper() == find_smallest()["country"]
                ),
                reply=(
                    "That is the code of the right one. Write the name as the table "
                    "has it, in quotation marks, so that everybody can read it."
                ),
            ),
            Mistake(
                "wrote the name in another language",
                fits=lambda answer, expected: (
                    find_row(answer)["country_name"] == expected
                ),
                reply=(
                    "That is the right one, in another language. The table has its "
                    "English name: copy it as it stands there."
                ),
            ),
            Mistake(
                "chose another of the six",
                fits=lambda answer, expected: find_row(answer) is not None,
                reply=speak_of_another,
            ),
            Mistake(
                "wrote the number of people",
                fits=lambda answer, expected: same(
                    read_number(answer) if is_text(answer) else answer,
                    int(find_smallest()["population"]),
                ),
                reply=(
                    "That is the number of people in the right row. The answer is the "
                    "name in the same row, in quotation marks."
                ),
            ),
            Mistake(
                "nearly the name",
                fits=is_misspelt,
                reply=quote_name,
            ),
        ],
        nudge=(
            "I do not find this name in the table. With `True` in the first line of "
            "the cell, the right name stands in the first row: copy it, in quotation "
            "marks."
        ),
        hints=(
            "Look at the word `False` in the first line of the cell. It says: do not "
            "begin with the smallest.",
            "Change `False` to `True` (with a capital T) and run the cell. The table "
            "turns over.",
            "Now the first row holds the fewest people. Copy the name from this row "
            "and put it in quotation marks.",
        ),
        cases=[
            Case(lambda: "Montenegro", "right"),
            Case(lambda: " montenegro ", "right"),
            Case(lambda: ["Montenegro"], "right"),
            Case(lambda: "Montenegro: 623,525", "another type"),
            Case(lambda: "The smallest is Montenegro", "another type"),
            Case(lambda: load_six()["country_name"], "the list of names"),
            Case(lambda: load_six().iloc[0], "the whole row"),
            Case(load_six, "the list of names"),
            Case(lambda: "Serbia", "picked the largest"),
            Case(lambda: "Srbija", "picked the largest"),
            Case(lambda: "ME", "wrote the code"),
            Case(lambda: "Crna Gora", "wrote the name in another language"),
            Case(lambda: "Kosovo", "chose another of the six"),
            Case(lambda: "Kosovo*", "chose another of the six"),
            Case(lambda: "Albania", "chose another of the six"),
            Case(
                lambda: int(find_smallest()["population"]), "wrote the number of people"
            ),
            Case(lambda: "623,525", "wrote the number of people"),
            Case(lambda: "Montenego", "nearly the name"),
            Case(lambda: 6, "nudge"),
            Case(lambda: True, "wrote True into the answer"),
            Case(lambda: "Podgorica", "wrote the capital"),
            Case(lambda: "Slovenia", "named another state"),
            Case(lambda: "Luxembourg", "named another state"),
            Case(lambda: "Ljubljana", "wrote the capital"),
            Case(lambda: "fewest", "nudge"),
        ],
    ),
    "0.5": Exercise(
        expected=lambda: int(load_six()["population"].sum()),
        right=speak_of_total,
        mistakes=[
            Mistake(
                "gave the column itself",
                fits=lambda answer, expected: (
                    isinstance(answer, pd.Series)
                    and set(answer) == set(load_six()["population"])
                ),
                reply=(
                    "This is the column itself: six numbers. One verb makes one "
                    "number of them. Write a dot after `people`, and then the verb "
                    "that adds up."
                ),
            ),
            Mistake(
                "took the average",
                fits=lambda answer, expected: same(
                    answer, load_six()["population"].mean()
                ),
                reply=(
                    "This is the average, or `mean`: how many people each of the six "
                    "would have if all had the same. The question asks for all of "
                    "them together. Which verb adds up?"
                ),
            ),
            Mistake(
                "counted rows",
                fits=lambda answer, expected: same(answer, len(load_six())),
                reply=(
                    "This is the number of rows, one for each economy. The "
                    "question is how many people live in them, all together."
                ),
            ),
            Mistake(
                "took the largest",
                fits=lambda answer, expected: same(
                    answer, load_six()["population"].max()
                ),
                reply=(
                    "This is the number of people in the largest of the six. The other "
                    "five are still missing. Which verb adds up a whole column?"
                ),
            ),
            Mistake(
                "one of the six",
                fits=lambda answer, expected: any(
                    same(answer, people) for people in load_six()["population"]
                ),
                reply=name_one_economy,
            ),
            Mistake(
                "added every row of the whole table",
                fits=lambda answer, expected: same(
                    answer, data.load("countries")["population"].sum()
                ),
                reply=(
                    "This is the sum of the whole table, with the states of the "
                    "European Union. The column `people` holds the six alone: use it, "
                    "with the verb after a dot."
                ),
            ),
            Mistake(
                "rounded the number",
                fits=is_rounded,
                reply=(
                    "That is the right size, rounded. Good for telling somebody. Here, "
                    "let the computer add: write `people.sum()`, and the number will "
                    "follow when the table changes."
                ),
            ),
            Mistake(
                "wrote the line as text",
                fits=lambda answer, expected: "people.sum" in answer.replace(" ", ""),
                reply=(
                    "The line is right. In quotation marks it is only a text: remove "
                    "them, so that Python carries it out."
                ),
            ),
        ],
        nudge=(
            "The column is called `people`. Write it, a dot, the verb that adds up, "
            "and a pair of round brackets."
        ),
        hints=(
            "A verb follows the column after a dot, and ends with `()`.",
            "To add up is called `sum` in Python.",
            "Write `people.` in place of the three dots, and after it `sum()`.",
        ),
        cases=[
            Case(lambda: load_six()["population"].sum(), "right"),
            Case(lambda: int(load_six()["population"].sum()), "right"),
            Case(lambda: float(load_six()["population"].sum()), "right"),
            Case(lambda: load_six()[["population"]].sum(), "right"),
            Case(lambda: str(load_six()["population"].sum()), "another type"),
            Case(lambda: load_six()["population"].sum, "another type"),
            Case(lambda: load_six()["population"], "gave the column itself"),
            Case(lambda: load_six()["population"].cumsum(), "another type"),
            Case(lambda: load_six()["population"].mean(), "took the average"),
            Case(lambda: load_six()["population"].count(), "counted rows"),
            Case(lambda: load_six()["population"].max(), "took the largest"),
            Case(lambda: load_six()["population"].min(), "one of the six"),
            Case(
                lambda: data.load("countries")["population"].sum(),
                "added every row of the whole table",
            ),
            Case(lambda: 16_000_000, "rounded the number"),
            Case(lambda: 16.2, "rounded the number"),
            Case(lambda: "16.2", "rounded the number"),
            Case(lambda: "people.sum()", "wrote the line as text"),
            Case(lambda: "sum", "another type"),
            Case(lambda: 12, "nudge"),
        ],
    ),
    "0.6": Exercise(
        expected=lambda: 100 * count_smallest() / count_all(),
        tolerance=0.06,
        others=lambda: (round(100 * count_smallest() / count_all()),),
        right=speak_of_village,
        mistakes=[
            Mistake(
                "gave the column itself",
                fits=lambda answer, expected: (
                    isinstance(answer, pd.Series)
                    and set(answer) == set(load_six()["population"])
                ),
                reply=(
                    "This is the column itself: six numbers. First make two numbers "
                    "of it, `people.min()` and `people.sum()`. Then divide the one by "
                    "the other."
                ),
            ),
            Mistake(
                "not multiplied by one hundred",
                fits=lambda answer, expected: same(answer, expected / 100, 0.002),
                reply=(
                    "This is the share: the part of all people, between zero and one. "
                    "The village has a hundred people. Multiply by 100 at the end."
                ),
            ),
            Mistake(
                "turned round and times 100",
                fits=lambda answer, expected: same(answer, 1e4 / expected, 10),
                reply=(
                    "This is all people divided by those of the smallest, and then "
                    "multiplied by 100. For a part of the whole, the part stands "
                    "first: `people.min() / people.sum()`."
                ),
            ),
            Mistake(
                "turned the division round",
                fits=lambda answer, expected: same(answer, 100 / expected, 0.1),
                reply=(
                    "This says how many times the smallest would fit into the six: all "
                    "people divided by those of the smallest. For a part of the whole, "
                    "the part stands first: `people.min() / people.sum()`."
                ),
            ),
            Mistake(
                "divided by the other five",
                lambda answer, expected: same(
                    answer,
                    100 * count_smallest() / (count_all() - count_smallest()),
                    0.006,
                ),
                "This is the smallest beside the other five together. The village "
                "holds the people of all six: divide by the sum of all.",
            ),
            Mistake(
                "divided by the largest",
                fits=lambda answer, expected: same(
                    answer,
                    100 * count_smallest() / load_six()["population"].max(),
                    0.05,
                ),
                reply=(
                    "This is the smallest beside the largest: it compares two of the "
                    "six. The village holds the people of all six: divide by their sum."
                ),
            ),
            Mistake(
                "gave each of the six the same",
                fits=lambda answer, expected: same(answer, 100 / len(load_six()), 0.35),
                reply=(
                    "This is the part of each, if all of the six had the same part of "
                    "the village. But more people live in some than in others. Start "
                    "from the numbers of people: the smallest, and all together."
                ),
            ),
            Mistake(
                "took the largest",
                fits=lambda answer, expected: same(
                    answer, 100 * load_six()["population"].max() / count_all(), 0.5
                ),
                reply=(
                    "That is the part of the largest. The question asks for the other "
                    "end: `min()` picks the smallest number."
                ),
            ),
            Mistake(
                "divided by everybody in the large table",
                fits=lambda answer, expected: same(
                    answer,
                    100 * count_smallest() / data.load("countries")["population"].sum(),
                    0.02,
                ),
                reply=(
                    "This is the part of the smallest among all people of the large "
                    "table, with the states of the European Union. The village holds "
                    "the six alone: take the sum of the column `people`."
                ),
            ),
            Mistake(
                "gave the number of people",
                fits=lambda answer, expected: (
                    same(answer, count_smallest()) or same(answer, count_all())
                ),
                reply=(
                    "That is one of the two numbers that it takes. Divide the smallest "
                    "number by all together, then multiply by 100."
                ),
            ),
        ],
        nudge=(
            "The answer lies between zero and one hundred. Three steps: the smallest "
            "number of people, divided by all together, times 100."
        ),
        hints=(
            "You need two numbers: `people.min()` and `people.sum()`.",
            "The part stands first, then `/`, then the whole.",
            "Write `people.min() / people.sum()` in place of the three dots, and after "
            "it `* 100`.",
        ),
        cases=[
            Case(lambda: 100 * count_smallest() / count_all(), "right"),
            Case(lambda: round(100 * count_smallest() / count_all(), 1), "right"),
            Case(lambda: 4, "right"),
            Case(
                lambda: count_smallest() / count_all(), "not multiplied by one hundred"
            ),
            Case(lambda: count_all() / count_smallest(), "turned the division round"),
            Case(lambda: 4, "right"),
            Case(lambda: 4.01, "divided by the other five"),
            Case(
                lambda: 100 * count_all() / count_smallest(),
                "turned round and times 100",
            ),
            Case(
                lambda: 100 * count_smallest() / load_six()["population"].max(),
                "divided by the largest",
            ),
            Case(lambda: 100 / 6, "gave each of the six the same"),
            Case(
                lambda: 100 * load_six()["population"].max() / count_all(),
                "took the largest",
            ),
            Case(
                lambda: (
                    100 * count_smallest() / data.load("countries")["population"].sum()
                ),
                "divided by everybody in the large table",
            ),
            Case(count_smallest, "gave the number of people"),
            Case(count_all, "gave the number of people"),
            Case(lambda: "4", "another type"),
            Case(lambda: load_six()["population"].min, "another type"),
            Case(lambda: load_six()["population"], "gave the column itself"),
            Case(lambda: load_six()["population"].cumsum(), "another type"),
            Case(lambda: 50, "nudge"),
        ],
    ),
    "0.q1": Question(
        right={
            "b": (
                "Under a cell stands the answer to its last run. After every "
                "change: run again. If you are unsure, running a cell twice does no "
                "harm."
            )
        },
        wrong={
            "a": (
                "A slow computer shows a star, `[*]`, beside the cell. Here the cell "
                "has a number, so nothing is running. What has not happened since the "
                "change?"
            ),
            "c": (
                "A broken notebook is rare, and starting again is the last thing to "
                "try. First ask: did anybody run the cell after the change?"
            ),
        },
    ),
    "0.q2": Question(
        right={
            "c": (
                "Everything in one row is about the same economy. When you meet a "
                "new table, ask first: what is one row here?"
            )
        },
        wrong={
            "a": (
                "That is a column: the capitals stand one below the other, and each "
                "belongs to another economy. Read from left to right instead. What do "
                "all fields of one line have in common?"
            ),
            "b": (
                "The names on top say what the columns hold. They are about no economy "
                "at all, so they are not a row. Look at the lines below them."
            ),
        },
    ),
    "0.q3": Question(
        right={
            "b": (
                "People, a need, a place, and no answer yet. It leaves room for "
                "ideas that nobody in the room has had so far. Next question for your "
                "team: how do you know, and from whom?"
            )
        },
        wrong={
            "a": (
                "An app may turn out to be right. As a first sentence it ends the "
                "search before it begins: perhaps the trouble is the phone line, the "
                "ramp or the opening hours. Which need stands behind the app?"
            ),
            "c": (
                "Money is often missing, and it is fair to say so. The sentence still "
                "hides people: who needs the money, and what can they not do today? "
                "Begin with them."
            ),
        },
    ),
}
