"""The parts of the plan's page: which field of which box stands where."""

from typing import NamedTuple


class Part(NamedTuple):
    """A part of the page: its heading, and (box, field, label) of what stands there."""

    heading: str
    fields: list[tuple[str, str, str]]

    def list_texts(self) -> list[str]:
        """List what a translator writes: the heading and the labels, in English."""
        return [self.heading, *(label for _, _, label in self.fields)]


# What the page shows. The team is its title.
PARTS = (
    Part(
        "Our challenge",
        [
            ("challenge", "challenge", "Challenge"),
            ("challenge", "place", "Place"),
            ("problem", "sentence", "The problem"),
            ("problem", "who_says_so", "Who says so"),
        ],
    ),
    Part(
        "Who, and how many",
        [
            ("problem", "who_and_how_many", "Who needs a change"),
            ("problem", "source", "Source"),
        ],
    ),
    Part(
        "What exists",
        [
            ("problem", "exists_today", "Today"),
            ("gap", "gap", "What is missing"),
        ],
    ),
    Part(
        "Cause and window",
        [
            ("cause", "cause", "Cause"),
            ("cause", "window", "Why a change is possible now"),
            ("cause", "missing_at_the_table", "Missing at the table"),
        ],
    ),
    Part(
        "Instruments and money",
        [
            ("instruments", "to_begin", "To understand and find ideas"),
            ("instruments", "to_try", "To try it out"),
            ("instruments", "to_last", "To last and grow"),
            ("instruments", "year_three", "Who pays in year three"),
        ],
    ),
    Part(
        "Our idea",
        [
            ("idea", "idea", "Idea"),
            ("idea", "better", "Better for whom, and how"),
            ("idea", "cost", "Cost of the first year"),
            ("idea", "decides", "Who decides"),
            ("idea", "law", "Law or rule"),
            ("idea", "risk", "Riskiest assumption"),
            ("idea", "test", "Its test within 30 days"),
        ],
    ),
    Part(
        "Learning from the region",
        [
            ("gap", "regional_example", "Nearest example"),
            ("gap", "whom_to_call", "Whom we call"),
        ],
    ),
    Part(
        "Learning from the EU",
        [
            ("practice", "practice", "Practice"),
            ("practice", "core", "Core: stays"),
            ("practice", "change", "We change"),
            ("practice", "drop", "We leave out"),
        ],
    ),
    Part(
        "The first 90 days",
        [
            ("steps", "step_1", "First step"),
            ("steps", "step_2", "Second step"),
            ("steps", "step_3", "Third step"),
        ],
    ),
    Part(
        "How we shall know",
        [
            ("practice", "how_we_know", "It works when"),
            ("steps", "review", "We meet again"),
        ],
    ),
)
