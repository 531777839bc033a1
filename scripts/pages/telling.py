"""What a build says at its end."""

from collections.abc import Mapping
from pathlib import Path

from scripts.lessons.listing import name_all
from scripts.lessons.products import INDEX

TOPICS = (".ipynb", ".toml")


def describe_refusal(faults: Mapping[Path, list[str]]) -> str:
    """Say what was not built and what is still there."""
    refused = [
        path for path, found in faults.items() if found and path.suffix in TOPICS
    ]
    if not refused:
        return "Every page is built; the next build makes them once more."
    names = name_all(refused)
    return f"Not built: {names}. Their earlier pages in dist/ are as they were."


def name_result(made: list[Path], root: Path) -> str:
    """Say where to look: the index page, or the page that was made."""
    place = next((path for path in made if path.name == INDEX), made[0])
    if place.name == INDEX or len(made) == 1:
        return f"{place.relative_to(root).as_posix()} is ready"
    return f"{place.relative_to(root).as_posix()} and {len(made) - 1} more are ready"
