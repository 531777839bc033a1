"""What the exercises of lesson 1 say back: what a social innovation is."""

import ast
from functools import cache

import pandas as pd

from workshop import data
from workshop.blanks import ask_to_answer
from workshop.chance import say_instead, trace
from workshop.given import Given
from workshop.messages import tr
from workshop.number_words import says_doubt
from workshop.reading import read_truth
from workshop.rules import (
    Case,
    Exercise,
    Mistake,
    Question,
    is_number,
    is_open,
    is_text,
    same,
)

CORE_CARDS = ["RS13", "BA12", "AL12", "XK13", "MK13"]
EXTRA_CARDS = ["ME12", "MK14", "SI05", "HR01", "DK02"]
CRITERIA = [
    "novelty",
    "effectiveness",
    "social_need",
    "social_relations",
    "empowerment",
    "public_value",
    "sustainability",
    "justice",
    "process",
    "outcome",
]


# What the tables say


def load_definitions() -> pd.DataFrame:
    """Load the definitions."""
    return data.load("definitions")


def sum_criteria() -> pd.Series:
    """Count, for each criterion, the definitions that name it."""
    return load_definitions()[CRITERIA].sum()


def sort_criteria() -> pd.Series:
    """Sort the counts, smallest first."""
    return sum_criteria().sort_values(kind="stable")


def is_in_order(answer: pd.Series) -> bool:
    """Tell whether the totals rise; equal ones may stand in either order."""
    answer = name_pairs(answer)
    if holds_numbers_alone(answer):
        return False
    right = same(answer, sort_criteria(), any_order=True)
    return right and list(answer) == sorted(answer)


def name_pairs(answer: object) -> object:
    """Give names and numbers that stand in pairs as a column with these names."""
    pairs = answer if isinstance(answer, list | tuple) else []
    if pairs and all(isinstance(one, tuple | list) and len(one) == 2 for one in pairs):
        turned = [one if isinstance(one[0], str) else one[::-1] for one in pairs]
        return pd.Series([one[1] for one in turned], index=[one[0] for one in turned])
    return answer


def holds_numbers_alone(answer: object) -> bool:
    """Tell whether the totals stand there in any order, without their names."""
    has_names = isinstance(answer, pd.Series) and not is_number(answer.index[0])
    is_plain = not isinstance(answer, dict | pd.DataFrame)
    values = is_plain and not has_names and [*answer]
    return bool(values) and same(values, sort_criteria().tolist(), any_order=True)


def falls(answer: pd.Series) -> bool:
    """Tell whether the totals fall, all or the first few; equal ones in any order."""
    answer = name_pairs(answer)
    right = same(answer, sort_criteria(), any_order=True)
    if isinstance(answer, pd.Series) and 1 < len(answer) < len(CRITERIA):
        totals = sum_criteria()
        right = same(answer, totals[answer.index]) and answer.max() == totals.max()
    return right and list(answer) == sorted(answer, reverse=True)


def name_turned(given: Given) -> str:
    """Say that a line turns the order round, so that the totals fall; or give ""."""
    steps = [
        ast.unparse(node.step)
        for node in trace(given)
        if isinstance(node, ast.Slice) and node.step
    ]
    if "-1" not in steps or not falls(given.held.get(given.name)):
        return ""
    return tr(
        "I see the largest total at the top: `[::-1]` turns the order round. Without "
        "it, the numbers climb."
    )


def pick_process(kind: str) -> pd.Series:
    """Pick the ones and zeros for ``process`` in the definitions of one kind."""
    definitions = load_definitions()
    return definitions[definitions["type"] == kind]["process"]


@cache
def load_ratings() -> pd.DataFrame:
    """Load the invented ratings: one row for each card, one column for each rater."""
    sample = data.load("teaching_ratings")
    ratings = sample.pivot(index="case_id", columns="rater", values="rating")
    return ratings.loc[sample["case_id"].unique()]


def name_other_whole(given: Given) -> str:
    """Say that a line with the agreement of C and D divides by another whole."""
    line = given.value
    if not isinstance(line, ast.BinOp) or not isinstance(line.op, ast.Div):
        return ""
    held = {
        node.value for node in ast.walk(line.left) if isinstance(node, ast.Constant)
    }
    whole = given.compute(line.right)
    agreed = given.held.get(given.name)
    counted = is_number(whole) and is_number(agreed)
    if not counted or not {"C", "D"} <= held:
        return ""
    if not same(agreed * whole, compare("C", "D", CORE_CARDS).sum()):
        return ""
    return tr(
        "The number of cards on which C and D agree is there: that part of the line is "
        "right. The line divides by `{whole}`; the number of all cards is {total}.",
        whole=given.quote(line.right),
        total=len(CORE_CARDS),
    )


def compare(one: str, other: str, cards: list[str] | None = None) -> pd.Series:
    """Say for each card whether two raters gave the same rating."""
    ratings = load_ratings().loc[cards or slice(None)]
    return ratings[one] == ratings[other]


def share_yes(rater: str, cards: list[str] | None = None) -> float:
    """Give the share of cards to which a rater says yes."""
    return (load_ratings().loc[cards or slice(None), rater] == "yes").mean()


def share_both_yes(one: str, other: str, cards: list[str]) -> float:
    """Give the share of cards to which both raters say yes."""
    ratings = load_ratings().loc[cards]
    return ((ratings[one] == "yes") & (ratings[other] == "yes")).mean()


def expect_by_chance(one: str, other: str) -> float:
    """Give the agreement that the habits of two raters alone would lead to."""
    first, second = share_yes(one), share_yes(other)
    return first * second + (1 - first) * (1 - second)


def compute_kappa(one: str, other: str) -> float:
    """Compute Cohen's kappa of two raters."""
    chance = expect_by_chance(one, other)
    return (compare(one, other).mean() - chance) / (1 - chance)


class YesOrNo:
    """Equals "yes" and "no": both are good answers to a question of judgement."""

    def __eq__(self, other: object) -> bool:
        return str(other).strip().casefold() in {"yes", "no"}

    __hash__ = None


def expect_ratings(cards: list[str]) -> dict[str, YesOrNo]:
    """Expect yes or no for each of the cards."""
    return {card: YesOrNo() for card in cards}


# What fits


def is_shorter_start(answer: pd.Series, expected: pd.Series) -> bool:
    """Tell whether only the first few of the sorted totals were kept."""
    return 0 < len(answer) < len(expected) and same(answer, expected.head(len(answer)))


def is_share_of_others(answer: float, expected: float) -> bool:
    """Tell whether a number is the share of the public bodies, or a ratio of counts."""
    academic, policy = pick_process("academic"), pick_process("policy")
    ratio = academic.sum() / policy.sum()
    return same(answer, policy.mean(), 0.006) or same(answer, ratio, 0.006)


def as_list(answer: object) -> list:
    """Give a list of names as it is, and one name as a list of one."""
    return [answer] if isinstance(answer, str) else list(answer) or [None]


def has_one_total_per_definition(answer: pd.Series) -> bool:
    """Tell whether the ones were added up across the rows."""
    across = load_definitions()[CRITERIA].sum(axis=1)
    return same(sorted(answer), sorted(across))


def list_unrated(answer: dict, expected: dict) -> list[str]:
    """List the cards that have no rating yet."""
    return [card for card in expected if is_open(answer.get(card, ...))]


def is_unfinished(answer: dict, expected: dict) -> bool:
    """Tell whether some cards have no rating."""
    begun = bool(answer) and set(answer) <= set(expected)
    return begun and bool(list_unrated(answer, expected))


def holds_other_words(answer: dict, expected: dict) -> bool:
    """Tell whether a rating is neither yes nor no, in any language that is read."""
    return set(answer) == set(expected) and not all(map(is_readable, answer.values()))


def is_readable(word: object) -> bool:
    """Tell whether a rating can be read as yes or no."""
    if is_number(word):
        return word in (0, 1)
    return word == YesOrNo() or (is_text(word) and read_truth(word) is not None)


# What to say


def welcome_ratings(answer: dict, expected: dict) -> str:
    """Say what a set of ratings shows; every full set is a good one."""
    yes = sum(str(word).strip().casefold() == "yes" for word in answer.values())
    if yes == len(expected):
        return tr(
            "Yes to all {total} cards. Then the tests do not separate anything yet. "
            "Which card convinced you least, and which test made you doubt?",
            total=yes,
        )
    if yes == 0:
        return tr(
            "No to all {total} cards. That asks a lot of a social innovation, as some "
            "scholars do. Which card came nearest, and what did it lack?",
            total=len(expected),
        )
    return tr(
        "{yes} yes and {no} no. There is no list of right ratings here. Keep your "
        "doubts on paper: you need them when you compare with your partner.",
        yes=yes,
        no=len(expected) - yes,
    )


def name_open_cards(answer: dict, expected: dict) -> str:
    """Say which cards have no rating yet."""
    unrated = list_unrated(answer, expected)
    filled = {card: word for card, word in answer.items() if card not in unrated}
    if not all(map(is_readable, filled.values())):
        asked = ask_to_answer(answer | dict.fromkeys(unrated, ...))
        return f"{asked}\n\n{name_odd_words(filled, expected)}"
    return tr(
        "{n} card is still open: {cards}. For the talk the others are enough; for the "
        "check, rate all.",
        "{n} cards are still open: {cards}. For the talk the others are enough; for "
        "the check, rate all.",
        n=len(unrated),
        cards=unrated,
    )


def name_odd_words(answer: dict, expected: dict) -> str:
    """Name the ratings that nobody can read as yes or no, with their cards."""
    words = [
        f"{card} “{word}”" for card, word in answer.items() if not is_readable(word)
    ]
    odd = [word for word in answer.values() if not is_readable(word)]
    if not all(is_text(word) and says_doubt(word) for word in odd):
        return tr(
            'I see a rating that is neither "yes" nor "no": {words}. Write one of the '
            "two words there, and keep the reason for your talk.",
            'I see ratings that are neither "yes" nor "no": {words}. Write one of the '
            "two words there, and keep the reasons for your talk.",
            n=len(words),
            words=words,
        )
    return tr(
        'I see a rating that is neither "yes" nor "no": {words}. A doubt is worth '
        "keeping, on paper. For the comparison, decide for the side that seems a "
        "little stronger.",
        'I see ratings that are neither "yes" nor "no": {words}. A doubt is worth '
        "keeping, on paper. For the comparison, decide for the side that seems a "
        "little stronger.",
        n=len(words),
        words=words,
    )


def list_criteria_with(share: float) -> list[str]:
    """List the criteria that this share of the academic definitions names."""
    academic = load_definitions()[lambda table: table["type"] == "academic"]
    return [name for name in CRITERIA if same(share, academic[name].mean(), 0.006)]


def name_other_criteria(answer: float, expected: object) -> str:
    """Say which criteria have this share among the academic definitions."""
    return tr(
        "So large is the share of the academic definitions that name: {names}. The "
        "question is about the column `process`.",
        names=[name.replace("_", " ") for name in list_criteria_with(answer)],
    )


def name_other_column(given: Given) -> str:
    """Say that the line takes another column, whose share is the same by chance."""
    strings = [getattr(node, "value", None) for node in trace(given)]
    columns = [one for one in strings if isinstance(one, str) and one in CRITERIA]
    if not columns or "process" in columns:
        return ""
    return tr(
        "This line takes the column `{column}`. Its share is the same, by chance. The "
        "question is about the column `process`: write its name there.",
        column=columns[0],
    )


def name_column(given: Given) -> str:
    """Say which criterion a line takes in place of process, or give ""."""
    columns = {getattr(node, "value", None) for node in trace(given)} & {*CRITERIA}
    share = given.held.get(given.name)
    if not columns or "process" in columns or not is_number(share):
        return ""
    named = columns & {*list_criteria_with(share)}
    return name_other_criteria(share, None) if named else ""


def name_other_raters(given: Given) -> str:
    """Say that a line compares two others, who agree as often, or give ""."""
    raters = [getattr(node, "value", None) for node in trace(given)]
    raters = sorted({one for one in raters if one in ("A", "B", "C", "D")})
    if not raters or raters == ["C", "D"]:
        return ""
    return say_instead(", ".join(f'"{one}"' for one in raters), '"C", "D"')


def praise_order(answer: pd.Series, expected: pd.Series) -> str:
    """Name both ends of the sorted totals."""
    return tr(
        "The rarest criteria stand at the top: {rare}. Compare them with the second of "
        "our four tests, better. The most frequent one stands at the end: {common}. "
        "Talk about it: where was your guess, and what made you expect something else?",
        rare=expected.index[:3].tolist(),
        common=expected.index[-1],
    )


def compare_shares(answer: float, expected: float) -> str:
    """Set the shares of both groups beside their counts."""
    academic, policy = pick_process("academic"), pick_process("policy")
    return tr(
        "{share:.0%} of the academic definitions name process, and {other:.0%} of "
        "those from public bodies. The counts are {a} and {p}: they say less, because "
        "the groups are not equally large: {all_a} and {all_p}. Groups of different "
        "size are compared by shares. But remember how few definitions there are: one "
        "more would move the share a lot.",
        share=expected,
        other=policy.mean(),
        a=academic.sum(),
        p=policy.sum(),
        all_a=len(academic),
        all_p=len(policy),
    )


def welcome_agreement(answer: float, expected: float) -> str:
    """Say what the agreement of C and D is made of."""
    return tr(
        "C and D give the same rating to {n} of {total} cards: {share:.0%}. Both yes "
        "and both no count. It sounds high. Before you decide whether it is, read on: "
        "two others, A and B, agree just as often, and it means something else.",
        n=compare("C", "D", CORE_CARDS).sum(),
        total=len(CORE_CARDS),
        share=expected,
    )


def welcome_kappa(answer: float, expected: float) -> str:
    """Set kappa of A and B beside that of C and D."""
    return tr(
        "Kappa of A and B is {kappa:.2f}, below zero: they agree a little less often "
        "than their habits alone would make them. For C and D, with the same "
        "agreement, it is {other:.2f}. So the agreement alone does not tell you how "
        "much two ratings are worth. With ten cards, one changed answer moves kappa a "
        "lot: read it as a warning, not as a mark.",
        kappa=expected,
        other=compute_kappa("C", "D"),
    )


def make_rating(cards: list[str], hint: str) -> Exercise:
    """Make an exercise in which each card gets a yes or a no; all are welcome."""
    return Exercise(
        expected=lambda: expect_ratings(cards),
        accepts=lambda answer: same(answer, expect_ratings(cards)),
        right=welcome_ratings,
        mistakes=[
            Mistake("some cards are not rated", is_unfinished, name_open_cards),
            Mistake(
                "true and false instead of words",
                lambda answer, expected: any(
                    isinstance(word, bool) for word in answer.values()
                ),
                "I see `True` or `False` as a rating. The idea is the same. For the "
                'comparison with your partner, write the words "yes" and "no" in '
                "quotation marks.",
            ),
            Mistake(
                "a word that is neither yes nor no", holds_other_words, name_odd_words
            ),
            Mistake(
                "one word for all cards",
                lambda answer, expected: answer == YesOrNo(),
                "I see one word for all cards. Then nobody can find out on which card "
                "you and your partner differ. Keep the lines of the cell, and give "
                "each card a word of its own.",
            ),
            Mistake(
                "a list without the cards",
                lambda answer, expected: (
                    isinstance(answer, list | tuple)
                    and len(answer) == len(expected)
                    and all(word == YesOrNo() for word in answer)
                ),
                "I see the ratings, but not which card each one belongs to. Keep the "
                "lines of the cell, with the id of the card before each rating, so "
                "that you and your partner compare the same cards.",
            ),
        ],
        nudge=(
            "The answer is the list of cards of the cell, each with a rating in "
            'quotation marks: "yes" or "no".'
        ),
        hints=(
            "Begin with a card about which you are sure. Order does not matter.",
            hint,
            "For each card ask: new here? better than what exists? needed? shared? If "
            'you can say yes to all four, write "yes"; if one is clearly missing, '
            'write "no". Both are good answers.',
        ),
        cases=[
            Case(lambda: load_ratings().loc[cards, "C"].to_dict(), "right"),
            Case(lambda: dict.fromkeys(cards, "YES"), "right"),
            Case(lambda: dict.fromkeys(cards, "no "), "right"),
            Case(lambda: dict.fromkeys(cards[:3], "no"), "some cards are not rated"),
            Case(
                lambda: dict.fromkeys(cards, "yes") | {cards[-1]: ...},
                "some cards are not rated",
            ),
            Case(
                lambda: dict.fromkeys(cards, "maybe"),
                "a word that is neither yes nor no",
            ),
            Case(lambda: dict.fromkeys(cards, True), "true and false instead of words"),
            Case(lambda: ["yes"] * len(cards), "a list without the cards"),
            Case(lambda: {"XX99": "yes"}, "nudge"),
            Case(lambda: "yes", "one word for all cards"),
        ],
    )


EXERCISES = {
    "1.1": Question(
        right={
            "a": (
                "This can be defended. The card does not say whether anybody else in "
                "town did this before, and a print shop is an old idea. The other "
                "side: new here is enough, and a company founded by an organisation "
                "of persons with disabilities may well be new in its town. What would "
                "settle it for you?"
            ),
            "b": (
                "The card supports this: it has a number of workers, but no before "
                "and no elsewhere. Better than what? Than no "
                "job, than a job with an ordinary employer, than a day centre? The "
                "other side: for somebody who had no work at all, the comparison may "
                "be clear. What would you need to read to be sure?"
            ),
            "d": (
                "This can be defended. Workers receive wages, customers receive "
                "brochures, and a public fund pays a part. Who gains, and who pays? "
                "The other side: if more people can earn their living, more people "
                "than the workers gain. Whom would you ask?"
            ),
        },
        wrong={
            "c": (
                "If need were the most open test, the card would show no challenge of "
                "society. Look at who founded the company, and at what happened to its "
                "workers early in 2025: the people concerned speak here themselves. A "
                "number is missing: lesson 4 asks who could give it. Which test has "
                "nothing at all on the card?"
            ),
        },
        hints=(
            "Go through the four tests one by one. For each, point at the line of the "
            "card that answers it.",
            "For which test do you find no line to point at, or only half a line?",
            "Look for the word “than”. Does the card compare the company with "
            "anything? Several letters can be defended; your reason matters.",
        ),
    ),
    "1.2": Exercise(
        expected=sort_criteria,
        accepts=is_in_order,
        right=praise_order,
        mistakes=[
            Mistake(
                "numbers without names",
                lambda answer, expected: holds_numbers_alone(answer),
                "These are the ten totals, and no name stands beside them: nobody can "
                "see which criterion is the rarest. Let the names stay: "
                "`totals.sort_values(ascending=True)` sorts them together with the "
                "numbers.",
            ),
            Mistake(
                "largest first",
                lambda answer, expected: falls(answer),
                "I see the largest total at the top. Read like this, the most frequent "
                "criterion would look like the rarest. Ascending means: the numbers "
                "climb, as on a stair. Which word makes them climb, `True` or `False`?",
            ),
            Mistake(
                "not sorted yet",
                lambda answer, expected: same(answer, sum_criteria()),
                "I see the totals in the order of the table, not yet sorted. They are "
                "right, but the eye has to search. Add the verb `sort_values` "
                "to the totals.",
            ),
            Mistake(
                "sorted by name",
                lambda answer, expected: same(answer, sum_criteria().sort_index()),
                "I see the criteria in the order of the alphabet. That helps to find a "
                "name, not to find the rarest. `sort_index` sorts by name; "
                "`sort_values` sorts by number.",
            ),
            Mistake(
                "only the first few",
                is_shorter_start,
                "These are the first few of the sorted totals, the right ones, in the "
                "right order. Keep all ten this time, so that the other end of the "
                "list can be seen too.",
            ),
            Mistake(
                "a part of the totals",
                lambda answer, expected: (
                    isinstance(answer, pd.Series)
                    and 0 < len(answer) < len(CRITERIA)
                    and same(answer, sum_criteria()[answer.index])
                ),
                "This is a part of the totals. Keep all ten, and sort them by number, "
                "so that both ends of the list can be seen.",
            ),
            Mistake(
                "shares instead of counts",
                lambda answer, expected: same(
                    answer, load_definitions()[CRITERIA].mean().sort_values()
                ),
                "I see shares, between zero and one, in the right order. The finding "
                "is the same. The question was how many definitions name each "
                "criterion, so the answer holds counts: use the totals of the cell.",
            ),
            Mistake(
                "counted rows, not ones",
                lambda answer, expected: same(
                    sorted(answer), [len(load_definitions())] * len(expected)
                ),
                "Every criterion has the same number: that of all definitions. A row "
                "with a zero is in it too. `sum` adds up the ones and leaves the "
                "zeros out.",
            ),
            Mistake(
                "names without totals",
                lambda answer, expected: (
                    not isinstance(answer, pd.DataFrame)
                    and set(as_list(answer)) <= set(CRITERIA)
                ),
                "I see names of criteria, without their totals. Keep them as a guess. "
                "The answer is the whole table of totals in a new order: let "
                "`sort_values` make it.",
            ),
            Mistake(
                "added up across the rows",
                lambda answer, expected: has_one_total_per_definition(answer),
                "I see one number for each definition: how many criteria it names. "
                "That answers another good question, which definition asks most. For "
                "the criteria, add up down the columns: use the totals of the cell.",
            ),
        ],
        shown=name_turned,
        nudge=(
            "The answer is the table of ten totals, sorted by "
            "number, with the smallest total at the top."
        ),
        hints=(
            "The ten totals are already there, under the name `totals`. They only need "
            "another order.",
            "The verb is `sort_values`. In its brackets, `ascending=True` means "
            "smallest first and `ascending=False` means largest first.",
            "Write `answer_1_2 = totals.sort_values(ascending=…)` and put `True` in "
            "the place of the dots.",
        ),
        cases=[
            Case(sort_criteria, "right"),
            Case(lambda: sum_criteria().sort_values(ascending=True), "right"),
            Case(lambda: sort_criteria().astype(float), "right"),
            Case(lambda: sort_criteria().tolist(), "numbers without names"),
            Case(lambda: sum_criteria().tolist(), "numbers without names"),
            Case(
                lambda: sort_criteria().reset_index(drop=True), "numbers without names"
            ),
            Case(lambda: [*sort_criteria().items()], "right"),
            Case(lambda: sort_criteria().reset_index(), "right"),
            Case(lambda: sort_criteria().iloc[::-1], "largest first"),
            Case(lambda: sum_criteria().sort_values(ascending=False), "largest first"),
            Case(sum_criteria, "not sorted yet"),
            Case(lambda: sum_criteria().sort_index(), "sorted by name"),
            Case(lambda: sort_criteria().head(3), "only the first few"),
            Case(lambda: sum_criteria().head(3), "a part of the totals"),
            Case(
                lambda: load_definitions()[CRITERIA].mean().sort_values(),
                "shares instead of counts",
            ),
            Case(
                lambda: load_definitions()[CRITERIA].count().sort_values(),
                "counted rows, not ones",
            ),
            Case(
                lambda: load_definitions()[CRITERIA].sum(axis=1),
                "added up across the rows",
            ),
            Case(lambda: "justice", "names without totals"),
            Case(lambda: CRITERIA[:3], "names without totals"),
            Case(lambda: sum_criteria().sort_values, "another type"),
        ],
    ),
    "1.3": Exercise(
        expected=lambda: float(pick_process("academic").mean()),
        right=compare_shares,
        mistakes=[
            Mistake(
                "count instead of share",
                lambda answer, expected: same(answer, pick_process("academic").sum()),
                "This is how many definitions of one group name process. The groups "
                "differ in size, so a count does not say which of them cares "
                "more. Ask for the share of ones: which verb gives it?",
            ),
            Mistake(
                "size of the group",
                lambda answer, expected: same(answer, len(pick_process("academic"))),
                "This is the number of academic definitions, whether they name process "
                "or not. You need the part of them that does: which verb gives the "
                "share of ones?",
            ),
            Mistake(
                "those that do not name it",
                lambda answer, expected: same(answer, 1 - expected, 0.006),
                "This is the share of the academic definitions that do *not* name "
                "process. The two shares add up to one. Which one was asked for?",
            ),
            Mistake(
                "share of the public bodies",
                is_share_of_others,
                "This is, among other things, the share of the definitions from "
                "public bodies, and one count divided by the other. Neither is the "
                "share of the academic ones. Which table holds those?",
            ),
            Mistake(
                "share of all definitions",
                lambda answer, expected: same(
                    answer, load_definitions()["process"].mean()
                ),
                "This is the share in the whole table, all kinds together. It hides "
                "the difference between the groups. Take the column from the table "
                "that holds only the academic definitions.",
            ),
            Mistake(
                "divided by all definitions",
                lambda answer, expected: same(
                    answer, pick_process("academic").sum() / len(load_definitions())
                ),
                "This is the part of *all* definitions that is academic and names "
                "process. It mixes two questions: how large the group is, and how "
                "often it names process. Divide by the number of academic definitions.",
            ),
            Mistake(
                "divided by all that name it",
                lambda answer, expected: same(
                    answer,
                    pick_process("academic").sum()
                    / (pick_process("academic").sum() + pick_process("policy").sum()),
                    0.006,
                ),
                "This is the part of the academic ones among all that name process in "
                "both groups. It says which group they come from. The question is "
                "about one group: of all academic definitions, which part names it?",
            ),
            Mistake(
                "average of the two shares",
                lambda answer, expected: same(
                    answer, (expected + pick_process("policy").mean()) / 2
                ),
                "This is the middle between the two shares. An average of averages "
                "belongs to no group: it gives the small one as much weight as the "
                "large one. Give the share of the academic definitions alone.",
            ),
            Mistake(
                "share of another criterion",
                lambda answer, expected: bool(list_criteria_with(answer)),
                name_other_criteria,
            ),
            Mistake(
                "per cent",
                lambda answer, expected: abs(answer - 100 * expected) < 1,
                "This is the share in per cent, which is how people say it. Here it is "
                "a number between zero and one: divide by one hundred, or use `mean`.",
            ),
        ],
        nudge=(
            "The answer is a share: a number between zero and one. It says how many of "
            "the academic definitions name process."
        ),
        hints=(
            "The table `academic` holds only the academic definitions. You need its "
            "column `process`.",
            "Of ones and zeros, `mean` gives the share of ones.",
            "Copy the line, without the sign # before it, and put the name of the "
            'column into the square brackets: `"process"`, with its quotation marks.',
        ),
        cases=[
            Case(lambda: pick_process("academic").mean(), "right"),
            Case(lambda: round(pick_process("academic").mean(), 2), "right"),
            Case(lambda: pd.Series([pick_process("academic").mean()]), "right"),
            Case(
                lambda: 1 - pick_process("academic").mean(), "those that do not name it"
            ),
            Case(lambda: pick_process("academic").sum(), "count instead of share"),
            Case(lambda: len(pick_process("academic")), "size of the group"),
            Case(lambda: pick_process("policy").mean(), "share of the public bodies"),
            Case(
                lambda: load_definitions()["process"].mean(), "share of all definitions"
            ),
            Case(
                lambda: pick_process("academic").sum() / len(load_definitions()),
                "divided by all definitions",
            ),
            Case(
                lambda: (
                    pick_process("academic").mean() / 2
                    + pick_process("policy").mean() / 2
                ),
                "average of the two shares",
            ),
            Case(
                lambda: pick_process("academic").sum() / pick_process("policy").sum(),
                "share of the public bodies",
            ),
            Case(
                lambda: (
                    pick_process("academic").sum()
                    / (pick_process("academic").sum() + pick_process("policy").sum())
                ),
                "divided by all that name it",
            ),
            Case(
                lambda: load_definitions()[lambda table: table["type"] == "academic"][
                    "novelty"
                ].mean(),
                "share of another criterion",
            ),
            Case(lambda: 100 * pick_process("academic").mean(), "per cent"),
            Case(lambda: round(100 * pick_process("academic").mean()), "per cent"),
            Case(lambda: pick_process("academic"), "another type"),
            Case(lambda: pick_process("academic").mean, "another type"),
        ],
        tolerance=0.006,
        by_chance=name_other_column,
        shown=name_column,
    ),
    "1.4": make_rating(
        CORE_CARDS,
        'Replace only the three dots, so that the line reads `"RS13": "yes",` and so '
        "on. Keep the comma at the end.",
    ),
    "1.5": Exercise(
        expected=lambda: float(compare("C", "D", CORE_CARDS).mean()),
        by_chance=name_other_raters,
        shown=name_other_whole,
        right=welcome_agreement,
        mistakes=[
            Mistake(
                "counted only the double yes",
                lambda answer, expected: same(
                    answer, share_both_yes("C", "D", CORE_CARDS)
                ),
                "This is, among other things, the agreement of C and B, and the share "
                "of cards to which both C and D say yes. A shared no is agreement too. "
                "The question is about C and D, card by card.",
            ),
            Mistake(
                "agreement with A",
                lambda answer, expected: same(
                    answer, compare("C", "A", CORE_CARDS).mean()
                ),
                "This is, among other things, the agreement of C and A, and the share "
                "of cards to which C says yes. The question is about C and D, card by "
                "card.",
            ),
            Mistake(
                "number of different cards",
                lambda answer, expected: same(
                    answer, (~compare("C", "D", CORE_CARDS)).sum()
                ),
                "1 is the number of cards on which C and D differ. As a share it would "
                "mean that they agree on every card. Compare C with D card by card, "
                "and let `mean` give the share of the cards that agree.",
            ),
            Mistake(
                "number of cards instead of a share",
                lambda answer, expected: same(
                    answer, compare("C", "D", CORE_CARDS).sum()
                ),
                "This is the number of cards on which they agree. It is right, and "
                "nobody can compare it with a pair that rated fewer cards. Turn it "
                "into a share of all cards: which verb does that?",
            ),
            Mistake(
                "number of all cards",
                lambda answer, expected: same(answer, len(CORE_CARDS)),
                "This is the number of all cards: the whole. The question asks for the "
                "share of them on which C and D agree.",
            ),
            Mistake(
                "share of differences",
                lambda answer, expected: same(answer, 1 - expected),
                "This is the share of the cards on which they differ: one minus the "
                "agreement. The question asks how often they agree: compare with two "
                "equals signs, `==`.",
            ),
            Mistake(
                "average of their yes shares",
                lambda answer, expected: same(
                    answer,
                    (share_yes("C", CORE_CARDS) + share_yes("D", CORE_CARDS)) / 2,
                ),
                "This is the middle between their two shares of yes. It tells how "
                "generous the pair is, not whether they agree. Compare their columns "
                "card by card.",
            ),
            Mistake(
                "per cent",
                lambda answer, expected: same(answer, 100 * expected),
                "This is the share in per cent, which is how people say it. Here it is "
                "a number between zero and one: divide by one hundred, or use `mean`.",
            ),
            Mistake(
                "the comparison itself",
                lambda answer, expected: same(answer, compare("C", "D", CORE_CARDS)),
                "I see the comparison itself: one `True` or `False` for each card. "
                "That is the right column. Now make one number of it: the share of "
                "`True`.",
            ),
        ],
        nudge=(
            "The answer is a share between zero and one: on how many of all cards do C "
            "and D give the same rating, both yes or both no?"
        ),
        hints=(
            "The line compares the column of C with another one. Whose column is it?",
            "`True` counts as one and `False` as zero, so `mean` gives the share of "
            "`True`. Copy the line, without the sign # before it.",
            'Put the letter D into the blank: `ratings["D"]`. The quotation marks '
            "stay.",
        ),
        cases=[
            Case(lambda: 5, "number of all cards"),
            Case(lambda: compare("C", "D", CORE_CARDS).mean(), "right"),
            Case(
                lambda: compare("C", "D", CORE_CARDS).sum() / len(CORE_CARDS), "right"
            ),
            Case(lambda: [float(compare("C", "D", CORE_CARDS).mean())], "right"),
            Case(
                lambda: compare("C", "B", CORE_CARDS).mean(),
                "counted only the double yes",
            ),
            Case(
                lambda: share_both_yes("C", "D", CORE_CARDS),
                "counted only the double yes",
            ),
            Case(lambda: compare("C", "A", CORE_CARDS).mean(), "agreement with A"),
            Case(lambda: share_yes("C", CORE_CARDS), "agreement with A"),
            Case(
                lambda: compare("C", "D", CORE_CARDS).sum(),
                "number of cards instead of a share",
            ),
            Case(
                lambda: (~compare("C", "D", CORE_CARDS)).sum(),
                "number of different cards",
            ),
            Case(
                lambda: (~compare("C", "D", CORE_CARDS)).mean(), "share of differences"
            ),
            Case(lambda: 0.5, "average of their yes shares"),
            Case(lambda: 100 * compare("C", "D", CORE_CARDS).mean(), "per cent"),
            Case(lambda: compare("C", "D", CORE_CARDS), "the comparison itself"),
            Case(lambda: compare("C", "D", CORE_CARDS).mean, "another type"),
            Case(lambda: "0.8", "another type"),
            Case(lambda: 0.77, "nudge"),
        ],
    ),
    "1.6": Exercise(
        expected=lambda: float(compute_kappa("A", "B")),
        right=welcome_kappa,
        mistakes=[
            Mistake(
                "rounded too far",
                lambda answer, expected: same(answer, round(expected, 1)),
                "This is what `(p_o - p_e) / (1 - p_o)` gives, and also the answer "
                "with one place after the point. Below the line stands `1 - p_e`. "
                "Give two places, so that others can compare.",
            ),
            Mistake(
                "agreement, not kappa",
                lambda answer, expected: same(answer, compare("A", "B").mean()),
                "This is the agreement itself, `p_o`. Kappa asks how much of it lies "
                "above chance. Work out `p_e` next, then use the formula.",
            ),
            Mistake(
                "chance, not kappa",
                lambda answer, expected: same(answer, expect_by_chance("A", "B")),
                "This is what chance would give, `p_e`. One step is left: subtract it "
                "from the agreement, and divide by what is left above it, `1 - p_e`.",
            ),
            Mistake(
                "difference not divided",
                lambda answer, expected: same(
                    answer, compare("A", "B").mean() - expect_by_chance("A", "B")
                ),
                "This is the agreement minus chance, the upper part of the fraction. "
                "Divide it by the room that chance leaves, `1 - p_e`.",
            ),
            Mistake(
                "brackets forgotten",
                lambda answer, expected: same(
                    answer,
                    compare("A", "B").mean()
                    - expect_by_chance("A", "B") / (1 - expect_by_chance("A", "B")),
                ),
                "Python divides before it subtracts. Without brackets only `p_e` is "
                "divided, and the result is this number. Put round brackets around the "
                "upper part: `(p_o - p_e) / (1 - p_e)`.",
            ),
            Mistake(
                "divided by chance",
                lambda answer, expected: same(
                    answer,
                    (compare("A", "B").mean() - expect_by_chance("A", "B"))
                    / expect_by_chance("A", "B"),
                ),
                "This is the difference divided by `p_e`, by chance itself. Kappa "
                "divides by the room above chance: how much could they have gained at "
                "most? That is `1 - p_e`.",
            ),
            Mistake(
                "chance of a shared yes only",
                lambda answer, expected: same(
                    answer,
                    (compare("A", "B").mean() - share_yes("A") * share_yes("B"))
                    / (1 - share_yes("A") * share_yes("B")),
                ),
                "This comes out when `p_e` holds only the chance that both say yes. By "
                "chance they can also both say no: multiply the two shares of no, and "
                "add the result.",
            ),
            Mistake(
                "minus sign lost",
                lambda answer, expected: same(answer, -expected, 0.006),
                "The size is right, the sign is not. The agreement lies below what "
                "chance would give, so the upper part is negative: `p_o` comes first.",
            ),
            Mistake(
                "the other pair",
                lambda answer, expected: same(answer, compute_kappa("C", "D")),
                "This is kappa of C and D. Now do the same for A and B, and compare "
                "the two.",
            ),
        ],
        nudge=(
            "The answer is one number, a little below zero. Work out `p_o`, the share "
            "of equal ratings; then `p_e` from the two shares of yes and of no; then "
            "kappa."
        ),
        hints=(
            "You have seen both parts: the cell that compares two pairs computes the "
            "agreement and what chance would give, as `agree` and `chance`.",
            'For A and B: `p_o = (all_ratings["A"] == all_ratings["B"]).mean()`. Then '
            "work out the share of yes of each, and from these `p_e`.",
            "`p_e = yes_a * yes_b + (1 - yes_a) * (1 - yes_b)`, and at the end "
            "`answer_1_6 = (p_o - p_e) / (1 - p_e)`. The brackets matter.",
        ),
        cases=[
            Case(lambda: compute_kappa("A", "B"), "right"),
            Case(lambda: round(compute_kappa("A", "B"), 2), "right"),
            Case(lambda: pd.Series([compute_kappa("A", "B")]), "right"),
            Case(lambda: -0.1, "rounded too far"),
            Case(lambda: compare("A", "B").mean(), "agreement, not kappa"),
            Case(lambda: expect_by_chance("A", "B"), "chance, not kappa"),
            Case(
                lambda: compare("A", "B").mean() - expect_by_chance("A", "B"),
                "difference not divided",
            ),
            Case(lambda: 0.8 - 0.82 / 0.18, "brackets forgotten"),
            Case(lambda: (0.8 - 0.82) / 0.82, "divided by chance"),
            Case(lambda: (0.8 - 0.81) / (1 - 0.81), "chance of a shared yes only"),
            Case(lambda: -compute_kappa("A", "B"), "minus sign lost"),
            Case(lambda: 0.11, "minus sign lost"),
            Case(lambda: compute_kappa("C", "D"), "the other pair"),
            Case(lambda: 3, "nudge"),
        ],
        tolerance=0.002,
    ),
    "1.7": make_rating(
        EXTRA_CARDS,
        'Replace only the three dots, so that the line reads `"ME12": "yes",` and so '
        "on. Keep the comma at the end.",
    ),
    "1.q1": Question(
        right={
            "b": (
                "New means new here: in this place, field or group. And the second "
                "half matters as much: better than what the families had. You would "
                "need to know what that was."
            )
        },
        wrong={
            "a": (
                "If only what is new to the world counted, nearly nothing in the "
                "region would, and to bring a good idea to a village would be nothing "
                "new. Our test says new here. Look at the other half of the question "
                "too: better than what?"
            ),
            "c": (
                "The families should be heard. But people can like a service that "
                "changes little, when they have nothing to compare it with. Look for "
                "the choice that names two of our tests."
            ),
        },
    ),
    "1.q2": Question(
        right={
            "c": (
                "A definition says what a thing is. If it does not ask whether the "
                "thing is better, lasts or is fair, somebody else has to ask: the "
                "funder, the municipality, the people concerned, you."
            )
        },
        wrong={
            "a": (
                "Rare is not the same as unimportant. The table counts what "
                "definitions name, not what matters to people. Many things that matter "
                "are left out of definitions. What will happen if nobody asks about "
                "them?"
            ),
            "b": (
                "It would be a mistake if they wanted to say what is good. Most of "
                "them only want to say what a social innovation is, so that it can be "
                "studied or funded. Who then asks whether it is good?"
            ),
        },
    ),
    "1.q3": Question(
        right={
            "c": (
                "When two people approve nearly everything, their yes meets the other "
                "one's yes very often, even if nobody reads. Ask how much agreement "
                "chance would give, and what lies above it."
            )
        },
        wrong={
            "a": (
                "The agreement is high, that is true. Now think of the bag of papers: "
                "two people who draw blindly, nearly always a yes, would agree nearly "
                "always too. What does their agreement prove?"
            ),
            "b": (
                "Perhaps they were careless, and perhaps all applications were good. "
                "The number cannot tell the two apart. Which choice says just that?"
            ),
        },
    ),
    "1.q4": Question(
        right={
            "a": (
                "A need is met, and that is worth something. The method is old, and "
                "the relation stays as it was: one side gives, the other receives. It "
                "could become more, for example if the families decided what is "
                "needed and what the firm should do the rest of the year."
            )
        },
        wrong={
            "b": (
                "The families are glad, and the need is real. Now go through the "
                "tests: what is new here, and better than what? Which neighbour meets "
                "a need and leaves method and relations as they are?"
            ),
            "c": (
                "A movement demands that something changes. Who makes a demand here? "
                "Look for the neighbour that gives without asking for change."
            ),
        },
    ),
    "1.q5": Question(
        right={
            "a": (
                "You can defend this. The idea came from a worker with a disability, "
                "work of this kind was new in the place, and the profit goes to "
                "persons with disabilities. The other side: all of them work apart "
                "from others, and the UN Convention asks for an open labour market. "
                "What would you ask the workers?"
            ),
            "b": (
                "You can defend this. A firm's foundation pays for a separate "
                "workplace: near to corporate social responsibility, with an old "
                "model. The other side: the firm gives the profit away, and paid and "
                "insured work may be new for these workers. What would have to change "
                "for you to say yes?"
            ),
            "c": (
                "You can defend this, and it is an honest answer. The card has no "
                "comparison: where would the workers be without the factory, and does "
                "anybody move on? The other side: a municipality often has to decide "
                "with no more than such a card. Which one fact would you ask for?"
            ),
        },
        wrong={
            "d": (
                "If it were enough whom it is for, everything done for persons with "
                "disabilities would be a social innovation, the old institutions too. "
                "The group is not one of our four tests. Keep the yes, if you like, "
                "and look for a reason in the tests."
            ),
        },
    ),
}
