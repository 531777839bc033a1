"""The notebook as it was last saved: what its cells say."""

import json
import os
from pathlib import Path


def read_cells(lesson: str = "") -> list[dict]:
    """Read the cells of this kernel's notebook as it was last saved, or none.

    Jupyter names the notebook to its kernel. Where it does not, as in a browser, the
    worksheet of a ``lesson`` such as ``"3"`` is looked for beside it.
    """
    named = Path(os.environ.get("JPY_SESSION_NAME", ""))
    places = [named] if named.suffix == ".ipynb" else []
    if lesson.isdecimal() and not places:
        places = sorted(Path().glob(f"{int(lesson):02d}-*.ipynb"))
    try:
        return json.loads(places[0].read_text(encoding="utf-8"))["cells"]
    except (IndexError, OSError, ValueError, KeyError):
        return []
