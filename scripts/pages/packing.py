"""Pack charts and scripts: the same pixels and the same code in fewer bytes."""

import base64
import gzip
import hashlib
import io
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from PIL import Image

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically

KEPT = ROOT / ".cache/pictures"
# More effort takes sixty times as long and saves three bytes of a hundred.
QUALITY, EFFORT = 75, 4

PACKED = re.compile(r'(<script type="text/plain" id="packed">)(.*?)(?=</script>)', re.S)


def pack_scripts(page: str) -> str:
    """Return a page (HTML) whose script with the id "packed" is packed (gzip, base64).

    ``unpack.js`` unpacks it in the browser.
    """
    return PACKED.sub(lambda found: found[1] + pack_text(found[2]), page)


@cache
def pack_text(text: str) -> str:
    """Return a text as gzip in base64; it is the same at each time."""
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


@cache
def pack_chart(data: str, kept: Path = KEPT) -> tuple[str, str]:
    """Return kind and bytes (base64) of a picture from those of a PNG (base64).

    A picture of few colours, as charts are, becomes WebP without loss when that is
    smaller; a photograph stays as it is, for it would take long. What was packed once
    is kept.
    """
    png = base64.b64decode(data)
    file = kept / f"{hashlib.sha256(png).hexdigest()}.webp"
    with suppress(OSError):
        return choose(data, file.read_bytes())
    try:
        with Image.open(io.BytesIO(png)) as picture:
            if picture.mode != "P" or getattr(picture, "n_frames", 1) > 1:
                return "image/png", data
            packed = pack(picture)
    except (OSError, ValueError, Image.DecompressionBombError):
        return "image/png", data  # whoever sees the page sees what the lesson holds
    with suppress(OSError, Problem):  # it only spares time
        kept.mkdir(parents=True, exist_ok=True)
        write_atomically(file, packed)
    return choose(data, packed)


def pack(picture: Image.Image) -> bytes:
    """Return a picture as WebP with the same pixels."""
    mode = "RGBA" if "transparency" in picture.info else "RGB"
    made = io.BytesIO()
    picture.convert(mode).save(
        made, "WEBP", lossless=True, quality=QUALITY, method=EFFORT, exact=True
    )
    return made.getvalue()


def choose(data: str, packed: bytes) -> tuple[str, str]:
    """Return the smaller of a PNG (base64) and what it was packed to."""
    webp = base64.b64encode(packed).decode()
    return ("image/webp", webp) if len(webp) < len(data) else ("image/png", data)
