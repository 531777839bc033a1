"""The words that lessons and tables do not use; see "Words" in CONTRIBUTING.md."""

import re
from collections.abc import Iterator

from scripts.contract import Faults
from scripts.lessons.lesson import Lesson
from scripts.tables.checks import Table

STAR = r"\bKosovo\b(?!\\?\*)"
# What we do not write, and what to write instead.
WORDS = {
    r"\b[Dd]isabled (?:people|persons?|women|men|children|workers|users)\b"
    r"|\b[Tt]he disabled\b"
    r"|\b[Hh]andicap(?:ped|s)?\b(?! International)": '"persons with disabilities"',
    r"\b(?:[Ss]uffer(?:s|ing)? from|[Ww]heelchair-bound|[Cc]onfined to)\b": (
        "it in plain words"
    ),
    r"\b[Gg]yps(?:y|ies)\b": "the name that the community uses",
    STAR: '"Kosovo*"',
    r"(?<!/)\b(?:Pristina|Prishtin[aë]|Priština)\b(?!/)": '"Prishtinë/Priština"',
    r"\bRS\b(?!-?\d)": '"Republika Srpska", or "Serbia"',
    r"(?<!North )\bMacedonia\b": '"North Macedonia"',
    r"\b(?:TODO|FIXME)\b": "nothing that is not ready",
}
# In a table six countries may be any six, and names keep the words of their language.
WORDS_OF_LESSONS = WORDS | {
    r"\b(?:WB6|Western Balkan|[Ss]ix) countries\b": '"economies"',
    r"\bKosova\b(?!\\?\*)": '"Kosovo*"',
}
# Names, titles and quotations keep their own words; names and titles still get the
# star of Kosovo*.
OWN_WORDS = re.compile(r"title|author|^name$")
QUOTED = re.compile(r"quote|url")
CODE_OR_LINK = re.compile(
    r"```.*?```|`[^`]*`|\]\([^)]*\)|\$[^$]*\$|https?:\S+"
    r"|(?:WCAG|CC BY|Python|JupyterLab) \d[\d.]*",
    re.DOTALL,
)


def check_words(lesson: Lesson) -> Faults:
    """The prose uses the words of CONTRIBUTING.md."""
    for cell in lesson.prose:
        text = " ".join(take_out_code(cell["source"]).split())
        for pattern, better in WORDS_OF_LESSONS.items():
            found = re.search(pattern, text)
            if found:
                mend = better.replace("*", "\\*")  # as Markdown has it
                yield cell["id"], f'it says "{found[0]}"; write {mend}.'


def take_out_code(source: str) -> str:
    """Return Markdown without code, formulas, addresses and numbers of versions."""
    return CODE_OR_LINK.sub(" ", source)


def find_in_table(table: Table) -> Iterator[str]:
    """Find words to mend in the text columns of a table."""
    schema = table.resource["schema"]
    coded = {key["fields"] for key in schema.get("foreignKeys", [])}
    for field in schema["fields"]:
        name, rules = field["name"], field.get("constraints", {})
        free = field["type"] == "string" and not {"enum", "pattern"} & set(rules)
        if not free or name in coded or QUOTED.search(name):
            continue
        rows = table.rows[name]
        text = "\n".join(rows.dropna())
        for pattern in [STAR] if OWN_WORDS.search(name) else WORDS:
            if not re.search(pattern, text):  # most columns have none of them
                continue
            found = rows.str.extract(f"({pattern})")[0]
            for word in found.dropna().unique():
                what = f'write {WORDS[pattern]} instead of "{word}".'
                yield from table.report(found == word, name, what)


CHECKS = [check_words]
