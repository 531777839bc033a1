"""A pack holds all that a day needs, the same byte for byte, and opens anywhere."""

import hashlib
import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from conftest import copy_project, trust_lessons

from scripts.door.errors import report_faults
from scripts.kit.packing import lay_links
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import find_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.learning_check import read_check
from scripts.lessons.listing import list_courses, place_worksheet
from scripts.lessons.products import solve, unsolve
from scripts.verbs import pack
from tests.barriers import find_barriers
from tests.turns import make_once

pytest_plugins = ("tests.pages",)

ZIP = "dist/packs/one-day.zip"


def copy_one_course(place: Path) -> Path:
    """Copy the project with one course, its lessons recorded as verified."""
    root = copy_project(place)
    for path in list_courses(root=root):
        if path.stem != "one-day":
            path.unlink()
            place_worksheet(path).unlink()
    trust_lessons(root)
    return root


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> Path:
    """A copy of the project in which one day is packed; no test changes it."""

    def make(folder: Path) -> None:
        root = copy_one_course(folder / "project")
        assert pack.main(["one-day"], root) == 0

    return make_once("packed", tmp_path_factory.mktemp("packed"), make) / "project"


@pytest.fixture(scope="module")
def stick(packed, tmp_path_factory) -> Path:
    """The pack on a stick whose name has spaces and Cyrillic letters."""
    place = tmp_path_factory.mktemp("USB") / "Обука 1 – Прилеп"
    with zipfile.ZipFile(packed / ZIP) as content:
        content.extractall(place)
    return place / "one-day"


def run(root, *argv):
    return report_faults(lambda argv: pack.main(argv, root), list(argv))


def list_files(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path for path in sorted(files)}


def squeeze(text):
    return "".join(text.split())


def test_a_pack_holds_what_the_day_needs_in_two_parts(stick):
    files = set(list_files(stick))
    for part, names in {
        "facilitator": "deck run-of-show guide key signs",
        "participants": "handout sheets cards canvas learning-check start",
    }.items():
        assert {f"{part}/{name}.html" for name in names.split()} <= files
    assert {"start.html", "checksums.txt", "participants/one-day.ipynb"} <= files
    assert {"participants/tables/cases.csv", "facilitator/answers.csv"} <= files
    assert not any(name.endswith(".pdf") for name in files)


def test_the_sums_are_those_of_all_files(stick):
    lines = (stick / "checksums.txt").read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = list_files(stick)
    files.pop("checksums.txt")
    assert told == {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files.items()
    }


def test_the_bytes_depend_on_nothing_but_what_is_packed(packed, tmp_path, capsys):
    """Another folder, another day, another order of work: the same zip."""
    root = copy_one_course(tmp_path / "Друга фасцикла")
    for path in root.rglob("*.md"):
        path.touch()
    assert run(root, "one-day") == 0
    first = (packed / ZIP).read_bytes()
    assert (root / ZIP).read_bytes() == first
    assert run(root, "one-day") == 0
    assert "is as it was" in capsys.readouterr().out
    assert (root / ZIP).read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as content:
        entries = content.infolist()
    names = [entry.filename for entry in entries]
    assert names == sorted(names) and all(n.startswith("one-day/") for n in names)
    shapes = {(e.date_time, e.external_attr >> 16, e.create_system, e.compress_type)
              for e in entries}  # fmt: skip
    assert shapes == {((1980, 1, 1, 0, 0, 0), 0o100644, 3, zipfile.ZIP_STORED)}


def test_no_part_for_participants_shows_a_solution(packed, stick):
    course = find_course("one-day", packed)
    notebook = cut(course, read_library(packed))
    check = read_check(packed / "courses/words/learning-check.md")
    exercises = [cell for cell in notebook.cells if "exercise" in get_tags(cell)]
    notes = [cell.source for cell in notebook.cells if "facilitator" in get_tags(cell)]
    assert len(exercises) == 5 and len(notes) > 20 and check.items
    for name, path in list_files(stick / "participants").items():
        if path.suffix == ".csv" or "tables" in path.parts:
            continue
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            cells = json.loads(content)["cells"]
            assert not any(cell.get("outputs") for cell in cells)
            text = squeeze("".join("".join(cell["source"]) for cell in cells))
        else:
            text = squeeze(BeautifulSoup(content, "html.parser").get_text())
        assert "BEGINSOLUTION" not in text and "Answer:" not in text, name
        for cell in exercises:
            solved, given = (squeeze(work(cell.source, cell.id))
                             for work in (solve, unsolve))  # fmt: skip
            assert solved not in text or solved == given, (name, cell.id)
        assert not any(squeeze(note)[:60] in text for note in notes), name


def list_links(path):
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    links = [link["href"] for link in soup.find_all("a", href=True)]
    return [one for one in links if not re.match(r"[a-z]+:", one)]


def test_every_link_leads_to_a_file_and_no_page_leaves_the_participants(stick):
    count = 0
    for name, path in list_files(stick).items():
        if path.suffix != ".html":
            continue
        for link in list_links(path):
            way, _, anchor = link.partition("#")
            target = (path.parent / unquote(way)).resolve() if way else path
            assert target.is_file(), (name, link)
            assert target.is_relative_to(stick), (name, link)
            if name.startswith("participants/"):
                assert target.is_relative_to(stick / "participants"), (name, link)
            if anchor and not anchor.startswith("/"):
                text = target.read_text(encoding="utf-8")
                assert f'id="{anchor}"' in text, (name, link)
            count += bool(way)
    assert count > 40


def test_links_to_what_a_pack_lacks_become_text():
    html = '<a href="../../handouts/01.html">One</a> <a href="../../index.html">All</a>'
    places = {"courses/x/guide.html": "facilitator/guide.html"}
    laid = lay_links(html, "courses/x/guide.html", places)
    assert laid == 'One <a href="../start.html">Start page</a>'


def test_only_pdf_brings_pdfs_and_they_are_those_of_the_pages(
    packed, tmp_path, monkeypatch
):
    root = shutil.copytree(packed, tmp_path / "project")
    printed = []

    def print_pages(pages):
        for page in pages:
            page.with_suffix(".pdf").write_bytes(b"%PDF " + page.name.encode())
        printed.extend(pages)
        return [page.with_suffix(".pdf") for page in pages]

    monkeypatch.setattr("scripts.pages.pdf.print_pages", print_pages)
    monkeypatch.setattr("scripts.pages.pdf.require_browser", lambda: "browser")
    assert run(root, "one-day", "--pdf") == 0
    with zipfile.ZipFile(root / ZIP) as content:
        pdfs = [name for name in content.namelist() if name.endswith(".pdf")]
        start = content.read("one-day/start.html").decode()
    assert len(pdfs) == len(printed) == 11
    assert 'href="facilitator/key.pdf"' in start
    before = (root / ZIP).read_bytes()
    assert run(root, "one-day", "--pdf") == 0
    assert (root / ZIP).read_bytes() == before
    assert run(root, "one-day") == 0
    assert (root / ZIP).read_bytes() == (packed / ZIP).read_bytes()


def test_what_cannot_be_built_is_not_packed_and_the_earlier_pack_stays(
    packed, tmp_path, capsys
):
    root = shutil.copytree(packed, tmp_path / "project")
    before = (root / ZIP).read_bytes()
    course = root / "courses/one-day.toml"
    good = course.read_text(encoding="utf-8")
    course.write_text(good.replace("1-1-tests", "1-1-tets"), encoding="utf-8")
    assert run(root, "one-day") == 1
    assert "1-1-tests" in capsys.readouterr().err, "the nearest id"
    assert (root / ZIP).read_bytes() == before
    course.write_text(good, encoding="utf-8")
    assert run(root, "one-days") == 1
    assert 'There is no course "one-days". The courses are: one-day.' in (
        capsys.readouterr().err
    )
    assert sorted(p.name for p in (root / "dist/packs").iterdir()) == ["one-day.zip"]


@pytest.mark.browser
def test_the_pack_opens_from_a_path_with_spaces_and_cyrillic(stick, page):
    for start in (stick / "start.html", stick / "participants/start.html"):
        page.goto(start.as_uri())
        assert find_barriers(page) == []
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.body.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 720})
        for link in [one for one in list_links(start) if one.endswith(".html")]:
            page.goto(start.as_uri())
            page.click(f'a[href="{link}"]')
            page.wait_for_function("!window.Reveal || Reveal.isReady()")
            assert (
                page.url.partition("#")[0] == (start.parent / link).resolve().as_uri()
            )
    page.goto((stick / "facilitator/run-of-show.html").as_uri())
    page.locator("tbody td a").nth(3).click()
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert "/facilitator/deck.html#/" in page.url
    assert {url.partition(":")[0] for url in page.requests} <= {"file", "data", "blob"}
