"""The rules of an exercise in the language that was chosen."""

from dataclasses import replace

from workshop.messages import look_up
from workshop.rules import Exercise, Question, Text


def put_into_words(exercise: Exercise | Question) -> Exercise | Question:
    """Return the rules of an exercise with their texts in the chosen language."""

    def say(text: Text) -> Text:
        return look_up(text) if isinstance(text, str) else text

    hints = tuple(map(look_up, exercise.hints))
    if isinstance(exercise, Question):
        right = {letter: look_up(text) for letter, text in exercise.right.items()}
        wrong = {letter: look_up(text) for letter, text in exercise.wrong.items()}
        return replace(exercise, right=right, wrong=wrong, hints=hints)
    mistakes = [replace(one, reply=say(one.reply)) for one in exercise.mistakes]
    return replace(
        exercise,
        right=say(exercise.right),
        mistakes=mistakes,
        nudge=look_up(exercise.nudge),
        hints=hints,
    )
