"""Find the language of a notebook: given, written in its metadata, or guessed."""

import re
from collections import Counter

from nbformat import NotebookNode

from scripts.foreign.findings import Finding

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UNKNOWN = "und"  # BCP 47: undetermined
# Letters that one language of its script has, and the others have not.
LETTERS = {
    "mk": "ѓќѕ",
    "sr-Cyrl": "ђћ",
    "uk": "іїєґ",
    "ru": "ыэё",
    "el": "αεηιο",
    "he": "אהוי",
    "ka": "აეიო",
    "hy": "աեիո",
    "th": "กานร",
    "ko": "이다는을",
    "ja": "のはをにが",
    "zh": "的是不一了在",
}
ENGLISH = {"the", "of", "and", "to", "is", "in", "that", "we", "this", "with", "for"}
OTHERS = {"die", "der", "und", "el", "los", "que", "les", "des", "di", "il", "je", "se"}
OTHERS |= {"na", "da", "su", "të", "dhe", "një", "ve", "bir", "os", "uma", "het", "een"}
NOT_PROSE = re.compile(
    r"```.*?```|`[^`]*`|\$[^$]*\$|<[^>]{1,500}>|(?:https?|data):\S+", re.DOTALL
)
# In a text of few words one of these is enough: no other language of ours has them.
HEADINGS = {"introduction", "example", "examples", "exercise", "exercises", "with"}
HEADINGS |= {"notebook", "how", "what", "by", "an", "from", "using", "our", "your"}
FEW = 20  # words; of fewer each counts


def find_language(
    notebook: NotebookNode, given: str | None
) -> tuple[str, list[Finding]]:
    """Return the language of the text, and a finding when it had to be guessed.

    A language that was ``given`` counts most. When nothing tells it, it is "und".
    """
    if given:
        return given, []
    written = notebook.metadata.get("language") or notebook.metadata.get("lang")
    if isinstance(written, str) and LANGUAGE.fullmatch(written.replace("_", "-")):
        return written.replace("_", "-"), []
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    guess = guess_language(NOT_PROSE.sub(" ", "\n".join(texts)))
    if guess:
        what = f"the notebook names no language and looks like {guess}"
        return guess, [Finding(None, what, "when that is wrong, add --lang CODE")]
    return UNKNOWN, [
        Finding(
            None,
            "the notebook names no language, so a screen reader could not speak it",
            "add --lang with its code, or write language into its metadata",
            True,
        )
    ]


def guess_language(text: str) -> str:
    """Return the language that the letters or the small words show, or ""."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    signs = Counter("".join(words))
    latin = sum(count for sign, count in signs.items() if sign < "ɐ")
    if latin < sum(signs.values()) / 2:
        found = {code: sum(signs[s] for s in own) for code, own in LETTERS.items()}
        best = max(found, key=lambda one: found[one])
        return best if found[best] else ""
    english = sum(word in ENGLISH for word in words)
    others = sum(word in OTHERS for word in words)
    few = len(words) < FEW and not others and text.isascii()
    if few:
        return "en" if (ENGLISH | HEADINGS) & set(words) else ""
    return "en" if english > max(3 * others, len(words) / 25) else ""
