"""In the real site, over plain http: answer, hand in, and the board shows it."""

import json

import pytest
from playwright.sync_api import expect

from scripts.classroom.room_addresses import THIS_COMPUTER
from tests.hall import open_hall
from tests.participant import (
    INSECURE,
    PATIENCE,
    await_ready,
    open_browser,
    run_cell,
)

pytest_plugins = ("tests.pages", "tests.site")
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


@pytest.mark.parametrize("host", [INSECURE, THIS_COMPUTER])
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
