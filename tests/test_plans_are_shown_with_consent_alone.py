"""Plans and worksheets are collected unrun; a plan is shown with consent alone."""

import csv
import io
import json
import os
import re

import pytest
from bs4 import BeautifulSoup

from scripts.door.errors import Problem, report_faults
from scripts.door.files import ROOT, write_atomically
from scripts.kit import collecting
from scripts.kit.collecting import collect, report_collected
from scripts.kit.plans import list_names
from scripts.verbs import collect as verb
from tests.barriers import find_barriers
from tests.test_plan_is_never_lost import Screen
from workshop import plan as team_plan

pytest_plugins = ("tests.pages",)

EXERCISES = ["ex-1-1", "ex-1-4", "ex-4-4", "ex-4-q5", "ex-3-1"]


@pytest.fixture
def handed(tmp_path):
    """The folder into which people hand in."""
    folder = tmp_path / "Предато 1"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def worksheet():
    return json.loads((ROOT / "exercises/one-day.ipynb").read_text(encoding="utf-8"))


def hand_in_plan(folder, team, consent=None, name=None, **fields):
    boxes = {"challenge": {"team": team}, "idea": {"idea": f"Idea of {team}"} | fields}
    plan = {"about": "", "boxes": boxes, "earlier": [], "left_open": []}
    if consent is not None:
        plan["consent"] = consent
    path = folder / (name or f"{len(list(folder.iterdir()))}/my-plan.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path


def hand_in_sheet(folder, name, worksheet, **code):
    cells = [
        cell | {"source": code.get(cell["id"].replace("-", "_"), cell["source"])}
        for cell in worksheet["cells"]
    ]
    text = json.dumps(worksheet | {"cells": cells})
    (folder / name).write_text(text, encoding="utf-8")


def list_teams(found):
    return [plan.team for plan in found.plans]


def test_the_cell_of_a_course_decides_and_the_decision_travels(tmp_path, monkeypatch):
    screen = Screen()
    for place in (team_plan.saying, team_plan.file):
        monkeypatch.setattr(place, "emit_reply", screen.emit_reply)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKSHOP_PLAN", raising=False)
    team_plan.share(...)
    assert "not decided" in screen.last and not list(tmp_path.iterdir())
    team_plan.write("challenge", team="Bridges")
    for words, decision in (("yes", True), ("Ne", False), ("да", True), ("po", True)):
        team_plan.share(words)
        stored = json.loads((tmp_path / "my-plan.json").read_text("utf-8"))
        assert stored["consent"] is decision, words
    assert "may collect a copy" in screen.last
    before = (tmp_path / "my-plan.json").read_bytes()
    team_plan.share("perhaps")
    assert "neither yes nor no" in screen.last
    team_plan.share(...)
    assert "may collect a copy" in screen.last
    assert (tmp_path / "my-plan.json").read_bytes() == before
    team_plan.write("challenge", place="Travnik")
    team_plan.save_copy(tmp_path / "stick.json")
    assert list_teams(collect(tmp_path, [])) == ["Bridges"]


def test_every_course_asks_for_consent_after_the_plan(worksheet):
    for path in sorted((ROOT / "courses").glob("*.toml")):
        sheet = ROOT / f"exercises/{path.stem}.ipynb"
        cells = json.loads(sheet.read_text(encoding="utf-8"))["cells"]
        code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
        asked = code.index("plan.share(...)")
        assert not any("plan.write(" in one for one in code[asked:]), path.stem
        assert any("plan.write(" in one for one in code[:asked])


def test_a_plan_without_consent_is_counted_and_nothing_of_it_is_shown(handed, tmp_path):
    hand_in_plan(handed, "Bridges", True)
    hand_in_plan(handed, "Silent")
    hand_in_plan(handed, "Refusing", False)
    hand_in_plan(handed, "Odd Fellows", "yes")
    said = "\n".join(report_collected(handed, tmp_path / "out"))
    assert "Plans shown: 1. Plans without consent, counted and not shown: 3." in said
    for path in sorted((tmp_path / "out").iterdir()):
        text = path.read_text(encoding="utf-8")
        for team in ("Silent", "Refusing", "Odd Fellows"):
            assert team not in text, path.name
    assert "3 others stay with their teams" in read_main(tmp_path / "out/plans.html")


def test_a_full_disk_leaves_page_and_table_of_the_same_day(
    handed, tmp_path, monkeypatch
):
    plan = hand_in_plan(handed, "Bridges", True)
    report_collected(handed, tmp_path / "out")
    earlier = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(earlier) == {"plans.csv", "plans.html", "handed-in.html"}
    plan.unlink()
    hand_in_plan(handed, "Others", True)

    def fill_the_disk(path, content):
        if path.suffix == ".html":
            raise Problem(f"{path} could not be written")
        return write_atomically(path, content)

    monkeypatch.setattr(collecting, "write_atomically", fill_the_disk)
    with pytest.raises(Problem, match=r"out/plans\.html could not be written"):
        report_collected(handed, tmp_path / "out")
    now = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert now == earlier, "a table of today lies beside a page of yesterday"


def test_consent_on_paper_counts_and_a_no_in_the_file_counts_more(handed):
    hand_in_plan(handed, "Široki put")
    hand_in_plan(handed, "Refusing", False)
    hand_in_plan(handed, "Refusing", True)
    found = collect(handed, [" široki  PUT "])
    assert list_teams(found) == ["Široki put"] and found.unshared == 1
    assert list_teams(collect(handed, ["refusing"])) == []
    with pytest.raises(Problem, match='is of a team "Nobody"'):
        collect(handed, ["Nobody"])


def test_two_different_plans_of_a_team_are_both_shown_with_their_files(
    handed, tmp_path
):
    hand_in_plan(handed, "Bridges", True, "a/my-plan.json")
    hand_in_plan(handed, "Bridges", None, "b/my-plan.json", cost="1.200 EUR")
    hand_in_plan(handed, "Bridges", None, "c/again.json", cost="1.200 EUR")
    report_collected(handed, tmp_path / "out")
    text = read_main(tmp_path / "out/plans.html")
    assert "Bridges (a/my-plan.json)" in text and "Bridges (b/my-plan.json)" in text
    assert "again.json" not in text
    assert "holds the same plan as" in read_main(tmp_path / "out/handed-in.html") or (
        "the same file as" in read_main(tmp_path / "out/handed-in.html")
    )


def read_main(path):
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return " ".join(soup.main.get_text(" ").split())


HOSTILE = '<script>alert(1)</script><img src="http://x.invalid/a" onerror="alert(2)">'


def test_what_is_hostile_is_text_on_the_page_and_in_the_table(handed, tmp_path):
    formula = "=cmd|' /C calc'!A0"
    turned = "safe\u202etxt.exe\ud800\x07"
    hand_in_plan(handed, HOSTILE, True, cost=formula, law=turned, risk="x" * 400_000)
    report_collected(handed, tmp_path / "out")
    html = (tmp_path / "out/plans.html").read_text(encoding="utf-8")
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.main.select("script, img") and HOSTILE in soup.main.get_text()
    assert "safetxt.exe" in html and len(html) < 400_000
    content = (tmp_path / "out/plans.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content), delimiter=";")
    assert row["idea.cost"] == f"'{formula}" and row["team"] == HOSTILE
    assert list(row) == ["file", "team", *list_names()]


def test_nothing_that_is_damaged_huge_or_strange_stops_the_rest(
    handed, tmp_path, worksheet
):
    first = hand_in_plan(handed, "Bridges", True, "a.json")
    (handed / "renamed.json").write_bytes(first.read_bytes())
    hand_in_sheet(handed, "untouched.ipynb", worksheet)
    (handed / "half.json").write_bytes(first.read_bytes()[:60])
    (handed / "half.ipynb").write_bytes((handed / "untouched.ipynb").read_bytes()[:99])
    (handed / "empty.json").touch()
    (handed / "deep.json").write_text("[" * 200_000)
    (handed / "deep.ipynb").write_text('{"cells":' * 90_000)
    (handed / "list.ipynb").write_text('{"cells": [1, null, {"source": 5}]}')
    (handed / "binary.ipynb").write_bytes(bytes(range(256)))
    (handed / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (handed / "our-plan.html").write_text("<h1>Our plan</h1>")
    (handed / "all.zip").write_bytes(b"PK\x03\x04")
    with (handed / "huge.ipynb").open("wb") as stream:
        stream.truncate(40_000_000)
    (handed / "link.json").symlink_to("/etc/passwd")
    (handed / "elsewhere").symlink_to("/etc")
    os.mkfifo(handed / "pipe.json")
    lesson = ROOT / "notebooks/01-definition.ipynb"
    (handed / "lesson.ipynb").write_bytes(lesson.read_bytes())
    (handed / ".ipynb_checkpoints").mkdir()
    hand_in_plan(handed, "Checkpoint", True, ".ipynb_checkpoints/b.json")
    said = report_collected(handed, tmp_path / "out")
    skipped = {line.partition(" was skipped: ")[0]: line for line in said[:-1]}
    names = {one.name for one in handed.iterdir() if not one.name.startswith(".")}
    assert set(skipped) == names - {"a.json", "untouched.ipynb"}
    for name, reason in {
        "renamed.json": "the same file as a.json",
        "half.json": "damaged",
        "half.ipynb": "damaged",
        "empty.json": "empty",
        "deep.json": "damaged",
        "deep.ipynb": "damaged",
        "list.ipynb": "without our exercises",
        "binary.ipynb": "no text",
        "photo.jpg": "neither a plan",
        "our-plan.html": "the file my-plan.json",
        "all.zip": "unpack it",
        "huge.ipynb": "40 MB",
        "link.json": "a link",
        "elsewhere": "a link",
        "pipe.json": "no file",
        "lesson.ipynb": "a lesson with its answers",
    }.items():
        assert reason in skipped[name], name
    page = read_main(tmp_path / "out/handed-in.html")
    assert all(name in page for name in skipped)
    assert said[-1].startswith("Plans shown: 1.") and said[-1].endswith("sheets: 1.")


def test_exercises_are_counted_by_what_is_written_and_nothing_runs(
    handed, tmp_path, worksheet
):
    trap = tmp_path / "ran"
    for name in ("Ana.ipynb", "Bo.ipynb"):
        hand_in_sheet(handed, name, worksheet)
    hand_in_sheet(
        handed,
        "renamed (2).ipynb",
        worksheet,
        ex_1_1=f"open({str(trap)!r}, 'w')\nanswer_1_1 = 5",
        ex_4_4="answer_4_4 = (",
        ex_3_1="# thinking\nanswer_3_1   =   [...]",
        ex_4_q5='answer_4_q5 = "' + "b" * 30_000,
    )
    found = collect(handed, [])
    assert not trap.exists() and found.worksheets == 3 and found.untouched == 2
    assert {key: states[-1] for key, states in found.states.items()} == {
        "1.1": "answered",
        "1.4": "untouched",
        "4.4": "begun",
        "4.q5": "begun",
        "3.1": "begun",
    }
    assert all(len(states) == 3 for states in found.states.values())


def test_a_comment_or_a_space_is_no_answer_and_a_lost_id_is_no_loss(handed, worksheet):
    given = {cell["id"]: "".join(cell["source"]) for cell in worksheet["cells"]}
    hand_in_sheet(handed, "a.ipynb", worksheet, ex_1_1=f"# hm\n{given['ex-1-1']}\n\n")
    changed = {"ex-1-4": "answer_1_4 = 7"}
    without = [
        {
            "cell_type": cell["cell_type"],
            "source": changed.get(cell["id"], cell["source"]),
        }
        for cell in worksheet["cells"]
    ]
    (handed / "b.ipynb").write_text(json.dumps({"cells": without}), encoding="utf-8")
    found = collect(handed, [])
    assert found.states["1.1"] == ["untouched", "untouched"]
    assert found.states["1.4"] == ["untouched", "answered"]


def test_the_exercises_of_every_worksheet_are_known(worksheet, handed):
    paths, asked = sorted((ROOT / "exercises").glob("*.ipynb")), set()
    for path in paths:
        (handed / path.name).write_bytes(path.read_bytes())
        asked |= set(
            re.findall(r"check\(\\?\"([\w.]+)\\?\"\)", path.read_text("utf-8"))
        )
    found = collect(handed, [])
    assert found.skipped == [] and found.untouched == found.worksheets == len(paths)
    assert set(sum(found.states.values(), [])) == {"untouched"}
    assert set(found.states) == asked


def test_the_verb_is_one_sentence_where_there_is_nothing(
    handed, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("WORKSHOP_STARTED_IN", str(tmp_path))

    def run(argv):
        return verb.main(argv, tmp_path)

    assert report_faults(run, ["gone"]) == 1
    assert "There is no folder" in capsys.readouterr().err
    assert report_faults(run, [handed.name]) == 1
    said = capsys.readouterr().err
    assert "holds neither a plan" in said and said.count("\n") == 1
    assert not (tmp_path / "dist").exists()
    hand_in_plan(handed, "Bridges", True)
    assert run([handed.name]) == 0
    pages = sorted((tmp_path / "dist/results").iterdir())
    before = [path.read_bytes() for path in pages]
    assert [p.name for p in pages] == ["handed-in.html", "plans.csv", "plans.html"]
    assert run([handed.name]) == 0
    assert [path.read_bytes() for path in pages] == before, "byte for byte"


@pytest.mark.browser
def test_both_pages_have_no_barrier_and_a_plan_prints_on_one_sheet(
    handed, tmp_path, page, worksheet
):
    example = (ROOT / "scripts/proof/example_plan.json").read_text(encoding="utf-8")
    for name, team in (("a.json", "Prva"), ("b.json", HOSTILE)):
        plan = json.loads(example) | {"consent": True}
        plan["boxes"]["challenge"]["team"] = team
        (handed / name).write_text(json.dumps(plan), encoding="utf-8")
    hand_in_sheet(handed, "a.ipynb", worksheet, ex_1_1="answer_1_1 = 5")
    report_collected(handed, tmp_path / "out")
    for name in ("plans.html", "handed-in.html"):
        page.goto((tmp_path / "out" / name).as_uri())
        assert find_barriers(page) == [], name
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.body.scrollWidth") <= 390, name
        page.set_viewport_size({"width": 1280, "height": 720})
    assert {url.partition(":")[0] for url in page.requests} <= {"file", "data"}
    page.goto((tmp_path / "out/plans.html").as_uri())
    page.emulate_media(media="print")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
