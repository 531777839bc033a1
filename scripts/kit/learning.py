"""What a group learned: the learning check before and after, and what it cannot say."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically
from scripts.kit.answers import HALVES, Person, read_answers
from scripts.kit.handed_in import walk
from scripts.kit.results import render_result
from scripts.kit.statistics import Interval, compare_pairs
from scripts.lessons import words
from scripts.lessons.courses import Course
from scripts.lessons.learning_check import FORMS, LearningCheck, read_check

BEFORE, AFTER = HALVES
FEWEST = 10  # pairs; with fewer, one person moves a mean too much


@dataclass(frozen=True)
class Result:
    """One question, or (number None) all of them.

    ``before`` and ``after`` count right answers of the people who answered both times,
    ``change`` is the mean difference of a person, None for fewer than FEWEST pairs.
    """

    number: int | None
    objective: str
    before: int
    after: int
    change: Interval | None


@dataclass(frozen=True)
class Summary:
    """How many people answered when, the questions, and all questions together."""

    pairs: int
    only: dict[str, int]
    same_form: int
    questions: list[Result]
    whole: Result


def report_learning(
    paths: list[Path], place: Path, course: Course | None = None
) -> list[str]:
    """Write the page of the results to ``place``; return the remarks on the files.

    Raises Problem, and writes nothing, when a file cannot be taken as it is.
    """
    home = course.path if course else ROOT / "courses/course.toml"
    check = read_check(words.find_words(home, words.QUESTIONS))
    answers = read_answers(paths, check, course.title if course else "")
    summary = summarise(answers.people, check)
    if not summary.pairs:
        counts = [f"{count} {half} alone" for half, count in summary.only.items()]
        raise Problem(
            f"Nobody answered both times ({', '.join(counts)}), so nothing can be "
            "compared. Look whether the codes are written the same both times."
        )
    titles = [title for title in answers.titles if title]
    page = {
        "title": course.title if course else next(iter(titles), check.title),
        "up": "../",
        "made_from": f"the answers of {count_people(len(answers.people))}",
    }
    shown = fill_learning(summary, check)
    html = render_result("learning", page, hash_inputs(paths), shown)
    write_atomically(place, html)
    return answers.remarks


def hash_inputs(paths: list[Path]) -> str:
    """Return one hash of the files that were read, whatever their names."""
    files = [f for p in paths for f in (walk(p).files if p.is_dir() else [p])]
    hashes = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    return hashlib.sha256(" ".join(hashes).encode()).hexdigest()


def summarise(people: list[Person], check: LearningCheck) -> Summary:
    """Count and compare; only people who answered both times are compared."""
    pairs = [person for person in people if len(person.halves) == len(HALVES)]
    points = {half: [score(one, half, check) for one in pairs] for half in HALVES}
    questions = [
        compare(item.number, item.objective, *(
            [row[place] for row in points[half]] for half in HALVES))
        for place, item in enumerate(check.list_form(FORMS[0]))
    ]  # fmt: skip
    sums = [[sum(row) for row in points[half]] for half in HALVES]
    only = {
        half: sum(list(person.halves) == [half] for person in people) for half in HALVES
    }
    same = sum(p.halves[BEFORE].form == p.halves[AFTER].form for p in pairs)
    whole = compare(None, "All questions", *sums)
    return Summary(len(pairs), only, same, questions, whole)


def score(person: Person, half: str, check: LearningCheck) -> list[int]:
    """Return 1 for each right answer, 0 for any other, in the order of the form."""
    given = person.halves[half]
    form = check.list_form(given.form)
    return [int(letter == item.answer)
            for letter, item in zip(given.letters, form, strict=True)]  # fmt: skip


def compare(
    number: int | None, objective: str, before: list[int], after: list[int]
) -> Result:
    """Compare the points of the same people before and after."""
    change = compare_pairs(before, after) if len(before) >= FEWEST else None
    return Result(number, objective, sum(before), sum(after), change)


def fill_learning(summary: Summary, check: LearningCheck) -> dict:
    """Return what the page shows: sentences, rows of the table, marks of the chart."""
    count = len(summary.questions)
    return {
        "summary": summary,
        "is_small": summary.pairs < FEWEST,
        "fewest": FEWEST,
        "most": count,
        "finding": describe_whole(summary, count),
        "people": describe_people(summary),
        "rows": [
            make_row(one, summary.pairs)
            for one in [*summary.questions, summary.whole]
        ],
        "chart": describe_chart(summary),
        "scale": make_scale(summary.pairs),
        "marks": [
            {
                "number": one.number,
                "before": one.before / summary.pairs,
                "after": one.after / summary.pairs,
            }
            for one in summary.questions
        ],
    }  # fmt: skip


def make_scale(pairs: int) -> list[tuple[float, str]]:
    """Return the marks of the axis: shares, for few people the counts themselves."""
    if pairs < FEWEST:
        return [(part / pairs, str(part)) for part in range(pairs + 1)]
    return [(part / 4, f"{25 * part}%") for part in range(5)]


def describe_people(summary: Summary) -> str:
    """Say how many people are compared, and how many are not."""
    left = [
        f"{count_people(count)} answered only {half} the course and "
        f"{'is' if count == 1 else 'are'} not compared"
        for half, count in summary.only.items()
        if count
    ]
    text = f"{count_people(summary.pairs)} answered both times."
    if left:
        text += f" {'; '.join(left)}."
    if summary.same_form:
        text += (
            f" {count_people(summary.same_form)} had the same form both times, so they "
            "may remember its questions."
        )
    return text


def describe_whole(summary: Summary, most: int) -> str:
    """Say what came out in all, in one or two sentences."""
    whole, pairs = summary.whole, summary.pairs
    if whole.change is None:
        return (
            f"Of {most * pairs} answers, {whole.before} were right before and "
            f"{whole.after} after."
        )
    return (
        f"On average a person had {whole.before / pairs:.1f} of {most} right before "
        f"and {whole.after / pairs:.1f} after: {describe_change(whole.change)}."
    )


def describe_change(change: Interval) -> str:
    """Write a mean difference and its interval in words."""
    if not change.mean and change.low is None:
        return "nobody's number changed"
    if change.low is None or change.high is None:
        return f"a change of {sign(change.mean)} for everybody, so without an interval"
    return (
        f"a change of {sign(change.mean)}, with a 95% interval from "
        f"{sign(change.low)} to {sign(change.high)}"
    )


def sign(number: float, digits: int = 1) -> str:
    """Write a difference with its sign; what rounds to nothing has none."""
    text = f"{abs(number):.{digits}f}"
    if not float(text):
        return text
    return f"{'+' if number > 0 else '−'}{text}"


def make_row(result: Result, pairs: int) -> dict:
    """Return a row of the table; its change is in right answers a person."""
    digits = 1 if result.number is None else 2
    change, low, high = "", "", ""
    if result.change is not None:
        change = sign(result.change.mean, digits)
        if result.change.low is not None and result.change.high is not None:
            low, high = (sign(result.change.low, digits),
                         sign(result.change.high, digits))  # fmt: skip
    return {
        "number": result.number,
        "objective": result.objective,
        "before": result.before,
        "after": result.after,
        "change": change,
        "interval": f"{low} to {high}" if low else "none",
    }


def describe_chart(summary: Summary) -> str:
    """Say in words what the chart shows."""
    more = [q for q in summary.questions if q.after > q.before]
    less = [q for q in summary.questions if q.after < q.before]
    same = [q for q in summary.questions if q.after == q.before]
    parts = [
        f"{words_before} {name_questions(found)}"
        for words_before, found in (
            ("More people were right after than before in", more),
            ("Fewer people were right after than before in", less),
            ("As many as before were right in", same),
        )
        if found
    ]
    widest = max(summary.questions, key=lambda one: abs(one.after - one.before))
    text = ". ".join(parts) + "."
    if widest.after != widest.before:
        text += (
            f" The largest change is in question {widest.number}: {widest.before} of "
            f"{summary.pairs} people before, {widest.after} after."
        )
    return text


def name_questions(results: list[Result]) -> str:
    """Name questions: question 3; questions 1, 2 and 5."""
    numbers = [str(one.number) for one in results]
    if len(numbers) == 1:
        return f"question {numbers[0]}"
    return f"questions {', '.join(numbers[:-1])} and {numbers[-1]}"


def count_people(count: int) -> str:
    """Write a number of people."""
    return "1 person" if count == 1 else f"{count} people"
