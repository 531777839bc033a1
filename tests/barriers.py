"""What axe-core finds in a page that is open in a browser, and how a page gets ready.

The rule about contrast takes nine tenths of the time and depends on looks alone.
Therefore it judges one of all texts that look alike and stand in places that look
alike: a page has thousands of words in some hundred looks. CI judges every text.
"""

from scripts.pages.assets import read_axe
from scripts.pages.pdf import IS_READY

# A deck whose slides are all laid out at once, each in its own place, as it prints.
ALL_SLIDES = IS_READY
# A page with its slides, if it is a deck that shows some.
READY = "!window.Reveal || Reveal.isReady()"
# How many of some elements take no room on the screen, or are hidden there.
COUNT_UNSEEN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => !one.checkVisibility({visibilityProperty: true})
    || !one.getBoundingClientRect().width || !one.getBoundingClientRect().height)
  .length"""
# With its fonts there, a page decides which boxes scroll: only these take the focus.
SETTLE = """() => document.fonts.ready.then(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))"""
OPEN_FOLDS = "document.querySelectorAll('details').forEach(d => d.open = true)"
LOAD_AXE = "(text) => window.axe ? 0 : (new Function(text)).call(window)"

# Marks, of all texts that look alike, the longest, for axe does not judge a single
# letter; and what people write into.
MARK_LOOKS = """() => {
  const looks = new Map(), places = new Map();
  const describe = (place) => {
    if (!place) return "";
    if (!places.has(place)) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(place);
      const look = [place.tagName, place.className, backgroundColor,
        backgroundImage.slice(0, 40), opacity, place.matches("[aria-disabled=true]")];
      places.set(place, look.join() + describe(place.parentElement));
    }
    return places.get(place);
  };
  const note = (element) => {
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(element);
    const look = [color, fontSize, fontWeight, textShadow,
      element.matches(":disabled"), describe(element)].join();
    const other = looks.get(look)?.textContent ?? "";
    if (element.textContent.length >= other.length) looks.set(look, element);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && element.checkVisibility()) note(element);
  }
  document.querySelectorAll("input, select, textarea").forEach(note);
  document.querySelectorAll("[data-look]").forEach((e) => delete e.dataset.look);
  for (const element of looks.values()) element.dataset.look = "";
  return looks.size;
}"""

# All rules, best practice included; there are no frames and nothing to load.
FIND_BARRIERS = """async ([selector, wish]) => {
  axe.configure({rules: [{id: "color-contrast", selector}]});
  const {violations} = await axe.run(document, {resultTypes: ["violations"],
    iframes: false, preload: false, ...wish});
  const where = (v) => v.nodes.map((node) => node.html.slice(0, 120)).join(" | ");
  return violations.map((v) => `${v.id}: ${v.help}: ${where(v)}`);
}"""
# Words of code that look alike are judged once.
MERGE_CODE = """() => {
  const seen = new Set();
  for (const word of document.querySelectorAll("pre.code span")) {
    const look = word.className + Boolean(word.closest(".exercise"));
    if (seen.has(look)) word.replaceWith(...word.childNodes);
    seen.add(look);
  }
}"""


def find_barriers(page) -> list[str]:
    """List what all rules find in an open page, contrast by looks."""
    page.evaluate(LOAD_AXE, read_axe())
    page.evaluate(MARK_LOOKS)
    return page.evaluate(FIND_BARRIERS, ["[data-look]", {}])


def find_faint_texts(page) -> list[str]:
    """List the texts of an open page that stand out too little, each one judged."""
    page.evaluate(LOAD_AXE, read_axe())
    page.evaluate(MERGE_CODE)
    return page.evaluate(FIND_BARRIERS, ["*", {"runOnly": ["color-contrast"]}])
