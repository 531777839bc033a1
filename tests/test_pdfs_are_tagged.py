"""Every PDF is tagged, says its language and title, has an outline, and is not old."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup
from conftest import LESSONS, list_pages
from pypdf import PdfReader

from scripts.door.errors import report_faults
from scripts.kit import export_kit
from scripts.lessons.courses import find_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.products import COURSE_KIT, KIT_FOLDERS
from scripts.pages.pdf import print_pages
from scripts.pages.pdf_marks import find_address, find_words, list_links
from scripts.verbs import build
from scripts.verbs.build import is_up_to_date
from tests.pages import COURSE_PROVENANCE

# The types of PDF 1.7 (ISO 32000-1, 14.8.4); a reader may drop the words of others.
STANDARD = {
    f"/{name}"
    for name in [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Figure",
        "Formula",
        "Form",
    ]
}
PRINTED = ("decks/*.html", "handouts/*.html", "courses/*/*.html")
# What handout.css keeps off paper: it stands on the sheets, or in the computer.
ON_SCREEN = ".exercise, .code-fold, pre.code, .reply, .on-screen"
HIDDEN = ".visually-hidden, .dot, [aria-hidden=true]"
SHEET = re.compile(rb"/Type ?/Page\b")
SLIDE = re.compile(r'class="slide ')


@pytest.fixture(scope="module")
def printed(built, tmp_path_factory):
    """A copy of the built project with a PDF beside every page."""
    project = tmp_path_factory.mktemp("printed") / "project"
    shutil.copytree(built, project)
    assert build.main(["--pdf"], project) == 0
    return project


@pytest.fixture
def printed_project(printed, tmp_path):
    """A copy of it; a test may damage it."""
    return shutil.copytree(printed, tmp_path / "project")


def list_pdfs(project):
    """List the PDFs of decks and handouts; the kit has pages of other kinds."""
    pages = [page for form in PRINTED for page in (project / "dist").glob(form)]
    return sorted(pdf for page in pages if (pdf := page.with_suffix(".pdf")).is_file())


def list_all_pdfs(project):
    """List every PDF, those of the kit too."""
    return sorted((project / "dist").rglob("*.pdf"))


@pytest.fixture(scope="module")
def kit(printed, tmp_path_factory):
    """The PDFs of the kits: those of the printed lessons, and of one course."""
    course = find_course("one-day")
    notebook = cut(course, read_library())
    dist = tmp_path_factory.mktemp("kit")
    pages = export_kit(course, notebook, dist, COURSE_PROVENANCE)
    others = set(list_all_pdfs(printed)) - set(list_pdfs(printed))
    return [*sorted(others), *print_pages(pages)]


def run(project, *argv):
    return report_faults(lambda argv: build.main(argv, project), list(argv))


def read_strings(content, key):
    """Return what a PDF says under a key: plain, octal or hexadecimal, ASCII or not."""
    pattern = rb"/" + key + rb" ?(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]+>)"
    return [decode(found) for found in re.findall(pattern, content, re.DOTALL)]


def decode(found):
    """Return a PDF string, in its parentheses or angle brackets, as text."""
    inner = found[1:-1]
    if found.startswith(b"<"):
        raw = bytes.fromhex(inner.decode())
    else:
        raw = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), inner)
        raw = re.sub(rb"\\([()\\])", rb"\1", raw)
    is_wide = raw.startswith(b"\xfe\xff")
    return raw[2:].decode("utf-16-be") if is_wide else raw.decode("latin-1")


def read_page(pdf):
    """Return the page that a PDF was printed from, without what paper may leave out."""
    page = BeautifulSoup(pdf.with_suffix(".html").read_bytes(), "html.parser")
    for part in page.select("nav, .description, .notes"):
        part.decompose()
    if is_deck(pdf):  # on paper the heading of the first slide is that of the whole
        page.main.find("h2").name = "h1"
        return page
    for part in page.select(ON_SCREEN):
        part.decompose()
    return page


def is_deck(pdf):
    return "deck" in (pdf.stem, pdf.parent.name.removesuffix("s"))


@pytest.mark.browser
def test_every_handout_and_deck_is_printed_with_tags_and_outline(printed):
    pdfs = list_pdfs(printed)
    pages = [page for folder in PRINTED for page in (printed / "dist").glob(folder)]
    assert pdfs == sorted(page.with_suffix(".pdf") for page in pages) != []
    for pdf in pdfs:
        content, page = pdf.read_bytes(), read_page(pdf)
        root = PdfReader(pdf).root_object
        assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root, pdf.name
        assert root["/Lang"] == "en-GB", pdf.name
        assert re.search(rb"/Outlines \d+ 0 R", content), pdf.name
        outline = [" ".join(name.split()) for name in read_strings(content, b"Title")]
        assert page.title.text in outline, pdf.name
        for heading in page.main.find_all(["h1", "h2"]):
            words = " ".join(next(heading.stripped_strings).split())
            assert any(words in name for name in outline), f"{pdf.name}: {words}"


@pytest.mark.browser
def test_every_heading_list_header_and_picture_of_a_pdf_has_its_tag(printed):
    for pdf in list_pdfs(printed):
        content, main = pdf.read_bytes(), read_page(pdf).main
        for name in ("h1", "h2", "h3", "li", "th"):
            tags = re.findall(rb"/S ?/%s\b" % name.upper().encode(), content)
            assert len(tags) >= len(main.find_all(name)), f"{pdf}: {name}"
        words = [picture["alt"] for picture in main.find_all("img")]
        assert sorted(read_strings(content, b"Alt")) == sorted(words) != [], pdf


def list_elements(tree):
    """Walk through all elements below the root of the tags."""
    waiting = [tree.get("/K")]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if one is not None else None
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if "/S" in one:
                yield one
            waiting.append(one.get("/K"))


def find_faults(pdf):
    """List what misses in a PDF for somebody who listens to it."""
    reader = PdfReader(pdf)
    root = reader.root_object
    tree = root["/StructTreeRoot"].get_object()
    roles = {str(name): str(role) for name, role in tree.get("/RoleMap", {}).items()}
    types = [str(element["/S"]) for element in list_elements(tree)]
    unknown = {one for one in types if roles.get(one, one) not in STANDARD}
    faults = [f"the tag {one} is unknown" for one in sorted(unknown)]
    if types.count("/H1") != 1:
        faults.append(f"{types.count('/H1')} headings of level 1")
    if "/Form" in types:
        faults.append("a button that nobody can press")
    faults += [
        f"the link to {find_address(link)} says nothing in words"
        for link in list_links(reader)
        if not link.get("/Contents", "").strip()
    ]
    if "/Metadata" not in root:
        return [*faults, "no XMP"]
    xmp = root["/Metadata"].get_object()
    if (xmp.get("/Type"), xmp.get("/Subtype")) != ("/Metadata", "/XML"):
        return [*faults, "no XMP"]
    titles = reader.xmp_metadata.dc_title.values()
    if list(titles) != [reader.metadata.title]:
        faults.append(f"the title in XMP is {titles}")
    if reader.xmp_metadata.dc_language != [root["/Lang"]]:
        faults.append("the language in XMP")
    return faults


@pytest.mark.browser
def test_no_pdf_has_a_fault_that_a_reader_would_hear(printed):
    for pdf in list_pdfs(printed):
        assert find_faults(pdf) == [], pdf.name
        bold = [one for one in read_page(pdf).main.find_all(["strong", "em"])]
        types = [
            str(one["/S"])
            for one in list_elements(
                PdfReader(pdf).root_object["/StructTreeRoot"].get_object()
            )
        ]
        assert bold and types.count("/Strong") + types.count("/Em") > 0, pdf.name


@pytest.mark.browser
def test_a_pdf_as_the_browser_leaves_it_has_such_faults(
    built_project, monkeypatch, capsys
):
    monkeypatch.setattr("scripts.pages.pdf.complete", lambda content, *_: content)
    assert run(built_project, "00", "--only", "decks", "--pdf") == 0
    faults = find_faults(built_project / "dist/decks/00-start-here.pdf")
    assert "the tag /Strong is unknown" in faults and "no XMP" in faults


@pytest.mark.browser
def test_a_link_of_a_pdf_says_what_its_page_says(printed):
    pdf = printed / "dist/handouts/01-definition.pdf"
    words = {
        link["href"]: " ".join(link.get_text().split())
        for link in reversed(read_page(pdf).find_all("a", href=True))
    }
    links = [
        (find_address(one), one["/Contents"]) for one in list_links(PdfReader(pdf))
    ]
    known = [(words[address], said) for address, said in links if address in words]
    assert len(known) > 5
    assert all(word == said for word, said in known)


@pytest.mark.ci
@pytest.mark.browser
def test_every_page_of_a_kit_is_printed_without_a_fault_that_a_reader_would_hear(kit):
    kinds = {pdf.stem if pdf.parent.name == "one-day" else pdf.parent.name
             for pdf in kit}  # fmt: skip
    assert kinds == {*COURSE_KIT, *KIT_FOLDERS.values()}
    for pdf in kit:
        assert find_faults(pdf) == [], pdf.name
        content, main = pdf.read_bytes(), read_page(pdf).main
        for part in main.select("[aria-hidden=true]"):
            part.decompose()
        for name in ("h1", "h2", "h3", "li", "th"):
            tags = re.findall(rb"/S ?/%s\b" % name.upper().encode(), content)
            assert len(tags) >= len(main.find_all(name)), f"{pdf}: {name}"
        words = [one["alt"] for one in main.find_all("img")]
        words += [one["aria-label"] for one in main.select("[role=img]")]
        # A canvas has its boxes to tick once more, on A4.
        assert set(read_strings(content, b"Alt")) == set(words), pdf


def list_outline(pdf):
    """List the names in the outline of a PDF."""
    waiting, names = list(PdfReader(pdf).outline), []
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        else:
            names.append(one.title)
    return names


@pytest.mark.ci
@pytest.mark.browser
def test_the_outline_keeps_the_words_of_a_heading_apart(kit, printed):
    """Where a heading goes on in a second line, the browser loses a space."""
    joined = 0
    for pdf in [*kit, *list_pdfs(printed)]:
        page = BeautifulSoup(pdf.with_suffix(".html").read_bytes(), "html.parser")
        headings = page.find_all(re.compile("^h[1-6]$"))
        for hidden in [part for one in headings for part in one.select(HIDDEN)]:
            hidden.replace_with(" ")
        words = [" ".join(one.get_text().split()) for one in headings]
        names = list_outline(pdf)
        assert names, pdf
        for name in names:
            assert any(name in one for one in words), f"{pdf.name}: {name}"
        joined += len(names)
    assert joined > 300


def test_a_name_in_the_outline_is_that_of_its_heading():
    headings = ["Many ideas, one choice", "Many ideas", "A b"]
    assert find_words("Many ideas,one choice", headings) == "Many ideas, one choice"
    assert find_words("Manyideas", headings) == "Many ideas"
    assert find_words("onechoice", headings) == "one choice"
    assert find_words("Strange", headings) == "Strange"


def leave_tags_out(monkeypatch):
    """Let the browser print without tags."""
    from playwright.sync_api import Page

    whole = Page.pdf
    without = {"tagged": False, "outline": False}
    monkeypatch.setattr(Page, "pdf", lambda page, **wish: whole(page, **wish | without))


def leave_slides_out(monkeypatch):
    """Let the browser tag what reveal.js shows to a screen reader: the first slide."""
    monkeypatch.setattr("scripts.pages.pdf.LET_TAG", "() => 0")


@pytest.mark.browser
@pytest.mark.parametrize("damage", [leave_tags_out, leave_slides_out])
def test_a_pdf_without_all_its_tags_is_refused(
    built_project, monkeypatch, capsys, damage
):
    damage(monkeypatch)
    monkeypatch.setattr("scripts.pages.pdf.MOST_TRIES", 1)
    before = list_pages(built_project)
    assert run(built_project, "00", "--only", "decks", "--pdf") == 1
    said = capsys.readouterr().err
    assert f"{LESSONS[0].stem}.html was printed without all its tags" in said
    assert said.count("\n") == 1
    assert list_pages(built_project) == before


@pytest.mark.browser
def test_a_deck_has_one_page_for_every_slide(printed):
    for pdf in list_pdfs(printed):
        sheets = len(SHEET.findall(pdf.read_bytes()))
        slides = len(SLIDE.findall(pdf.with_suffix(".html").read_text("utf-8")))
        assert sheets == slides if is_deck(pdf) else sheets > 1, pdf


@pytest.mark.browser
def test_what_is_printed_is_not_printed_again(printed_project, capsys):
    before = list_pages(printed_project)
    for argv in ((), ("--pdf",), ("00", "--pdf"), ("--only", "decks", "--pdf")):
        assert run(printed_project, *argv) == 0
        assert "Nothing has changed" in capsys.readouterr().out, argv
    assert list_pages(printed_project) == before


@pytest.mark.browser
def test_a_lost_or_changed_pdf_is_printed_again(printed_project, capsys):
    lost, *_, changed = list_pdfs(printed_project)
    lost.unlink()
    assert not is_up_to_date(root=printed_project, pdf=True)
    assert not is_up_to_date(root=printed_project), "the index names what is gone"
    changed.write_bytes(b"%PDF")
    assert run(printed_project, "--pdf") == 0
    name = changed.relative_to(printed_project).as_posix()
    assert f"{name} is not as its build left it, so" in capsys.readouterr().out
    assert changed.stat().st_size > 10_000 and lost.is_file()


@pytest.mark.browser
def test_a_changed_pdf_does_not_stay_even_if_nobody_asks_for_one(
    printed_project, capsys
):
    *others, changed = list_pdfs(printed_project)
    changed.write_bytes(changed.read_bytes() + b" ")
    assert not is_up_to_date(root=printed_project)
    assert run(printed_project) == 0
    assert list_pdfs(printed_project) == others
    name = changed.relative_to(printed_project).as_posix()
    assert f"Removed {name}: it is not what its page gives" in capsys.readouterr().out


@pytest.mark.browser
def test_a_pdf_of_an_earlier_page_does_not_stay_beside_the_new_one(
    printed_project, capsys
):
    assert run(printed_project, "00", "--theme", "contrast") == 0
    left = {pdf.name[:2] for pdf in list_pdfs(printed_project)}
    assert "01" in left and "00" not in left
    assert "Removed dist/decks/00-start-here.pdf" in capsys.readouterr().out


def list_linked_pdfs(project):
    index = BeautifulSoup((project / "dist/index.html").read_bytes(), "html.parser")
    places = [link["href"] for link in index.find_all("a", href=True)]
    return sorted(project / "dist" / one for one in places if one.endswith(".pdf"))


@pytest.mark.browser
def test_the_index_links_the_pdfs_that_are_there_and_no_others(printed_project, built):
    assert list_linked_pdfs(built) == []
    assert list_linked_pdfs(printed_project) == list_all_pdfs(printed_project) != []
    list_pdfs(printed_project)[0].unlink()
    assert run(printed_project) == 0
    assert list_linked_pdfs(printed_project) == list_all_pdfs(printed_project) != []
    assert run(printed_project, "--only", "handouts", "--theme", "contrast") == 0
    assert list_linked_pdfs(printed_project) == list_all_pdfs(printed_project)
    assert is_up_to_date(root=printed_project, theme="light") is False


def test_without_a_browser_one_sentence_and_nothing_is_made(
    built_project, monkeypatch, capsys
):
    monkeypatch.setenv("WORKSHOP_BROWSER", "no-such-browser")
    before = list_pages(built_project)
    assert run(built_project, "--pdf") == 1
    said = capsys.readouterr().err
    assert "install Chromium" in said and said.count("\n") == 1
    assert list_pages(built_project) == before


def test_a_browser_that_fails_is_one_sentence(built_project, monkeypatch, capsys):
    monkeypatch.setenv("WORKSHOP_BROWSER", "git")
    before = list_pages(built_project)
    assert run(built_project, "--pdf") == 1
    said = capsys.readouterr().err
    assert "The browser could not print" in said and said.count("\n") == 1
    assert list_pages(built_project) == before
