"""Read what somebody typed after a verb; what nobody understands is one sentence."""

import argparse
from typing import Any, NoReturn

from scripts.door.errors import Problem


class Reader(argparse.ArgumentParser):
    """Reads the options of one verb, and knows ``--help``."""

    def __init__(self, verb: str, description: str, **settings: Any) -> None:
        super().__init__(
            f"python3 scripts/run.py {verb}",
            description=description,
            allow_abbrev=False,
            **settings,
        )
        self.verb = verb

    def error(self, message: str) -> NoReturn:
        """Raise Problem with what argparse has found."""
        raise Problem(
            f"{self.verb}: {message}. See: python3 scripts/run.py {self.verb} --help."
        )


def read_topic(word: str) -> str:
    """Return a lesson's number as the lessons write it: "4" is "04"."""
    return word.zfill(2) if word.isdecimal() else word


def read_topics(verb: str, description: str, argv: list[str]) -> argparse.Namespace:
    """Read the options of a verb that takes lessons and nothing else: ``topics``."""
    return make_reader(verb, description).parse_args(argv)


def make_reader(verb: str, description: str) -> Reader:
    """Return a reader that takes lessons: ``topics``."""
    reader = Reader(verb, description)
    reader.add_argument(
        "topics",
        nargs="*",
        metavar="topic",
        type=read_topic,
        help='a lesson, "04"; without one all of them',
    )
    return reader
