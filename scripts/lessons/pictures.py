"""What a stored picture may carry, so that everybody sees the one that was compared."""

import base64
import io
import struct
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

# The picture, its size on paper, and nothing else: words about software would change
# with it, and marks for light, colour or turning are obeyed by browsers alone.
PLAIN = {b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND"}
ANIMATION = {b"acTL", b"fcTL", b"fdAT"}
MODES = {
    "1",
    "L",
    "LA",
    "P",
    "RGB",
    "RGBA",
}  # of 16 bits, readers make different things
UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error)


def is_animated(kind: str, text: str) -> bool:
    """Say whether a stored picture (base64, of a kind such as "image/png") moves.

    Programs that compare pictures see the first frame alone, browsers show them all.
    """
    if "svg" in kind:  # it is text, and compared as such
        return False
    try:
        content = base64.b64decode(text)
        if ANIMATION & set(list_chunks(content)):
            return True
        with Image.open(io.BytesIO(content)) as image:
            return getattr(image, "n_frames", 1) > 1
    except UNREADABLE:
        return False


def is_plain_png(text: str) -> bool:
    """Say whether a PNG (base64) can be read and holds its picture alone."""
    try:
        content = base64.b64decode(text)
        with Image.open(io.BytesIO(content)) as image:
            image.load()
            return image.mode in MODES and PLAIN.issuperset(list_chunks(content))
    except UNREADABLE:
        return False


def list_chunks(png: bytes) -> Iterator[bytes]:
    """Yield the names of the parts of a PNG; nothing of any other file."""
    at = 8
    while png.startswith(b"\x89PNG") and at + 8 <= len(png):
        yield png[at + 4 : at + 8]
        at += 12 + int.from_bytes(png[at : at + 4])
