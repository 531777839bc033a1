"""Zoom, less motion, own colours, other languages: pages follow what a reader needs."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.contract.cells import MOST_COLUMNS
from scripts.contract.titles import seems_foreign
from scripts.foreign.export import render
from scripts.languages.marking import read_languages, read_table
from scripts.pages.markdown import render_markdown
from tests.barriers import COUNT_UNSEEN, OPEN_FOLDS, SETTLE
from tests.pages import COUNT_COLUMNS
from tests.small_lesson import code, export_notebook, html, make_notebook

pytest_plugins = ("tests.pages",)

# A picture that begins like this does not yet say what it shows.
EMPTY_BEGINNING = re.compile(r"(an? )?(image|picture|photo|graphic|chart|plot)\b", re.I)

FIND_MOTION = """() => [...document.querySelectorAll("*")].filter((element) => {
  const {transitionDuration, animationDuration} = getComputedStyle(element);
  return Math.max(...`${transitionDuration},${animationDuration}`.split(",")
    .map(parseFloat)) > 0.01;
}).map((element) => element.outerHTML.slice(0, 80))"""

# What has an edge in colours of the page keeps it in colours of the reader.
FIND_EDGELESS = """(selectors) => selectors.flatMap((selector) =>
  [...document.querySelectorAll(selector)].filter((element) => {
    const style = getComputedStyle(element);
    const ground = getComputedStyle(document.body).backgroundColor;
    return !["Top", "Right", "Bottom", "Left"].some((side) =>
      parseFloat(style[`border${side}Width`]) >= 1
      && style[`border${side}Style`] !== "none"
      && style[`border${side}Color`] !== ground);
  }).map(() => selector))"""

# The most letters that stand in one line of text.
LONGEST_LINE = """() => Math.max(...[...document.querySelectorAll("main p")]
  .filter((element) => element.checkVisibility() && element.textContent.length > 60)
  .map((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const tops = [...range.getClientRects()].map((box) => Math.round(box.top / 12));
    return element.textContent.length / new Set(tops).size;
  }))"""

# Where the first word of a line of code begins, and where its second row does.
LINE_STARTS = """(line) => {
  const boxes = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const word of node.data.matchAll(/[^\\s]/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + 1);
      boxes.push(range.getBoundingClientRect());
    }
  }
  return [boxes[0].left, boxes.find((box) => box.top > boxes[0].bottom).left];
}"""

# Boxes that scroll and do not take the focus, or take it and do not scroll.
FIND_WRONG_STOPS = """() => [...document.querySelectorAll(".table, .picture")]
  .filter((box) => box.checkVisibility({contentVisibilityAuto: true})
    && box.scrollWidth > box.clientWidth !== box.hasAttribute("tabindex"))
  .map((box) => box.outerHTML.slice(0, 80))"""

# Dots between two facts that begin a line and show.
FIND_HANGING_DOTS = """() => [...document.querySelectorAll(".fact")].filter((fact) => {
  const dot = fact.querySelector(".between");
  const left = fact.closest(".facts").getBoundingClientRect().left;
  return dot && fact.previousElementSibling.offsetTop !== fact.offsetTop
    && dot.getBoundingClientRect().right > left;
}).map((fact) => fact.textContent)"""
COUNT_LINES = """() => [...document.querySelectorAll(".facts")].map((facts) =>
  new Set([...facts.querySelectorAll(".fact")].map((fact) => fact.offsetTop)).size)"""

# Where the text that stands furthest to the right ends; what scrolls in a box is cut.
FURTHEST_TEXT = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), 4);
  const range = document.createRange();
  let furthest = 0;
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement.closest(".table, .picture, pre");
    range.selectNodeContents(walker.currentNode);
    const edge = (box ?? range).getBoundingClientRect().right;
    furthest = Math.max(furthest, edge);
  }
  return furthest;
}"""
EDGES = {
    "handouts/99-small.html": [
        ".exercise:not(.cell)",
        ".talk",
        ".finding",
        ".badge",
        "pre.code",
        "thead th",
    ],
    "decks/99-small.html": [".timer", ".badge", ".finding", "pre.code", "thead th"],
}


@pytest.fixture(scope="module")
def read(dist) -> dict[str, BeautifulSoup]:
    """Every page, parsed, by its name."""
    return {
        f"{path.parent.name}/{path.name}": BeautifulSoup(
            path.read_bytes(), "html.parser"
        )
        for path in sorted(dist.rglob("*.html"))
    }


def find_width(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.browser
def test_no_page_scrolls_sideways_at_320_pixels(exported, page):
    page.set_viewport_size({"width": 320, "height": 700})
    for path in exported:
        page.goto(path.as_uri())
        assert find_width(page) <= 320, path.name


@pytest.mark.browser
def test_no_page_scrolls_sideways_or_hides_text_at_zoom_200(exported, browser):
    """A browser at 200 % shows half as many pixels of a page, twice as large."""
    half = {"width": 640, "height": 360}
    context = browser.new_context(viewport=half, device_scale_factor=2)
    page = context.new_page()
    for path in exported:
        page.goto(path.as_uri())
        assert find_width(page) <= 640, path.name
        assert page.evaluate("getComputedStyle(document.body).overflowY") != "hidden"
        assert page.evaluate(COUNT_UNSEEN, "section.slide .body") == 0, path.name
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "height", "scale", "is_page"),
    [
        (1280, 720, 1, False),
        (1920, 1080, 1, False),
        (1440, 900, 2, False),
        (960, 540, 2, True),  # a screen of 1920 pixels at 200 %
        (844, 390, 3, True),  # a phone on its side
        (640, 360, 2, True),
    ],
)
def test_zoom_and_phones_turn_a_deck_into_a_page(
    dist, browser, width, height, scale, is_page
):
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, device_scale_factor=scale)
    page = context.new_page()
    page.goto((dist / "decks/99-small.html").as_uri())
    kind = page.locator("html").get_attribute("class")
    assert kind.split()[0] == ("as-page" if is_page else "deck")
    if is_page:
        size = "parseFloat(getComputedStyle(e).fontSize)"
        assert page.locator(".slide p").nth(3).evaluate(f"e => {size}") >= 16
    context.close()


@pytest.mark.browser
def test_a_screen_of_any_width_follows_the_zoom_of_its_browser(dist, page):
    """Chromium tells the zoom by the width of the window around the page."""
    page.add_init_script("Object.defineProperty(window, 'outerWidth', {value: 2560})")
    page.goto((dist / "decks/99-small.html").as_uri())
    assert page.locator("html.as-page").count() == 1


@pytest.mark.browser
def test_a_deck_keeps_the_place_when_it_becomes_a_page_and_back(dist, page):
    wanted = "1-2-talk"
    page.goto(f"{(dist / 'decks/99-small.html').as_uri()}#/{wanted}")
    page.wait_for_function("Reveal.isReady()")
    page.set_viewport_size({"width": 640, "height": 720})
    page.wait_for_selector("html.as-page")
    page.wait_for_function(
        "id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 200",
        arg=wanted,
    )
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert page.evaluate("Reveal.getCurrentSlide().id") == wanted


@pytest.mark.browser
def test_whoever_arrives_at_a_slide_on_a_phone_sees_all_of_its_title(dist, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{(dist / 'decks/01-definition.html').as_uri()}#/1-2-map-title")
    title = page.locator("[id='1-2-map-title'] h2, [id='1-2-map-title'] h3").first
    page.wait_for_function(
        "id => document.getElementById(id).getBoundingClientRect().top < 100",
        arg="1-2-map-title",
    )
    menu = page.locator(".menu > summary").bounding_box()
    assert title.bounding_box()["y"] >= menu["y"] + menu["height"]


@pytest.mark.browser
@pytest.mark.parametrize("letters", ["100%", "200%"])
@pytest.mark.parametrize("query", ["", "?notes"])
@pytest.mark.parametrize("width", [390, 816, 844, 1100])
def test_the_menu_lies_over_no_text_wherever_one_reads(
    width, query, letters, dist, page
):
    """It stands in the margin, or text goes below a bar that hides it wholly."""
    page.set_viewport_size({"width": width, "height": 390})
    page.goto((dist / "decks/01-definition.html").as_uri() + query)
    page.wait_for_selector("html.as-notes" if query else "html.as-page")
    page.add_style_tag(content=f"html {{ font-size: {letters}; }}")
    menu = page.locator(".menu").bounding_box()
    is_bar = menu["x"] == 0 and menu["width"] >= page.evaluate(
        "document.documentElement.clientWidth"
    )
    assert is_bar or page.evaluate(FURTHEST_TEXT) <= menu["x"]
    colour = page.locator(".menu").evaluate("one => getComputedStyle(one).background")
    assert not is_bar or "rgba" not in colour
    first = page.locator(".slide .body").first.bounding_box()
    assert not is_bar or first["y"] >= menu["y"] + menu["height"]


@pytest.mark.browser
def test_the_longest_line_of_code_fits_in_a_handout(dist, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    for path in sorted((dist / "handouts").glob("*.html")):
        page.goto(path.as_uri())
        assert min(page.evaluate(COUNT_COLUMNS)) >= MOST_COLUMNS, path.name


@pytest.mark.browser
def test_an_old_browser_that_cannot_unpack_slides_shows_them_as_a_page(dist, page):
    page.add_init_script("delete window.DecompressionStream")
    page.goto((dist / "decks/99-small.html").as_uri())
    page.wait_for_selector("html.as-page")
    assert page.locator("section").last.is_visible()
    assert page.locator(".menu summary").is_visible()


@pytest.mark.browser
def test_the_reader_chooses_between_slides_and_a_page(dist, page):
    page.goto(f"{(dist / 'decks/99-small.html').as_uri()}#/1-2-talk")
    page.wait_for_function("Reveal.isReady()")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Read as one page").click()
    page.wait_for_selector("html.as-page")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Show as slides").click()
    page.wait_for_selector("html.deck")
    page.wait_for_function("Reveal.isReady()")
    assert page.evaluate("Reveal.getCurrentSlide().id") == "1-2-talk"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_touch_reaches_the_page_that_helps(dist, browser, width):
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, has_touch=True)
    page = context.new_page()
    page.goto((dist / "decks/99-small.html").as_uri())
    page.locator(".menu summary").tap()
    page.get_by_role("link", name="How to use this with a screen reader").tap()
    page.wait_for_url("**/accessibility.html")
    context.close()


@pytest.mark.browser
def test_a_phone_shows_title_and_question_before_the_list_of_sections(dist, page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((dist / "handouts/99-small.html").as_uri())
    order = ["h1", ".question", ".contents", "h2"]
    places = [page.locator(name).first.bounding_box()["y"] for name in order]
    assert places == sorted(places)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator(".contents").bounding_box()["y"] < places[0]


@pytest.mark.browser
@pytest.mark.parametrize("product", ["handouts", "decks"])
def test_words_of_a_chart_can_be_read_on_a_phone(dist, page, product):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((dist / product / "01-definition.html").as_uri())
    pictures = page.locator(".picture > img")
    assert pictures.count() > 1
    for picture in pictures.all():
        assert picture.bounding_box()["width"] >= 570  # letters of 10 pixels
        assert picture.locator("..").get_attribute("tabindex") == "0"
    assert find_width(page) <= 390


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_only_what_scrolls_takes_the_focus(papers, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    for path in papers:
        page.goto(path.as_uri())
        page.evaluate(OPEN_FOLDS)
        page.evaluate(SETTLE)
        assert page.evaluate(FIND_WRONG_STOPS) == [], path.name


@pytest.mark.browser
def test_what_grows_without_its_box_is_noticed(dist, page):
    """So does a table whose fonts arrive late."""
    page.goto((dist / "handouts/99-small.html").as_uri())
    page.evaluate(SETTLE)
    box = page.locator(".table:not([tabindex])").first
    box.evaluate("one => { one.style.height = `${one.offsetHeight}px`; }")
    page.evaluate(SETTLE)
    box = box.element_handle()
    box.evaluate("one => { one.firstElementChild.style.width = '3000px'; }")
    page.evaluate(SETTLE)
    assert box.get_attribute("tabindex") == "0"


@pytest.mark.browser
def test_no_line_of_facts_begins_or_ends_with_a_dot(papers, page):
    page.set_viewport_size({"width": 320, "height": 800})
    lines = []
    for path in papers:
        page.goto(path.as_uri())
        assert page.evaluate(FIND_HANGING_DOTS) == [], path.name
        lines += page.evaluate(COUNT_LINES)
    assert max(lines) > 1, "no facts broke into lines: nothing was tested"


@pytest.mark.browser
def test_lines_of_text_are_short_enough_to_find_the_next_one(papers, page):
    for path in papers:
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready.then(() => true)")
        letters = page.evaluate(LONGEST_LINE)
        assert 40 < letters <= 85, f"{path.name}: {letters} letters in a line"


@pytest.mark.browser
def test_a_line_of_code_that_is_too_long_goes_on_further_in(tmp_path, page):
    notebook = make_notebook()
    line = "    found = table.sort_values(ascending=False).groupby(column).sum()"
    notebook.cells.append(code("1-9-code", f"def find():\n{line}"))
    export_notebook(notebook, tmp_path)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((tmp_path / "dist/handouts/01-small.html").as_uri())
    page.locator("[id='1-9-code'] summary").click()
    assert page.locator("[id='1-9-code'] pre").inner_text().split("\n")[1] == line
    last = page.locator("[id='1-9-code'] code > span").last
    begin, second = last.evaluate(LINE_STARTS)
    assert second > begin + 10


def test_a_choice_shows_its_letter_and_its_dash_is_only_read():
    page = render_markdown("- **a** – yes\n- **b** no", {"id": "ex-1-q1-task"}, None)
    first, second = BeautifulSoup(page, "html.parser").find_all("li", class_="choice")
    assert first.get_text() == "a – yes" and first.strong.get_text() == "a"
    assert first.find("span", class_="dot").get_text() == " – "
    assert second.get_text() == "b no"
    assert "choice" not in render_markdown("- **a** – yes", {"id": "1-1-text"}, None)


@pytest.mark.browser
def test_nothing_moves_for_those_who_want_no_motion(dist, page):
    page.emulate_media(reduced_motion="reduce")
    for name in ("index.html", *EDGES):
        page.goto((dist / name).as_uri())
        page.wait_for_function("!window.Reveal || Reveal.isReady()")
        assert page.evaluate(FIND_MOTION) == [], name


@pytest.mark.browser
def test_fragments_are_there_at_once_for_those_who_want_no_motion(dist, page):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{(dist / 'decks/99-small.html').as_uri()}#/1-1-text")
    page.wait_for_function("Reveal.isReady()")
    more = page.locator("[id='1-1-more']")
    assert more.evaluate("e => getComputedStyle(e).opacity") == "1"


@pytest.mark.browser
@pytest.mark.parametrize("name", EDGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_edges_stay_in_the_colours_of_the_reader(dist, page, name, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto((dist / name).as_uri())
    page.wait_for_function("!window.Reveal || Reveal.isReady()")
    for selector in EDGES[name]:
        assert page.locator(selector).count(), selector
    assert page.evaluate(FIND_EDGELESS, EDGES[name]) == []
    for image in page.locator("img").all():
        assert image.evaluate("e => getComputedStyle(e).mixBlendMode") == "normal"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_arrows_of_a_deck_stay_in_the_colours_of_the_reader(dist, page, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto((dist / "decks/99-small.html").as_uri())
    page.wait_for_function("Reveal.isReady()")
    colour = "e => getComputedStyle(e, '::before').backgroundColor"
    arrow = page.locator(".navigate-right .controls-arrow").evaluate(colour)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert arrow != page.evaluate(ground)


@pytest.mark.browser
def test_a_running_timer_differs_from_a_paused_one_in_every_colour(dist, page):
    page.emulate_media(forced_colors="active")
    page.goto(f"{(dist / 'decks/99-small.html').as_uri()}#/ex-1-1-task")
    page.wait_for_function("Reveal.isReady()")
    look = "e => getComputedStyle(e).borderStyle"
    timer = page.locator(".present .timer")
    paused = timer.evaluate(look)
    page.keyboard.press("t")
    assert timer.evaluate(look) != paused


def test_titles_in_other_languages_say_their_language(read):
    languages, found = read_languages(), set()
    for name, page in read.items():
        for element in page.find_all(["a", "td", "th"]):
            title = element.get_text().strip()
            if title in languages:
                assert element.get("lang") == languages[title], f"{name}: {title}"
                found.add(title)
    assert found, "the sources of the last lesson hold such titles"


def test_a_title_in_a_table_says_its_language_and_english_does_not(tmp_path):
    title, language = next(iter(read_languages().items()))
    notebook = make_notebook()
    row = f"<tr><td>{title}</td><td>Theory and Research</td></tr>"
    notebook.cells[-1].outputs.append(html(f"<table><tbody>{row}</tbody></table>"))
    for page in export_notebook(notebook, tmp_path).values():
        soup = BeautifulSoup(page, "html.parser")
        assert soup.find("td", string=title)["lang"] == language
        assert not soup.find("td", string="Theory and Research").has_attr("lang")


def test_no_title_of_a_source_is_spoken_as_if_it_were_english(read):
    spoken = found = 0
    for name, page in read.items():
        for link in page.select(".source-list a"):
            if seems_foreign(link.get_text()):
                assert link.get("lang"), f"{name}: {link.get_text()}"
                found += 1
            spoken += bool(link.get("lang"))
    assert found > 10 and spoken >= found


def test_a_quotation_in_another_language_says_it(tmp_path):
    quote = next(
        row for row in read_table("definitions") if row["quote_language"] == "fr"
    )["definition_quote"]
    notebook = make_notebook()
    row = f"<tr><td>{quote}</td><td>a novel solution</td></tr>"
    notebook.cells[-1].outputs.append(html(f"<table><tbody>{row}</tbody></table>"))
    page = BeautifulSoup(export_notebook(notebook, tmp_path)["handout"], "html.parser")
    assert page.find("td", string=quote)["lang"] == "fr"


@pytest.mark.parametrize("language", ["sr-Latn", "sr-Cyrl", "sq"])
def test_the_language_of_a_notebook_reaches_its_pages(tmp_path, language):
    notebook = make_notebook()
    notebook.metadata["language"] = language
    for page in export_notebook(notebook, tmp_path).values():
        assert BeautifulSoup(page, "html.parser").html["lang"] == language
    foreign = render(tmp_path / "notebooks/01-small.ipynb", ["handout"], "light")[1]
    assert f'<html lang="{language}">' in foreign["handout"]


@pytest.mark.browser
def test_formulas_reach_a_screen_reader_as_mathematics(dist, page):
    page.goto((dist / "handouts/99-small.html").as_uri())
    spoken = [formula.aria_snapshot() for formula in page.locator("math").all()]
    assert len(spoken) == 2
    assert all(line.startswith("- math: ") for line in spoken)
    assert "κ" in spoken[0] and "−" in spoken[0] and "∑" in spoken[1]


def test_formulas_hold_no_tex(read):
    for page in read.values():
        for formula in page.find_all("math"):
            assert formula.get_text().strip() and "\\" not in formula.get_text()


def test_text_alternatives_say_what_only_this_picture_shows(read):
    for name, page in read.items():
        pictures = page.find_all("img")
        words = [picture["alt"] for picture in pictures]
        assert len(set(words)) == len(words), name
        for alt in words:
            assert len(alt.split()) >= 8, f"{name}: {alt}"
            assert not EMPTY_BEGINNING.fullmatch(alt.split(":")[0]), alt
