"""Begin a lesson, a case or an exercise: what is there runs, and asks for its words."""

import argparse
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.options import Reader, read_topic

HOW = {
    "lesson": 'a lesson needs its title: new lesson "Who pays?"',
    "case": "a case needs the code of its economy or state: new case AL",
    "exercise": "an exercise needs the number of its lesson: new exercise 2",
}


def main(argv: list[str], root: Path = ROOT) -> int:
    """Write the draft and say what to do next. Raises Problem."""
    from scripts.drafts.turns import take_turn
    from workshop.table_file import DataProblem

    wish = read_options(argv)
    try:
        with take_turn(root):
            said = begin(wish, root)
        print("\n".join(said))
    except DataProblem as problem:
        raise Problem(str(problem)) from None
    return 0


def begin(wish: argparse.Namespace, root: Path = ROOT) -> list[str]:
    """Write the draft; return sentences. Raises Problem, DataProblem for a table."""
    if wish.kind == "lesson":
        from scripts.drafts.lesson import begin_lesson

        return begin_lesson(wish.what, root)
    if wish.kind == "case":
        from scripts.drafts.case import begin_case

        return begin_case(wish.what, root)
    from scripts.drafts.exercise import begin_exercise
    from scripts.lessons.listing import name_all, pick_lessons

    picked = pick_lessons([read_topic(wish.what)], root, drafts=True)
    if len(picked) > 1:
        raise Problem(f"new: take one of these lessons: {name_all(picked)}.")
    return begin_exercise(picked[0], wish.section, wish.level, root)


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader("new", __doc__)
    add = reader.add_argument
    add("kind", nargs="?", choices=HOW, help="what to begin")
    add("what", nargs="?", help='a title; "AL"; the number of a lesson')
    add("--section", metavar="ID", help="the section that an exercise goes into")
    add("--level", type=int, choices=(1, 2, 3), help="how many ● an exercise has")
    wish = reader.parse_args(argv)
    if wish.kind is None:
        reader.error("say what to begin: lesson, case or exercise")
    if not (wish.what or "").strip():
        reader.error(HOW[wish.kind])
    if wish.kind != "exercise" and (wish.section or wish.level):
        reader.error("--section and --level are for an exercise")
    return wish
