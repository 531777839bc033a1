"""Serve the worksheets to a room from this computer, without internet."""

import argparse
import sys
from pathlib import Path

from scripts.door.files import ROOT
from scripts.door.options import Reader

PORT = 8765
HIGHEST = 65_535


def main(argv: list[str], root: Path = ROOT) -> int:
    """Open the room and answer until it is stopped. Raises Problem."""
    from scripts.classroom.room_addresses import list_addresses, pick_address
    from scripts.classroom.room_running import run

    wish = read_options(argv)
    address = None
    if wish.hall:
        ask = input if sys.stdin.isatty() else None
        address = pick_address(wish.address, list_addresses(), ask)
    place, code = root / "dist/site", ""
    if wish.language is not None:
        from scripts.classroom.room_language import begin_to_speak

        place, code = begin_to_speak(wish.language, root)
    return run(place, root, wish.port, address, wish.browser, code)


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    reader = Reader(
        "room",
        "Serve dist/site (see 'site') to browsers, take hand-ins, show a board.",
        epilog="Without --hall only this computer reaches the room.",
    )
    add = reader.add_argument
    add(
        "--hall",
        action="store_true",
        help="open the room to the computers of this network",
    )
    add(
        "--address",
        metavar="IP",
        help="take this address of the computer in the hall (with --hall)",
    )
    add("--language", metavar="CODE", help="speak a language, such as sq")
    add("--port", type=int, default=PORT, help=f"take this port ({PORT})")
    add(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="print the addresses and open no browser",
    )
    wish = reader.parse_args(argv)
    if wish.address and not wish.hall:
        reader.error("--address says where the hall is, so it needs --hall")
    if not 1 <= wish.port <= HIGHEST:
        reader.error(f"--port {wish.port} is no port: take a number up to {HIGHEST}")
    return wish
