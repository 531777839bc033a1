"""Let a room speak one of the region's languages: its pages, its answers, its board."""

from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.languages.known import Language, find_language
from workshop import messages


def begin_to_speak(asked: str, root: Path = ROOT) -> tuple[Path, str]:
    """Choose the language of a room; return its site, and the code of the language.

    Raises Problem when the site or the messages of the language are not there.
    """
    language = find_language(asked)
    site = place_site(language, root)
    if not (site / "index.html").is_file() or not speak(language):
        raise Problem(
            f"{site.relative_to(root).as_posix()} has not been built: run "
            f"'site --language {language.code}' once where there is internet, then "
            "start the room again."
        )
    return site, language.code


def place_site(language: Language, root: Path) -> Path:
    """Say where the site of a language lies."""
    return root / "dist" / language.code / "site"


def place_lessons(root: Path, code: str = "") -> Path:
    """Say where the lessons lie from which the board takes titles and notes.

    In a language they were made when its site was; without them it reads ours.
    """
    made = find_language(code).home(root) / "notebooks" if code else root
    return made if code and made.is_dir() else root / "notebooks"


def speak(language: Language) -> bool:
    """Speak a language from now on; say whether its messages are there."""
    return messages.choose(language.code) == language.code
