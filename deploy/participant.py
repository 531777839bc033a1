"""Somebody who works at a hub, without a browser: signs in, opens, runs a worksheet.

Tests and ``trial.py`` take it. It talks to this computer alone.
"""

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

TOKEN = re.compile(r'name="_xsrf"\s+value="([^"]+)"')
LOOK_AGAIN = 0.5  # seconds
PATIENCE = 300  # seconds for one answer
HERE = ("127.0.0.1", "localhost")


@dataclass
class Participant:
    """One name at the hub of an address, and the cookies that its browser would keep.

    Every method raises urllib's HTTPError (an OSError) when the hub refuses.
    """

    address: str
    name: str
    jar: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        """Refuse any computer but this one: trials are for nobody else's server."""
        if urlsplit(self.address).hostname not in HERE:
            raise ValueError(f"{self.address} is not this computer.")
        self.opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.jar))
        self.server = f"{self.address}/user/{quote(self.name.lower())}"

    def ask(self, address: str, body: bytes | None = None, **headers: str) -> Any:
        """Ask for an address, follow where it leads; return the last answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.opener.open(Request(address, body, named), timeout=PATIENCE)

    def sign_in(self, password: str) -> str:
        """Fill in the form as a person does; return where that leads."""
        page = self.ask(f"{self.address}/hub/login").read().decode()
        form = {"username": self.name, "password": password}
        token = TOKEN.search(page)
        form["_xsrf"] = token[1] if token else ""
        return self.ask(f"{self.address}/hub/login", urlencode(form).encode()).url

    def wait_for_server(self) -> None:
        """Ask for the server, and look until it is there."""
        answer = self.ask(f"{self.address}/hub/spawn/{quote(self.name.lower())}")
        until = time.monotonic() + PATIENCE
        while "/hub/" in answer.url and time.monotonic() < until:
            time.sleep(LOOK_AGAIN)
            pending = f"{self.address}/hub/spawn-pending/{quote(self.name.lower())}"
            answer = self.ask(pending)
        if "/hub/" in answer.url:
            raise TimeoutError(f"{self.name} still has no server.")

    def open_lab(self, worksheet: str) -> str:
        """Open a worksheet in JupyterLab; return the page."""
        return self.ask(f"{self.server}/lab/tree/{quote(worksheet)}").read().decode()

    def read_cells(self, worksheet: str) -> list[str]:
        """Return the code of a worksheet, cell by cell."""
        answer = self.ask(f"{self.server}/api/contents/{quote(worksheet)}")
        cells = json.load(answer)["content"]["cells"]
        return [cell["source"] for cell in cells if cell["cell_type"] == "code"]

    def run(self, worksheet: str, cells: list[str]) -> list["Reply"]:
        """Start a kernel for a worksheet and run cells in it, as a browser does."""
        wish = {"path": worksheet, "type": "notebook", "name": worksheet}
        wish["kernel"] = {"name": "python3"}  # type: ignore[assignment]
        answer = self.ask(
            f"{self.server}/api/sessions",
            json.dumps(wish).encode(),
            Content_Type="application/json",
            X_XSRFToken=self.find_cookie("_xsrf", urlsplit(self.server).path + "/"),
        )
        kernel = json.load(answer)["kernel"]["id"]
        return asyncio.run(self.talk(kernel, cells))

    async def talk(self, kernel: str, cells: list[str]) -> list["Reply"]:
        """Run cells over the websocket of a kernel, one after the other."""
        from tornado.httpclient import HTTPRequest
        from tornado.websocket import websocket_connect

        address = f"{self.server}/api/kernels/{kernel}/channels"
        request = Request(address)
        self.jar.add_cookie_header(request)
        headers = {"Cookie": request.get_header("Cookie") or ""}
        socket = await websocket_connect(
            HTTPRequest(
                "ws" + address.removeprefix("http"),
                headers=headers,
                connect_timeout=PATIENCE,
                request_timeout=PATIENCE,
            )
        )
        try:
            return [await run_cell(socket, code) for code in cells]
        finally:
            socket.close()

    def find_cookie(self, name: str, path: str) -> str:
        """Return a cookie of the page at a path."""
        found = [one for one in self.jar if (one.name, one.path) == (name, path)]
        return str(found[0].value) if found else ""


@dataclass
class Reply:
    """What a cell has shown, and whether it ended well."""

    status: str
    shown: str


async def run_cell(socket: Any, code: str) -> Reply:
    """Run one cell; return when the kernel has answered and is idle again."""
    number = uuid.uuid4().hex
    header = {"msg_id": number, "msg_type": "execute_request", "username": ""}
    header |= {"session": number, "version": "5.3", "date": ""}
    content = {"code": code, "silent": False, "store_history": True}
    content |= {"user_expressions": {}, "allow_stdin": False, "stop_on_error": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "buffers": []}
    await socket.write_message(
        json.dumps(message | {"content": content, "channel": "shell"})
    )
    status, shown, idle = "", [], False
    while not (status and idle):
        said = json.loads(await asyncio.wait_for(socket.read_message(), PATIENCE))
        if said["parent_header"].get("msg_id") != number:
            continue
        kind, told = said["msg_type"], said["content"]
        idle = idle or (kind, told.get("execution_state")) == ("status", "idle")
        if kind == "execute_reply":
            status = told["status"]
        shown.append(told.get("text", "") if kind == "stream" else "")
        shown.append(told.get("data", {}).get("text/html", ""))
    return Reply(status, "".join(shown))
