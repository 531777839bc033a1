"""Every PDF is tagged, says its language and title, has an outline, and is not old."""

import re
import shutil

import pytest
from conftest import list_pages

from scripts import build
from scripts.door import report_faults
from scripts.fingerprint import is_up_to_date

PAGE = re.compile(rb"/Type ?/Page\b")
SLIDE = re.compile(r'class="slide ')
TITLE = re.compile(r"<title>(.*?)</title>")


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
    return sorted((project / "dist").rglob("*.pdf"))


def run(project, *argv):
    return report_faults(lambda argv: build.main(argv, project), list(argv))


def to_pdf_text(text):
    """Return text as a PDF writes what is not plain ASCII."""
    return b"\xfe\xff" + text.encode("utf-16-be")


def unescape(data):
    """Return the bytes of a PDF string that is written in octal and backslashes."""
    whole = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), data)
    return re.sub(rb"\\([()\\])", rb"\1", whole)


@pytest.mark.browser
def test_every_handout_and_deck_is_printed_with_tags_and_outline(printed):
    pdfs = list_pdfs(printed)
    assert len(pdfs) == 4
    for pdf in pdfs:
        content = pdf.read_bytes()
        for mark in (rb"/StructTreeRoot", rb"/Marked true", rb"/Lang ?\(en-GB\)"):
            assert re.search(mark, content), f"{pdf.name}: {mark}"
        assert re.search(rb"/Outlines \d+ 0 R", content), pdf.name
        page = pdf.with_suffix(".html").read_text(encoding="utf-8")
        title = TITLE.search(page)[1]
        found = re.search(rb"/Title ?(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]+>)", content)[1]
        raw = (
            bytes.fromhex(found[1:-1].decode())
            if found.startswith(b"<")
            else unescape(found[1:-1])
        )
        assert raw in (title.encode(), to_pdf_text(title)), pdf.name


@pytest.mark.browser
def test_a_deck_has_one_page_for_every_slide(printed):
    for pdf in list_pdfs(printed):
        sheets = len(PAGE.findall(pdf.read_bytes()))
        slides = len(SLIDE.findall(pdf.with_suffix(".html").read_text("utf-8")))
        assert sheets == slides if pdf.parent.name == "slides" else sheets > 4, pdf


@pytest.mark.browser
def test_what_is_printed_is_not_printed_again(printed_project, capsys):
    before = list_pages(printed_project)
    for argv in ((), ("--pdf",), ("00", "--pdf"), ("--only", "slides", "--pdf")):
        assert run(printed_project, *argv) == 0
        assert "Nothing has changed" in capsys.readouterr().out, argv
    assert list_pages(printed_project) == before


@pytest.mark.browser
def test_a_lost_or_changed_pdf_is_printed_again(printed_project):
    lost, *_, changed = list_pdfs(printed_project)
    lost.unlink()
    changed.write_bytes(b"%PDF")
    assert not is_up_to_date(root=printed_project, pdf=True)
    assert is_up_to_date(root=printed_project), "nobody asked for a PDF"
    assert run(printed_project, "--pdf") == 0
    assert changed.stat().st_size > 10_000 and lost.is_file()


@pytest.mark.browser
def test_a_pdf_of_an_earlier_page_does_not_stay_beside_the_new_one(
    printed_project, capsys
):
    assert run(printed_project, "00", "--theme", "contrast") == 0
    assert {pdf.name[:2] for pdf in list_pdfs(printed_project)} == {"01"}
    assert "Removed dist/slides/00-start-here.pdf" in capsys.readouterr().out


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
