"""Keep the pages of some lessons: as they are now, else as they were last whole.

Nothing runs: the pages show the outputs that are stored, and say that nobody verified
them.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.hashes import provenance
from scripts.lessons.listing import is_draft
from scripts.lessons.notebooks import name_file, read_notebook
from scripts.lessons.products import FOLDERS, name_lesson_page
from scripts.pages import export
from scripts.pages.describing import describe_lesson

SCRIPT = Path(__file__).with_name("preview.js")
STYLE = Path(__file__).with_name("preview.css")
NOT_VERIFIED = "Preview: not verified"
A_DRAFT = "Preview of a draft: not verified"
BROKEN = """\
<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{name}</title></head>
<body><main><h1>{name}</h1><p>There is no page yet.</p></main></body>
</html>
"""


@dataclass
class Page:
    """One page: its lesson and product, its last whole HTML, and what is wrong now."""

    lesson: Path
    product: str
    html: str = ""
    version: int = 0
    fault: str = ""

    def tell(self) -> str:
        """Return what an open page needs to know: is it old, and what is wrong."""
        return json.dumps({"version": self.version, "fault": self.fault})


@dataclass
class Pages:
    """The pages of some lessons of the project ``root``, by their address."""

    lessons: list[Path]
    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    stamps: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for lesson in self.lessons:
            for product in FOLDERS:
                page = Page(lesson, product)
                self.pages[name_lesson_page(lesson, product)] = page

    def renew(self) -> bool:
        """Make anew what was saved since the last time; say whether anything was.

        A template changes every page.
        """
        before, self.stamps = self.stamps, self.read_stamps()
        changed = {path for path, _ in before.items() ^ self.stamps.items()}
        if not changed <= set(self.lessons):
            forget_templates()
            changed = set(self.lessons)
        for page in self.pages.values():
            if page.lesson in changed:
                self.make(page)
        return bool(changed)

    def read_stamps(self) -> dict[Path, tuple[int, int]]:
        """Read when each lesson and template was saved, and how long it is."""
        stamps = {}
        for path in [*self.lessons, *export.TEMPLATES.iterdir()]:
            with suppress(FileNotFoundError):  # between two halves of a save
                state = path.stat()
                stamps[path] = state.st_mtime_ns, state.st_size
        return stamps

    def make(self, page: Page) -> None:
        """Make one page; where it cannot be made, keep the last one and say why."""
        try:
            html = self.render(page)
        except Problem as problem:
            page.fault = str(problem)
            return
        except Exception as error:  # a template that somebody has just broken
            what = " ".join(str(error).split()) or "no message"
            page.fault = (
                f"The page cannot be made ({type(error).__name__}: {what}). Mend what "
                "you saved last."
            )
            return
        if html != page.html:
            page.html, page.version = html, page.version + 1
        page.fault = ""

    def render(self, page: Page) -> str:
        """Return the HTML of a page from the stored outputs. Raises Problem."""
        notebook = read_notebook(page.lesson)
        about = describe_lesson(notebook, page.lesson)
        about["provenance"] = provenance(page.lesson, self.root) | {"nbval": None}
        try:
            return export.render(notebook, about, page.product, "light")
        except Problem as problem:
            raise Problem(f"{name_file(page.lesson)}, {problem}") from None

    def show(self, name: str) -> str | None:
        """Return a page with its mark, None when there is no such page."""
        page = self.pages.get(name)
        if page is None:
            return None
        html = page.html or BROKEN.format(name=escape(page.lesson.stem))
        return add_mark(html, page, name)


def forget_templates() -> None:
    """Let templates, styles and scripts be read anew."""
    export.make_exporter.cache_clear()
    export.read_file.cache_clear()


def add_mark(html: str, page: Page, name: str) -> str:
    """Return a page that says what it is, and hears of changes."""
    words = A_DRAFT if is_draft(page.lesson) else NOT_VERIFIED
    mark = (
        f'<aside class="preview" aria-label="Preview" lang="en-GB" '
        f'data-page="{escape(name)}" data-version="{page.version}">'
        f'<p>{words} · <a href="/">All pages</a></p>'
        f'<p role="alert" class="preview-fault">{escape(page.fault)}</p></aside>'
        f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
        f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>"
    )
    before, end, after = html.rpartition("</body>")
    return f"{before}{mark}{end}{after}"
