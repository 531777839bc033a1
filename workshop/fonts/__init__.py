"""The type that pages bring along, as style rules that hold the font itself."""

import base64
from functools import cache
from pathlib import Path

TEXT = Path(__file__).with_name("text.woff2")

# For letters that the font lacks, such as Greek ones.
FALLBACK = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'


@cache
def write_face(
    path: Path, family: str = "Workshop Text", style: str = "normal", size: str = "106%"
) -> str:
    """Return the rule with which a page holds the font (WOFF2) at ``path``.

    ``style`` is normal or italic. ``size`` is what all sizes are multiplied with: the
    letters of the text are small for their size; 106 % makes them as tall as Arial's.
    """
    data = base64.b64encode(path.read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; '
        f"font-weight: 400 700; size-adjust: {size}; "
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}\n'
    )
