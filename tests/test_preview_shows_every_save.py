"""``preview`` shows a lesson as it was last saved, on this computer alone."""

import asyncio
import json
import shutil
import signal
import urllib.error
import urllib.request

import nbformat
import pytest
from small_lesson import make_notebook

from scripts.door.errors import Problem, report_faults
from scripts.pages import export
from scripts.pages.browser import find_browser, list_launch_options
from scripts.preview import server
from scripts.preview.pages import Pages
from scripts.verbs import preview

PATIENCE = 60  # seconds after which a test gives up; nothing is measured
HANDOUT, DECK = "handouts/01-small.html", "decks/01-small.html"


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """The path of a small lesson, in a project with templates of its own."""
    templates = shutil.copytree(export.TEMPLATES, tmp_path / "templates")
    monkeypatch.setattr(export, "TEMPLATES", templates)
    export.make_exporter.cache_clear()
    export.read_file.cache_clear()
    (tmp_path / "notebooks").mkdir()
    path = tmp_path / "notebooks/01-small.ipynb"
    nbformat.write(make_notebook(), path)
    yield path
    export.make_exporter.cache_clear()
    export.read_file.cache_clear()


@pytest.fixture
def pages(lesson):
    """The pages of the small lesson, made once."""
    pages = Pages([lesson], lesson.parents[1])
    pages.renew()
    return pages


def change(path, old, new):
    """Save a file with other words."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_page_says_that_nobody_verified_it(lesson, pages):
    for name in (HANDOUT, DECK):
        html = pages.show(name)
        assert "Preview: not verified" in html
        assert html.endswith("</script></body>\n</html>\n"), "a whole page"
    assert "onfirmed by nbval" not in pages.show(HANDOUT)
    notebook = make_notebook()
    notebook.metadata["draft"] = True
    nbformat.write(notebook, lesson)
    assert "Preview of a draft: not verified" in pages.show(DECK)


def test_there_are_no_other_pages(pages):
    assert set(pages.pages) == {HANDOUT, DECK}
    assert pages.show("exercises/01-small.html") is None
    assert pages.show("../notebooks/01-small.ipynb") is None


def test_a_save_makes_both_pages_anew(lesson, pages):
    words = make_notebook().cells[0].source.removeprefix("# ").splitlines()[0]
    change(lesson, words, "Another title")
    pages.renew()
    for name in (HANDOUT, DECK):
        assert "Another title" in pages.show(name)
        assert pages.pages[name].version == 2
    assert not pages.renew() and pages.pages[DECK].version == 2
    lesson.write_bytes(lesson.read_bytes())
    pages.renew()
    assert pages.pages[DECK].version == 2, "a save that changes nothing"


def test_a_template_a_style_and_a_script_change_the_page(lesson, pages):
    templates = export.TEMPLATES
    change(templates / "handout.html.j2", "In this handout", "On these sheets")
    (templates / "handout.css").write_text("main { color: red }", encoding="utf-8")
    (templates / "view.js").write_text('say("mine, too");', encoding="utf-8")
    pages.renew()
    html = pages.show(HANDOUT)
    assert "On these sheets" in html and "main{color:red}" in html
    assert 'say("mine, too");' in pages.show(DECK)


@pytest.mark.parametrize("breaks", ["lesson", "cell", "template"])
def test_what_is_broken_is_said_on_the_last_good_page(lesson, pages, breaks):
    good = pages.pages[HANDOUT].html
    template = export.TEMPLATES / "handout.html.j2"
    before = {path: path.read_bytes() for path in (lesson, template)}
    if breaks == "lesson":
        lesson.write_text('{"cells": [', encoding="utf-8")
        said = "notebooks/01-small.ipynb is not a whole notebook"
    elif breaks == "cell":
        notebook = make_notebook()
        notebook.cells[0].source = "# A formula $\\frac{$"
        nbformat.write(notebook, lesson)
        said = "notebooks/01-small.ipynb, cell "
    else:
        template.write_text("{% if %}", encoding="utf-8")
        said = "The page cannot be made (TemplateSyntaxError"
    changed = template if breaks == "template" else lesson
    assert pages.renew()
    page = pages.pages[HANDOUT]
    assert page.fault.startswith(said) and page.fault.endswith(".")
    assert page.html == good, "the last good page stays"
    shown = pages.show(HANDOUT)
    assert said.partition("<")[0] in shown and 'role="alert"' in shown
    assert json.loads(page.tell()) == {"version": 1, "fault": page.fault}
    changed.write_bytes(before[changed])
    pages.renew()
    assert page.fault == "" and page.version == 1


def test_a_lesson_that_was_never_whole_has_a_page_that_says_so(lesson):
    lesson.write_text("{", encoding="utf-8")
    pages = Pages([lesson], lesson.parents[1])
    pages.renew()
    html = pages.show(HANDOUT)
    assert "There is no page yet." in html and "is not a whole notebook" in html


def ask(port, path="/", host=None):
    """Ask for a page; give its status and its text."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if host is not None:
        request.add_header("Host", host)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def serve_for(pages, look):
    """Serve pages as long as ``look(port)`` takes; return what that returns."""

    async def run():
        sockets, stop = server.take_port(0), asyncio.Event()
        serving = asyncio.create_task(server.serve(pages, sockets, stop))
        try:
            return await asyncio.to_thread(look, sockets[0].getsockname()[1])
        finally:
            stop.set()
            await asyncio.wait_for(serving, PATIENCE)

    return asyncio.run(run())


def test_an_open_page_hears_of_each_save(lesson, pages):
    def look(port):
        events = urllib.request.urlopen(
            f"http://127.0.0.1:{port}/events?page={HANDOUT}", timeout=PATIENCE
        )
        heard = hear(events)
        assert next(heard) == {"version": 1, "fault": ""}
        change(lesson, "Words that divide us", "Words that unite us")
        assert next(one for one in heard if one["version"] == 2)["fault"] == ""
        before = lesson.read_text(encoding="utf-8")
        lesson.write_text("{", encoding="utf-8")
        broken = next(one for one in heard if one["fault"])
        assert "is not a whole notebook" in broken["fault"]
        assert ask(port, f"/{HANDOUT}")[0] == 200
        lesson.write_text(before, encoding="utf-8")
        assert next(one for one in heard if not one["fault"])["version"] == 2
        change(export.TEMPLATES / "handout.css", "{", "{ --mine: 1;")
        assert next(one for one in heard if one["version"] == 3)
        assert "--mine:1" in ask(port, f"/{HANDOUT}")[1]
        return events

    events = serve_for(pages, look)
    assert events.read() is not None, "who ends the preview lets open pages go"


def hear(events):
    """Yield what an open page is told."""
    for line in events:
        if line.startswith(b"data:"):
            yield json.loads(line[5:])


def test_only_this_computer_and_this_address_are_answered(pages):
    def look(port):
        assert ask(port)[0] == 200 and HANDOUT in ask(port)[1]
        assert ask(port, host=f"localhost:{port}")[0] == 200
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1:1", ""):
            status, text = ask(port, f"/{HANDOUT}", host)
            assert status in (400, 403) and "Small" not in text, host
        status, text = ask(port, "/accessibility.html")
        assert status == 404 and "deck and handout of 01-small alone" in text
        assert ask(port, "/events?page=x")[0] == 404

    serve_for(pages, look)
    with server.take_port(0)[0] as taken:
        assert taken.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_passed_by_or_is_one_sentence(monkeypatch):
    with server.take_port(0)[0] as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Problem, match=f"answers at the port {port} of this comp"):
            server.take_port(port)
        monkeypatch.setattr(server, "PORT", port)
        with server.take_port(None)[0] as other:
            assert port < other.getsockname()[1] < port + server.TRIES
        monkeypatch.setattr(server, "TRIES", 1)
        with pytest.raises(Problem, match=r"are all in use: give another one"):
            server.take_port(None)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["47"], 'There is no lesson "47"'),
        (["04", "--port", "70000"], "--port is a number from 0 to 65535"),
    ],
)
def test_a_wish_that_makes_no_sense_is_one_sentence(argv, said, capsys):
    assert report_faults(preview.main, argv) == 1
    complaint = capsys.readouterr().err
    assert said in complaint and complaint.count("\n") == 1


def test_ctrl_c_ends_it_with_one_sentence(monkeypatch, capsys):
    async def watch(pages, listeners, stop):
        signal.raise_signal(signal.SIGINT)
        await asyncio.wait_for(stop.wait(), PATIENCE)

    monkeypatch.setattr(server, "watch", watch)
    argv = ["00", "--no-browser", "--port", "0"]
    assert report_faults(preview.main, argv) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0].startswith("The preview is at http://127.0.0.1:")
    assert lines[-1] == "The preview has ended." and said.err == ""


@pytest.mark.browser
def test_the_browser_shows_the_save_and_says_what_is_wrong(lesson, pages):
    from playwright.sync_api import sync_playwright

    def look(port):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_browser(), args=list_launch_options()
            )
            page = browser.new_page()
            page.set_default_timeout(1000 * PATIENCE)
            page.goto(f"http://127.0.0.1:{port}/{HANDOUT}")
            change(lesson, "Words that divide us", "Words that unite us")
            page.get_by_text("Words that unite us").first.wait_for()
            before = lesson.read_text(encoding="utf-8")
            lesson.write_text("{", encoding="utf-8")
            page.get_by_role("alert").get_by_text("is not a whole notebook").wait_for()
            page.reload()
            page.get_by_role("alert").get_by_text("is not a whole notebook").wait_for()
            assert page.get_by_text("Words that unite us").count()
            lesson.write_text(before, encoding="utf-8")
            page.locator(".preview-fault:empty").wait_for(state="attached")
            browser.close()

    serve_for(pages, look)
