"""What a cell says of itself: tags, slide type, minutes, the words of its pictures.

Cells are dictionaries as nbformat reads them.
"""

# Where a translated cell keeps its English source, by which pages know what it is.
ENGLISH = "english"


def get_english(cell: dict) -> str:
    """Return the English source of a cell, which is its own in an English lesson."""
    return cell["metadata"].get(ENGLISH, cell["source"])


def get_tags(cell: dict) -> set[str]:
    """Return the tags of a cell."""
    return set(cell["metadata"].get("tags", ()))


def get_slide_type(cell: dict) -> str:
    """Return the slide type of a cell, "" when it has none."""
    return cell["metadata"].get("slideshow", {}).get("slide_type", "")


def get_minutes(cell: dict) -> int:
    """Return the minutes of a cell, 0 when it has none."""
    minutes = cell["metadata"].get("minutes")
    return minutes if isinstance(minutes, int) else 0


def get_debrief(cell: dict) -> int:
    """Return the minutes of the talk after an exercise, 0 when it has none."""
    minutes = cell["metadata"].get("debrief")
    return minutes if isinstance(minutes, int) else 0


def is_heading(cell: dict) -> bool:
    """Say whether a section begins with this cell."""
    return cell["cell_type"] == "markdown" and cell["source"].startswith("## ")


def find_alternative(output: dict, kind: str) -> str:
    """Return the text alternative that is stored with a picture, or ""."""
    metadata = output.get("metadata", {})
    return metadata.get(kind, {}).get("alt") or metadata.get("alt") or ""
