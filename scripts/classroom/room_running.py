"""Run the room: its addresses, its window, until somebody stops it."""

import asyncio
import errno
import logging
import os
import signal
import socket
import webbrowser
from contextlib import suppress
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from scripts.classroom import room_facilitator as facilitator
from scripts.classroom import room_site as site
from scripts.classroom.room_addresses import THIS_COMPUTER
from scripts.classroom.room_answering import MOST_WORDS, Answer, Room
from scripts.classroom.room_board import Board
from scripts.classroom.room_files import require_site, take_in
from scripts.classroom.room_language import place_lessons
from scripts.classroom.room_password import Doorkeeper, make_password
from scripts.classroom.room_replies import Replies
from scripts.classroom.room_store import Store
from scripts.door.errors import Problem

IDLE = 120  # seconds after which a quiet connection ends
CONNECTIONS = 4096
LONGEST = 300  # seconds that somebody may take to send something
HERE_ALONE = """\
The room is open on this computer only: {here}/
  --hall opens it to the computers in the hall."""
OPENED = """\
The room is open: {there}/
  Every computer in this network can now read the worksheets, hand in (up to 8 MB each
  time) and send replies to the board. None can read what others handed in, or reach
  other files of this computer. What is sent is not encrypted.
  When the system asks whether Python may answer in the network: allow it."""
FOR_YOU = """\
For you, on this computer: {here}/room/
  Password: {password}
For the projector: {here}/room/projector
What is handed in lies in {folder}.
Leave this window open; press Ctrl-C here to stop. Nothing handed in is lost then."""


def make_room(
    place: Path,
    root: Path,
    port: int,
    address: str | None = None,
    name: str = "",
    language: str = "",
) -> Room:
    """Return a room for the site at ``place``; raises Problem.

    ``address`` is that of this computer in the hall, None for this computer alone;
    ``name`` is a further name by which the room may be called, ``language`` the code of
    the one in which its site is built, English if none is given.
    """
    store = Store(root / "my-room")
    store.prepare()
    names = {one for one in (THIS_COMPUTER, "localhost", address, name) if one}
    hosts = {f"{one}:{port}" for one in names} | (names if port == 80 else set())
    return Room(
        files=take_in(place, root / f".cache/room{language and f'-{language}'}"),
        store=store,
        board=Board(Replies(place_lessons(root, language))),
        keeper=Doorkeeper(make_password()),
        address=f"http://{address or THIS_COMPUTER}:{port}",
        hosts=frozenset(hosts),
        is_open=address is not None,
    )


def make_app(room: Room) -> Application:
    """Return what answers."""
    routes = [
        (r"/room/participant\.js", site.Script),
        (r"/room/state", site.State),
        (r"/room/projector", site.Projector),
        (r"/room/hand-in", site.TakeIn),
        (r"/room/reply", site.Reply),
        (r"/room/seat", site.Seat),
        (r"/room/enter", facilitator.Enter),
        (r"/room/", facilitator.Overview),
        (r"/room/handed-in", facilitator.Table),
        (r"/room/files/([^/]+)/(\d+)/([^/]+)", facilitator.File),
        (r"/room/delete", facilitator.Delete),
        (r"/room/board", facilitator.BoardPage),
        (r"/room/board/switch", facilitator.Switch),
        (r"/room/board/stream", facilitator.Stream),
        (r"/room", facilitator.Short),
        (r"/((?!room/).*)", site.SitePage),
    ]
    return Application(
        routes, default_handler_class=Missing, room=room, log_function=lambda _: None
    )


class Missing(Answer):
    """What is not there."""

    def prepare(self) -> None:
        """Say so."""
        super().prepare()
        self.send_error(404)


def serve(room: Room, sockets: list[socket.socket]) -> HTTPServer:
    """Begin to answer at these sockets."""
    server = HTTPServer(
        make_app(room),
        max_body_size=MOST_WORDS,
        idle_connection_timeout=IDLE,
        body_timeout=LONGEST,
    )
    server.add_sockets(sockets)
    return server


def bind(port: int, addresses: list[str]) -> list[socket.socket]:
    """Take a port at these addresses of this computer. Raises Problem."""
    taken = []
    try:
        for address in addresses:
            taken += bind_sockets(port, address, socket.AF_INET)
    except OSError as error:
        for one in taken:
            one.close()
        raise Problem(explain_port(port, error)) from None
    return taken


def explain_port(port: int, error: OSError) -> str:
    """Return a sentence on a port that cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return (
            f"room: port {port} is taken, perhaps by a room that runs already: use it, "
            f"stop it with Ctrl-C in its window, or take --port {port + 1}."
        )
    return (
        f"room: port {port} cannot be had here ({error.strerror}): take another one, "
        "for example --port 8765."
    )


def run(
    place: Path,
    root: Path,
    port: int,
    address: str | None,
    browser: bool,
    language: str = "",
) -> int:
    """Open the room and answer until Ctrl-C. Raises Problem."""
    require_site(place)
    allow_connections()
    addresses = [THIS_COMPUTER, *([address] if address else [])]
    sockets = bind(port, addresses)
    print("Packing the worksheets (a few seconds, once for each site) …", flush=True)
    room = make_room(place, root, port, address, language=language)
    logging.getLogger("tornado").setLevel(logging.ERROR)
    asyncio.run(answer(room, sockets, browser))
    print("The room is closed. What was handed in stays where it is.")
    return 0


def allow_connections() -> None:
    """Ask the system for as many connections as a full hall opens.

    A browser opens six, and macOS gives a program 256 of them and of files together.
    """
    if os.name != "posix":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS if hard == resource.RLIM_INFINITY else min(CONNECTIONS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def answer(room: Room, sockets: list[socket.socket], browser: bool) -> None:
    """Answer until somebody stops the room."""
    server = serve(room, sockets)
    here = f"http://{THIS_COMPUTER}:{sockets[0].getsockname()[1]}"
    words = OPENED.format(there=room.address)
    print(words if room.is_open else HERE_ALONE.format(here=here))
    password, folder = room.keeper.password, room.store.teams
    print(FOR_YOU.format(here=here, password=password, folder=folder), flush=True)
    if browser:
        ticket = room.keeper.make_ticket()
        webbrowser.open(f"{here}/room/enter?ticket={ticket}")
    stopped = asyncio.Event()
    if os.name == "posix":
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(sign, stopped.set)
    with suppress(asyncio.CancelledError):  # Ctrl-C where no signal can be awaited
        await stopped.wait()
    server.stop()
    await asyncio.to_thread(room.workers.shutdown)  # what is being kept is kept
