"""Measure how long and how plain the text of a lesson is.

The measure is LIX (C. H. Björnsson, Läsbarhet, 1968): words in a sentence plus long
words (more than six letters) in a hundred. It needs no syllables and no word list, and
J. Anderson (Lix and Rix, Journal of Reading 26, 1983) found it fit for English and for
readers of other languages. Björnsson's scale: under 30 children's books, 30 to 40
stories and magazines, 40 to 50 newspapers, 50 to 60 official texts. English words are
shorter than Swedish ones, so we stay under the plainest newspaper.
"""

import re
from dataclasses import dataclass

import mistune
from bs4 import BeautifulSoup

from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson

HIGHEST_LIX = 40
MOST_WORDS = 40
# Words of explanation in a section: enough to understand, few enough to be read.
FEWEST_EXPLAINED, MOST_EXPLAINED = 120, 250
LONG_WORD = 6
# What nobody reads as a sentence.
NO_SENTENCE = 'table, pre, code, .math, .block-math, a[href^="#src-"]'
# What does not explain: headings, and the line that reads the code aloud.
NO_EXPLANATION = """h1, h2, h3, h4,
    p:has(> strong:first-child:-soup-contains("What the code says."))"""
OTHER_PROSE = {"facilitator", "paper", "task", "talk", "hints"}
BLOCKS = ["p", "li", "h1", "h2", "h3", "h4", "blockquote"]
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"”’)\]])\s+|\n\s*\n")
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
read_markdown = mistune.create_markdown(escape=False, plugins=["table", "math"])


@dataclass(frozen=True)
class Text:
    """The sentences of a part of a lesson."""

    sentences: list[str]

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(count_words(sentence) for sentence in self.sentences)

    @property
    def lix(self) -> float:
        """Words in a sentence + long words in a hundred; 0.0 when it is empty."""
        words = [word for one in self.sentences for word in WORD.findall(one)]
        if not words:
            return 0.0
        long = sum(len(word) > LONG_WORD for word in words)
        return len(words) / len(self.sentences) + 100 * long / len(words)


def read_text(cells: list[dict], facilitator: bool = False) -> Text:
    """Return what participants (or facilitators) read: no code, tables, addresses."""
    sources = [
        cell["source"]
        for cell in cells
        if cell["cell_type"] == "markdown"
        and ("facilitator" in get_tags(cell)) == facilitator
    ]
    return Text([one for source in sources for one in split_sentences(source)])


def read_explanation(cells: list[dict]) -> Text:
    """Return what participants read beside exercises, talk and the reading of code."""
    leave_out = f"{NO_SENTENCE}, {NO_EXPLANATION}"
    sources = [
        cell["source"]
        for cell in cells
        if cell["cell_type"] == "markdown" and not OTHER_PROSE & get_tags(cell)
    ]
    return Text([one for text in sources for one in split_sentences(text, leave_out)])


def list_explained(lesson: Lesson) -> list[list[dict]]:
    """Return the sections that explain: all but the title, the check and the end."""
    return [
        section
        for section in lesson.sections
        if not re.search(r"-0-|-9-|-check$", section[0]["id"])
    ]


def split_sentences(source: str, leave_out: str = NO_SENTENCE) -> list[str]:
    """Cut Markdown into sentences; a heading and an item of a list are one, too."""
    page = BeautifulSoup(str(read_markdown(source)), "html.parser")
    for element in page.select(leave_out):
        element.decompose()
    for block in page.find_all(BLOCKS):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    parts = SENTENCE_END.split(page.get_text())
    return [" ".join(part.split()) for part in parts if WORD.search(part)]


def count_words(sentence: str) -> int:
    """Count the words of a sentence; "well-known" is one."""
    return len(WORD.findall(sentence))
