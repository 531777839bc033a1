"""Serve the pages of a preview on this computer alone, and tell them of changes."""

import asyncio
import errno
import signal
import socket
import webbrowser
from contextlib import suppress
from html import escape

import watchfiles
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from scripts.door.errors import Problem
from scripts.pages import export
from scripts.preview.pages import Pages

ADDRESS, PORT, TRIES = "127.0.0.1", 8765, 20
NAMES = (ADDRESS, "localhost")
# How long a save must have been quiet, how long one waits for that, and for the next.
STEP, QUIET, PATIENCE = 50, 400, 1000  # milliseconds
SECONDS_BETWEEN_SIGNS, SECONDS_TO_GO = 15, 2
NOT_HERE = (
    "The preview shows deck and handout of {lessons} alone. build makes the other "
    "pages."
)
STRANGER = "This preview answers at its own address on this computer alone."
FRONT = """\
<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Preview</title></head>
<body><main><h1>Preview</h1>
<p>Made from the stored outputs; not verified.</p>
<ul>{links}</ul></main></body>
</html>
"""


class Listeners:
    """The open pages, which wait to be told that something has changed."""

    def __init__(self) -> None:
        self.waiting: set[asyncio.Event] = set()
        self.ended = False

    def wake(self) -> None:
        """Let every open page look whether it has changed."""
        for event in self.waiting:
            event.set()

    async def let_go(self) -> None:
        """Let every open page go, and wait until it has gone."""
        self.ended = True
        self.wake()
        while self.waiting:
            await asyncio.sleep(0.02)


class Handler(RequestHandler):
    """Answers only those who ask for this very address.

    A page from elsewhere may let its own name point to this computer; then its name
    stands in the header Host, and it gets nothing.
    """

    def initialize(self, pages: Pages, listeners: Listeners) -> None:
        """Keep what all requests share."""
        self.pages, self.listeners = pages, listeners

    def prepare(self) -> None:
        """Refuse strangers."""
        if self.request.host not in self.application.settings["hosts"]:
            self.set_status(403)
            self.finish(STRANGER)

    def set_default_headers(self) -> None:
        """Let nobody keep a page, and no other page look into it."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Server", "preview")


class Front(Handler):
    """The list of the pages."""

    def get(self) -> None:
        """Write the list."""
        names = self.pages.pages
        links = "".join(f'<li><a href="/{n}">{escape(n)}</a></li>' for n in names)
        self.finish(FRONT.format(links=links))


class Show(Handler):
    """One page, as it is now or as it was last whole."""

    def get(self, name: str) -> None:
        """Write the page, or say that it is none of ours."""
        html = self.pages.show(name)
        if html is None:
            lessons = ", ".join(lesson.stem for lesson in self.pages.lessons)
            self.set_status(404)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            html = NOT_HERE.format(lessons=lessons)
        self.finish(html)


class Events(Handler):
    """What an open page hears: server-sent events."""

    async def get(self) -> None:
        """Tell the page its state, and again whenever something changes."""
        page = self.pages.pages.get(self.get_query_argument("page", ""))
        if page is None:
            self.set_status(404)
            return
        self.set_header("Content-Type", "text/event-stream")
        event = asyncio.Event()
        self.listeners.waiting.add(event)
        try:
            while not self.listeners.ended:
                event.clear()
                self.write(f"retry: 1000\ndata: {page.tell()}\n\n")
                await self.flush()
                with suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), SECONDS_BETWEEN_SIGNS)
        except StreamClosedError:
            pass  # the page was closed
        finally:
            self.listeners.waiting.discard(event)


def make_application(pages: Pages, listeners: Listeners, port: int) -> Application:
    """Return what answers at a port."""
    shared = {"pages": pages, "listeners": listeners}
    hosts = {f"{name}:{port}" for name in NAMES}
    hosts |= set(NAMES) if port == 80 else set()
    return Application(
        [
            (r"/", Front, shared),
            (r"/events", Events, shared),
            (r"/(.+)", Show, shared),
        ],
        hosts=hosts,
        log_function=lambda handler: None,
    )


def take_port(wanted: int | None) -> list[socket.socket]:
    """Return sockets at the wanted port, or at the first free one after ours.

    Raises Problem when it is taken.
    """
    for port in [wanted] if wanted is not None else range(PORT, PORT + TRIES):
        try:
            return bind_sockets(port, ADDRESS)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    if wanted is not None:
        raise Problem(
            f"Something else answers at the port {wanted} of this computer: give "
            "another one with --port, or none."
        )
    raise Problem(
        f"The ports {PORT} to {PORT + TRIES - 1} of this computer are all in use: give "
        "another one with --port."
    )


async def run(pages: Pages, port: int | None, browser: bool) -> None:
    """Serve pages until somebody stops it, and say where. Raises Problem."""
    sockets, stop = take_port(port), asyncio.Event()
    hear_stop(stop)
    await asyncio.to_thread(pages.renew)
    for fault in dict.fromkeys(page.fault for page in pages.pages.values()):
        if fault:
            print(fault, flush=True)
    first = next(iter(pages.pages)) if len(pages.lessons) == 1 else ""
    address = f"http://{ADDRESS}:{sockets[0].getsockname()[1]}/{first}"
    print(f"The preview is at {address}")
    print("It changes when you save. Press Ctrl-C here to end it.", flush=True)
    if browser:
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)
    await serve(pages, sockets, stop)


def hear_stop(stop: asyncio.Event) -> None:
    """Let Ctrl-C and a polite kill set ``stop``, where the system knows how."""
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)


async def serve(
    pages: Pages, sockets: list[socket.socket], stop: asyncio.Event
) -> None:
    """Answer at these sockets, and renew the pages at every save, until ``stop``."""
    listeners, port = Listeners(), sockets[0].getsockname()[1]
    server = HTTPServer(make_application(pages, listeners, port))
    server.add_sockets(sockets)
    try:
        await watch(pages, listeners, stop)
    finally:
        server.stop()
        with suppress(TimeoutError):  # a page that does not listen any more
            await asyncio.wait_for(listeners.let_go(), SECONDS_TO_GO)
        await server.close_all_connections()


async def watch(pages: Pages, listeners: Listeners, stop: asyncio.Event) -> None:
    """Renew pages and tell those that are open, until ``stop`` is set.

    The system tells of a save at once. Where it does not, as on some drives of a
    network, the files are looked at every second all the same.
    """
    folders = {lesson.parent for lesson in pages.lessons} | {export.TEMPLATES}
    looks = watchfiles.awatch(
        *folders,
        step=STEP,
        debounce=QUIET,
        rust_timeout=PATIENCE,
        stop_event=stop,
        yield_on_timeout=True,
    )
    async for _ in looks:
        if await asyncio.to_thread(pages.renew):
            listeners.wake()
