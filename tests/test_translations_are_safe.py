"""Texts come out and go back exactly; a faulty translation is told, nothing breaks."""

import csv
import json
import re

import polib
import pytest
from conftest import every_lesson
from nbformat.v4 import new_code_cell, new_notebook, new_output

from scripts.classroom.room_language import begin_to_speak
from scripts.door.environment import STARTED_IN
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.languages import (
    catalogues,
    checking,
    code,
    overlays,
    putting,
    runs,
    state,
    templates,
)
from scripts.languages.cyrillic import to_cyrillic
from scripts.languages.figures import compare as compare_figures
from scripts.languages.gathering import Message, flatten, gather
from scripts.languages.known import LANGUAGES, find_language
from scripts.languages.passages import list_passages, put_back, split_markdown
from scripts.languages.project import read_texts
from scripts.lessons.notebooks import read_notebook, to_text
from scripts.verbs import languages as verb
from workshop import messages
from workshop.messages import tr

pytest_plugins = ("tests.speaking",)

ALBANIAN, SERBIAN = LANGUAGES["sq"], LANGUAGES["sr-Latn"]


class Same(dict):
    """A translation of everything by itself."""

    def get(self, text, default=None):
        return text


@pytest.fixture
def language(tmp_path):
    """Write PO files of a language with these (English, translation) pairs."""

    def write(pairs, language=ALBANIAN, plurals=()):
        found = {
            text: Message(text, "lessons", places=[("a", "b")]) for text, _ in pairs
        }
        for one, many, _ in plurals:
            found[one] = Message(one, "lessons", many, [("a", "b")])
        catalogues.update(language, found, None, tmp_path)
        path = language.place("lessons", tmp_path)
        file = catalogues.read_po(path)
        for text, said in pairs:
            file.find(text).msgstr = said
        for one, _, forms in plurals:
            file.find(one).msgstr_plural = dict(enumerate(forms))
        path.write_text(f"{file}\n", encoding="utf-8")
        return path

    return write


# Out and back


@every_lesson
def test_a_lesson_comes_back_byte_for_byte(lesson):
    notebook = read_notebook(lesson)
    made = putting.put_into_notebook(notebook, Same(), ALBANIAN)
    for old, new in zip(notebook.cells, made.cells, strict=True):
        new.metadata.pop("english", None)
        if old.cell_type == "code":
            new.outputs, new.execution_count = old.outputs, old.execution_count
            new.source = new.source.replace('start("sq")', "start()")
    del made.metadata["language"]
    assert to_text(made) == to_text(notebook)


def test_words_courses_and_templates_come_back_byte_for_byte(tmp_path):
    putting.write_words(Same(), tmp_path)
    for path in (ROOT / "courses/words").glob("*.md"):
        assert (
            tmp_path / "courses/words" / path.name
        ).read_bytes() == path.read_bytes()
    for path in (ROOT / "courses").glob("*.toml"):
        made = putting.write_course(path, {}, tmp_path)
        assert made.read_bytes() == path.read_bytes()
    for _, path in templates.list_files(ROOT, "*.j2"):
        source = path.read_text(encoding="utf-8")
        assert templates.translate_template(source, lambda text, *_: text, "") == source
    for _, path in templates.list_files(ROOT, "*.js"):
        source = path.read_text(encoding="utf-8")
        assert templates.translate_script(source, lambda text: text) == source


def test_every_word_of_a_cell_is_in_a_passage():
    source = (
        "## Title · core · 5 minutes\n\nFirst line\nsecond line.\n\n- **a** – one\n"
        "  more\n- two\n\n| Head | `code` |\n|---|---|\n| cell | 12 |\n\n"
        "<details><summary>Open</summary>\n\n```python\nkept = 1\n```\n</details>\n"
    )
    pieces = split_markdown(source)
    assert "".join(piece.text for piece in pieces) == source
    said = [flatten(piece.text) for piece in list_passages(pieces)]
    assert said == ["Title", "core", "5 minutes", "First line second line.", "one more",
                    "two", "Head", "cell", "Open"]  # fmt: skip


def test_what_is_open_stands_in_english_and_says_so():
    texts = {"Yes.": "Po."}
    made = put_back("# Yes.\n\nNo.\n", putting.make_translator(texts))
    assert made == '# Po.\n\n<span lang="en">No.</span>\n'


def test_texts_of_code_are_put_in_and_the_code_still_runs():
    source = (
        'say("{n} rows", n=2)  # count them\n'
        'show(table, caption=f"In {year}", labels={"a": "the first"})\n'
        '# BEGIN PROMPT\n# show(table, caption="Mine")\n# END PROMPT\n'
    )
    found = {text.text for text in code.list_texts(source)}
    assert found == {"{n} rows", "count them", "In {year}", "the first", "Mine"}
    made = code.put_texts(source, lambda text: f"„{text}” " * 8)
    compile(made, "cell", "exec")
    assert made.count('# show(table, caption="„Mine” ') == 1
    assert 'labels={"a"' in made and "n=2" in made


# How far a language is


def test_the_share_on_the_index_is_that_of_the_whole_files(language, tmp_path):
    """For the index only marked entries are read; the count is that of all of them."""
    for known in LANGUAGES.values():
        parts = state.measure(LANGUAGES[known.made_of or known.code], "one-day")
        words, done = (
            sum(getattr(s, k) for s in parts) for k in ("words", "done_words")
        )
        assert words > 1000
        assert state.describe_short(known) == f"{done / words:.0%}", known.code
    path = language([("One", "Një"), ("Two words", ""), ("Three four five", "Tre")])
    text = path.read_text(encoding="utf-8")
    assert state.describe_short(ALBANIAN, tmp_path) == "0%", "no course shows them"
    marked = text.replace("#: a:b\n", "#. one-day; of a title\n#: a:b\n", 2)
    for ends in ("\n", "\r\n"):
        path.write_text(marked, encoding="utf-8", newline=ends)
        assert state.describe_short(ALBANIAN, tmp_path) == "33%"
    path.write_text(
        marked.replace('"Two words"\nmsgstr ""', '"Two words"\nmsgstr "Dy"'), "utf-8"
    )
    assert state.describe_short(ALBANIAN, tmp_path) == "100%", "what is there now"


# Faults


@pytest.mark.parametrize(
    "text, said, part",
    [
        ("{n} rows", "rreshta", 'the blank "{n}" is missing'),
        ("{n} rows", "{n} {m} rreshta", 'the blank "{m}" is not in English'),
        ("In 2019, 1,254 people", "Në 2019, 1.245 njerëz", 'the number "1254"'),
        (
            "See [this](#src-BA12).",
            "Shih [këtë](#src-BA13).",
            'the link to "#src-BA12"',
        ),
        ("Run `check()`.", "Nis `kontrollo()`.", 'the code "`check()`" is missing'),
        ("Kosovo\\* here", "Kosova këtu", "lost its star"),
        ("Name: ______", "Emri:", "lines to write on"),
        ("<b>so</b>", "kështu", "the tag"),
        ("Case BA12.", "Rasti BA21.", 'the id "BA12" is missing'),
        ("**so**", "**kështu", "two stars"),
        ("{n} rows", "{n rreshta", "curly bracket"),
    ],
)
def test_what_a_translation_loses_is_told_with_file_line_and_mend(
    language, tmp_path, text, said, part
):
    path = language([("Good.", "Mirë."), (text, said)])
    good, faults = checking.check_language(ALBANIAN, tmp_path)
    assert good == {"Good.": "Mirë."}
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(faults) == 1 and part in faults[0]
    number = int(re.search(r"sq/lessons\.po, line (\d+): ", faults[0])[1])
    assert any(text[:5] in line for line in lines[number - 1 : number + 4])


def test_the_regions_numbers_are_the_same_numbers(language, tmp_path):
    pairs = [
        ("0.8 of 1,254 in 2019", "në 2019: 0,8 nga 1.254"),
        ("16,170,094", "16 170 094"),
    ]
    language(pairs)
    assert checking.check_language(ALBANIAN, tmp_path) == (dict(pairs), [])


def test_a_form_of_a_plural_is_missing(language, tmp_path):
    language([], SERBIAN, [("{n} row", "{n} rows", ["{n} red", "{n} reda", ""])])
    good, faults = checking.check_language(SERBIAN, tmp_path)
    assert good == {}
    assert "2 of the 3 forms" in faults[0] and "write the others" in faults[0]


def test_a_file_in_windows_1250_is_one_sentence(language, tmp_path):
    path = language([("Yes.", "Da: čaj")], SERBIAN)
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1250"))
    good, faults = checking.check_language(SERBIAN, tmp_path)
    assert good == {} and len(faults) == 1
    assert re.match(r"translations/sr_Latn/lessons.po, line \d+: .*UTF-8", faults[0])


@pytest.mark.parametrize(
    "old, new, line, mend",
    [
        ('msgid ""', "this is no translation", 2, "is no line of a PO file"),
        ('msgid ""', '<<<<<<< HEAD\nmsgid ""', 2, "is no line of a PO file"),
        ('msgid "Yes."', 'msgid Yes."', 12, "put its quotation marks right"),
        ('msgstr "Po."', 'msgstr "Po.', 13, "put its quotation marks right"),
    ],
)
def test_a_broken_line_is_one_sentence_and_its_file_is_english(
    language, tmp_path, old, new, line, mend
):
    path = language([("Yes.", "Po.")])
    said = path.read_text("utf-8").replace(old, new, 1)
    path.write_text(said, encoding="utf-8")
    good, faults = checking.check_language(ALBANIAN, tmp_path)
    assert good == {} and len(faults) == 1
    assert faults[0].startswith(f"translations/sq/lessons.po, line {line}: ")
    assert mend in faults[0]
    assert state.describe_short(ALBANIAN, tmp_path) == "0%", "the index breaks"


def test_an_empty_file_is_told(language, tmp_path):
    language([("Yes.", "Po.")]).write_text("", encoding="utf-8")
    good, faults = checking.check_language(ALBANIAN, tmp_path)
    assert good == {} and "there is no message in the file" in faults[0]


def test_an_unknown_language_is_told_and_english_is_spoken():
    with pytest.raises(Problem, match='no language "xx".*sq .Albanian.'):
        find_language("xx")
    assert messages.choose("xx") == "en"
    assert tr("{n} row", "{n} rows", n=2) == "2 rows"


# Refreshing


def test_a_changed_passage_is_fuzzy_and_a_lost_one_is_kept(language, tmp_path):
    path = language(
        [("The first sentence is here.", "Fjalia e parë."), ("Old.", "E vjetër.")]
    )
    place = [("a", "b")]
    text = "The first sentence was here."
    new = {text: Message(text, "lessons", places=place)}
    assert catalogues.update(ALBANIAN, new, None, tmp_path) == 1
    file = catalogues.read_po(path)
    changed = file.find(text)
    assert changed.msgstr == "Fjalia e parë." and "fuzzy" in changed.flags
    assert changed.previous_msgid == "The first sentence is here."
    assert checking.check_language(ALBANIAN, tmp_path)[0] == {}
    assert "E vjetër." in {one.msgstr for one in file.obsolete_entries()}
    back = {"Old.": Message("Old.", "lessons", places=place)}
    catalogues.update(ALBANIAN, back, None, tmp_path)
    assert catalogues.read_po(path).find("Old.").msgstr == "E vjetër."


def test_a_changed_passage_of_a_file_without_cells_is_fuzzy_too(language, tmp_path):
    words = [("courses/words/break.md", "")]
    old, new = "Who needs a break, tells us now.", "If you need a break, tell us now."
    path = language([])
    made = {old: Message(old, "courses", places=words)}
    catalogues.update(ALBANIAN, made, None, tmp_path)
    path = path.with_name("courses.po")
    file = catalogues.read_po(path)
    file.find(old).msgstr = "Na thoni tani."
    file.save(str(path))
    elsewhere = [("courses/words/lunch.md", "")]
    for places, kept in ((elsewhere, ""), (words, "Na thoni tani.")):
        file.save(str(path))
        made = {new: Message(new, "courses", places=places)}
        catalogues.update(ALBANIAN, made, None, tmp_path)
        changed = catalogues.read_po(path).find(new)
        assert (changed.msgstr, "fuzzy" in changed.flags) == (kept, bool(kept))


@pytest.mark.parametrize("name", ["sq", "mk", "sr-Latn"])
def test_a_label_that_is_quoted_is_the_label_that_stands_there(name):
    """“Take home” in a sentence is what the button says, in each language."""
    texts = read_texts(LANGUAGES[name])[0]
    labels = {
        text.strip(" .…:"): said.strip(" .…:").casefold()
        for text, said in texts.items()
        if isinstance(said, str) and " " in text.strip()
    }
    wrong = [
        (label, labels[label], said)
        for text, said in texts.items()
        if isinstance(said, str)
        for label in re.findall(r"[“\"]([^“”\"]{3,60})[”\"]", text)
        if label in labels and labels[label] not in said.casefold()
    ]
    assert wrong == []


def test_the_committed_files_hold_every_message_once():
    wanted = gather()
    for name in ("sq", "mk", "sr-Latn"):
        files = catalogues.read_language(LANGUAGES[name])
        found = [one.msgid for one in catalogues.list_entries(files)]
        assert sorted(found) == sorted(wanted), f"{name}: run refresh"
        assert checking.check_language(LANGUAGES[name])[1] == []


def test_a_batch_is_handed_out_and_put_in(language, tmp_path):
    language([("Yes, {n}.", ""), ("No.", "")])
    batch = tmp_path / "batch.json"
    assert state.export_open(ALBANIAN, batch, root=tmp_path) == 2
    assert json.loads(batch.read_text(encoding="utf-8")) == {"Yes, {n}.": "", "No.": ""}
    said = {"Yes, {n}.": "Po.", "No.": "Jo.", "Nothing": "Asgjë"}
    batch.write_text(json.dumps(said), encoding="utf-8")
    count, faults = state.fill(ALBANIAN, batch, tmp_path)
    assert count == 1 and len(faults) == 2
    assert checking.check_language(ALBANIAN, tmp_path) == ({"No.": "Jo."}, [])
    assert [one.msgid for one in state.list_open(ALBANIAN, root=tmp_path)] == [
        "Yes, {n}."
    ]


@pytest.mark.parametrize(
    "said, mend",
    [
        ('{"No.": 3}', "neither a text nor a list of texts"),
        ('{"No.": ["Jo.", null]}', "neither a text nor a list of texts"),
        ('{"No.": {"sq": "Jo."}}', "neither a text nor a list of texts"),
    ],
)
def test_a_batch_of_other_things_than_texts_is_told(language, tmp_path, said, mend):
    path = language([("No.", "Jo!")])
    (tmp_path / "batch.json").write_text(said, encoding="utf-8")
    before = path.read_bytes()
    count, faults = state.fill(ALBANIAN, tmp_path / "batch.json", tmp_path)
    assert count == 0 and mend in faults[0]
    assert path.read_bytes() == before


def test_a_batch_that_is_nested_too_deep_is_one_sentence(tmp_path):
    (tmp_path / "batch.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(Problem, match=r"batch\.json cannot be read"):
        state.fill(ALBANIAN, tmp_path / "batch.json", tmp_path)


@pytest.mark.parametrize(
    "wish, mend",
    [
        (["sq", "--course", "half-day"], "write --course one-day, or leave it out"),
        (["--part", "lesson"], "the parts are lessons, courses, feedback"),
        (["sr-Cyrl", "--open", "b.json"], "there, with languages sr-Latn"),
        (["bs", "--fill", "b.json"], "there, with languages sr-Latn"),
    ],
)
def test_what_the_translations_cannot_answer_is_no_zero(
    wish, mend, capsys, tmp_path, monkeypatch
):
    monkeypatch.setenv(STARTED_IN, str(tmp_path))
    with pytest.raises(Problem, match=mend):
        verb.main(wish)
    assert capsys.readouterr().out == ""
    assert not [*tmp_path.iterdir()]


def test_one_part_is_told_alone(capsys):
    assert verb.main(["sq", "--part", "courses"]) == 0
    title, *lines = capsys.readouterr().out.splitlines()
    assert title == "Albanian (sq)"
    assert [line.split()[0] for line in lines] == ["courses"]


# At run time


def test_plurals_numbers_and_lists_are_those_of_the_language(speak):
    from workshop.wording import join, write_value

    forms = {0: "{n} red", 1: "{n} reda", 2: "{n} redova"}
    row = {"plural": "{n} rows", "forms": forms}
    assert speak(SERBIAN, {"{n} row": row, "and": "i", "yes": "da"}) == "sr-Latn"
    said = [tr("{n} row", "{n} rows", n=n) for n in (1, 2, 5, 11, 21, 22, 112)]
    assert said == ["1 red", "2 reda", "5 redova", "11 redova", "21 red", "22 reda",
                    "112 redova"]  # fmt: skip
    assert write_value(1594353) == "1\N{NO-BREAK SPACE}594\N{NO-BREAK SPACE}353"
    assert write_value(0.8) == "0,8" and write_value(True) == "da"
    assert join(["a", "b", "c"]) == "a, b i c"
    assert tr("Not translated.") == "Not translated."


def test_a_notebook_says_its_language_in_three_ways(speak, monkeypatch, tmp_path):
    from workshop import start

    speak(ALBANIAN, {"You can begin.": "Mund të filloni."})
    messages.choose("en")
    monkeypatch.setattr(
        "workshop.kernel.emit_reply", lambda *said: heard.append(said[3])
    )
    heard = []
    start("sq")
    monkeypatch.setenv("WORKSHOP_LANGUAGE", "sq")
    messages.choose("")
    start()
    monkeypatch.delenv("WORKSHOP_LANGUAGE")
    messages.choose("")
    start()
    notebook = tmp_path / "mine.ipynb"
    notebook.write_text('{"metadata": {"language": "sq"}}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", "folder/mine.ipynb")
    messages.choose("")
    start()
    assert heard == ["Mund të filloni.", "Mund të filloni.", "You can begin.",
                     "Mund të filloni."]  # fmt: skip


def test_a_room_without_its_site_says_what_to_run(tmp_path):
    with pytest.raises(Problem, match="dist/mk/site has not been built: run 'site --l"):
        begin_to_speak("mk", tmp_path)
    with pytest.raises(Problem, match='no language "xx"'):
        begin_to_speak("xx", tmp_path)
    assert messages.choose("") == "en"


def test_a_damaged_file_of_messages_is_english(speak, tmp_path):
    speak(ALBANIAN, {"Yes.": "Po."})
    next((tmp_path / catalogues.COMPILED).rglob("*.mo")).write_bytes(b"nothing")
    messages.read_messages.cache_clear()
    assert tr("Yes.") == "Yes."


# Cyrillic and overlays


@pytest.mark.parametrize(
    "latin, cyrillic",
    [
        ("injekcija i konjugacija", "инјекција и конјугација"),
        ("nadživeti Tanjug", "надживети Танјуг"),
        ("LJUBLJANA, Ljubljana, Njegoš, džep", "ЉУБЉАНА, Љубљана, Његош, џеп"),
        ("- **a** – red", "- **a** – ред"),
        ("`plan.write` na [vezi](#term-njiva)", "`plan.write` на [вези](#term-njiva)"),
        ("BA12 u WB6, {n:.0%} i NEET", "BA12 у WB6, {n:.0%} и NEET"),
        ("https://a.rs/lj i ime@a.rs", "https://a.rs/lj и ime@a.rs"),
        ("datoteka my-plan.json", "датотека my-plan.json"),
    ],
)
def test_serbian_is_written_in_cyrillic(latin, cyrillic):
    assert to_cyrillic(latin) == cyrillic


@pytest.fixture
def overlay(tmp_path):
    """Write the list of Croatian; read it, and return what changes a text."""

    def write(*lines):
        path = overlays.place(LANGUAGES["hr"], tmp_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(["serbian,own", *lines, ""]), "utf-8")
        return overlays.make_change(overlays.read(LANGUAGES["hr"], tmp_path))

    return write


def test_an_overlay_changes_words_and_whole_passages(overlay):
    change = overlay("opština,općina", "Cela rečenica.,Cijela.", "cela,cijela")
    assert change("Opština i opštinama: `opština` OPŠTINA") == (
        "Općina i opštinama: `opština` OPĆINA"
    )
    assert change("Cela rečenica.") == "Cijela."
    assert change("Cela i Cela.") == "Cijela i Cijela."


def test_what_an_overlay_has_written_is_not_changed_again(overlay):
    change = overlay("mere,mjere", "mjere,kriteriji", "javne mere,mere javne")
    assert change("Mere i javne mere i mjere") == "Mjere i mere javne i kriteriji"


def test_the_longest_line_of_an_overlay_is_taken(overlay):
    change = overlay("vrem*,vrijem*", "vreme,doba", "vremenski*,klimatski*")
    assert change("Vreme, vremena, vremenskim, nevreme") == (
        "Doba, vrijemena, klimatskim, nevreme"
    )
    change = overlay("dve,dvije", "dve nedelje,dva tjedna")
    assert change("Dve nedelje i dve") == "Dva tjedna i dvije"


@pytest.mark.parametrize(
    "text",
    [
        "[vidi](#src-mera) `mera` {mera} https://mera.rs mera@mera.rs",
        "exercises/mera.ipynb, courses/mera/deck.html",
        '<a href="#mera">a</a>',
        '"mera"',
        "Radanska ruža (Lebane), Dve šolje i „Naša kuća“",
    ],
)
def test_names_ids_and_links_have_no_other_form(overlay, text):
    assert overlay("mera,mjera", "ruža,roza", "dve,dvije", "kuća,dom")(text) == text


@pytest.mark.parametrize(
    "lines, mend",
    [
        (["opština"], "hr/overlay.csv, line 2: write two columns"),
        (["opštin*,općina"], "line 2: a star stands for the same ending in both"),
        (["mera,mjera", "Mera,kriterij"], 'line 3: "Mera" stands in line 2, too'),
        (["*,*"], "line 2: write two columns"),
    ],
)
def test_a_wrong_line_of_an_overlay_is_told(overlay, lines, mend):
    with pytest.raises(Problem, match=re.escape(mend)):
        overlay(*lines)


def test_with_a_list_that_cannot_be_read_the_words_are_serbian(
    language, overlay, tmp_path
):
    language([("A measure.", "Mera.")], SERBIAN)
    overlay("mera,mjera")
    croatian = LANGUAGES["hr"]
    assert read_texts(croatian, tmp_path) == ({"A measure.": "Mjera."}, [])
    overlays.place(croatian, tmp_path).write_bytes(
        "serbian,own\nšta,što".encode("cp1250")
    )
    texts, faults = read_texts(croatian, tmp_path)
    assert texts == {"A measure.": "Mera."} and len(faults) == 1
    assert "hr/overlay.csv, line 2: the file is not UTF-8" in faults[0]


def test_numbers_of_a_translated_run_are_compared():
    def cell(text):
        return {"outputs": [{"data": {"text/plain": text}}]}

    assert compare_figures(cell("0.8 of 1,254"), cell("0,8 nga 1\u00a0254")) == ""
    assert "without 1254; with 1245" in compare_figures(cell("1,254"), cell("1.245"))


@pytest.mark.parametrize("code", ["bs", "hr", "cnr"])
def test_the_committed_overlays_leave_no_word_of_another_language(code):
    texts, faults = read_texts(LANGUAGES[code])
    assert faults == []
    serbian = read_texts(SERBIAN)[0]
    changed = [text for text in serbian if serbian[text] != texts.get(text)]
    assert len(changed) > 500
    whole = " ".join(said for said in texts.values() if isinstance(said, str))
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", whole)}
    assert not {"gde", "primer", "vreme", "vrednost", "poslednji", "reč"} & words
    assert {"gdje", "primjer", "vrijeme", "vrijednost", "posljednji", "riječ"} <= words


def test_a_wrong_number_is_refused_and_the_english_output_shown():
    def make(*texts):
        cells = [
            new_code_cell("", id=f"c-{n}", outputs=[
                new_output("display_data", {"text/plain": text})
            ])
            for n, text in enumerate(texts)
        ]  # fmt: skip
        return new_notebook(cells=cells)

    english = make("1,254 people", "0.8 of them", "6 of 7")
    other = make("1\u00a0254 njerëz", "0,7 prej tyre", "7 nga 6")
    [said] = runs.keep_numbers(english, other)
    assert said.startswith("cell c-1: its numbers are not those of the English run")
    assert [cell.outputs[0].data["text/plain"] for cell in other.cells] == [
        "1\u00a0254 njerëz", "0.8 of them", "7 nga 6",
    ]  # fmt: skip


def test_a_term_is_the_one_that_its_language_uses():
    path = ROOT / "translations" / "terms.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    said = {
        folder: " ".join(
            " ".join((one.msgstr, *one.msgstr_plural.values())).lower()
            for part in sorted((ROOT / "translations" / folder).glob("*.po"))
            for one in polib.pofile(str(part))
        )
        for folder in {row["language"] for row in rows}
    }
    for row in rows:
        # Words bend: their beginnings must stand side by side.
        words = re.findall(r"\w+", row["term"].lower())
        bent = r"\w*\W+".join(re.escape(w[: max(4, len(w) - 3)]) for w in words)
        assert re.search(rf"\b{bent}", said[row["language"]]), row
        assert not row["source"] or row["source"].startswith("http"), row
