"""Participants read and hand in; all else needs the password and a page of the room."""

import subprocess
import sys

import pytest

from scripts.classroom import room_password
from scripts.classroom.room_addresses import THIS_COMPUTER, pick_address
from scripts.classroom.room_password import Doorkeeper, make_password, read_words
from scripts.classroom.room_running import bind
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.verbs.room import read_options

pytest_plugins = ("tests.open_room",)

BEHIND = [
    "/room/",
    "/room/handed-in",
    "/room/board",
    "/room/board/stream",
    "/room/delete",
    "/room/files/team-bridge/001/my-plan.json",
]


@pytest.mark.parametrize("path", BEHIND)
def test_pages_of_facilitators_are_closed(hall, path):
    hall.hand_in()
    answer = hall.get(path)
    assert (answer.status, answer.headers["Location"]) == (302, "/room/enter")
    assert answer.body == b""


@pytest.mark.parametrize("path", ["/room/delete", "/room/board/switch"])
def test_what_facilitators_do_needs_the_password(hall, path):
    hall.hand_in()
    assert hall.submit(path, board="on").status == 403
    hall.cookie = "room-key=guessed"
    assert hall.submit(path, board="on").status == 403
    assert len(hall.room.store.list()) == 1 and not hall.room.board.on


def test_the_password_opens_them(hall):
    hall.hand_in("Општина <b>Битола</b>")
    hall.come_in()
    text = hall.get("/room/").text
    assert "Општина &lt;b&gt;Битола&lt;/b&gt;" in text and "<b>Битола" not in text
    assert hall.room.keeper.password in text


def test_the_key_is_out_of_reach_of_scripts_and_other_pages(hall):
    answer = hall.submit("/room/enter", password=hall.room.keeper.password)
    said = answer.headers["Set-Cookie"].lower()
    assert "httponly" in said and "samesite=strict" in said and "path=/room" in said


def test_a_password_is_four_words_that_chance_picks():
    words = make_password().split("-")
    assert len(words) == 4 and set(words) <= set(read_words())
    assert len(set(read_words())) == len(read_words()) > 300
    assert len({make_password() for _ in range(20)}) == 20


def test_a_password_may_be_typed_as_people_type():
    keeper = Doorkeeper("amber-boat-cedar-drum")
    assert keeper.ask("1", " Amber boat  CEDAR drum ")
    assert not keeper.ask("1", "amberboatcedardrum")


def test_who_guesses_has_to_wait_and_nobody_else():
    now = [0.0]
    keeper = Doorkeeper("amber-boat-cedar-drum", lambda: now[0])
    waits = []
    for _ in range(12):
        assert keeper.ask("guesser", "wrong") is None
        waits.append(keeper.list_wait("guesser"))
        now[0] += waits[-1]
    assert waits == sorted(waits) and waits[0] == 0
    assert waits[-1] == room_password.LONGEST_WAIT
    keeper.ask("guesser", "wrong")
    assert keeper.ask("guesser", keeper.password) is None, "the wait holds for all"
    assert keeper.ask("facilitator", keeper.password)


def test_a_wrong_password_is_said_to_be(hall):
    answers = [hall.submit("/room/enter", password="wrong") for _ in range(5)]
    assert [one.status for one in answers] == [403, 403, 403, 429, 429]
    assert "not the password" in answers[0].text and "Wait" in answers[-1].text


def test_a_ticket_lets_one_browser_in_once(hall):
    ticket = hall.room.keeper.make_ticket()
    first = hall.get(f"/room/enter?ticket={ticket}")
    assert first.status == 303 and "room-key" in first.headers["Set-Cookie"]
    assert hall.get(f"/room/enter?ticket={ticket}").status == 200
    assert hall.get("/room/enter?ticket=").headers["Set-Cookie"] is None


@pytest.mark.parametrize(
    "path", ["/", "/room/state", "/room/enter", "/lite/index.html"]
)
def test_a_strange_host_gets_nothing(hall, path):
    answer = hall.get(path, Host=f"evil.example:{hall.port}")
    assert answer.status == 421 and "not the address of the room" in answer.json["said"]
    assert hall.get(path, Host=f"localhost:{hall.port}").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/room/hand-in",
        "/room/reply",
        "/room/enter",
        "/room/delete",
        "/room/board/switch",
    ],
)
@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_another_page_can_send_nothing(hall, path, origin):
    hall.come_in()
    answer = hall.post(path, {"name": "A", "files": []}, Origin=origin)
    assert answer.status == 403 and "not sent by a page" in answer.json["said"]


def test_a_form_of_another_kind_is_no_hand_in(hall):
    body = b'{"name": "A", "files": [{"name": "a.json", "content": "{}"}]}'
    answer = hall.post("/room/hand-in", body, Content_Type="text/plain")
    assert answer.status == 415 and hall.room.store.list() == []


@pytest.mark.parametrize(
    "path",
    [
        "/../notebooks/00-start-here.ipynb",
        "/%2e%2e/notebooks/00-start-here.ipynb",
        "/lite/..%2f..%2f..%2fnotebooks/00-start-here.ipynb",
        "/my-room/handed-in/team-bridge/001/my-plan.json",
        "/room/files/../../notebooks/00-start-here.ipynb",
        "/etc/passwd",
        "//etc/passwd",
        "/%00",
        "/room/nothing",
    ],
)
def test_nothing_but_the_site_can_be_read(hall, path):
    hall.hand_in()
    hall.come_in()
    answer = hall.get(path)
    assert answer.status == 404 and "no such page" in answer.json["said"]


def test_what_was_handed_in_is_saved_and_never_shown_or_run(hall):
    hall.hand_in("Тим")
    hall.come_in()
    answer = hall.get("/room/files/%D1%82%D0%B8%D0%BC/001/my-plan.json")
    assert answer.status == 200 and b"problem" in answer.body
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert hall.get("/room/files/%D1%82%D0%B8%D0%BC/001/about.json").status == 404


def test_pages_run_no_script_but_their_own(hall):
    hall.come_in()
    policies = [
        hall.get(path).headers["Content-Security-Policy"] for path in ("/room/",) * 2
    ]
    assert policies[0] != policies[1], "a nonce is for one answer"
    assert "default-src 'none'" in policies[0] and "'unsafe-eval'" not in policies[0]


def test_a_second_start_says_that_the_port_is_taken(hall):
    with pytest.raises(Problem, match=f"port {hall.port} is taken.*--port"):
        bind(hall.port, [THIS_COMPUTER])


def test_it_is_open_to_this_computer_alone_unless_told():
    assert read_options([]).hall is False
    with pytest.raises(Problem, match="needs --hall"):
        read_options(["--address", "10.0.0.1"])
    with pytest.raises(Problem, match="is no port"):
        read_options(["--port", "70000"])


def test_a_room_without_a_site_says_what_to_do(tmp_path):
    code = (
        "import sys; from pathlib import Path; from scripts.verbs.room import main;"
        "from scripts.door.errors import report_faults;"
        "sys.exit(report_faults(lambda _: main([], Path(sys.argv[1])), []))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 1
    assert ended.stdout == "" and ended.stderr.count("\n") == 1
    assert "run 'site'" in ended.stderr


WIFI, CABLE = ("192.168.1.5", "Wi-Fi"), ("10.0.0.7", "Ethernet")


def test_one_address_is_taken_and_of_several_it_asks(capsys):
    assert pick_address(None, [WIFI], None) == "192.168.1.5"
    answers = iter(["", "3", "two", " 2 "])
    asked = pick_address(None, [WIFI, CABLE], lambda _: next(answers))
    assert asked == "10.0.0.7" and next(answers, None) is None
    assert "192.168.1.5  (Wi-Fi)" in capsys.readouterr().out
    assert pick_address("10.0.0.7", [WIFI, CABLE], None) == "10.0.0.7"


def test_a_laptop_that_has_left_its_network_says_so(hall):
    """The list is asked for every few seconds: the facilitator need not reload."""
    hall.come_in()
    hall.room.is_open, hall.room.address = True, f"http://{WIFI[0]}:{hall.port}"
    pages = ("/room/", "/room/handed-in", "/room/projector")
    for known, is_said in (([WIFI, CABLE], False), ([CABLE], True), ([], True)):
        hall.room.list_addresses = lambda known=known: known
        for path in pages:
            text = hall.get(path).text
            assert ("has left the network of the room" in text) is is_said, path


@pytest.mark.parametrize(
    ("wanted", "known", "words"),
    [
        (None, [], "in no network"),
        (None, [WIFI, CABLE], "--address 192.168.1.5 or --address 10.0.0.7"),
        ("1.2.3.4", [WIFI], "no address 1.2.3.4. It has: 192.168.1.5"),
    ],
)
def test_an_address_that_is_not_there_is_one_sentence(wanted, known, words):
    with pytest.raises(Problem, match=words):
        pick_address(wanted, known, None)
