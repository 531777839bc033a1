"""A name in other letters than its page says so, wherever somebody typed it in."""

import pytest
from bs4 import BeautifulSoup

from scripts.classroom.room_pages import get_environment
from scripts.kit.certifying import certify
from scripts.kit.results import render_result
from scripts.lessons.courses import find_course
from workshop.lettering import find_language, mark_letters
from workshop.plan import BOXES
from workshop.plan.page import write_page

pytest_plugins = ("tests.pages",)

QUESTIONS = {
    f"{box}.{key}": (one.lesson, question)
    for box, one in BOXES.items()
    for key, question in one.questions.items()
}


def spoken(html):
    """Map each text that carries a language of its own to this language."""
    soup = BeautifulSoup(html, "html.parser")
    return {one.get_text(): one["lang"] for one in soup.body.find_all(lang=True)}


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("Ана Ѓорѓиева", "en", {"Ана Ѓорѓиева": "und-Cyrl"}),
        ("Ана-Марија О’Коннор", "sr-Latn", {"Ана-Марија О’Коннор": "und-Cyrl"}),
        ("Besa Çelaj", "sq", {}),
        ("Besa Çelaj", "mk", {"Besa Çelaj": "und-Latn"}),
        ("Besa Çelaj", "sr-Cyrl", {"Besa Çelaj": "und-Latn"}),
        ("Ана Ѓорѓиева", "mk", {}),
        ("Љиља (Bitola)", "en", {"Љиља": "und-Cyrl"}),
        ("12.–13. 3. 2027", "en", {}),
        ("<b>Ана & Besa</b>", "en", {"Ана": "und-Cyrl"}),
    ],
)
def test_words_in_other_letters_are_marked(text, language, marked):
    said = f"<body>{mark_letters(text, language)}</body>"
    assert spoken(said) == marked
    assert BeautifulSoup(said, "html.parser").get_text() == text


def test_a_whole_text_has_one_language():
    assert find_language("Тим од Битола", "en") == "und-Cyrl"
    assert find_language("Tim iz Travnika", "sr-Cyrl") == "und-Latn"
    assert find_language("Тим од Bitola", "en") == "en"
    assert find_language("2027", "mk") == "mk"


def test_certificates_and_the_list_mark_names_days_and_places(tmp_path):
    names = tmp_path / "names.csv"
    names.write_text("name\nАна Ѓорѓиева\nBesa Çelaj\n", encoding="utf-8")
    place = tmp_path / "c.html"
    certify(names, find_course("one-day"), place, "12 март", "Битола")
    said = spoken(place.read_text(encoding="utf-8"))
    for name in ("Ана Ѓорѓиева", "Битола", "март"):
        assert said[name] == "und-Cyrl"
    soup = BeautifulSoup(place.read_text(encoding="utf-8"), "html.parser")
    assert soup.select_one(".certificate h2 [lang]").get_text() == "Ана Ѓорѓиева"
    assert soup.select_one("tbody th [lang]").get_text() == "Ана Ѓорѓиева"
    assert "Besa Çelaj" not in said


def test_plans_of_teams_mark_what_they_wrote():
    team = {"id": "p-1", "team": "Тим Битола", "file": "", "parts": [
        ("Challenge", [("Team", "Тим Битола"), ("Place", "Bitola")])]}  # fmt: skip
    page = {"title": "Plans", "up": "../", "made_from": "plans"}
    html = render_result(
        "plans", page, "0" * 64, {"plans": [team, team], "unshared": 0}
    )
    soup = BeautifulSoup(html, "html.parser")
    for place in ("h2", "nav a", "dd"):
        assert soup.select_one(f"{place} [lang=und-Cyrl]").get_text() == "Тим Битола"


def test_the_plan_page_says_in_which_letters_a_team_writes():
    boxes = {
        "challenge": {"team": "Тим Битола", "place": "Bitola"},
        "problem": {"sentence": "Малку работа."},
    }
    html = write_page(boxes, QUESTIONS)
    soup = BeautifulSoup(html, "html.parser")
    assert soup.h1.find(lang="und-Cyrl").get_text() == "Тим Битола"
    said = {dd.get_text(): dd["lang"] for dd in soup.select("dd[lang]")}
    assert said == {"Bitola": "en", "Малку работа.": "und-Cyrl"}


def test_the_room_marks_names_that_were_handed_in():
    page = get_environment("en").get_template("handed-in.html.j2")
    version = {
        "name": "Тим <1>",
        "clock": "9:00",
        "version": 1,
        "files": [],
        "folder": "",
    }
    room = {"has_moved": False}
    html = page.render(teams=[[version]], room=room, quote=str, write_size=str)
    assert spoken(f"<body>{html}</body>") == {"Тим": "und-Cyrl"}
    assert "Тим</span> &lt;1&gt;" in html
