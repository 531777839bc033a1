"""Bring the PO files to what the lessons, courses, rules and pages say now."""

from pathlib import Path

from scripts.door.files import ROOT
from scripts.languages.catalogues import update
from scripts.languages.gathering import gather
from scripts.languages.known import list_written
from scripts.languages.wanted import read_shown


def refresh_languages(root: Path = ROOT) -> int:
    """Update the PO files of all languages that people write; count changed files."""
    messages, shown = gather(root), read_shown(root=root)
    return sum(update(language, messages, shown, root) for language in list_written())
