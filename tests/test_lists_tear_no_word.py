"""The lists to choose from tear no word and fill no cell too much, in any language."""

import pytest

from scripts.kit import describe_topic, render
from scripts.languages.known import LANGUAGES
from scripts.lessons.courses import read_course, read_library
from scripts.lessons.cutting import cut
from scripts.lessons.listing import list_courses

pytest_plugins = ("tests.speaking", "tests.pages")

# The words that stand on two lines, and the cells whose words reach beyond them.
LOOK = """() => {
  const torn = [], wide = [];
  for (const cell of document.querySelectorAll("tr > *")) {
    if (cell.scrollWidth > cell.clientWidth + 1) wide.push(cell.textContent);
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const text = walker.currentNode;
      for (const word of text.data.matchAll(/[\\p{L}\\d]+/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = [...range.getClientRects()].map((box) => Math.round(box.top));
        if (new Set(lines).size > 1) torn.push(word[0]);
      }
    }
  }
  return [torn, wide];
}"""
# Screens, and A4 less its margins.
SIZES = (("screen", 1280, ""), ("screen", 390, ""), ("print", 703, ""),
         ("print", 703, "#large"))  # fmt: skip


@pytest.fixture(scope="module")
def topic():
    library = read_library()
    course = read_course(list_courses("one-day")[0], library)
    return describe_topic(course, cut(course, library))


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "sq", "mk", "sr-Latn", "sr-Cyrl"])
def test_no_word_is_torn_and_no_cell_is_too_full(code, topic, speak, tmp_path, page):
    if code != "en":
        speak(LANGUAGES[code])
    place = tmp_path / "lists.html"
    proof = {"notebooks": "0" * 64, "data": "0" * 64}
    place.write_text(render(topic, "lists", proof, "light"), encoding="utf-8")
    for media, width, anchor in SIZES:
        page.set_viewport_size({"width": width, "height": 1000})
        page.emulate_media(media=media)
        page.goto("about:blank")
        page.goto(place.as_uri() + anchor)
        page.evaluate("document.fonts.ready")
        assert page.evaluate(LOOK) == [[], []], (media, width, anchor)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (media, width, anchor)
        if width > 390:  # a phone scrolls the lists, each in its own box
            boxes = "[...document.querySelectorAll('.table')]"
            assert page.evaluate(
                f"{boxes}.every((box) => box.scrollWidth <= box.clientWidth)"
            ), (media, width, anchor)
