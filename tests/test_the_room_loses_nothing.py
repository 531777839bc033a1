"""What is handed in is on the disk before anybody hears so; nothing is overwritten."""

import errno
import json
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from scripts.classroom import room_store
from scripts.classroom.room_store import MOST_BYTES, name_folder, read_name
from tests.hall import PLAN, WORKSHEET, find_free_port, make_site, start_room

pytest_plugins = ("tests.open_room",)


def list_kept(folder) -> dict[str, bytes]:
    """Return all files below a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_hand_in_lies_in_files_as_it_was_sent(hall):
    answer = hall.hand_in("Team Bridge")
    assert answer.status == 201 and "version 1 of Team Bridge" in answer.json["said"]
    place = hall.room.store.teams / "team-bridge/001"
    assert (place / "my-plan.json").read_text("utf-8") == PLAN
    assert (place / "01-definition.ipynb").read_text("utf-8") == WORKSHEET


def test_every_version_stays(hall):
    texts = [json.dumps({"text": number}) for number in range(3)]
    for text in texts:
        assert hall.hand_in("Team Bridge", a__json=text).status == 201
    team = hall.room.store.teams / "team-bridge"
    kept = [(team / f"00{number}" / "a.json").read_text() for number in (1, 2, 3)]
    assert kept == texts
    assert [one.version for one in hall.room.store.list()] == ["003", "002", "001"]


def test_forty_at_once_all_arrive(hall):
    with ThreadPoolExecutor(40) as people:
        answers = list(
            people.map(lambda n: hall.hand_in(f"Person {n % 20}"), range(40))
        )
    assert [one.status for one in answers] == [201] * 40
    kept = [(one.folder, one.version) for one in hall.room.store.list()]
    assert len(set(kept)) == 40
    assert {version for _, version in kept} == {"001", "002"}


HOSTILE = [
    "../../etc/passwd",
    "..",
    "Тим Мост и ćevapi",
    "name  with   spaces",
    "CON",
    "lpt1",
    "a/b\\c:d*e?",
    "-rf",
    ".hidden",
    "n" * 80,
    "Ж" * 80,
    "tab\there\nline\u202eend\x00",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_harmless_folder(hall, name):
    before = {path for path in hall.room.store.folder.parent.rglob("*")}
    answer = hall.hand_in(name)
    if not any(sign.isalnum() for sign in name):
        assert answer.status == 400 and "Write your name" in answer.json["said"]
        return
    assert answer.status == 201
    [one] = hall.room.store.list()
    assert one.name == read_name(name) and one.folder == name_folder(read_name(name))
    assert one.folder.replace("-", "").replace("_", "").isalnum()
    assert one.folder.split("-")[0] not in ("con", "lpt1") or "-" in one.folder
    new = set(hall.room.store.folder.parent.rglob("*")) - before
    assert all(path.is_relative_to(hall.room.store.teams) for path in new)


def test_two_names_never_share_a_folder_by_their_signs():
    names = ["a/b", "a\\b", "a:b", "a.b", "n" * 41, "n" * 42, "Ж" * 41 + "a"]
    assert len({name_folder(name) for name in names}) == len(names)
    assert name_folder("Team Bridge") == name_folder("team bridge")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "damaged"),
        (b"\xff\xfe", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "Write your name"),
        (b'{"name": "A"}', "between one and"),
        (b'{"name": 7, "files": []}', "Write your name"),
        (json.dumps({"name": "n" * 300, "files": []}).encode(), "at most 80 letters"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(hall, body, words):
    answer = hall.post("/room/hand-in", body)
    assert answer.status == 400 and words in answer.json["said"]
    assert hall.room.store.list() == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("../plan.json", "{}", "Only worksheets"),
        ("run.py", "{}", "Only worksheets"),
        ("page.html", "{}", "Only worksheets"),
        ("con.json", "{}", "Only worksheets"),
        ("about.json", "{}", "Only worksheets"),
        ("a" * 300 + ".json", "{}", "Only worksheets"),
        ("plan.json", "[1]", "damaged"),
        ("plan.json", '{"a": ', "damaged"),
        ("plan.json", None, "damaged"),
    ],
)
def test_a_file_that_is_no_worksheet_or_plan_is_refused(hall, name, content, words):
    files = [{"name": name, "content": content}]
    answer = hall.post("/room/hand-in", {"name": "A", "files": files})
    assert answer.status == 400 and words in answer.json["said"]
    assert hall.room.store.list() == []


def test_two_files_of_one_name_are_refused(hall):
    files = [{"name": name, "content": "{}"} for name in ("plan.json", "Plan.json")]
    answer = hall.post("/room/hand-in", {"name": "A", "files": files})
    assert answer.status == 400 and "Two files" in answer.json["said"]


def test_what_is_announced_as_huge_is_refused_before_it_is_sent(hall):
    with socket.create_connection(("127.0.0.1", hall.port), timeout=60) as line:
        line.sendall(
            f"POST /room/hand-in HTTP/1.1\r\nHost: 127.0.0.1:{hall.port}\r\n"
            f"Origin: {hall.origin}\r\nContent-Type: application/json\r\n"
            "Content-Length: 500000000\r\n\r\n".encode()
        )
        heard = line.recv(65_536).decode()
    assert heard.startswith("HTTP/1.1 413") and "larger than 8 MB" in heard


def test_what_is_too_large_is_said_to_be(hall):
    answer = hall.post("/room/hand-in", b" " * (MOST_BYTES + 1))
    assert answer.status == 413 and "larger than 8 MB" in answer.json["said"]


def test_a_stream_without_a_length_ends_at_the_limit(hall):
    connection = HTTPConnection("127.0.0.1", hall.port, timeout=60)
    parts = (b" " * 1_000_000 for _ in range(12))
    headers = {"Origin": hall.origin, "Content-Type": "application/json"}
    connection.request("POST", "/room/hand-in", parts, headers, encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 413 and hall.room.store.list() == []
    connection.close()


def fill_disk(*_) -> None:
    """Do what a full disk does."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("stops_at", ["write_through", "sync_folder"])
def test_a_full_disk_says_so_and_leaves_no_half_version(hall, monkeypatch, stops_at):
    assert hall.hand_in("Before").status == 201
    monkeypatch.setattr(room_store, stops_at, fill_disk)
    answer = hall.hand_in("After")
    assert answer.status == 507 and "disk" in answer.json["said"]
    assert "Nothing was handed in" in answer.json["said"]
    assert [one.name for one in hall.room.store.list()] == ["Before"]
    assert list(hall.room.store.folder.glob(f"{room_store.UNFINISHED}*")) == []


def test_a_disk_that_is_nearly_full_takes_nothing(hall, monkeypatch):
    monkeypatch.setattr(room_store, "LEFT_FREE", 10**18)
    assert hall.hand_in().status == 507


def test_a_room_that_is_full_takes_nothing_more(hall, monkeypatch):
    monkeypatch.setattr(room_store, "MOST_IN_ALL", len(WORKSHEET) + len(PLAN))
    assert hall.hand_in("First").status == 201
    answer = hall.hand_in("Second")
    assert answer.status == 507 and "as much as it may" in answer.json["said"]


def test_all_can_be_deleted_and_only_that(hall):
    hall.hand_in("One")
    hall.hand_in("Two")
    hall.come_in()
    assert "2 names" in hall.get("/room/delete").text
    assert len(hall.room.store.list()) == 2, "a question deletes nothing"
    assert hall.submit("/room/delete").status == 303
    assert list_kept(hall.room.store.folder) == {}
    assert hall.hand_in("Three").json["version"] == 1


def hand_in_once(port: int, name: str) -> int:
    """Hand in to a room at a port; return the code of its answer, 0 for none."""
    body = json.dumps({"name": name, "files": [{"name": "p.json", "content": PLAN}]})
    headers = {
        "Origin": f"http://127.0.0.1:{port}",
        "Content-Type": "application/json",
    }
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", "/room/hand-in", body.encode(), headers)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_killed_and_started_again_it_holds_all_that_it_confirmed(tmp_path):
    """Killed in the midst of it: whoever heard "handed in" is there afterwards."""
    make_site(tmp_path / "dist/site")
    port = find_free_port()
    room = start_room(tmp_path, port)

    def kill_soon(number: int) -> int:
        if number == 20:
            os.kill(room.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        return hand_in_once(port, f"Team {number}")

    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(kill_soon, range(40)))
    room.wait(60)
    room.stdout.close()
    heard = {f"team-{number}" for number, code in enumerate(answers) if code == 201}
    assert heard and 0 in answers
    again = start_room(tmp_path, port)
    try:
        kept = list_kept(tmp_path / "my-room/handed-in")
        for team in heard:
            assert kept[f"{team}/001/p.json"].decode() == PLAN
        assert hand_in_once(port, "Team late") == 201
    finally:
        again.terminate()
        again.wait(60)
        again.stdout.close()
