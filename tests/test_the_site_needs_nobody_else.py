"""Any web server shows the site; it asks nobody else, and keeps what people write."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from scripts.door.files import ROOT
from scripts.kit.collecting import collect
from scripts.lessons.listing import list_courses, list_lessons
from tests.barriers import find_barriers
from tests.participant import (
    INSECURE,
    PATIENCE,
    await_ready,
    find_cell,
    find_worksheet,
    open_browser,
    run_cell,
)

pytest_plugins = ("tests.pages", "tests.site")
pytestmark = pytest.mark.browser

NAME, OTHER = "00-start-here.ipynb", "01-definition.ipynb"
ADDRESSES = {
    "on this computer, below a path": "http://127.0.0.1:{port}/some/where/",
    "from another computer, without https": f"http://{INSECURE}:{{port}}/",
}
TEAM = "Open Doors – Отворена врата, Đorđe"
PLAN = f'plan.write("challenge", team="{TEAM}")'
# JupyterLite asks its own service worker, which answers before a server hears of it.
HEARTBEAT = "/api/service-worker-heartbeat"
# What somebody would look at in vain, or lose work with.
CONFUSING = (
    r"Log Out|Shut Down|Checkpoint|Interrupt|Change Kernel|Clear Browser Data|from URL"
)
MENUS = ("File", "Kernel", "Help")


# Python starts four times: here the day in the room goes this way once.
@pytest.mark.ci
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_participant_works_and_finds_everything_again(
    address, port, tmp_path, browser
):
    address = address.format(port=port)
    profile = tmp_path / "profile"
    with open_browser(browser.browser_type, profile) as page:
        page.goto(address)
        page.get_by_role("link", name=re.compile("^Worksheet *: Start here")).click()
        await_ready(page)
        assert page.evaluate("isSecureContext") == (INSECURE not in address)
        assert_waiting_is_not_silent(page)
        assert_menus_are_calm(page)
        run_everything(page)
        run_cell(page, NAME, "ex-0-2", "", "answer_0_2 = 7")
        run_cell(page, NAME, "ex-0-2-check", "Exercise 0.2. Look once more.")
        run_cell(page, NAME, "ex-0-2", "", "answer_0_2 = 6")
        run_cell(page, NAME, "ex-0-2-check", "Exercise 0.2. Right.")
        run_cell(page, NAME, "0-6-show", "It is kept in this browser.", PLAN)
        page.keyboard.press("Control+s")
        # While it saves by itself, the key is not heard; then the line waits a moment.
        saved = page.locator("#status")
        expect(saved).to_contain_text("Saved in this browser at", timeout=15_000)
        assert_work_goes_home(page, tmp_path)
        assert_asks_nobody_else(page, address)
    with open_browser(browser.browser_type, profile) as page:
        page.goto(f"{address}worksheets/00-start-here.html")
        code = find_cell(page, NAME, "ex-0-2").locator(".cm-content")
        expect(code).to_have_text("answer_0_2 = 6", timeout=PATIENCE)
        reply = find_cell(page, NAME, "ex-0-2-check").locator(".reply-right")
        expect(reply).to_have_attribute("role", "status")
        page.goto(f"{address}worksheets/01-definition.html")
        await_ready(page)
        show = 'from workshop import plan\nplan.show("challenge")'
        run_cell(page, OTHER, "1-0-setup", TEAM, show)
        assert_a_plan_comes_back(page, tmp_path)
        assert_asks_nobody_else(page, address)


def assert_waiting_is_not_silent(page) -> None:
    """See that the line above the worksheet has told how far it is."""
    said = page.evaluate("window.said")
    assert said[0].endswith("The first start takes a minute.")
    assert said[-1].startswith("Python is ready.")
    assert page.locator("#status").get_attribute("role") == "status"


def assert_menus_are_calm(page) -> None:
    """See that no menu leads nowhere or deletes work."""
    whole = find_worksheet(page).locator("body").inner_text()
    assert "Last Checkpoint" not in whole and "Not Trusted" not in whole
    bar = find_worksheet(page).locator(".lm-MenuBar-item")
    for name in MENUS:
        bar.get_by_text(name, exact=True).click()
        menu = find_worksheet(page).locator(".lm-Menu")
        expect(menu).to_be_visible()
        assert not re.search(CONFUSING, menu.inner_text())
        page.keyboard.press("Escape")


def run_everything(page) -> None:
    """Run all cells from the menu; the last one with a reply ends the wait."""
    find_worksheet(page).locator(".lm-MenuBar-item").get_by_text("Run").click()
    find_worksheet(page).get_by_text("Run All Cells", exact=True).click()
    replies = find_worksheet(page).locator(".glossary")
    expect(replies.last).to_be_visible(timeout=PATIENCE)
    assert find_worksheet(page).locator(".reply-error").count() == 0
    greeting = find_cell(page, NAME, "0-0-setup").locator(".jp-Cell-outputArea")
    expect(greeting).to_contain_text("Your work is kept in this browser")


def assert_work_goes_home(page, folder: Path) -> None:
    """Save worksheet and plan as files, as one takes them home, and read them."""
    page.locator("#home > summary").click()
    found = {}
    for name in ("my-plan.json", NAME):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"({name})").click()
        download.value.save_as(folder / name)
        found[name] = json.loads((folder / name).read_text(encoding="utf-8"))
    assert found["my-plan.json"]["boxes"]["challenge"]["team"] == TEAM
    cells = {cell["id"]: cell for cell in found[NAME]["cells"]}
    assert "".join(cells["ex-0-2"]["source"]) == "answer_0_2 = 6"
    with page.expect_download() as download:
        page.get_by_role("button", name="All in one file").press("Enter")
    (folder / "stick").mkdir()
    download.value.save_as(folder / "stick" / download.value.suggested_filename)
    collected = collect(folder / "stick", [])
    assert (collected.unshared, collected.worksheets) == (1, 1)
    assert (collected.names, collected.skipped) == (1, [])
    assert collected.states["0.2"] == ["answered"]
    page.keyboard.press("Escape")
    assert not page.locator("#files").is_visible()


def assert_a_plan_comes_back(page, folder: Path) -> None:
    """Bring a plan that was taken home, and something else, which is refused."""
    (folder / "letter.json").write_text("[1, 2]", encoding="utf-8")
    page.locator("#home > summary").click()
    page.locator("#bring").set_input_files(folder / "letter.json")
    expect(page.locator("#taken")).to_contain_text("letter.json is not a plan.")
    other = (folder / "my-plan.json").read_text("utf-8").replace(TEAM, "Врата")
    (folder / "other.json").write_text(other, encoding="utf-8")
    page.locator("#bring").set_input_files(folder / "other.json")
    said = page.locator("#taken")
    expect(said).to_contain_text("The plan is in this browser.")
    order = re.search(r"plan\.open_copy\(.+\)", said.inner_text()).group()
    page.keyboard.press("Escape")
    whole = f"{order}\nplan.show('challenge')"
    run_cell(page, OTHER, "1-0-setup", "Врата", whole)


def assert_asks_nobody_else(page, address: str) -> None:
    """See that everything came from the site, and that all of it was there."""
    strange = [
        asked
        for asked in page.asked
        if not asked.startswith((address, "data:", "blob:"))
        and not asked.endswith(HEARTBEAT)
    ]
    assert len(page.asked) > 50 and strange == []
    host = address.split("/")[2]
    assert {urlsplit(asked).netloc for asked in page.asked} <= {host, ""}
    assert page.faults == []


def test_who_waits_long_hears_it_every_ten_seconds(port, page):
    page.route("**/lite/**", lambda route: route.fulfill(body="<p>nothing yet</p>"))
    page.clock.install()
    page.goto(f"http://127.0.0.1:{port}/worksheets/00-start-here.html")
    line = page.locator("#status")
    expect(line).to_have_text(
        "The worksheet is being opened. The first start takes a minute."
    )
    for seconds in (10, 20, 30):
        page.clock.run_for(10_500)
        expect(line).to_contain_text(f"being opened. Seconds until now: {seconds}")


def test_who_is_out_of_the_network_is_told(port, page):
    page.route("**/lite/**", lambda route: route.abort())
    page.goto(f"http://127.0.0.1:{port}/worksheets/00-start-here.html")
    expect(page.locator("#status")).to_contain_text("cannot be reached")


def test_our_pages_have_no_barrier(port, page):
    page.goto(f"http://127.0.0.1:{port}/")
    assert find_barriers(page) == []
    page.goto(f"http://127.0.0.1:{port}/worksheets/00-start-here.html")
    page.locator("#home > summary").click()
    assert find_barriers(page) == []
    assert page.locator("#worksheet").get_attribute("title") == "Worksheet: Start here"


def test_on_a_narrow_screen_our_pages_have_no_barrier(port, page):
    page.set_viewport_size({"width": 390, "height": 800})
    for name in ("", "worksheets/00-start-here.html"):
        page.goto(f"http://127.0.0.1:{port}/{name}")
        assert find_barriers(page) == []
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(wide), name


def test_without_scripts_the_pages_say_what_works(port, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{port}/")
    assert page.locator("noscript .warning").is_visible()
    assert page.get_by_text("What deletes your work").is_visible()
    assert page.get_by_role(
        "link", name=re.compile("^Handout *: Start here")
    ).is_visible()
    page.goto(f"http://127.0.0.1:{port}/worksheets/00-start-here.html")
    assert page.locator("noscript .warning").is_visible()
    assert not page.locator("#worksheet").is_visible()
    context.close()


def test_opened_from_a_folder_the_pages_say_what_is_missing(site, page):
    page.goto((site / "index.html").as_uri())
    assert page.get_by_text("You have opened this page from a folder").is_visible()
    page.goto((site / "worksheets/00-start-here.html").as_uri())
    expect(page.locator("#status")).to_contain_text("needs a web server")


def test_every_lesson_and_course_has_its_door_and_every_door_opens(site):
    names = [path.stem for path in (*list_lessons(), *list_courses())]
    start = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser")
    doors = [link["href"] for link in start.select("a[href]")]
    own = [name for name in names if (ROOT / "exercises" / f"{name}.ipynb").is_file()]
    assert own and {f"worksheets/{name}.html" for name in own} <= set(doors)
    gone = []
    for path in [site / "index.html", *(site / "worksheets").glob("*.html")]:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        links = [link["href"] for link in page.select("a[href]")]
        links += [frame["data-address"] for frame in page.select("iframe")]
        for link in links:
            place = urlsplit(link)
            if place.scheme or not place.path:
                continue
            if not (path.parent / unquote(place.path)).resolve().is_file():
                gone.append(f"{path.name}: {link}")
    assert gone == []


def test_what_is_for_the_facilitator_stays_at_home(site):
    names = {path.name for path in site.rglob("*.html")}
    folders = {path.name for path in site.iterdir()}
    assert not {"key.html", "guide.html", "run-of-show.html"} & names
    assert not {"keys", "guides", "cards"} & folders
    assert {"decks", "handouts", "worksheets", "lite"} <= folders
