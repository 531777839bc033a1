"""Take a verb, see that its environment stands, and run it there.

Until the environment stands, only the standard library may be imported.
"""

import importlib
import sys
from dataclasses import dataclass
from types import ModuleType

from scripts.door.environment import ensure_environment, run_inside
from scripts.door.errors import Problem, report_faults


@dataclass(frozen=True)
class Verb:
    """What the help says of a module of ``scripts.verbs``, whose ``main(argv)`` works.

    A verb that is not ``inside`` runs without the environment. A module may have a
    function ``is_done(argv)`` that says, before anything is made, whether nothing is
    to do; at its top a verb imports the standard library and ``scripts.door`` alone.
    """

    arguments: str
    does: str
    inside: bool = True


VERBS = {
    "build": Verb("[topic] [--pdf …]", "verify the lessons, make all of dist/"),
    "test": Verb("[pytest options]", "prove that everything holds"),
    "open": Verb("[course] [--lessons] …", "open the worksheets in your browser"),
    "refresh": Verb("[topic]", "run the lessons, write the worksheets"),
    "readability": Verb("[topic]", "words and reading level"),
    "doctor": Verb("", "say what is in order and what is not", inside=False),
    "bench": Verb("[options]", "time our build beside others", inside=False),
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
    if hasattr(load_verb(name), "is_done") and load_verb(name).is_done(rest):
        return 0
    if not VERBS[name].inside:
        return run_verb(argv)
    ensure_environment()
    return run_inside("scripts.door.verbs", argv)


def run_verb(argv: list[str]) -> int:
    """Run a verb in this very process."""
    name, *rest = argv
    return load_verb(name).main(rest)


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
    return "\n".join(["python3 scripts/run.py VERB", "", *lines])


if __name__ == "__main__":
    sys.exit(report_faults(run_verb, sys.argv[1:]))
