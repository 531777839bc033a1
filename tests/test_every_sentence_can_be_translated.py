"""Every sentence that people see is one whole message; replies hold everywhere."""

import re

import pytest

from scripts.contract.feedback import compute_once
from scripts.door.files import ROOT
from scripts.kit.lists import name_stages, write_name
from scripts.languages import figures, marking, overlays, templates, untold
from scripts.languages.calls import find_untold
from scripts.languages.checking import compare
from scripts.languages.cyrillic import to_cyrillic
from scripts.languages.gathering import gather
from scripts.languages.known import LANGUAGES, list_written
from scripts.languages.loading import SpeakingLoader
from scripts.languages.project import Project
from scripts.languages.wanted import read_shown
from scripts.pages.export import get_exporter, write_css_text
from tests.test_answers_are_understood import expect
from workshop import data
from workshop.charts.describing import describe_bars
from workshop.messages import is_translated, look_up, tr
from workshop.note import KOSOVO_NOTE

pytest_plugins = ("tests.speaking",)

# A blank whose name is a choice between words, or a plural made by hand.
# Or a sentence beside another one, which is a message by itself.
PIECES = re.compile(r"\{\w*(?:if|else)\w*\}|\{plural|\{tr_*\}")


# Sentences


def test_no_sentence_is_untold():
    assert untold.list_untold() == []


def test_what_is_named_as_no_sentence_is_still_there():
    found = [
        line.split(": ", 1)[1]
        for folder in untold.FOLDERS
        for line in find_untold(ROOT / folder)
    ]
    gone = [one for one in untold.NAMED if not any(f.startswith(one) for f in found)]
    assert gone == []
    for file in (*untold.UNDERSTOOD, *untold.TERMINAL):
        assert (ROOT / file).is_file()


def test_a_sentence_that_asks_nobody_is_found(tmp_path):
    folder = tmp_path / "kit"
    folder.mkdir()
    (folder / "one.py").write_text(
        '"""A docstring with words."""\n'
        'SAID = tr("This one is a message.")\n'
        'GLUED = f"You have {n} plans here."\n'
        'LOST = "Nobody asks for this."\n'
        'raise Problem("The terminal speaks English.")\n'
        'if "not callable" in SAID: pass\n'
        "def say(n):\n"
        '    message = "Gap {n}: to close."\n'
        "    return tr(message, n=n)\n",
        encoding="utf-8",
    )
    found = find_untold(folder, tmp_path)
    assert [line.split(":")[1] for line in found] == ["3", "4", "9"]


def test_no_message_of_a_template_is_put_together():
    glued = [
        f"{place[0]}: {text}"
        for place, text, _ in templates.list_messages()
        if PIECES.search(text)
    ]
    assert glued == []


def test_site_and_room_are_among_the_messages():
    found = {text: place[0] for place, text, _ in templates.list_messages()}
    for text in ("Hand in worksheet and plan", "Take home", "Turn the board off"):
        assert found[text].startswith("scripts/classroom/templates/")
    for text in ("Start", "Pause", "Sound: on", "Sound: off"):
        assert found[text].endswith("deck.html.j2")


def test_the_lists_of_a_course_are_asked_for_with_it():
    messages, shown = gather(), read_shown()
    for table, column in (("instruments", "what_it_does"), ("cases", "what_is_new")):
        for text in data.load(table)[column]:
            assert shown.holds(messages[text]), text
    half = read_shown("half-day")
    assert "instruments" not in half.boxes
    assert not half.has("data/instruments.csv", "any")
    assert half.has("data/cases.csv", "AL01") == bool(half.boxes & {"gap", "practice"})


def test_signs_and_titles_that_are_left_out_are_asked_for():
    messages, shown = gather(), read_shown()
    signs = [m for m in messages.values()
             if any("signs-1-3" in file for file, _ in m.places)]  # fmt: skip
    assert signs and all(map(shown.holds, signs))
    # The notes of the course say that this talk is left out; its text is nowhere.
    assert shown.holds(messages["Borrow one line"])
    talk = next(iter(m for m in messages.values()
                if m.places[0][1] == messages["Borrow one line"].places[0][1]
                and "heading" not in m.notes))  # fmt: skip
    assert not shown.holds(talk)


def test_no_number_stands_before_a_word_in_a_script():
    """A script has no plurals: "Seconds: 20" can be said in every language."""
    found = [text for _, text, note in templates.list_messages() if "script" in note]
    assert [
        one for one in found if re.search(r"\{\d\} (?:second|minute|hour)", one)
    ] == []


def test_a_cell_of_a_list_marks_its_english_pieces_alone(speak):
    speak(LANGUAGES["sq"], {"pilot": "provë", "Mozaik": "Mozaik", "nationwide": "kudo"})
    assert name_stages("3;4") == [("provë", False), (", ", False), ("sustain", True)]
    assert write_name("Mozaik", ["nationwide", "Spain"]) == [
        *[("Mozaik", False), (" (", False), ("kudo", False), (", ", False)],
        *[("Spain", True), (")", False)],
    ]


def test_a_page_marks_the_english_sentences_of_a_paragraph_alone(monkeypatch):
    made = Project(LANGUAGES["sq"], {}, [])
    made.__dict__["open_texts"] = ["Left out: {names}.", "Take time. Then talk."]
    monkeypatch.setattr(marking, "_building", [made])
    marking.read_open.cache_clear()
    page = (
        "<p>Kjo. Left out: talk 2. Ajo.</p><li>Po: Take time. Then talk.</li>"
        "<p>Kjo.</p>"
    )
    marked = marking.MIXED.sub(marking.mark_mixed, page)
    marking.read_open.cache_clear()
    assert marked == (
        '<p>Kjo. <span lang="en">Left out: talk 2.</span> Ajo.</p>'
        '<li>Po: <span lang="en">Take time. Then talk.</span></li><p>Kjo.</p>'
    )


@pytest.mark.parametrize(
    "said, lost",
    [
        ("Kosovo*: status, Rezolucija 1244, MSP, nezavisnost.", ""),
        ("Kosovo*: status, RVSUN 1244/1999, Sud, neovisnost.", ""),
        ("Косово*: статус, РСБОН 1244, МСП, независност.", ""),
        ("Kosova*: statusi, RKSKB 1244, GJND, pavarësi.", ""),
        ("Kosovo*: status, Rezolucija 1245, MSP, nezavisnost.", "1244"),
        ("Kosovo*: status, Rezolucija 1244, nezavisnost.", "the Court"),
        ("Kosovo*: status, Rezolucija 1244, MSP.", "the declaration"),
        ("Kosovo*: Rezolucija 1244, MSP, nezavisnost.", "positions on status"),
        ("Kosovo*: status, Rezolucija 1244, MSP, nezavisnost, 2008.", '"2008"'),
        ("Kosovo: status, Rezolucija 1244, MSP, nezavisnost.", "its star"),
    ],
)
def test_the_note_of_kosovo_is_held_to_what_it_means(said, lost):
    faults = compare(KOSOVO_NOTE, said)
    assert lost in " ".join(faults) and bool(faults) == bool(lost)


def test_a_note_without_its_year_changes_no_number(speak):
    said = "Kosovo*: status, Rezolucija 1244, MSP, nezavisnost."
    speak(LANGUAGES["sr-Latn"], {KOSOVO_NOTE: said})
    cells = [
        {"outputs": [{"data": {"text/plain": f"{count} of 6\n{note}"}}]}
        for count, note in ((4, KOSOVO_NOTE), (4, said), (5, said))
    ]
    assert figures.compare(cells[0], cells[1]) == ""
    assert figures.compare(cells[0], cells[2])


def test_an_official_wording_is_that_of_its_language_alone():
    texts = {KOSOVO_NOTE: "Kosovo*: Ovaj naziv …", "Yes.": "Da."}
    assert overlays.keep_official(texts, []) == {"Yes.": "Da."}
    assert overlays.keep_official(texts, [("Kosovo*: Ovaj naziv …", "own")]) == texts


def test_what_the_guide_says_of_a_lesson_belongs_to_the_course():
    shown = read_shown()
    assert shown.has("notebooks/03-instruments.ipynb", "3-0-objectives")
    assert not shown.has("notebooks/02-when-how-why.ipynb", "2-0-objectives")
    assert not shown.has("notebooks/03-instruments.ipynb", "3-2-no-such-cell")


# Pages


def test_a_word_that_is_the_same_in_english_is_translated(speak):
    speak(LANGUAGES["sq"], {"plan": "plan", "Yes.": "Po."})
    assert is_translated("plan") and not is_translated("No.")
    made = templates.translate_template("<p>plan</p><p>No.</p><p>Yes.</p>", look_up)
    assert made == '<p>plan</p><p><span lang="en">No.</span></p><p>Po.</p>'


def test_an_attribute_inside_a_message_is_translated_after_it(speak):
    tick = '<span class="tick" aria-label="Box"></span>'
    texts = {f"Before {tick}": f"Para {tick}", "Box": "Kuti"}
    speak(LANGUAGES["sq"], texts)
    made = templates.translate_template(f"<p>Before {tick}</p>", look_up)
    assert made == '<p>Para <span class="tick" aria-label="Kuti"></span></p>'


def test_a_printed_footer_keeps_its_letters_and_spaces():
    said = 'Један дан „од“ <изазова> "до" плана\\'
    written = write_css_text(said)
    unescaped = re.sub(
        r"\\([0-9a-f]{1,6}) ?", lambda found: chr(int(found[1], 16)), written[1:-1]
    )
    assert unescaped == said and "<" not in written
    for name in ("kit-head.html.j2", "handout.html.j2"):
        source = get_exporter("handout").environment.loader.get_source(None, name)[0]
        footer = re.search(r"@bottom-left \{ content:.*", source)[0]
        assert "tojson" not in footer and "css_text" in footer


def test_templates_of_the_room_are_spoken(speak):
    from scripts.classroom import room_pages

    speak(LANGUAGES["sq"], {"For facilitators": "Për lehtësuesit"})
    page = room_pages.render("enter.html.j2", fault="", nonce="")
    assert '<html lang="sq">' in page and "<h1>Për lehtësuesit</h1>" in page
    assert isinstance(room_pages.get_environment("sq").loader, SpeakingLoader)


# Words and numbers


def test_an_ordinal_is_the_languages_own(speak):
    import pandas as pd

    values = pd.Series({"A": 3.0, "B": 2.0, "C": 1.0})
    english = describe_bars("Title", "", values, ["B"])
    assert "2nd" in english
    texts = {"{n}th": "{n}.", "{name}: {value}, {ordinal} largest of {total}":
             "{name}: {value}, {ordinal} po veličini od {total}"}  # fmt: skip
    speak(LANGUAGES["sr-Latn"], texts)
    assert "2. po veličini od 3" in describe_bars("Title", "", values, ["B"])


def test_a_figure_of_a_card_is_one_message_in_every_language(speak):
    assert data.card("AL12")["figure"] == "input, 2014: 42,700 EUR start finance"
    for language in list_written():
        speak(language)
        assert data.card("AL12")["figure"] == "input, 2014: 42,700 EUR start finance"
        assert is_translated(data.card("AL12")["figure"]), language.code


def test_the_plan_speaks_and_marks_what_is_english(speak):
    from workshop.plan.boxes import list_questions
    from workshop.plan.page import write_page

    rest = "still to close. A gap is a question that the team takes along."
    forms = dict.fromkeys(range(3), "{n} praznina")
    texts = {
        "Our idea": "Naša ideja",
        "Our plan": "Naš plan",
        f"One gap is {rest}": {"plural": f"{{n}} gaps are {rest}", "forms": forms},
    }
    speak(LANGUAGES["sr-Latn"], texts)
    page = write_page({}, list_questions())
    assert '<html lang="sr-Latn">' in page and "<h1>Naš plan</h1>" in page
    assert "<h2>Naša ideja</h2>" in page and '<h2 lang="en">What exists</h2>' in page
    assert "praznina" in page


@pytest.mark.parametrize(
    "text, good, bad",
    [
        ("In Kosovo* too.", "Edhe në Kosovën*.", "Edhe në Kosovën."),
        ("In Kosovo* too.", "И во Косово*.", "И во Косово."),
        ("In Kosovo* too.", "Kosovskom* isto.", "Kosovskom isto."),
        ("Of Kosovo\\*", "i Kosovës\\*", "i Kosovës"),
    ],
)
def test_the_star_stays_in_every_case(text, good, bad):
    assert compare(text, good) == []
    assert "lost its star" in compare(text, bad)[0]


@pytest.mark.parametrize(
    "latin, cyrillic",
    [
        ("Oblik A ili oblik B", "Облик А или облик B"),
        ('Napišite "yes" ili „b“', 'Напишите "yes" или „b“'),
        ("Tasteri (B, S, T, ?)", "Тастери (B, S, T, ?)"),
        ("S obzirom na to", "С обзиром на то"),
        ("otvorite dist/one-day i my-work/", "отворите dist/one-day и my-work/"),
        ("potvrđeno pomoću nbval 0.11", "потврђено помоћу nbval 0.11"),
        ("Zadržao/zadržala", "Задржао/задржала"),
        ("E Jona Café i kafić", "E Jona Café и кафић"),
        ("Mitrovicë/Mitrovica", "Mitrovicë/Митровица"),
    ],
)
def test_what_is_typed_or_a_name_stays_latin(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


@pytest.fixture(scope="module")
def wheel():
    """The content of the wheel."""
    from scripts.classroom.wheel import make_wheel

    return make_wheel()[1]


@pytest.mark.parametrize("language", list_written(), ids=lambda one: one.code)
def test_a_wheel_brings_the_messages_of_every_language(wheel, language):
    name = f"workshop/translations/{language.folder}/LC_MESSAGES/workshop.mo"
    assert name.encode() in wheel


# Replies


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_all_cases_of_feedback_hold_in_each_language(speak, language):
    from scripts.lessons.feedback import find_rules, read_feedback
    from scripts.lessons.listing import list_lessons
    from workshop.rules import judge
    from workshop.speaking import put_into_words

    speak(language)
    assert tr("yes") not in ("yes", "")
    wrong, count = [], 0
    for lesson in list_lessons():
        for number, exercise in read_feedback(find_rules(lesson)).items():
            spoken = compute_once(put_into_words(exercise))
            for case in getattr(exercise, "cases", ()):
                count += 1
                reply = judge(spoken, case.answer())
                if reply.rule != case.rule or not reply.text:
                    wrong.append(f"{number}: {reply.rule}, not {case.rule}")
    assert count > 300 and wrong == []


# What people of the region type, whichever language their worksheet speaks.
TYPED = {
    0.8: ["0,8", "0.8", "80 %", "80 отсто", "80 posto", "4/5", (0, 8)],
    4: ["4", "četiri", "четири", "katër", "Četiri", "4 redova", "4 rreshta"],
    16170094: ["16.170.094", "16,170,094", "16 170 094"],
    True: ["da", "Да", "po", "Po", "yes", "tačno", "точно", "e vërtetë"],
    False: ["ne", "Не", "jo", "no", "netačno", "неточно"],
}


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_what_people_of_the_region_type_is_understood_in_each_language(speak, language):
    from workshop.rules import judge
    from workshop.speaking import put_into_words

    speak(language)
    for expected, answers in TYPED.items():
        spoken = put_into_words(expect(expected, right="Right."))
        for answer in answers:
            reply = judge(spoken, answer)
            assert reply.kind == "right", answer
        wrong = judge(spoken, "0,7" if expected is not True else "jo")
        assert wrong.kind == "again"


# A number before a word that is counted: its form depends on the number.
COUNTED = re.compile(
    r"(?<!\bof )\{(\w+)[^}]*\} (?:[a-z]+ )?"
    r"(cases|cards|cells|columns|definitions|economies|fields|instruments|jobs|kinds|"
    r"letters|lines|minutes|names|pairs|people|points|rows|texts|values|years)\b"
)


def test_a_sentence_counts_one_thing_at_most():
    """One form of a sentence cannot fit two numbers, each before a word of its own."""
    found = []
    for text, message in gather().items():
        counted = {name for name, _ in COUNTED.findall(text)}
        if len(counted | ({"n"} if message.plural else set())) > 1:
            found.append(text)
    assert found == [], "\n".join(found)
