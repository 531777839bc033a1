"""The high-contrast theme has no barrier, and every text has a contrast of 7:1."""

import pytest
from small_lesson import PROVENANCE
from test_exports_are_accessible import RUN_AXE, open_with_axe

from scripts.export import FOLDERS, export_index, export_lesson
from scripts.fingerprint import list_lessons

pytest_plugins = ("tests.pages",)
pytestmark = pytest.mark.browser

AS_IT_IS = 'resultTypes: ["violations"]'
ENHANCED = f'{AS_IT_IS}, rules: {{"color-contrast-enhanced": {{enabled: true}}}}'
RUN_STRICT_AXE = RUN_AXE.replace(AS_IT_IS, ENHANCED)


@pytest.fixture(scope="module")
def themed(tmp_path_factory):
    """The pages of the second lesson and the index, with high contrast."""
    dist, lesson = tmp_path_factory.mktemp("contrast"), list_lessons()[1]
    pages = export_lesson(lesson, dist, PROVENANCE, FOLDERS, "contrast")
    return [*pages, export_index([lesson], dist, PROVENANCE, "contrast")]


def check(page, path):
    """Run axe on a page, on every slide when it is a deck."""
    for number in range(page.evaluate("window.Reveal ? Reveal.getTotalSlides() : 1")):
        page.evaluate(
            "n => window.Reveal && (i => Reveal.slide(i.h, i.v, 99))"
            "(Reveal.getIndices(Reveal.getSlides()[n]))",
            number,
        )
        assert page.evaluate(RUN_STRICT_AXE) == [], f"{path.name}, {number}"


def test_a_page_built_with_high_contrast_is_readable(themed, page):
    assert AS_IT_IS not in RUN_STRICT_AXE.replace(ENHANCED, "")
    assert "color-contrast-enhanced" in RUN_STRICT_AXE
    for path in themed:
        open_with_axe(page, path)
        check(page, path)


def test_readers_who_ask_for_contrast_get_the_same_colours(themed, dist, page):
    colours = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    page.goto(themed[0].as_uri())
    chosen = page.evaluate(colours)
    for path in dist.rglob("*.html"):
        page.emulate_media(contrast="no-preference")
        page.goto(path.as_uri())
        assert page.evaluate(colours) != chosen
        page.emulate_media(contrast="more")
        assert page.evaluate(colours) == chosen, path.name
