"""Find words in the tables that we do not use; see "Words" in CONTRIBUTING.md."""

import re
from collections.abc import Iterator

STAR = r"Kosovo(?!\*)"
# What we do not write, and what to write instead.
WORDS = {
    r"\b[Dd]isabled (?:people|persons?|women|men|children|workers|users)\b"
    r"|\b[Tt]he disabled\b"
    r"|\b[Hh]andicap(?:ped|s)?\b(?! International)": "persons with disabilities",
    STAR: "Kosovo*",
    r"(?<!/)\b(?:Pristina|Prishtina|Prishtinë|Priština)\b(?!/)": "Prishtinë/Priština",
    r"\bRS\b(?!-?\d)": "Republika Srpska, or Serbia",
    r"(?<!North )\bMacedonia\b": "North Macedonia",
}
# Names, titles and quotations keep their own words; names and titles still get the
# star of Kosovo*.
OWN_WORDS = re.compile(r"title|author|^name$")
QUOTED = re.compile(r"quote|url")


def find_words(table) -> Iterator[str]:
    """Find words to mend in the text columns of a ``Table`` of data_checks."""
    schema = table.resource["schema"]
    coded = {key["fields"] for key in schema.get("foreignKeys", [])}
    for field in schema["fields"]:
        name, rules = field["name"], field.get("constraints", {})
        free = field["type"] == "string" and not {"enum", "pattern"} & set(rules)
        if not free or name in coded or QUOTED.search(name):
            continue
        for pattern in [STAR] if OWN_WORDS.search(name) else WORDS:
            found = table.rows[name].str.extract(f"({pattern})")[0]
            for word in found.dropna().unique():
                what = f'write "{WORDS[pattern]}" instead of "{word}".'
                yield from table.report(found == word, name, what)
