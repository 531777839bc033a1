"""Whatever happens, a team finds again what it wrote into its plan."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.proof.running import write_example_plan
from workshop import plan

EXAMPLE = Path(__file__).resolve().parent.parent / "scripts/proof/example_plan.json"


class Screen:
    """What a notebook would show: the HTML and the plain text of each message."""

    def __init__(self):
        self.markup, self.plain = [], []

    def emit(self, markup, plain):
        self.markup.append(markup)
        self.plain.append(plain)

    def emit_reply(self, kind, icon, words, text, more=""):
        self.emit(f'<div class="reply-{kind}">{text}{more}</div>', f"{words} {text}")

    @property
    def last(self):
        return self.plain[-1]


@pytest.fixture
def screen(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(plan, "emit", screen.emit)
    monkeypatch.setattr(plan, "emit_reply", screen.emit_reply)
    monkeypatch.setattr(plan.file, "emit_reply", screen.emit_reply)
    return screen


@pytest.fixture
def folder(tmp_path, monkeypatch, screen):
    """A fresh folder of worksheets."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKSHOP_PLAN", raising=False)
    return tmp_path


def run_elsewhere(folder, code):
    """Run code in a new process, as after a restart of the laptop."""
    environment = {k: v for k, v in os.environ.items() if k != "WORKSHOP_PLAN"}
    return subprocess.run(
        [sys.executable, "-c", f"from workshop import plan\n{code}"],
        cwd=folder,
        env=environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_box_survives_a_restart(folder):
    first = run_elsewhere(
        folder, 'plan.write("challenge", team="Širom otvorena vrata")'
    )
    assert first.returncode == 0, first.stderr
    second = run_elsewhere(folder, 'print(plan.read("challenge")["team"])')
    assert second.stdout.strip() == "Širom otvorena vrata"
    assert "Širom" in (folder / "my-plan.json").read_text(encoding="utf-8")


def test_another_box_and_another_field_stay(folder):
    plan.write("challenge", team="Open Doors", place="Travnik")
    plan.write("problem", sentence="No first job.")
    plan.write("challenge", place="Vitez")
    assert plan.read("challenge") == {"team": "Open Doors", "place": "Vitez"}
    assert plan.read("problem") == {"sentence": "No first job."}
    assert set(plan.read()) == {"challenge", "problem"}


def test_a_rewritten_text_is_kept_in_the_file(folder):
    for place in ("Travnik", "Travnik", "Vitez", "Bugojno"):
        plan.write("challenge", place=place)
    earlier = json.loads((folder / "my-plan.json").read_text("utf-8"))["earlier"]
    assert [entry["text"] for entry in earlier] == ["Travnik", "Vitez"]


@pytest.mark.parametrize("blank", [..., None, "", "  ", "...", "…"])
def test_an_untouched_field_changes_nothing(folder, screen, blank):
    plan.write("challenge", team="Open Doors")
    before = (folder / "my-plan.json").read_bytes()
    plan.write("challenge", team=blank, place=blank)
    assert (folder / "my-plan.json").read_bytes() == before
    assert screen.last.startswith("Not written yet.")
    assert "nothing is lost" in screen.last


def test_an_untouched_cell_makes_no_file(folder, screen):
    plan.write("challenge", team=..., challenge=..., place=...)
    assert not list(folder.iterdir())
    for question in plan.BOXES["challenge"].questions.values():
        assert question in screen.last


def test_a_number_is_a_text_too(folder):
    plan.write("problem", who_and_how_many=120)
    assert plan.read("problem") == {"who_and_how_many": "120"}


def test_a_failed_write_leaves_the_old_file(folder, screen, monkeypatch):
    plan.write("challenge", team="Open Doors")

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    plan.write("challenge", team="Lost?")
    assert plan.read("challenge") == {"team": "Open Doors"}
    assert [path.name for path in folder.iterdir()] == ["my-plan.json"]
    assert "No space left on device" in screen.last
    assert "still there" in screen.last


def test_a_crash_in_the_middle_leaves_the_old_file(folder):
    plan.write("challenge", team="Open Doors")
    crash = run_elsewhere(
        folder,
        "import os\nos.fsync = lambda _: os._exit(9)\n"
        'plan.write("challenge", team="Half written")',
    )
    assert crash.returncode == 9
    assert plan.read("challenge") == {"team": "Open Doors"}


@pytest.mark.parametrize(
    "broken",
    [b"", b'{"boxes": {"challe', b"[]", b"7", b'{"boxes": 3}', b"\xff\xfe\x00"]
    + [b'{"boxes": {"challenge": "x"}}', b'{"boxes": {}, "earlier": 5}'],
)
def test_a_broken_file_is_put_aside(folder, screen, broken):
    (folder / "my-plan.json").write_bytes(broken)
    plan.write("challenge", team="Open Doors")
    assert (folder / "my-plan-unreadable-1.json").read_bytes() == broken
    assert plan.read("challenge") == {"team": "Open Doors"}
    assert "my-plan-unreadable-1.json" in screen.plain[0]
    (folder / "my-plan.json").write_bytes(b"broken again")
    plan.show()
    assert (folder / "my-plan-unreadable-1.json").read_bytes() == broken
    assert (folder / "my-plan-unreadable-2.json").read_bytes() == b"broken again"


def test_a_file_saved_by_an_editor_with_a_byte_order_mark_is_read(folder):
    plan.write("challenge", team="Open Doors")
    file = folder / "my-plan.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert plan.read("challenge") == {"team": "Open Doors"}


def test_what_a_newer_version_wrote_stays(folder):
    newer = {"boxes": {"budget": {"sum": "1"}}, "earlier": [], "colour": "blue"}
    (folder / "my-plan.json").write_text(json.dumps(newer), encoding="utf-8")
    plan.write("challenge", team="Open Doors")
    saved = json.loads((folder / "my-plan.json").read_text("utf-8"))
    assert saved["boxes"]["budget"] == {"sum": "1"}
    assert saved["colour"] == "blue"


def test_a_copy_opens_elsewhere(folder, monkeypatch):
    plan.write("challenge", team="Open Doors")
    plan.save_copy("stick")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    plan.open_copy(folder / "stick.json")
    assert plan.read("challenge") == {"team": "Open Doors"}


def test_opening_a_copy_keeps_the_plan_that_was_here(folder, screen):
    plan.write("challenge", team="Open Doors")
    plan.save_copy("stick.json")
    plan.write("challenge", team="Wide Open Doors")
    plan.open_copy("stick.json")
    assert plan.read("challenge") == {"team": "Open Doors"}
    assert "my-plan-earlier-1.json" in screen.last
    plan.open_copy("my-plan-earlier-1.json")
    assert plan.read("challenge") == {"team": "Wide Open Doors"}


def test_opening_a_copy_keeps_a_broken_plan_too(folder):
    plan.write("challenge", team="Open Doors")
    plan.save_copy("stick.json")
    (folder / "my-plan.json").write_bytes(b"half a pl")
    plan.open_copy("stick.json")
    assert (folder / "my-plan-earlier-1.json").read_bytes() == b"half a pl"


def test_a_copy_never_overwrites_another_file(folder):
    (folder / "stick.json").write_text("somebody else's plan")
    plan.write("challenge", team="Open Doors")
    plan.save_copy("stick.json")
    assert (folder / "stick.json").read_text() == "somebody else's plan"
    assert "Open Doors" in (folder / "stick-copy-1.json").read_text("utf-8")


@pytest.mark.parametrize("content", [None, b"no plan"])
def test_a_copy_that_is_none_changes_nothing(folder, screen, content):
    plan.write("challenge", team="Open Doors")
    if content:
        (folder / "stick.json").write_bytes(content)
    plan.open_copy("stick.json")
    assert plan.read("challenge") == {"team": "Open Doors"}
    assert "stick.json" in screen.last
    assert "as it was" in screen.last


def test_without_a_plan_there_is_nothing_to_copy(folder, screen):
    plan.save_copy("stick.json")
    assert not list(folder.iterdir())
    assert "no plan to copy" in screen.last


def test_an_unknown_box_lists_the_known_ones(folder, screen):
    plan.write("chalenge", team="Open Doors")
    assert all(box in screen.last for box in plan.BOXES)
    assert plan.read("chalenge") == {}
    plan.show("chalenge")
    assert not list(folder.iterdir())


def test_an_unknown_field_loses_nothing_else(folder, screen):
    plan.write("challenge", team="Open Doors", town="Travnik")
    assert plan.read("challenge") == {"team": "Open Doors"}
    assert "town" in screen.last
    assert all(field in screen.last for field in plan.BOXES["challenge"].questions)


def test_empty_boxes_are_gaps_to_close(folder, screen):
    plan.write("challenge", team="<b>Open</b> Doors")
    plan.show()
    for box in plan.BOXES.values():
        assert f"<h3>{box.title}</h3>" in screen.markup[-1]
        assert box.title in screen.last
    assert ">&lt;b&gt;Open&lt;/b&gt; Doors</dd>" in screen.markup[-1]
    assert "Still open (lesson 6 helps)" in screen.last
    plan.show("problem")
    assert plan.BOXES["challenge"].title not in screen.last


def test_the_note_follows_a_plan_that_names_kosovo(folder, screen):
    plan.write("challenge", place="Travnik")
    plan.show()
    assert "note-xk" not in screen.markup[-1]
    plan.write("challenge", place="Prizren, Kosovo*")
    plan.show()
    assert "UNSCR 1244/1999" in screen.last
    assert 'class="note-xk"' in screen.markup[-1]


def test_the_same_plan_shows_the_same_words(folder, screen, monkeypatch, tmp_path):
    seen = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        monkeypatch.setenv("WORKSHOP_PLAN", str(tmp_path / place / "my-plan.json"))
        screen.markup.clear()
        plan.write("challenge", team="Open Doors", place=...)
        plan.write("challenge", team="Open Doors", place=...)
        plan.show()
        seen.append(list(screen.markup))
    assert seen[0] == seen[1]
    assert seen[0][0] == seen[0][1]


def test_the_environment_says_where_the_plan_is(folder, monkeypatch):
    monkeypatch.setenv("WORKSHOP_PLAN", str(folder / "other.json"))
    plan.write("challenge", team="Open Doors")
    assert [path.name for path in folder.iterdir()] == ["other.json"]


def test_the_example_fits_the_boxes(folder, monkeypatch):
    monkeypatch.setenv("WORKSHOP_PLAN", str(EXAMPLE))
    before = EXAMPLE.read_bytes()
    boxes = plan.read()
    assert "invented" in boxes["challenge"]["team"]
    assert list(boxes) == list(plan.BOXES)
    for box, fields in boxes.items():
        assert set(fields) == set(plan.BOXES[box].questions)
    assert EXAMPLE.read_bytes() == before


def read_boxes_before(folder, name):
    """Return the names of the boxes that are filled when a lesson begins."""
    write_example_plan(folder / "example.json", name)
    return list(json.loads((folder / "example.json").read_text("utf-8"))["boxes"])


def test_boxes_are_filled_by_their_lesson_not_by_their_number(folder):
    three = ["challenge", "problem", "cause"]
    assert read_boxes_before(folder, "notebooks/00-start.ipynb") == []
    assert read_boxes_before(folder, "notebooks/03-tools.ipynb") == three
    four = read_boxes_before(folder, "notebooks/04-region.ipynb")
    assert four == [*three, "instruments", "idea"]
    assert read_boxes_before(folder, "one-day.ipynb") == list(plan.BOXES)


def test_an_open_box_names_the_lesson_that_fills_it(folder, screen):
    for name, box in plan.BOXES.items():
        plan.show(name)
        assert f"lesson {box.lesson} helps" in screen.last
