"""A room with a small site, in this process, and somebody who asks it.

``tests.open_room`` has it as a fixture.
"""

import asyncio
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from scripts.classroom.room_addresses import THIS_COMPUTER
from scripts.classroom.room_answering import Room
from scripts.classroom.room_running import bind, make_room, serve
from scripts.door.files import ROOT

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
WORKSHEET = json.dumps({"cells": [], "nbformat": 4, "nbformat_minor": 5})
PLAN = json.dumps({"problem": {"sentence": "Ко то треба?"}})
# A worksheet's page lends the room's script what it asks for.
LENT = "<script>window.worksheet = { name, listHandIn, say };</script>"
FRAME = f"<html><body>A frame{LENT}</body></html>"
SEAT = "0123456789abcdef"


@dataclass
class Heard:
    """An answer of the room."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> dict:
        """What was said as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """What was said as text."""
        return self.body.decode()


@dataclass
class Hall:
    """A room that answers, and its address."""

    room: Room
    port: int
    cookie: str = ""

    @property
    def origin(self) -> str:
        """The address as a browser names where a page comes from."""
        return f"http://{THIS_COMPUTER}:{self.port}"

    def ask(self, method: str, path: str, body=None, **headers: str) -> Heard:
        """Ask the room; ``headers`` with _ for -."""
        connection = http.client.HTTPConnection(THIS_COMPUTER, self.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            named.setdefault("Cookie", self.cookie)
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return Heard(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Heard:
        """Ask for a page."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, value: object, **headers: str) -> Heard:
        """Send JSON as a page of the room does."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        headers = {"Origin": self.origin, "Content_Type": JSON} | headers
        return self.ask("POST", path, body, **headers)

    def submit(self, path: str, **fields: str) -> Heard:
        """Send a form as a page of the room does."""
        body = urlencode(fields).encode()
        return self.ask("POST", path, body, Origin=self.origin, Content_Type=FORM)

    def hand_in(self, name: str = "Team Bridge", **files: str) -> Heard:
        """Hand in a worksheet and a plan, or these files; __ in a name is a point."""
        content = files or {"01-definition__ipynb": WORKSHEET, "my-plan__json": PLAN}
        listed = [
            {"name": file.replace("__", "."), "content": text}
            for file, text in content.items()
        ]
        return self.post("/room/hand-in", {"name": name, "files": listed})

    def come_in(self) -> None:
        """Give the password and keep the key."""
        answer = self.submit("/room/enter", password=self.room.keeper.password)
        assert answer.status == 303
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]


def make_site(place: Path, frame: str = FRAME) -> Path:
    """Make a small site that has what a room looks at."""
    texts = {
        "index.html": "<html><body><main>Worksheets</main></body></html>",
        "worksheets/01-definition.html": frame,
        "lite/jupyter-lite.json": '{"jupyter-config-data": {}}',
        "lite/build/7006.6a3660c.js": "let a = 1;\n" * 5000,
        "lite/index.html": "<html><body>Lite</body></html>",
        "lite/pyodide/some_package-1.0-py3-none-any.whl": "PK" * 40_000,
    }
    for name, text in texts.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place


ROOM = """
import sys
from pathlib import Path
from scripts.classroom.room_running import run
sys.exit(run(Path("dist/site"), Path.cwd(), int(sys.argv[1]), None, False))
"""


def start_room(folder: Path, port: int, before: str = "") -> subprocess.Popen:
    """Start a room in a process of its own, after some code; wait until it answers."""
    room = subprocess.Popen(
        [sys.executable, "-u", "-c", before + ROOM, str(port)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert room.stdout is not None
    for line in room.stdout:
        if "Leave this window open" in line:
            return room
    raise AssertionError(f"the room ended with {room.wait()}")


def find_free_port() -> int:
    """Return a port that nobody has just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def open_hall(
    folder: Path,
    frame: str = FRAME,
    site: Path | None = None,
    name: str = "",
    language: str = "",
) -> Iterator[Hall]:
    """Serve a site, a small one if none is given, until the test is done.

    ``folder`` keeps what is handed in; ``name`` is a further name of this computer,
    ``language`` the code of that in which the site is built.
    """
    sockets = bind(0, [THIS_COMPUTER])
    port = sockets[0].getsockname()[1]
    place = site or make_site(folder / "dist/site", frame)
    if not (folder / "notebooks").exists():
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    room = make_room(place, folder, port, name=name, language=language)
    loop, ready = asyncio.new_event_loop(), threading.Event()

    async def begin() -> None:
        serve(room, sockets)
        ready.set()

    def work() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(begin())
        loop.run_forever()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert ready.wait(60)
    yield Hall(room, port)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(60)
    for one in sockets:
        one.close()
