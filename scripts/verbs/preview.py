"""Show deck and handout of a lesson while you write it; every save shows at once."""

import argparse
import asyncio
from contextlib import suppress

from scripts.door.files import ROOT
from scripts.door.options import make_reader

ENDED = "The preview has ended."


def main(argv: list[str]) -> int:
    """Serve the pages of lessons until Ctrl-C. Raises Problem."""
    from scripts.lessons.listing import pick_lessons
    from scripts.preview.pages import Pages
    from scripts.preview.server import run

    wish = read_options(argv)
    pages = Pages(pick_lessons(wish.topics, drafts=True), ROOT)
    with suppress(KeyboardInterrupt):  # where the system knows no other way to hear it
        asyncio.run(run(pages, wish.port, wish.browser))
    print(ENDED)
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = make_reader("preview", __doc__)
    add = reader.add_argument
    add("--port", type=int, help="take this port of the computer")
    add(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="print the address and open no browser",
    )
    wish = reader.parse_args(argv)
    if wish.port is not None and not 0 <= wish.port < 65536:
        reader.error("--port is a number from 0 to 65535; 0 takes a free one")
    return wish
