"""Rules, replies, hints and cases of the exercises of lesson 6."""

import re

import pandas as pd

from workshop import data
from workshop.chance import say_instead, takes_word, trace
from workshop.given import Given
from workshop.messages import tr
from workshop.relating import write_plain
from workshop.rules import Case, Exercise, Mistake, Question, is_number, is_text, same
from workshop.understanding_dates import read_parts

BUDGET = 120
FIELDS = {
    "title": "title",
    "language_code": "language code",
    "topics": "topics",
    "minutes_estimate": "minutes",
    "open_access": "whether it is free of charge",
    "why_useful": "why it is useful",
    "url": "address",
}
# A page that exists and is not in the table.
FORM = {
    "title": "Bizneset sociale",
    "language_code": "sq",
    "topics": "1",
    "minutes_estimate": 5,
    "open_access": True,
    "why_useful": "Says in Albanian what a social business is",
    "url": "https://caritasalbania.org/bizneset-sociale/",
}
BEGIN = pd.Timestamp("2027-07-01")


def pick_language(code):
    """Give the resources in one language."""
    resources = data.load("resources")
    return resources[resources["language_code"] == code]


def count_free(code):
    """Count the resources in one language that are known to be free of charge."""
    return int(pick_language(code)["open_access"].sum())


def list_minutes():
    """Give the minutes of the path of exercise 6.2, the shortest first."""
    resources = data.load("resources")
    mine = resources["topics"].str.contains("3") & (resources["level"] == "intro")
    path = resources[mine].sort_values(["minutes_estimate", "id"])
    return path["minutes_estimate"]


def fit(minutes, budget=BUDGET):
    """Count how many texts fit, when they are read one after the other."""
    return int((minutes.cumsum() <= budget).sum())


def count_languages():
    """Count texts by topic and language."""
    resources = data.load("resources")
    topics = resources["topics"].str.split(";")
    # Rows numbered anew: older pandas cannot count pairs whose labels repeat.
    long = resources.assign(topic=topics).explode("topic", ignore_index=True)
    return pd.crosstab(long["topic"], long["language"])


def is_yes_or_no(answer, expected):
    """Tell whether an answer is a column of True and False, not yet counted."""
    return pd.api.types.is_bool_dtype(answer) and len(answer) > 1


NOT_COUNTED = Mistake(
    "not counted yet",
    is_yes_or_no,
    "The question is asked of every row: this column says True or False. Now count "
    "each True: put the question in round brackets and write `.sum()` after them.",
)


def change(**fields):
    """Give the form with some fields changed."""
    return {**FORM, **fields}


def leave_out(field):
    """Give the form without one field."""
    return {name: value for name, value in FORM.items() if name != field}


def is_blank(value):
    """Tell whether a field holds nothing yet."""
    return value is ... or value is None or (is_text(value) and not value.strip(" .…"))


def read_day(answer: object) -> pd.Timestamp:
    """Read a day, in the order of the region where it is written with figures."""
    parts = read_parts(answer) if isinstance(answer, str) else None
    return pd.Timestamp(*parts) if parts and parts[0] else pd.Timestamp(answer)


def name_bare_length(given: Given) -> str:
    """Say that a length of time has its unit before the number, or give ""."""
    for call in trace(given):
        verb = getattr(getattr(call, "func", None), "attr", "")
        if verb == "Timedelta" and call.args and not call.keywords:
            return tr("To add days to a date, write `pd.Timedelta(days=…)`.")
    return ""


def count_known(given: Given) -> str:
    """Say that ``count`` counts every yes and every no, or give ""."""
    wrong = "count()" if given.verb == "count" else ""
    other = takes_word("sq", list_languages, anywhere=True)(given)
    return say_instead(wrong, "sum()") if wrong else other


def list_blanks(form):
    """List the fields that are missing or still open, in words."""
    return [word for name, word in FIELDS.items() if is_blank(form.get(name))]


def list_languages():
    """Give the languages that the data dictionary knows, by code."""
    known = data.describe("resources")["columns"]["language_code"]
    return dict(re.findall(r"\b([a-z]{2,3}) ([A-Z][a-z]+)", known))


def name_languages():
    """Name the languages with their codes: sq Albanian, bs Bosnian …"""
    return ", ".join(f"{code} {name}" for code, name in list_languages().items())


def is_known_code(value):
    """Tell whether a field holds a language code of the dictionary."""
    return is_text(value) and value.strip() in list_languages()


def is_minutes(value):
    """Tell whether a field holds a whole number of minutes."""
    return is_number(value) and value == int(value) and 1 <= value <= 2000


def is_address(value):
    """Tell whether a field holds a whole https address."""
    return is_text(value) and bool(
        re.fullmatch(r"https://[^\s/]+\.[^\s/]{2,}(/\S*)?", value.strip())
    )


def is_listed(form):
    """Tell whether the table has this address already."""
    known = data.load("resources")["url"].str.rstrip("/").tolist()
    return form["url"].strip().rstrip("/") in known


def has_topics(value):
    """Tell whether a field holds lesson numbers, such as 1 or 3;4."""
    return is_text(value) and bool(re.fullmatch(r"[1-6](;[1-6])*", value.strip()))


def is_useful(form):
    """Tell whether a form can become a row of the table."""
    return (
        set(form) == set(FIELDS)
        and not list_blanks(form)
        and is_known_code(form["language_code"])
        and has_topics(form["topics"])
        and is_minutes(form["minutes_estimate"])
        and isinstance(form["open_access"], bool)
        and is_address(form["url"])
        and len(str(form["why_useful"]).split()) >= 4
        and not is_listed(form)
    )


def say_useful(form, expected):
    """Say what a good form means."""
    return tr(
        "This row can be used: somebody who has never heard of “{title}” can find it, "
        "judge whether it fits, and knows how long it takes. The check did not open "
        "the page. Before you pass it on, let somebody else open it. Talk about it: "
        "who could not use this text as it is?",
        title=str(form["title"]),
    )


def say_free(answer, expected):
    """Set the free texts beside all texts in Albanian."""
    return tr(
        "Texts in Albanian that are known to be free: {free}. About {n} of the {total} "
        "we do not know: perhaps it is free, perhaps not. Talk about it: would you "
        "leave it out of your list?",
        "Texts in Albanian that are known to be free: {free}. About {n} of the {total} "
        "we do not know: perhaps they are free, perhaps not. Talk about it: would you "
        "leave them out of your list?",
        free=expected,
        total=len(pick_language("sq")),
        n=int(pick_language("sq")["open_access"].isna().sum()),
    )


def say_all(answer, expected):
    """Say what the number of all Albanian texts is, in another list too."""
    languages = set(data.load("resources")["language_code"]) - {"sq"}
    if any(count_free(code) == answer for code in languages):
        return tr(
            "{n} is the number of all Albanian texts, and of those in another language "
            "that are known to be free. Of the Albanian ones, count only those with a "
            "yes: “not known” is not a yes.",
            n=int(answer),
        )
    return (
        "This is the number of all Albanian texts. The column does not say yes for "
        "each of them. If “not known” were counted as free, nobody would have to look "
        "any more. Count only those with a yes."
    )


def say_path(answer, expected):
    """Say how long the texts that fit take together."""
    return tr(
        "{fit} of {total} texts fit, because the shortest come first. Minutes for "
        "all that fit: {minutes}, if the estimates hold. Talk about it: which of them "
        "would you drop for one longer text?",
        fit=expected,
        total=len(list_minutes()),
        minutes=int(list_minutes().iloc[:expected].sum()),
    )


def say_slower(answer, expected):
    """Set the path of a slower reader beside the other."""
    return tr(
        "Texts that fit now: {fit}; before: {before}. Half as long again does not mean "
        "a third fewer texts: the short ones still fit, and the longer ones at the end "
        "fall away. Who in your team reads in a second language, or with a screen "
        "reader?",
        fit=expected,
        before=fit(list_minutes()),
    )


def say_serbian(answer, expected):
    """Say in how many topics there is a text, and what that hides."""
    return tr(
        "In {topics} of the six topics there is at least one text in Serbian, as far "
        "as our table goes. Two or three texts can make a grid look full: one of them "
        "may be a law and another a leaflet. Which topic is yours?",
        topics=expected,
    )


def say_unknown_fields(form, expected):
    """Name the fields that the form does not know."""
    return tr(
        "I do not know the field {unknown}. The form has these fields: {fields}.",
        unknown=" or ".join(str(name) for name in set(form) - set(FIELDS)),
        fields=list(FIELDS),
    )


def say_missing_fields(form, expected):
    """Name the fields that are still open."""
    return tr(
        "A good beginning. Still missing: {fields}. Without it, somebody who looks for "
        "this text would have to guess. An honest estimate is enough.",
        fields=list_blanks(form),
    )


def say_language(form, expected):
    """Say which codes there are."""
    return tr(
        "I see the language “{language}”. The table uses short codes, so that all "
        "write alike: {codes}. If yours is not among them, it is new to our table: "
        "tell your facilitator, and use the nearest for this exercise.",
        language=str(form["language_code"]),
        codes=name_languages(),
    )


def say_address(form, expected):
    """Say how a whole address is written."""
    return tr(
        "I see the address “{url}”. Write it whole, as your browser shows it, from "
        "https:// on and without spaces. An address with http:// can be read by "
        "others on the way: try whether the page opens with https:// too. I have not "
        "opened the internet.",
        url=str(form["url"]),
    )


EXERCISES = {
    "6.1": Exercise(
        expected=lambda: count_free("sq"),
        right=say_free,
        mistakes=[
            Mistake(
                "counted the unknown as free",
                lambda answer, expected: same(answer, len(pick_language("sq"))),
                say_all,
            ),
            Mistake(
                "counted the unknown",
                lambda answer, expected: same(
                    answer, len(pick_language("sq")) - expected
                ),
                "This is the number of Albanian texts about which we do not know. The "
                "question asks for those that are known to be free.",
            ),
            Mistake(
                "still English",
                lambda answer, expected: (
                    same(answer, len(pick_language("en")))
                    or same(answer, count_free("en"))
                ),
                "This is a number of the English list. The question asks for Albanian. "
                'With `language = "sq"` in the first line of the cell its list comes: '
                "in how many rows of it does `open access` say yes?",
            ),
            Mistake(
                "free in all languages",
                lambda answer, expected: same(
                    answer, int(data.load("resources")["open_access"].sum())
                ),
                "This is the number of free texts in all languages. The question asks "
                "for those in Albanian: look at the table that the cell shows.",
            ),
            Mistake(
                "share instead of count",
                lambda answer, expected: same(
                    answer, expected / len(pick_language("sq")), 0.006
                ),
                "This is a share, between zero and one. The question asks how many: "
                "count the rows that say yes.",
            ),
            Mistake(
                "beginners only",
                lambda answer, expected: same(
                    answer, int((pick_language("sq")["level"] == "intro").sum())
                ),
                "This is also the number of Albanian texts for beginners. The question "
                "asks for all levels: look at the column `open access` only.",
            ),
        ],
        by_chance=count_known,
        nudge=(
            'Set the language to "sq", run the cell, and count the rows in which '
            "`open access` says yes."
        ),
        hints=(
            'The first line decides the language. Albanian is "sq".',
            "The list has a column `open access`. It says yes, no or not known.",
            "Count only the rows that say yes. A row that says “not known” is no yes.",
        ),
        cases=[
            Case(lambda: count_free("sq"), "right"),
            Case(lambda: float(count_free("sq")), "right"),
            Case(lambda: [count_free("sq")], "right"),
            Case(lambda: len(pick_language("sq")), "counted the unknown as free"),
            Case(
                lambda: len(pick_language("sq")) - count_free("sq"),
                "counted the unknown",
            ),
            Case(lambda: len(pick_language("en")), "still English"),
            Case(lambda: count_free("en"), "still English"),
            Case(
                lambda: int(data.load("resources")["open_access"].sum()),
                "free in all languages",
            ),
            Case(
                lambda: int((pick_language("sq")["level"] == "intro").sum()),
                "beginners only",
            ),
            Case(lambda: str(count_free("sq")), "another type"),
            Case(lambda: 50, "nudge"),
            Case(
                lambda: round(count_free("sq") / len(pick_language("sq")), 2),
                "share instead of count",
            ),
        ],
    ),
    "6.2": Exercise(
        expected=lambda: fit(list_minutes()),
        right=say_path,
        mistakes=[
            NOT_COUNTED,
            Mistake(
                "each text by itself",
                lambda answer, expected: same(
                    answer, int((list_minutes() <= BUDGET).sum())
                ),
                "This is the number of texts that are no longer than two hours, each "
                "by itself. But the two hours are for all of them together. Which "
                "column holds the running total?",
            ),
            Mistake(
                "hours, not minutes",
                lambda answer, expected: same(answer, fit(list_minutes(), 2)),
                "Zero would mean that nothing fits. The column counts minutes, and two "
                "hours are `120`: which rows have this number or less, `<=`?",
            ),
            Mistake(
                "minutes, not texts",
                lambda answer, expected: (
                    same(answer, int(list_minutes().iloc[:expected].sum()))
                    or same(answer, BUDGET)
                ),
                "This is a number of minutes. The question asks how many texts fit. "
                "`sum()` over the question “is it 120 or less?” counts each yes.",
            ),
            Mistake(
                "not in order",
                lambda answer, expected: same(
                    answer, fit(list_minutes().sort_index(), BUDGET)
                ),
                "This is how many fit in the order of the table, where a long text "
                "early on uses up the time. Put the shortest first, with "
                "`sort_values`.",
            ),
            Mistake(
                "one too many",
                lambda answer, expected: same(answer, expected + 1),
                "This is, among other things, one more than fit. With the next text "
                "the running total passes 120: it would still be open when the two "
                "hours are over.",
            ),
            Mistake(
                "all texts of the path",
                lambda answer, expected: same(answer, len(list_minutes())),
                "This is the number of texts on the whole path, with an online course "
                "of many hours among them. Which of them fit before the running total "
                "passes 120?",
            ),
        ],
        nudge=(
            "See the column `total` of the path. In how many rows is it 120 or less?"
        ),
        hints=(
            'Show the path: `show(path, columns=["title_en", "total"])`. Where does '
            "the total pass 120?",
            "The hours are for all texts together: which column adds them up?",
            'Copy the line, without the sign # before it, and write `"total"` into '
            "the blank.",
        ),
        cases=[
            Case(lambda: fit(list_minutes()), "right"),
            Case(lambda: (list_minutes().cumsum() <= BUDGET).sum(), "right"),
            Case(lambda: float(fit(list_minutes())), "right"),
            Case(lambda: int((list_minutes() <= BUDGET).sum()), "each text by itself"),
            Case(lambda: 0, "hours, not minutes"),
            Case(
                lambda: int(list_minutes().iloc[: fit(list_minutes())].sum()),
                "minutes, not texts",
            ),
            Case(lambda: 120, "minutes, not texts"),
            Case(lambda: fit(list_minutes().sort_index()), "not in order"),
            Case(lambda: fit(list_minutes()) + 1, "one too many"),
            Case(lambda: len(list_minutes()), "all texts of the path"),
            Case(lambda: list_minutes().cumsum() <= BUDGET, "not counted yet"),
            Case(lambda: list_minutes().cumsum(), "another type"),
            Case(lambda: "11 texts", "another type"),
            Case(lambda: 17, "nudge"),
        ],
    ),
    "6.3": Exercise(
        expected=lambda: fit(list_minutes() * 1.5),
        right=say_slower,
        mistakes=[
            NOT_COUNTED,
            Mistake(
                "as if nothing had changed",
                lambda answer, expected: same(answer, fit(list_minutes())),
                "This is the number for the estimates as they stand. Each text now "
                "takes 1.5 times as long. Multiply the minutes first.",
            ),
            Mistake(
                "the number of texts itself",
                lambda answer, expected: any(
                    same(answer, fit(list_minutes()) * times) for times in (0.5, 1.5)
                ),
                lambda answer, expected: tr(
                    "{n} is {times} times {before}, the number of texts with the "
                    "estimates as they stand. It is the minutes that grow, each by "
                    "half: multiply them by 1.5, and add them up again.",
                    n=write_plain(answer),
                    times=write_plain(answer / fit(list_minutes())),
                    before=fit(list_minutes()),
                ),
            ),
            Mistake(
                "gave more hours",
                lambda answer, expected: same(
                    answer, fit(list_minutes(), BUDGET * 1.5)
                ),
                "This is how many fit when the two hours become three. A slow reader "
                "would like that, but the hours stay: it is the texts that take "
                "longer.",
            ),
            Mistake(
                "divided the number of texts",
                lambda answer, expected: (
                    is_number(answer)
                    and abs(answer - fit(list_minutes()) / 1.5) < 0.7
                    and not same(answer, expected)
                ),
                "This is near to the number of texts divided by 1.5. That would hold "
                "if all texts were of the same length. They are not: multiply the "
                "minutes and add them up again.",
            ),
            Mistake(
                "each text by itself",
                lambda answer, expected: same(
                    answer, int((list_minutes() * 1.5 <= BUDGET).sum())
                ),
                "This is the number of texts that take no longer than two hours, each "
                "by itself. The two hours are for all texts together: use `cumsum`.",
            ),
        ],
        nudge=(
            "Multiply the minutes by 1.5, add them up with `cumsum`, and count how "
            "often the result is 120 or less."
        ),
        hints=(
            "Which number changes for a slow reader: the minutes of a text, or the two "
            "hours?",
            'Begin with `slower = path["minutes_estimate"] * 1.5`.',
            "Then `answer_6_3 = (slower.cumsum() <= 120)` and after it `.sum()`.",
        ),
        cases=[
            Case(lambda: fit(list_minutes() * 1.5), "right"),
            Case(lambda: fit(list_minutes(), BUDGET / 1.5), "right"),
            Case(lambda: fit(list_minutes()), "as if nothing had changed"),
            Case(lambda: fit(list_minutes(), BUDGET * 1.5), "gave more hours"),
            Case(lambda: fit(list_minutes()) / 2, "the number of texts itself"),
            Case(lambda: fit(list_minutes()) / 1.5, "divided the number of texts"),
            Case(
                lambda: int((list_minutes() * 1.5 <= BUDGET).sum()),
                "each text by itself",
            ),
            Case(lambda: list_minutes() * 1.5 <= BUDGET, "not counted yet"),
            Case(lambda: (list_minutes() * 1.5).cumsum(), "another type"),
            Case(lambda: 97, "nudge"),
        ],
    ),
    "6.4": Exercise(
        expected=lambda: FORM,
        accepts=is_useful,
        right=say_useful,
        mistakes=[
            Mistake(
                "one field, not the form",
                lambda form, expected: is_text(form),
                "This is one field. The answer is the whole form: fill it in above, "
                "and leave the last line as it was: `answer_6_4 = form`.",
            ),
            Mistake(
                "a field is misspelt",
                lambda form, expected: bool(form.keys() - set(FIELDS)),
                say_unknown_fields,
            ),
            Mistake(
                "a field is missing",
                lambda form, expected: bool(list_blanks(form)),
                say_missing_fields,
            ),
            Mistake(
                "language as a word",
                lambda form, expected: not is_known_code(form["language_code"]),
                say_language,
            ),
            Mistake(
                "topics are no lesson numbers",
                lambda form, expected: not has_topics(form["topics"]),
                "The topics are numbers of our lessons, 1 to 6, as a text in quotation "
                'marks: "1", or "3;4" for two of them, with a semicolon between.',
            ),
            Mistake(
                "minutes are no number",
                lambda form, expected: not is_number(form["minutes_estimate"]),
                "The minutes are written as a text. Then nobody can add them up. Write "
                "a number without quotation marks and without a word: 30.",
            ),
            Mistake(
                "hours, not minutes",
                lambda form, expected: not is_minutes(form["minutes_estimate"]),
                "For minutes this number is unusual. Half an hour is 30, an hour and a "
                "half is 90: write whole minutes.",
            ),
            Mistake(
                "free is no True or False",
                lambda form, expected: not isinstance(form["open_access"], bool),
                "Whether it is free of charge is said with True or False, with a "
                "capital letter and without quotation marks. Within quotation marks it "
                "is a text, which the computer does not count as a yes.",
            ),
            Mistake(
                "address is not https",
                lambda form, expected: not is_address(form["url"]),
                say_address,
            ),
            Mistake(
                "already in the table",
                lambda form, expected: is_listed(form),
                "This address is in our table already: a good choice, and somebody had "
                "it before you. Which other text do you know?",
            ),
            Mistake(
                "why useful is too short",
                lambda form, expected: len(str(form["why_useful"]).split()) < 4,
                "“Why useful” is very short. Imagine a colleague with little time: "
                "what will she know after reading? Write one sentence of your own.",
            ),
        ],
        nudge=(
            "The answer is the form with its seven fields. Fill in each field after "
            "its colon, and leave the last line as it was: `answer_6_4 = form`."
        ),
        hints=(
            "Fill in the fields one by one and run the check after each. It tells you "
            "what is still missing.",
            "Texts stand in quotation marks. The minutes do not, and True or False "
            "does not.",
            'For example: `"minutes_estimate": 5,` and `"open_access": True,` and '
            '`"topics": "1",`. The address begins with https://.',
        ),
        cases=[
            Case(lambda: FORM, "right"),
            Case(lambda: change(topics="1;3"), "right"),
            Case(lambda: change(url="https://example.org"), "right"),
            Case(
                lambda: change(title=" Vodič ", language_code="mk", open_access=False),
                "right",
            ),
            Case(lambda: change(minuts=5), "a field is misspelt"),
            Case(lambda: change(title=""), "a field is missing"),
            Case(lambda: change(url=...), "a field is missing"),
            Case(lambda: leave_out("why_useful"), "a field is missing"),
            Case(lambda: {"title": "Bizneset sociale"}, "a field is missing"),
            Case(lambda: change(language_code="Albanian"), "language as a word"),
            Case(lambda: change(language_code="al"), "language as a word"),
            Case(lambda: change(topics=1), "topics are no lesson numbers"),
            Case(lambda: change(topics="3, 4"), "topics are no lesson numbers"),
            Case(lambda: change(topics="7"), "topics are no lesson numbers"),
            Case(lambda: change(minutes_estimate="5 min"), "minutes are no number"),
            Case(lambda: change(minutes_estimate=0.5), "hours, not minutes"),
            Case(lambda: change(minutes_estimate=-5), "hours, not minutes"),
            Case(lambda: change(open_access="yes"), "free is no True or False"),
            Case(lambda: change(open_access=1), "free is no True or False"),
            Case(lambda: change(url="www.caritasalbania.org"), "address is not https"),
            Case(
                lambda: change(url="http://caritasalbania.org"), "address is not https"
            ),
            Case(lambda: change(url="https://a page.org/text"), "address is not https"),
            Case(lambda: change(url="https://"), "address is not https"),
            Case(
                lambda: change(
                    url="https://sec.ba/aktuelno/prirucnici-na-jasnom-jeziku"
                ),
                "already in the table",
            ),
            Case(lambda: change(why_useful="Very good"), "why useful is too short"),
            Case(lambda: "https://caritasalbania.org", "one field, not the form"),
            Case(lambda: list(FORM.values()), "nudge"),
            Case(lambda: [FORM], "nudge"),
        ],
    ),
    "6.5": Exercise(
        expected=lambda: int((count_languages()["Serbian"] > 0).sum()),
        right=say_serbian,
        mistakes=[
            NOT_COUNTED,
            Mistake(
                "added up the texts",
                lambda answer, expected: same(
                    answer, int(count_languages()["Serbian"].sum())
                ),
                "This is the sum of the column: texts, with those on two topics "
                "counted twice. The question asks for topics: in how many is the "
                "number above zero?",
            ),
            Mistake(
                "counted the texts",
                lambda answer, expected: same(answer, len(pick_language("sr"))),
                "This is how many texts are in Serbian. The question asks in how many "
                "of the six topics there is one.",
            ),
            Mistake(
                "counted the gaps",
                lambda answer, expected: same(answer, 6 - expected),
                "This is the number of topics without a text in Serbian. That is the "
                "gap, and a good thing to know. It is also the column of another "
                "language. How many topics are left for Serbian?",
            ),
            Mistake(
                "more than one text",
                lambda answer, expected: same(
                    answer, int((count_languages()["Serbian"] > 1).sum())
                ),
                "This is, among other things, the topics with more than one text in "
                "Serbian, and the column of another language. The question asks for at "
                "least one text, in Serbian.",
            ),
            Mistake(
                "every topic",
                lambda answer, expected: same(answer, 6),
                "Six is the number of all topics. Some of them have a zero in the "
                "column for Serbian.",
            ),
            Mistake(
                "another language",
                lambda answer, expected: any(
                    same(answer, int(number))
                    for number in (count_languages() > 0).sum()
                ),
                "Another language has this number of topics. Look for the column that "
                'is called "Serbian", and write this name into the blank.',
            ),
        ],
        by_chance=takes_word("Serbian", lambda: count_languages().columns),
        nudge="Look at the column for Serbian. In how many rows is it above zero?",
        hints=(
            "Show the column: `show(grid['Serbian'])`.",
            'The blank needs the name of the language, as in the grid: "Serbian".',
            'Copy the line, without the sign # before it, and write `"Serbian"` into '
            "the blank.",
        ),
        cases=[
            Case(lambda: int((count_languages()["Serbian"] > 0).sum()), "right"),
            Case(lambda: (count_languages()["Serbian"] > 0).sum(), "right"),
            Case(lambda: int(count_languages()["Serbian"].sum()), "added up the texts"),
            Case(lambda: len(pick_language("sr")), "counted the texts"),
            Case(
                lambda: 6 - int((count_languages()["Serbian"] > 0).sum()),
                "counted the gaps",
            ),
            Case(lambda: 6, "every topic"),
            Case(lambda: count_languages()["Serbian"] > 0, "not counted yet"),
            Case(lambda: count_languages()["Serbian"], "another type"),
            Case(
                lambda: int((count_languages()["Serbian"] > 1).sum()),
                "more than one text",
            ),
            Case(lambda: int((count_languages() > 0).sum().min()), "another language"),
            Case(lambda: 40, "nudge"),
        ],
    ),
    "6.6": Question(
        right={
            "a": (
                "This can be defended. The register is recent, and somebody has "
                "counted. The other side: it counts those who came and were accepted. "
                "Those who have given up, or were never told, are missing. Put the "
                "survey beside it, and write “registered” beside the number."
            ),
            "b": (
                "This can be defended. Those concerned were asked, even those who are "
                "in no register. The other side: forty families are not a town, and "
                "members of an organisation differ from others. Put the register "
                "beside it, and write how many were asked."
            ),
        },
        wrong={
            "c": (
                "If the chatbot came first, a fluent sentence would be enough. Put the "
                "second question to it: how does it know? If it names a source, open "
                "the source and use that one. It is of use to find words to search "
                "with."
            ),
            "d": (
                "If the leaflet came first, “thousands” would be a number. Put the "
                "first question to it: what do they gain? Perhaps they have a report "
                "behind it: ask for it. Which of the others has counted or asked?"
            ),
        },
        hints=(
            "Put two questions to each letter: how do they know, and who is missing?",
            "Two of the four have counted or asked somebody. Two have not.",
            "Choose between a and b. Each sees people whom the other does not see.",
        ),
    ),
    "6.7": Exercise(
        expected=lambda: BEGIN + pd.Timedelta(days=60),
        right=(
            "Monday, 30 August 2027. Two months would have been two days later. Is it "
            "a day on which people are back from their holidays? A date is a good one "
            "when those whom you need can come."
        ),
        mistakes=[
            Mistake(
                "two months",
                lambda answer, expected: (
                    read_day(answer) == BEGIN + pd.DateOffset(months=2)
                ),
                "This is two months on. July and August have 31 days each, so two "
                "months are longer than 60 days here. Let `pd.Timedelta` count.",
            ),
            Mistake(
                "the first day counted",
                lambda answer, expected: (
                    read_day(answer) == BEGIN + pd.Timedelta(days=59)
                ),
                "This is day 60 when the first day is called day 1. Many people count "
                "like that, and so do some laws. Here the day they begin is day 0.",
            ),
            Mistake(
                "working days",
                lambda answer, expected: (
                    read_day(answer) == BEGIN + pd.offsets.BDay(60)
                ),
                "This is 60 working days later. That is a fair way to plan, and it "
                "ends much later. The question asks for all days.",
            ),
            Mistake(
                "nothing added yet",
                lambda answer, expected: read_day(answer) == BEGIN,
                "This is the day on which they begin. Add the 60 days to it.",
            ),
            Mistake(
                "one day too far",
                lambda answer, expected: (
                    read_day(answer) == BEGIN + pd.Timedelta(days=61)
                ),
                "This is one day later. The day they begin is day 0, so day 60 is 60 "
                "days after it, not 61.",
            ),
            Mistake(
                "a month without a day",
                lambda answer, expected: (
                    is_text(answer)
                    and bool(re.fullmatch(r"\s*[^\W\d]+\.?,? \d{4}\.?\s*", answer))
                ),
                "I see a month and a year. The answer is a day: on which one?",
            ),
            Mistake(
                "another day",
                lambda answer, expected: (
                    read_day(answer).normalize() != expected
                    and 1900 < read_day(answer).year < 2100
                    and not is_number(answer)
                ),
                lambda answer, expected: tr(
                    "This is day {n}, if the day they begin is day 0.",
                    n=(read_day(answer) - BEGIN).days,
                ),
            ),
            Mistake(
                "a length, not a date",
                lambda answer, expected: (
                    same(answer, 60) or isinstance(answer, pd.Timedelta)
                ),
                "This is a length of time. Add it to the date on which they begin: "
                "`begin + pd.Timedelta(days=60)`.",
            ),
            Mistake(
                "the weekday",
                lambda answer, expected: (
                    is_text(answer) and answer.strip().lower() == "monday"
                ),
                "It is a Monday, yes. On which date?",
            ),
            Mistake(
                "the date as another type",
                lambda answer, expected: read_day(answer) == expected,
                "The date is right, and it is written in another way. For a calendar "
                "that counts on, let Python make it: `begin + pd.Timedelta(days=60)`.",
            ),
        ],
        shown=name_bare_length,
        nudge="Take the date on which they begin and add 60 days to it.",
        hints=(
            "The line takes the day on which they begin, and adds a length to it.",
            "`pd.Timedelta(days=…)` needs a number: for how many days do you ask?",
            "Write `answer_6_7 = begin + pd.Timedelta(days=60)`.",
        ),
        cases=[
            Case(lambda: BEGIN + pd.Timedelta(days=60), "right"),
            Case(lambda: (BEGIN + pd.Timedelta(days=60)).to_pydatetime(), "right"),
            Case(lambda: BEGIN + pd.DateOffset(months=2), "two months"),
            Case(lambda: BEGIN + pd.Timedelta(days=59), "the first day counted"),
            Case(lambda: BEGIN + pd.offsets.BDay(60), "working days"),
            Case(lambda: 60, "a length, not a date"),
            Case(lambda: pd.Timedelta(days=60), "a length, not a date"),
            Case(lambda: "Monday", "the weekday"),
            Case(lambda: "2027-08-30", "another type"),
            Case(lambda: "Aug 30, 2027", "another type"),
            Case(lambda: "August 30", "another type"),
            Case(lambda: "Monday, 30 August 2027", "another type"),
            Case(lambda: "30. avgust 2027.", "another type"),
            Case(lambda: "2027-08-30T00:00", "the date as another type"),
            Case(lambda: pd.Timestamp("2027-12-24"), "another day"),
            Case(lambda: BEGIN + pd.Timedelta(days=30), "another day"),
            Case(lambda: "August", "nudge"),
            Case(lambda: "August 2027", "a month without a day"),
            Case(lambda: BEGIN, "nothing added yet"),
            Case(lambda: BEGIN + pd.Timedelta(days=61), "one day too far"),
        ],
    ),
    "6.q1": Question(
        right={
            "b": (
                "It names people, a need and a place, and leaves the answer open: "
                "recordings, braille, a reading group, software. Lesson 0 asked for "
                "the same."
            ),
        },
        wrong={
            "a": (
                "The room is a solution, and there is nobody in the sentence. Which "
                "children cannot do what today, because there is no such room?"
            ),
            "c": (
                "This is an aim. Hardly anybody would object to it, and that is its "
                "weakness: whose day would be different, and how would you see it?"
            ),
        },
    ),
    "6.q2": Question(
        right={
            "c": (
                "Shortest first lets most texts fit; it does not know what you "
                "need. The computer adds up, you choose."
            ),
        },
        wrong={
            "a": (
                "If it is left out, the order has decided what you learn. Who chose "
                "the order “shortest first”, and for which purpose?"
            ),
            "b": (
                "The minutes are estimates already, and many of us need longer, not "
                "less. What could you drop instead?"
            ),
        },
    ),
    "6.q3": Question(
        right={
            "a": (
                "A gap in a table has two possible reasons: nobody wrote it, or "
                "nobody found it. Somebody who reads Romani could tell us."
            ),
        },
        wrong={
            "b": (
                "That would be a large conclusion from a small table: our search was "
                "made mostly in English. What would somebody have to do before they "
                "could say it?"
            ),
            "c": (
                "That would mean that a need shows itself in what is printed. Whom "
                "would you ask instead?"
            ),
        },
    ),
    "6.q4": Question(
        right={
            "c": (
                "It takes longer to find out, and somebody has to ask. That is "
                "what the meeting on day 90 is for."
            ),
        },
        wrong={
            "a": (
                "Satisfaction tells how people felt on the last day, which matters. It "
                "does not tell whether anything was used. What could you see after 90 "
                "days?"
            ),
            "b": (
                "A certificate shows who was there. What would a person notice who was "
                "not there, and who needs the change?"
            ),
        },
    ),
}
