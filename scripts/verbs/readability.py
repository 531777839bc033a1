"""Report how long and how plain the text of each lesson is, section by section."""

import argparse

from scripts.door.options import read_topics


def main(argv: list[str]) -> int:
    """Print words and reading level of one topic ("01") or of all lessons."""
    from scripts.contract.plain_language import HIGHEST_LIX, read_explanation
    from scripts.lessons.lesson import Lesson
    from scripts.lessons.listing import pick_lessons
    from scripts.lessons.notebooks import read_notebook

    lessons = pick_lessons(read_options(argv).topics)
    print(f"{'':34}participants   facilitator    explanation")
    print(f"{'':34}words   LIX    words   LIX    words")
    for path in lessons:
        lesson = Lesson(read_notebook(path), path)
        print(f"{path.stem:34}{describe(lesson.cells)}")
        for section in lesson.sections:
            explained = read_explanation(section).words
            print(f"  {section[0]['id']:32}{describe(section)}    {explained:5}")
    print(f"Plain enough for us: LIX {HIGHEST_LIX} or less, the plainest newspaper.")
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    return read_topics("readability", __doc__, argv)


def describe(cells: list[dict]) -> str:
    """Return words and reading level of both texts as one line."""
    from scripts.contract.plain_language import read_text

    texts = (read_text(cells), read_text(cells, facilitator=True))
    return "    ".join(f"{text.words:5}{text.lix:6.0f}" for text in texts)
