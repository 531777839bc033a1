"""Lines that answer a question: a letter, with something that keeps Python from it."""

import re

from workshop.errors.asked import asks_for_letter
from workshop.errors.proposals import propose
from workshop.errors.stop import Stop
from workshop.messages import tr

# answer b · odgovor pod b · letter b
BEFORE = (
    r"(?:(?:answer|letter|option|choice|odgovor\w*|slovo|одговор\w*|слово|буква"
    r"|p[ëe]rgjigj\w*|shkronja)\s+(?:(?:pod|is|je|nën|под|е|është)\s+)?)?"
)
# b) · "b · b" · <b> · == "b" · b, because it is new
CHOICE = re.compile(
    rf"\s*(answer_\w+)\s*=+\s*[=<\[({{\"']*\s*{BEFORE}[\"']?([A-Ea-e])(?![\w])[\"']?"
    r"\s*[)\]}>\"'.:,;?–—-]*\s*([^\"'=\[\](){}]*)",
    re.IGNORECASE,
)
# b i c · b or c
OTHER = re.compile(
    r"(?:[,/+&|]|and|or|i|ili|e|ose|dhe|и|или)\s+([A-Ea-e])\b", re.IGNORECASE
)
CALL = re.compile(r"\s*check\(\s*[\"'](\d)[._](q?\d)[\"']\s*\)\s*=+\s*(\S.*)")


def explain_choice(stop: Stop) -> str:
    """Say how the letter of a choice is written, or which of two is asked for."""
    if re.search("[“”„‘’]", stop.line):
        return ""  # it has a sentence of its own
    called = CALL.fullmatch(stop.line)
    if called:
        text = tr("An equals sign stands between a name and its value.")
        return propose(text, f"answer_{called[1]}_{called[2]} = {called[3]}", stop)
    found = CHOICE.fullmatch(stop.line)
    if not found or not isinstance(stop.error, SyntaxError | NameError):
        return ""
    if not asks_for_letter(found[1]) or is_plain(stop.line):
        return ""
    letter, rest = found[2].lower(), found[3].strip(" .,;:-–—")
    other = OTHER.match(found[3].strip()) or re.fullmatch(r"([A-Ea-e])", rest)
    if other and other[1].lower() != letter:
        return tr(
            'I see two letters, "{one}" and "{other}". Decide for one of them, in '
            "quotation marks; the reply will speak of the other side, too.",
            one=letter,
            other=other[1].lower(),
        )
    if rest:
        text = tr("Words that explain a value stand behind `#`, as a remark.")
        return propose(text, f'{found[1]} = "{letter}"  # {rest}', stop)
    text = tr('A text has one quotation mark at each end: `"`.')
    return propose(text, f'{found[1]} = "{letter}"', stop)


def is_plain(line: str) -> bool:
    """Tell whether a line is a bare name or holds a closed text: both have replies."""
    closed = re.search(r"\"[^\"]*\"|'[^']*'", line)
    is_compared = re.search(r"=\s*==", line)
    return bool(
        (closed and not is_compared) or re.fullmatch(r"\s*\w+\s*=\s*\w+\s*", line)
    )
