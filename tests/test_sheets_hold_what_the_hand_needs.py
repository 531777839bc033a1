"""Sheets hold what a hand needs, all of it and no more; the key holds every answer."""

import json
import re
from html import unescape
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import COURSES, LESSONS
from pypdf import PdfReader

from scripts.contract.cells import MOST_COLUMNS
from scripts.door.files import ROOT
from scripts.kit import FILL, describe_topic, export_kit
from scripts.kit.cards import count_sets, lay_out, list_shown, make_card
from scripts.kit.key import write_answer
from scripts.kit.lists import write
from scripts.kit.printing import list_printing
from scripts.kit.writing import make_room, mark_blanks
from scripts.lessons.cells import get_tags
from scripts.lessons.courses import list_boxes
from scripts.lessons.learning_check import read_check
from scripts.lessons.lesson import find_exercise
from scripts.lessons.products import COURSE_KIT, pick_kit, solve
from scripts.pages.markdown import render_markdown
from tests.barriers import find_barriers
from tests.pages import COUNT_COLUMNS, COURSE_PROVENANCE, cut_courses
from tests.small_lesson import PROVENANCE
from tests.turns import make_once
from workshop import data
from workshop.note import KOSOVO_NOTE
from workshop.plan.boxes import BOXES
from workshop.rules import Question

pytest_plugins = ("tests.pages",)

MOST_SHEETS = {"lesson": 8, "one-day": 16}
# A hand needs about 2.3 mm a letter and 7 mm a line; a word has six letters.
WORDS, LETTER, LINE = 25, 2.3 * 6, 7.0
MM = 96 / 25.4
SOLUTION = re.compile(r"BEGIN SOLUTION|\banswer_\d_q?\d\b|\bcheck\(|\bhint\(")


@pytest.fixture(scope="module")
def kits(tmp_path_factory) -> dict:
    """The kits of all lessons and courses: (topic, {product: place}) by name."""
    dist = make_once("kits", tmp_path_factory.mktemp("kits"), export_kits)
    written = json.loads((dist / "places.json").read_text(encoding="utf-8"))
    topics = {path.stem: describe_topic(path, None) for path in LESSONS}
    courses = cut_courses()
    topics |= {one.name: describe_topic(one, notebook) for one, notebook in courses}
    return {
        name: (topic, {key: dist / place for key, place in written[name].items()})
        for name, topic in topics.items()
    }


def export_kits(dist: Path) -> None:
    """Write the kits of all lessons and courses, and which page lies where."""
    places = {}
    for path in LESSONS:
        products = pick_kit(path)
        written = export_kit(path, None, dist, PROVENANCE, products)
        places[path.stem] = dict(zip(products, written, strict=True))
    for course, notebook in cut_courses():
        written = export_kit(course, notebook, dist, COURSE_PROVENANCE)
        places[course.name] = dict(zip(FILL, written, strict=True))
    relative = {
        name: {key: place.relative_to(dist).as_posix() for key, place in kit.items()}
        for name, kit in places.items()
    }
    (dist / "places.json").write_text(json.dumps(relative), encoding="utf-8")


def read_soup(place) -> BeautifulSoup:
    return BeautifulSoup(place.read_text(encoding="utf-8"), "html.parser")


def squeeze(text: str) -> str:
    return "".join(unescape(text).split())


def list_of(cells, tag):
    return [cell for cell in cells if tag in get_tags(cell)]


def test_every_empty_cell_is_heard_with_the_words_of_its_row(kits):
    found = 0
    for name, (_, places) in kits.items():
        for cell in read_soup(places["sheets"]).select("td.write"):
            first = cell.parent.find(["td", "th"])
            if first.get_text(strip=True):
                assert first.name == "th" and first["scope"] == "row", (
                    f"{name}: {first}"
                )
                found += 1
    assert found


def test_every_version_on_paper_stands_on_the_sheets_once(kits):
    for name, (topic, places) in kits.items():
        soup = read_soup(places["sheets"])
        shown = [part["id"] for part in soup.select(".part.paper")]
        assert shown == [cell["id"] for cell in list_of(topic.cells, "paper")], name


def test_a_sheet_shows_the_words_of_its_version_on_paper(kits):
    topic, places = kits["01-definition"]
    soup = read_soup(places["sheets"])
    card = soup.find(id="ex-1-1-paper").get_text(" ")
    assert "founded its own company" in card and "better than what exists" in card


def test_no_sheet_shows_code_solution_or_source(kits):
    for name, (topic, places) in kits.items():
        main = read_soup(places["sheets"]).main
        assert not SOLUTION.search(main.get_text()), name
        assert not main.select('[href^="#src-"], .cite, .source-list, .reply, .hint')
        text = squeeze(main.get_text())
        for cell in list_of(topic.cells, "exercise"):
            solved = squeeze(solve(cell["source"], cell["id"]))
            assert solved not in text, cell["id"]
        notes = [cell["source"] for cell in list_of(topic.cells, "facilitator")]
        assert not any(squeeze(note)[:80] in text for note in notes), name


def test_what_a_version_on_paper_names_stands_before_it(kits):
    for name, title in (
        ("00-start-here", "Six economies"),
        ("01-definition", "Ratings by four invented people"),
        ("03-instruments", "Zero-unemployment territories in France"),
        ("05-across-the-eu", "Fourteen questions before a practice travels"),
    ):
        text = " ".join(read_soup(kits[name][1]["sheets"]).main.get_text().split())
        assert 0 <= text.find(title) < text.find(f'"{title}"'), title
    pictures = read_soup(kits["01-definition"][1]["sheets"]).select(".shown img")
    assert [p["alt"].partition(":")[0] for p in pictures] == ["Who names what"] * 2


def test_numbers_under_a_heading_and_a_chart_without_a_title_are_found(kits):
    soup = read_soup(kits["03-instruments"][1]["sheets"])
    heading = soup.find("h3", string=re.compile("^The first bond"))
    assert "Contract of 2010" in heading.find_parent(class_="sheet").get_text()
    chart = next(p for p in soup.select("img") if "value of the first year" in p["alt"])
    after = [
        part["id"] for part in chart.find_parent(class_="part").find_next_siblings()
    ]
    assert "ex-3-6-paper" in after


def test_nothing_is_shown_twice(kits):
    for name, (_, places) in kits.items():
        ids = [part["id"] for part in read_soup(places["sheets"]).select(".part")]
        assert len(ids) == len(set(ids)), name


def test_questions_come_with_their_choices(kits):
    soup = read_soup(kits["01-definition"][1]["sheets"])
    assert [q["id"] for q in soup.select(".part.question")] == [
        f"ex-1-q{n}-task" for n in range(1, 6)
    ]
    assert len(soup.find(id="ex-1-q5-task").select(".choice")) == 4
    assert "core" not in soup.find(id="ex-1-q5-task").h3.get_text()


def draw(source: str) -> BeautifulSoup:
    html = render_markdown(mark_blanks(source), {"id": "x"}, ROOT)
    return BeautifulSoup(make_room(html), "html.parser")


@pytest.mark.parametrize(
    ("source", "blanks", "rules"),
    [
        ("Line ______ . Then talk.", 1, 0),
        ("How do you know? ______", 0, 2),
        ("Who would pay for it?", 0, 2),
        ("I would keep: ______", 0, 1),
        ("1. Tell me, from the beginning. ______", 0, 1),
        ("1. ______\n2. ______", 0, 2),
        ("1. Sum ÷ all = ______\n2. Staff: ______", 2, 0),
        ("What do you see?\n\n| A | B |\n|---|---|\n| one | |", 0, 0),
        ("No question and no blank.", 0, 0),
    ],
)
def test_a_hand_gets_room_where_it_writes(source, blanks, rules):
    soup = draw(source)
    assert len(soup.select(".blank")) == blanks
    assert len(soup.select(".rule")) == rules
    assert "_" not in soup.get_text()


def test_a_short_label_and_its_line_stand_beside_each_other():
    short = draw("**I tell** it to: ______").p
    assert short["class"] == ["labelled"]
    assert [part.get_text() for part in short.find_all("span", recursive=False)] == [
        "I tell it to:",
        "",
    ]
    for other in ("Who would pay?", "- To: ______", f"{'Long ' * 10}words: ______"):
        assert not draw(other).select(".labelled"), other


@pytest.mark.browser
def test_no_sheet_of_a_course_is_printed_for_two_lines(kits, page):
    page.emulate_media(media="print")
    for path in COURSES:
        page.goto(kits[path.stem][1]["sheets"].as_uri())
        last = read_sheets(page)[-1]
        heading = page.locator("h2").last.inner_text()
        before = page.locator(".sheet:nth-last-child(2) :is(p, th)").last.inner_text()
        assert squeeze(heading) in last and squeeze(before) in last, path.stem


@pytest.mark.browser
def test_a_form_of_a_few_rows_stands_on_one_sheet(kits, page):
    page.emulate_media(media="print")
    for name, (topic, places) in kits.items():
        if topic.course:
            continue
        page.goto(places["sheets"].as_uri())
        sheets = read_sheets(page)
        forms = page.locator(".form:not(:has(tr:nth-child(5)))").all()
        for form in forms:
            rows = [squeeze(row) for row in form.locator("tr").all_inner_texts()]
            assert any(all(row in sheet for row in rows) for sheet in sheets), name


@pytest.mark.browser
def test_no_sheet_of_a_key_is_printed_for_its_foot(kits, page):
    page.emulate_media(media="print")
    for name, (_, places) in kits.items():
        page.goto(places["key"].as_uri())
        end = squeeze(page.locator(".key main :is(p, td)").last.inner_text())
        assert end in read_sheets(page)[-1], name


@pytest.mark.browser
def test_slides_of_a_guide_go_on_below_its_objectives(kits, page):
    page.emulate_media(media="print")
    page.goto(kits["half-day"][1]["guide"].as_uri())
    sheet = next(one for one in read_sheets(page)[1:] if "Slidebyslide" in one)
    assert squeeze(page.locator(".objectives tr").last.inner_text()) in sheet


@pytest.mark.browser
@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_longest_line_of_code_fits_in_key_and_guide(media, kits, page):
    # A sheet of A4 without its margins is 703 pixels wide.
    size = {"width": 1280 if media == "screen" else 703, "height": 900}
    page.set_viewport_size(size)
    page.emulate_media(media=media)
    for name, (_, places) in kits.items():
        for product in ("key", "guide"):
            page.goto(places[product].as_uri())
            found = page.evaluate(COUNT_COLUMNS)
            assert min(found, default=MOST_COLUMNS) >= MOST_COLUMNS, (name, product)


def test_empty_cells_are_for_writing_and_full_ones_are_not():
    soup = draw("| Question | Answer |\n|---|---|\n| Why? | |\n| Who? | *you* |")
    assert [cell.get_text() for cell in soup.select(".write")] == [""]
    assert soup.table["class"] == ["form", "columns-2"]


def test_the_plan_and_pictures_get_the_largest_cells():
    plan = draw("| Question | Our answer |\n|---|---|\n| Why? | |")
    pictures = draw("| The place | The pain |\n|---|---|\n| | |")
    assert "plan-form" in plan.table["class"]
    assert "pictures" in pictures.table["class"]


def test_a_bullet_ends_in_a_long_line():
    assert draw("- compared with ______").select_one(".long-blank")
    assert not draw("1. Share = ______").select_one(".long-blank")


def test_a_box_to_tick_has_a_name():
    assert draw("☐ yes").select_one(".tick")["aria-label"] == "Box to tick"


def test_the_canvas_asks_what_the_plan_asks(kits):
    for path in COURSES:
        topic, places = kits[path.stem]
        soup = read_soup(places["canvas"])
        for sheets in (soup.select(".a3"), soup.select(".a4")):
            boxes = [box for sheet in sheets for box in sheet.select(".box")]
            titles = [box.h3.get_text() for box in boxes]
            assert sorted(titles) == sorted(box.title for box in BOXES.values())
            for box in boxes:
                name = next(n for n, b in BOXES.items() if b.title == box.h3.get_text())
                asked = [field.get_text() for field in box.select(".field")]
                left = name in topic.course.left_open
                wanted = [] if left else list(BOXES[name].questions.values())
                assert asked == wanted, name
                assert left == ("Not part of this course" in box.get_text())
            assert any("copy of this plan" in sheet.get_text() for sheet in sheets)


def test_cards_show_the_cases_of_the_course_and_their_limits_on_the_back(kits):
    topic, places = kits["one-day"]
    shown = list_shown(topic.cells)
    assert list(shown)[1:] == ["RS13", "BA12", "AL12", "XK13", "MK13"]
    soup = read_soup(places["cards"])
    for side in ("front", "back"):
        titles = [
            h.get_text().partition(": its")[0] for h in soup.select(f".{side} h2")
        ]
        assert sorted(titles) == sorted(shown.values())
    limit = make_card("MK13", "Card 5: MK13")["limit"]
    assert limit in soup.select_one(".back:nth-of-type(4)").get_text()
    assert all(limit not in front.get_text() for front in soup.select(".front"))
    assert KOSOVO_NOTE in soup.select(".front")[1].get_text()


def test_no_heading_of_a_sheet_is_said_twice_in_a_row(kits):
    for name, (_, places) in kits.items():
        soup = read_soup(places["sheets"])
        said = [h.get_text(" ", strip=True) for h in soup.select("main :is(h2, h3)")]
        assert [one for one, two in pairwise(said) if one == two] == [], name


def test_a_back_lies_behind_its_front_when_the_sheet_is_turned():
    (_, front), (_, back) = lay_out(list("abc"))
    assert front == ["a", "b", "c", None]
    assert back == ["b", "a", None, "c"]


@pytest.mark.parametrize("cards", [1, 2])
def test_a_sheet_of_few_cards_holds_several_sets_and_is_printed_less_often(cards):
    sides = lay_out([{"id": number} for number in range(cards)])
    for _, places in sides:
        seen = [card["id"] for card in places]
        assert all(seen.count(number) == 4 // cards for number in range(cards))
        assert sum("again" not in card for card in places) == cards
    assert len(sides) == 2 and count_sets(cards) == 4 // cards


def test_a_lesson_without_cards_has_no_page_of_cards(kits):
    with_cards = [name for name, (_, places) in kits.items() if "cards" in places]
    assert with_cards == ["01-definition", *(path.stem for path in COURSES)]


def test_the_learning_check_shows_both_forms_and_no_answer(kits):
    soup = read_soup(kits["one-day"][1]["learning-check"])
    check = read_check(ROOT / "courses/words/learning-check.md")
    forms = soup.select(".form-sheet")
    assert [len(form.select(".question")) for form in forms] == [8, 8]
    assert "Answer" not in soup.main.get_text()
    for item, question in zip(
        check.items[::2], forms[0].select(".question"), strict=True
    ):
        assert item.text.splitlines()[0][:40] in question.get_text()


def test_signs_say_stuck_and_done(kits):
    soup = read_soup(kits["one-day"][1]["signs"])
    titles = [h.get_text() for h in soup.select(".sign h2")]
    assert titles[:4] == ["Stuck"] * 2 + ["Done"] * 2
    assert len(soup.select(".side")[0].select(".sign")) == 4


def test_signs_hold_what_the_talks_of_the_course_need(kits):
    def read(name):
        soup = read_soup(kits[name][1]["signs"])
        return [h.get_text() for h in soup.select(".sign h2, .door h2")]

    one_day, half_day = read("one-day"), read("half-day")
    for sign in ("YES", "NO", "I have the need", "1 Prompts", "6 Systemic"):
        assert sign in one_day
        assert sign not in half_day
    for course in COURSES:
        topic, places = kits[course.stem]
        ids = {cell["id"] for cell in topic.cells}
        assert ("1-3-talk-move" in ids) == ("YES" in read(course.stem))


def test_lists_hold_every_row_that_a_team_may_choose(kits):
    soup = read_soup(kits["one-day"][1]["lists"])
    rows = [[cell.get_text() for cell in row.select("th, td")]
            for row in soup.select("tbody tr")]  # fmt: skip
    names = [row[0] for row in rows]
    cases, instruments = data.load("cases"), data.load("instruments")
    assert sorted(names) == sorted([*cases["case_id"], *instruments["name"]])
    limits = {row[0]: row[3] for row in rows}
    for _, case in cases[cases["country"] == "ME"].iterrows():
        assert limits[case["case_id"]] == write(case["limit"])[0][0]


def test_a_course_gets_the_lists_of_the_boxes_that_it_fills(kits):
    for course in COURSES:
        topic, places = kits[course.stem]
        titles = [h.get_text() for h in read_soup(places["lists"]).select("main h2")]
        boxes = list_boxes(topic.cells)
        wanted = {"Instruments": "instruments", "Cases from the region": "gap",
                  "Practices from the European Union": "practice"}  # fmt: skip
        assert titles == [title for title, box in wanted.items() if box in boxes]


def test_the_run_of_show_says_what_to_print_and_how_often(kits):
    topic, _ = kits["one-day"]
    copies = {one["name"]: one["copies"] for one in list_printing(topic)}
    assert copies["Sheets"] == copies["Learning check"] == topic.course.people == 24
    assert copies["Case cards"] == 12
    assert copies["Canvas"] == copies["Lists to choose from"] == 5
    products = {one["product"] for one in list_printing(topic)}
    assert products == set(COURSE_KIT)


def test_the_key_holds_every_solution_and_every_reply(kits):
    for name, (topic, places) in kits.items():
        soup = read_soup(places["key"])
        for cell in list_of(topic.cells, "exercise"):
            key = find_exercise(cell)
            entry = soup.find(id=f"key-{key.replace('.', '-')}").parent
            text = squeeze(entry.get_text())
            assert squeeze(solve(cell["source"], cell["id"])) in text, (name, key)
            exercise = topic.find_lesson(key.partition(".")[0]).feedback[key]
            replies = len(entry.select(".reply-of"))
            if isinstance(exercise, Question):
                assert replies == len(exercise.right) + len(exercise.wrong), key
            else:
                assert replies == 1 + len(exercise.mistakes), key
                assert all(squeeze(m.name) in text for m in exercise.mistakes), key


def test_no_answer_is_a_thing_without_words(kits):
    for name, (_, places) in kits.items():
        assert "object at 0x" not in places["key"].read_text(encoding="utf-8"), name


def test_the_key_answers_the_paper_where_it_asks_another_question(kits):
    topic, places = kits["02-when-how-why"]
    soup = read_soup(places["key"])
    exercise = topic.find_lesson("2").feedback["2.1"]
    paper = soup.find(id="key-2-1").parent.get_text()
    assert exercise.paper() in paper
    assert "is the one above" not in paper


def test_the_key_of_a_course_answers_the_learning_check(kits):
    rows = read_soup(kits["one-day"][1]["key"]).select("#key-check ~ .table tbody tr")
    check = read_check(ROOT / "courses/words/learning-check.md")
    assert [row.find_all("td")[1].get_text() for row in rows] == [
        item.answer for item in check.list_form("A")
    ]


def test_answers_are_written_for_people():
    assert write_answer(1234567) == "<p><strong>1,234,567</strong></p>"
    assert "True" not in write_answer({"a": True}) and "yes" in write_answer(
        {"a": True}
    )
    assert write_answer(2012) == "<p><strong>2012</strong></p>"
    assert write_answer(["<b>", "c"]) == "<p><strong>&lt;b&gt; and c</strong></p>"


def test_a_kit_is_the_same_byte_for_byte(kits, tmp_path):
    place = kits["04-western-balkans"][1]["key"]
    again = export_kit(LESSONS[4], None, tmp_path, PROVENANCE, ["key"])
    assert again[0].read_bytes() == place.read_bytes()


def test_the_kosovo_note_stands_on_every_page_that_names_it(kits):
    for name, (_, places) in kits.items():
        for product, place in places.items():
            main = read_soup(place).main.get_text()
            if re.search(r"\bXK|Kosov", main):
                assert KOSOVO_NOTE in place.read_text(encoding="utf-8"), (name, product)


def test_every_page_of_a_kit_is_known():
    assert set(FILL) == set(COURSE_KIT)


def read_sheets(page) -> list[str]:
    """Read the letters of each sheet that an open page is printed on."""
    reader = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return [squeeze(one.extract_text()) for one in reader.pages]


def count_sheets(page) -> int:
    content = page.pdf(prefer_css_page_size=True)
    return max(map(int, re.findall(rb"/Count (\d+)", content)))


@pytest.mark.browser
def test_the_pages_of_a_kit_have_no_barrier_and_ask_the_network_for_nothing(kits, page):
    wanted = [kits["one-day"][1], kits["03-instruments"][1]]
    for place in [place for places in wanted for place in places.values()]:
        page.goto(place.as_uri())
        assert find_barriers(page) == [], place.name
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.body.scrollWidth") <= 390, place.name
        page.set_viewport_size({"width": 1280, "height": 720})
    assert {url.partition(":")[0] for url in page.requests} <= {"file", "data"}


@pytest.mark.browser
def test_no_key_or_guide_of_a_lesson_is_wider_than_a_phone(kits, page):
    """An answer may be a long address."""
    page.set_viewport_size({"width": 390, "height": 800})
    for name, (topic, places) in kits.items():
        for product in () if topic.course else ("key", "guide"):
            page.goto(places[product].as_uri())
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= 390, (name, product)


@pytest.mark.browser
def test_sheets_are_few_enough_to_print(kits, page):
    page.emulate_media(media="print")
    sheets = {}
    for name, (topic, places) in kits.items():
        most = MOST_SHEETS.get(name if topic.course else "lesson")
        if most:
            page.goto(places["sheets"].as_uri())
            count = count_sheets(page)
            if count > most:
                sheets[name] = count
    assert sheets == {}


@pytest.mark.browser
def test_cards_and_canvas_fit_their_sheets(kits, page):
    page.emulate_media(media="print")
    _, places = kits["one-day"]
    for product, count in (("cards", 4), ("canvas", 3), ("signs", 11)):
        page.goto(places[product].as_uri())
        full = page.evaluate(
            """() => [...document.querySelectorAll(".card, .door, .half, .box, .top")]
            .filter((box) => box.checkVisibility() &&
                (box.scrollHeight > box.clientHeight + 1
                || box.scrollWidth > box.clientWidth + 1))
            .map((box) => box.textContent.slice(0, 60))"""
        )
        assert full == [], product
        assert count_sheets(page) == count, product


@pytest.mark.browser
def test_no_line_lies_on_the_edge_of_a_sheet(kits, page):
    """A browser prints half of it or nothing: tables would be open at the right."""
    page.set_viewport_size({"width": 703, "height": 1028})  # A4 less its margins
    page.emulate_media(media="print")
    places = kits["one-day"][1]
    for product in ("sheets", "run-of-show"):
        page.goto(places[product].as_uri())
        ends = page.evaluate(
            """() => [...document.querySelectorAll("tr > :last-child")]
            .filter((cell) => parseFloat(getComputedStyle(cell).borderRightWidth))
            .map((cell) => cell.closest("table").getBoundingClientRect().right)"""
        )
        assert len(ends) > 20, product
        assert max(ends) <= 703 - 1, product


@pytest.mark.browser
def test_yes_and_no_are_read_across_the_hall(kits, page):
    page.emulate_media(media="print")
    page.goto(kits["one-day"][1]["signs"].as_uri())
    sizes = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".sign h2")]
        .map((word) => [word.textContent, parseFloat(getComputedStyle(word).fontSize)])
        )"""
    )
    large = {word for word, size in sizes.items() if size > 80 * 96 / 72}
    assert large == {"YES", "NO"}


@pytest.mark.browser
def test_a_sentence_of_25_words_fits_where_the_plan_is_written(kits, page):
    page.set_viewport_size({"width": 695, "height": 1020})  # A4 less its margins
    page.emulate_media(media="print")
    page.goto(kits["one-day"][1]["sheets"].as_uri())
    cells = page.evaluate(
        """() => [...document.querySelectorAll(".plan-form .write")].map((cell) =>
            [cell.clientWidth, cell.clientHeight])"""
    )
    assert cells
    for width, height in cells:
        lines = height / MM // (LINE - 0.5)
        assert lines * width / MM >= WORDS * LETTER - 20, (width / MM, height / MM)


@pytest.mark.browser
def test_a_second_copy_is_for_the_scissors_alone(kits, page):
    for product in ("cards", "signs"):
        page.goto(kits["half-day"][1][product].as_uri())
        copies = page.locator(f".{product[:-1]}[aria-hidden]")
        assert copies.count() and not copies.filter(visible=True).count(), product
        page.emulate_media(media="print")
        assert copies.first.is_visible(), product
        page.emulate_media(media="screen")


@pytest.mark.browser
def test_a_phone_parts_what_stands_beside_each_other_in_a_list(kits, page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(kits["half-day"][1]["lists"].as_uri())
    second = page.locator(".lists td:nth-child(2)").first
    content = second.evaluate("one => getComputedStyle(one, '::before').content")
    assert content == '". "'


@pytest.mark.browser
def test_lists_in_large_print_tear_no_word_and_stay_few(kits, page):
    """Two columns of whole rows: a table would tear "moderate" in its narrow column."""
    torn = """() => [...document.querySelectorAll("tr > *")]
      .flatMap((cell) => [...cell.childNodes].filter((part) => part.data))
      .flatMap((text) => {
      const range = document.createRange();
      return [...text.data.matchAll(/[\\p{L}\\d]+/gu)].filter((word) => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
      }).map((word) => word[0]);
    })"""
    page.set_viewport_size({"width": 640, "height": 720})
    page.goto(kits["one-day"][1]["lists"].as_uri())
    assert page.evaluate(torn) == []  # on the screen neither, and none of a header
    page.set_viewport_size({"width": 703, "height": 1028})
    page.emulate_media(media="print")
    page.goto(kits["one-day"][1]["lists"].as_uri() + "#large")
    assert page.evaluate(torn) == []
    sizes = "[...new Set(q.map((e) => getComputedStyle(e).fontSize))]"
    cells = page.locator("tr > th, tr > td").filter(visible=True)
    assert cells.evaluate_all(f"q => {sizes}") == ["24px"]
    assert "Known: weak" in PdfReader(BytesIO(page.pdf())).pages[1].extract_text()
    assert count_sheets(page) <= 32


@pytest.mark.browser
def test_large_print_needs_no_script(kits, page):
    place = kits["01-definition"][1]["sheets"]
    page.emulate_media(media="print")
    sizes = []
    for anchor in ("", "#large"):
        page.goto(place.as_uri() + anchor)
        size = "getComputedStyle(document.querySelector('.paper p')).fontSize"
        sizes.append(float(page.evaluate(size).removesuffix("px")))
    assert sizes[0] < sizes[1] == pytest.approx(18 / 72 * 96)


@pytest.mark.browser
def test_the_learning_check_takes_one_sheet_for_each_form(kits, page):
    page.emulate_media(media="print")
    for course in COURSES:
        page.goto(kits[course.stem][1]["learning-check"].as_uri())
        assert count_sheets(page) == 2, course.stem


WIDEST_LINE = """() => [...document.querySelectorAll(".door")].map((sheet) => {
  const range = document.createRange(), box = sheet.getBoundingClientRect();
  return Math.max(...[...sheet.querySelectorAll("h2, p:not(.labelled)")].map((text) => {
    range.selectNodeContents(text);
    return Math.max(...[...range.getClientRects()].map((line) => line.width));
  })) / box.width;
})"""


@pytest.mark.browser
def test_what_hangs_on_door_and_wall_fills_its_sheet(kits, page):
    page.emulate_media(media="print")
    page.goto(kits["one-day"][1]["signs"].as_uri())
    widths = page.evaluate(WIDEST_LINE)
    assert len(widths) == 7
    assert min(widths) > 0.6, widths
    assert max(widths) < 0.95, widths


@pytest.mark.browser
def test_a_label_leaves_room_for_its_line_on_a_phone(kits, page):
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("half-day", "two-days"):
        page.goto(kits[name][1]["sheets"].as_uri())
        lines = page.evaluate(
            """() => [...document.querySelectorAll(".labelled .rule")]
            .map((line) => line.getBoundingClientRect().width)"""
        )
        assert lines and min(lines) > 100, (name, lines)


@pytest.mark.browser
def test_nobody_scrolls_sideways_to_read_the_limit_of_a_case(kits, page):
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("half-day", "three-days"):
        page.goto(kits[name][1]["lists"].as_uri())
        wide = page.evaluate(
            """() => [...document.querySelectorAll(".table")]
            .filter((list) => list.scrollWidth > list.clientWidth + 1).length"""
        )
        assert wide == 0, name


@pytest.mark.browser
def test_paper_names_the_licence_and_keeps_the_name_of_a_reply_with_it(kits, page):
    page.emulate_media(media="print")
    for product in ("key", "guide"):
        page.goto(kits["half-day"][1][product].as_uri())
        foot = page.locator(".foot").inner_text()
        assert "CC BY 4.0" in foot and "All lessons" not in foot
        kept = page.evaluate(
            """() => [...document.querySelectorAll(".said")]
            .map((name) => getComputedStyle(name).breakAfter)"""
        )
        assert kept and set(kept) == {"avoid"}, product


def test_half_a_day_is_not_called_a_day(kits):
    for name, days in (("half-day", 0), ("one-day", 1), ("three-days", 3)):
        assert kits[name][0].page["whole_days"] == days
