"""Options of the build: one topic, one format, one theme; wrong ones get a sentence."""

import shutil

import pytest
from conftest import LESSONS, list_pages

from scripts.door.errors import report_faults
from scripts.verbs import build
from scripts.verbs.build import is_up_to_date

FIRST = LESSONS[0].stem


def run(project, *argv):
    return report_faults(lambda argv: build.main(argv, project), list(argv))


def list_names(project):
    return {path.name for path in list_pages(project) if path.suffix == ".html"}


@pytest.mark.parametrize(
    ("argv", "made"),
    [
        (["00", "--only", "decks"], {f"decks/{FIRST}.html"}),
        (["00", "--only", "handouts"], {f"handouts/{FIRST}.html"}),
        (
            ["00", "--only", "kit"],
            {f"{kind}/{FIRST}.html" for kind in ("guides", "keys", "sheets")},
        ),
        (
            ["00"],
            {
                f"decks/{FIRST}.html",
                f"handouts/{FIRST}.html",
                f"guides/{FIRST}.html",
                f"keys/{FIRST}.html",
                f"sheets/{FIRST}.html",
                "index.html",
                "accessibility.html",
            },
        ),
    ],
    ids=" ".join,
)
def test_a_build_writes_what_was_asked_and_nothing_else(built_project, argv, made):
    dist = built_project / "dist"
    shutil.rmtree(dist)
    assert run(built_project, *argv) == 0
    pages = {page.relative_to(dist).as_posix() for page in dist.rglob("*.html")}
    assert pages == made
    assert not is_up_to_date(root=built_project)


def test_lessons_alone_are_their_decks_and_handouts(built_project, capsys):
    dist = built_project / "dist"
    shutil.rmtree(dist)
    assert run(built_project, "--only", "lessons") == 0
    pages = {page.relative_to(dist).as_posix() for page in dist.rglob("*.html")}
    names = [lesson.stem for lesson in LESSONS[:2]]
    folders = ("decks", "handouts")
    assert pages == {f"{kind}/{name}.html" for kind in folders for name in names}
    assert build.is_done(["--only", "lessons"], built_project)
    assert not build.is_done([], built_project)
    capsys.readouterr()
    assert run(built_project, "00", "--only", "lessons") == 1
    assert "decks and handouts of all our lessons" in capsys.readouterr().err


def test_one_format_alone_is_made_again(built_project):
    dist = built_project / "dist"
    for name in ("index.html", f"decks/{FIRST}.html", f"handouts/{FIRST}.html"):
        before = (dist / name).read_bytes()
        (dist / name).write_bytes(b"damaged")
        only = {"i": "index", "d": "decks", "h": "handouts"}[name[0]]
        assert run(built_project, "--only", only) == 0
        assert (dist / name).read_bytes() == before
    assert is_up_to_date(root=built_project)


def test_a_theme_is_remembered_and_a_plain_build_brings_light_back(
    built_project, capsys
):
    light = list_pages(built_project)
    assert run(built_project, "--theme", "contrast") == 0
    contrast = list_pages(built_project)
    assert all(contrast[page] != light[page] for page in light)
    assert not is_up_to_date(root=built_project)
    assert run(built_project, "--theme", "contrast") == 0
    assert "Nothing has changed" in capsys.readouterr().out
    assert run(built_project) == 0
    assert list_pages(built_project) == light


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--only", "pdf"], "invalid choice: 'pdf' (choose from"),
        (["--theme", "dark"], "invalid choice: 'dark' (choose from"),
        (["--theme"], "expected one argument"),
        (["--form", "DIR"], "unrecognized arguments: --form"),
        (["00", "01"], "unrecognized arguments: 01"),
        (["77"], 'There is no lesson "77"'),
        (["00", "--only", "index"], "--only index makes one page for all lessons"),
        (["--lenient"], "--lenient is for --from alone"),
        (["--from", "no-such-folder"], "no-such-folder does not exist"),
    ],
    ids=" ".join,
)
def test_a_wrong_option_is_one_sentence_and_makes_nothing(
    built_project, capsys, argv, words
):
    before = list_pages(built_project)
    assert run(built_project, *argv) == 1
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1, said
    assert list_pages(built_project) == before


def test_a_format_may_be_named_like_its_product():
    assert build.read_options(["--only", "deck"]).only == "decks"
    assert build.read_options(["--only", "handout"]).only == "handouts"


def test_the_quick_answer_looks_at_the_options(built_project, capsys):
    for argv in ([], ["00"], ["--only", "decks"]):
        assert build.is_done(argv, built_project)
        assert "Nothing has changed" in capsys.readouterr().out
    for argv in (["--pdf"], ["--theme", "contrast"], ["77"], ["--from", "."]):
        assert not build.is_done(argv, built_project)
        assert capsys.readouterr().out == ""
