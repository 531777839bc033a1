"""Other people's notebooks: what misses is said, what acts never runs, none crashes."""

import base64
import io
import json
import os
import re
import sys

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import (
    new_code_cell,
    new_markdown_cell,
    new_notebook,
    new_output,
    new_raw_cell,
)
from PIL import Image

from scripts.door import environment
from scripts.door.environment import run_inside
from scripts.door.errors import report_faults
from scripts.verbs import build
from tests.barriers import READY, find_barriers

pytest_plugins = ("tests.pages",)

RUN = "window.canary=1"
SLIDE = {"slideshow": {"slide_type": "slide"}}
FAR = "https://example.org"
ACTING_HTML = f"""
<b onclick="{RUN}">bold</b> <a href=" &#1;java&#115;cript:{RUN}">run me</a>
<script>{RUN}; alert(1); fetch("{FAR}/s")</script>
<img src="x" onerror="{RUN}"><img src="{FAR}/a.png" alt="far away">
<iframe src="{FAR}/f"></iframe><object data="{FAR}/o"></object>
<embed src="{FAR}/e"><video src="{FAR}/v" autoplay></video><base href="{FAR}">
<style>@import url({FAR}/i.css); body {{ background: url({FAR}/b) }}</style>
<link rel="stylesheet" href="{FAR}/c.css"><meta http-equiv="refresh" content="0;{FAR}">
<div style="background: url({FAR}/d); position: fixed" class="skip" id="main">x</div>
<p role="main" tabindex="5" lang="zz" aria-hidden="true"><a href="{FAR}/page">y</a></p>
<svg viewBox="0 0 9 9" onload="{RUN}"><script>{RUN}</script><circle r="4"/></svg>
<form action="javascript:{RUN}"><input autofocus onfocus="{RUN}"></form>
<math><mtext><img src="x" onerror="{RUN}"></mtext></math>
<details open ontoggle="{RUN}"><summary></summary>more</details>
<ul>loose<li>one</li><ul><li>two</li></ul></ul><dl><p>three</p></dl><li>four</li><h5></h5>
<a href="{FAR}"></a><noscript><p title="</noscript><img src=x onerror={RUN}>">
"""
# Known ways to get past a cleaner: what looks closed here is open in a browser.
TRICKS = [
    f'<svg></p><style><a id="</style><img src=1 onerror={RUN}>">',
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 "
    f"onerror={RUN}&gt;'>",
    *(
        f'<{tag}><img title="</{tag}><img src=x onerror={RUN}>">'
        for tag in ("textarea", "title", "xmp", "noscript", "noembed")
    ),
    f"</code></pre></div></section></main></body><h1>Out</h1><script>{RUN}</script>",
    f'<a xlink:href="javascript:{RUN}" href="data:text/html,<script>{RUN}">in</a>',
    f'<p data-src="{FAR}/1" data-background-iframe="{FAR}/2" data-markdown="x">y</p>',
    f'<picture><source srcset="{FAR}/3 2x"><img srcset="{FAR}/4 2x"></picture>',
    f'<table background="{FAR}/5"><tr><td background="//example.org/6">z</td></table>',
]
ACTING_PICTURE = f'"onerror="{RUN}"x="'
ACTING_SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<script>{RUN}</script><image href="{FAR}/i.png"/><circle r="4"/></svg>"""
TABLE = f"""<div><style scoped>td {{ color: red }}</style><table border="1">
<thead><tr><th></th>{"<th>a long name</th>" * 40}</tr></thead>
<tbody><tr><th>0</th>{f'<td style="color: #eee; background: url({FAR})">1</td>' * 40}
</tr></tbody></table></div>"""
COLOURS = "\x1b[31mred\x1b[0m \x1b[38;5;226myellow\x1b[0m\n10 %\r100 %\n<b>not bold</b>"


def draw(width=40, height=30, kind="PNG"):
    """Return a picture as base64; a large one of noise, which does not compress."""
    image = Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))
    stream = io.BytesIO()
    image.save(stream, kind)
    return base64.b64encode(stream.getvalue()).decode()


def show(**data):
    """Return an output; names of its forms have _ for / and + is spelt out."""
    forms = {"html": "text/html", "plain": "text/plain", "svg": "image/svg+xml"}
    forms |= {"png": "image/png", "js": "application/javascript", "tex": "text/latex"}
    forms |= {"md": "text/markdown", "plotly": "application/vnd.plotly.v1+json"}
    return new_output("display_data", {forms[name]: data[name] for name in data})


def make_hostile():
    """Return a notebook with one of everything that a stranger may send."""
    attached = {
        "a b.png": {"image/png": draw()},
        "c.png": {f'x"onerror="{RUN}': "AA=="},
    }
    prose = (
        "# First\n\n#### Too deep\n\n"
        f"[run](javascript:{RUN}) [good]({FAR}/page) ![far]({FAR}/m.png) "
        "![](attachment:a%20b.png) ![kept](attachment:a%20b.png) "
        "![no](attachment:c.png) ![up](../secret.png) "
        "[data](table.csv)\n\n$\\frac{1}{2}$ and $\\unknown{x$\n\n"
        "```python\n# no title\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    outputs = [
        new_output("stream", name="stdout", text=COLOURS),
        new_output("error", ename="ValueError", evalue="no", traceback=[COLOURS]),
        show(png=draw(), plain="<Figure>"),
        show(png=draw(900, 900)),
        show(png=ACTING_PICTURE, plain="the words of a damaged picture"),
        show(svg=ACTING_SVG),
        show(js=RUN, plain="<Javascript object>"),
        show(html=f'<div id="p"></div><script src="{FAR}/p.js"></script>', plotly={}),
        show(tex=f"$\\alpha$ <img src=x onerror={RUN}>"),
        show(md=f"# Printed\n\n<script>{RUN}</script>"),
        show(html=TABLE),
        show(html=ACTING_HTML),
        *(show(html=trick, plain="a trick") for trick in TRICKS),
    ]
    long = new_output("stream", name="stdout", text="line\n" * 200)
    cells = [
        new_raw_cell(f"title: <script>{RUN}</script>"),
        new_markdown_cell(prose, attachments=attached, metadata=SLIDE),
        new_markdown_cell(f"# Second\n\n{ACTING_HTML}", metadata=SLIDE),
        new_code_cell("show()", outputs=outputs, execution_count=1, metadata=SLIDE),
        new_code_cell("never_run()", metadata={"tags": ["exercise", "paper"]} | SLIDE),
        new_code_cell("print()", outputs=[long], execution_count=2, metadata=SLIDE),
    ]
    return new_notebook(cells=cells)


RAW = ("", "text/html", "text/latex", "text/restructuredtext", "image/svg+xml")
RAW += ("text/x-python", "application/javascript", "pdf", None)


def make_raw():
    """Return a notebook with raw cells of every form that nbconvert would pass on."""
    source = f"<script>{RUN}</script><svg onload={RUN}></svg>\\LaTeX"
    cells = [new_markdown_cell("# Raw", metadata=SLIDE)]
    for kind in RAW:
        form = {"raw_mimetype": kind, "format": kind} if kind is not None else {}
        cells.append(new_raw_cell(source, metadata=form | SLIDE))
    return new_notebook(cells=cells)


def make_clean():
    """Return a notebook in which nothing misses."""
    plain = new_output("stream", name="stdout", text="2\n")
    cells = [
        new_markdown_cell("# A quiet notebook\n\nText.", metadata=SLIDE),
        new_code_cell("1 + 1", outputs=[plain], execution_count=1),
    ]
    return new_notebook(cells=cells, metadata={"lang": "sq"})


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """The pages of the hostile notebook."""
    root = tmp_path_factory.mktemp("from")
    Image.new("RGB", (9, 9)).save(root / "secret.png")
    nbformat.write(make_hostile(), save_in(root) / "hostile.ipynb")
    assert export(root, "--lenient") == 0
    return sorted((root / "dist").rglob("*.html"))


def save_in(root):
    """Return a new folder for notebooks."""
    (root / "theirs").mkdir()
    return root / "theirs"


def export(root, *options):
    """Build from the folder ``theirs`` of ``root``; return the exit code."""
    argv = ["--from", str(root / "theirs"), *options]
    return report_faults(lambda argv: build.main(argv, root), argv)


def list_made(root):
    files = [path for path in (root / "dist").rglob("*") if path.is_file()]
    return [path for path in files if path.name != ".origin"]


def test_what_misses_is_listed_and_nothing_is_written(tmp_path, capsys):
    nbformat.write(make_hostile(), save_in(tmp_path) / "hostile.ipynb")
    assert export(tmp_path) == 1
    printed = capsys.readouterr()
    said = printed.out + printed.err
    for words in (
        "cell number 1: a raw cell .+; make it Markdown",
        "cells number 2, 3, 4: a picture has no text alternative; say what it shows",
        f"cell number 2: the picture {FAR}/m.png is not in the notebook; add it",
        r"cell number 2: the picture \.\./secret.png is not in the notebook",
        "cells number 2, 3, 4: the link to javascript:.+ leads nowhere",
        "cell number 2: the link to table.csv leads nowhere",
        r"cell number 2: the formula \$.unknown\{x\$ cannot be read",
        "cells number 3, 4: <iframe> is left out",
        "cells number 3, 4: the event handler onclick is left out",
        "cell number 4: the code stops with ValueError; mend it",
        r"cell number 4: a picture has 2\.\d MB; make it smaller",
        "cells number 2, 4: a picture is damaged; run",
        "cell number 4: the form application/javascript .+ is left out",
        "cell number 5: the code has not been run; run",
        "the notebook names no language",
    ):
        assert re.search(f"theirs/hostile.ipynb.*{words}", said), words
    assert "is damaged" in printed.err and "begins with https" in printed.out
    assert said.strip().endswith("Nothing was written. Mend this, or add --lenient.")
    assert list_made(tmp_path) == []


def test_a_relative_folder_counts_from_where_one_stands(tmp_path, monkeypatch, capfd):
    write("no notebook")(save_in(tmp_path))
    monkeypatch.setattr(environment, "get_python", lambda: sys.executable)
    # Ctrl-C goes on to mean what it means to the tests.
    monkeypatch.setattr(environment.signal, "signal", lambda *_: None)
    for place, folder in ((tmp_path, "theirs"), (tmp_path / "theirs", ".")):
        monkeypatch.chdir(place)
        assert run_inside("scripts.door.verbs", ["build", "--from", folder]) == 1
        assert "theirs/bad.ipynb is not a valid notebook" in capfd.readouterr().err


def test_an_empty_name_is_no_wish_for_our_own_pages(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv(environment.STARTED_IN, str(tmp_path))
    assert report_faults(lambda argv: build.main(argv, tmp_path), ["--from", ""]) == 1
    assert "look at --from" in capsys.readouterr().err


def test_raw_cells_of_every_form_are_shown_as_they_stand(tmp_path, capsys):
    nbformat.write(make_raw(), save_in(tmp_path) / "raw.ipynb")
    assert export(tmp_path, "--lenient") == 0
    said = capsys.readouterr().out
    numbers = ", ".join(str(number) for number in range(2, len(RAW) + 2))
    assert f"cells number {numbers}: a raw cell is shown as it stands" in said
    shown = f'<pre class="text">&lt;script&gt;{RUN}&lt;/script&gt;&lt;svg onload={RUN}'
    for path in list_made(tmp_path):
        page = path.read_text("utf-8")
        assert page.count(shown) == len(RAW), path.parent.name
        assert "<svg onload" not in page and f"<script>{RUN}" not in page
    assert len(list_made(tmp_path)) == 2


def test_what_strangers_wrote_neither_begins_lines_nor_paints_them(tmp_path, capsys):
    odd = "[x](<a\u2028b&#10;fake.ipynb: all is well\x1b[2J\x9b2J\u202eabc>)"
    cells = [new_markdown_cell("# T"), new_markdown_cell(odd)]
    nbformat.write(new_notebook(cells=cells), save_in(tmp_path) / "odd.ipynb")
    assert export(tmp_path, "--lenient") == 0
    *lines, last, end = capsys.readouterr().out.split("\n")
    assert all(line.startswith("theirs/odd.ipynb") for line in lines) and end == ""
    assert any("leads nowhere" in line for line in lines)
    assert all(line.isprintable() for line in [*lines, last])


@pytest.mark.parametrize("tags", ["<ul><li>", "<svg>", "<table><tr><td>"])
def test_tags_that_nobody_closed_become_text(tmp_path, capsys, tags):
    output = show(html=f"{tags}word " * 300 + "last")
    cells = [new_markdown_cell("# T"), new_code_cell("1", outputs=[output])]
    nbformat.write(new_notebook(cells=cells), save_in(tmp_path) / "open.ipynb")
    assert export(tmp_path, "--lenient") == 0
    assert "number 2: HTML lies more than 200 levels deep" in capsys.readouterr().out
    (path,) = list_made(tmp_path)
    page = BeautifulSoup(path.read_bytes(), "html.parser")
    (words,) = page.select(".output pre.text")
    assert words.text.split() == ["word"] * 300 + ["last"]


def test_a_page_has_one_title_whatever_stands_before_it(tmp_path):
    cells = [new_markdown_cell(f"{'#' * level} Of {level}") for level in (6, 1, 4, 1)]
    nbformat.write(new_notebook(cells=cells), save_in(tmp_path) / "deep.ipynb")
    assert export(tmp_path, "--lenient") == 0
    (page,) = list_made(tmp_path)
    levels = re.findall(r"<h([1-6])\b[^>]*>Of (\d)", page.read_text("utf-8"))
    assert levels == [("2", "6"), ("1", "1"), ("2", "4"), ("2", "1")]


def test_notes_alone_make_no_deck_and_hide_no_title(tmp_path):
    notes, skip = ({"slideshow": {"slide_type": kind}} for kind in ("notes", "skip"))
    alone = [new_markdown_cell("Only this.", metadata=notes)]
    nbformat.write(new_notebook(cells=alone), save_in(tmp_path) / "alone.ipynb")
    for name, metadata in (("a", notes), ("b", skip)):
        first = new_markdown_cell("Not in the deck.", metadata=metadata)
        cells = [first, new_markdown_cell("A slide.", metadata=SLIDE)]
        nbformat.write(new_notebook(cells=cells), tmp_path / f"theirs/{name}.ipynb")
    assert export(tmp_path, "--lenient") == 0
    decks = sorted((tmp_path / "dist/from-theirs/decks").iterdir())
    assert [deck.stem for deck in decks] == ["a", "b"]
    for deck in decks:
        slides = re.split('class="slide ', deck.read_text("utf-8"))[1:]
        assert "nobody has verified" in slides[0] and "A slide." in slides[0]


def test_text_from_right_to_left_says_so(tmp_path):
    text = "# مرحبا\n\nنص\n\n- أ\n\nČetvrti пасус\n\nplain"
    nbformat.write(
        new_notebook(cells=[new_markdown_cell(text)]), save_in(tmp_path) / "rtl.ipynb"
    )
    assert export(tmp_path, "--lenient") == 0
    (page,) = list_made(tmp_path)
    html = page.read_text("utf-8")
    for part in (
        '<h1 dir="auto" id="to-مرحبا">',
        '<p dir="auto">نص',
        '<li dir="auto">',
        "<p>Četv",
    ):
        assert part in html


def test_a_notebook_without_a_fault_needs_no_leniency(tmp_path, capsys):
    nbformat.write(make_clean(), save_in(tmp_path) / "quiet.ipynb")
    assert export(tmp_path) == 0
    deck, handout = (path.read_text("utf-8") for path in sorted(list_made(tmp_path)))
    for page in (handout, deck):
        assert '<html lang="sq">' in page
        assert "nobody has verified" in page and "CC BY" not in page
    assert " Not verified." in handout
    assert capsys.readouterr().err == ""


def test_pages_say_what_they_leave_out(exported):
    for path in exported:
        page = path.read_text("utf-8")
        assert 'alt="Picture without a description"' in page
        assert "Picture without a description.</span>" in page
        assert f"Picture left out: far, {FAR}/m.png." in page
        assert "Picture left out: up, ../secret.png." in page
        assert "Left out: iframe." in page
        assert "the words of a damaged picture" in page or "it is damaged" in page
        assert "Output left out: application/vnd.plotly.v1+json, text/html." in page
        assert 'alt="kept"' in page and "$\\unknown" not in page
        assert "red yellow\n100 %\n&lt;b&gt;not bold" in page
        assert f'href="{FAR}/page"' in page and 'href="javascript' not in page
        assert 'href="table.csv"' not in page
        assert f"title: &lt;script&gt;{RUN}" in page


@pytest.mark.browser
def test_nothing_of_a_stranger_runs_or_asks_the_network(exported, page):
    assert len(exported) == 2
    seen = []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: seen.append(str(error)))
    for path in exported:
        page.requests.clear()
        page.goto(path.as_uri())
        page.wait_for_function("!window.Reveal || Reveal.isReady()")
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        for element in page.locator("main :is(b, summary, a:not([href^=https]))").all():
            element.dispatch_event("click", {"bubbles": False})
        for _ in range(page.evaluate("window.Reveal ? Reveal.getTotalSlides() : 0")):
            page.keyboard.press("PageDown")
        assert page.evaluate("window.canary") is None, path
        asked = [url for url in page.requests if not url.startswith("data:")]
        assert seen == [] and set(asked) <= {path.as_uri(), f"{FAR}/page"}, path


@pytest.mark.browser
def test_strange_pages_have_no_barrier(exported, page):
    for path in exported:
        page.goto(path.as_uri())
        page.wait_for_function(READY)
        for number in range(
            page.evaluate("window.Reveal ? Reveal.getTotalSlides() : 1")
        ):
            page.evaluate("n => window.Reveal && Reveal.slide(n, 0, 99)", number)
            assert find_barriers(page) == [], f"{path}, {number}"


@pytest.mark.browser
def test_a_slide_that_is_too_full_scrolls_by_the_keyboard(exported, page):
    (deck,) = [path for path in exported if path.parent.name == "decks"]
    page.goto(deck.as_uri())
    page.wait_for_function("Reveal.isReady()")
    page.keyboard.press("End")
    body = page.locator("section.present section.present .body")
    assert body.get_attribute("tabindex") == "0"
    body.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("() => document.activeElement.scrollTop > 0")
    assert page.evaluate("Reveal.isLastSlide()")


def write(content):
    """Return what writes ``content`` as the notebook bad.ipynb."""
    data = content if isinstance(content, bytes) else content.encode()
    return lambda folder: (folder / "bad.ipynb").write_bytes(data)


BAD = {
    "no folder": (lambda folder: folder.rmdir(), "does not exist"),
    "no notebook": (lambda folder: None, "holds no notebook"),
    "a folder in its place": (
        lambda folder: (folder / "bad.ipynb").mkdir(),
        "bad.ipynb cannot be read",
    ),
    "empty": (write(""), "bad.ipynb is empty. Open"),
    "half": (write('{"cells": [{"cell_ty'), "is not a valid notebook"),
    "binary": (write(b"\x89PNG\r\n\xff\xfe\x00"), "is not UTF-8 text"),
    "a list": (write("[1, 2]"), "is not a valid notebook"),
    "a number": (write("7"), "is not a valid notebook"),
    "deep": (write("[" * 100_000), "is not a valid notebook"),
    "from the future": (write('{"nbformat": 9, "cells": []}'), "not a valid notebook"),
    "words for numbers": (write('{"nbformat": "x"}'), "not a valid notebook"),
    "cells are text": (
        write('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": "abc"}'),
        "not a valid notebook",
    ),
    "v3 without worksheets": (write('{"nbformat": 3}'), "not a valid notebook"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("options", [(), ("--lenient",)], ids=["strict", "lenient"])
def test_what_is_no_notebook_is_one_sentence(tmp_path, capsys, name, options):
    damage, words = BAD[name]
    damage(save_in(tmp_path))
    assert export(tmp_path, *options) == 1
    said = capsys.readouterr().err
    assert words in said and "Traceback" not in said
    assert list_made(tmp_path) == []


def test_a_giant_is_one_sentence(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scripts.foreign.reading.LARGEST", 1_000_000)
    write("{" + " " * 1_000_001 + "}")(save_in(tmp_path))
    assert export(tmp_path, "--lenient") == 1
    assert "bad.ipynb is larger than 1 MB: clear" in capsys.readouterr().err


def test_one_bad_notebook_does_not_hinder_a_good_one(tmp_path, capsys):
    write("{")(save_in(tmp_path))
    nbformat.write(make_clean(), tmp_path / "theirs/quiet.ipynb")
    assert export(tmp_path, "--lenient") == 1
    assert {path.stem for path in list_made(tmp_path)} == {"quiet"}
    said = capsys.readouterr()
    assert "theirs/bad.ipynb is not a valid notebook" in said.err
    assert "dist/from-theirs/handouts/quiet.html" in said.out


OLD_CELLS = [
    {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["An old one"]},
    {
        "cell_type": "code",
        "collapsed": False,
        "input": ["print(1)"],
        "language": "python",
        "metadata": {},
        "prompt_number": 1,
        "outputs": [
            {"output_type": "stream", "stream": "stdout", "text": ["it ran\n"]},
            {"output_type": "display_data", "metadata": {}, "png": draw()},
        ],
    },
]
V3 = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}}
V3["worksheets"] = [{"cells": OLD_CELLS, "metadata": {}}]
V4 = json.loads(nbformat.writes(make_hostile()))
for _cell in V4["cells"]:
    del _cell["id"]


@pytest.mark.parametrize(
    ("old", "version"),
    [(V3, "3.0"), *[(V4 | {"nbformat_minor": n}, f"4.{n}") for n in (0, 2, 4)]],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_old_formats_are_named_and_exported(tmp_path, capsys, old, version):
    write("\ufeff" + json.dumps(old))(save_in(tmp_path))
    assert export(tmp_path, "--lenient") == 0
    assert f"has the format {version}, without cell ids" in capsys.readouterr().out
    handout = (tmp_path / "dist/from-theirs/handouts/bad.html").read_text("utf-8")
    assert handout.count("<h1") == 1 and "data:image/png;base64" in handout


def test_half_a_character_is_no_reason_to_stop(tmp_path):
    odd = '\\ud800 <img src=\\"\\ud800.png\\"> # \\u0000 [x](\\ud800)'
    text = nbformat.writes(new_notebook(cells=[new_markdown_cell("# ODD")]))
    write(text.replace("ODD", odd))(save_in(tmp_path))
    assert export(tmp_path, "--lenient") == 0
    assert len(list_made(tmp_path)) == 1


def test_the_same_notebook_gives_the_same_bytes(tmp_path):
    nbformat.write(make_hostile(), save_in(tmp_path) / "hostile.ipynb")
    runs = []
    for _ in range(2):
        assert export(tmp_path, "--lenient") == 0
        runs.append([path.read_bytes() for path in sorted(list_made(tmp_path))])
        for path in list_made(tmp_path):
            path.unlink()
    assert runs[0] == runs[1] and len(runs[0]) == 2


@pytest.mark.parametrize("options", [(), ("--lenient",)], ids=["strict", "lenient"])
def test_decks_of_notebooks_without_slides_are_one_fault(tmp_path, capsys, options):
    cells = [new_markdown_cell("# A title of some words in English")]
    notebook = new_notebook(cells=cells, metadata={"language": "en"})
    nbformat.write(notebook, save_in(tmp_path) / "one.ipynb")
    assert export(tmp_path, "--only", "decks", *options) == 1
    said = capsys.readouterr().err
    assert "Nothing was written, because a deck needs slide types." in said
    assert list_made(tmp_path) == []
    assert export(tmp_path, *options) == 0  # a handout needs none
