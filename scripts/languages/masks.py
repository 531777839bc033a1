"""Change the words of a text and nothing else: code, links, blanks, ids stay."""

import re
from collections.abc import Callable

KEPT = re.compile(
    r"`[^`]+`"  # code
    r"|\]\([^)]*\)"  # where a link leads
    r"|https?://[^\s)\"”>]+|\bwww\.[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|</?[a-zA-Z][^>]*>|&\w+;"
    r"|\$[^$\n]+\$"
    r"|\{[^}]*\}"
    r"|\b[\w-]+\.(?:ipynb|html|json|csv|py|toml|po|zip)\b"
    r"|(?<![\w-])[A-Z]{1,4}-?\d+[a-z]?(?![\w-])"  # ids: BA12, WB6, EU-27
    r"|(?<=\*\*)[a-hA-H](?=\*\*)"  # the letter of a choice
    r"|(?<!\w)[\"„“”'‘’«]?[a-h][\"“”'’»](?!\w)"  # "b": a letter that one types
    # What one types stands between straight marks; a sentence there is spoken.
    r'|"[^"\s]*(?: [^"\s.?!]+)?"'
    r"|(?<!\w)(?:dist|data|courses|exercises|notebooks|translations|my-\w+)/[\w./-]*"
)


def change_words(text: str, change: Callable[[str], str]) -> str:
    """Return a text of which ``change`` has changed what stands between the kept."""
    made, end = [], 0
    for kept in KEPT.finditer(text):
        made += [change(text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*made, change(text[end:])])
