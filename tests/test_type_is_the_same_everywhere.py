"""Pages bring their own type: they look alike whatever fonts a computer has."""

import base64
import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from scripts.classroom.fetching import find_pip
from scripts.door.files import ROOT
from scripts.door.installing import EXACTLY, QUIETLY
from scripts.lessons.listing import list_lessons
from scripts.pages.assets import find_in_package
from scripts.pages.browser import find_browser, list_launch_options
from scripts.pages.faces import FACES, FONTS, MARK, bring_type
from scripts.pages.front import export_index
from tests.barriers import ALL_SLIDES, OPEN_FOLDS
from tests.pages import HERE_OR_IN_CI, is_deck, pick_part
from tests.small_lesson import PROVENANCE, export_notebook, make_notebook, text
from tests.test_plan_fits_one_page import PLANS, count_sheets, fill
from workshop import plan
from workshop.fonts import CODES, TEXTS, TYPED, list_letters, pick_parts

pytest_plugins = ("tests.pages",)

FONT_FOLDERS = (ROOT / "workshop/fonts", FONTS)
# Two families of very different width: what a bare Linux has, and what most have.
SYSTEMS = ("DejaVu", "Liberation")
LIBERATION = Path(__file__).with_name("liberation.lock")
KEPT_FONTS = ROOT / ".cache/liberation"
OURS = {"Workshop Text", "Workshop Heading", "Workshop Code"}
LETTERS = (
    "ë ç č ć đ š ž Ë Ç Č Ć Đ Š Ž ѓ ќ ѕ љ њ џ ј ћ ђ Ѓ Ќ Ѕ Љ Њ Џ Ј Ћ Ђ ѐ ѝ"
    " „ “ ” ‘ ’ – … − € №"
)

# Shows every letter of the page once more in each look, where a test finds it.
GATHER = r"""() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const looks = new Map();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (element.closest("math, script, style")) continue;
    const {fontFamily, fontWeight, fontStyle} = getComputedStyle(element);
    const look = `${fontStyle} ${fontWeight} 24px ${fontFamily}`;
    const letters = texts.currentNode.data.replace(/\s/g, "");
    looks.set(look, new Set([...looks.get(look) ?? [], ...letters]));
  }
  for (const [font, letters] of looks) {
    const probe = document.createElement("p");
    probe.className = "probe";
    probe.style.font = font;
    probe.style.overflowWrap = "anywhere";
    probe.textContent = [...letters].join("");
    document.body.append(probe);
  }
}"""

# Formulas have the system's font, and boxes grow with them.
MEASURE = """() => [...document.body.querySelectorAll("*")]
  .filter((e) => !e.closest("math, script, style") && !e.querySelector("math"))
  .map((e) => {
    const {width, height} = e.getBoundingClientRect();
    return `${e.tagName} ${Math.round(width * 10)} × ${Math.round(height * 10)}: `
      + e.textContent.trim().slice(0, 40);
  })"""

# A deck goes on laying its slides out after it has made their sheets.
SETTLE = """async () => {
  let before = -1;
  while (before !== document.body.innerHTML.length) {
    before = document.body.innerHTML.length;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
  }
}"""

DRAW = """async ([style, language, letter]) => {
  const canvas = document.createElement("canvas"), brush = canvas.getContext("2d");
  canvas.lang = language;
  document.body.append(canvas);
  await document.fonts.ready;
  brush.lang = language;
  brush.font = `${style} 60px "Workshop Text"`;
  brush.fillText(letter, 20, 90);
  return canvas.toDataURL();
}"""


@pytest.fixture(scope="module")
def systems(browser, tmp_path_factory):
    """A browser for every system, by its name; each knows the fonts of one family."""
    opened = {}
    for system, fonts in zip(SYSTEMS, (find_dejavu(), take_liberation()), strict=True):
        folder = tmp_path_factory.mktemp(system)
        for font in fonts:
            shutil.copy(font, folder)
        opened[system] = browser.browser_type.launch(
            executable_path=find_browser(),
            args=list_launch_options(),
            env=os.environ | {"FONTCONFIG_FILE": str(write_config(folder))},
        )
    yield opened
    for one in opened.values():
        one.close()


def find_dejavu() -> list[Path]:
    """List the files of DejaVu Sans, which matplotlib brings."""
    folder = find_in_package("matplotlib", "mpl-data/fonts/ttf")
    return sorted(folder.glob("DejaVuSans*.ttf"))


def take_liberation() -> list[Path]:
    """List the files of Liberation Sans; fetch them when they are not there."""
    kept = KEPT_FONTS / hashlib.sha256(LIBERATION.read_bytes()).hexdigest()[:16]
    if not kept.is_dir():
        KEPT_FONTS.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT_FONTS) as name:
            download = [find_pip(), "-m", "pip", "download", *QUIETLY, "-q"]
            wishes = [*EXACTLY, LIBERATION]
            subprocess.run([*download, "-d", name, *wishes], check=True)
            (wheel,) = Path(name).glob("*.whl")
            with zipfile.ZipFile(wheel) as package:
                for font in package.namelist():
                    if "/LiberationSans-" in font:
                        package.extract(font, Path(name) / "fonts")
            with suppress(OSError):  # somebody else was quicker, with the same files
                (Path(name) / "fonts").rename(kept)
    return sorted(kept.rglob("*.ttf"))


def write_config(folder: Path) -> Path:
    """Write a configuration with which programs find the fonts of ``folder`` alone."""
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir>"
        "</fontconfig>",
        encoding="utf-8",
    )
    return config


def open_page(browser, path: Path, print_it: bool = False):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(path.as_uri() + ("?print-pdf" if is_deck(path) else ""))
    if is_deck(path):
        page.wait_for_function(ALL_SLIDES)
    page.evaluate(OPEN_FOLDS)
    if print_it:
        page.emulate_media(media="print")
    page.evaluate("Promise.all([...document.fonts].map(font => font.load()))")
    page.evaluate(SETTLE)
    return page


@dataclass
class Look:
    """How a page is laid out on each system, and whose type its letters have."""

    screen: list[list[str]] = field(default_factory=list)
    paper: list[list[str]] = field(default_factory=list)
    fonts: set[tuple[str, bool]] = field(default_factory=set)


@pytest.fixture(scope="module", params=HERE_OR_IN_CI)
def looks(dist, systems, request) -> dict[Path, Look]:
    """How pages look; each is opened once on a system."""
    pages = pick_part(dist, request.param, {"99-small", "index", "accessibility"})
    return {path: look_at(path, systems) for path in pages}


def look_at(path: Path, systems) -> Look:
    """Return how a page looks; a deck is measured as it prints."""
    look = Look()
    for system, browser in systems.items():
        page = open_page(browser, path)
        look.screen.append(page.evaluate(MEASURE))
        if not is_deck(path):
            page.emulate_media(media="print")
            page.evaluate(SETTLE)
            look.paper.append(page.evaluate(MEASURE))
            page.emulate_media(media="screen")
        if system == "Liberation":
            page.evaluate(GATHER)
            look.fonts = list_fonts(page, ".probe")
        page.close()
    return look


def list_fonts(page, selector: str) -> set[tuple[str, bool]]:
    """Return (family, whether the page brought it) of what shows the elements."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    place = {"nodeId": root, "selector": selector}
    nodes = session.send("DOM.querySelectorAll", place)["nodeIds"]
    assert nodes
    return {
        (font["familyName"], font["isCustomFont"])
        for node in nodes
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})[
            "fonts"
        ]
    }


def save_plan(tmp_path, monkeypatch, boxes) -> Path:
    monkeypatch.setenv("WORKSHOP_PLAN", str(tmp_path / "my-plan.json"))
    fill(boxes)
    plan.save_page()
    return tmp_path / "our-plan.html"


def test_fonts_are_small_and_carry_their_licence():
    fonts = [font for folder in FONT_FOLDERS for font in folder.glob("*.woff2")]
    assert sorted(font.stem for font in fonts) == sorted(
        f"{name}-{part}"
        for name, face in FACES.items()
        for part in ("seldom", "cyrillic", *face.cuts)
    )
    assert sum(font.stat().st_size for font in fonts) <= 400_000
    for font in fonts:
        name = font.stem.rpartition("-")[0]
        assert name in FACES
        licence = (font.parent / "OFL.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        assert f"{name}-….woff2" in licence


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("plain, ë ç č ć đ š ž – “é”", ["few"]),
        ("Łódź", ["seldom", "often"]),
        ("ő ↓", ["often"]),
        ("Đorđe i Ђорђе", ["cyrillic", "few"]),
        ("Đorđe i &#x402;орђе", ["cyrillic", "few"]),
        ("Ђо\u0301рђе", ["seldom", "cyrillic", "few"]),
        ("Θεσσαλονίκη", ["few"]),
    ],
)
def test_a_page_brings_the_letters_it_needs_and_no_others(words, parts):
    assert pick_parts(f"<p>{words}</p>") == parts
    page = bring_type(
        f"<style>{MARK}</style><h2>{words}</h2><p>Only <em>here.</em></p>"
    )
    assert page.count("@font-face") == 2 * len(parts) + 2  # text and headings need it
    assert MARK not in page
    # Where there is a choice, each part says which letters it shows.
    assert page.count("unicode-range:") == (2 * len(parts) if len(parts) > 1 else 0)


def test_each_cut_holds_the_one_before_it():
    for face in FACES.values():
        latin = [cut for cut in face.cuts if cut != "quoted"]
        assert latin[-2:] == [*TYPED]
        for smaller, larger in pairwise(latin):
            assert list_letters(smaller) < list_letters(larger), (smaller, larger)
    assert list_letters("quoted") < list_letters("cyrillic")


@pytest.mark.parametrize(
    ("words", "cuts", "parts"),
    [
        ("0af", CODES, ["hash"]),
        ("names", CODES, ["names"]),
        ("{^}", CODES, ["few"]),
        ("Only a few words.", TEXTS, ["some"]),
        ("Prishtinë and Čačak", TEXTS, ["prose"]),
        ("Prishtinë and Čačak", TYPED, ["few"]),
        ("„Социална иновација“", TEXTS, ["quoted", "prose"]),
        ("„Социална иновација“", TYPED, ["cyrillic", "few"]),
        ("Куманово, Ѓорче Петров", TEXTS, ["cyrillic", "some"]),
        ("", TEXTS, ["some"]),
    ],
)
def test_a_page_brings_the_smallest_cut_that_holds_its_letters(words, cuts, parts):
    assert pick_parts(words, cuts) == parts


@pytest.mark.parametrize(
    ("more", "cut"),
    [
        ("", "some"),
        ('<td data-column="Č: "></td>', "prose"),
        ('<script>say("Č")</script>', "prose"),
        ('<script>say("\\u010C")</script>', "prose"),
        ("<script>if (a[0] == b) { c }</script>", "some"),
        ("<style>p::before { content: '\\10C '; }</style>", "prose"),
        ("<style>p { font-family: 'Ž'; }</style>", "some"),
        ("<code>a[0] = {}</code>", "some"),
        ('<img src="data:image/png;base64,+/=" alt="Čačak">', "some"),
        ('<input placeholder="Č">', "prose"),
    ],
)
def test_letters_that_a_page_shows_beside_its_text_are_there(more, cut):
    page = bring_type(f"<style>{MARK}</style><p>Words.</p>{more}")
    file = FACES["text"].path.with_name(f"text-{cut}.woff2")
    assert base64.b64encode(file.read_bytes()).decode() in page


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("<p>plain</p>", 3),  # text, headings, the digits of a hash
        ("<p><em>leaning</em></p>", 4),
        ('<div class="cell question" id="q"><p>Why?</p></div>', 4),
        ('<section id="q" class="slide question"><p><em>Why?</em></p></section>', 5),
    ],
)
def test_a_page_leaves_out_a_weight_that_nothing_is_set_in(words, number):
    assert bring_type(f"<style>{MARK}</style>{words}").count("@font-face") == number


def test_a_page_that_grows_shows_names_that_nobody_knows_yet():
    page = f"<style>{MARK}</style><p>plain</p>"
    assert len(bring_type(page, grows=True)) > len(bring_type(page)) + 10_000


def test_all_pages_together_stay_small(dist):
    """Ten megabytes for seven lessons; one more brings its own seventh of them."""
    pages = [path for path in dist.rglob("*") if path.is_file()]
    allowed = 10_000_000 * len(list_lessons()) / 7
    assert sum(path.stat().st_size for path in pages) <= allowed


@pytest.fixture(scope="module")
def letters(tmp_path_factory) -> Path:
    """A page that shows the letters of the region in every font."""
    notebook = make_notebook()
    source = f"### {LETTERS}\n\n{LETTERS} *{LETTERS}* `{LETTERS}`"
    notebook.cells.append(text("1-2-letters", source))
    folder = tmp_path_factory.mktemp("letters")
    export_notebook(notebook, folder)
    return folder / "dist/handouts/01-small.html"


@pytest.mark.browser
def test_every_letter_of_every_page_has_the_type_of_the_page(looks):
    for path, look in looks.items():
        assert look.fonts and look.fonts <= {(name, True) for name in OURS}, path.name


@pytest.mark.browser
def test_the_plan_has_the_type_of_the_page(tmp_path, monkeypatch, systems):
    boxes = {"challenge": {"place": f"Nikšić, Shkodër, Пирот. {LETTERS}"}}
    page = open_page(systems["Liberation"], save_plan(tmp_path, monkeypatch, boxes))
    page.evaluate(GATHER)
    assert list_fonts(page, ".probe") == {("Workshop Text", True)}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("family", "weight"), [("sans", 400), ("serif", 700), ("mono", 400)]
)
def test_each_family_holds_the_letters_of_the_region(letters, systems, family, weight):
    page = open_page(systems["Liberation"], letters)
    page.evaluate(
        "([family, weight, text]) => { const p = document.createElement('p');"
        "p.id = 'probe'; p.style.fontFamily = `var(--${family})`;"
        "p.style.fontWeight = weight; p.textContent = text;"
        "document.body.append(p); return document.fonts.ready.then(() => true); }",
        [family, weight, LETTERS],
    )
    assert len(list_fonts(page, "#probe")) == 1
    assert list_fonts(page, "#probe") <= {(name, True) for name in OURS}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["sr", "mk"])
def test_cyrillic_has_the_forms_of_its_language(letters, systems, language):
    page = open_page(systems["DejaVu"], letters)

    def draw(style, language, letter):
        return page.evaluate(DRAW, [style, language, letter])

    for letter in "бгдпт":
        assert draw("italic", language, letter) != draw("italic", "ru", letter), letter
    assert draw("normal", language, "б") != draw("normal", "ru", "б")
    assert draw("normal", language, "д") == draw("normal", "ru", "д")


@pytest.mark.browser
def test_a_name_in_other_letters_still_shows(tmp_path, monkeypatch, systems):
    boxes = {"challenge": {"place": "Θεσσαλονίκη"}}
    page = open_page(systems["DejaVu"], save_plan(tmp_path, monkeypatch, boxes))
    fonts = list_fonts(page, "dd[lang]")
    assert any(not is_ours for _, is_ours in fonts)


@pytest.mark.browser
@pytest.mark.parametrize("medium", ["screen", "paper"])
def test_pages_are_laid_out_alike_on_every_system(looks, medium):
    compared = 0
    for path, look in looks.items():
        layouts = getattr(look, medium)
        assert len({len(layout) for layout in layouts}) <= 1, path.name
        differing = [pair for pair in zip(*layouts, strict=True) if len({*pair}) > 1]
        assert differing[:5] == [], path.name
        compared += len(layouts) == len(SYSTEMS)
    assert compared > 2


@pytest.mark.browser
def test_the_index_is_one_sheet_on_every_system(tmp_path, systems):
    seven = list_lessons()[:7]  # one more would take another sheet
    index = export_index(seven, tmp_path, PROVENANCE)
    for browser in systems.values():
        assert count_sheets(browser.new_page(), index) == 1


@pytest.mark.browser
@pytest.mark.parametrize("boxes", PLANS.values(), ids=PLANS)
def test_the_plan_is_one_sheet_on_every_system(tmp_path, monkeypatch, systems, boxes):
    path = save_plan(tmp_path, monkeypatch, boxes)
    layouts = []
    for browser in systems.values():
        page = open_page(browser, path, print_it=True)
        assert count_sheets(page, path) == 1
        layouts.append(page.evaluate(MEASURE))
        page.close()
    assert layouts[0] == layouts[1]
