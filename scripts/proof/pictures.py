"""Compare two pictures pixel by pixel, with a tolerance for single pixels."""

import base64
import io
from typing import cast

from PIL import Image, ImageChops, ImageFilter

from scripts.lessons.pictures import is_animated

# Rounding moves single pixels at edges; a change moves pixels that touch each other,
# and so many levels (of 255) are seen. A decimal point is a cluster of about twelve.
FAINT, STRONG = 8, 24
CLUSTER = 4  # of the nine pixels of a square
SCATTERED = 12  # strong ones in the whole picture
ANIMATED = (
    "the stored picture is animated, and a browser shows frames that were not compared"
)


def compare_pictures(stored: str, fresh: str) -> str:
    """Say how two PNG pictures (base64) differ, "" when they show the same."""
    if is_animated("image/png", stored) or is_animated("image/png", fresh):
        return ANIMATED
    old, new = (
        Image.open(io.BytesIO(base64.b64decode(text))).convert("RGBA")
        for text in (stored, fresh)
    )
    if old.size != new.size:
        return f"the stored chart has {old.size} pixels, the code draws {new.size}"
    worst = measure_difference(old, new)
    seen = mark(worst, STRONG)
    if count_marked(seen) <= SCATTERED:
        seen = mark(worst, FAINT)
        if not is_clustered(seen):
            return ""
    left, top, _, _ = seen.getbbox() or (0, 0, 0, 0)
    return (
        f"the stored chart is not what the code draws: {count_marked(seen)} pixels "
        f"differ, the first at {left}, {top}"
    )


def measure_difference(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return for each pixel the difference of the channel that differs most."""
    worst, *bands = ImageChops.difference(old, new).split()
    for band in bands:
        worst = ImageChops.lighter(worst, band)
    return worst


def mark(difference: Image.Image, level: int) -> Image.Image:
    """Return a picture with 255 where the difference is over ``level``, else 0."""
    return difference.point(lambda value: 255 if value > level else 0)


def count_marked(marked: Image.Image) -> int:
    """Count the pixels that are marked."""
    return marked.histogram()[255]


def is_clustered(marked: Image.Image) -> bool:
    """Say whether some square of nine pixels holds as many marked ones as a cluster."""
    edged = Image.new("L", (marked.width + 2, marked.height + 2))
    edged.paste(marked, (1, 1))
    share = edged.filter(ImageFilter.BoxBlur(1))  # the mean of the nine
    _, most = cast(tuple[int, int], share.getextrema())
    return most >= 255 * CLUSTER // 9
