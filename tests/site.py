"""The site as it is built, and a server for it.

A test file asks for them with ``pytest_plugins = ("tests.pages", "tests.site")``.
"""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from scripts.classroom.parts import take_parts
from scripts.classroom.site import list_shown, put_together
from scripts.door.files import ROOT
from tests.turns import make_once

BELOW = "/some/where"  # a site may stand at a host or anywhere below it


@pytest.fixture(scope="session")
def site(dist, tmp_path_factory) -> Path:
    """The site as it is built, with the pages that the tests have."""

    def make(folder: Path) -> None:
        shown = [name for name in list_shown(ROOT) if (dist / name).is_file()]
        put_together(folder / "site", dist, shown, take_parts())

    return make_once("site", tmp_path_factory.mktemp("site"), make) / "site"


class Handler(SimpleHTTPRequestHandler):
    """Shows the site at the host and below a path, and keeps quiet."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def translate_path(self, path: str) -> str:
        """Return the file that an address stands for."""
        return super().translate_path(path.removeprefix(BELOW))

    def log_message(self, *words: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="session")
def port(site):
    """The port at which any web server would show the site."""
    handler = partial(Handler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
