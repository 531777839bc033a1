"""Answers for facilitators: password, what was handed in, deleting it, the board."""

import asyncio
import json
from urllib.parse import quote

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from scripts.classroom.room_answering import KEY, Answer
from scripts.classroom.room_pages import write_size
from workshop.messages import tr

BETWEEN = 0.5  # seconds between two pictures of the board
SILENCE = 15  # seconds after which the stream shows that it lives
ENTER = "/room/enter"


class Enter(Answer):
    """The door: the password, or the ticket that the start has given to the browser."""

    def get(self) -> None:
        """Ask for the password, unless a good ticket is there."""
        ticket = self.get_query_argument("ticket", None)
        key = self.room.keeper.use_ticket(ticket) if ticket else None
        if key:
            self.let_in(key)
        elif self.is_facilitator:
            self.redirect("/room/")
        else:
            self.show("enter.html.j2", fault="")

    def post(self) -> None:
        """Let in who knows the password; who guesses has to wait."""
        keeper, place = self.room.keeper, self.request.remote_ip or ""
        wait = keeper.list_wait(place)
        key = (
            None if wait else keeper.ask(place, self.get_body_argument("password", ""))
        )
        if key:
            self.let_in(key)
            return
        self.set_status(429 if wait else 403)
        wait = keeper.list_wait(place)
        fault = tr("This is not the password of this room.")
        if wait:
            fault = tr(
                "This is not the password of this room. Wait {n} second before you try "
                "again.",
                "This is not the password of this room. Wait {n} seconds before you "
                "try again.",
                n=max(1, round(wait)),
            )
        self.show("enter.html.j2", fault=fault)

    def let_in(self, key: str) -> None:
        """Give the browser a key that no script can read and no other page can use."""
        self.set_cookie(KEY, key, path="/room", httponly=True, samesite="Strict")
        self.redirect("/room/", status=303)


class ForFacilitators(Answer):
    """A page behind the password."""

    def prepare(self) -> None:
        """Send who has no key to the door."""
        super().prepare()
        if self.is_facilitator:
            return
        if self.request.method in ("GET", "HEAD"):
            self.redirect(ENTER)
        else:
            self.require_facilitator()


class Overview(ForFacilitators):
    """What was handed in."""

    def get(self) -> None:
        """Show it."""
        self.show("room.html.j2", **describe(self))


class Table(ForFacilitators):
    """The part of the overview that changes."""

    def get(self) -> None:
        """Send it alone."""
        self.show("handed-in.html.j2", **describe(self))


def describe(answer: Answer) -> dict:
    """Return what the overview shows: the teams, each with its versions."""
    teams: dict[str, list] = {}
    for one in answer.room.store.list():
        teams.setdefault(one.folder, []).append(one)
    return {
        "teams": list(teams.values()),
        "folder": str(answer.room.store.teams),
        "write_size": write_size,
        "quote": quote,
    }


class File(ForFacilitators):
    """A file that was handed in: to be saved, never to be shown or run."""

    async def get(self, folder: str, version: str, name: str) -> None:
        """Send it."""
        place = self.room.store.find(folder, version, name)
        if place is None:
            raise HTTPError(404)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Content-Security-Policy", "sandbox; default-src 'none'")
        shown = quote(f"{folder}-{version}-{name}")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{shown}")
        self.set_header("Cache-Control", "no-store")
        self.finish(place.read_bytes())


class Delete(ForFacilitators):
    """Delete all that was handed in, after a question."""

    def get(self) -> None:
        """Ask."""
        self.show("delete.html.j2", **describe(self))

    def post(self) -> None:
        """Do it."""
        self.room.store.delete_all()
        self.redirect("/room/", status=303)


class BoardPage(ForFacilitators):
    """The board."""

    def get(self) -> None:
        """Show it."""
        self.show("board.html.j2", state=self.room.board.describe())


# The button behind a wish, where it is not the first one.
BUTTONS = {"empty": "empty", "names": "names", "no-names": "names"}


class Switch(ForFacilitators):
    """The switches of the board."""

    def post(self) -> None:
        """Turn the board or its names on or off, or empty it."""
        wish = self.get_body_argument("board", "")
        if wish == "empty":
            self.room.board.empty()
        elif wish in ("on", "off"):
            self.room.board.switch(wish == "on")
        elif wish in ("names", "no-names"):
            self.room.board.switch_names(wish == "names")
        else:
            raise HTTPError(400)
        page = "board" if self.get_body_argument("back", "") == "board" else ""
        # The button that was pressed keeps the focus, and says what it does now.
        button = BUTTONS.get(wish, "switch")
        self.redirect(f"/room/{page}#{button}", status=303)


class Stream(ForFacilitators):
    """The board as it changes, for its page."""

    async def get(self) -> None:
        """Send the state of the board, now and whenever it has changed."""
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        board = self.room.board
        try:
            while True:
                changed = board.changed
                state = json.dumps(board.describe(), ensure_ascii=False)
                self.write(f"data: {state}\n\n")
                await self.flush()
                await asyncio.sleep(BETWEEN)
                while not await has_come(changed):
                    self.write(": still here\n\n")
                    await self.flush()
        except StreamClosedError:
            return


async def has_come(event: asyncio.Event) -> bool:
    """Wait for an event; False when nothing happens for a while."""
    try:
        await asyncio.wait_for(event.wait(), SILENCE)
        return True
    except TimeoutError:
        return False


class Short(Answer):
    """The address without the stroke at its end."""

    def get(self) -> None:
        """Send on to the overview."""
        self.redirect("/room/")
