"""Put changed messages into stored outputs, where that is sure to be what a run prints.

A message that every lesson uses would run every lesson again, and no number of theirs
depends on its words. So its words are replaced where they stand, but only when nothing
else can have said them: no other message, no code, no data, no picture. Otherwise, and
wherever a blank, its order or its format has changed, the lesson runs.
"""

import copy
import html
import string
from collections.abc import Iterator, Mapping

from nbformat import NotebookNode

from scripts.languages.figures import compare

Said = str | dict | None
LEAST = 4  # letters of a piece that can be found again
BEGIN = 4  # letters by which a shortened piece is known
MARKS = " .:,;!?–"


def retell(
    stored: NotebookNode,
    english: NotebookNode,
    before: Mapping[str, Said],
    now: Mapping[str, Said],
    drawn: list[str],
) -> NotebookNode | None:
    """Return a lesson whose outputs say the messages of ``now``; None: it must run.

    ``before`` and ``now`` map all messages that its run has looked up to what they are
    in the language, ``drawn`` are the words in its pictures.
    """
    changed = {text for text in now if before.get(text) != now[text]}
    pieces: dict[str, str] = {}
    kept: list[str] = []
    for text in changed:
        found = pair_pieces(before.get(text), now[text])
        if found is None:
            return None
        pieces |= {old: new for old, new in found if old != new}
        kept += [old for old, new in found if old == new]
    said = [
        piece for text in now if text not in changed for piece in flatten(now[text])
    ]
    others = [*said, *kept, *list_code(stored), *list_texts(english)]
    shown = list_texts(stored)
    if not all(is_sure(one, shown, others, drawn) for one in pieces):
        return None
    made = copy.deepcopy(stored)
    for cell in made.cells:
        for output in cell.get("outputs", ()):
            put_into(output, pieces)
    cells = zip(english.cells, made.cells, strict=True)
    code = [(old, new) for old, new in cells if new.cell_type == "code"]
    return None if any(compare(old, new) for old, new in code) else made


def pair_pieces(before: Said, now: Said) -> list[tuple[str, str]] | None:
    """Pair the pieces between blanks, old and new; None: one has no sure pair."""
    old, new = flatten(before), flatten(now)
    if len(old) != len(new) or not old:
        return None
    pairs: list[tuple[str, str]] = []
    for one, other in zip(old, new, strict=True):
        parts, others = split(one), split(other)
        if parts is None or others is None or parts[1] != others[1]:
            return None
        pairs += zip(parts[0], others[0], strict=True)
    told = {old: new for old, new in pairs if old != new}
    if any(new != told.get(old, new) for old, new in pairs):
        return None
    return None if any(sum(map(str.isalpha, old)) < LEAST for old in told) else pairs


def flatten(said: Said) -> list[str]:
    """List the forms of a message; one that is not translated has none."""
    if isinstance(said, Mapping):
        return [said[key] for key in sorted(said)]
    return [said] if said else []


def split(text: str) -> tuple[list[str], list[tuple]] | None:
    """Part a text into what stands between its blanks, and the blanks."""
    try:
        found = [*string.Formatter().parse(text)]
    except ValueError:
        return None
    blanks = [(name, code, sign) for _, name, code, sign in found if name is not None]
    pieces = [piece for piece, *_ in found]
    return (pieces if len(pieces) > len(blanks) else [*pieces, ""]), blanks


def is_sure(piece: str, shown: list[str], others: list[str], drawn: list[str]) -> bool:
    """Say whether a piece, wherever it is shown, is whole and of its message.

    It is not in a picture, and nowhere with other capitals, without its last mark, on
    two lines or shortened.
    """
    if html.escape(piece) != piece or any(piece in one for one in others):
        return False
    core = fold(piece).strip(MARKS)
    if any(core in fold(one) or is_shortened(core, one) for one in drawn):
        return False
    whole = sum(one.count(piece) for one in shown)
    if sum(fold(one).count(core) for one in shown) != whole:
        return False
    return not any(is_shortened(core, one) for one in shown)


def is_shortened(core: str, text: str) -> bool:
    """Say whether the beginning of a piece stands in a text, before three dots."""
    *begun, _ = fold(text).split("…")
    least = min(BEGIN, len(core))
    return any(
        one.rstrip().endswith(core[:end])
        for one in begun
        for end in range(least, len(core) + 1)
    )


def fold(text: str) -> str:
    """Return a text as it is compared: its lines joined, its capitals small."""
    return " ".join(text.split()).casefold()


def list_code(notebook: NotebookNode) -> list[str]:
    """List the code of a lesson, whose texts its outputs may show."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def list_texts(notebook: NotebookNode) -> list[str]:
    """List all texts of the outputs of a lesson."""
    return [
        place[key]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        for place, key in find_texts(output)
    ]


def find_texts(output: dict) -> Iterator[tuple[dict, str]]:
    """Yield where an output holds texts: its forms, and what its pictures show."""
    if "text" in output:
        yield output, "text"
    data = output.get("data", {})
    for kind in sorted(data):
        if kind.startswith("text/"):
            yield data, kind
    for about in output.get("metadata", {}).values():
        if isinstance(about, dict) and "alt" in about:
            yield about, "alt"


def put_into(output: dict, pieces: Mapping[str, str]) -> None:
    """Put the new pieces into an output; longer ones first, each place once."""
    for place, key in find_texts(output):
        marks = {}
        for number, piece in enumerate(sorted(pieces, key=len, reverse=True)):
            mark = chr(0xE000 + number)  # a letter that no text holds
            marks[mark] = pieces[piece]
            place[key] = place[key].replace(piece, mark)
        for mark, its in marks.items():
            place[key] = place[key].replace(mark, its)
