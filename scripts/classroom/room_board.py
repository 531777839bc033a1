"""The board: how far the room is with each exercise.

A seat is a browser, known by a random number. It tells the number of an exercise and
the name of the reply that it got; its latest reply counts. The board shows no names,
unless the facilitator wishes it and a participant has given his or hers for it. All
this is in memory alone.
"""

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from scripts.classroom.room_replies import OPEN, RIGHT, START, Replies
from scripts.classroom.room_store import Refused, read_name
from workshop.messages import tr

SEAT = re.compile(r"[0-9a-f]{16}")
EXERCISE = re.compile(r"(\d{1,2})\.(q?)(\d{1,2})")
# The worksheet of a seat: a lesson, a course, or not known.
WORKSHEET = re.compile(r"\d{1,2}|c|")
MOST_SEATS = 1000
ANY = ("", "c")
MOST_OTHERS = 3


@dataclass
class Seat:
    """One browser: its worksheet, and the latest reply to each exercise."""

    worksheet: str = ""
    replies: dict[str, str] = field(default_factory=dict)


class Board:
    """Counts replies, and wakes up those who look."""

    def __init__(self, replies: Replies) -> None:
        self.replies = replies
        self.on = False
        self.named = False
        self.names: dict[str, str] = {}  # of the seats that agreed
        self.seats: dict[str, Seat] = {}
        self.changed = asyncio.Event()

    def switch(self, on: bool) -> None:
        """Begin or end to take replies; those that are there stay."""
        self.on = on
        self.wake()

    def switch_names(self, named: bool) -> None:
        """Begin to show the names of those who agree, or forget all names."""
        self.named = named
        if not named:
            self.names.clear()
        self.wake()

    def name_seat(self, seat: Any, name: Any) -> bool:
        """Show a name at a seat, "" for none; False where names are not shown.

        Raises Refused.
        """
        require_seat(seat)
        if not self.on or not self.named:
            return False
        if name == "":
            self.names.pop(seat, None)
        else:
            self.names[seat] = read_name(name)
            if len(self.names) > MOST_SEATS:
                del self.names[next(iter(self.names))]
        self.wake()
        return True

    def forget(self, seat: Any) -> None:
        """Forget a seat that wants to be counted no more. Raises Refused."""
        require_seat(seat)
        self.seats.pop(seat, None)
        self.names.pop(seat, None)
        self.wake()

    def empty(self) -> None:
        """Forget all replies."""
        self.seats.clear()
        self.wake()

    def wake(self) -> None:
        """Tell those who look that something has changed."""
        self.changed.set()
        self.changed = asyncio.Event()

    def take(self, seat: Any, exercise: Any, reply: Any) -> bool:
        """Take one reply; False while the board is off. Raises Refused."""
        if not self.on:
            return False
        require_seat(seat)
        if not isinstance(exercise, str) or not isinstance(reply, str):
            raise Refused(400, tr("This is no reply to an exercise."))
        if reply == START and WORKSHEET.fullmatch(exercise):
            self.find_seat(seat).worksheet = exercise
        elif EXERCISE.fullmatch(exercise) and self.replies.knows(exercise, reply):
            self.find_seat(seat).replies[exercise] = reply
        else:
            raise Refused(
                400, tr("This is no reply to an exercise of these worksheets.")
            )
        self.wake()
        return True

    def find_seat(self, seat: str) -> Seat:
        """Return a seat; the one that has been quiet for longest goes at the limit."""
        found = self.seats.pop(seat, None) or Seat()
        self.seats[seat] = found
        if len(self.seats) > MOST_SEATS:
            del self.seats[next(iter(self.seats))]
        return found

    def describe(self) -> dict:
        """Return what the page of the board shows."""
        seen = {key for seat in self.seats.values() for key in seat.replies}
        return {
            "on": self.on,
            "named": self.named,
            "begun": tr(
                "{n} computer has begun.",
                "{n} computers have begun.",
                n=len(self.seats),
            ),
            "shown": tr(
                "{n} of them shows a name.",
                "{n} of them show a name.",
                n=len(self.names.keys() & self.seats.keys()),
            ),
            "exercises": [self.count(key) for key in sorted(seen, key=sort_key)],
        }

    def count(self, exercise: str) -> dict:
        """Return how many seats wait, are right, and what the others hear most."""
        lesson = exercise.partition(".")[0]
        here = {
            key: seat.replies.get(exercise, OPEN)
            for key, seat in self.seats.items()
            if exercise in seat.replies or seat.worksheet in (lesson, *ANY)
        }
        heard = Counter(here.values())
        others = [one for one in heard.most_common() if one[0] not in (OPEN, RIGHT)]
        return {
            "id": exercise,
            "title": self.replies.get_title(exercise),
            "say": self.replies.get_notes(exercise),
            "seats": len(here),
            "waiting": heard[OPEN],
            "right": heard[RIGHT],
            "other": sum(count for _, count in others),
            "often": [
                {"name": name, "count": count}
                | {"lead": say_how_many(count)}
                | {"text": self.replies.explain(exercise, name)}
                for name, count in others[:MOST_OTHERS]
            ],
            "names": self.list_names(here),
        }

    def list_names(self, replies: dict[str, str]) -> dict[str, list[str]]:
        """List those who agreed to be named, by how far they are."""
        kinds: dict[str, list[str]] = {"right": [], "other": [], "waiting": []}
        for seat, reply in replies.items():
            if seat in self.names:
                kind = {RIGHT: "right", OPEN: "waiting"}.get(reply, "other")
                kinds[kind].append(self.names[seat])
        return {kind: sorted(names, key=str.casefold) for kind, names in kinds.items()}


def require_seat(seat: Any) -> None:
    """Raise Refused for what is no seat."""
    if not isinstance(seat, str) or not SEAT.fullmatch(seat):
        raise Refused(400, tr("This was sent by no worksheet of the room."))


def sort_key(exercise: str) -> tuple[int, bool, int]:
    """Return what puts exercises into the order of the lessons."""
    found = EXERCISE.fullmatch(exercise)
    if found is None:
        raise ValueError(f"{exercise} is no exercise")
    return int(found[1]), bool(found[2]), int(found[3])


def say_how_many(count: int) -> str:
    """Return what stands before the most frequent other reply."""
    return tr(
        "The most frequent other reply ({n} person):",
        "The most frequent other reply ({n} people):",
        n=count,
    )
