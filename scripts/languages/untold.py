"""List the sentences of ours that no message asks for: they stay English everywhere."""

from pathlib import Path

from scripts.door.files import ROOT
from scripts.languages.calls import find_untold

FOLDERS = ("workshop", "scripts/kit", "scripts/pages", "scripts/classroom")
# Words that we understand, in all languages at once: nobody reads them.
UNDERSTOOD = (
    "workshop/number_words.py",
    "workshop/reading.py",
    "workshop/understanding.py",
    "workshop/understanding_dates.py",
)
# What a verb says in the terminal, and the reports of the days after a course, which
# are made in English.
COMMANDS = (
    *("answers", "certifying", "collecting", "exercises", "handed_in", "learning"),
    *("hand_ins", "packing", "plans", "spreadsheets"),
)
TERMINAL = (
    *(f"scripts/kit/{name}.py" for name in COMMANDS),
    "scripts/pages/building.py",
    "scripts/pages/telling.py",
    # A laptop of one's own is told the rest before it has anything but Python.
    "scripts/classroom/laptop_files.py",
    "scripts/classroom/laptop_start.py",
    "scripts/classroom/laptop_wheels.py",
    "scripts/classroom/room_addresses.py",
    "scripts/classroom/room_load.py",
    "scripts/classroom/room_running.py",
)
# Single texts that only look like sentences, and why they are none of ours.
NAMED = {
    "offset points": "a word of matplotlib",
    "axes fraction": "a word of matplotlib",
    "@media all": "a style",
    "/* The type of the page stands here. */": "a style",
    "blank long-blank": "two names of styles",
    "**What the code says.**": "looked for in the English lesson",
    # Labels of tables: write_label looks them up, the outputs of the lessons hold them.
    "what is new": "a label",
    "country and year": "a label",
    "steps apart": "a label",
    "year not given": "a part of a figure, which is one message",
    ": still here": "keeps a connection open",
    "a abbr b blockquote br": "names of tags",
    "alt class colspan dir": "names of attributes",
    "import speakerViewHTML from": "code of the speaker view",
    "const RevealNotes = (": "code of the speaker view",
    "Our team's plan. The worksheets write it.": "stands in the file of the plan",
}


def list_untold(root: Path = ROOT) -> list[str]:
    """List them as "file:line: text"; replies of exercises come from their rules."""
    return [
        line
        for folder in FOLDERS
        for line in find_untold(root / folder, root)
        if not line.startswith((*UNDERSTOOD, *TERMINAL))
        and "/feedback/" not in line
        and not line.split(": ", 1)[1].startswith(tuple(NAMED))
    ]
