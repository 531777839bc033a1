"""No section is harder than a plain newspaper, no sentence longer than a breath."""

from pathlib import Path

import pytest
from conftest import LESSONS, every_lesson
from small_lesson import make_notebook, text

from scripts.contract import plain_language
from scripts.contract.plain_language import (
    FEWEST_EXPLAINED,
    HIGHEST_LIX,
    MOST_EXPLAINED,
    MOST_WORDS,
    Text,
    count_words,
    list_explained,
    read_explanation,
    read_text,
    split_sentences,
)
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.lessons.cells import get_tags
from scripts.lessons.lesson import Lesson
from scripts.lessons.notebooks import read_notebook
from scripts.verbs import readability

both_texts = pytest.mark.parametrize(
    "facilitator", [False, True], ids=["participants", "facilitator"]
)


@both_texts
@every_lesson
def test_no_section_is_harder_than_a_plain_newspaper(lesson, facilitator):
    sections = Lesson(read_notebook(lesson), lesson).sections
    levels = {part[0]["id"]: read_text(part, facilitator).lix for part in sections}
    assert {id_: lix for id_, lix in levels.items() if lix > HIGHEST_LIX} == {}


@both_texts
@every_lesson
def test_no_sentence_is_too_long(lesson, facilitator):
    sentences = {
        sentence: cell.id
        for cell in read_notebook(lesson).cells
        for sentence in read_text([cell], facilitator).sentences
    }
    long = [(id_, s) for s, id_ in sentences.items() if count_words(s) > MOST_WORDS]
    assert long == [], f"Cut the sentence: {MOST_WORDS} words at most."


@every_lesson
def test_every_section_explains_enough_and_not_too_much(lesson):
    sections = list_explained(Lesson(read_notebook(lesson), lesson))
    words = {part[0]["id"]: read_explanation(part).words for part in sections}
    # An extra section goes on where a core one began, so it may explain less.
    core = {part[0]["id"] for part in sections if "extra" not in get_tags(part[0])}
    assert core, "no section explains anything"
    assert {id_: n for id_, n in words.items() if n > MOST_EXPLAINED} == {}
    assert {id_: words[id_] for id_ in core if words[id_] < FEWEST_EXPLAINED} == {}


def test_headings_exercises_and_the_reading_of_code_are_not_explanation():
    notebook = make_notebook()
    section = Lesson(notebook, Path("01-small.ipynb")).sections[1]
    before = read_explanation(section).words
    section += [
        text(
            "1-1-new", "### New words\n\nTwo words.\n\n**What the code says.** Not it."
        ),
        text("ex-1-9-task", "Not a word of this.", tags=["task"]),
        text("1-1-said", "Nor this.", tags=["facilitator"]),
    ]
    assert read_explanation(section).words == before + 2


def test_the_level_is_that_of_the_formula():
    text = Text(["One two seventy.", "Seventeen more."])
    assert text.words == 5
    assert text.lix == 5 / 2 + 100 * 2 / 5
    assert Text([]).lix == 0


def test_official_prose_is_found_to_be_hard():
    source = (
        "Notwithstanding considerable methodological heterogeneity, institutionalised "
        "implementation arrangements systematically disadvantaged participating "
        "organisations throughout consecutive programming periods."
    )
    assert Text(split_sentences(source)).lix > HIGHEST_LIX


def test_the_limits_are_those_that_authors_read():
    """A newspaper has LIX 40 or more: with a higher limit we would write like one."""
    told = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    assert f"No section is above {HIGHEST_LIX}, where Björnsson's scale puts" in told
    assert f"no sentence has more than {MOST_WORDS} words" in told
    explained = f"{FEWEST_EXPLAINED} to {MOST_EXPLAINED} words"
    assert f"The last column counts the explanation of a section: {explained}" in told
    formula = " ".join((plain_language.__doc__ or "").split())
    assert f"30 to {HIGHEST_LIX} stories and magazines" in formula
    assert f"{HIGHEST_LIX} to 50 newspapers" in formula


@pytest.mark.parametrize(("long", "is_plain"), [(4, True), (5, False)])
def test_a_text_like_a_newspaper_is_not_plain_enough(long, is_plain):
    """Twenty words in a sentence, four long ones in twenty: LIX 40; one more: 45."""
    words = ["seventeen"] * long + ["one"] * (20 - long)
    assert (Text([" ".join(words) + "."] * 3).lix <= HIGHEST_LIX) is is_plain


def test_only_what_is_read_as_a_sentence_counts():
    source = """### A heading

Text with a [link](https://example.org/a-very-long-address) and `code`. It is "so"!
[ME03](#src-ME03) Well?

- first item
- second item

| a | table |
|---|---|
| not | read |

    print("not read")

$$x = 1$$"""
    assert split_sentences(source) == [
        "A heading",
        "Text with a link and .",
        'It is "so"!',
        "Well?",
        "first item",
        "second item",
    ]


def test_the_report_names_every_section(capsys):
    assert readability.main(["00"]) == 0
    printed = capsys.readouterr().out
    sections = Lesson(read_notebook(LESSONS[0]), LESSONS[0]).sections
    assert all(part[0]["id"] in printed for part in sections)
    assert str(read_text(read_notebook(LESSONS[0]).cells).words) in printed


def test_a_lesson_that_is_not_there_has_no_head_above_the_sentence(capsys):
    with pytest.raises(Problem, match='There is no lesson "99"'):
        readability.main(["99"])
    assert capsys.readouterr().out == ""
