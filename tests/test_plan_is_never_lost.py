"""Whatever happens, a team finds again what it wrote into its plan."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
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
    monkeypatch.setattr(plan.saying, "emit_reply", screen.emit_reply)
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
    + [b'{"boxes": {"challenge": "x"}}', b'{"boxes": {}, "earlier": 5}']
    + [b"[" * 200_000, b'{"boxes": ' + b'{"a": ' * 100_000]
    + [b'{"boxes": {"a": {"b": %s%s}}}' % (b"[" * n, b"]" * n) for n in (60, 900)],
    ids=lambda broken: repr(broken[:20]),
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


def start_elsewhere(folder, code):
    """Start code in a new process, beside others."""
    return subprocess.Popen(
        [sys.executable, "-c", f"from workshop import plan\n{code}"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


WRITE_MANY = """
import os, sys
os.fsync = lambda _: None  # what is written is what counts here, not the disk
print("ready", flush=True)
sys.stdin.readline()
for n in range(40):
    plan.write("challenge", place=f"{name} {n}")
"""


def test_two_notebooks_that_write_at_once_lose_nothing(folder):
    notebooks = [
        start_elsewhere(folder, f"name = {name!r}\n{WRITE_MANY}") for name in "AB"
    ]
    for notebook in notebooks:
        assert notebook.stdout.readline().strip() == b"ready"
    for notebook in notebooks:
        notebook.stdin.write(b"go\n")
        notebook.stdin.flush()
    for notebook in notebooks:
        said, _ = notebook.communicate()
        assert notebook.returncode == 0, said
    saved = json.loads((folder / "my-plan.json").read_text("utf-8"))
    texts = [entry["text"] for entry in saved["earlier"]]
    texts.append(saved["boxes"]["challenge"]["place"])
    assert sorted(texts) == sorted(f"{name} {n}" for name in "AB" for n in range(40))
    assert [path.name for path in folder.iterdir()] == ["my-plan.json"]


def test_a_killed_notebook_leaves_the_plan_free(folder):
    killed = run_elsewhere(
        folder,
        "import os\nfrom pathlib import Path\nfrom workshop.plan.locking import lock\n"
        "with lock(Path('my-plan.json')):\n    os._exit(9)",
    )
    assert killed.returncode == 9, killed.stderr
    assert [path.name for path in folder.iterdir()] == [".my-plan.json.lock"]
    assert run_elsewhere(folder, 'plan.write("challenge", team="On")').returncode == 0
    assert plan.read("challenge") == {"team": "On"}
    assert [path.name for path in folder.iterdir()] == ["my-plan.json"]


@pytest.mark.parametrize("platform", ["emscripten", "linux", "win32"])
def test_where_nothing_can_be_locked_a_plan_is_written_all_the_same(folder, platform):
    """A browser kernel, for example, has no locks, and nobody else beside it."""
    done = run_elsewhere(
        folder,
        "import sys\n"
        f"sys.platform = {platform!r}\n"
        "sys.modules['fcntl'] = sys.modules['msvcrt'] = None\n"
        # The one of a browser is there, but empty.
        "if sys.platform == 'emscripten':\n    sys.modules['fcntl'] = sys\n"
        # Where a browser keeps its files has tests of its own.
        "from workshop.plan import kept\nkept.is_browser = lambda: False\n"
        'plan.write("challenge", team="Alone")\nprint(plan.read("challenge"))',
    )
    assert done.stdout.splitlines()[-1] == "{'team': 'Alone'}", done.stderr
    assert [path.name for path in folder.iterdir()] == ["my-plan.json"]


def test_the_lock_of_windows_is_taken_and_given_back(folder, monkeypatch):
    calls = []

    class Msvcrt:
        LK_LOCK = 1

        @staticmethod
        def locking(handle, mode, count):
            calls.append((os.fstat(handle).st_ino, mode, count))
            assert (folder / ".my-plan.json.lock").stat().st_ino == calls[-1][0]

    monkeypatch.setitem(sys.modules, "msvcrt", Msvcrt)
    monkeypatch.setattr(plan.file.lock.__globals__["sys"], "platform", "win32")
    plan.write("challenge", team="Windows")
    assert len(calls) == 1, "what has the lock does not wait for itself"
    assert [path.name for path in folder.iterdir()] == ["my-plan.json"]


@pytest.fixture
def shared(folder):
    """A folder whose plan is a link to one that the team shares."""
    (folder / "shared").mkdir()
    target = folder / "shared" / "team-plan.json"
    (folder / "my-plan.json").symlink_to(target)
    return target


def test_a_plan_that_is_a_link_stays_one(folder, shared):
    plan.write("challenge", team="First")  # what it leads to is not there yet
    shared.chmod(0o664)
    plan.write("challenge", team="Open Doors")
    assert (folder / "my-plan.json").is_symlink()
    saved = json.loads(shared.read_text("utf-8"))
    assert saved["boxes"]["challenge"]["team"] == "Open Doors"
    assert shared.stat().st_mode & 0o777 == 0o664, "who may write it may go on"
    assert [path.name for path in shared.parent.iterdir()] == [shared.name]


def test_a_copy_opened_over_a_link_is_written_through_it(folder, shared):
    plan.write("challenge", team="Open Doors")
    plan.save_copy("stick.json")
    plan.write("challenge", team="Wide Open Doors")
    plan.open_copy("stick.json")
    assert (folder / "my-plan.json").is_symlink()
    assert "Wide" not in json.loads(shared.read_text("utf-8"))["boxes"]["challenge"]
    assert "Wide" in (folder / "my-plan-earlier-1.json").read_text("utf-8")


def test_a_broken_plan_behind_a_link_is_put_aside_where_it_lies(folder, shared, screen):
    shared.write_bytes(b"half a pl")
    plan.write("challenge", team="Open Doors")
    assert (folder / "my-plan.json").is_symlink()
    aside = shared.with_name("team-plan-unreadable-1.json")
    assert aside.read_bytes() == b"half a pl"
    assert str(aside) in screen.plain[0], "it says where to look"
    assert "Open Doors" in shared.read_text("utf-8")


ODD = ["a\ud83d", "\ude00b", "a\0b", "a\x1b[31mb", "\x85"]


@pytest.mark.parametrize("odd", ODD)
def test_odd_letters_are_made_harmless(folder, screen, odd):
    plan.write("challenge", team=f"Open {odd} Doors", place="Tuzla")
    saved = plan.read("challenge")
    assert saved["place"] == "Tuzla"
    assert saved["team"].startswith("Open ") and saved["team"].endswith(" Doors")
    plan.show()
    plan.save_page()
    texts = [saved["team"], (folder / "our-plan.html").read_text("utf-8")]
    texts.append((folder / "my-plan.json").read_text("utf-8"))
    for text in texts:
        text.encode("utf-8")
        assert not any(ord(c) < 32 and c not in "\n\t\r" for c in text)
    assert "Saved." in screen.last


def test_a_whole_emoji_and_the_letters_of_the_region_stay(folder):
    text = "\U0001f600 \ud83d\ude00 Ђурђа, Žene\u200d\tđ"
    plan.write("challenge", team=text)
    assert plan.read("challenge")["team"] == text.replace("\ud83d\ude00", "\U0001f600")


def test_odd_letters_in_the_file_itself_do_no_harm(folder, screen):
    content = (
        b'{"boxes": {"challenge": {"team": "a\\ud83d\\u0000b", "place": "Tuzla"}}}'
    )
    (folder / "my-plan.json").write_bytes(content)
    plan.show()
    plan.save_page()
    plan.save_copy("stick.json")
    plan.write("challenge", challenge="No first job")
    assert plan.read("challenge")["place"] == "Tuzla"
    assert "Saved." in screen.last
    assert not list(folder.glob("*unreadable*"))


NO_NAMES = [None, ..., 5, [], b"plan", "a\0b", "a\ud83d", "x" * 300, "Ž" * 130]


@pytest.mark.parametrize("name", NO_NAMES, ids=lambda name: repr(name)[:9])
@pytest.mark.parametrize("verb", ["save_copy", "open_copy", "save_page"])
def test_what_cannot_be_a_name_is_answered_with_a_sentence(folder, screen, verb, name):
    plan.write("challenge", team="Open Doors")
    before = (folder / "my-plan.json").read_bytes()
    getattr(plan, verb)(name)
    assert "no name that a file can have" in screen.last
    assert [path.name for path in folder.iterdir()] == ["my-plan.json"]
    assert (folder / "my-plan.json").read_bytes() == before


def test_a_copy_in_the_same_folder_gets_a_name_of_its_own(folder, screen):
    plan.write("challenge", team="Open Doors")
    plan.save_copy(".")
    assert "my-plan-copy-1.json" in screen.last
    assert (folder / "my-plan-copy-1.json").is_file()


@pytest.mark.parametrize("language", [None, ..., ""])
def test_a_page_without_a_language_is_english(folder, screen, language):
    plan.write("challenge", place="Tuzla")
    plan.save_page(language=language)
    assert '<dd lang="en">Tuzla' in (folder / "our-plan.html").read_text("utf-8")
    assert "language" not in screen.last


@pytest.mark.parametrize("language", [5, [], "english", 'x" onload="y', "a\ud83d"])
def test_what_is_no_code_of_a_language_is_said(folder, screen, language):
    plan.write("challenge", place="Tuzla")
    plan.save_page(language=language)
    assert '<dd lang="en">Tuzla' in (folder / "our-plan.html").read_text("utf-8")
    assert "is no code of a language" in screen.last
    plan.save_page(language="sr_Latn")
    assert '<dd lang="sr-Latn">Tuzla' in (folder / "our-plan.html").read_text("utf-8")


class Mute:
    def __str__(self):
        raise RuntimeError("I do not say what I am")


@pytest.mark.parametrize("box", [[], {}, 5, ..., "a\ud83d"])
def test_a_box_that_cannot_be_one_is_answered(folder, screen, box):
    for verb in (plan.write, plan.show, plan.read, plan.leave_open):
        verb(box)
        assert "Its boxes are" in screen.last
    assert not list(folder.iterdir())


@pytest.mark.parametrize("value", [float("nan"), pd.NA, pd.NaT, Mute()])
def test_a_value_that_says_nothing_is_not_written(folder, screen, value):
    plan.write("challenge", team=value)
    assert screen.last.startswith("Not written yet.")
    assert not list(folder.iterdir())


def test_a_pipe_is_no_plan_and_nobody_waits(pipe, folder, screen):
    plan.write("challenge", team="Open Doors")
    plan.open_copy(str(pipe))
    assert "No file pipe.csv was found" in screen.last
    assert plan.read("challenge") == {"team": "Open Doors"}
