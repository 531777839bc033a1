"""List the sentences of ours that no message asks for: they stay English everywhere."""

from pathlib import Path

from scripts.door.files import ROOT
from scripts.languages.calls import find_untold

# Where people never read what is written: names, patterns, words to understand.
NOT_READ = (
    "workshop/number_words.py",
    "workshop/plan/file.py",
)
FOLDERS = ("workshop", "scripts/kit", "scripts/pages")


def list_untold(root: Path = ROOT) -> list[str]:
    """List them as "file:line: text"; replies of exercises come from their rules."""
    return [
        line
        for folder in FOLDERS
        for line in find_untold(root / folder, root)
        if not line.startswith(NOT_READ) and "/feedback/" not in line
    ]
