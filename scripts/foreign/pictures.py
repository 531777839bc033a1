"""Pictures in other people's notebooks: their words, true kind and bytes."""

import base64
import binascii
import io
import re

from PIL import Image

SVG_SPACE = 'xmlns="http://www.w3.org/2000/svg"'


def find_words(metadata: dict, kind: str) -> str:
    """Return the text alternative in the metadata of an output, or ""."""
    own = metadata.get(kind)
    words = (own.get("alt") if isinstance(own, dict) else "") or metadata.get("alt")
    return words if isinstance(words, str) else ""


def read_picture(kind: str, content: str | bytes) -> tuple[str, bytes, str]:
    """Return the true kind, the bytes and the size (attributes) of a picture.

    Text is base64, or the drawing itself for SVG. Raises ValueError or OSError for
    what no browser could show.
    """
    if kind == "image/svg+xml":
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        if "<svg" not in text.lower():
            text = decode(text).decode("utf-8")
        if "<svg" not in text.lower():
            raise ValueError("no drawing")
        if "http://www.w3.org/2000/svg" not in text:
            text = re.sub("<svg", f"<svg {SVG_SPACE}", text, count=1, flags=re.I)
        return kind, text.encode("utf-8", "replace"), ""
    raw = content if isinstance(content, bytes) else decode(content)
    with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
        width, height = image.size
        return Image.MIME[image.format], raw, f' width="{width}" height="{height}"'


def decode(text: str) -> bytes:
    """Return what base64 ``text`` stands for; raise ValueError when it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
