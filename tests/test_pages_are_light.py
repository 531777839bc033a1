"""Pages carry what they show and nothing else: short styles, scripts and pictures."""

import base64
import gzip
import io

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from scripts.door.errors import Problem
from scripts.pages import assets, packing
from scripts.pages.assets import read_reveal, shorten_script
from scripts.pages.cleaning import clean
from scripts.pages.markdown import highlight_code
from scripts.pages.packing import pack_chart, pack_scripts
from scripts.pages.slimming import leave_out, shorten_styles
from scripts.pages.speaker import read_notes, read_slides


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
        ("blockquote { top: 0 } p, h6 { left: 0 } tbody p { top: 0 }",
         "p{left:0}tbody p{top:0}"),
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


def test_a_deck_leaves_out_what_it_never_asks_of_reveal():
    code, style = read_slides(), read_reveal("dist/reveal.css")
    assert len(code) < 93_000 and len(style) < 21_000
    for never in ("cube", "reveal-scroll", "playback", "hljs", ":not(.print-pdf)"):
        assert never not in style, never
    for asked in ("overview", "controls", "pdf-page", "paused", "fragment", "help"):
        assert asked in style, asked


def test_a_reveal_that_has_changed_is_said(monkeypatch):
    monkeypatch.setattr(assets, "UNUSED", ["class Gone{"])
    with pytest.raises(Problem, match=r"reveal.js has changed: compare UNUSED"):
        assets.leave_out_unused("class Here{}")


def test_what_is_left_out_of_a_script_ends_where_its_brace_closes(monkeypatch):
    monkeypatch.setattr(assets, "UNUSED", ["class A{"])
    code = "class A{a(){return'}'+`}`}}class B{}"
    assert assets.leave_out_unused(code) == f"class A{assets.NOTHING}class B{{}}"


def test_a_style_sheet_loses_the_selectors_that_are_never_asked_for():
    css = ".a, .b { top: 0 } @media print { .b { top: 0 } p { top: 0 } } .b { left: 0 }"
    short = ".a{top:0}@media print{p{top:0}}"
    assert leave_out(css, assets.re.compile(r"\.b")) == short


def test_a_packed_script_is_the_same_code():
    page = '<script type="text/plain" id="packed">say("č");</script><script>b</script>'
    packed = pack_scripts(page)
    data = BeautifulSoup(packed, "html.parser").find(id="packed").string
    assert gzip.decompress(base64.b64decode(data)).decode() == 'say("č");'
    assert packed.endswith("</script><script>b</script>")
    assert pack_scripts(page) == packed


def clean_table(*cells: str) -> BeautifulSoup:
    """Return a table of one row, as a page holds it."""
    html = f"<table><tr>{''.join(cells)}</tr></table>"
    return BeautifulSoup(clean(html, "1-1-table"), "html.parser").table


def test_a_table_says_once_that_texts_stand_on_the_left():
    left = '<td style="text-align:left">word</td>'
    table = clean_table(left, "<td>7</td>", "<td></td>")
    assert table["class"] == ["texts"]
    assert [cell.attrs for cell in table.find_all("td")] == [
        {},
        {"class": ["amount"]},
        {},
    ]
    mixed = clean_table(left, '<td style="text-align:center">word</td>')
    assert "class" not in mixed.attrs and mixed.td["style"] == "text-align:left"
    assert clean_table("<td>7</td>").attrs == {}
