"""Each product shows what its readers need, hides the rest, and says its origin."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version

import nbformat
import pytest
from bs4 import BeautifulSoup

from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.kit import export_kit
from scripts.lessons.listing import list_lessons
from scripts.lessons.products import FOLDERS, name_lesson_page, pick_kit
from scripts.pages.cleaning import clean
from scripts.pages.front import export_index
from tests.pages import COURSE_PROVENANCE, cut_courses
from tests.small_lesson import (
    ALT,
    PROVENANCE,
    code,
    export_notebook,
    html,
    make_notebook,
    picture,
    text,
)
from workshop.note import KOSOVO_NOTE

pytest_plugins = ("tests.pages",)

PRODUCTS = ("handout", "deck")


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, BeautifulSoup]:
    """The exported pages of the small lesson, parsed."""
    exported = export_notebook(make_notebook(), tmp_path_factory.mktemp("small"))
    return {name: BeautifulSoup(page, "html.parser") for name, page in exported.items()}


def refuse(cell, folder) -> str:
    """Export the small lesson with one more cell; return the refusing sentence."""
    notebook = make_notebook()
    notebook.cells.insert(6, cell)
    with pytest.raises(Problem) as problem:
        export_notebook(notebook, folder)
    assert not (folder / "dist").exists(), "a refused lesson writes no page"
    return str(problem.value)


@pytest.mark.parametrize("product", PRODUCTS)
def test_solutions_hints_and_checks_never_leak(pages, product):
    shown = pages[product].main.text
    for secret in ("secret", "SOLUTION", "PROMPT", "first hint", "Well seen", "check("):
        assert secret not in shown
    assert "sort_values" in pages[product].find(id=re.compile("^ex-1-1")).parent.text


def test_notes_are_for_the_speaker_alone(pages):
    assert "only the speaker" not in str(pages["handout"])
    note = pages["deck"].find("aside", class_="notes")
    assert "only the speaker reads this" in note.text
    assert note.parent["id"] == "1-1-words", "the note belongs to the slide before it"
    assert "<strong>" in str(note)


def test_paper_versions_stand_on_the_sheets_alone(pages):
    for page in pages.values():
        assert "Sort the cards by hand" not in str(page)


@pytest.mark.browser
def test_code_is_folded_on_the_screen_and_gone_on_paper(dist, page):
    page.goto((dist / "handouts/99-small.html").as_uri())
    code = page.locator("text=charts.bar(table)")
    assert not code.is_visible()
    page.locator("summary", has_text="The code").first.click()
    page.emulate_media(media="print")
    assert not code.is_visible()


@pytest.mark.browser
def test_notes_stay_hidden_with_and_without_javascript(dist, browser):
    for enabled in (True, False):
        context = browser.new_context(java_script_enabled=enabled)
        page = context.new_page()
        page.goto((dist / "decks/99-small.html").as_uri())
        assert page.is_visible("text=What is a small lesson?")
        assert not any(note.is_visible() for note in page.locator(".notes").all())
        if not enabled:
            assert page.is_visible("text=Which word would you add?")
        context.close()


def test_the_handout_carries_the_kosovo_note_once(pages):
    # The screen shows the foot, and paper the imprint in its place.
    for place in (".foot", ".imprint"):
        assert pages["handout"].select_one(place).text.count(KOSOVO_NOTE) == 1
    assert pages["handout"].text.count(KOSOVO_NOTE) == 2


def test_a_slide_carries_the_kosovo_note_once_if_it_names_kosovo(pages):
    named = [
        slide["id"]
        for slide in pages["deck"].select("section.slide")
        if "Kosovo" in str(slide)
    ]
    assert named == ["1-2-charts", "1-2-table-title"]
    for slide in pages["deck"].select("section.slide"):
        assert slide.text.count(KOSOVO_NOTE) == (slide["id"] in named)


def test_a_page_that_does_not_name_kosovo_carries_no_note(tmp_path):
    notebook = make_notebook()
    notebook.cells = [cell for cell in notebook.cells if "1-2-" not in cell.id]
    for page in export_notebook(notebook, tmp_path).values():
        assert "without prejudice" not in page


@pytest.mark.parametrize("product", PRODUCTS)
def test_charts_say_in_words_what_they_show(pages, product):
    assert [image["alt"] for image in pages[product].select(".output img")] == [ALT]


def test_the_description_of_a_chart_is_in_the_handout_only(pages):
    assert pages["handout"].select("details.description")
    assert not pages["deck"].select(".description")


@pytest.mark.parametrize("alt", ["", "Chart", "bar chart"])
def test_a_picture_without_words_is_refused(tmp_path, alt):
    cell = code("1-1-mute", "draw()", "slide", [picture(alt)])
    sentence = refuse(cell, tmp_path)
    assert "notebooks/01-small.ipynb, cell 1-1-mute" in sentence
    assert "text alternative" in sentence and "refresh" in sentence


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("![](chart.png)", "no text alternative"),
        ("![A chart of ours](missing.png)", "is not in the lesson"),
        ("![A chart](https://example.org/chart.png)", "is not in the lesson"),
        ('<img src="https://example.org/a.png" alt="A chart">', "would be fetched"),
        ("What is $\\nosuchthing{x}$?", "\\nosuchthing"),
        ("What is $\\frac{1}{$?", "cannot be read"),
    ],
)
def test_what_a_page_cannot_show_is_refused(tmp_path, source, reason):
    sentence = refuse(text("1-1-bad", source, "slide"), tmp_path)
    assert "notebooks/01-small.ipynb, cell 1-1-bad" in sentence and reason in sentence


@pytest.mark.parametrize("product", PRODUCTS)
def test_formulas_are_mathml(pages, product):
    formulas = pages[product].find_all("math")
    assert [formula["display"] for formula in formulas] == ["inline", "block"]
    assert formulas[0].find("mfrac") and formulas[1].find("munder")
    assert "\\frac" not in pages[product].text


@pytest.mark.parametrize("product", PRODUCTS)
def test_scripts_and_handlers_in_outputs_never_run(tmp_path, product):
    attacks = (
        "<script>alert(1)</script><img src='data:image/png;base64,AA' alt='x y z' "
        "onerror='alert(1)'><a href='javascript:alert(1)'>a</a><p onclick='alert(1)'>"
        "<iframe src='https://example.org'></iframe><svg onload='alert(1)'></svg>"
    )
    notebook = make_notebook()
    notebook.cells.insert(6, code("1-1-attack", "", "slide", [html(attacks)]))
    notebook.cells.insert(7, text("1-1-attack-text", attacks, "-"))
    page = BeautifulSoup(export_notebook(notebook, tmp_path)[product], "html.parser")
    for script in page.select("body > script"):
        script.decompose()
    assert "alert(1)" not in str(page) and "iframe" not in str(page.body)


@pytest.mark.parametrize(
    "hostile",
    [
        "<!--><img src=https://example.org/a.png alt='a b c d'>-->",
        "<![CDATA[><img src=https://example.org/a.png alt='a b c d'>]]>",
        "<xmp><img src=https://example.org/a.png onerror=alert(1)></xmp>",
        "<noscript><p title='</noscript><img src=//example.org onerror=alert(1)>'>",
        "<textarea><img src=https://example.org/a.png onerror=alert(1)></textarea>",
        "<math><mtext><style><img src=https://example.org onerror=alert(1)></style>",
        "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
        "<p style='background:url(https://example.org)' onclick=alert(1)>a</p>",
        "<p STYLE='POSITION:fixed'>a</p>",
        "<plaintext><img src=https://example.org/a.png onerror=alert(1)>",
    ],
)
def test_html_that_a_browser_reads_in_another_way_fetches_and_runs_nothing(hostile):
    try:
        shown = BeautifulSoup(clean(hostile, "1-1-attack"), "html.parser")
    except Problem as problem:
        assert "cell 1-1-attack: a picture" in str(problem)
        return
    for element in shown.find_all(True):
        left = set(element.attrs) & {"src", "onerror", "onclick"}
        assert not left and element.name not in ("script", "style"), element
        assert "example.org" not in element.get("style", "") + element.get("href", "")
        assert "fixed" not in element.get("style", "")
        assert not element.get("href", "").startswith("data:"), element


DATA_LINKS = [
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](DATA:text/html,x)",
    "[a](&#100;ata:text/html,x)",
    "[a][x]\n\n[x]: data:text/html,x",
    "<data:text/html,x>",
    "<a href='data:text/html,x'>a</a>",
    "<a href=' DaTa:text/html,x'>a</a>",
    "<a href='da\tta:text/html,x'>a</a>",
    "<a href='da&#10;ta:text/html,x'>a</a>",
    "<a href='&#1;data:text/html,x'>a</a>",
    "<a href='data:image/svg+xml,x'>a</a>",
    "<math><mi href='data:text/html,x'>a</mi></math>",
]


def find_data_links(html):
    """List what a browser would take for a link into the page's own bytes."""
    links = BeautifulSoup(html, "html.parser").select("[href], [xlink\\:href]")
    addresses = [link.get("href", "") for link in links if link.name != "link"]
    read = [re.sub(r"[\x00-\x20\x7f]", "", address).lower() for address in addresses]
    return [address for address in read if address.startswith("data:")]


@pytest.mark.parametrize("link", DATA_LINKS)
def test_no_link_of_a_page_leads_to_data_in_it(tmp_path, link):
    """Such a page would run as it likes, and look as if it were ours."""
    notebook = make_notebook()
    notebook.cells.insert(6, code("1-1-link", "", "slide", [html(link)]))
    notebook.cells.insert(7, text("1-1-link-text", f"A link: {link}", "-"))
    pages = export_notebook(notebook, tmp_path)
    for product in PRODUCTS:
        assert "A link:" in pages[product]
        assert find_data_links(pages[product]) == []


def test_a_data_link_would_be_found():
    assert find_data_links("<a href='DA\tTA:text/html,x'>a</a>") == ["data:text/html,x"]
    assert find_data_links("<link rel='icon' href='data:,'>") == []


def test_html_that_nobody_closed_is_refused_at_once():
    with pytest.raises(Problem, match="cell 1-1-deep: its HTML lies more than 200"):
        clean("<table><tr><td>" * 7000, "1-1-deep")


@pytest.mark.parametrize("product", PRODUCTS)
def test_tables_have_headers_with_scope(pages, product):
    tables = pages[product].find_all("table")
    assert len(tables) == 2
    for header in pages[product].find_all("th"):
        assert header.text.strip() and header["scope"] in ("col", "row")
    assert tables[1].find("thead").find("td") is not None, "an empty header is a cell"
    assert not tables[1].find_parent("div", class_="output").find("style")


def test_a_short_name_of_a_column_stays_on_one_line():
    names = ("as of", "income in dollars", "year")
    head = "".join(f"<th>{name}</th>" for name in names)
    rest = "</tr></thead><tbody><tr><td>so so</td></tr></tbody></table>"
    table = f"<table><thead><tr>{head}{rest}"
    kept = BeautifulSoup(clean(table, "1-1-names"), "html.parser").select(".short")
    assert [cell.text for cell in kept] == ["as of"]


def test_wide_tables_can_be_scrolled_with_the_keyboard(pages):
    for table in pages["handout"].find_all("table"):
        group = table.find_parent(class_="table")
        assert group["role"] == "group" and group["tabindex"] == "0"
        assert group["aria-label"]


@pytest.mark.parametrize("product", PRODUCTS)
def test_cell_ids_are_anchors_and_links_lead_somewhere(pages, product):
    page = pages[product]
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {"1-0-title", "1-2-charts", "1-2-bars", "ex-1-1-task"} <= set(ids)
    targets = [a["href"][1:] for a in page.select("a[href^='#']")]
    assert "src-ME03" in targets and set(targets) <= set(ids)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("link", "slide"),
    [
        ("#/1-2-charts", "1-2-charts"),
        ("#/1-2-bars", "1-2-charts"),
        ("#src-ME03", "1-9-sources-title"),
    ],
)
def test_a_link_to_a_cell_opens_its_slide(dist, page, link, slide):
    page.goto((dist / "decks/99-small.html").as_uri() + link)
    page.wait_for_function("Reveal.isReady()")
    assert page.evaluate("Reveal.getCurrentSlide().id") == slide


def test_a_link_to_what_the_deck_leaves_out_is_text(tmp_path):
    notebook = make_notebook()
    del notebook.cells[-1].metadata["slideshow"]
    pages = export_notebook(notebook, tmp_path)
    assert 'href="#src-ME03"' in pages["handout"]
    assert 'href="#src-ME03"' not in pages["deck"]
    assert '<span class="cite">ME03</span>' in pages["deck"]


def test_a_term_is_a_link_in_the_handout_and_plain_text_in_the_deck(tmp_path):
    notebook = make_notebook()
    words = '<dl class="glossary"><dt id="term-kappa">Kappa</dt><dd>A number.</dd></dl>'
    notebook.cells[5].source += "\n\nIt is [Cohen's kappa](#term-kappa)."
    notebook.cells.append(code("1-9-terms", 'terms("kappa")', outputs=[html(words)]))
    pages = export_notebook(notebook, tmp_path)
    handout = BeautifulSoup(pages["handout"], "html.parser")
    assert handout.select_one('a[href="#term-kappa"]').text == "Cohen's kappa"
    assert handout.select_one("dl.glossary dt#term-kappa + dd").text == "A number."
    assert "It is Cohen's kappa." in BeautifulSoup(pages["deck"], "html.parser").text
    assert "term-kappa" not in pages["deck"]
    assert '<span class="cite">Cohen' not in pages["deck"]


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_page_says_what_it_was_made_from(pages, product):
    said = {
        name: pages[product].find("meta", attrs={"name": name})["content"]
        for name in ("notebook-sha256", "data-sha256", "nbval-version")
    }
    assert list(said.values()) == list(PROVENANCE.values())


def hash_listing(folder, *names):
    """Return what ``sha256sum NAMES | sha256sum`` prints in a folder."""
    lines = [
        f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in names
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_hashes(page):
    """Return what a page says about its origin, as name → content."""
    found = BeautifulSoup(page.read_bytes(), "html.parser").find_all("meta")
    said = {meta.get("name"): meta.get("content") for meta in found}
    return {key: said[key] for key in said if key and re.search("sha256|nbval", key)}


def test_the_hashes_in_a_page_are_those_of_the_files(built):
    """A reader can compute them: CONTRIBUTING.md says how."""
    tables = sorted(path.name for path in (built / "data").glob("*.[cj]s*"))
    data = hash_listing(built, *(f"data/{name}" for name in tables))
    proof = {"data-sha256": data, "nbval-version": version("nbval")}
    lessons = [f"notebooks/{path.name}" for path in list_lessons(root=built)]
    for lesson in lessons:
        whole = (built / lesson).read_bytes()
        own = {"notebook-sha256": hashlib.sha256(whole).hexdigest()}
        for folder in ("handouts", "decks"):
            page = built / "dist" / folder / lesson.split("/")[1]
            assert read_hashes(page.with_suffix(".html")) == own | proof
    own = {"notebooks-sha256": hash_listing(built, *lessons)}
    assert read_hashes(built / "dist/index.html") == own | proof
    assert read_hashes(built / "dist/accessibility.html") == {}


def test_a_page_that_nbval_did_not_confirm_does_not_name_it(tmp_path, monkeypatch):
    monkeypatch.setitem(PROVENANCE, "nbval", None)
    for page in export_notebook(make_notebook(), tmp_path).values():
        assert "nbval" not in page


EXPORT_ALL = """import sys
from pathlib import Path
from scripts.pages.export import export_lesson
from scripts.pages.front import export_help, export_index
from scripts.foreign.export import export_folder
lessons, dist = sorted(Path(sys.argv[1]).glob("*.ipynb")), Path(sys.argv[2])
for lesson in lessons:
    export_lesson(lesson, dist, {"notebook": "n", "data": "d"})
export_index(lessons, dist, {"data": "d"})
export_help(dist)
export_folder(Path(sys.argv[1]), dist, lenient=True)"""
COMPUTERS = {
    "a": {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "b c ü": {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"},
}


def test_exports_are_the_same_byte_for_byte_on_every_computer(tmp_path):
    """Elsewhere, at another hour, with another order of sets: the same pages."""
    runs = []
    for name, settings in COMPUTERS.items():
        notebooks, dist = tmp_path / name / "notebooks", tmp_path / name / "dist"
        notebooks.mkdir(parents=True)
        shutil.copy(list_lessons()[1], notebooks)
        nbformat.write(make_notebook(), notebooks / "99-small.ipynb")
        command = [sys.executable, "-c", EXPORT_ALL, notebooks, dist]
        environment = os.environ | settings | {"PYTHONPATH": str(ROOT)}
        output = subprocess.DEVNULL
        run = subprocess.Popen(command, cwd=notebooks, env=environment, stdout=output)
        runs.append((run, dist))
    first, second = (read_all(dist) for run, dist in runs if run.wait() == 0)
    # The mark of the folder that the pages come from differs where the folder does.
    assert first.pop("from-notebooks/.origin") != second.pop("from-notebooks/.origin")
    assert first == second and len(first) == 10, first.keys()


def test_all_that_a_build_makes_has_less_than_12_megabytes(dist, tmp_path):
    """Twelve for seven lessons, all courses and what a facilitator prints."""
    for lesson in list_lessons():
        export_kit(lesson, None, tmp_path, PROVENANCE, pick_kit(lesson))
    for course, notebook in cut_courses():
        export_kit(course, notebook, tmp_path, COURSE_PROVENANCE)
    pages = read_all(dist) | read_all(tmp_path)
    ours = [page for name, page in pages.items() if "99-small" not in name]
    assert len(ours) > 80
    assert sum(map(len, ours)) <= 12 * 1024 * 1024 * len(list_lessons()) / 7


def test_a_page_of_a_course_can_be_sent_by_mail(dist):
    pages = read_all(dist / "courses")
    assert len(pages) >= 8
    assert all(len(page) < 2_000_000 for page in pages.values())


def read_all(folder):
    """Return every file below a folder with its bytes, by its name in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_index_names_every_lesson_with_its_files(tmp_path):
    export_notebook(make_notebook(), tmp_path)
    lesson = tmp_path / "notebooks/01-small.ipynb"
    index = export_index([lesson], tmp_path / "dist", {"data": "b2" * 32})
    page = BeautifulSoup(index.read_text("utf-8"), "html.parser")
    card = page.select_one(".lessons li")
    assert card.h3.text == "What is a small lesson?"
    assert card.select_one(".question").text == "Who decides what counts as new?"
    assert card.select_one(".facts").text == "55 minutes · 1 core exercise"
    links = [link["href"] for link in card.select("a")]
    assert set(links) == {
        name_lesson_page(lesson, product) for product in (*FOLDERS, *pick_kit(lesson))
    }
    assert len({link.text for link in card.select("a")}) == len(links)
