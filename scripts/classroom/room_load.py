"""Let many arrive in a room at once: all of the site, hand-ins and replies.

The room is one of its own, on this computer alone, at a port that is free. Every loop
is bounded, in count and in time.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from scripts.classroom.room_addresses import THIS_COMPUTER
from scripts.classroom.room_files import require_site
from scripts.classroom.room_store import Store
from scripts.door.errors import Problem, report_faults
from scripts.door.files import ROOT, write_atomically

LINES = 6  # connections that a browser opens to one host
HAND_INS, REPLIES = 2, 10  # of each person, while the files come
LONGEST = 600  # seconds for one round, then what is missing has failed
PART = 262_144
OFTEN = 0.2  # seconds between two looks at the memory of the room
FILLING = 60_000  # letters of a worksheet with its answers
HEAD = (
    "| People | MB each | Last byte: median (s) | slowest (s) | Hand-in: median (s) "
    "| slowest (s) | Failures | Lost | Memory of the room: before (MB) | most (MB) "
    "| Its processor (s) |"
)
ROOM = """
import sys
from pathlib import Path
from scripts.classroom.room_running import answer, bind, make_room
import asyncio
sockets = bind(0, ["127.0.0.1"])
port = sockets[0].getsockname()[1]
room = make_room(Path(sys.argv[1]), Path(sys.argv[2]), port)
room.board.switch(True)
print(port, flush=True)
print(*room.files, sep="\\n", end="\\n\\n", flush=True)
asyncio.run(answer(room, sockets, False))
"""


@dataclass
class Heard:
    """What all people of a round have met."""

    last: list[float] = field(default_factory=list)  # seconds to the last byte
    handed: list[float] = field(default_factory=list)  # seconds of each hand-in
    confirmed: dict[str, str] = field(default_factory=dict)  # folder/version: text
    failures: list[str] = field(default_factory=list)
    size: int = 0  # bytes that came


@dataclass(frozen=True)
class Round:
    """One round: how many people, what they met, what it took of the room."""

    people: int
    heard: Heard
    lost: int  # hand-ins that were confirmed and are not on the disk
    before: float  # MB of memory
    most: float
    processor: float  # seconds

    def list_cells(self) -> list[str]:
        """Return the round as cells of a table."""
        heard = self.heard
        times = [
            one
            for values in (heard.last, heard.handed)
            for one in (statistics.median(values or [0]), max(values, default=0))
        ]
        return [
            str(self.people),
            f"{heard.size / 1e6 / self.people:.1f}",
            *(f"{one:.1f}" for one in times),
            str(len(heard.failures)),
            str(self.lost),
            *(f"{one:.0f}" for one in (self.before, self.most)),
            f"{self.processor:.1f}",
        ]


def main(argv: list[str]) -> int:
    """Measure: the folder of the table, then numbers of people. Raises Problem."""
    rounds = measure_room([int(number) for number in argv[1:]], Path(argv[0]))
    return int(any(one.heard.failures or one.lost for one in rounds))


def measure_room(counts: list[int], to: Path, root: Path = ROOT) -> list[Round]:
    """Measure a room with so many people each; print and write a table.

    Raises Problem when there is no site, or the room does not start.
    """
    site = root / "dist/site"
    require_site(site)
    lines = [HEAD, "|---" * HEAD.count(" |") + "|"]
    print("\n".join(lines), flush=True)
    rounds = []
    for people in counts:
        rounds.append(one := asyncio.run(hold(site, root, people)))
        lines.append(f"| {' | '.join(one.list_cells())} |")
        print(lines[-1], flush=True)
        for failure in sorted(set(one.heard.failures)):
            print(f"  {failure}", flush=True)
    write_atomically(to / "room.md", "\n".join(lines) + "\n")
    return rounds


async def hold(site: Path, root: Path, people: int) -> Round:
    """Open a room, let people arrive, look at what it has kept."""
    heard = Heard()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "notebooks").symlink_to(root / "notebooks")
        async with open_room(site, folder) as (process, port, paths):
            watched = psutil.Process(process.pid)
            before = watched.memory_info().rss
            peak = [before]
            watching = asyncio.create_task(watch(watched, peak))
            await arrive(people, port, paths, heard)
            watching.cancel()
            spent = sum(watched.cpu_times()[:2])
        lost = count_lost(Store(folder / "my-room").teams, heard.confirmed)
    return Round(people, heard, lost, before / 1e6, peak[0] / 1e6, spent)


@asynccontextmanager
async def open_room(
    site: Path, folder: Path
) -> AsyncIterator[tuple[subprocess.Popen, int, list[str]]]:
    """Start a room in a process of its own; yield it, its port and its paths."""
    process = subprocess.Popen(
        [sys.executable, "-c", ROOM, str(site), str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        said = process.stdout
        assert said is not None
        port = said.readline().strip()
        if not port:
            raise Problem("bench: the room did not start; try 'room' to see why.")
        paths = list(iter(lambda: said.readline().strip(), ""))
        for line in said:
            if "Leave this window open" in line:
                break
        yield process, int(port), paths
    finally:
        process.terminate()
        process.wait(60)
        if process.stdout:
            process.stdout.close()


async def watch(process: psutil.Process, peak: list[int]) -> None:
    """Remember the most memory that the room has taken."""
    while True:
        peak[0] = max(peak[0], process.memory_info().rss)
        await asyncio.sleep(OFTEN)


async def arrive(people: int, port: int, paths: list[str], heard: Heard) -> None:
    """Let all people arrive at once."""
    try:
        async with asyncio.timeout(LONGEST):
            await asyncio.gather(
                *(take_part(number, port, paths, heard) for number in range(people))
            )
    except TimeoutError:
        heard.failures.append(f"not done after {LONGEST} seconds")


async def take_part(number: int, port: int, paths: list[str], heard: Heard) -> None:
    """Be one person: fetch every file, and hand in and reply meanwhile."""
    began = time.perf_counter()
    left = iter(paths)

    async def fetch() -> None:
        async with Line(port, heard) as line:
            for path in left:
                await line.ask("GET", f"/{path}", 200)

    await asyncio.gather(*(fetch() for _ in range(LINES)), work(number, port, heard))
    heard.last.append(time.perf_counter() - began)


async def work(number: int, port: int, heard: Heard) -> None:
    """Reply and hand in as a person does."""
    async with Line(port, heard) as line:
        for turn in range(HAND_INS):
            for reply in range(REPLIES // HAND_INS):
                name = "right" if reply % 2 else "nudge"
                sent = {"seat": f"{number:016x}", "exercise": "1.2", "reply": name}
                await line.ask("POST", "/room/reply", 200, sent)
            text = json.dumps(
                {"cells": [], "text": f"{number} {turn} " + "ж" * FILLING}
            )
            files = [{"name": "01-definition.ipynb", "content": text}]
            began = time.perf_counter()
            wish = {"name": f"Person {number}", "files": files}
            said = await line.ask("POST", "/room/hand-in", 201, wish)
            heard.handed.append(time.perf_counter() - began)
            if said:
                place = json.loads(said)
                heard.confirmed[f"{place['folder']}/{place['version']:03d}"] = text


class Line:
    """A connection of a browser: one question after the other, and it stays open."""

    def __init__(self, port: int, heard: Heard) -> None:
        self.port, self.heard = port, heard
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> "Line":
        return self

    async def __aexit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None

    async def ask(
        self, method: str, path: str, wanted: int, value: object = None
    ) -> bytes:
        """Ask the room; return the answer, b"" when it failed or is a file."""
        try:
            status, body = await self.exchange(method, path, value)
            if status != wanted:
                self.heard.failures.append(f"{method} {path}: {status}")
            elif value is not None:
                return body
        except (OSError, EOFError, ValueError, asyncio.IncompleteReadError) as error:
            self.close()
            self.heard.failures.append(f"{method} {path}: {type(error).__name__}")
        return b""

    async def exchange(
        self, method: str, path: str, value: object
    ) -> tuple[int, bytes]:
        """Send a question and read all of its answer."""
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection(
                THIS_COMPUTER, self.port, limit=PART
            )
        body = b"" if value is None else json.dumps(value).encode()
        host = f"{THIS_COMPUTER}:{self.port}"
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n"
            f"Origin: http://{host}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        await self.writer.drain()
        told = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(told.split(" ", 2)[1])
        left = int(told.partition("content-length:")[2].partition("\r\n")[0])
        kept = b""
        while left:
            part = await self.reader.read(min(left, PART))
            if not part:
                raise EOFError
            left -= len(part)
            self.heard.size += len(part)
            kept += part if value is not None else b""
        return status, kept


def count_lost(teams: Path, confirmed: dict[str, str]) -> int:
    """Count what was confirmed and does not lie on the disk as it was sent."""
    return sum(
        not (path := teams / place / "01-definition.ipynb").is_file()
        or path.read_text(encoding="utf-8") != text
        for place, text in confirmed.items()
    )


if __name__ == "__main__":
    sys.exit(report_faults(main, sys.argv[1:]))
