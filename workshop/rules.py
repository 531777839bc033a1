"""How an answer is judged: ordered rules, and the first that fits wins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workshop.blanks import (
    MISSING,
    Case,
    Mistake,
    Reply,
    Text,
    ask_for_rest,
    fits,
    is_begun_form,
    is_open,
    speak,
)
from workshop.chance import explain_signs, is_exact
from workshop.comparing import (
    FEWEST_DIGITS,
    is_listlike,
    is_number,
    is_text,
    same,
    same_rounded,
    unwrap,
)
from workshop.explaining import explain_type
from workshop.explaining_many import count_rows, explain_others
from workshop.filling import explain_blank
from workshop.given import Given, describe_line, explain_line
from workshop.messages import tr
from workshop.questions import Question
from workshop.reading import read_number
from workshop.relating import explain_value
from workshop.telling import tell_readings, tell_rest, tell_unknown
from workshop.understanding import (
    as_column,
    as_truths,
    find_right,
    list_readings,
    read_words,
)
from workshop.understanding_numbers import (
    Reading,
    ask_for_sign,
    loses_sign,
    names_unit,
)

__all__ = [
    "MISSING",
    "Case",
    "Exercise",
    "Mistake",
    "Question",
    "Reply",
    "is_number",
    "is_open",
    "is_text",
    "judge",
    "read_number",
    "same",
]

NOTHING = Given()
EXACT = 1e-9  # the noise of binary fractions


@dataclass(frozen=True)
class Exercise:
    """An exercise whose right answer is computed from the data.

    ``tolerance`` is the largest accepted difference of a number; ``any_order`` accepts
    a list or a table column in any order. Where many answers are right, such as a form
    that somebody fills in, ``accepts`` tells; a form with gaps is then judged, too.
    ``paper`` gives the answer of the paper version where that asks another question
    than the screen; it is computed, so that refreshed data never makes it false.
    ``digits`` is how many digits a rounded answer keeps, ``others`` gives more right
    numbers, ``by_chance`` says of a line that its right value is another thing's,
    ``shown`` what is wrong in a line, and ``place`` what a wrong number leads to.
    ``rounds`` accepts rounded numbers, ``money`` those with the sign of a currency.
    """

    expected: Callable[[], Any]
    right: Text
    mistakes: list[Mistake]
    nudge: str
    hints: tuple[str, ...]
    cases: list[Case]
    tolerance: float = 1e-9
    any_order: bool = False
    accepts: Callable[[Any], bool] | None = None
    paper: Callable[[], str] | None = None
    digits: int = FEWEST_DIGITS
    others: Callable[[], tuple[float, ...]] = tuple
    by_chance: Callable[[Given], str] = lambda given: ""
    shown: Callable[[Given], str] = lambda given: ""
    place: Callable[[float, float], str] = lambda answer, expected: ""
    rounds: bool = True
    money: bool = False

    def judge(self, answer: Any, line: str = "", given: Given = NOTHING) -> Reply:
        """Judge an answer that is there; see ``judge`` for the rest.

        ``line`` is the line with a blank that the exercise shows, where there is one,
        and ``given`` the line that gave the answer.

        The order: right · right as people write it (``"0,8"``) · what the line shows ·
        each mistake · right but rounded · what the value or its type is · the nudge.
        """
        expected = self.expected()
        single = not self.accepts and not isinstance(expected, list | tuple | Mapping)
        simple = is_number(expected) or is_text(expected)
        plain = unwrap(answer) if single or simple else answer
        plain = as_column(plain, expected)
        free = bool(self.accepts)  # what is expected is one example of many
        named = list_readings(plain, expected) if simple or not free else []
        if is_text(plain) and is_number(expected):
            named = [] if names_unit(plain, self.money) else named
        readings = read_words(plain) if free else named
        one, names = self, readings or named
        if is_number(plain) and is_exact(given):  # nobody has rounded it
            one = replace(self, tolerance=EXACT, rounds=False)
        near = one is not self and self._fits(plain, expected)  # no name fits it
        return (
            one._judge_right(plain, expected, readings, given)
            or one._judge_line(expected, given)
            or (None if near else one._judge_mistakes(plain, expected, names))
            or one._judge_rounded(plain, expected, readings)
            or one._judge_rest(plain, expected, readings, answer, line, given)
        )

    def _judge_line(self, expected: Any, given: Given) -> Reply | None:
        text = explain_line(given, lambda one: self._fits(one, expected))
        if is_number(expected):
            text = explain_signs(given) or text
        text = self.shown(given) or text
        return Reply("line", "again", text) if text else None

    def _judge_right(
        self, plain: Any, expected: Any, readings: list[Reading], given: Given
    ) -> Reply | None:
        if self._is_right(plain, expected):
            if text := self.by_chance(given):
                return Reply("by chance", "again", text)
            return Reply("right", "right", speak(self.right, plain, expected))
        if loses_sign(plain, expected):
            return Reply("another type", "again", ask_for_sign(plain))
        found = find_right(readings, lambda one: self._is_right(one, expected))
        return self._praise(found, expected) if found else None

    def _judge_mistakes(
        self, plain: Any, expected: Any, readings: list[Reading]
    ) -> Reply | None:
        plain = plain if self.accepts else as_truths(plain, expected)
        for mistake in self.mistakes:
            if fits(mistake.fits, plain, expected):
                text = speak(mistake.reply, plain, expected)
                return Reply(mistake.name, "again", text)
        for reading in readings:
            for mistake in self.mistakes:
                if fits(mistake.fits, reading.value, expected):
                    text = speak(mistake.reply, reading.value, expected)
                    return Reply("another type", "again", f"{text}\n\n{reading.note}")
        return None

    def _judge_rounded(
        self, plain: Any, expected: Any, readings: list[Reading]
    ) -> Reply | None:
        if self.accepts or not self.rounds:
            return None
        if same_rounded(plain, expected, self.any_order, self.digits):
            return Reply("right", "right", speak(self.right, plain, expected))
        found = find_right(
            readings, lambda one: same_rounded(one, expected, digits=self.digits)
        )
        return self._praise(found, expected) if found else None

    def _judge_rest(
        self,
        plain: Any,
        expected: Any,
        readings: list[Reading],
        answer: Any,
        line: str,
        given: Given,
    ) -> Reply:
        def is_right(one: Any) -> bool:
            return self._fits(one, expected)

        if unknown := tell_unknown(answer, expected):
            return Reply("another type", "again", unknown)
        if readings and is_number(expected):
            seen = tell_readings(readings, expected, is_right)
            return Reply("another type", "again", f"{seen}\n\n{self.nudge}")
        if count_rows(answer, is_right) and not is_listlike(plain):
            plain = answer
        if is_number(plain) and (placed := self.place(plain, expected)):
            return Reply("nudge", "again", placed)
        value = explain_value(plain, expected, is_right, given)
        if value:
            return Reply("related value", "again", value)
        other = explain_blank(line, plain) or explain_type(plain, expected, is_right)
        if other:
            return Reply("another type", "again", other)
        seen = explain_others(plain, expected) or describe_line(given)
        is_other, text = tell_rest(plain, expected, self.nudge, seen, given.is_typed)
        return Reply("another type" if is_other else "nudge", "again", text)

    def _praise(self, reading: Reading, expected: Any) -> Reply:
        text = speak(self.right, reading.value, expected)
        return Reply("another type", "right", f"{text}\n\n{reading.note}")

    def _fits(self, answer: Any, expected: Any) -> bool:
        """Tell whether an answer is right, rounded or not."""
        return self._is_right(answer, expected) or (
            self.rounds
            and not self.accepts
            and same_rounded(answer, expected, digits=self.digits)
        )

    def _is_right(self, answer: Any, expected: Any) -> bool:
        if self.accepts:
            accepts = self.accepts
            return fits(lambda one, _: accepts(one), answer, expected)
        if any(same(answer, other) for other in self.others()):
            return True
        return same(answer, expected, self.tolerance, self.any_order)


def judge(
    exercise: Exercise | Question,
    answer: Any,
    words: Mapping[str, str] | None = None,
    line: str = "",
    given: Given = NOTHING,
) -> Reply:
    """Judge ``answer`` by the rules of ``exercise``. It never raises.

    ``words`` are the texts of a question's choices, by letter, ``line`` the line with a
    blank that an exercise shows, ``given`` the line that gave the answer.
    """
    if is_open(answer) and not is_begun_form(exercise, answer):
        return Reply("open", "open", ask_for_rest(answer, exercise))
    try:
        if isinstance(exercise, Question):
            return exercise.judge(answer, words)
        return exercise.judge(answer, line, given)
    except Exception as error:  # noqa: BLE001 - a check never shows a traceback
        text = tr(
            "The check could not compute its own answer ({error}). Run the setup cell "
            "at the top once more; if it stays, tell the facilitator.",
            error=str(error),
        )
        return Reply("no check", "open", text)
