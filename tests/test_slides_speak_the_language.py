"""What reveal.js says, and its speaker view, stand in the language of the page."""

import base64
import gzip
import json
import re
from pathlib import Path

import pytest

from scripts.languages.known import LANGUAGES
from scripts.languages.project import read_texts
from scripts.pages import speaker
from scripts.pages.assets import read_packaged
from scripts.pages.export import TEMPLATES
from tests.small_lesson import export_notebook, make_notebook
from workshop.messages import choose

pytest_plugins = ("tests.speaking", "tests.pages")

WRITTEN = [one for one in LANGUAGES.values() if not one.made_of]
NUMBERS = (1, 2, 11, 21, 121, 321, 411)
ITS_WORDS = {
    speaker.PLACE.split(place)[1]
    for words in (speaker.REVEAL, speaker.PLUGIN, speaker.VIEW)
    for place in words
}


@pytest.fixture(autouse=True)
def forget():
    """The words of an earlier test are none of the next."""
    speaker._read_slides.cache_clear()
    speaker._read_notes.cache_clear()


def read_pace() -> dict:
    """Read what the speaker view of the moment says of the time."""
    found = re.search(r"var pace = (\{.*?\});\\n", speaker.read_notes())
    return json.loads(found[1].replace('\\"', '"'))


def say(pace: dict, number: int) -> str:
    """Say how late one is, as the script of the speaker view does."""
    form = pace["which"][number if number < 200 else 100 + number % 100]
    return pace["forms"][int(form)].replace("{n}", str(number))


def test_every_number_of_minutes_has_its_form(speak):
    assert say(read_pace()["late"], 1).startswith("1 minute late – time left")
    assert say(read_pace()["early"], 3).startswith("3 minutes early")
    forms = {}
    for language in WRITTEN:
        speak(language)
        pace = read_pace()["late"]
        forms[language.code] = [say(pace, number) for number in NUMBERS]
        for number, said in zip(NUMBERS, forms[language.code], strict=True):
            assert str(number) in said
    ends = [re.sub(r"\d+", "", said) for said in forms["mk"]]
    one, many = ends[:2]
    assert ends == [one, many, many, one, one, one, many] and one != many
    ends = [re.sub(r"\d+", "", said) for said in forms["sq"]]
    assert ends == [ends[0], *[ends[1]] * 6] and ends[0] != ends[1]


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_english_word_of_reveal_is_left(code, speak):
    language = LANGUAGES[code]
    speak(language)
    if not language.made_of:
        assert speaker.find_language() == code
        assert f'<html lang=\\"{code}\\">' in speaker.read_notes()
        said = speaker.read_slides() + speaker.read_notes()
        for words in (speaker.REVEAL, speaker.PLUGIN, speaker.VIEW):
            for place, ours in words.items():
                before, its, after = speaker.PLACE.split(place)
                assert before + its + after not in said, place
                assert before + ours + after not in said, place


def test_one_open_message_leaves_all_of_them_english_and_marked(speak):
    language = LANGUAGES["sq"]
    known = read_texts(language)[0]
    for text in ("Black screen", speaker.ON_TIME, speaker.list_counted()[0]):
        few = {one: said for one, said in known.items()
               if one != text.replace("1 minute", "{n} minute")}  # fmt: skip
        assert len(few) < len(known), text
        speak(language, few)
        assert speaker.find_language() == "en", text
        assert '<html lang=\\"en\\">' in speaker.read_notes()
        assert "Next slide" in speaker.read_slides()
        assert read_pace()["late"]["forms"][1].startswith("{n} minute late")


def test_a_deck_says_which_language_these_words_are(speak, tmp_path):
    speak(LANGUAGES["mk"])
    deck = export_notebook(make_notebook(), tmp_path)["deck"]
    assert 'data-words="mk"' in deck
    [packed] = re.findall(r'id="packed">([^<]+)<', deck)
    assert "Црн екран" in gzip.decompress(base64.b64decode(packed)).decode()
    choose("en")
    assert 'data-words="en"' in export_notebook(make_notebook(), tmp_path)["deck"]


def test_a_new_reveal_is_told(monkeypatch):
    def read(path):
        return read_packaged(path).replace("Resume presentation", "Go on")

    monkeypatch.setattr(speaker, "read_packaged", read)
    with pytest.raises(speaker.Problem, match="reveal.js has changed, and .*Resume"):
        speaker.read_slides()


@pytest.mark.browser
def test_keys_buttons_and_the_speaker_view_speak(speak, tmp_path, page):
    speak(LANGUAGES["sr-Latn"])
    deck = tmp_path / "deck.html"
    deck.write_text(export_notebook(make_notebook(), tmp_path)["deck"], "utf-8")
    page.goto(deck.as_uri())
    page.wait_for_function("Reveal.isReady()")
    assert page.get_attribute(".navigate-right", "aria-label") == "Sledeći slajd"
    assert page.locator(".controls").get_attribute("lang") == "sr-Latn"
    page.keyboard.press("Shift+Slash")
    keys = page.locator(".r-overlay-help table")
    assert keys.get_attribute("lang") == "sr-Latn"
    said = keys.inner_text()
    assert "Crn ekran" in said and "Prikaz za govornika" in said and "Razmak" in said
    assert not re.search(r"\b(slide|Pause|KEY|SPACE|view|timer|minute)\b", said), said
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.locator(".resume-button").wait_for()
    assert page.inner_text(".resume-button") == "Prikažite slajdove ponovo"
    page.keyboard.press("b")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    view = opened.value
    view.wait_for_function(
        "document.querySelector('.pacing-title').textContent.startsWith('Na vreme')"
    )
    assert view.locator("html").get_attribute("lang") == "sr-Latn"
    seen = view.locator("body").inner_text()
    assert not re.search(r"\b(Time|Click|Upcoming|Notes|Layout|Default)\b", seen), seen
    view.select_option(".speaker-layout-dropdown", "notes-only")
    assert view.inner_text(".speaker-layout-label") == "Raspored: Samo beleške"
    page.evaluate("Reveal.slide(2)")
    view.locator("[data-begun]").wait_for(state="attached")
    view.evaluate("const now = Date.now; Date.now = () => now() + 9 * 60000")
    title = "document.querySelector('.pacing-title').textContent"
    view.wait_for_function(f"/^Kasnite \\d+ minuta? – preostalo/.test({title})")


def test_its_words_are_told_by_place():
    """The same word twice in reveal.js has a place of its own for each meaning."""
    assert {"Next slide", "Jump to slide", "Pause"} <= ITS_WORDS


@pytest.mark.browser
@pytest.mark.parametrize("is_draft", [True, False])
def test_a_draft_names_the_id_of_each_slide(is_draft, tmp_path, page):
    """Beside its number, and on the page to read and to print: only there."""
    html = export_notebook(make_notebook(), tmp_path)["deck"]
    if is_draft:
        html = html.replace(
            '<p class="course"', '<p class="draft">D</p><p class="course"'
        )
        rules = re.search(
            r"html:not.*?}", Path(TEMPLATES / "style.css").read_text(), re.S
        )
        html = html.replace("</style>", f"{rules[0]}</style>", 1)
    deck = tmp_path / "deck.html"
    deck.write_text(html, encoding="utf-8")
    page.goto(f"{deck.as_uri()}#/ex-1-1-task")
    page.wait_for_function("Reveal.isReady()")
    said = page.locator(".slide-number").inner_text()
    assert ("ex-1-1-task" in said) == is_draft
    assert re.match(r"\d+ / \d+", said)
    page.goto("about:blank")
    page.goto(f"{deck.as_uri()}?notes")
    content = (
        "getComputedStyle(document.getElementById('ex-1-1-task'), '::after').content"
    )
    assert ("ex-1-1-task" in page.evaluate(content)) == is_draft
