"""The course of one day is built whole in a language, and what is open says so.

The language is none: every letter has an accent, so that no English word hides.
"""

import json
import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from conftest import copy_project, trust_lessons

from scripts.door.files import ROOT
from scripts.kit import export_kit
from scripts.languages import catalogues
from scripts.languages.catalogues import read_language, update
from scripts.languages.gathering import gather
from scripts.languages.known import LANGUAGES
from scripts.languages.masks import change_words
from scripts.languages.state import is_for
from scripts.languages.wanted import read_shown
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.listing import list_courses
from scripts.lessons.notebooks import read_notebook
from scripts.lessons.products import COURSE_KIT, FOLDERS
from scripts.pages.in_language import build_course
from workshop.note import KOSOVO_NOTE

LANGUAGE = LANGUAGES["sq"]
ACCENTS = str.maketrans("aeiouyAEIOUcsnz", "àéîøûýÀÉÎØÛçšñž")
LEFT_OPEN = "A toolbox"
# The pages beside those of the course.
BESIDE = ("index", "accessibility")
KEPT = "\ue000"
# Its words are looked at: an accent would take them away.
NOTE = "Kosovo*: status, RKSKB 1244, GJND, pavarësi."
ENGLISH = re.compile(r"\b(?:the|of|and|with|minutes?|not|your|you)\b")


def accent(text: str) -> str:
    """Write a text with accents; the name Kosovo* stays, and its note is a note."""
    if text == KOSOVO_NOTE:
        return NOTE

    def change(words: str) -> str:
        return words.replace("Kosovo", KEPT).translate(ACCENTS).replace(KEPT, "Kosovo")

    return change_words(text, change)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A project with an invented language, its course of one day built: root, pages."""
    root = copy_project(tmp_path_factory.mktemp("spoken") / "project")
    trust_lessons(root)
    update(LANGUAGE, gather(root), read_shown(root=root), root)
    for part, file in read_language(LANGUAGE, root).items():
        for entry in file:
            # What a translator is not asked for stays open: pages must not need it.
            if not is_for(entry, "one-day"):
                continue
            if entry.msgid_plural:
                said = accent(entry.msgid_plural)
                entry.msgstr_plural = dict.fromkeys(range(LANGUAGE.forms), said)
            elif entry.msgid != LEFT_OPEN:
                entry.msgstr = accent(entry.msgid)
        catalogues.write_atomically(LANGUAGE.place(part, root), f"{file}\n")
    pages, remarks = build_course("one-day", "sq", "light", root, export_kit)
    assert remarks == []
    return root, pages


@pytest.fixture(scope="module")
def soups(spoken) -> dict[str, BeautifulSoup]:
    """The pages of the course, by name, without scripts and code."""
    found = {}
    for page in spoken[1]:
        if page.suffix == ".html":
            soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
            for part in soup(["style", "script", "pre", "code"]):
                part.decompose()
            found[page.stem] = soup
    return found


def test_all_pages_are_there_and_say_their_language(spoken, soups):
    root, pages = spoken
    assert set(soups) == {*FOLDERS, *COURSE_KIT, *BESIDE}
    assert all(soup.html["lang"] == "sq" for soup in soups.values())
    named = {page.relative_to(root / "dist/sq").as_posix() for page in pages}
    assert {"index.html", "accessibility.html", "exercises/one-day.ipynb"} <= named


@pytest.mark.parametrize("name", [*FOLDERS, *COURSE_KIT, *BESIDE])
def test_no_english_sentence_hides_on_a_page(soups, name):
    """What a translator was not asked for is open here, and must be on no page."""
    hidden = {
        text.strip()[:90]
        for text in soups[name].find_all(string=ENGLISH)
        if not text.find_parent(lang=re.compile("^en"))
        and not text.find_parent(class_=["source-list", "name"])
        and not set(str(text)) & set("àéîøûçšñž")
    }
    assert hidden == set()


@pytest.mark.parametrize("name", [*FOLDERS, *COURSE_KIT, *BESIDE])
def test_a_translator_is_asked_for_all_that_a_page_shows(soups, name):
    """Only the passage that was left open, and titles of sources, are English."""
    english = {
        one.get_text()
        for one in soups[name].find_all(lang="en")
        if not one.find_parent(class_="source-list")
    }
    assert english <= {LEFT_OPEN}


def test_what_is_open_stands_in_english_and_is_counted(soups):
    for name in ("deck", "handout"):
        found = soups[name].find(string=LEFT_OPEN)
        assert found.find_parent(lang="en"), name
        notice = soups[name].find(class_="draft").get_text()
        assert re.search(r"\d+ pàššàgé", notice), name
    assert soups["handout"].find(id="passages")["href"] == "#passages"
    assert soups["handout"].find(id="3-1-toolbox")


def test_an_open_title_behind_a_badge_is_marked_by_itself(soups):
    for name, place in (("sheets", "3-1-toolbox"), ("guide", "g-3-1-toolbox")):
        title = soups[name].find(id=place)
        assert not title.get("lang"), name
        assert [one.get_text() for one in title.find_all(lang="en")] == [LEFT_OPEN]


def test_the_worksheet_speaks_and_its_names_stay_english(spoken):
    root, _ = spoken
    sheet = read_notebook(root / "dist/sq/exercises/one-day.ipynb")
    assert sheet.metadata["language"] == "sq"
    source = "\n".join(cell.source for cell in sheet.cells)
    assert 'start("sq")' in source and "english" not in json.dumps(sheet)
    assert "answer_1_4" in source and "data.load(" in source
    assert "Wélçømé" in source


def build_with(root, part, text, said, capsys):
    """Build with another translation of a message; return what the build has said."""
    path = LANGUAGE.place(part, root)
    before = path.read_bytes()
    file = catalogues.read_po(path)
    file.find(text).msgstr = said
    path.write_text(f"{file}\n", encoding="utf-8")
    capsys.readouterr()
    build_course("one-day", "sq", "light", root, export_kit)
    path.write_bytes(before)
    return capsys.readouterr().out


def read_handout(root):
    """Return the handout of the course as text."""
    return (root / "dist/sq/courses/one-day/handout.html").read_text(encoding="utf-8")


def test_nothing_changes_when_nothing_has_changed(spoken, capsys):
    root, pages = spoken
    before = {page: page.read_bytes() for page in pages}
    build_course("one-day", "sq", "light", root, export_kit)
    assert "Running" not in capsys.readouterr().out
    assert {page: page.read_bytes() for page in pages} == before


def test_a_changed_paragraph_is_put_beside_the_outputs_and_nothing_runs(spoken, capsys):
    root, _ = spoken
    outputs = read_handout(root).count('class="output')
    said = build_with(
        root, "lessons", "A working definition", "Përkufizim pune", capsys
    )
    assert "Running" not in said
    assert "Përkufizim pune" in read_handout(root)
    assert read_handout(root).count('class="output') == outputs > 5


def test_a_changed_caption_runs_its_lesson_and_a_changed_reply_none(spoken, capsys):
    root, _ = spoken
    entries = catalogues.read_po(LANGUAGE.place("lessons", root))
    ran = "notebooks/01-definition.ipynb"
    caption = next(
        one.msgid
        for one in entries
        if "in code: caption" in one.comment and "{" not in one.msgid
        and all(place.startswith(ran) for place, _ in one.occurrences)
    )  # fmt: skip
    said = build_with(root, "lessons", caption, "Një titull tjetër", capsys)
    assert "Running 01-definition in Albanian" in said
    record = json.loads((LANGUAGE.home(root) / "runs.json").read_text("utf-8"))
    feedback = catalogues.read_po(LANGUAGE.place("feedback", root))
    [reply, *_] = [
        one.msgid
        for one in feedback
        if one.msgid in record["03-instruments"]["said"] and not one.msgid_plural
        and sum(one.msgid in lesson["said"] for lesson in record.values()) == 1
        and "{" not in one.msgid and accent(one.msgid) in read_made(root, "03")
    ]  # fmt: skip
    said = build_with(root, "feedback", reply, "Një përgjigje tjetër.", capsys)
    assert "03-instruments in" not in said
    assert "Një përgjigje tjetër." in read_made(root, "03")
    build_course("one-day", "sq", "light", root, export_kit)


def test_a_message_of_all_lessons_is_told_as_a_run_would_tell_it(spoken, capsys):
    """Nothing runs, all six lessons say it, and a run of one of them says the same."""
    root, _ = spoken
    place = LANGUAGE.place("workshop", root)
    kept = place.read_bytes()
    file = catalogues.read_po(place)
    said = {
        "The notebook is ready.": "Fletorja është gati tani.",
        "Description of the chart: {title}": "Ky grafik tregon: {title}",
    }
    for entry in file:
        entry.msgstr = said.get(entry.msgid, entry.msgstr)
    catalogues.write_atomically(place, f"{file}\n")
    capsys.readouterr()
    build_course("one-day", "sq", "light", root, export_kit)
    assert "Running" not in capsys.readouterr().out
    record = LANGUAGE.home(root) / "runs.json"
    runs = json.loads(record.read_text("utf-8"))
    for lesson in runs:
        made = read_made(root, lesson)
        assert "Fletorja është gati tani." in made, lesson
        assert lesson[:2] == "00" or "Ky grafik tregon: " in made, lesson
    told = read_made(root, "01")
    runs["01-definition"]["key"] = ""
    record.write_text(json.dumps(runs), encoding="utf-8")
    build_course("one-day", "sq", "light", root, export_kit)
    assert "Running 01-definition in Albanian" in capsys.readouterr().out
    assert read_made(root, "01") == told
    place.write_bytes(kept)
    build_course("one-day", "sq", "light", root, export_kit)
    assert "Fletorja" not in read_made(root, "01")


def read_made(root, lesson):
    """Read a lesson as it is made in the language."""
    [path] = (LANGUAGE.home(root) / "notebooks").glob(f"{lesson}*.ipynb")
    return path.read_text(encoding="utf-8")


def test_every_number_is_that_of_the_english_run(spoken):
    root, _ = spoken
    record = json.loads(
        (root / ".cache/languages/sq/runs.json").read_text(encoding="utf-8")
    )
    assert len(record) == 6
    assert all(one["refused"] == [] for one in record.values())


def test_terms_and_sources_are_those_of_the_english_course(spoken, soups):
    library = read_library(ROOT)
    english = cut(read_course(list_courses("one-day")[0], library), library)
    code = next(cell.source for cell in english.cells if cell.id == "c-9-terms")
    ids = set(re.findall(r'"([\w-]+)"', code))
    shown = {one["id"] for one in soups["handout"].find_all("dt", id=True)}
    assert {f"term-{one}" for one in ids} <= shown


def test_the_language_of_this_process_is_english_again():
    code = "from workshop.messages import get_language; print(get_language())"
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT
    )
    assert ended.stdout.strip() == "en"
