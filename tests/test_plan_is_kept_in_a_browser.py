"""A browser keeps the plan, and nothing is called saved that it does not keep."""

import asyncio
import json
import os
import sys
import types
from pathlib import Path

import pytest

from workshop import plan
from workshop.plan import file, kept


class Store:
    """What a browser keeps below a folder, and how it goes wrong."""

    def __init__(self, place: Path) -> None:
        self.place, self.files = place, {}
        self.fault, self.mounted, self.deaf = None, [], False

    def mount(self, kind: str, options: object, folder: str) -> None:
        """Remember the folder that shows the store."""
        self.mounted.append((kind, folder))

    def syncfs(self, from_browser: bool, finish) -> None:
        """Bring all files from the store or to it, as emscripten does."""
        if self.deaf:
            return
        if self.fault is None and from_browser:
            for path in self.place.iterdir():
                path.unlink()
            for name, content in self.files.items():
                (self.place / name).write_bytes(content)
        elif self.fault is None:
            self.files = {p.name: p.read_bytes() for p in self.place.iterdir()}
        finish(self.fault)


@pytest.fixture
def browser_store(tmp_path, monkeypatch) -> Store:
    """Let Python believe that it runs in a browser without a service worker."""
    monkeypatch.delenv("WORKSHOP_PLAN", raising=False)
    monkeypatch.chdir(tmp_path)
    store = Store(tmp_path / "kept/course/lite")
    address = "http://classroom.test/course/lite/extensions/kernel/worker.js"
    url = types.SimpleNamespace(
        new=lambda text: types.SimpleNamespace(pathname="/course/lite")
    )
    js = types.SimpleNamespace(
        URL=url,
        Object=types.SimpleNamespace(new=dict),
        location=types.SimpleNamespace(href=address),
    )
    system = types.SimpleNamespace(
        filesystems=types.SimpleNamespace(IDBFS="IDBFS"),
        mount=store.mount,
        syncfs=store.syncfs,
    )
    loop = asyncio.new_event_loop()
    ffi = types.SimpleNamespace(
        can_run_sync=lambda: not store.deaf or store.fault != "waits",
        create_once_callable=lambda function: function,
        run_sync=loop.run_until_complete,
    )
    monkeypatch.setattr(asyncio, "get_event_loop", lambda: loop)
    monkeypatch.setitem(sys.modules, "js", js)
    monkeypatch.setitem(sys.modules, "pyodide_js", types.SimpleNamespace(FS=system))
    monkeypatch.setitem(sys.modules, "pyodide", types.ModuleType("pyodide"))
    monkeypatch.setitem(sys.modules, "pyodide.ffi", ffi)
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(kept, "STORE", str(tmp_path / "kept"))
    monkeypatch.setattr(kept, "PATIENCE", 0.01)
    monkeypatch.setattr(kept, "_folder", None)
    monkeypatch.setattr(kept, "_fault", "")
    yield store
    loop.close()


@pytest.fixture
def said(monkeypatch) -> list[str]:
    """What the notebook shows, in plain text."""
    lines = []

    def emit_reply(kind, icon, words, text, more=""):
        lines.append(f"{words} {text}")

    monkeypatch.setattr(plan.saying, "emit_reply", emit_reply)
    monkeypatch.setattr(file, "emit_reply", emit_reply)
    return lines


def test_a_plan_is_kept_and_says_where(browser_store, said):
    plan.write("challenge", team="Open Doors")
    assert browser_store.mounted == [("IDBFS", str(browser_store.place))]
    box = json.loads(browser_store.files["my-plan.json"])["boxes"]["challenge"]
    assert box == {"team": "Open Doors"}
    assert said[-1].startswith("Saved.") and "kept in this browser" in said[-1]
    assert "Take home" in said[-1]


def test_a_second_worksheet_keeps_what_the_first_wrote(browser_store, said):
    plan.write("challenge", team="Open Doors")
    written = json.loads(browser_store.files["my-plan.json"])
    written["boxes"]["problem"] = {"sentence": "written in another worksheet"}
    browser_store.files["my-plan.json"] = json.dumps(written).encode()
    plan.write("challenge", place="Tuzla")
    boxes = json.loads(browser_store.files["my-plan.json"])["boxes"]
    assert boxes["problem"] == {"sentence": "written in another worksheet"}
    assert boxes["challenge"] == {"team": "Open Doors", "place": "Tuzla"}


@pytest.mark.parametrize("fault", ["QuotaExceededError", "no answer"])
def test_what_the_browser_does_not_keep_is_never_called_saved(
    fault, browser_store, said
):
    plan.write("challenge", team="Open Doors")
    before = dict(browser_store.files)
    browser_store.deaf = fault == "no answer"
    browser_store.fault = None if browser_store.deaf else fault
    del said[:]
    plan.write("challenge", team="Another name")
    assert browser_store.files == before
    assert not any(line.startswith("Saved.") for line in said)
    assert "could not be saved" in said[-1]
    assert fault in said[-1]


def test_a_store_that_works_again_is_used_again(browser_store, said):
    browser_store.fault = "QuotaExceededError"
    plan.write("challenge", team="Open Doors")
    assert browser_store.files == {}
    browser_store.fault = None
    plan.write("challenge", team="Open Doors")
    assert said[-1].startswith("Saved.")
    assert b"Open Doors" in browser_store.files["my-plan.json"]


def test_a_browser_that_cannot_wait_says_so_from_the_start(browser_store, said):
    browser_store.deaf, browser_store.fault = True, "waits"
    assert "cannot be kept in this browser" in kept.describe_start()
    plan.write("challenge", team="Open Doors")
    assert not any(line.startswith("Saved.") for line in said)


def test_copies_and_pages_go_where_the_browser_keeps_them(browser_store, said):
    plan.write("challenge", team="Open Doors")
    plan.save_copy("for-home.json")
    plan.save_page()
    wanted = {"my-plan.json", "for-home.json", "our-plan.html"}
    assert set(browser_store.files) == wanted
    assert all("kept in this browser" in line for line in said[-2:])


def test_a_plan_that_the_page_has_brought_can_be_opened(browser_store, said):
    plan.write("challenge", team="Open Doors")
    other = file.encode(file.make_new() | {"boxes": {"challenge": {"team": "Home"}}})
    browser_store.files["plan-from-home.json"] = other
    plan.open_copy("plan-from-home.json")
    kept_plan = json.loads(browser_store.files["my-plan.json"])
    assert kept_plan["boxes"]["challenge"]["team"] == "Home"
    assert b"Open Doors" in browser_store.files["my-plan-earlier-1.json"]


def test_beside_the_worksheets_a_plan_is_read_back(monkeypatch, tmp_path, said):
    monkeypatch.delenv("WORKSHOP_PLAN", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(kept, "DRIVE", tmp_path)
    monkeypatch.setattr(kept, "_folder", None)
    plan.write("challenge", team="Open Doors")
    assert said[-1].startswith("Saved.")
    put_in_place = os.replace

    def lose(here, there):
        put_in_place(here, there)
        Path(there).write_bytes(b"")

    monkeypatch.setattr(os, "replace", lose)
    plan.write("challenge", team="Another name")
    assert "could not be saved" in said[-1]


def test_on_the_desktop_nothing_is_said_of_a_browser(monkeypatch, tmp_path, said):
    monkeypatch.delenv("WORKSHOP_PLAN", raising=False)
    monkeypatch.chdir(tmp_path)
    plan.write("challenge", team="Open Doors")
    assert said[-1].startswith("Saved.") and "browser" not in said[-1]
    assert file.get_path() == Path("my-plan.json")
