"""Answers for everybody: the site, the projector's page, handing in, replies."""

from typing import Any

from tornado.ioloop import IOLoop
from tornado.web import HTTPError, stream_request_body

from scripts.classroom.room_answering import MOST_WORDS, Answer
from scripts.classroom.room_files import Served, read_in_parts
from scripts.classroom.room_pages import draw_code, read_own
from scripts.classroom.room_store import MEGABYTE, MOST_BYTES, TOO_LARGE, Refused
from workshop.messages import tr

PART = 262_144  # bytes that are sent at once
YEAR = 31_536_000
DRAINED = 4 * MOST_BYTES  # so much is read of what is too large, to be heard then


class SitePage(Answer):
    """A file of the site."""

    async def get(self, name: str) -> None:
        """Send a file, or say that the browser has it already."""
        file = self.find(name)
        if file is None:
            return
        self.set_header("Content-Type", file.kind)
        self.set_header("ETag", file.tag)
        self.set_header("Vary", "Accept-Encoding")
        forever = f"public, max-age={YEAR}, immutable"
        self.set_header("Cache-Control", forever if file.forever else "no-cache")
        if self.check_etag_header():
            self.set_status(304)
            return
        unpack = file.packed and "gzip" not in self.request.headers.get(
            "Accept-Encoding", ""
        )
        if file.packed and not unpack:
            self.set_header("Content-Encoding", "gzip")
        if not unpack:
            self.set_header("Content-Length", str(file.size))
        if self.request.method == "HEAD":
            return
        for part in read_in_parts(file.place, PART, unpack):
            self.write(part)
            await self.flush()

    head = get

    def find(self, name: str) -> Served | None:
        """Return the file of an address; a folder sends its start page."""
        files = self.room.files
        if name in files:
            return files[name]
        if name and not name.endswith("/") and f"{name}/index.html" in files:
            self.redirect(f"/{name}/")
            return None
        found = files.get(f"{name}index.html")
        if found is None:
            raise HTTPError(404)
        return found

    def compute_etag(self) -> None:
        """Leave the ETag to ``get``, which knows it."""
        return


class Script(Answer):
    """What the pages of the site do in a room."""

    def get(self) -> None:
        """Send the script."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(read_own("participant.js"))


class State(Answer):
    """Whether this is a room, and what it takes."""

    def get(self) -> None:
        """Say it."""
        willing = self.get_cookie("room-board") != "no"
        board = self.room.board
        self.say(
            200,
            room=True,
            board=board.on,
            named=board.named,
            willing=willing,
            limit=MOST_BYTES,
        )


class Projector(Answer):
    """The page that all can see: address, QR code, three steps."""

    def get(self) -> None:
        """Show it."""
        self.show("projector.html.j2", code=draw_code(f"{self.room.address}/"))


class Reply(Answer):
    """A reply for the board."""

    def post(self) -> None:
        """Take it, unless the board is off or its sender has said no."""
        if len(self.request.body) > MOST_WORDS:
            raise Refused(413, tr("This is no reply to an exercise."))
        said = self.read_json(self.request.body)
        said = said if isinstance(said, dict) else {}
        if self.get_cookie("room-board") == "no":
            self.say(200, kept=False)
            return
        seat = self.get_cookie("room-seat") or said.get("seat")
        kept = self.room.board.take(seat, said.get("exercise"), said.get("reply"))
        self.say(200, kept=kept)


class Seat(Answer):
    """What a participant decides about a seat: a name on the board, or to leave it."""

    def post(self) -> None:
        """Take ``{"seat": …, "name": …}`` or ``{"seat": …, "leave": true}``."""
        if len(self.request.body) > MOST_WORDS:
            raise Refused(413, tr("This is no name."))
        said = self.read_json(self.request.body)
        said = said if isinstance(said, dict) else {}
        if said.get("leave"):
            self.room.board.forget(said.get("seat"))
            self.say(200, kept=False)
            return
        kept = self.room.board.name_seat(said.get("seat"), said.get("name"))
        self.say(200, kept=kept)


@stream_request_body
class TakeIn(Answer):
    """Handing in: nothing too large is ever held in memory."""

    def prepare(self) -> None:
        """Refuse what is announced as far too large before it is sent."""
        self.body, self.size = bytearray(), 0
        length = self.request.headers.get("Content-Length", "0")
        announced = int(length) if length.isdecimal() else 0
        connection: Any = self.request.connection
        connection.set_max_body_size(DRAINED)
        if announced > DRAINED:
            self.refuse_size()
            return
        super().prepare()

    def data_received(self, part: bytes) -> None:
        """Keep a part while all is small enough."""
        self.size += len(part)
        if self.size <= MOST_BYTES:
            self.body += part
        else:
            self.body.clear()

    async def post(self) -> None:
        """Keep what was handed in, and say so when it is on the disk."""
        if self.size > MOST_BYTES:
            self.refuse_size()
            return
        written = self.read_json(bytes(self.body))
        kept = await IOLoop.current().run_in_executor(
            self.room.workers, self.room.store.keep, written
        )
        number = int(kept.version)
        words = tr(
            "Handed in at {clock}: version {number} of {name}.",
            clock=kept.clock,
            number=number,
            name=kept.name,
        )
        if number > 1:
            words = f"{words} {tr('All earlier versions are kept, too.')}"
        self.say(201, said=words, version=number, folder=kept.folder)

    def refuse_size(self) -> None:
        """Say how much may be handed in."""
        self.say(413, said=tr(TOO_LARGE, limit=MOST_BYTES // MEGABYTE))
