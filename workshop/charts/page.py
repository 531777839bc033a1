"""What all charts share: page, type, colours, and a picture with its alternative."""

import base64
import html
import io
import textwrap
from contextlib import contextmanager
from typing import Any

import pandas as pd

from workshop import prints, tables
from workshop.messages import tr
from workshop.note import names_kosovo
from workshop.output import emit, make_harmless

WIDTH = 1200  # pixels; the height follows the content
DPI = 100
EDGE = 24  # pixels of white at each side
LINE = 32  # pixels from one line of text to the next
SMALL, NORMAL, LARGE = 15.5, 17.5, 21  # points: 24 pixels on a slide

INK, QUIET, FAINT = "#1a1a1a", "#595959", "#c9ced3"
MAIN, OTHERS = "#17557f", "#868f99"
# Told apart with each kind of colour vision; in grey by dash, marker and label as well;
# the three lists differ in length, so that no two lines look the same.
COLOURS = ("#053ca7", "#d41d82", "#036138", "#7a5f0d", "#1a1a1a", "#560d00")
DASHES = ("-", (0, (7, 2)), (0, (2, 1.5)), (0, (7, 2, 2, 2)), (0, (4, 3)))
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
PALE_TO_DARK = ("#eef4f9", "#08304f")
# Fill and type for kinds without an order; a letter in each tile says the same.
KINDS = (
    ("#17557f", "white"),
    ("#f2cf7e", INK),
    ("#b34700", "white"),
    ("#a8d5c2", INK),
    ("#1a1a1a", "white"),
    ("#8e3b6f", "white"),
    ("#dcdcdc", INK),
    ("#c3d9ea", INK),
)


@contextmanager
def house_style():
    """Draw with matplotlib's own defaults, whatever the notebook has changed."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams |= {
            "font.family": "DejaVu Sans",
            "font.size": NORMAL,
            "text.color": INK,
            "axes.edgecolor": QUIET,
            "axes.spines.right": False,
            "axes.spines.top": False,
            "xtick.color": QUIET,
            "ytick.color": QUIET,
            "hatch.color": FAINT,
        }
        yield


class Page:
    """A white page with a title, measured in pixels from its upper left corner."""

    def __init__(self, title: str, unit: str, height: float) -> None:
        """Begin a page whose drawing takes ``height`` pixels below title and unit."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        head = wrap(title, WIDTH - 2 * EDGE, LARGE, "bold")
        foot = wrap(unit, WIDTH - 2 * EDGE)
        self.top = EDGE + 1.25 * LINE * len(head) + LINE * len(foot) + LINE / 2
        self.height = self.top + height + EDGE / 2
        size = (WIDTH / DPI, self.height / DPI)
        self.figure = Figure(figsize=size, dpi=DPI, facecolor="white")
        self.canvas = FigureCanvasAgg(self.figure)
        y = EDGE / 2
        for line in head:
            self.write(EDGE, y, line, size=LARGE, weight="bold", va="top")
            y += 1.25 * LINE
        for line in foot:
            self.write(EDGE, y, line, color=QUIET, va="top")
            y += LINE

    def write(
        self, x: float, y: float, text: str, size: float = NORMAL, **style: Any
    ) -> None:
        """Write text at a place in pixels from the upper left corner."""
        place, text = (x / WIDTH, 1 - y / self.height), make_harmless(text)
        self.figure.text(*place, text, fontsize=size, parse_math=False, **style)

    def add_axes(self, left: float, right: float, above: float, below: float) -> Any:
        """Add axes, leaving so many pixels free at each side of the drawing."""
        top = self.top + above
        return self.figure.add_axes(
            (
                left / WIDTH,
                below / self.height,
                (WIDTH - left - right) / WIDTH,
                (self.height - top - below) / self.height,
            )
        )

    def save(self) -> bytes:
        """Give the page as PNG: 256 colours, no word about the software that made it.

        Pillow, which matplotlib itself needs, makes the file three times smaller.
        """
        from PIL import Image

        self.canvas.draw()
        size = self.canvas.get_width_height()
        picture = Image.frombytes("RGBA", size, self.canvas.buffer_rgba())
        few = picture.convert("RGB").quantize(
            256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        # The ground becomes a shade off white; pages let white take their own colour.
        ground, colours = few.tobytes()[0], few.getpalette() or []
        colours[3 * ground : 3 * ground + 3] = 255, 255, 255
        few.putpalette(colours)
        file = io.BytesIO()
        few.save(file, format="png", optimize=True)
        return file.getvalue()


def measure(texts: list[str], size: float = NORMAL, weight: str = "normal") -> float:
    """Give the width in pixels of the longest of these texts."""
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

    font = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    width = RendererAgg(1, 1, DPI).get_text_width_height_descent
    widths = (width(make_harmless(text), font, False)[0] for text in texts)
    return max(widths, default=0)


def wrap(
    text: str, width: float, size: float = NORMAL, weight: str = "normal"
) -> list[str]:
    """Break a text into lines of at most ``width`` pixels."""
    for letters in range(len(text), 9, -1):
        lines = textwrap.wrap(text, letters)
        if measure(lines, size, weight) <= width:
            return lines
    return textwrap.wrap(text, 10)


def publish(
    page: Page, title: str, alt: str, table: pd.DataFrame, source: str | None = None
) -> None:
    """Display the picture with its alternative, the folded table and the note."""
    from IPython.display import display

    alt = make_harmless(alt)
    png = base64.b64encode(page.save()).decode("ascii")
    display(
        {"image/png": png, "text/plain": alt},
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )
    layout = tables.lay_out(table, title)
    named = table if names_kosovo(table) else alt
    said = tr("Source: {source}", source=source) if source else ""
    cited = f'\n<p class="source">{html.escape(said)}</p>' if said else ""
    summary = tr("Description of the chart: {title}", title=title)
    emit(
        f'<details class="description"><summary>{html.escape(summary)}</summary>\n'
        f"<p>{html.escape(alt, quote=False)}</p>\n"
        f"{tables.write_html(layout)}</details>{cited}{prints.write_note(named)}",
        tables.write_text(layout)
        + (f"\n{said}" if said else "")
        + prints.write_note_text(named),
    )


def shade(share: float) -> tuple[str, str]:
    """Give the fill for a share from 0 to 1 and a colour of type that reads on it."""
    from matplotlib.colors import to_hex, to_rgb

    pale, dark = (to_rgb(colour) for colour in PALE_TO_DARK)
    red, green, blue = (p + (d - p) * share for p, d in zip(pale, dark, strict=True))
    # Here black and white type change places: each has a contrast over 4.5 to 1.
    return to_hex((red, green, blue)), "white" if share > 0.63 else "black"


def spread(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart until none is nearer than ``gap`` to the next, in order."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = [places[n] for n in order]
    for n in range(1, len(moved)):
        moved[n] = max(moved[n], moved[n - 1] + gap)
    limit = max(high, low + gap * (len(moved) - 1))
    for n in reversed(range(len(moved))):
        moved[n] = min(moved[n], limit - gap * (len(moved) - 1 - n))
    result = [0.0] * len(places)
    for n, place in zip(order, moved, strict=True):
        result[n] = place
    return result
