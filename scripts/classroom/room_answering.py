"""What every answer of the room has in common: who may ask, and what a fault says."""

import json
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from scripts.classroom.room_addresses import list_addresses
from scripts.classroom.room_board import Board
from scripts.classroom.room_files import Served
from scripts.classroom.room_pages import render
from scripts.classroom.room_password import Doorkeeper
from scripts.classroom.room_store import Refused, Store
from workshop.messages import look_up, tr

KEY = "room-key"
MOST_WORDS = 20_000  # bytes of a request that is no hand-in
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Server": "room",
}
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
    "font-src data:; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
WRONG_HOST = (
    "This is not the address of the room. Open the address that stands on the screen."
)
FROM_ELSEWHERE = "This was not sent by a page of the room, so nothing was done."
FOR_FACILITATORS = "This is for facilitators: log in at /room/enter first."


@dataclass
class Room:
    """All that the answers need."""

    files: dict[str, Served]
    store: Store
    board: Board
    keeper: Doorkeeper
    address: str  # the one that participants type, "http://192.168.1.5:8765"
    hosts: frozenset[str]  # the names by which the room may be called
    is_open: bool  # to other computers
    list_addresses: Callable[[], list[tuple[str, str]]] = list_addresses
    workers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4))

    @property
    def has_moved(self) -> bool:
        """Say whether this computer has left the network whose address it gave out."""
        if not self.is_open:
            return False
        ours = urlsplit(self.address).hostname
        return ours not in [address for address, _ in self.list_addresses()]


class Answer(RequestHandler):
    """Looks at who asks before anything is done."""

    @property
    def room(self) -> Room:
        """The room."""
        return self.settings["room"]

    def set_default_headers(self) -> None:
        """Say what no browser should guess."""
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse a wrong host, and what another page would have a browser send."""
        if self.request.host.lower() not in self.room.hosts:
            raise HTTPError(421, look_up(WRONG_HOST))
        if self.request.method in ("GET", "HEAD"):
            return
        origin = self.request.headers.get("Origin", "").lower()
        if origin != f"http://{self.request.host.lower()}":
            raise HTTPError(403, look_up(FROM_ELSEWHERE))

    @property
    def is_facilitator(self) -> bool:
        """Say whether who asks has given the password."""
        return self.room.keeper.knows(self.get_cookie(KEY))

    def require_facilitator(self) -> None:
        """Refuse everybody else."""
        if not self.is_facilitator:
            raise HTTPError(403, look_up(FOR_FACILITATORS))

    def show(self, template: str, **values: object) -> None:
        """Answer with a page of ours."""
        nonce = secrets.token_urlsafe(16)
        self.set_header("Content-Security-Policy", POLICY.format(nonce=nonce))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(render(template, nonce=nonce, room=self.room, **values))

    def say(self, status: int, **values: object) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(values, ensure_ascii=False))

    def read_json(self, body: bytes) -> object:
        """Return what was sent as JSON. Raises Refused."""
        if not self.request.headers.get("Content-Type", "").startswith(
            "application/json"
        ):
            raise Refused(415, tr("This has to be sent as JSON."))
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise Refused(400, tr("What was sent is damaged: try again.")) from None

    def write_error(self, status_code: int, **options: Any) -> None:
        """Answer a fault with one sentence, and never with what Python says."""
        error = options.get("exc_info", (None, None, None))[1]
        if isinstance(error, Refused):
            self.say(error.status, said=str(error))
            return
        words = error.log_message if isinstance(error, HTTPError) else None
        self.say(status_code, said=words or explain(status_code))

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """Write to the window what is a fault of ours, and nothing else."""
        if not isinstance(error, Refused):
            super().log_exception(kind, error, trace)


def explain(status: int) -> str:
    """Return a sentence for a code of HTTP."""
    if status == HTTPStatus.NOT_FOUND:
        return tr("There is no such page in the room: go back to the start page.")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return tr("This page of the room cannot be used in that way.")
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return tr("The room did not understand this: load the page again.")
    return tr("The room made a mistake, and nothing was done: tell your facilitator.")
