"""JupyterLab and Notebook as people meet them: a sentence always, a chart in words."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from scripts.door.files import ROOT
from scripts.lessons.notebooks import read_notebook
from scripts.verbs.open import add_settings

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

NAME = "00-start-here.ipynb"
CELLS = [cell.id for cell in read_notebook(ROOT / "exercises" / NAME).cells]
KEPT = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
ENDLESS = 'print("begun")\nwhile True:\n    pass'
PLAN = 'plan.write("challenge", team="Open Doors")\nplan.show("challenge")'
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"
# Without a kernel the light says "idle", too, and what one runs then is dropped: the
# kernel has a name. In a narrow window JupyterLab takes both out of the toolbar, and
# its status bar says them.
IS_READY = """(panel) => {
  const find = (what) => document.querySelector(`${panel} ${what}`);
  const light = find('.jp-Notebook-ExecutionIndicator[data-status="idle"]');
  const bar = document.querySelector("#jp-bottom-panel")?.textContent ?? "";
  return (light !== null && find(".jp-KernelName")?.textContent.includes("Python 3"))
    || /Python 3[^|]*\\| Idle/.test(bar);
}"""
PATIENCE = 90_000  # milliseconds; a kernel may have to wait for a busy computer
# JupyterLab opens again what was open in its workspace, so each test has its own.
PROGRAMS = {"lab": "lab/workspaces/{test}/tree", "notebooks": "notebooks"}
every_program = pytest.mark.parametrize(
    "program", ["lab", pytest.param("notebooks", marks=pytest.mark.ci)]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a lesson and two worksheets, as untrusted as copies are."""
    folder = tmp_path_factory.mktemp("jupyter")
    shutil.copy(ROOT / "notebooks" / NAME, folder / "lesson.ipynb")
    for name in ("lab", "notebooks"):
        shutil.copy(ROOT / "exercises" / NAME, folder / f"{name}.ipynb")
    return folder


@pytest.fixture(scope="module")
def server(folder, tmp_path_factory):
    """The address of a Jupyter server that knows nothing of this computer's user."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    places = {f"JUPYTER_{name}": str(home / name) for name in KEPT}
    places |= {
        f"JUPYTERLAB_{name}_DIR": str(home) for name in ("SETTINGS", "WORKSPACES")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
        + [f"--ServerApp.root_dir={folder}", f"--ServerApp.port={port}"]
        + ["--IdentityProvider.token=", "--ServerApp.port_retries=0"],
        env={**os.environ, **places, "JUPYTER_CONFIG_PATH": add_settings()},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert any(f":{port}/lab" in line for line in process.stderr), "no server started"
    # Somebody has to read on, or the server stops when the pipe is full.
    threading.Thread(target=process.stderr.read, daemon=True).start()
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


@every_program
def test_a_chart_that_nobody_ran_is_read_out(program, server, folder, page):
    open_notebook(page, f"{server}/{PROGRAMS[program].format(test='a')}/lesson.ipynb")
    assert_charts_speak(page, folder / "lesson.ipynb")


@every_program
def test_a_worksheet_answers_kindly_from_start_to_restart(
    program, server, folder, page
):
    page.on("dialog", lambda dialog: dialog.accept())
    place = PROGRAMS[program].format(test="b")
    open_notebook(page, f"{server}/{place}/{program}.ipynb")
    run(page, "ex-0-2-check", "run it with Ctrl+Enter")
    run(page, "0-0-setup", "The notebook is ready.")
    run(page, "ex-0-5", "Run that cell first")
    run(page, "0-4-chart", "Description of the chart")
    run(page, "ex-0-1", "begun", ENDLESS)
    page.keyboard.press("i")
    page.keyboard.press("i")
    await_words(page, "ex-0-1", "The cell was stopped.")
    await_end(page, "ex-0-1")
    run(page, "ex-0-2", "It happened in line 1", "answer_0_2 = 7 rows")
    run(page, "ex-0-2-check", "The cell stopped.")
    run(page, "ex-0-2", "", "answer_0_2 = 6")
    run(page, "ex-0-2-check", "Exercise 0.2. Right.")
    run(page, "ex-0-2-hints", "Hint 1 of 3")
    assert ("DisclosureTriangle", "Hint 1 of 3 for exercise 0.2") in read_aloud(page)
    run(page, "0-6-show", "Open Doors", PLAN)
    assert_side_by_side(page)
    save_and_reload(page)
    assert_charts_speak(page, folder / f"{program}.ipynb")
    reply = find_output(page, "ex-0-2-check").locator(".reply-right")
    expect(reply).to_have_attribute("role", "status")
    expect(reply).not_to_have_css("border-left-width", "0px")
    focus(page, "ex-0-2-check")
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    page.keyboard.press("0")
    page.locator(".jp-Dialog .jp-mod-accept").last.click()
    run(page, "ex-0-2-check", "run it with Ctrl+Enter")


def open_notebook(page: Page, address: str) -> None:
    """Open a notebook and wait until its cells are there and its kernel is ready."""
    page.goto(address)
    expect(find_cell(page, CELLS[-1])).to_be_attached(timeout=PATIENCE)
    page.wait_for_function(IS_READY, arg=PANEL, timeout=PATIENCE)


def find_cell(page: Page, cell_id: str):
    """Find a cell of the worksheet by its id."""
    # Cells come into the page one after the other, in any order.
    place = f'.jp-Cell[data-windowed-list-index="{CELLS.index(cell_id)}"]'
    return page.locator(f"{PANEL} {place}")


def find_output(page: Page, cell_id: str):
    """Find what a cell shows."""
    return find_cell(page, cell_id).locator(".jp-Cell-outputArea")


def focus(page: Page, cell_id: str) -> None:
    """Put the cursor into a cell."""
    # A click may miss it: the page still moves while outputs come in.
    editor = find_cell(page, cell_id).locator(".cm-content")
    editor.focus()
    expect(editor).to_be_focused()


def run(page: Page, cell_id: str, said: str, code: str = "") -> None:
    """Run a cell, with other code if it is given, and wait for what it says."""
    focus(page, cell_id)
    if code:
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    await_words(page, cell_id, said)
    if code != ENDLESS:
        await_end(page, cell_id)


def await_end(page: Page, cell_id: str) -> None:
    """Wait until the kernel has answered for a cell, and not only shown its output."""
    # After a stop, the kernel drops what comes in before that answer is sent.
    prompt = find_cell(page, cell_id).locator(".jp-InputPrompt")
    expect(prompt).to_have_text(re.compile(r"\[\d+\]"), timeout=PATIENCE)


def await_words(page: Page, cell_id: str, said: str) -> None:
    """Wait until a cell shows some words."""
    expect(find_output(page, cell_id)).to_contain_text(said, timeout=PATIENCE)


def read_aloud(page: Page) -> list[tuple[str, str]]:
    """List role and name of everything that a screen reader meets."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"]
    ]


def assert_charts_speak(page: Page, path: Path) -> None:
    """See that each stored chart has its own words, and that axe agrees."""
    outputs = [
        output
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
    ]
    wanted = [
        output["metadata"]["image/png"]["alt"]
        for output in outputs
        if "image/png" in output.get("data", {})
    ]
    expect(page.locator(f"{PANEL} .jp-OutputArea-output img")).to_have_count(
        len(wanted)
    )
    said = [name for role, name in read_aloud(page) if role == "image"]
    assert wanted and set(wanted) <= set(said)
    found = Axe().run(page, options={"runOnly": ["image-alt"]})
    assert found.violations_count == 0, found.generate_report()


def assert_side_by_side(page: Page) -> None:
    """See that question and answer share a line in a narrow window."""
    page.set_viewport_size({"width": 480, "height": 720})
    plan = find_output(page, "0-6-show").locator("dl")
    question, answer = (plan.locator(tag).first.bounding_box() for tag in ("dt", "dd"))
    assert abs(question["y"] - answer["y"]) < 2
    assert question["x"] + question["width"] <= answer["x"]
    page.set_viewport_size({"width": 1280, "height": 720})


def save_and_reload(page: Page) -> None:
    """Save the notebook, and open it again as after a pause."""
    with page.expect_response(
        lambda got: got.request.method == "PUT" and "/api/contents/" in got.url
    ):
        page.keyboard.press("Control+s")
    open_notebook(page, page.url)
