"""Take a verb, see that its environment stands, and run it there.

Until the environment stands, only the standard library may be imported.
"""

import errno
import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass

from scripts.door.environment import ensure_environment, run_inside
from scripts.door.files import Problem


@dataclass(frozen=True)
class Verb:
    """A module of ``scripts.verbs`` whose ``main(argv)`` does the work."""

    module: str
    arguments: str
    does: str
    inside: bool = True


VERBS = {
    "build": Verb(
        "build", "[topic] [--pdf …]", "verify the lessons, make all of dist/"
    ),
    "test": Verb("test", "[pytest options]", "prove that everything holds"),
    "open": Verb(
        "open", "[--lessons] [--notebook]", "open the worksheets in your browser"
    ),
    "refresh": Verb("refresh", "[topic]", "run the lessons, write the worksheets"),
    "readability": Verb("readability", "[topic]", "words and reading level"),
    "doctor": Verb("doctor", "", "say what is in order and what is not", inside=False),
    "bench": Verb("bench", "[options]", "time our build beside others", inside=False),
}


def enter(argv: list[str]) -> int:
    """Run the verb in ``argv`` and return its exit code. Faults become sentences."""
    return report_faults(open_door, argv)


def open_door(argv: list[str]) -> int:
    """Run a verb from outside; make the environment first when it needs one."""
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(describe_verbs())
        return 0
    name, *rest = argv
    if name not in VERBS:
        raise Problem(f"There is no verb '{name}': use one of {', '.join(VERBS)}.")
    if name == "build" and is_built(rest):
        print("Nothing has changed since the last build: dist/ is up to date.")
        return 0
    if not VERBS[name].inside:
        return run_verb(argv)
    ensure_environment()
    return run_inside("scripts.door.verbs", argv)


def is_built(arguments: list[str]) -> bool:
    """Say whether ``build`` with these arguments would change nothing."""
    if len(arguments) > 1 or any(text.startswith("-") for text in arguments):
        return False
    from scripts.door.changes import is_up_to_date

    return is_up_to_date(*arguments)


def run_verb(argv: list[str]) -> int:
    """Run a verb in this very process."""
    name, *rest = argv
    return importlib.import_module(f"scripts.verbs.{VERBS[name].module}").main(rest)


def report_faults(work: Callable[[list[str]], int], argv: list[str]) -> int:
    """Return what ``work(argv)`` returns; turn what a person can mend into a line."""
    try:
        return work(argv)
    except Problem as problem:
        return complain(str(problem))
    except KeyboardInterrupt:
        return complain("Stopped. Start the same command again to go on.", 130)
    except OSError as error:
        return complain(explain_system_error(error))


def complain(sentence: str, code: int = 1) -> int:
    """Print one sentence to standard error and return the exit code."""
    print(sentence, file=sys.stderr)
    return code


def explain_system_error(error: OSError) -> str:
    """Return a sentence for a fault of disk or folder; raise what is our own fault."""
    place = error.filename or "A file"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{place} could not be written, the disk is full: free some space."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{place} may not be read or written here: check who owns the folder."
    raise error


def describe_verbs() -> str:
    """Return the help text."""
    usage = [f"{name} {verb.arguments}".strip() for name, verb in VERBS.items()]
    width = max(map(len, usage)) + 2
    lines = [
        f"  {how:{width}}{verb.does}"
        for how, verb in zip(usage, VERBS.values(), strict=True)
    ]
    return "\n".join(["python3 scripts/run.py VERB", "", *lines])


if __name__ == "__main__":
    sys.exit(report_faults(run_verb, sys.argv[1:]))
