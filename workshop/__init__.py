"""What the notebooks import: feedback, tables, charts, text and the team's plan.

Each name is fetched when it is first asked for, so that a kernel, which loads
``workshop.kernel`` at its start, does not wait for pandas.
"""

import importlib

# Where each name lives; a module that is its own name stands for itself.
HOMES = {
    "charts": "workshop.charts",
    "check": "workshop.checking",
    "data": "workshop.data",
    "hand_in": "workshop.handing_in",
    "hint": "workshop.checking",
    "plan": "workshop.plan",
    "say": "workshop.prints",
    "show": "workshop.prints",
    "sources": "workshop.prints",
    "start": "workshop.kernel",
    "terms": "workshop.prints",
}

__all__ = list(HOMES)  # noqa: PLE0604


def __getattr__(name: str) -> object:
    """Fetch one of the names above; raises AttributeError for any other."""
    if name not in HOMES:
        raise AttributeError(f"module 'workshop' has no attribute '{name}'")
    home = importlib.import_module(HOMES[name])
    thing = home if HOMES[name] == f"workshop.{name}" else getattr(home, name)
    globals()[name] = thing
    return thing


def __dir__() -> list[str]:
    return sorted({*globals(), *HOMES})
