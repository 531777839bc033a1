"""No slide is higher or wider than the screen; text stays large enough to read."""

import json

import pytest

from scripts.door.files import write_atomically
from tests.small_lesson import export_notebook, make_notebook, text

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

# Shows one slide after the other and lists what each look finds on it, by its name.
VISIT = """(looks) => {
  const found = {};
  for (const name of Object.keys(looks)) found[name] = [];
  for (const slide of Reveal.getSlides()) {
    const {h, v} = Reveal.getIndices(slide);
    Reveal.slide(h, v, 99);
    for (const [name, look] of Object.entries(looks))
      found[name].push(...look(slide).map((what) => `${slide.id}: ${what}`));
  }
  return found;
}"""

AWAIT_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"""

FIND_OVERFLOW = """(slide) => {
  const body = slide.querySelector(".body"), note = slide.querySelector(".note-xk");
  const edge = slide.getBoundingClientRect();
  const floor = note ? note.getBoundingClientRect().top : edge.bottom;
  const isOut = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0
      && (box.left < edge.left - 1 || box.right > edge.right + 1
        || box.top < edge.top - 1 || box.bottom > floor + 1);
  };
  const seen = body.querySelectorAll("*:not(.visually-hidden, .dot)");
  const out = [...seen].filter(isOut).map((e) => `${e.tagName} leaves the slide`);
  if (slide.scrollHeight > 720 || slide.scrollWidth > 1280) out.push("it is too full");
  if (body.scrollHeight > body.clientHeight) out.push("the text is too long");
  if (body.scrollWidth > body.clientWidth) out.push("the text is too wide");
  return out;
}"""

FIND_SMALL_TEXT = """(slide) => {
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT), small = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.data.trim();
    if (!text || element.closest(".notes, .visually-hidden, .dot, math")) continue;
    const note = ".note-xk, .cite, .source, .source-list, .draft";
    const least = element.closest(note) ? 16 : 24;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < least) small.push(`${size} px for "${text.slice(0, 40)}"`);
  }
  return small;
}"""

# Code ends before the edge, and a line breaks only where 24 px cannot hold it.
FIND_CUT_CODE = """(slide) => [...slide.querySelectorAll(".code")].flatMap((code) => {
  const box = code.getBoundingClientRect(), edge = slide.getBoundingClientRect();
  const height = parseFloat(getComputedStyle(code).lineHeight);
  const isBroken = (line) => line.textContent.length <= 79
    && line.getBoundingClientRect().height > 1.5 * height;
  const out = [...code.querySelectorAll(".line")].filter(isBroken)
    .map((line) => `"${line.textContent}" is broken`);
  if (box.right > edge.right - 16) out.push("code touches the edge");
  return out;
})"""

FIND_SMALL_CHARTS = """(slide) => [...slide.querySelectorAll(".output img")]
  .map((image) => ({height: image.clientHeight,
    width: image.clientHeight * image.naturalWidth / image.naturalHeight}))
  .filter(({height, width}) => height < 380 && width < 1000)
  .map(({height, width}) => `a chart of ${width} × ${height} px`)"""


# What WCAG 1.4.12 lets a reader ask for.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""

# Like FIND_OVERFLOW, where a slide that holds too much may scroll upwards and down.
FIND_CUT = """(slide) => {
  const body = slide.querySelector(".body"), note = slide.querySelector(".note-xk");
  const edge = slide.getBoundingClientRect(), box = body.getBoundingClientRect();
  const floor = note ? note.getBoundingClientRect().top : edge.bottom, out = [];
  const scrolls = getComputedStyle(body).overflowY === "auto" && body.tabIndex === 0;
  if (box.bottom > floor + 1) out.push("the text goes on under the note");
  if (note && note.getBoundingClientRect().bottom > edge.bottom) out.push("the note");
  if (body.scrollWidth > body.clientWidth + 1) out.push("the text is too wide");
  if (!scrolls && body.scrollHeight > body.clientHeight + 1) out.push("too long");
  for (const part of scrolls ? [] : body.querySelectorAll("*:not(.visually-hidden)")) {
    const {top, bottom, width} = part.getBoundingClientRect();
    if (width && (top < edge.top - 1 || bottom > floor + 1)) out.push(part.outerHTML);
  }
  return out;
}"""


LOOKS = {
    "overflow": FIND_OVERFLOW,
    "small text": FIND_SMALL_TEXT,
    "small charts": FIND_SMALL_CHARTS,
    "cut code": FIND_CUT_CODE,
}


def visit_slides(page, path, look: str, style: str = "") -> list[str]:
    """Return what a look finds on the slides of a deck."""
    return visit_with(page, path, {"it": look}, style)["it"]


def visit_with(page, path, looks: dict, style: str = "") -> dict[str, list[str]]:
    """Return what several looks find on the slides of a deck, by their names."""
    page.goto(path.as_uri())
    page.wait_for_function("Reveal.isReady()")
    page.add_style_tag(content=style or "/* none */")
    page.evaluate(AWAIT_FRAMES)  # a deck notices what grows with the next frame
    written = ", ".join(f"{json.dumps(name)}: {look}" for name, look in looks.items())
    return page.evaluate(f"() => ({VISIT})({{{written}}})")


@pytest.fixture(scope="module")
def found(decks, browser) -> dict[str, dict[str, list[str]]]:
    """What each look finds in each deck: every slide is shown once for all of them."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    found = {str(path): visit_with(page, path, LOOKS) for path in decks}
    page.close()
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_every_slide_fits(found, look):
    assert found
    for path, faults in found.items():
        assert faults[look] == [], path


@pytest.mark.parametrize("letters", [60, 79, 120])
def test_code_is_as_large_as_its_longest_line_allows(tmp_path, page, letters):
    notebook = make_notebook()
    for cell in notebook.cells:
        if cell.id == "ex-1-1":
            long = f"# {'x' * letters}\n# answer"
            cell.source = cell.source.replace("# answer", long)
    export_notebook(notebook, tmp_path)
    deck = tmp_path / "dist/decks/01-small.html"
    assert visit_slides(page, deck, FIND_CUT_CODE) == []
    size = page.locator("#ex-1-1 pre.code").evaluate(
        "(code) => parseFloat(getComputedStyle(code).fontSize)"
    )
    assert 24 <= size < 25 if letters > 76 else size > 27


def test_a_translated_deck_says_readably_that_it_is_a_draft(tmp_path, page):
    """The line stands on the title slide alone, and no built deck here has it."""
    export_notebook(make_notebook(), tmp_path)
    deck = tmp_path / "dist/decks/01-small.html"
    html = deck.read_text(encoding="utf-8")
    assert html.count("</h2>") > 1
    notice = f'</h2><p class="draft">{"Draft translation: tell us. " * 5}</p>'
    write_atomically(deck, html.replace("</h2>", notice, 1))
    for look, faults in visit_with(page, deck, LOOKS).items():
        assert faults == [], look
    assert page.locator(".title .draft").count() == 1


def test_nothing_is_cut_when_a_reader_spaces_letters_and_lines(decks, page):
    scrolling = "document.querySelectorAll('.body.long').length"
    found = 0
    for path in decks:
        assert visit_slides(page, path, FIND_CUT, SPACING) == [], path.name
        found += page.evaluate(scrolling)
    assert found, "no slide had to scroll: nothing was tested"


def test_a_slide_that_scrolls_does_so_from_the_keyboard(tmp_path, page):
    notebook = make_notebook()
    notebook.cells.insert(4, text("1-1-full", "### Full\n\n" + "word " * 400, "slide"))
    export_notebook(notebook, tmp_path)
    page.goto((tmp_path / "dist/decks/01-small.html").as_uri() + "#/1-1-full")
    page.wait_for_function("Reveal.isReady()")
    page.locator(".present > .body").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.activeElement.scrollTop > 0")
    assert page.evaluate("Reveal.getCurrentSlide().id") == "1-1-full"


def test_a_slide_that_is_too_full_is_found(tmp_path, page):
    notebook = make_notebook()
    notebook.cells.insert(4, text("1-1-full", "### Full\n\n" + "word " * 400, "slide"))
    export_notebook(notebook, tmp_path)
    deck = tmp_path / "dist/decks/01-small.html"
    assert "1-1-full: the text is too long" in visit_slides(page, deck, FIND_OVERFLOW)
