"""``hand_in`` and the button say "handed in" when it is so, and at no other time."""

import json
import re
import sys
import types
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.classroom.pages import render
from scripts.classroom.room_pages import draw_code
from scripts.door.files import ROOT
from scripts.kit.collecting import collect
from tests.barriers import find_barriers
from tests.hall import PLAN, WORKSHEET, open_hall
from workshop import hand_in
from workshop import handing_in as handing

pytest_plugins = ("tests.open_room", "tests.pages")

NAME = "01-definition.ipynb"


@pytest.fixture
def said(monkeypatch) -> list[tuple[str, str]]:
    """What a participant reads: the first words and the rest."""
    heard = []

    def hear(kind: str, icon: str, words: str, text: str) -> None:
        heard.append((words, text))

    monkeypatch.setattr(handing, "emit_reply", hear)
    return heard


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A folder with a worksheet and a plan, in which a notebook runs."""
    (tmp_path / NAME).write_text(WORKSHEET, encoding="utf-8")
    (tmp_path / "my-plan.json").write_text(PLAN, encoding="utf-8")
    (tmp_path / "other.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / NAME))
    monkeypatch.delenv("WORKSHOP_ROOM", raising=False)
    return tmp_path


def test_without_a_room_it_saves_a_file_and_says_that_nothing_was_sent(desk, said):
    hand_in("Tim Most / Ура")
    [(words, text)] = said
    assert words == "Saved in a file. Nothing was sent."
    [file] = desk.glob("*.zip")
    assert file.name in text and file.name == "hand-in-Tim-Most-Ура-1.zip"
    with zipfile.ZipFile(file) as archive:
        assert sorted(archive.namelist()) == [NAME, "about.json", "my-plan.json"]
        assert json.loads(archive.read("about.json"))["name"] == "Tim Most / Ура"
        assert archive.read("my-plan.json").decode() == PLAN


def test_a_second_file_leaves_the_first(desk, said):
    hand_in("Tim")
    first = (desk / "hand-in-Tim-1.zip").read_bytes()
    (desk / "my-plan.json").write_text("{}", encoding="utf-8")
    hand_in("Tim")
    assert (desk / "hand-in-Tim-1.zip").read_bytes() == first
    assert (desk / "hand-in-Tim-2.zip").is_file()


def test_a_disk_that_takes_nothing_is_said_to_be(desk, said, monkeypatch):
    def fail(_) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handing.os, "fsync", fail)
    hand_in("Tim")
    assert said[0][0] == "Not handed in." and "No space left" in said[0][1]
    assert list(desk.glob("*.zip")) == []


@pytest.mark.parametrize("name", ["", "   "])
def test_it_asks_for_a_name(desk, said, name):
    hand_in(name)
    assert said[0][0] == "Not handed in." and "Team Bridge" in said[0][1]
    assert list(desk.glob("*.zip")) == []


def test_where_there_is_nothing_it_says_so(tmp_path, said, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.delenv("WORKSHOP_ROOM", raising=False)
    hand_in("Tim")
    assert said == [
        ("Not handed in.", "There is nothing to hand in yet: no worksheet and no plan.")
    ]


@pytest.mark.parametrize(
    ("answer", "words", "text"),
    [
        ({"arrived": True, "words": "Version 1."}, "Handed in.", "Version 1."),
        ({"arrived": False, "words": "The disk."}, "Not handed in.", "The disk."),
        ({"words": "Strange."}, "Not handed in.", "Strange."),
        (None, "Not handed in.", "Choose “Hand in” above the worksheet"),
        (RuntimeError("no channel"), "Not handed in.", "Choose “Hand in”"),
    ],
)
def test_in_a_room_it_says_what_the_page_says(monkeypatch, said, answer, words, text):
    def wait(_):
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setenv("WORKSHOP_ROOM", "here")
    monkeypatch.setattr(handing, "wait_for_page", wait)
    hand_in("Tim")
    assert said[0][0] == words and said[0][1].startswith(text)


def test_a_browser_that_cannot_wait_sends_nothing(monkeypatch, said):
    ffi = types.ModuleType("pyodide.ffi")
    ffi.can_run_sync = lambda: False
    ffi.create_proxy = ffi.run_sync = None
    for name, module in {"pyodide": ffi, "pyodide.ffi": ffi, "js": ffi}.items():
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setenv("WORKSHOP_ROOM", "here")
    hand_in("Tim")
    assert said[0][0] == "Not handed in."


def test_in_a_browser_without_a_room_it_says_where_the_file_is_made(
    desk, said, monkeypatch
):
    """What Python writes there, nobody finds: the page above saves the file."""
    monkeypatch.setattr(sys, "platform", "emscripten")
    hand_in("Tim")
    [(words, text)] = said
    assert words == "Not handed in." and "“Take home”" in text
    assert "“All in one file, to hand in”" in text and list(desk.glob("*.zip")) == []


# The page around a worksheet, in a browser

LITE = """<!doctype html><html lang="en"><title>Lite</title><body><script>
const worksheet = %s;
window.kernel = { status: "idle" };
window.jupyterapp = {
  serviceManager: { contents: { get: async () => ({ content: [] }) } },
  shell: { currentWidget: { context: {
    path: "01-definition.ipynb",
    model: { toJSON: () => worksheet },
    saveState: { connect: (hear) => { window.save = (state) => hear(null, state); } },
    sessionContext: { kernelDisplayStatus: "idle", session: { kernel: window.kernel } },
  } } },
};
</script></body></html>"""
CELLS = {
    "cells": [{"cell_type": "code", "source": 'hand_in("Tim")', "metadata": {}}],
    "nbformat": 4,
    "nbformat_minor": 5,
}
PAGE = {"title": "What is a social innovation?", "name": "01-definition", "doors": []}
BY_KERNEL = """([name, cell]) => new Promise((resolve) => {
  const channel = new BroadcastChannel("workshop-room");
  const isAnswer = (data) => data.includes("answer_to");
  channel.onmessage = ({ data }) => isAnswer(data) && resolve(JSON.parse(data));
  channel.postMessage(JSON.stringify({ hand_in: "42", name, cell }));
  setTimeout(() => resolve(null), 3000);
})"""


@pytest.fixture
def framed(tmp_path):
    """A room whose worksheet is the real frame around a small JupyterLite."""
    site = tmp_path / "dist/site"
    (site / "worksheets").mkdir(parents=True)
    (site / "lite/notebooks").mkdir(parents=True)
    lite = LITE % json.dumps(CELLS)
    (site / "lite/notebooks/index.html").write_text(lite, encoding="utf-8")
    yield from open_hall(tmp_path, frame=render_frame())


def render_frame() -> str:
    """Return the page around a worksheet."""
    return render("worksheet.html.j2", page=PAGE, worksheet=NAME)


def open_frame(hall, page) -> None:
    """Open the worksheet and wait until the room's part of the page is there."""
    page.goto(f"{hall.origin}/worksheets/01-definition.html")
    page.get_by_text("Python is ready").wait_for()
    page.locator("summary", has_text="Hand in").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 360)])
def test_the_buttons_leave_a_small_window_to_the_worksheet(width, height, framed, page):
    """A phone, and a laptop at 200 %."""
    page.set_viewport_size({"width": width, "height": height})
    framed.room.board.switch(True)
    open_frame(framed, page)
    page.locator("summary", has_text="Board").wait_for()
    tops = page.locator("header summary").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 3 and max(tops) - min(tops) < 1
    assert page.locator("#worksheet").bounding_box()["height"] > height * 0.6
    page.locator("summary", has_text="Hand in").click()
    button = page.get_by_role("button", name="Hand in worksheet")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box["y"] + box["height"] <= height


@pytest.mark.browser
def test_a_save_is_told_but_does_not_hide_what_was_said_just_now(framed, page):
    page.clock.install()
    open_frame(framed, page)
    line, frame = page.locator("#status"), page.frames[-1]
    frame.evaluate("save('started'); save('completed')")
    page.clock.run_for(2000)
    expect(line).to_have_text(re.compile("^Python is ready"))
    page.clock.run_for(10_000)
    expect(line).to_have_text(re.compile("^Saved in this browser at"))
    frame.evaluate("save('failed')")
    expect(line).to_have_text(re.compile("^This browser could not save"))
    frame.evaluate("save('completed manually')")
    expect(line).to_have_text(re.compile("^Saved in this browser at"))


@pytest.mark.browser
def test_the_button_hands_in_by_keyboard_and_says_so(framed, page):
    open_frame(framed, page)
    page.locator("summary", has_text="Hand in").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Тим Мост")
    page.keyboard.press("Enter")
    heard = page.get_by_role("status").filter(has_text="Handed in at")
    heard.wait_for()
    assert "version 1 of Тим Мост" in heard.inner_text()
    [one] = framed.room.store.list()
    kept = framed.room.store.teams / one.folder / "001" / NAME
    assert json.loads(kept.read_text("utf-8")) == CELLS
    framed.room.store.delete_all()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Hand in"


@pytest.mark.browser
def test_where_the_room_does_not_answer_the_page_does_not_say_handed_in(framed, page):
    open_frame(framed, page)
    page.locator("summary", has_text="Hand in").click()
    page.get_by_label("Your name").fill("Tim")
    page.context.set_offline(True)
    page.get_by_role("button", name="Hand in worksheet").click()
    page.get_by_role("status").filter(has_text="nothing was handed in").wait_for()
    page.context.set_offline(False)
    assert framed.room.store.list() == []


@pytest.mark.browser
def test_a_kernel_hands_in_through_its_own_page_alone(framed, page):
    open_frame(framed, page)
    frame = page.frames[1]
    assert frame.evaluate(BY_KERNEL, ["Tim", 'hand_in("Tim")']) is None, "it is idle"
    frame.evaluate("window.kernel.status = 'busy'")
    assert frame.evaluate(BY_KERNEL, ["Tim", "another cell"]) is None
    assert framed.room.store.list() == []
    answer = frame.evaluate(BY_KERNEL, ["Tim", 'hand_in("Tim")\n'])
    assert answer["arrived"] and "version 1 of Tim" in answer["words"]
    assert [one.name for one in framed.room.store.list()] == ["Tim"]


# The plan lies beside the worksheet, with a copy of it that is not handed in.
WITH_PLAN = """(plan) => {
  const files = ["my-plan.json", "my-plan-earlier-1.json"];
  window.jupyterapp.serviceManager.contents.get = async (path) => path
    ? { name: path, format: "text", content: plan }
    : { content: files.map((file) => ({ type: "file", path: file })) };
}"""


@pytest.mark.browser
def test_one_file_to_hand_in_is_saved_and_collected(framed, page, tmp_path):
    boxes = {"challenge": {"team": "Тим Мост"}, "idea": {"idea": "A ramp"}}
    plan = json.dumps({"boxes": boxes, "earlier": [], "consent": True})
    sheet = json.loads((ROOT / "exercises" / NAME).read_text(encoding="utf-8"))
    page.goto(f"{framed.origin}/worksheets/01-definition.html")
    page.get_by_text("Python is ready").wait_for()
    page.frames[1].evaluate(WITH_PLAN, plan)
    page.frames[1].evaluate("(sheet) => Object.assign(worksheet, sheet)", sheet)
    page.locator("summary", has_text="Take home").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="All in one file, to hand in")
    button.focus()
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    name = saved.value.suggested_filename
    assert re.fullmatch(r"hand-in-Тим-Мост-\d{6}\.zip", name)
    expect(page.locator("#taken")).to_contain_text(f"{name} goes to the folder")
    folder = tmp_path / "stick"
    saved.value.save_as(folder / name)
    with zipfile.ZipFile(folder / name) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {NAME, "my-plan.json", "about.json"}
    found = collect(folder, [])
    assert [one.team for one in found.plans] == ["Тим Мост"]
    assert (found.worksheets, found.skipped) == (1, [])


@pytest.mark.browser
def test_people_see_that_the_board_is_on_and_can_say_no(framed, page):
    framed.room.board.switch(True)
    open_frame(framed, page)
    page.locator("summary", has_text="Board: on").click()
    ask = "fetch('/room/state').then((answer) => answer.json())"
    assert page.evaluate(ask)["willing"] is True
    page.get_by_label("Tell the board").uncheck()
    assert page.evaluate(ask)["willing"] is False
    page.reload()
    page.locator("summary", has_text="Board: on").click()
    assert not page.get_by_label("Tell the board").is_checked()


@pytest.mark.browser
def test_who_listens_hears_that_the_board_was_turned_on(framed, page):
    page.clock.install()
    with page.expect_response("**/room/state"):
        open_frame(framed, page)
    framed.room.board.switch(True)
    page.clock.run_for(21_000)
    expect(page.locator("#status[role=status]")).to_have_text("The board is on.")


@pytest.mark.browser
def test_a_name_comes_to_the_board_only_after_a_yes(framed, page):
    """From the keyboard, as somebody does who sees what is asked."""
    board = framed.room.board
    board.switch(True)
    board.switch_names(True)
    open_frame(framed, page)
    page.locator("summary", has_text="Board: on, with names").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("the whole room can read your name")).to_be_visible()
    said = page.locator("#room form .said").first
    expect(said).to_have_text("The board does not show your name.")
    assert board.names == {}
    page.get_by_label("The name that the board is to show").focus()
    page.keyboard.type("Ана")
    assert board.names == {}, "writing a name is no yes"
    with page.expect_response("**/room/seat"):
        page.keyboard.press("Enter")
    expect(said).to_have_text("The board shows your name: Ана.")
    seat = page.evaluate("localStorage.getItem('room-seat')")
    assert board.names == {seat: "Ана"}
    board.take(seat, "1.2", "right")
    page.get_by_label("Tell the board").focus()
    with page.expect_response("**/room/seat"):
        page.keyboard.press("Space")
    assert board.names == {} and board.seats == {}
    page.keyboard.press("Space")
    with page.expect_response("**/room/seat"):
        page.get_by_role("button", name="No, without my name").press("Enter")
    expect(said).to_have_text("The board does not show your name.")
    assert page.evaluate("localStorage.getItem('room-board-name')") is None


@pytest.mark.browser
def test_outside_a_room_the_page_asks_for_none(framed, page):
    html = render_frame()
    page.route("**/alone/worksheets/*", lambda route: route.fulfill(body=html))
    page.goto(f"{framed.origin}/alone/worksheets/01-definition.html")
    page.locator("summary", has_text="Take home").wait_for()
    assert page.locator("#room").is_hidden()
    assert not [address for address in page.requests if "/room/" in address]


@pytest.mark.browser
def test_the_pages_of_the_room_have_no_violation(framed, page):
    framed.hand_in("Тим Мост")
    framed.room.board.switch(True)
    framed.room.board.switch_names(True)
    framed.room.board.take("0" * 16, "1.2", "largest first")
    framed.room.board.name_seat("0" * 16, "Тим Мост")
    open_frame(framed, page)
    for fold in ("Board: on", "Hand in", "Take home"):
        page.locator("summary", has_text=fold).click()
        assert find_barriers(page) == [], fold
        page.locator("summary", has_text=fold).click()
    framed.come_in()
    name, _, value = framed.cookie.partition("=")
    cookie = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/room"}
    pages = ["/room/projector", "/room/enter"]
    for path in pages:
        page.goto(framed.origin + path)
        assert find_barriers(page) == [], path
    page.context.add_cookies([cookie])
    for path in ("/room/", "/room/board", "/room/delete"):
        page.goto(framed.origin + path)
        for fold in page.locator("details").all():
            fold.locator("summary").click()
        assert find_barriers(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_the_board_changes_on_the_screen_without_reloading(framed, page):
    framed.room.board.switch(True)
    framed.come_in()
    name, _, value = framed.cookie.partition("=")
    cookie = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/room"}
    page.context.add_cookies([cookie])
    page.goto(f"{framed.origin}/room/board")
    sent = {"seat": "0" * 16, "exercise": "1.2", "reply": "largest first"}
    framed.post("/room/reply", sent)
    card = page.locator("#exercises > li")
    card.get_by_text("The most frequent other reply (1 person)").wait_for()
    notes = card.locator("summary")
    notes.click()
    framed.post("/room/reply", sent | {"reply": "right"})
    page.get_by_text("1 right").wait_for()
    assert "Ана" not in page.inner_text("main"), "names are not wished"
    framed.room.board.switch_names(True)
    framed.post("/room/seat", {"seat": "0" * 16, "name": "Ана"})
    card.get_by_text("Ана").wait_for()
    assert "1 of them shows a name." in page.inner_text("#quiet")
    assert page.locator("#without-names").is_hidden()
    assert "0 another reply" in card.inner_text()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert "smallest first" in card.inner_text(), "an open note stays open"
    assert len([one for one in page.requests if one.endswith("/room/board")]) == 1


LINE = "parseFloat(getComputedStyle(document.querySelector('.address')).lineHeight)"


@pytest.mark.browser
def test_the_page_for_the_projector_fits_its_screen(hall, page):
    hall.room.address = "http://192.168.100.100:8765"
    page.goto(f"{hall.origin}/room/projector")
    address = page.locator(".address")
    assert address.inner_text() == hall.room.address
    assert address.bounding_box()["height"] < 1.5 * page.evaluate(LINE), "one line"
    code = page.get_by_role("img", name="QR code").bounding_box()
    assert code["y"] + code["height"] <= 720 and code["width"] > 300
    drawn = page.locator("svg path").last.get_attribute("d")
    assert drawn in draw_code(f"{hall.room.address}/")
    assert drawn not in draw_code("http://192.168.100.101:8765/")
