"""Other people's notebooks: nothing vanishes without a word; remarks stop nothing."""

import base64
import io
import os
import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from scripts.door.errors import report_faults
from scripts.foreign.formulas import simplify
from scripts.foreign.html import to_pre
from scripts.foreign.languages import guess_language
from scripts.verbs import build

pytest_plugins = ("tests.pages",)

FAR = "https://example.org"
SAMPLES = {
    "ru": "Это простой пример, который объясняет, как работает цикл",
    "sr-Cyrl": "Ово је пример ћирилице, ђаци уче програмирање",
    "mk": "Ова е пример, ќе учиме што е циклус и ѓавол",
    "uk": "Це приклад українською мовою, її вчать усі",
    "el": "Αυτό είναι ένα παράδειγμα",
    "en": "This is the first of the lessons and we begin with a list " * 3,
    "": "Ovo je primjer na našem jeziku i u njemu se uči kako se pišu petlje " * 3,
}


def slide(kind):
    """Return the metadata of a cell with a slide type."""
    return {"slideshow": {"slide_type": kind}}


def text(source, **metadata):
    """Return a cell of text."""
    return new_markdown_cell(source, metadata=metadata)


def code(source, *outputs, **metadata):
    """Return a cell of code that ran."""
    return new_code_cell(
        source, outputs=list(outputs), metadata=metadata, execution_count=1
    )


def show(data, **metadata):
    """Return an output with its forms."""
    return new_output("display_data", data, metadata=metadata)


def draw(width, height):
    """Return a white picture as base64."""
    stream = io.BytesIO()
    Image.new("1", (width, height)).save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def save(folder, name, *cells, **metadata):
    """Write a notebook whose language is known."""
    folder.mkdir(parents=True, exist_ok=True)
    book = new_notebook(cells=list(cells), metadata={"language": "en"} | metadata)
    nbformat.write(book, folder / f"{name}.ipynb")


def export(root, folder, *options):
    """Build from a folder; return the exit code."""
    argv = ["--from", str(folder), *options]
    return report_faults(lambda argv: build.main(argv, root), argv)


def read(root, name, product="handout"):
    """Return a page of the folder ``theirs``."""
    page = root / f"dist/from-theirs/{product}s/{name}.html"
    return BeautifulSoup(page.read_bytes(), "html.parser")


def make(root, *cells, options=(), **metadata):
    """Export one notebook, which nothing spoils; return its handout."""
    save(root / "theirs", "one", *cells, **metadata)
    assert export(root, root / "theirs", *options) == 0
    return read(root, "one")


def test_notes_and_skipped_cells_are_not_for_participants(tmp_path, capsys):
    handout = make(
        tmp_path,
        text("# Title", **slide("slide")),
        text("For the speaker.", **slide("notes")),
        text("Left away.", **slide("skip")),
        text("For all.", **slide("-")),
    )
    assert "For all." in handout.text
    assert "For the speaker." not in handout.text and "Left away" not in handout.text
    deck = read(tmp_path, "one", "deck")
    assert deck.select_one("aside.notes").text.strip() == "For the speaker."
    said = capsys.readouterr().out
    assert "type notes are not in the handout: 2" in said
    assert "type skip are not in handout and deck: 3" in said


def test_notes_before_the_first_slide_are_kept(tmp_path):
    cells = [text("Say hello.", **slide("notes")), text("# T", **slide("slide"))]
    make(tmp_path, *cells)
    deck = read(tmp_path, "one", "deck")
    assert deck.select_one("section.slide aside.notes").text.strip() == "Say hello."


def test_a_deck_begins_with_something_to_see(tmp_path):
    make(
        tmp_path,
        text("  ", **slide("slide")),
        code("setup()", jupyter={"source_hidden": True}, **slide("-")),
        text("# The title", **slide("-")),
        text("Second.", **slide("slide")),
    )
    slides = read(tmp_path, "one", "deck").select("section.slide")
    assert [one.select_one(".body").text.split()[0] for one in slides] == [
        "The",
        "Second.",
    ]


@pytest.mark.parametrize(
    "data",
    [
        {"application/vnd.vegalite.v5+json": {}, "text/plain": "alt.Chart(...)"},
        {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider()"},
        {"text/html": "<div id=c></div><script>1</script>", "text/plain": "<Chart>"},
    ],
    ids=["altair", "widget", "script"],
)
def test_a_chart_that_no_page_holds_is_named_on_the_page(tmp_path, capsys, data):
    save(tmp_path / "theirs", "one", text("# T"), code("show()", show(data)))
    assert export(tmp_path, tmp_path / "theirs") == 1
    assert "number 2: the form" in capsys.readouterr().err
    assert export(tmp_path, tmp_path / "theirs", "--lenient") == 0
    output = read(tmp_path, "one").select_one(".output").text
    assert output.strip().startswith("Output left out: " + next(iter(data)))


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{align} a &= b \\ c &= d \end{align}",
        r"\begin{equation} a = b \label{eq:1} \end{equation}",
        "$a +\nb$",
        "$$a\n=\nb$$",
        "text $$a = b$$ text",
        r"\\[a = b\\]",
        r"\begin{gather*} a \\ b \end{gather*}",
        r"\begin{eqnarray} a &=& b \nonumber \end{eqnarray}",
        r"$\arg\max_b a$",
    ],
)
def test_formulas_are_read_as_jupyter_reads_them(tmp_path, tex):
    page = make(tmp_path, text("# T"), text(tex))
    letters = [one.text for one in page.select("#cell-2 math mi")]
    assert {"a", "b"} <= set(letters)
    shown = page.select_one("#cell-2").text
    assert "$" not in shown and "\\" not in shown and "&" not in shown


def test_a_formula_as_an_output_is_a_formula(tmp_path):
    tex = [r"\begin{equation} a=b \end{equation}", r"$\displaystyle a^b$", r"\alpha"]
    outputs = [show({"text/latex": one, "text/plain": "x"}) for one in tex]
    page = make(tmp_path, text("# T"), code("show()", *outputs))
    assert len(page.select(".output math")) == 3


@pytest.mark.parametrize(
    "html",
    [
        "<p>Here is $a$.</p>",
        "<div>\nand $a &lt; b$\n</div>",
        "<center>$$a_b$$</center>",
        r"<div>\begin{align} a &amp;= b \end{align}</div>",
    ],
)
def test_formulas_within_html_are_formulas(tmp_path, html):
    cells = [text("# T"), text(html), code("1", show({"text/html": html}))]
    page = make(tmp_path, *cells)
    for place in ("#cell-2", ".output"):
        shown = page.select_one(place)
        assert "a" in [one.text for one in shown.select("math mi")]
        assert "$" not in shown.text and "\\" not in shown.text


@pytest.mark.parametrize(
    "html",
    [
        "<p>It costs $5, or $6 with tea.</p>",
        "<table><tr><td>$1,000</td><td>$2,000</td></tr></table>",
        "<pre>echo $a and $b</pre>",
        "<div><code>$a$</code></div>",
        "<p>US$ 5 and nothing else</p>",
        r"<p>the pattern ^\d{x}$ or $\{</p>",
    ],
)
def test_what_is_no_formula_in_html_stays_as_it_is(tmp_path, html):
    page = make(tmp_path, text("# T"), text(html), code("1", show({"text/html": html})))
    words = BeautifulSoup(html, "html.parser").get_text()
    for place in ("#cell-2", ".output"):
        assert words in page.select_one(place).text
        assert not page.select(f"{place} math")


@pytest.mark.parametrize(
    "prose",
    [
        "a ticket for $5 and **three** for $12",
        "between $100 and $200, for $10-$20 more",
        "$ start the program first\n$ stop the program",
    ],
)
def test_prices_and_shell_lines_are_no_formulas(tmp_path, prose):
    page = make(tmp_path, text("# T"), text(f"{prose}; $x$"))
    shown = page.select_one("#cell-2")
    assert prose.replace("**", "") in shown.text
    assert [one.text for one in shown.select("math")] == ["x"]


@pytest.mark.parametrize("words", ["<a JSON object>", "Two numbers:\n1 and 2"])
def test_data_as_an_output_is_shown(tmp_path, words):
    data = {"application/json": {"kuća": [1, 2]}, "text/plain": words}
    page = make(tmp_path, text("# T"), code("1", show(data)))
    shown = page.select_one(".output").text
    assert ("kuća" in shown) == (words[0] == "<") and "2" in shown
    assert (words in shown) == (words[0] != "<")


def test_a_matrix_keeps_its_brackets(tmp_path):
    tex = r"$a = \begin{pmatrix*}[r] 1 \\ -1 \end{pmatrix*}$"
    page = make(tmp_path, text("# T"), text(tex))
    assert page.select_one("#cell-2 math").text.replace("\n", "") == "a=(1−1)"


@pytest.mark.parametrize("words, noted", [("Kosovo", True), ("Malta", False)])
def test_the_bytes_of_a_picture_name_no_place(tmp_path, words, noted):
    raw = base64.b64decode(draw(9, 9))
    raw += b"\0" * (-len(raw) % 3) + base64.b64decode("A/XKAAAA")
    picture = show({"image/png": base64.b64encode(raw).decode()}, alt="A line")
    shown = text(f"# {words}", **slide("slide"))
    cells = [shown, code("1", picture)]
    save(tmp_path / "theirs", "one", *cells)
    assert export(tmp_path, tmp_path / "theirs") == 0
    for product in ("handout", "deck"):
        assert ("UNSCR 1244" in read(tmp_path, "one", product).text) == noted


def test_letters_of_formulas_need_no_font_of_mathematics(tmp_path):
    tex = r"$a + \beta + \Delta + \mathbf{v} + \boldsymbol{\mu} + \mathrm{d}$"
    letters = make(tmp_path, text("# T"), text(tex)).select("#cell-2 mi")
    assert {one["mathvariant"] for one in letters} == {"normal"}
    looks = {one.text: one.get("class", [""])[0] for one in letters}
    assert looks == {"a": "letter", "β": "letter", "Δ": "", "d": ""} | dict.fromkeys(
        "vμ", "bold"
    )


def test_pages_of_strangers_bring_their_type(tmp_path):
    cells = [text("# Naslov", **slide("slide")), text("riječ *druga*")]
    save(tmp_path / "theirs", "one", *cells)
    assert export(tmp_path, tmp_path / "theirs") == 0
    for product in ("handout", "deck"):
        style = read(tmp_path, "one", product).style.text
        assert "font-family:Workshop Text" in style.replace('"', "").replace(": ", ":")


def test_a_formula_that_nobody_can_read_spoils_the_page(tmp_path, capsys):
    save(tmp_path / "theirs", "one", text("# T"), text(r"\begin{align} {x \end{align}"))
    assert export(tmp_path, tmp_path / "theirs") == 1
    assert "cannot be read" in capsys.readouterr().err


def test_environments_keep_their_rows():
    assert simplify(r"\begin{aligned}a&=b\\c&=d\end{aligned}") == (
        r"\begin{align*}a&=b\\c&=d\end{align*}"
    )


@pytest.mark.parametrize("first", ["notebooks", "v1.2"])
def test_two_folders_never_share_their_pages(tmp_path, first):
    one, other = tmp_path / "a" / first, tmp_path / "b" / first.replace("2", "3")
    save(one, "x", text("# One"))
    save(other, "x", text("# Other"))
    for folder in (one, other, one):
        assert export(tmp_path, folder) == 0
    pages = sorted((tmp_path / "dist").rglob("x.html"))
    titles = [BeautifulSoup(page.read_bytes(), "html.parser").h1.text for page in pages]
    assert titles == ["One", "Other"]


def test_the_first_slide_says_that_nobody_has_verified_it(tmp_path):
    make(tmp_path, text("A logo.", **slide("slide")), text("# T", **slide("slide")))
    first, *_ = read(tmp_path, "one", "deck").select("section.slide")
    assert "nobody has verified" in first.text and "A logo." in first.text


def test_what_shows_an_earlier_notebook_goes(tmp_path, capsys):
    theirs = tmp_path / "theirs"
    make(tmp_path, text("# Old", **slide("slide")))
    place = tmp_path / "dist/from-theirs"
    (place / "handouts/one.pdf").write_bytes(b"%PDF old")
    assert export(tmp_path, theirs, "--only", "handouts") == 0
    assert (place / "handouts/one.pdf").is_file()
    assert (place / "decks/one.html").is_file()
    save(theirs, "one", text("# New", **slide("slide")))
    capsys.readouterr()
    assert export(tmp_path, theirs, "--only", "handouts") == 0
    assert not (place / "handouts/one.pdf").exists()
    assert not (place / "decks/one.html").exists()
    said = capsys.readouterr().out
    assert "Removed from-theirs/decks/one.html" in said


def test_links_lead_to_their_places(tmp_path, capsys):
    save(tmp_path / "theirs", "two", text("# Two"))
    page = make(
        tmp_path,
        text("# T\n\n[there](#The-Place) [mark](#mark) [gone](#gone)"),
        text(f"## The Place\n\n<a id='mark'></a> See {FAR}/bare and [two](two.ipynb)."),
    )
    links = {link.text: link["href"] for link in page.select("main .cell a")}
    assert links["there"] == "#to-The-Place" and page.find(id="to-The-Place")
    assert links["mark"] == "#to-mark" and page.find(id="to-mark")
    assert links[f"{FAR}/bare"] == f"{FAR}/bare"
    assert links["two"] == "../handouts/two.html" and "gone" not in links
    assert "the link to #gone leads to no place" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ('width="200"', ("200", "100")),
        ('width="50%"', ("50%", None)),
        ('style="width: 100px"', ("100", "50")),
        ("", ("400", "200")),
    ],
)
def test_a_picture_has_the_width_that_its_author_gave(tmp_path, size, shown):
    image = f'<img src="data:image/png;base64,{draw(400, 200)}" alt="x" {size}>'
    picture = make(tmp_path, text(f"# T\n\n{image}")).select_one("main img")
    assert (picture["width"], picture.get("height")) == shown


def test_an_output_has_the_width_that_jupyter_shows(tmp_path):
    data = {"image/png": draw(400, 200)}
    output = show(data, **{"image/png": {"width": 200, "height": 100}})
    picture = make(tmp_path, text("# T"), code("plot()", output)).select_one("main img")
    assert picture["width"] == "200"


def test_a_film_keeps_its_title_and_address(tmp_path):
    films = [
        f'<iframe src="{FAR}/film" title="How it began"></iframe>',
        f'<video title="How it began"><source src="{FAR}/film"></video>',
    ]
    page = make(tmp_path, text("# T"), *map(text, films))
    for number in (2, 3):
        cell = page.select_one(f"#cell-{number}")
        assert "How it began" in cell.text
        assert cell.a["href"] == f"{FAR}/film" == cell.a.text


def test_our_words_are_english_on_a_page_of_another_language(tmp_path):
    cells = [text("# Titulli\n\n## Një", **slide("slide")), code("1")]
    page = make(tmp_path, *cells, language="sq")
    assert page.html["lang"] == "sq"
    deck = read(tmp_path, "one", "deck")
    ours = (*page.select(".skip, .masthead, summary, .imprint, main .source, nav"),)
    ours += (*deck.select(".skip, .menu, .planned, main .source, .timer-bar"),)
    assert len(ours) == 11
    for element in ours:
        assert element.get("lang", "")[:2] == "en", element
    assert page.select_one("nav ol")["lang"] == "sq"


@pytest.mark.parametrize("language", SAMPLES)
def test_the_language_is_guessed_by_script_or_not_at_all(language):
    assert guess_language(SAMPLES[language]) == language


def test_an_unknown_language_is_asked_for_and_given_by_an_option(tmp_path, capsys):
    cell = text(f"# Naslov\n\n{SAMPLES['']}")
    save(tmp_path / "theirs", "one", cell, language=None)
    assert export(tmp_path, tmp_path / "theirs") == 1
    assert "names no language" in capsys.readouterr().err
    assert make(tmp_path, cell, options=("--lang", "bs")).html["lang"] == "bs"
    assert export(tmp_path, tmp_path / "theirs", "--lang", "b s") == 1
    assert "is no code of a language" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Uvod u podatke. Kratak primjer.", ""),
        ("Hyrje. Si punojmo me tabela.", ""),
        ("Introduction to tables", "en"),
        ("What is new", "en"),
    ],
)
def test_a_few_words_are_no_english_without_an_english_word(words, language):
    assert guess_language(words) == language


def test_what_misses_in_many_cells_is_said_once(tmp_path, capsys):
    make(tmp_path, text("# Title"), *[new_code_cell(f"{n} + 1") for n in range(3)])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "not been run" in line] == [
        "theirs/one.ipynb, cells number 2, 3, 4: the code has not been run; run the "
        "whole notebook, save it."
    ]


def test_remarks_stop_nothing(tmp_path, capsys):
    bare = show({"image/png": draw(9, 9)})
    make(tmp_path, text("No title."), new_code_cell("1"), code("2", bare))
    said = capsys.readouterr()
    for words in ("no title", "not been run", "no text alternative", "no slide type"):
        assert words in said.out or "slide type" in said.out
    assert said.err == ""


def test_an_error_that_is_wanted_is_no_fault(tmp_path):
    stop = new_output("error", ename="KeyError", evalue="x", traceback=["KeyError: x"])
    page = make(tmp_path, text("# T"), code("d['x']", stop, tags=["raises-exception"]))
    assert "KeyError: x" in page.text


def test_long_slides_are_named(tmp_path, capsys):
    long = "\n\n".join(f"Line {number}." for number in range(40))
    make(tmp_path, text("# T", **slide("slide")), text(long, **slide("slide")))
    said = capsys.readouterr().out
    assert "cell number 2: the slide that begins here is longer than a screen" in said
    assert "as far as its lines can be estimated" in said
    assert "cell number 1: the slide" not in said


def test_what_authors_hide_is_hidden_or_folded(tmp_path, capsys):
    out = new_output("stream", text="printed")
    page = make(
        tmp_path,
        text("# T", **slide("slide")),
        code("gone = 1", out, tags=["remove-cell"]),
        code("no_code = 1", out, tags=["remove_input"]),
        code("folded = 1", out, tags=["hide-input"]),
        code("hidden = 1", out, jupyter={"source_hidden": True}),
        code("quiet = 1", out, tags=["hide-output"]),
    )
    assert "gone" not in page.text and "no_code" not in page.text
    assert "remove-cell and left out" in capsys.readouterr().out
    for number in (4, 5):
        assert page.select_one(f"#cell-{number} > details pre.code")
    assert page.select_one("#cell-6 .output details pre").text == "printed"
    deck = read(tmp_path, "one", "deck").text
    assert "folded = 1" not in deck and "hidden = 1" not in deck
    assert "quiet = 1" in deck and deck.count("printed") == 4


def test_links_of_a_terminal_become_words():
    link = f"\x1b]8;;{FAR}\x1b\\docs\x1b]8;;\x1b\\ \x1b]8;;{FAR}\x07{FAR}\x1b]8;;\x07"
    shown = BeautifulSoup(to_pre(link + "\x1b]0;title\x07"), "html.parser").text
    assert shown == f"docs ({FAR}) {FAR}"


def test_a_notebook_without_remarks_leaves_no_empty_line(tmp_path, capsys):
    make(tmp_path, text("# T", **slide("slide")))
    assert all(capsys.readouterr().out.rstrip("\n").split("\n"))


def test_a_folder_of_folders_says_where_notebooks_are(tmp_path, capsys):
    save(tmp_path / "theirs/week-1", "one", text("# T"))
    assert export(tmp_path, tmp_path / "theirs") == 1
    assert "give --from one of the folders in it (week-1)" in capsys.readouterr().err


def link_to(target):
    """Return what makes one.ipynb in a folder a link."""
    return lambda folder: (folder / "one.ipynb").symlink_to(target(folder))


def put_outside(folder):
    """Write a notebook beside the folder and return it."""
    save(folder.parent / "outside", "far", text("# Far"))
    return folder.parent / "outside/far.ipynb"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (link_to(lambda folder: folder / "one.ipynb"), "one.ipynb cannot be read"),
        (link_to(lambda folder: "/dev/zero"), "is a link to a file outside"),
        (link_to(put_outside), "is a link to a file outside"),
        (lambda folder: os.mkfifo(folder / "one.ipynb"), "one.ipynb is no file"),
    ],
    ids=["itself", "device", "outside", "pipe"],
)
def test_a_file_that_is_none_is_one_sentence(tmp_path, capsys, spoil, words):
    (tmp_path / "theirs").mkdir()
    spoil(tmp_path / "theirs")
    assert export(tmp_path, tmp_path / "theirs", "--lenient") == 1
    said = capsys.readouterr().err
    assert words in said and len(said.strip().splitlines()) == 1


def test_a_picture_that_fills_the_memory_is_left_out_by_name(tmp_path, capsys):
    output = show({"image/png": draw(12_000, 12_000), "text/plain": "<Figure>"})
    save(tmp_path / "theirs", "one", text("# T"), code("plot()", output))
    assert export(tmp_path, tmp_path / "theirs") == 1
    assert "12000 × 12000 pixels; make it smaller" in capsys.readouterr().err
    assert export(tmp_path, tmp_path / "theirs", "--lenient") == 0
    assert "it has 12000 × 12000 pixels" in read(tmp_path, "one").text


def test_a_cell_full_of_spaces_becomes_a_page(tmp_path):
    spaces = " " * 100_000
    page = make(tmp_path, text("# T"), text(f"a{spaces}b\n\n{spaces}c"), code(spaces))
    assert re.sub(r"\s+", " ", page.select_one("#cell-2").text).strip() == "a b c"


@pytest.mark.browser
@pytest.mark.parametrize("line", ["$$ {} $$", "It says that ${}$ is large."])
def test_a_wide_formula_scrolls_and_the_page_does_not(tmp_path, page, line):
    wide = " + ".join(f"a_{{{number}}}" for number in range(60))
    make(tmp_path, text("# T"), text(line.format(wide)))
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((tmp_path / "dist/from-theirs/handouts/one.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    box = page.locator(".formula")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
