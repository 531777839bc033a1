"""The part of the contract on replies: mistakes, hints and cases that meet them."""

import tokenize
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from scripts.contract.chance import is_by_chance
from scripts.lessons.feedback import find_rules, name_feedback
from scripts.lessons.lesson import Lesson
from workshop.rules import Exercise, Question, judge

FEWEST_MISTAKES, HINTS, FEWEST_LETTERS = 3, 3, 20
COLUMNS, SHORT = 88, 50  # a shorter text fits as soon as the code around it is broken


def find_faults(lesson: Lesson) -> list[str]:
    """Return what is wrong with the rules of a lesson, one sentence each.

    Every case of every exercise is judged. Raises Problem for a file that cannot be
    read.
    """
    path = find_rules(lesson.path)
    name = name_feedback(path)
    faults = [
        f"{name}, exercise {key}: {sentence}"
        for key, exercise in lesson.feedback.items()
        for check in CHECKS
        for sentence in check(exercise)
    ]
    return [*faults, *(f"{name}, {fault}" for fault in find_long_texts(path))]


def find_long_texts(path: Path) -> Iterator[str]:
    """Find texts that the formatter leaves beyond the edge: it breaks code alone."""
    if not path.is_file():
        return
    with path.open("rb") as stream:
        for token in tokenize.tokenize(stream.readline):
            (line, begins), (last, ends) = token.start, token.end
            is_long = ends > COLUMNS and ends - begins > SHORT
            if token.type == tokenize.STRING and line == last and is_long:
                yield (
                    f"line {line}: the text goes on to letter {ends}, and {COLUMNS} "
                    "fit. Write it in two pieces, one below the other, each between "
                    "quotation marks, and put brackets around both."
                )


def compute_once(exercise: Exercise | Question) -> Exercise | Question:
    """Return an exercise that computes what it expects once, not for each answer."""
    if isinstance(exercise, Exercise):
        return replace(exercise, expected=cache(exercise.expected))
    return exercise


def check_kind(exercise: object) -> Iterator[str]:
    """An exercise is an Exercise or a Question."""
    if not isinstance(exercise, Exercise | Question):
        yield "it is neither an Exercise(…) nor a Question(…); make it one of them."


def check_mistakes(exercise: object) -> Iterator[str]:
    """An exercise knows three mistakes, each with a name of its own."""
    if not isinstance(exercise, Exercise):
        return
    names = [mistake.name for mistake in exercise.mistakes]
    if len(names) < FEWEST_MISTAKES:
        yield (
            f"it knows {len(names)} mistakes by name, and needs {FEWEST_MISTAKES}; add "
            "what people may get wrong."
        )
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f'two mistakes are called "{name}"; give one of them another name.'


def check_cases(exercise: object) -> Iterator[str]:
    """A right answer and each mistake have a case."""
    if not isinstance(exercise, Exercise):
        return
    tried = {case.rule for case in exercise.cases}
    for name in ["right", *(mistake.name for mistake in exercise.mistakes)]:
        if name not in tried:
            yield f'no case meets "{name}"; add Case(lambda: …, "{name}").'


def check_letters(exercise: object) -> Iterator[str]:
    """A letter of a question is right or wrong, not both."""
    if isinstance(exercise, Question):
        for letter in sorted(exercise.right.keys() & exercise.wrong.keys()):
            yield f"the choice {letter} is right and wrong; remove one of them."


def check_hints(exercise: object) -> Iterator[str]:
    """An exercise has three hints, and each says something else."""
    if isinstance(exercise, Exercise) and len(set(exercise.hints)) != HINTS:
        yield f"it has {len(set(exercise.hints))} different hints; write {HINTS}."


def check_replies(exercise: object) -> Iterator[str]:
    """Each case meets the rule that it names, and the reply is a sentence."""
    if not isinstance(exercise, Exercise | Question):
        return
    live, exercise = exercise, compute_once(exercise)
    for number, case in enumerate(exercise.cases, start=1):
        try:
            answer = case.answer()
        except Exception as error:
            yield (
                f'the answer of case {number} ("{case.rule}") stops with '
                f"{type(error).__name__} ({error}); mend it."
            )
            continue
        reply = judge(exercise, answer)
        if reply.rule != case.rule and not is_by_chance(live, case, reply):
            yield (
                f'case {number} should meet "{case.rule}" and meets "{reply.rule}"; '
                "mend the case, or the order of the mistakes."
            )
        elif len(reply.text) <= FEWEST_LETTERS:
            yield f'the reply to case {number} ("{case.rule}") is no sentence yet.'


CHECKS = [
    check_kind,
    check_mistakes,
    check_cases,
    check_letters,
    check_hints,
    check_replies,
]
