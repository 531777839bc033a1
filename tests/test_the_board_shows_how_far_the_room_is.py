"""The board counts replies by name, shows them live, and knows nobody."""

import asyncio
import json
import re
import socket
import sys
import types

import pytest

from scripts.classroom.room_board import MOST_SEATS, Board
from scripts.classroom.room_replies import COMMON, Replies, list_named
from scripts.classroom.room_store import Refused
from scripts.contract.feedback import compute_once
from scripts.door.files import ROOT
from tests.hall import SEAT
from workshop import checking, kernel, room
from workshop.rules import Question, judge

pytest_plugins = ("tests.open_room",)


@pytest.fixture(scope="module")
def replies() -> Replies:
    """The replies of our lessons."""
    return Replies(ROOT / "notebooks")


@pytest.fixture
def board(replies) -> Board:
    """A board that is on."""
    board = Board(replies)
    board.switch(True)
    return board


def name_seat(number: int) -> str:
    """Name a seat."""
    return f"{number:016x}"


def test_waiting_right_and_the_most_frequent_reply_are_counted(board):
    for number in range(10):
        board.take(name_seat(number), "1", "start")
    for number in range(3):
        board.take(name_seat(number), "1.2", "right")
    for number in range(3, 7):
        board.take(name_seat(number), "1.2", "largest first")
    board.take(name_seat(7), "1.2", "nudge")
    board.take(name_seat(8), "1.2", "open")
    [one] = board.describe()["exercises"]
    assert (one["seats"], one["right"], one["other"], one["waiting"]) == (10, 3, 5, 2)
    assert one["often"][0]["name"] == "largest first" and one["often"][0]["count"] == 4
    assert "largest total" in one["often"][0]["text"]
    assert one["title"] == "Exercise 1.2"
    assert any("smallest first" in text for text in one["say"])


def test_the_latest_reply_of_a_seat_counts(board):
    for reply in ("nudge", "largest first", "right"):
        board.take(SEAT, "1.2", reply)
    [one] = board.describe()["exercises"]
    assert (one["seats"], one["right"], one["other"]) == (1, 1, 0)


def test_who_has_gone_on_to_another_lesson_waits_no_more(board):
    board.take(name_seat(1), "1", "start")
    board.take(name_seat(2), "1", "start")
    board.take(name_seat(2), "2", "start")
    board.take(name_seat(3), "c", "start")
    board.take(name_seat(1), "1.1", "right")
    [one] = board.describe()["exercises"]
    assert (one["seats"], one["waiting"]) == (2, 1), "a course may hold any exercise"


def test_exercises_stand_in_the_order_of_the_lessons(board):
    for exercise in ("2.1", "1.q1", "1.2", "0.1"):
        board.take(SEAT, exercise, "right")
    shown = [one["id"] for one in board.describe()["exercises"]]
    assert shown == ["0.1", "1.2", "1.q1", "2.1"]


@pytest.mark.parametrize(
    ("seat", "exercise", "reply"),
    [
        (SEAT, "1.2", "<script>"),
        (SEAT, "1.2", "chose a"),
        (SEAT, "9.9", "right"),
        (SEAT, "../1.2", "right"),
        (SEAT, "1.2", 7),
        (SEAT, "Team Bridge", "start"),
        ("Team Bridge", "1.2", "right"),
        (None, "1.2", "right"),
        (SEAT, ["1.2"], "right"),
    ],
)
def test_only_names_of_replies_are_taken(board, seat, exercise, reply):
    with pytest.raises(Refused):
        board.take(seat, exercise, reply)
    assert board.describe()["exercises"] == [] and not board.seats


def test_a_flood_of_seats_ends(board):
    for number in range(MOST_SEATS + 5):
        board.take(name_seat(number), "1.2", "right")
    assert len(board.seats) == MOST_SEATS and name_seat(0) not in board.seats


def test_a_board_that_is_off_takes_nothing(replies):
    board = Board(replies)
    assert board.take(SEAT, "1.2", "right") is False and not board.seats


def test_every_reply_that_a_check_can_give_has_words(replies):
    """The board knows each name that ``judge`` returns for the cases of an exercise."""
    seen = set()
    for lesson in {key.partition(".")[0] for key in replies.titles}:
        for key, rules in checking.list_exercises(lesson).items():
            rules = compute_once(rules)
            letters = rules.wrong if isinstance(rules, Question) else []
            answers = [case.answer() for case in rules.cases] + [..., *letters]
            for answer in answers:
                reply = judge(rules, answer)
                name = "right" if reply.kind == "right" else reply.rule
                assert replies.knows(key, name), (key, name)
                assert len(replies.explain(key, name).split()) > 0
                seen.add(name)
            assert all(list_named(key).values())
    assert {"right", "nudge", "another type", "open"} <= seen & set(COMMON)
    code = (ROOT / "workshop/rules.py").read_text(encoding="utf-8")
    assert set(re.findall(r'Reply\("([^"]+)"', code)) <= set(COMMON)


def read_until(line: socket.socket, fits) -> list[dict]:
    """Return the states that a stream sends, up to the first one that fits.

    The stream also says that it lives; after a few of such words nothing will come.
    """
    states, heard = [], ""
    while not (states and fits(states[-1])):
        assert heard.count("still here") < 3, "nothing has come"
        heard += line.recv(1_000_000).decode()
        lines = heard.splitlines()
        states = [json.loads(one[6:]) for one in lines if one.startswith("data: {")]
    return states


def test_the_page_hears_of_a_reply_without_asking_again(hall):
    hall.come_in()
    hall.submit("/room/board/switch", board="on")
    with socket.create_connection(("127.0.0.1", hall.port), timeout=60) as line:
        line.sendall(
            f"GET /room/board/stream HTTP/1.1\r\nHost: 127.0.0.1:{hall.port}\r\n"
            f"Cookie: {hall.cookie}\r\n\r\n".encode()
        )
        states = read_until(line, lambda state: True)
        assert states[-1]["on"] and states[-1]["exercises"] == []
        sent = {"seat": SEAT, "exercise": "1.2", "reply": "right"}
        assert hall.post("/room/reply", sent).json == {"kept": True}
        states = read_until(line, lambda state: state["exercises"])
        assert states[-1]["exercises"][0]["right"] == 1


def test_who_says_no_is_not_counted(hall):
    hall.room.board.switch(True)
    said = hall.get("/room/state").json
    assert (said["board"], said["willing"]) == (True, True)
    hall.cookie = "room-board=no"
    assert hall.get("/room/state").json["willing"] is False
    sent = {"seat": SEAT, "exercise": "1.2", "reply": "right"}
    assert hall.post("/room/reply", sent).json == {"kept": False}
    assert not hall.room.board.seats


def test_a_seat_stays_the_same_when_a_page_is_loaded_again(hall):
    hall.room.board.switch(True)
    hall.cookie = f"room-seat={SEAT}"
    for kernel_seat in (name_seat(1), name_seat(2)):
        sent = {"seat": kernel_seat, "exercise": "1.2", "reply": "right"}
        assert hall.post("/room/reply", sent).json == {"kept": True}
    assert list(hall.room.board.seats) == [SEAT]


def test_the_switches_of_the_board(hall):
    hall.come_in()
    assert hall.submit("/room/board/switch", board="on").status == 303
    hall.room.board.take(SEAT, "1.2", "right")
    hall.submit("/room/board/switch", board="off")
    assert not hall.room.board.on and hall.room.board.seats
    hall.submit("/room/board/switch", board="empty")
    assert not hall.room.board.seats
    assert hall.submit("/room/board/switch", board="burn").status == 400


# Names: when the facilitator wishes it, and of those who agree


def tell_seat(hall, seat=SEAT, **wish) -> dict:
    """Decide about a seat as the page of a participant does."""
    return hall.post("/room/seat", {"seat": seat} | wish).json


def list_names(hall) -> dict:
    """Return the names at the one exercise of the board."""
    [one] = hall.room.board.describe()["exercises"]
    return one["names"]


NOBODY = {"right": [], "other": [], "waiting": []}


def test_names_stand_on_the_board_when_both_sides_wish_it(hall):
    hall.come_in()
    hall.room.board.switch(True)
    for number, reply in enumerate(("right", "nudge", "open", "right")):
        hall.room.board.take(name_seat(number), "1.2", reply)
    assert hall.get("/room/state").json["named"] is False
    assert tell_seat(hall, name_seat(0), name="Ana") == {"kept": False}
    assert hall.room.board.names == {} and list_names(hall) == NOBODY
    assert hall.submit("/room/board/switch", board="names").status == 303
    assert hall.get("/room/state").json["named"] is True
    assert list_names(hall) == NOBODY, "nobody has agreed yet"
    for number, name in enumerate(("Ана", " Bo\u202e  Đ ", "<b>C</b>")):
        assert tell_seat(hall, name_seat(number), name=name) == {"kept": True}
    wanted = {"right": ["Ана"], "other": ["Bo Đ"], "waiting": ["<b>C</b>"]}
    assert list_names(hall) == wanted
    assert hall.room.board.describe()["shown"] == "3 of them show a name."


def test_a_name_can_be_taken_back_and_all_go_when_names_are_switched_off(hall):
    hall.come_in()
    hall.room.board.switch(True)
    hall.room.board.take(SEAT, "1.2", "right")
    hall.submit("/room/board/switch", board="names")
    tell_seat(hall, name="Ana")
    tell_seat(hall, name="")
    assert list_names(hall) == NOBODY
    tell_seat(hall, name="Ana")
    hall.submit("/room/board/switch", board="no-names")
    assert list_names(hall) == NOBODY and not hall.room.board.names
    hall.submit("/room/board/switch", board="names")
    assert list_names(hall) == NOBODY, "an old yes does not come back by itself"


def test_who_leaves_the_board_is_no_longer_on_it(hall):
    hall.room.board.switch(True)
    hall.room.board.switch_names(True)
    hall.room.board.take(SEAT, "1.2", "nudge")
    tell_seat(hall, name="Ana")
    assert tell_seat(hall, leave=True) == {"kept": False}
    assert hall.room.board.describe()["exercises"] == [] and not hall.room.board.names


@pytest.mark.parametrize(
    "wish",
    [
        {"seat": "Ana", "name": "Ana"},
        {"seat": None, "leave": True},
        {"name": "n" * 300},
        {"name": " \u202e "},
        {"name": ["Ana"]},
        {},
    ],
)
def test_what_is_no_name_is_refused(hall, wish):
    hall.room.board.switch(True)
    hall.room.board.switch_names(True)
    answer = hall.post("/room/seat", {"seat": SEAT} | wish)
    assert answer.status == 400 and answer.json["said"].endswith(".")
    assert hall.room.board.names == {}


def test_a_flood_of_names_ends(board):
    board.switch_names(True)
    for number in range(MOST_SEATS + 5):
        board.name_seat(name_seat(number), "A")
    assert len(board.names) == MOST_SEATS


# What a kernel in the browser sends


class Browser:
    """What ``pyodide`` gives a kernel, with a room that answers."""

    def __init__(self, monkeypatch, state: dict) -> None:
        self.asked = []
        self.state = state
        pyodide = types.ModuleType("pyodide.http")
        pyodide.pyfetch = self.fetch
        js = types.ModuleType("js")
        js.location = types.SimpleNamespace(origin="http://10.0.0.7:8765")
        monkeypatch.setitem(sys.modules, "pyodide", types.ModuleType("pyodide"))
        monkeypatch.setitem(sys.modules, "pyodide.http", pyodide)
        monkeypatch.setitem(sys.modules, "js", js)

    async def fetch(self, address: str, **options):
        """Answer a request, or break off as a lost Wi-Fi does."""
        self.asked.append((address, options))
        if self.state is None:
            raise OSError("network error")

        async def read() -> dict:
            return self.state

        return types.SimpleNamespace(json=read)

    @property
    def sent(self) -> list[dict]:
        """What was sent to the board."""
        bodies = [options["body"] for _, options in self.asked if "body" in options]
        return [json.loads(body) for body in bodies]


def check_in_loop(answer: object) -> None:
    """Run ``check`` for exercise 1.q1 where a loop runs, as in a kernel."""

    async def work() -> None:
        names = {"check": checking.check, "answer_1_q1": answer}
        exec('check("1.q1")', names)
        await asyncio.gather(*room._under_way)

    asyncio.run(work())


WILLING = {"board": True, "willing": True}


def test_a_check_sends_the_name_of_the_reply_and_nothing_else(monkeypatch):
    monkeypatch.setenv("WORKSHOP_ROOM", "here")
    browser = Browser(monkeypatch, WILLING)
    for answer in ("a", "b", ..., {"secret": "my own words"}):
        check_in_loop(answer)
    names = [one["reply"] for one in browser.sent]
    assert names == ["chose a", "right", "open", "another type"]
    assert all(set(one) == {"seat", "exercise", "reply"} for one in browser.sent)
    assert len({one["seat"] for one in browser.sent}) == 1
    assert "secret" not in str(browser.asked) and "words" not in str(browser.asked)
    assert {address for address, _ in browser.asked} == {
        "http://10.0.0.7:8765/room/state",
        "http://10.0.0.7:8765/room/reply",
    }


@pytest.mark.parametrize(
    "state",
    [{"board": False, "willing": True}, {"board": True, "willing": False}, {}, None],
)
def test_nothing_is_sent_where_the_board_is_off_or_somebody_said_no(monkeypatch, state):
    monkeypatch.setenv("WORKSHOP_ROOM", "here")
    browser = Browser(monkeypatch, state)
    check_in_loop("b")
    assert browser.sent == [] and len(browser.asked) == 1


def test_outside_a_room_nobody_is_asked(monkeypatch):
    monkeypatch.delenv("WORKSHOP_ROOM", raising=False)
    browser = Browser(monkeypatch, WILLING)
    check_in_loop("b")
    kernel.start()
    assert browser.asked == []


@pytest.mark.parametrize(
    ("cell", "worksheet"),
    [("1-0-setup", "1"), ("c-0-setup", "c"), ("my-cell", ""), (None, "")],
)
def test_the_setup_cell_tells_which_worksheet_was_begun(monkeypatch, cell, worksheet):
    monkeypatch.setenv("WORKSHOP_ROOM", "here")
    browser = Browser(monkeypatch, WILLING)
    parent = {"metadata": {"cellId": cell}}
    shell = types.SimpleNamespace(
        kernel=types.SimpleNamespace(get_parent=lambda: parent)
    )

    async def work() -> None:
        room.tell_start(shell)
        await asyncio.gather(*room._under_way)

    asyncio.run(work())
    [sent] = browser.sent
    assert (sent["exercise"], sent["reply"]) == (worksheet, "start")


def test_a_check_without_a_loop_only_checks(monkeypatch):
    monkeypatch.setenv("WORKSHOP_ROOM", "here")
    browser = Browser(monkeypatch, WILLING)
    exec('check("1.q1")', {"check": checking.check, "answer_1_q1": "b"})
    assert browser.asked == []
