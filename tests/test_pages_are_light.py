"""Pages carry what they show and nothing else: short styles, scripts and pictures."""

import base64
import io

import pytest
from PIL import Image

from scripts.pages import packing
from scripts.pages.assets import shorten_script
from scripts.pages.markdown import highlight_code
from scripts.pages.packing import pack_chart
from scripts.pages.slimming import shorten_styles
from scripts.pages.speaker import read_notes


def style(css: str, body: str) -> str:
    """Return the style sheet that is left of one on a page."""
    page = f"<head><style>{css}</style></head><body>{body}</body>"
    return shorten_styles(page).partition("<style>")[2].partition("</style>")[0]


@pytest.mark.parametrize(
    ("css", "short"),
    [
        (".a { color: red; }  /* why */ .b { color: blue }", ".a{color:red}"),
        (".a .b, p > .a, #c { margin: 0 auto; }", "p>.a{margin:0 auto}"),
        (":is(.b, .a):not(.b) { top: 0 }", ":is(.b,.a):not(.b){top:0}"),
        ("p:has(> .b) { top: 0 }", ""),
        ("p :is(.b, .c) { top: 0 }", ""),
        (".as-page, .on-page { top: 0 }", ".as-page{top:0}"),
        ("[data-x=none] { top: 0 } [data-x=y] { top: 0 }", "[data-x=none]{top:0}"),
        ("@media print { .b { top: 0 } } @media print { .a { top: calc(1px + 2px) } }",
         "@media print{.a{top:calc(1px + 2px)}}"),
        ("@page { size: A4; @bottom-left { content: \"a ,  b\"; } }",
         '@page{size:A4;@bottom-left {content:"a ,  b";}}'),
        ("p { color: red !important; --x: a  b }", "p{color:red !important;--x:a b}"),
    ],
)  # fmt: skip
def test_a_page_keeps_the_styles_that_it_can_use(css, short):
    body = '<p class="a" data-x="none"><script>add(`as-${kind}`)</script>'
    assert style(css, body) == short


def test_what_a_script_holds_is_no_style_of_the_page():
    page = "<head></head><script>w('<style>.b { top: 0 }</style></head>')</script>"
    assert shorten_styles(page) == page


def draw(mode: str, colours: int, **info) -> str:
    """Return a PNG (base64) with so many colours."""
    picture = Image.new("RGB", (64, 64))
    picture.putdata([(i % colours, i // 64, 7) for i in range(64 * 64)])
    made = io.BytesIO()
    picture = picture.quantize(colours) if mode == "P" else picture.convert(mode)
    picture.save(made, "PNG", **info)
    return base64.b64encode(made.getvalue()).decode()


def read(data: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(data)))


@pytest.mark.parametrize("info", [{}, {"transparency": 3}])
def test_a_chart_keeps_each_pixel(tmp_path, monkeypatch, info):
    png = draw("P", 200, **info)
    kind, data = pack_chart(png, tmp_path)
    assert kind == "image/webp" and len(data) < len(png)
    assert read(data).convert("RGBA").tobytes() == read(png).convert("RGBA").tobytes()
    monkeypatch.setattr(packing, "pack", None)  # what was packed is kept
    pack_chart.cache_clear()
    assert pack_chart(png, tmp_path) == (kind, data)


def test_a_photograph_or_a_broken_picture_stays_as_it_is(tmp_path):
    broken = base64.b64encode(b"\x89PNG\r\n\x1a\n and no more").decode()
    for data in (draw("RGB", 200), broken):
        assert pack_chart(data, tmp_path) == ("image/png", data)


def test_a_script_loses_comments_and_indents_and_no_code():
    code = '// why\n  a("// no");\n\n  /* much\n   more */\n  b(1); // last\n'
    assert shorten_script(code) == 'a("// no");\nb(1); // last\n'


def test_the_notes_plugin_comes_without_its_reader_of_markdown():
    assert "On time" in read_notes() and "hour12: false" in read_notes()
    assert len(read_notes()) < 30_000


def test_code_names_only_the_parts_that_have_a_look():
    html = highlight_code('cases["name"].head(3)  # three')
    assert '<span class="mi">3</span>' in html and '<span class="c1">' in html
    assert not [mark for mark in "nopw" if f'class="{mark}"' in html]
