"""Check the lessons, verify what is not proven, and export what holds to ``dist/``."""

import argparse
import gc
import os
import re
from pathlib import Path

from scripts.door import changes
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.options import Reader, read_topic

THEMES = ("light", "contrast")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UP_TO_DATE = "Nothing has changed since the last build: dist/ is up to date."


def is_done(argv: list[str], root: Path = ROOT) -> bool:
    """Say so when such a build would change nothing; needs the standard library."""
    wish = read_options(argv)
    done = (
        wish.folder is None
        and wish.language is None
        and is_up_to_date(wish.topic, root, wish.only, wish.theme, wish.pdf)
    )
    if done:
        say_done(root)
    return done


def main(argv: list[str], root: Path = ROOT) -> int:
    """Build a lesson ("01"), a course ("one-day") or everything that is true and whole.

    A refused lesson keeps its earlier pages. Raises Problem with one line per fault.
    """
    wish = read_options(argv)
    if wish.pdf:
        from scripts.pages.pdf import require_browser

        require_browser()
    if wish.folder is not None:
        return build_foreign(wish, root / "dist")
    if wish.language is not None:
        return build_language(wish, root)
    from scripts.lessons.listing import pick_lessons
    from scripts.proof import verify

    lessons = pick_lessons([wish.topic] if wish.topic else [], root)
    if is_up_to_date(wish.topic, root, wish.only, wish.theme, wish.pdf):
        say_done(root)
        return 0
    options = (wish.topic, wish.only, wish.theme, wish.pdf)
    keep_garbage()
    # Fresh runs begin before anything else is imported: nothing takes as long.
    with verify.begin(verify.find_unverified(lessons, root), root) as begun:
        from scripts.kit import export_kit
        from scripts.pages.building import build_lessons

        build_lessons(lessons, *options, root, export_kit, begun)
    return 0


def keep_garbage() -> None:
    """Look for garbage seldom: most of what a build makes stays until its end."""
    gc.set_threshold(50_000)


def say_done(root: Path) -> None:
    """Say that nothing has changed, and what was left out."""
    from scripts.lessons.listing import describe_drafts

    print("\n".join([*describe_drafts(root), UP_TO_DATE]))


def is_up_to_date(
    topic: str | None = None,
    root: Path = ROOT,
    only: str | None = None,
    theme: str = "light",
    pdf: bool = False,
) -> bool:
    """Say whether ``dist/`` holds what a build with these options would make now."""
    from scripts.lessons.products import FRONT, list_pages

    pages = list_pages(topic, root, only)
    everything = list_pages(root=root) if only else pages
    if not topic and changes.list_gone(everything, root):
        return False
    printed = [name for name in pages if name not in FRONT] if pdf else []
    return changes.is_up_to_date(pages, root, theme, printed)


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    from scripts.lessons.products import FOLDERS, FORMATS, JUST_LESSONS, KIT

    reader = Reader("build", __doc__)
    add = reader.add_argument
    add(
        "topic",
        nargs="?",
        help='a lesson, "04", or a course, "one-day"; without it everything',
    )
    add(
        "--only",
        choices=FORMATS,
        type=lambda word: FOLDERS.get(word, word),  # "deck" is understood, too
        help="make one format, or decks and handouts of all lessons alone",
    )
    add("--pdf", action="store_true", help="also print every page as PDF")
    add("--theme", choices=THEMES, default="light", help="colours of the pages")
    add("--from", dest="folder", metavar="DIR", help="export other people's notebooks")
    add("--lenient", action="store_true", help="export them with what is missing")
    add("--language", metavar="CODE", help="a course in a language, such as sq")
    add("--lang", metavar="CODE", help="the language of their texts, such as sq or bs")
    wish = reader.parse_args(argv)
    if wish.only == "index" and (wish.topic or wish.folder or wish.pdf):
        reader.error("--only index makes one page for all lessons and nothing else")
    if wish.only == KIT and wish.folder:
        reader.error("--only kit is for our lessons and courses; --from makes none")
    if wish.only == JUST_LESSONS and (wish.topic or wish.folder):
        reader.error("--only lessons makes decks and handouts of all our lessons")
    if wish.lenient and not wish.folder:
        reader.error("--lenient is for --from alone; our lessons keep the contract")
    if wish.language is not None and (wish.folder or wish.only or not wish.topic):
        reader.error("--language makes one whole course: build one-day --language sq")
    if wish.lang is not None and not wish.folder:
        reader.error("--lang is for --from alone; our lessons know their language")
    if wish.lang is not None and not LANGUAGE.fullmatch(wish.lang):
        reader.error(f"--lang {wish.lang} is no code of a language: sq, bs, sr-Cyrl …")
    if wish.topic and not wish.folder:
        wish.topic = read_topic(wish.topic)
    return wish


def pick_size(wish: argparse.Namespace) -> str:
    """Say how large the environment must be: printing needs more than building."""
    return "pdf" if wish.pdf else "build"


def build_language(wish: argparse.Namespace, root: Path) -> int:
    """Build a course in another language; say what is wrong with translations."""
    keep_garbage()
    from scripts.kit import export_kit
    from scripts.pages.in_language import build_course

    made, remarks = build_course(
        wish.topic, wish.language, wish.theme, root, export_kit
    )
    if wish.pdf:
        from scripts.pages.pdf import print_pages

        made += print_pages([path for path in made if path.suffix == ".html"])
    for line in remarks:
        print(line)
    print(f"{made[0].relative_to(root).as_posix()} and {len(made) - 1} more are ready.")
    return 0


def build_foreign(wish: argparse.Namespace, dist: Path) -> int:
    """Export the notebooks of a folder that are no lessons of ours. Raises Problem."""
    from scripts.door.environment import STARTED_IN
    from scripts.foreign.export import export_folder
    from scripts.lessons.products import pick_products

    folder = Path(os.environ.get(STARTED_IN, ""), wish.folder)
    products = pick_products(wish.only)
    made, faults = export_folder(
        folder, dist, wish.topic, products, wish.theme, wish.lenient, wish.lang
    )
    if wish.pdf:
        from scripts.pages.pdf import print_pages

        made += print_pages(made)
    for path in made:
        print(path.relative_to(dist.parent).as_posix())
    if faults:
        raise Problem("\n".join(faults))
    return 0
