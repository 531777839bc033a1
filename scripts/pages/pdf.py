"""Print handouts and decks as PDF through an installed browser of the Chromium family.

The files are tagged and carry language, title and outline. The browser writes the time
into them, so their bytes differ from print to print; those of the pages do not.
"""

import re
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from scripts.door.errors import Problem
from scripts.door.files import write_atomically
from scripts.pages.browser import find_browser, list_launch_options
from scripts.pages.pdf_marks import complete

MILLISECONDS = 60_000
# A handout has no slides and is ready at once. A deck lays one slide on each sheet; in
# between there are for a moment neither slides nor sheets.
IS_READY = """() => !document.querySelector(".reveal")
    || window.Reveal && Reveal.isReady() && Reveal.getTotalSlides() > 0
    && !document.querySelector(".loading-scroll-mode")
    && document.querySelectorAll(".pdf-page").length === Reveal.getTotalSlides()"""
IS_DRAWN = """() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
# Chromium leaves out of the tags what reveal.js hides from screen readers (every slide
# but the first) and what it draws through a filter (pictures). The heading of a deck
# stands outside its slides; on paper the first heading is that of the whole. A timer
# that nobody can start is a time.
LET_TAG = """() => {
    const first = document.querySelector(".pdf-page :is(h2, h3, h4)");
    if (first) first.setAttribute("aria-level", 1);
    for (const timer of document.querySelectorAll("button.timer")) {
        const time = document.createElement("span");
        time.className = timer.className;
        time.textContent = timer.querySelector(".time").textContent;
        timer.replaceWith(time);
    }
    for (const slide of document.querySelectorAll(".pdf-page section"))
        for (const name of ["aria-hidden", "hidden"]) slide.removeAttribute(name);
    for (const picture of document.images) picture.style.filter = "none";
}"""
COUNT = """() => ["main :is(h1, h2, h3, h4, h5, h6)", "main img"].map((selector) =>
    [...document.querySelectorAll(selector)].filter((element) =>
        element.checkVisibility() && !element.closest(".kit [aria-hidden=true]")
        && (element.naturalWidth || /[\\p{L}\\p{N}]/u.test(element.textContent))
    ).length)"""
# What links say, by their address or by the id of the place that they lead to.
LIST_LINKS = """() => Object.fromEntries([...document.links].reverse().map((link) => [
    link.getAttribute("href").startsWith("#") ? link.hash.slice(1) : link.href,
    link.textContent.trim().replace(/\\s+/g, " ")]))"""
# What headings say on paper; what is hidden within one parts its words.
LIST_HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .map((heading) => {
        const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
        let words = "";
        while (texts.nextNode()) {
            const text = texts.currentNode;
            const hidden = text.parentElement.closest(
                ".visually-hidden, .dot, [aria-hidden=true]");
            const isPart = hidden && hidden !== heading && heading.contains(hidden);
            words += isPart ? " " : text.textContent;
        }
        return words.trim().replace(/\\s+/g, " ");
    })"""
HEADING = re.compile(rb"/S ?/H[1-6]\b")
PICTURE = re.compile(rb"/S ?/Figure\b")
MOST_TRIES = 5  # a busy computer may print a page before it is drawn: then once more


def print_pages(pages: list[Path]) -> list[Path]:
    """Write a PDF beside each page and return the files; all or none is new.

    Raises Problem when there is no browser or when it cannot print.
    """
    if not pages:
        return []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=require_browser(), args=list_launch_options()
            )
            printed = {page: print_page(browser, page) for page in pages}
            browser.close()
    except Error as error:
        reason = error.message.strip().splitlines()[0]
        raise Problem(
            f"The browser could not print ({reason}): close some programs and run "
            "build --pdf again, or print the pages by hand. No PDF was changed."
        ) from None
    for page, content in printed.items():
        write_atomically(page.with_suffix(".pdf"), content)
    return [page.with_suffix(".pdf") for page in pages]


def require_browser() -> str:
    """Return the path of the browser; raise Problem when there is none."""
    browser = find_browser()
    if not browser:
        raise Problem(
            "A PDF needs a browser and none was found: install Chromium, Google Chrome "
            "or Edge, or leave --pdf away."
        )
    return browser


def print_page(browser: Browser, path: Path) -> bytes:
    """Return a handout as A4 sheets, or a deck with one slide on each sheet.

    Raises Problem when the tags are not whole.
    """
    page: Page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(f"{path.resolve().as_uri()}?print-pdf", timeout=MILLISECONDS)
    page.wait_for_function(IS_READY, timeout=MILLISECONDS)
    page.emulate_media(media="print")
    page.evaluate(LET_TAG)
    headings, pictures = page.evaluate(COUNT)
    links, title = page.evaluate(LIST_LINKS), page.title()
    names = page.evaluate(LIST_HEADINGS)
    language = page.evaluate("document.documentElement.lang")
    for _ in range(MOST_TRIES):
        page.evaluate(IS_DRAWN)
        content = page.pdf(
            tagged=True, outline=True, prefer_css_page_size=True, print_background=True
        )
        if is_tagged(content, headings, pictures):
            content = complete(content, title, language, links, names)
            page.close()
            return content
    raise Problem(
        f"{path.name} was printed without all its tags, so a screen reader would miss "
        "a part: close some programs and run build --pdf again. No PDF was changed."
    )


def is_tagged(content: bytes, headings: int, pictures: int) -> bool:
    """Say whether a PDF has tags, and one for each heading and each picture."""
    return (
        b"/StructTreeRoot" in content
        and len(HEADING.findall(content)) >= headings
        and len(PICTURE.findall(content)) >= pictures
    )
