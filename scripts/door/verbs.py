"""Take a verb, see that its environment stands, and run it there.

Until the environment stands, only the standard library may be imported; what makes it
is imported when somebody needs it, so that a verb with nothing to do ends at once.
"""

import importlib
import sys
from types import ModuleType
from typing import NamedTuple

from scripts.door.errors import Problem, report_faults

DAMAGED = 86  # how a verb ends that met an environment with holes
STOPPED = 130
AGAIN = (
    "Files of .venv are gone ({first}{more}): making it anew, then starting once more."
)


class Verb(NamedTuple):
    """What the help says of a module of ``scripts.verbs``, and what it needs.

    The module has ``read_options(argv)``, which raises Problem or prints its help, and
    ``main(argv)``, which works. ``size`` is that of the environment, None when the
    verb runs without one; a function ``pick_size(wish)`` may ask for more. A function
    ``is_done(argv)`` may say, before anything is made, whether nothing is to do. At its
    top a verb imports the standard library and ``scripts.door`` alone.
    """

    arguments: str
    does: str
    size: str | None = "build"


VERBS = {
    "build": Verb("[topic] [--pdf …]", "verify the lessons, make all of dist/"),
    "test": Verb("[pytest options]", "prove that everything holds", "test"),
    "open": Verb(
        "[course] [--lessons] …", "open the worksheets in your browser", "classroom"
    ),
    "refresh": Verb("[topic …]", "run the lessons, write the worksheets"),
    "new": Verb("case|exercise|lesson …", "begin one: a draft that runs"),
    "preview": Verb("[topic …]", "show the pages while you write"),
    "readability": Verb("[topic …]", "words and reading level"),
    "learning": Verb("FILE …", "compare the learning check before and after"),
    "collect": Verb("[DIR]", "lay plans and worksheets of a course side by side"),
    "pack": Verb("COURSE [--install …]", "one zip of a course for a USB stick"),
    "certificates": Verb("NAMES.csv …", "who took part, in how many hours, of what"),
    "site": Verb(
        "[course --language CODE]", "build the worksheets that run in a browser"
    ),
    "room": Verb(
        "[--hall] [--port N] …", "serve them to a room, take hand-ins", "classroom"
    ),
    "languages": Verb("[language] [--open …]", "how far the translations are"),
    "doctor": Verb("", "say what is in order and what is not", None),
    "bench": Verb("[options]", "time our build beside others, or a full room", None),
}


def enter(argv: list[str]) -> int:
    """Run the verb in ``argv`` and return its exit code. Faults become sentences."""
    for stream in (sys.stdout, sys.stderr):
        # An old code page lacks some of our letters: then a sign stands for them.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return report_faults(open_door, argv)


def open_door(argv: list[str]) -> int:
    """Run a verb from outside; make the environment first when it needs one."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(describe_verbs())
        return 0
    name, *rest = argv
    if name not in VERBS:
        raise Problem(f"There is no verb '{name}': use one of {', '.join(VERBS)}.")
    module, size = load_verb(name), VERBS[name].size
    wish = module.read_options(rest)
    if hasattr(module, "is_done") and module.is_done(rest):
        return 0
    if size is None:
        return run_verb(argv)
    if hasattr(module, "pick_size"):
        size = module.pick_size(wish)
    return run_in_environment(argv, size)


def run_in_environment(argv: list[str], size: str) -> int:
    """Run a verb in an environment of a size; mend one with holes and run it again."""
    from scripts.door.environment import ensure_environment, forget_damaged, run_inside

    ensure_environment(size)
    code = run_inside("scripts.door.verbs", argv)
    lost = forget_damaged() if code not in (0, STOPPED) else []
    if not lost:
        return code
    print(AGAIN.format(first=lost[0], more=" …" if lost[1:] else ""), flush=True)
    ensure_environment(size)
    return run_inside("scripts.door.verbs", argv)


def run_verb(argv: list[str]) -> int:
    """Run a verb in this very process."""
    name, *rest = argv
    return load_verb(name).main(rest)


def run_verb_inside(argv: list[str]) -> int:
    """Run a verb inside the environment; holes in that are no fault of the verb."""
    try:
        return run_verb(argv)
    except Exception:
        from scripts.door.environment import VENV
        from scripts.door.linking import list_lost_files

        if list_lost_files(VENV):
            return DAMAGED
        raise


def load_verb(name: str) -> ModuleType:
    """Return the module of a verb."""
    return importlib.import_module(f"scripts.verbs.{name}")


def describe_verbs() -> str:
    """Return the help text."""
    usage = [f"{name} {verb.arguments}".strip() for name, verb in VERBS.items()]
    width = max(map(len, usage)) + 2
    lines = [
        f"  {how:{width}}{verb.does}"
        for how, verb in zip(usage, VERBS.values(), strict=True)
    ]
    more = "python3 scripts/run.py VERB --help says more."
    return "\n".join(["python3 scripts/run.py VERB", "", *lines, "", more])


if __name__ == "__main__":
    sys.exit(report_faults(run_verb_inside, sys.argv[1:]))
