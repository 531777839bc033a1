"""Zoom, less motion, own colours, other languages: pages follow what a reader needs."""

import re

import pytest
from bs4 import BeautifulSoup

from scripts.languages import read_languages
from tests.small_lesson import export_notebook, html, make_notebook

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

EDGES = {
    "handouts/99-small.html": [
        ".exercise:not(.cell)",
        ".talk",
        ".finding",
        ".badge",
        "pre.code",
        "thead th",
    ],
    "slides/99-small.html": [".timer", ".badge", ".finding", "pre.code", "thead th"],
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
def test_no_page_scrolls_sideways_at_320_pixels(dist, page):
    page.set_viewport_size({"width": 320, "height": 700})
    for path in sorted(dist.rglob("*.html")):
        page.goto(path.as_uri())
        assert find_width(page) <= 320, path.name


@pytest.mark.browser
def test_no_page_scrolls_sideways_or_hides_text_at_zoom_200(dist, browser):
    """A browser at 200 % shows half as many pixels of a page, twice as large."""
    half = {"width": 640, "height": 360}
    context = browser.new_context(viewport=half, device_scale_factor=2)
    page = context.new_page()
    for path in sorted(dist.rglob("*.html")):
        page.goto(path.as_uri())
        assert find_width(page) <= 640, path.name
        assert page.evaluate("getComputedStyle(document.body).overflowY") != "hidden"
        slides = page.locator("section.slide .body").all()
        assert all(slide.is_visible() for slide in slides), path.name
    context.close()


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
    page.goto(f"{(dist / 'slides/99-small.html').as_uri()}#/1-1-text")
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
    page.goto((dist / "slides/99-small.html").as_uri())
    page.wait_for_function("Reveal.isReady()")
    colour = "e => getComputedStyle(e, '::before').backgroundColor"
    arrow = page.locator(".navigate-right .controls-arrow").evaluate(colour)
    ground = "getComputedStyle(document.body).backgroundColor"
    assert arrow != page.evaluate(ground)


@pytest.mark.browser
def test_a_running_timer_differs_from_a_paused_one_in_every_colour(dist, page):
    page.emulate_media(forced_colors="active")
    page.goto(f"{(dist / 'slides/99-small.html').as_uri()}#/ex-1-1-task")
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
