"""``bench --room`` counts every failure and every loss of a room that it fills."""

import asyncio

import pytest

from scripts.classroom import room_load
from scripts.classroom.room_load import Heard, Line, arrive, count_lost, measure_room
from scripts.door.errors import Problem, report_faults
from scripts.verbs import bench
from tests.hall import make_site

pytest_plugins = ("tests.open_room",)


@pytest.mark.ci
def test_all_arrive_and_the_table_says_so(tmp_path, capsys):
    make_site(tmp_path / "dist/site")
    (tmp_path / "notebooks").mkdir()
    [one] = measure_room([3], tmp_path / "report", tmp_path)
    heard = one.heard
    assert (heard.failures, one.lost, len(heard.last)) == ([], 0, 3)
    assert len(heard.confirmed) == len(heard.handed) == 3 * room_load.HAND_INS
    assert heard.size > 3 * 80_000, "each of them fetched each file"
    assert 0 < one.before <= one.most
    written = (tmp_path / "report/room.md").read_text(encoding="utf-8")
    assert written == capsys.readouterr().out and "\n| 3 | " in written
    rows = [row.count("|") for row in written.splitlines()]
    assert len(set(rows)) == 1 and len(rows) == 3


def test_what_fails_is_counted_and_named(hall):
    heard = Heard()
    paths = ["index.html", "gone.html"]
    asyncio.run(arrive(2, hall.port, paths, heard))
    assert heard.failures == ["GET /gone.html: 404"] * 2
    assert len(hall.room.store.list()) == 2 * room_load.HAND_INS
    kept = hall.room.store.teams
    assert count_lost(kept, heard.confirmed) == 0
    (kept / "person-0/001/01-definition.ipynb").write_text("{}", encoding="utf-8")
    (kept / "person-1/002/01-definition.ipynb").unlink()
    assert count_lost(kept, heard.confirmed) == 2


def test_a_room_that_breaks_off_is_a_failure_and_no_end(hall):
    heard = Heard()

    async def ask() -> None:
        async with Line(1, heard) as line:
            assert await line.ask("GET", "/", 200) == b""
        async with Line(hall.port, heard) as line:
            assert await line.ask("GET", "/index.html", 200) == b""

    asyncio.run(ask())
    assert len(heard.failures) == 1 and "GET /: Connection" in heard.failures[0]


def test_without_a_site_and_with_too_many_it_is_a_sentence(tmp_path, capsys):
    with pytest.raises(Problem, match="has not been built"):
        measure_room([1], tmp_path, tmp_path)
    assert report_faults(bench.read_options, ["--room", "5000"]) == 1
    assert "take between 1 and 200 people" in capsys.readouterr().err
