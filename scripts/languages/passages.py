"""Take Markdown apart into passages, and put it together again, exactly.

A passage is a paragraph, an item of a list, a cell of a table or a heading; in a
heading each badge is one. What lies between (marks, bars, code, HTML of blocks) is kept
as it is, so that the pieces in a row are the text again.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

BLANK, FENCE = re.compile(r"[ \t]*$"), re.compile(r"[ \t]*(```|~~~)")
HEADING = re.compile(r"(#{1,6}[ \t]+)(.*?)([ \t]*)$")
ITEM = re.compile(r"([ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\*\*[a-h]\*\*(?: –)? )?)(.*)$")
QUOTE = re.compile(r"((?:>[ \t]?)+)(.*)$")
ROW, RULE = re.compile(r"[ \t]*\|.*\|[ \t]*$"), re.compile(r"[ \t|:-]+$")
BAR = re.compile(r"(?<!\\)\|")
BLOCK_TAG = re.compile(
    r"(</?(?:details|summary|div|section|p|table|thead|tbody|tr|td|th|ul|ol|li|dl|dt"
    r"|dd|figure|figcaption)\b[^>]*>|<!--.*?-->)"
)
LINES_OF_HTML = re.compile(r"[ \t]*(?:</?[a-z]|<!--)")
BADGES = re.compile(r"( · )")
# Leads that stand before many passages, and that pages look for.
LEADS = re.compile(r"(\*\*Question of the (?:lesson|course)\.\*\*)(\s+)")
# The learning check names what a line is.
KEYS = re.compile(r"(Objective: |Answer: [a-h]$)(.*)$")
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]{2}")  # a letter alone names a form or a choice
# What is said without a word: code, a formula, a link's address, an id.
WORDLESS = re.compile(r"`[^`]*`|\$[^$]+\$|<[^>]*>|\]\([^)]*\)|https?://\S+")

Translate = Callable[[str], str]


@dataclass
class Piece:
    """A piece of a text: a passage of one ``kind``, or ("") what is kept."""

    text: str
    kind: str = ""


def split_markdown(source: str) -> list[Piece]:
    """Return the pieces of Markdown; in a row they are the source."""
    pieces: list[Piece] = []
    lines = source.split("\n")
    number = 0
    while number < len(lines):
        if number:
            pieces.append(Piece("\n"))
        taken = count_lines(lines, number)
        pieces += split_block(lines[number : number + taken])
        number += taken
    return [piece for piece in pieces if piece.text]


def count_lines(lines: list[str], first: int) -> int:
    """Count the lines of the block that begins with this line."""
    line = lines[first]
    fence = FENCE.match(line)
    if fence or line.strip() == "$$":
        mark = fence[1] if fence else "$$"
        for number, other in enumerate(lines[first + 1 :], start=2):
            if other.strip().startswith(mark):
                return number
        return len(lines) - first
    if is_alone(line):
        return 1
    following = 1
    for other in lines[first + 1 :]:
        if is_alone(other) or FENCE.match(other) or ITEM.match(other):
            break
        following += 1
    return following


def is_alone(line: str) -> bool:
    """Say whether a line is a block of its own: empty, a heading, a row, HTML."""
    marks = (BLANK, HEADING, ROW, LINES_OF_HTML, KEYS, QUOTE)
    return any(mark.match(line) for mark in marks)


def split_block(lines: list[str]) -> list[Piece]:
    """Return the pieces of one block."""
    first, text = lines[0], "\n".join(lines)
    if BLANK.match(first) or FENCE.match(first) or first.strip() == "$$":
        return [Piece(text)]
    if ROW.match(first):
        return split_row(first)
    if LINES_OF_HTML.match(first):
        return split_html(first)
    heading = HEADING.match(first)
    if heading:
        parts = BADGES.split(heading[2])
        inner = [make_piece(part, "heading") for part in parts]
        return [Piece(heading[1]), *inner, Piece(heading[3])]
    for mark, kind in ((KEYS, "objective"), (QUOTE, "quotation"), (ITEM, "item")):
        found = mark.match(first)
        if found:
            rest = "\n".join([found[2], *lines[1:]])
            return [Piece(found[1]), *split_ends(rest, kind)]
    lead = LEADS.match(text)
    if lead:
        after = split_ends(text[lead.end() :], "paragraph")
        return [Piece(lead[1], "lead"), Piece(lead[2]), *after]
    return split_ends(text, "paragraph")


def split_row(line: str) -> list[Piece]:
    """Return the pieces of one row of a table."""
    if RULE.match(line):
        return [Piece(line)]
    pieces, end = [], 0
    for bar in BAR.finditer(line):
        pieces += split_ends(line[end : bar.start()], "cell of a table")
        pieces.append(Piece("|"))
        end = bar.end()
    return [*pieces, *split_ends(line[end:], "cell of a table")]


def split_html(line: str) -> list[Piece]:
    """Return the pieces of a line of HTML: what stands between tags of blocks."""
    pieces = []
    for part in BLOCK_TAG.split(line):
        whole = BLOCK_TAG.fullmatch(part)
        pieces += [Piece(part)] if whole else split_ends(part, "text in HTML")
    return pieces


def split_ends(text: str, kind: str) -> list[Piece]:
    """Part a passage from the space around it."""
    bare = text.strip()
    if not bare:
        return [Piece(text)]
    start = text.index(bare)
    ends = Piece(text[:start]), Piece(text[start + len(bare) :])
    return [ends[0], make_piece(bare, kind), ends[1]]


def make_piece(text: str, kind: str) -> Piece:
    """Return a passage, or a piece to keep when there is no word in it."""
    return Piece(text, kind if has_words(text) else "")


def has_words(text: str) -> bool:
    """Say whether there is something to translate in a text."""
    return bool(WORD.search(WORDLESS.sub("", text)))


def list_passages(pieces: Iterable[Piece]) -> list[Piece]:
    """List the pieces that are passages."""
    return [piece for piece in pieces if piece.kind]


def put_back(source: str, translate: Translate) -> str:
    """Return Markdown with each passage translated."""
    pieces = split_markdown(source)
    return "".join(translate(one.text) if one.kind else one.text for one in pieces)
