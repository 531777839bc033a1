"""Files are packed beforehand, kept for good by browsers, and reach forty at once."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from scripts.classroom.pages import TEMPLATES
from scripts.classroom.room_files import ASKED, HASH, list_unknown, take_in
from scripts.classroom.room_pages import read_file
from scripts.door.errors import Problem
from tests.hall import SEAT, find_free_port, make_site, start_room

pytest_plugins = ("tests.open_room",)

HASHED = "/lite/build/7006.6a3660c.js"
WHEEL = "/lite/pyodide/some_package-1.0-py3-none-any.whl"


@pytest.mark.parametrize(
    ("name", "has_hash"),
    [
        ("7006.6a3660c.js", True),
        ("1295.c717fef.js", True),
        ("9393.4665593.js", True),
        ("remoteEntry.abcac41d5ca77040.js", True),
        ("workshop-0.1.0-0_e403c3f8be7d-py3-none-any.whl", True),
        ("bundle.js", False),
        ("index.html", False),
        ("numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl", False),
        ("fa-regular-400.woff2", False),
        ("effaced.js", False),
        ("jupyter-lite.json", False),
    ],
)
def test_a_hash_in_a_name_is_seen(name, has_hash):
    assert bool(HASH.search(name)) is has_hash


def test_a_file_with_a_hash_in_its_name_is_kept_for_good(hall):
    answer = hall.get(HASHED, Accept_Encoding="gzip")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body).startswith(b"let a = 1;")
    assert len(answer.body) < 1000
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_any_other_file_is_asked_for_again_and_not_sent_twice(hall):
    first = hall.get(WHEEL)
    assert first.headers["Cache-Control"] == "no-cache" and len(first.body) == 80_000
    again = hall.get(WHEEL, If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_a_browser_that_cannot_unpack_gets_it_plain(hall):
    answer = hall.get(HASHED)
    assert answer.headers["Content-Encoding"] is None
    assert answer.body.startswith(b"let a = 1;") and len(answer.body) == 55_000


def test_asking_for_the_head_alone_sends_no_body(hall):
    answer = hall.ask("HEAD", WHEEL)
    assert (answer.status, answer.body) == (200, b"")


def test_a_folder_sends_its_start_page(hall):
    assert "Worksheets" in hall.get("/").text
    assert hall.get("/lite").headers["Location"] == "/lite/"
    assert "Lite" in hall.get("/lite/").text


def test_pages_and_kernels_of_a_room_know_it_and_the_site_on_the_disk_does_not(
    hall, tmp_path
):
    assert 'src="room/participant.js"' in hall.get("/").text
    frame = hall.get("/worksheets/01-definition.html").text
    assert 'src="../room/participant.js"' in frame
    settings = hall.get("/lite/jupyter-lite.json").json["jupyter-config-data"]
    [kernel] = settings["litePluginSettings"].values()
    assert kernel["loadPyodideOptions"]["env"] == {"WORKSHOP_ROOM": "here"}
    assert "handIn" in hall.get("/room/participant.js").text
    for name in ("index.html", "lite/jupyter-lite.json"):
        text = (tmp_path / "dist/site" / name).read_text("utf-8")
        assert "room" not in text.casefold()


def test_a_site_built_meanwhile_changes_nothing(hall, tmp_path):
    path = tmp_path / "dist/site/index.html"
    path.write_text("<html><body>Another</body></html>", encoding="utf-8")
    assert "Worksheets" in hall.get("/").text
    files = take_in(tmp_path / "dist/site", tmp_path / ".cache/room")
    assert gzip.decompress(files["index.html"].place.read_bytes()).count(b"Another")


def test_packing_again_packs_only_what_is_new_and_drops_what_is_old(tmp_path, hall):
    site, cache = tmp_path / "dist/site", tmp_path / ".cache/room"
    before = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    (site / "index.html").write_text("<html></html>", encoding="utf-8")
    take_in(site, cache)
    after = {path: path.stat().st_mtime_ns for path in cache.iterdir()}
    assert len(before) == len(after) and len(before.items() & after.items()) == (
        len(before) - 1
    )


def test_a_site_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(Problem, match="dist/site has not been built: run 'site'"):
        take_in(tmp_path / "dist/site", tmp_path / "cache")


@pytest.mark.parametrize("lent", ["", "window.worksheet = { name, listFiles, say };"])
def test_a_site_of_an_earlier_state_is_one_sentence(tmp_path, lent):
    frame = f"<html><body><script>{lent}</script></body></html>"
    site = make_site(tmp_path / "dist/site", frame)
    with pytest.raises(Problem, match="do not know .*listHandIn.*so nobody could hand"):
        take_in(site, tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_a_room_asks_nothing_that_the_pages_of_today_do_not_lend(tmp_path):
    script = (TEMPLATES / "worksheet.js").read_text(encoding="utf-8")
    site = make_site(tmp_path / "dist/site", f"<html><script>{script}</script></html>")
    assert ASKED.findall(read_file("participant.js"))
    assert list_unknown(site) == []


def test_forty_come_hand_in_and_reply_at_once_and_nobody_fails(hall):
    hall.room.board.switch(True)
    paths = [f"/{name}" for name in hall.room.files]
    wanted = {path: hall.get(path).body for path in paths}

    def take_part(number: int) -> str:
        for path in paths:
            assert hall.get(path).body == wanted[path]
        seat = f"{number:016x}"
        for reply in ("nudge", "right"):
            sent = {"seat": seat, "exercise": "1.2", "reply": reply}
            assert hall.post("/room/reply", sent).json == {"kept": True}
        text = json.dumps({"number": number})
        answer = hall.hand_in(f"Team {number}", plan__json=text)
        assert answer.status == 201
        return answer.json["folder"]

    with ThreadPoolExecutor(40) as people:
        folders = list(people.map(take_part, range(40)))
    for number, folder in enumerate(folders):
        kept = hall.room.store.teams / folder / "001/plan.json"
        assert json.loads(kept.read_text("utf-8")) == {"number": number}
    [one] = hall.room.board.describe()["exercises"]
    assert (one["seats"], one["right"]) == (40, 40)
    assert f"{0:016x}" in hall.room.board.seats and SEAT not in hall.room.board.seats


SMALL = """
import sys
from pathlib import Path
try:
    import resource
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, most))
except ImportError:  # Windows has no such limit
    pass
"""


def test_a_system_that_gives_256_connections_is_asked_for_more(tmp_path):
    """So many as forty browsers open, and they stay open."""
    make_site(tmp_path / "dist/site")
    port = find_free_port()
    room = start_room(tmp_path, port, SMALL)
    lines = [HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(300)]
    try:
        for line in lines:
            line.request("GET", "/room/state")
            answer = line.getresponse()
            assert answer.status == 200 and json.loads(answer.read())["room"]
    finally:
        for line in lines:
            line.close()
        room.terminate()
        room.wait(60)
        room.stdout.close()
