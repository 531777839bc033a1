"""The boxes of the team's plan: their titles, their questions and their words."""

from collections.abc import Iterator
from html import escape

from workshop.messages import look_up, tr

# Jupyter's own style lets answers slip below the wrong question in narrow windows.
SIDE_BY_SIDE = "display:grid;grid-template-columns:2fr 3fr;gap:.3em 1em"


class Box:
    """One box of the plan: its title, the lesson that fills it, field → question."""

    def __init__(self, title: str, lesson: int, questions: dict[str, str]):
        self.lesson = lesson
        self._title, self._questions = title, questions

    @property
    def title(self) -> str:
        """The title in the language that is chosen."""
        return look_up(self._title)

    @property
    def questions(self) -> dict[str, str]:
        """Map the fields to their questions, in the language that is chosen."""
        return {name: look_up(text) for name, text in self._questions.items()}

    def __iter__(self) -> Iterator:
        return iter((self.title, self.lesson, self.questions))

    def __getitem__(self, place: int) -> object:
        return tuple(self)[place]

    def list_texts(self) -> list[str]:
        """List what a translator writes: the title and the questions, in English."""
        return [self._title, *self._questions.values()]


BOXES = {
    "challenge": Box(
        "Our challenge",
        0,
        {
            "team": "What is your team called?",
            "challenge": "Which challenge do you choose?",
            "place": "In which place or community?",
        },
    ),
    "problem": Box(
        "The problem",
        1,
        {
            "sentence": "What is the problem, in one sentence?",
            "who_and_how_many": "Who needs a change, and how many are they?",
            "source": "Which source gives this number?",
            "who_says_so": "Who says that this is a problem?",
            "exists_today": "What exists today?",
        },
    ),
    "cause": Box(
        "Why now",
        2,
        {
            "cause": "What causes the problem?",
            "window": "What makes a change possible now?",
            "missing_at_the_table": "Who is missing at the table?",
        },
    ),
    "instruments": Box(
        "Instruments and money",
        3,
        {
            "to_begin": "Which instrument helps you to understand and to find ideas?",
            "to_try": "Which instrument helps you to try it out?",
            "to_last": "Which instrument helps it to last and to grow?",
            "year_three": "Who pays in year three?",
        },
    ),
    "idea": Box(
        "Our idea",
        3,
        {
            "idea": "What is your idea, in one sentence?",
            "better": "For whom is it better than what exists, and how?",
            "cost": "What does the first year cost?",
            "decides": "Who decides on it?",
            "law": "Which law or rule allows it?",
            "risk": "Which assumption is the riskiest?",
            "test": "How do you test this assumption within 30 days?",
        },
    ),
    "gap": Box(
        "The gap, and who is near",
        4,
        {
            "gap": "What is missing in your field and place?",
            "regional_example": "Which example in the region is nearest to yours?",
            "whom_to_call": "Whom will you call?",
        },
    ),
    "practice": Box(
        "A practice to learn from",
        5,
        {
            "practice": "Which practice from the EU do you learn from?",
            "core": "What is its core, which must stay?",
            "change": "What will you change?",
            "drop": "What will you leave out?",
            "how_we_know": "How shall you know that it works?",
        },
    ),
    "steps": Box(
        "The first 90 days",
        6,
        {
            "step_1": "What is the first step, who does it, and by when?",
            "step_2": "What is the second step, who does it, and by when?",
            "step_3": "What is the third step, who does it, and by when?",
            "review": "When do you meet again to look at what happened?",
        },
    ),
}


def list_questions() -> dict[str, tuple[int, str]]:
    """Return the lesson and the question of each field: {"problem.source": (1, …)}."""
    return {
        f"{name}.{field}": (box.lesson, question)
        for name, box in BOXES.items()
        for field, question in box.questions.items()
    }


def describe_box(box: str, fields: dict, left_open: bool = False) -> tuple[str, str]:
    """Return one box as HTML and as plain text; what is open is a gap to close.

    A box that a course has left open on purpose is no gap as long as it is empty.
    """
    title, lesson, questions = BOXES[box]
    rows = [
        (ask, str(fields[key])) for key, ask in questions.items() if fields.get(key)
    ]
    still_open = [ask for name, ask in questions.items() if not fields.get(name)]
    markup, lines = [f"<h3>{escape(title)}</h3>"], [title]
    if rows:
        pairs = (
            f'<dt style="width:auto">{escape(a)}</dt>'
            f'<dd style="margin:0">{escape(b)}</dd>'
            for a, b in rows
        )
        markup.append(f'<dl style="{SIDE_BY_SIDE}">{"".join(pairs)}</dl>')
        lines += [f"{ask} {answer}" for ask, answer in rows]
    if still_open:
        named = {"lesson": lesson, "questions": " ".join(still_open)}
        gap = tr("Still open (lesson {lesson} helps): {questions}", **named)
        if left_open and not rows:
            gap = tr(
                "Not part of this course (lesson {lesson} helps): {questions}", **named
            )
        markup.append(f'<p class="gap">{escape(gap)}</p>')
        lines.append(gap)
    return "".join(markup), "\n".join(lines)
