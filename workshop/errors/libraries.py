"""Libraries and files that are not there."""

import difflib
import importlib
import re

from workshop.errors.stop import Stop, quote
from workshop.messages import tr

LIBRARIES = ("pandas", "numpy", "matplotlib", "workshop")


def explain_library(stop: Stop) -> str:
    """Explain a library, or a part of one, that is not there."""
    name = str(getattr(stop.error, "name", "") or "")
    if isinstance(stop.error, ModuleNotFoundError):
        close = difflib.get_close_matches(name, LIBRARIES, n=1, cutoff=0.6)
        if close and close[0] != name:
            return tr(
                "There is no library `{name}`. Did you mean `{close}`?",
                name=name,
                close=close[0],
            )
        return tr(
            "The library `{name}` is not installed here. Check the spelling, or ask "
            "the facilitator.",
            name=name,
        )
    wanted = re.search(r"import name '(\w+)'", str(stop.error))
    if wanted and name in LIBRARIES:
        known = dir(importlib.import_module(name))
        close = difflib.get_close_matches(wanted[1], known, n=1, cutoff=0.6)
        if close:
            return tr(
                "`{library}` has nothing called `{name}`. Did you mean `{close}`? "
                "Python says: “{said}”",
                library=name,
                name=wanted[1],
                close=close[0],
                said=quote(stop.error),
            )
    return ""


def explain_file(stop: Stop) -> str:
    """Explain a file that is not there."""
    return tr(
        "There is no file called `{name}` here. Check the name and the folder.",
        name=str(getattr(stop.error, "filename", "")),
    )
