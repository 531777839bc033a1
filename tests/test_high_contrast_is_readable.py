"""In high contrast every text of every page and slide has a contrast of 7:1."""

import pytest
from small_lesson import PROVENANCE

from scripts.lessons.listing import list_lessons
from scripts.lessons.products import FOLDERS
from scripts.pages.assets import read_axe
from scripts.pages.export import MORE_CONTRAST, export_lesson
from scripts.pages.front import export_help, export_index
from tests.barriers import ALL_SLIDES, MARK_LOOKS, OPEN_FOLDS
from tests.pages import is_deck

pytest_plugins = ("tests.pages",)

# As everywhere, of all texts that look alike one is judged (tests/barriers.py).
FIND_FAINT_TEXT = """async () => {
  const selector = "[data-look]", rules = ["color-contrast", "color-contrast-enhanced"];
  axe.configure({rules: rules.map((id) => ({id, selector, enabled: true}))});
  const options = {runOnly: [...rules, "link-in-text-block"],
    resultTypes: ["violations"], iframes: false, preload: false};
  const {violations} = await axe.run(document, options);
  const where = (v) => v.nodes.map((node) => node.html.slice(0, 120)).join(" | ");
  return violations.map((v) => `${v.id}: ${where(v)}`);
}"""


def find_faint_text(page) -> list[str]:
    """List the texts of an open page that reach no contrast of 7:1."""
    page.evaluate(MARK_LOOKS)
    return page.evaluate(FIND_FAINT_TEXT)


def open_all(page, path):
    """Open a page with its folds, or a deck with all its slides laid out at once."""
    page.goto(path.as_uri() + ("?print-pdf" if is_deck(path) else ""))
    if is_deck(path):
        page.wait_for_function(ALL_SLIDES)
        assert page.evaluate(
            "Reveal.getSlides().every(slide => slide.checkVisibility())"
        )
    page.evaluate(OPEN_FOLDS)
    page.evaluate(read_axe())


@pytest.mark.browser
def test_every_text_has_a_contrast_of_7_for_readers_who_ask_for_it(part, page):
    page.emulate_media(contrast="more")
    for path in part:
        open_all(page, path)
        assert find_faint_text(page) == [], path.name


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "faint"),
    [
        ("handouts/99-small", "td { color: #666666 }"),
        ("handouts/99-small", "tr:last-child td:nth-child(2) { color: #666666 }"),
        ("handouts/99-small", ".talk { background: #777777 }"),
        ("decks/99-small", ".deck .reveal section.section { background: #777777 }"),
        ("index", ".question { opacity: 0.7 }"),
    ],
)
def test_faint_text_is_found(dist, page, name, faint):
    page.emulate_media(contrast="more")
    open_all(page, dist / f"{name}.html")
    assert find_faint_text(page) == []
    page.add_style_tag(content=faint)
    assert "color-contrast-enhanced: <" in " ".join(find_faint_text(page))


@pytest.mark.browser
def test_the_usual_colours_are_not_those_of_high_contrast(dist, page):
    open_all(page, dist / "handouts/99-small.html")
    assert find_faint_text(page) != []
    page.emulate_media(contrast="more")
    assert find_faint_text(page) == []


def test_the_theme_gives_everyone_the_colours_of_those_who_ask(tmp_path):
    """What the theme changes is for whom the colours are, and nothing else."""
    light, contrast = (
        export_theme(theme, tmp_path / theme) for theme in ("light", "contrast")
    )
    assert len(light) == 6 and light.keys() == contrast.keys()
    asked = MORE_CONTRAST.replace(": ", ":")  # styles are shortened
    for name, page in light.items():
        assert page.count(asked) == 1, name
        assert page.replace(asked, "@media all") == contrast[name], name


def export_theme(theme, dist):
    """Export two lessons, the index and the help in a theme; return name → page."""
    lessons = list_lessons()[:2]
    for lesson in lessons:
        export_lesson(lesson, dist, PROVENANCE, FOLDERS, theme)
    export_index(lessons, dist, PROVENANCE, theme)
    export_help(dist, theme)
    pages = sorted(dist.rglob("*.html"))
    return {page.relative_to(dist): page.read_text("utf-8") for page in pages}
