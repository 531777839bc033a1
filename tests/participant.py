"""A browser that works in the site as a participant does."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page, expect

from scripts.door.files import ROOT
from scripts.lessons.notebooks import read_notebook
from scripts.pages.browser import find_browser, list_launch_options

# A name that is neither localhost nor https: browsers give such a page less.
INSECURE = "classroom.test"
RESOLVED = f"--host-resolver-rules=MAP {INSECURE} 127.0.0.1"
PATIENCE = 120_000  # milliseconds; two cores may have much to do
# Keeps what the line above a worksheet says, from the first word on.
REMEMBER = """
  window.said = [];
  new MutationObserver((changes) => changes
    .filter(({target}) => target.id === "status")
    .forEach(({target}) => window.said.push(target.textContent))
  ).observe(document, {childList: true, subtree: true});
"""
# Runs code in the kernel of the worksheet; returns how it ended, and what it printed.
EXECUTE = """async (code) => {
  const app = document.getElementById("worksheet").contentWindow.jupyterapp;
  const session = app.shell.currentWidget.context.sessionContext.session;
  const said = [];
  const asked = session.kernel.requestExecute({code});
  asked.onIOPub = ({header, content}) => said.push([header.msg_type, content]);
  const reply = await asked.done;
  return [reply.content.status, said];
}"""


@contextmanager
def open_browser(browser_type, profile: Path):
    """Open a browser as somebody does who has used it before; yield its page.

    ``page.asked`` are the addresses that it asks for, ``page.faults`` what failed.
    """
    context = browser_type.launch_persistent_context(
        profile,
        executable_path=find_browser(),
        args=[*list_launch_options(), RESOLVED],
        viewport={"width": 1280, "height": 800},
    )
    context.add_init_script(REMEMBER)
    page = context.pages[0]
    page.asked, page.faults = [], []
    context.on("request", lambda request: page.asked.append(request.url))
    context.on("response", lambda got: got.status >= 400 and note_fault(page, got.url))
    try:
        yield page
    finally:
        context.close()


def note_fault(page: Page, address: str) -> None:
    """Remember an address that was not there."""
    page.faults.append(address)


def await_ready(page: Page) -> None:
    """Wait until the line above the worksheet says that Python is there."""
    expect(page.locator("#status")).to_contain_text("is ready", timeout=PATIENCE)


def find_worksheet(page: Page) -> FrameLocator:
    """Return the worksheet within its frame."""
    return page.frame_locator("#worksheet")


def find_cell(page: Page, name: str, cell_id: str) -> Locator:
    """Find a cell of a worksheet by its id."""
    ids = [cell.id for cell in read_notebook(ROOT / "exercises" / name).cells]
    place = f'.jp-Cell[data-windowed-list-index="{ids.index(cell_id)}"]'
    return find_worksheet(page).locator(place)


def run_cell(page: Page, name: str, cell_id: str, said: str, code: str = "") -> None:
    """Run a cell from the keyboard, with other code if given; wait for its words."""
    cell = find_cell(page, name, cell_id)
    cell.locator(".cm-content").click()
    if code:
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    output = cell.locator(".jp-Cell-outputArea")
    expect(output).to_contain_text(said, timeout=PATIENCE)


def execute(page: Page, code: str) -> tuple[str, list]:
    """Run code in the kernel of the open worksheet; return its end and its outputs."""
    status, said = page.evaluate(EXECUTE, code)
    quiet = ("status", "execute_input")
    return status, [(kind, content) for kind, content in said if kind not in quiet]
