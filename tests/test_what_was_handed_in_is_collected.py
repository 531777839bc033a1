"""``collect`` reads what a room keeps, and the zip of whoever had no room."""

import io
import json
import zipfile
from datetime import datetime

import pytest

from scripts.classroom.room_store import Store
from scripts.door.errors import report_faults
from scripts.door.files import ROOT
from scripts.kit.answers import list_columns, read_answers
from scripts.kit.collecting import collect, report_collected
from scripts.kit.hand_ins import LARGEST_ZIP
from scripts.lessons import words
from scripts.lessons.learning_check import read_check
from scripts.verbs import collect as verb
from workshop import handing_in as handing

SHEET = "01-definition.ipynb"
TEAM = "Тим Мост / Đorđe"


def write_plan(idea: str, team: str = "", consent: bool | None = True) -> str:
    """Return a plan as a team has it."""
    boxes = {"challenge": {"team": team}, "idea": {"idea": idea}}
    return json.dumps(
        {"boxes": boxes, "earlier": [], "left_open": [], "consent": consent}
    )


def write_sheet(**answers: str) -> str:
    """Return the worksheet of lesson 1 with the code of some cells."""
    sheet = json.loads((ROOT / "exercises" / SHEET).read_text(encoding="utf-8"))
    for cell in sheet["cells"]:
        cell["source"] = answers.get(cell["id"].replace("-", "_"), cell["source"])
    return json.dumps(sheet)


@pytest.fixture
def room(tmp_path) -> Store:
    """What a room keeps on the facilitator's laptop."""
    store = Store(tmp_path / "my-room")
    store.prepare()
    return store


def hand_in(room: Store, name: str, **files: str) -> None:
    """Hand in files to the room; __ in a name is a point, _ a hyphen."""
    named = {
        key.replace("__", ".").replace("_", "-"): text for key, text in files.items()
    }
    listed = [{"name": key, "content": text} for key, text in named.items()]
    room.keep({"name": name, "files": listed})


def save_zip(monkeypatch, tmp_path, name: str, plan: str, hour: int = 9) -> None:
    """Hand in where there is no room, as the desktop does: it saves a zip."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 11, 26, hour)

    (tmp_path / "my-plan.json").write_text(plan, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKSHOP_ROOM", raising=False)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setattr(handing, "datetime", Clock)
    monkeypatch.setattr(handing, "emit_reply", lambda *words: None)
    handing.hand_in(name)
    (tmp_path / "my-plan.json").unlink()


def list_ideas(found) -> dict[str, str]:
    """Return the idea of each plan that is shown, by team."""
    return {plan.team: plan.boxes["idea"]["idea"] for plan in found.plans}


def test_the_latest_version_of_a_team_counts_and_it_says_so(room, tmp_path):
    for number in (1, 2, 3):
        plan = write_plan(f"Idea {number}")
        hand_in(
            room, TEAM, my_plan__json=plan, **{"01_definition__ipynb": write_sheet()}
        )
    hand_in(room, "Ana", my_plan__json=write_plan("Of Ana", consent=None))
    said = report_collected(room.folder, tmp_path / "out")
    found = collect(room.folder, [])
    assert list_ideas(found) == {TEAM: "Idea 3"}
    assert (found.worksheets, found.names, found.earlier) == (1, 2, 4)
    [sentence] = [one for one in said if one.startswith("Handed in to a room")]
    assert "2 names" in sentence and "latest version of each file counts" in sentence
    assert "4 earlier files did not count" in sentence
    assert sentence in (tmp_path / "out/handed-in.html").read_text(encoding="utf-8")
    assert found.skipped == [], "what the room wrote about a version is no plan"


def test_another_worksheet_of_a_later_version_leaves_the_first_one(room):
    first = write_sheet(ex_1_1="answer_1_1 = 5")
    hand_in(room, TEAM, **{"01_definition__ipynb": first})
    hand_in(room, TEAM, **{"02_definition__ipynb": write_sheet()})
    found = collect(room.folder, [])
    assert found.worksheets == 2 and found.earlier == 0
    assert found.states["1.1"] == ["answered", "untouched"]


def test_a_later_no_counts_and_a_copy_beside_the_plan_does_not(room):
    hand_in(room, TEAM, my_plan__json=write_plan("Shown"))
    hand_in(
        room,
        TEAM,
        my_plan__json=write_plan("Kept back", consent=False),
        my_plan_earlier_1__json=write_plan("Old"),
    )
    found = collect(room.folder, [])
    assert found.plans == [] and found.unshared == 1
    [(name, reason)] = found.skipped
    assert name.endswith("my-plan-earlier-1.json") and "it is a copy" in reason


def test_a_version_that_somebody_damaged_is_named_and_the_one_before_counts(room):
    hand_in(room, TEAM, my_plan__json=write_plan("First"))
    hand_in(room, TEAM, my_plan__json=write_plan("Second"))
    [team] = room.teams.iterdir()
    (team / "002/my-plan.json").write_text('{"boxes": ', encoding="utf-8")
    found = collect(room.folder, [])
    assert list_ideas(found) == {TEAM: "First"}
    [(name, reason)] = found.skipped
    assert name == f"handed-in/{team.name}/002/my-plan.json" and "damaged" in reason


def test_a_team_is_found_from_wherever_one_points(room):
    hand_in(room, TEAM, my_plan__json=write_plan("Idea"))
    [team] = room.teams.iterdir()
    for place in (room.folder.parent, room.folder, room.teams, team, team / "001"):
        assert list_ideas(collect(place, [])) == {TEAM: "Idea"}, place


def test_a_zip_from_the_desktop_counts_as_a_version_like_those_of_the_room(
    room, monkeypatch, tmp_path
):
    for hour in (9, 10):
        plan = write_plan(f"At {hour}")
        save_zip(monkeypatch, tmp_path, TEAM, plan, hour)
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == [
        "hand-in-Тим-Мост-Đorđe-1.zip",
        "hand-in-Тим-Мост-Đorđe-2.zip",
    ]
    assert list_ideas(collect(tmp_path, [])) == {TEAM: "At 10"}
    room.clock = lambda: datetime(2026, 11, 26, 9, 30)
    hand_in(room, TEAM.upper(), my_plan__json=write_plan("To the room"))
    found = collect(tmp_path, [])
    assert list_ideas(found) == {TEAM: "At 10"} and found.earlier == 2
    room.clock = lambda: datetime(2026, 11, 26, 11)
    hand_in(room, TEAM, my_plan__json=write_plan("Later, to the room"))
    assert list_ideas(collect(tmp_path, [])) == {TEAM: "Later, to the room"}


def pack(**files: bytes) -> bytes:
    """Return a zip with files; __ in a name is a point, _ a hyphen."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", ".").replace("_", "-"), text)
    return content.getvalue()


def test_what_is_damaged_huge_or_strange_is_named_and_stops_nothing(tmp_path):
    good = write_plan("Good", consent=True).encode()
    whole = pack(my_plan__json=good)
    broken = bytearray(whole)
    broken[40:60] = bytes(20)
    locked = bytearray(whole)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[whole.index(sign) + place] |= 1
    files = {
        "hand-in-Good-1 (1).zip": whole,
        "hand-in-half-1.zip": whole[:-30],
        "hand-in-broken-1.zip": bytes(broken),
        "hand-in-locked-1.zip": bytes(locked),
        "hand-in-text-1.zip": b"no zip at all",
        "hand-in-empty-1.zip": b"",
        "hand-in-bomb-1.zip": pack(my_plan__json=b" " * 9_000_000),
        "hand-in-many-1.zip": pack(**{f"a{n}__json": b"{}" for n in range(200)}),
        "hand-in-strange-1.zip": pack(run__py=b"1/0", page__html=b"<h1>Hm</h1>"),
        "Our work.zip": whole,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "hand-in-huge-1.zip").open("wb") as stream:
        stream.truncate(LARGEST_ZIP + 1)
    found = collect(tmp_path, [])
    assert list_ideas(found) == {"Good": "Good"}
    skipped = dict(found.skipped)
    for name, reason in {
        "hand-in-half-1.zip": "damaged",
        "hand-in-broken-1.zip/my-plan.json": "damaged",
        "hand-in-locked-1.zip/my-plan.json": "a password",
        "hand-in-text-1.zip": "damaged",
        "hand-in-empty-1.zip": "damaged",
        "hand-in-bomb-1.zip/my-plan.json": "more than 2 MB",
        "hand-in-many-1.zip": "200 files",
        "hand-in-strange-1.zip/run.py": "neither a plan",
        "hand-in-strange-1.zip/page.html": "it is a page",
        "Our work.zip": "unpack it",
        "hand-in-huge-1.zip": "60 MB",
    }.items():
        assert reason in skipped.pop(name), name
    assert skipped == {}


@pytest.mark.parametrize("about", [b"{", b"[]", b'{"name": 7}', b'{"name": " "}'])
def test_a_zip_whose_owner_cannot_be_read_is_named_by_its_file(tmp_path, about):
    content = pack(my_plan__json=write_plan("Idea").encode(), about__json=about)
    (tmp_path / "hand-in-Tim-Most-12.zip").write_bytes(content)
    assert list_ideas(collect(tmp_path, [])) == {"Tim Most": "Idea"}


def test_a_name_out_of_a_zip_leads_nowhere_and_harms_no_page(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("../../my-plan.json", write_plan("Idea"))
        archive.writestr("about.json", '{"name": "<b>A</b>", "received": ""}')
    (tmp_path / "in").mkdir()
    (tmp_path / "in/hand-in-A-1.zip").write_bytes(content.getvalue())
    report_collected(tmp_path / "in", tmp_path / "out")
    page = (tmp_path / "out/plans.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;A&lt;/b&gt;" in page and "<b>A</b>" not in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_without_a_folder_it_takes_what_the_room_has(room, tmp_path, capsys):
    hand_in(room, TEAM, my_plan__json=write_plan("Idea"))
    assert report_faults(lambda argv: verb.main(argv, tmp_path), []) == 0
    assert "Plans shown: 1." in capsys.readouterr().out
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    assert report_faults(lambda argv: verb.main(argv, empty), []) == 1
    said = capsys.readouterr().err
    assert "no room has taken anything" in said and said.count("\n") == 1


def test_the_learning_check_counts_the_latest_version_of_a_team_alone(room):
    """In the morning half of it is there, later all, and somebody has mended it."""
    questions = words.find_words(ROOT / "courses/one-day.toml", words.QUESTIONS)
    check = read_check(questions)
    for letter in ("a", "b"):
        names = [name for name in list_columns(check)[1:] if "form" not in name]
        code = ['my_code = "MA 07"', 'before_form = "A"', 'after_form = "B"']
        code += [f'{name} = "{letter}"' for name in names]
        cells = [{"cell_type": "code", "source": line} for line in code]
        hand_in(room, TEAM, one_day__ipynb=json.dumps({"cells": cells}))
    [person] = read_answers([room.folder], check).people
    assert {letter for half in person.halves.values() for letter in half.letters} == {
        "b"
    }
