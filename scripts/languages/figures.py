"""Compare the numbers of a translated run with those of the verified English one."""

import re
from collections import Counter

from workshop.messages import look_up
from workshop.note import KOSOVO_NOTE

NUMBER = re.compile(r"\d[\d.,\u00a0]*\d|\d")


def list_numbers(cell: dict) -> Counter:
    """Count the numbers that a cell shows, as digits: 0,8 and 0.8 are both "08".

    Which sign parts thousands and fractions is for the language, and its translator.
    """
    found: Counter = Counter()
    for output in cell.get("outputs", ()):
        for text in list_texts(output):
            for number in NUMBER.findall(leave_out_note(text)):
                found[re.sub(r"\D", "", number)] += 1
    return found


def leave_out_note(text: str) -> str:
    """Return a text without the note of Kosovo*: its wording is each language's own.

    Not each wording gives the year of the resolution; ``checking.py`` looks at it.
    """
    for note in (KOSOVO_NOTE, look_up(KOSOVO_NOTE)):
        text = text.replace(note, "")
    return text


def list_texts(output: dict) -> list[str]:
    """List what an output says: its plain text and what its pictures show."""
    data, metadata = output.get("data", {}), output.get("metadata", {})
    words = [one["alt"] for one in metadata.values() if isinstance(one, dict)
             and "alt" in one]  # fmt: skip
    plain = "" if "image/png" in data else "".join(data.get("text/plain", ""))
    return [plain, *words]


def compare(english: dict, other: dict) -> str:
    """Say which numbers of a cell are others than in English, or ""."""
    wanted, found = list_numbers(english), list_numbers(other)
    lost, new = wanted - found, found - wanted
    if not lost and not new:
        return ""
    parts = [
        f"{what} {', '.join(sorted(numbers)[:3])}"
        for what, numbers in (("without", lost), ("with", new))
        if numbers
    ]
    return f"its numbers are not those of the English run ({'; '.join(parts)})"
