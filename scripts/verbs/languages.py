"""Say how far the translations are; hand out what is open, take in what was written."""

import argparse
import os
from pathlib import Path

from scripts.door.environment import STARTED_IN
from scripts.door.errors import Problem
from scripts.door.options import Reader


def main(argv: list[str]) -> int:
    """Print the state of one language or of all; write or read a batch if asked to.

    Raises Problem with one line per fault.
    """
    from scripts.languages import checking, state, untold
    from scripts.languages.known import LANGUAGES, find_language

    wish = read_options(argv)
    if wish.untold:
        print("\n".join(untold.list_untold()))
        return 0
    state.require_known(wish.course, wish.part)
    picked = [find_language(wish.language)] if wish.language else [*LANGUAGES.values()]
    if wish.fill or wish.open:
        state.require_own_texts(picked[0])
    if wish.fill:
        count, faults = state.fill(picked[0], find_path(wish.fill))
        print(f"{count} translations were put in.")
        raise_faults(faults)
        return 0
    if wish.open:
        place = find_path(wish.open)
        count = state.export_open(picked[0], place, wish.course, wish.part)
        print(f"{place.name} holds {count} open messages: write behind each colon.")
        return 0
    faults = []
    for language in picked:
        print(state.describe(language, wish.course, part=wish.part))
        if not language.made_of:
            faults += checking.check_language(language)[1]
    raise_faults(faults)
    return 0


def raise_faults(faults: list[str]) -> None:
    """Raise Problem when there are faults."""
    if faults:
        raise Problem("\n".join(faults))


def find_path(name: str) -> Path:
    """Return a path as somebody named it, seen from where they stand."""
    return Path(os.environ.get(STARTED_IN, ""), name)


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("languages", __doc__)
    add = reader.add_argument
    add("language", nargs="?", help="a language, such as sq; without it all")
    add("--course", default="", metavar="NAME", help="only what one-day shows")
    add("--part", default="", metavar="PART", help="lessons, feedback, workshop …")
    add("--open", metavar="FILE", help="write what is open to a JSON file")
    add("--fill", metavar="FILE", help="put the translations of a JSON file in")
    add(
        "--untold", action="store_true", help="list sentences that cannot be translated"
    )
    wish = reader.parse_args(argv)
    if (wish.open or wish.fill) and not wish.language:
        reader.error("name the language, such as: languages sq --open batch.json")
    if wish.open and wish.fill:
        reader.error("--open writes a file and --fill reads one: name one of them")
    return wish
