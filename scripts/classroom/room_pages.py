"""The room's own pages, with the look and the type of all our pages."""

from functools import cache
from pathlib import Path

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.languages.loading import SpeakingLoader
from scripts.languages.templates import translate_script
from scripts.pages.faces import bring_type
from scripts.pages.title import COURSE
from workshop.lettering import mark_letters
from workshop.messages import OURS, get_language, look_up, tr

OWN = Path(__file__).with_name("templates")
SHARED = Path(__file__).resolve().parents[1] / "pages/templates"


def render(template: str, **values: object) -> str:
    """Return a page as HTML; all values are escaped."""
    page = get_environment(get_language()).get_template(template)
    said = page.render(course=look_up(COURSE), provenance={}, page=None, **values)
    return bring_type(said, grows=True)


@cache
def get_environment(language: str) -> Environment:
    """Return what renders our templates; nothing that participants wrote is HTML."""
    files = FileSystemLoader([OWN, SHARED])
    environment = Environment(
        loader=files if language == OURS else SpeakingLoader(files),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["mark_letters"] = mark_letters
    environment.globals |= {
        "read_own": read_own,
        "read_template": read_shared,
        "tr": tr,
        "lang": "en-GB" if language == OURS else language,
    }
    return environment


def read_own(name: str) -> str:
    """Return a style sheet, or a script of the room in the language of the moment."""
    text = read_file(name)
    return translate_script(text, look_up) if name.endswith(".js") else text


@cache
def read_file(name: str) -> str:
    """Return a style sheet or script of the room, in English."""
    return (OWN / name).read_text(encoding="utf-8")


@cache
def read_shared(name: str) -> str:
    """Return a style sheet of all our pages."""
    return (SHARED / name).read_text(encoding="utf-8")


@cache
def draw_code(address: str) -> str:
    """Return the QR code of an address as a picture (SVG) without a size of its own."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(
        border=4, dark="#000000", light="#ffffff", omitsize=True, svgclass="code"
    )
    # The box around it says what it is: nobody hears a second picture without a name.
    return drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)


def write_size(size: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
