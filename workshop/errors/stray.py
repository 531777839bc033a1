"""Signs around a value that belong to another program, such as ``$b$``."""

import re
from collections.abc import Iterator

from workshop.errors.asked import asks_for_number
from workshop.errors.proposals import propose
from workshop.errors.stop import Stop
from workshop.messages import tr

STRAY = re.compile(
    r"(\s*[^\W\d]\w*\s*=\s*)([$@&?#~]*)\s*"
    r"([^\W\d][\w.]*\([^()]*\)|[^\W\d]\w*(?:\$\d+)?|\"[^\"]*\"|'[^']*'|[\d.]*\d)\s*([$@&?#~]*)\s*"
)

MAGIC = re.compile(r"(\s*[^\W\d]\w*\s*=\s*)%\s*([^\W\d]\w*)\s*")


def explain_percent(stop: Stop) -> str:
    """Explain ``%b``, which Jupyter takes for a command of its own; "" for others."""
    found = MAGIC.fullmatch(stop.line)
    if not found or "magic function" not in str(stop.error):
        return ""
    return propose(
        tr("The sign `{sign}` does not belong to this value.", sign="%"),
        f'{found[1]}"{found[2]}"',
        stop,
    )


def look_at_stray(line: str) -> Iterator[tuple[str, str]]:
    """Look for signs before or behind a letter, a text or a number."""
    found = STRAY.fullmatch(line)
    if not found or not found[2] + found[4] or found[2][:1] == "#":
        return
    value = found[3].split("$")[0]
    if value[0].isdigit() and "$" in found[2] + found[4]:
        return  # an amount of money
    is_word = re.fullmatch(r"[^\W\d]\w*", value)
    if is_word and asks_for_number(line):
        return
    yield (
        tr(
            "The sign `{sign}` does not belong to this value.",
            sign=(found[2] or found[4])[0],
        ),
        f'{found[1]}"{value}"' if is_word else found[1] + value,
    )
