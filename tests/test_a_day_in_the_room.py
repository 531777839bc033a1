"""In the real site, over plain http: answer, hand in, and the board shows it."""

import json
import shutil

import pytest
from playwright.sync_api import expect

from scripts.classroom.parts import take_parts
from scripts.classroom.room_addresses import THIS_COMPUTER
from scripts.classroom.room_language import begin_to_speak
from scripts.classroom.site import speak_together
from scripts.door.files import ROOT
from scripts.languages.catalogues import COMPILED
from scripts.languages.known import LANGUAGES
from tests.barriers import find_barriers
from tests.hall import open_hall
from tests.participant import (
    INSECURE,
    PATIENCE,
    await_ready,
    open_browser,
    run_cell,
)
from workshop import messages
from workshop.messages import look_up, tr

pytest_plugins = ("tests.pages", "tests.site", "tests.spoken")
pytestmark = pytest.mark.browser

NAME = "01-definition.ipynb"
PLAN = 'plan.write("problem", sentence="Nobody reads the letters.")'
HAND_IN = 'from workshop import hand_in\nhand_in("Тим Мост")'


@pytest.fixture
def full_hall(site, tmp_path):
    """A room with the site as it is built."""
    yield from open_hall(tmp_path / "laptop", site=site, name=INSECURE)


def open_board(hall, page):
    """Open the board beside the worksheet, as the facilitator does."""
    hall.come_in()
    name, _, value = hall.cookie.partition("=")
    cookie = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/room"}
    page.context.add_cookies([cookie])
    board = page.context.new_page()
    board.goto(f"{hall.origin}/room/board")
    return board.locator("main")


# Here one of them: the site's tests go the other way, and CI goes both in both.
@pytest.mark.parametrize(
    "host", [INSECURE, pytest.param(THIS_COMPUTER, marks=pytest.mark.ci)]
)
def test_a_participant_answers_and_hands_in_and_the_board_shows_it(
    host, full_hall, tmp_path, browser
):
    hall = full_hall
    hall.room.board.switch(True)
    address = f"http://{host}:{hall.port}/"
    with open_browser(browser.browser_type, tmp_path / "profile") as page:
        board = open_board(hall, page)
        page.bring_to_front()
        page.goto(f"{address}worksheets/01-definition.html")
        await_ready(page)
        assert page.evaluate("isSecureContext") is (host == THIS_COMPUTER)
        run_cell(page, NAME, "1-0-setup", "The notebook is ready.")
        expect(board).to_contain_text("1 computer has begun", timeout=PATIENCE)
        run_cell(page, NAME, "ex-1-q1", "", 'answer_1_q1 = "a"')
        run_cell(page, NAME, "ex-1-q1-check", "Look once more.")
        expect(board).to_contain_text("other reply (1 person)", timeout=PATIENCE)
        run_cell(page, NAME, "ex-1-q1", "", 'answer_1_q1 = "b"')
        run_cell(page, NAME, "ex-1-q1-check", "Right.")
        expect(board).to_contain_text("1 right", timeout=PATIENCE)
        run_cell(page, NAME, "1-5-show", "It is kept in this browser.", PLAN)
        run_cell(page, NAME, "1-5-show", "version 1 of Тим Мост", HAND_IN)
        page.locator("#room summary", has_text="Hand in").click()
        page.get_by_label("Your name").fill("Тим Мост")
        page.get_by_role("button", name="Hand in worksheet").click()
        said = page.locator("#room details", has_text="Hand in worksheet").get_by_role(
            "status"
        )
        expect(said).to_contain_text("version 2 of Тим Мост", timeout=PATIENCE)
        ours = (address, hall.origin, "data:", "blob:")
        assert [one for one in page.asked if not one.startswith(ours)] == []
        assert page.faults == []
    [seat] = hall.room.board.seats.values()
    assert (seat.worksheet, seat.replies) == ("1", {"1.q1": "right"})
    place = hall.room.store.teams / "тим-мост/002"
    cells = json.loads((place / NAME).read_text("utf-8"))["cells"]
    [answer] = [one for one in cells if one["id"] == "ex-1-q1"]
    assert "".join(answer["source"]) == 'answer_1_q1 = "b"'
    assert "letters" in (place / "my-plan.json").read_text("utf-8")


@pytest.fixture
def serbian_hall(build_in, monkeypatch):
    """A room whose site is the course of one day in Serbian, and that speaks it."""
    root = build_in("sr-Latn")
    site = root / "dist/sr-Latn/site"
    if not site.exists():
        shutil.copy(ROOT / "pyproject.toml", root)
        shutil.copytree(ROOT / "jupyter", root / "jupyter")
        speak_together(site, "one-day", LANGUAGES["sr-Latn"], take_parts(), root)
    monkeypatch.setattr(messages, "FOLDER", root / COMPILED)
    messages.read_messages.cache_clear()
    place, code = begin_to_speak("sr-Latn", root)
    assert (place, code) == (site, "sr-Latn")
    yield from open_hall(root, site=site, language=code)
    monkeypatch.undo()
    messages.read_messages.cache_clear()
    messages.choose("")


@pytest.mark.ci
def test_a_site_and_its_room_speak_a_language(serbian_hall, tmp_path, browser):
    hall, course = serbian_hall, "one-day.ipynb"
    hall.room.board.switch(True)
    said = {
        text: look_up(text)
        for text in ("Hand in", "Your name, or that of your team",
                     "Hand in worksheet and plan",
                     "Python is ready. Go to the first cell with code and run it.")
    }  # fmt: skip
    assert all(words != text for text, words in said.items()), said
    with open_browser(browser.browser_type, tmp_path / "profile") as page:
        board = open_board(hall, page)
        page.bring_to_front()
        page.goto(f"{hall.origin}/")
        assert page.get_attribute("html", "lang") == "sr-Latn"
        assert page.locator(".draft").is_visible()
        assert find_barriers(page) == []
        page.locator("a[href^='worksheets/']").click()
        expect(page.locator("#status")).to_have_text(
            said["Python is ready. Go to the first cell with code and run it."],
            timeout=PATIENCE,
        )
        assert find_barriers(page) == []
        # Before the first cell has run, what goes wrong is told in the language, too.
        run_cell(page, course, "0-6-show", "Python se ovde zaustavio", "nonsense")
        run_cell(page, course, "c-0-setup", look_up("You can begin."))
        run_cell(page, course, "ex-4-q5", "", 'answer_4_q5 = "b"')
        run_cell(page, course, "ex-4-q5-check", "4.q5")
        run_cell(page, course, "1-5-show", "my-plan.json", PLAN)
        expect(board).to_contain_text(
            tr("{n} computer has begun.", "{n} computers have begun.", n=1),
            timeout=PATIENCE,
        )
        page.locator("#room summary", has_text=said["Hand in"]).click()
        page.get_by_label(said["Your name, or that of your team"]).fill("Tim Most")
        page.get_by_role("button", name=said["Hand in worksheet and plan"]).click()
        expect(page.locator("#room")).to_contain_text(
            "verzija 1 pod imenom Tim Most", timeout=PATIENCE
        )
        assert page.faults == []
    title = hall.room.board.replies.get_title("4.q5")
    assert title != "" and "Exercise" not in title
