"""The files that a room serves: packed before anybody comes, and never changed then.

All lie under the SHA-256 of their content in ``.cache/room``, so that a site that is
built meanwhile disturbs nobody, and the next start packs only what is new.
"""

import gzip
import hashlib
import json
import mimetypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.classroom.room_pages import read_file
from scripts.door.errors import Problem
from scripts.door.files import write_atomically

PACKED = (
    *(".css", ".html", ".ico", ".ipynb", ".js", ".json", ".mjs", ".svg", ".ttf"),
    *(".txt", ".wasm", ".eot", ".map", ".md"),
)
# What the system says of these is wrong on some computers.
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".ipynb": "application/json",
    ".json": "application/json",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".whl": "application/octet-stream",
    ".html": "text/html",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
}
TEXTS = ("text/", "application/json", "image/svg")
# A name that a change of the content would change, too: it holds a hash.
HASH = re.compile(r"(?:^|[._-])(?=[a-f]*\d)[0-9a-f]{7,64}(?=[._-])")
LEVEL = 6
# What a worksheet's page lends to other scripts, and what the room's asks of it.
OFFERED = re.compile(r"window\.worksheet = \{([^}]*)\}")
ASKED = re.compile(r"window\.worksheet\.(\w+)")

SETTINGS = "lite/jupyter-lite.json"
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
SIGN = "WORKSHOP_ROOM"  # workshop/room.py asks for it
SCRIPT = '<script src="{up}room/participant.js" defer></script>'


@dataclass(frozen=True)
class Served:
    """One file as it is sent."""

    place: Path
    kind: str  # Content-Type
    tag: str  # ETag: the content's hash
    packed: bool  # with gzip
    size: int
    forever: bool


def require_site(site: Path) -> None:
    """Raise Problem when there is no site."""
    if not (site / "index.html").is_file():
        raise Problem(
            f"{site.parent.name}/{site.name} has not been built: run 'site' once "
            "where there is internet (python3 scripts/run.py site), then start the "
            "room again."
        )
    missing = list_unknown(site)
    if missing:
        raise Problem(
            f"{site.parent.name}/{site.name} was built by another state of this "
            f"project: its worksheets do not know {', '.join(missing)}, so nobody "
            "could hand in. Run 'site' once more (python3 scripts/run.py site; what it "
            "has fetched is kept), then start the room again."
        )


def list_unknown(site: Path) -> list[str]:
    """List what the script of a room asks of a worksheet's page and a page lacks."""
    asked = set(ASKED.findall(read_file("participant.js")))
    unknown = set()
    for page in site.glob("worksheets/*.html"):
        offered = OFFERED.search(page.read_text(encoding="utf-8", errors="replace"))
        unknown |= asked - set(re.findall(r"\w+", offered[1] if offered else ""))
    return sorted(unknown)


def take_in(site: Path, cache: Path) -> dict[str, Served]:
    """Pack the site, and return its files by path. Raises Problem."""
    require_site(site)
    cache.mkdir(parents=True, exist_ok=True)
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    names = [path.relative_to(site).as_posix() for path in paths]
    files = {
        name: pack(name, path.read_bytes(), cache)
        for name, path in zip(names, paths, strict=True)
    }
    used = {one.place for one in files.values()}
    for old in cache.iterdir():
        if old not in used:
            old.unlink(missing_ok=True)
    return files


def pack(name: str, content: bytes, cache: Path) -> Served:
    """Return a file as it is sent, packed where that helps."""
    content = adapt(name, content)
    ending = Path(name).suffix.lower()
    packed = ending in PACKED
    digest = hashlib.sha256(content).hexdigest()
    place = cache / (f"{digest}.gz" if packed else digest)
    if not place.is_file():
        sent = gzip.compress(content, LEVEL, mtime=0) if packed else content
        write_atomically(place, sent)
    return Served(
        place,
        name_kind(name),
        f'"{digest[:32]}"',
        packed,
        place.stat().st_size,
        bool(HASH.search(Path(name).name)),
    )


def name_kind(name: str) -> str:
    """Return the Content-Type of a file."""
    ending = Path(name).suffix.lower()
    kind = TYPES.get(ending) or mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(TEXTS) else kind


def adapt(name: str, content: bytes) -> bytes:
    """Tell pages and kernels of a site that they are in a room.

    Nowhere else do they ask for one: a site on a web server asks nothing.
    """
    if name == SETTINGS:
        settings = json.loads(content)
        plugins = settings["jupyter-config-data"].setdefault("litePluginSettings", {})
        options = plugins.setdefault(KERNEL, {}).setdefault("loadPyodideOptions", {})
        options["env"] = options.get("env", {}) | {SIGN: "here"}
        return json.dumps(settings, ensure_ascii=False, indent=1).encode()
    if name == "index.html" or re.fullmatch(r"worksheets/[^/]+\.html", name):
        script = SCRIPT.format(up="../" * name.count("/")).encode()
        before, end, after = content.rpartition(b"</body>")
        return before + script + b"\n" + end + after if end else content + script
    return content


def read_in_parts(place: Path, size: int, unpack: bool) -> Iterator[bytes]:
    """Yield a file part by part; unpacked for a browser that cannot do it."""
    opened: Callable = gzip.open if unpack else open
    with opened(place, "rb") as stream:
        while part := stream.read(size):
            yield part
