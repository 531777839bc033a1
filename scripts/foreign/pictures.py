"""Pictures in other people's notebooks: their words, true kind and bytes."""

import base64
import binascii
import io
import re
import warnings

from PIL import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MOST_PIXELS = 50_000_000
WISH = re.compile(r"([1-9]\d{0,4}(?:\.\d+)?)(px|%)?")
SVG_SPACE = 'xmlns="http://www.w3.org/2000/svg"'


def find_words(metadata: dict, kind: str) -> str:
    """Return the text alternative in the metadata of an output, or ""."""
    own = metadata.get(kind)
    words = (own.get("alt") if isinstance(own, dict) else "") or metadata.get("alt")
    return words if isinstance(words, str) else ""


def find_width(metadata: dict, kind: str) -> str:
    """Return the width at which Jupyter shows a picture, or ""."""
    own = metadata.get(kind)
    width = (own.get("width") if isinstance(own, dict) else None) or metadata.get(
        "width"
    )
    return str(width) if isinstance(width, int | float | str) else ""


def read_picture(
    kind: str, content: str | bytes
) -> tuple[str, bytes, tuple[int, int] | None]:
    """Return the true kind, the bytes and the size (pixels) of a picture.

    Text is base64, or the drawing itself for SVG, which has no size. Raises ValueError
    or OSError for what no browser could show, and DecompressionBombError, which names
    the size, for what would fill the memory of a reader.
    """
    if kind == "image/svg+xml":
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        if "<svg" not in text.lower():
            text = decode(text).decode("utf-8")
        if "<svg" not in text.lower():
            raise ValueError("no drawing")
        if "http://www.w3.org/2000/svg" not in text:
            text = re.sub("<svg", f"<svg {SVG_SPACE}", text, count=1, flags=re.I)
        return kind, text.encode("utf-8", "replace"), None
    raw = content if isinstance(content, bytes) else decode(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(raw), formats=FORMATS)
        except Image.DecompressionBombError:
            raise Image.DecompressionBombError("too many pixels") from None
        with image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise Image.DecompressionBombError(f"{width} × {height} pixels")
            return Image.MIME[image.format or ""], raw, (width, height)


def scale(size: tuple[int, int] | None, wish: str) -> str:
    """Return the attributes of the size at which a picture is shown.

    ``wish`` is a width in pixels, or with % a part of the page; else it has its own.
    """
    found = WISH.fullmatch(wish.strip())
    if found and found[2] == "%":
        return f' width="{min(float(found[1]), 100):g}%"'
    if found and size:
        width = max(1, round(float(found[1])))
        return f' width="{width}" height="{max(1, round(size[1] * width / size[0]))}"'
    if found:
        return f' width="{round(float(found[1]))}"'
    return f' width="{size[0]}" height="{size[1]}"' if size else ""


def decode(text: str) -> bytes:
    """Return what base64 ``text`` stands for; raise ValueError when it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
