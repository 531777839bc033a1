"""How many fit? Starts a hub on this computer for a trial and lets people arrive.

    /opt/workshop-hub/bin/python deploy/trial.py 30 --every 2

Each signs in, opens JupyterLab, starts a kernel and runs every cell of a worksheet.
Nothing leaves this computer, nothing of a hub that runs already is touched, and what
the trial wrote is gone at its end.
"""

import argparse
import os
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

from deploy.participant import Participant
from scripts.door.errors import Problem, report_faults

WORKSHEET = "01-definition.ipynb"
LONGEST_START, LONGEST_STOP = 120, 60  # seconds
MOST = 200  # people; more would only show that this computer is too small
MEGABYTE = 1_000_000


@dataclass
class Hub:
    """A hub that runs for a trial."""

    process: subprocess.Popen
    address: str
    state: Path
    password: str
    facilitator: str


@dataclass
class Day:
    """What one participant lived through: seconds until each step was done."""

    name: str
    fault: str = ""
    ready: float = 0  # the first cell has answered
    whole: float = 0  # every cell has


def main(argv: list[str]) -> int:
    """Let people arrive and print what it took, as measured.toml has it."""
    reader = argparse.ArgumentParser("deploy/trial.py", description=__doc__)
    reader.add_argument("people", type=int, help="how many arrive")
    reader.add_argument("--every", type=float, default=0, help="seconds between two")
    wish = reader.parse_args(argv)
    if not 0 < wish.people <= MOST:
        raise Problem(f"A trial has 1 to {MOST} people: name a number between them.")
    with (
        tempfile.TemporaryDirectory(prefix="workshop-hub-") as folder,
        run_hub(Path(sys.prefix), Path(folder)) as hub,
    ):
        base, load = measure_memory(hub)["hub"], os.getloadavg()[0]
        days = let_arrive(hub, wish.people, wish.every)
        after = measure_memory(hub)
        print(describe(wish.people, wish.every, days, base, after))
        print(f"load_before = {load:.1f}")
    return int(any(day.fault for day in days))


@contextmanager
def run_hub(programs: Path, state: Path, **settings: str) -> Iterator[Hub]:
    """Run the hub of a folder made by install.py, at ports that are free.

    ``settings`` are those of README.md, without WORKSHOP_HUB_. Raises Problem.
    """
    ports = find_free_ports(3)
    address, inside, proxy = (f"http://127.0.0.1:{port}" for port in ports)
    own = {
        "PASSWORD": secrets.token_hex(8),
        "FACILITATOR_PASSWORD": secrets.token_hex(16),
        "STATE": str(state),
        "URL": address,
        "AS_ROOT": "yes",
        "PLACES": str(MOST),
    }
    own |= settings
    options = [f"--config={HERE / 'jupyterhub_config.py'}"]
    options += [f"--JupyterHub.hub_bind_url={inside}"]
    options += [f"--ConfigurableHTTPProxy.api_url={proxy}"]
    said = state / "hub.log"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [str(programs / "bin/jupyterhub"), *options],
            cwd=state,
            env=os.environ | {f"WORKSHOP_HUB_{name}": own[name] for name in own},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    passwords = own["PASSWORD"], own["FACILITATOR_PASSWORD"]
    try:
        hub = Hub(process, address, state, *passwords)
        wait_until_it_answers(hub, said)
        yield hub
    finally:
        stop(process)


def find_free_ports(number: int) -> list[int]:
    """Return ports of this computer that nobody has taken."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_until_it_answers(hub: Hub, said: Path) -> None:
    """Look until the hub answers through its proxy. Raises Problem when it ends."""
    somebody, until = Participant(hub.address, "nobody"), time.monotonic()
    until += LONGEST_START
    while time.monotonic() < until and hub.process.poll() is None:
        try:
            somebody.ask(f"{hub.address}/hub/health")
            return
        except (URLError, OSError):
            time.sleep(0.2)
    words = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise Problem(f"The hub did not start: {' '.join(words[-1:])}")


def stop(process: subprocess.Popen) -> None:
    """End a hub, and with it proxy, idle culler and the servers of all people."""
    import psutil

    family = []
    if process.poll() is None:
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    _, left = psutil.wait_procs(family, timeout=10)
    for one in left:
        one.kill()


def let_arrive(hub: Hub, people: int, every: float) -> list[Day]:
    """Let people arrive all at once, or one after the other; return their days."""
    with ThreadPoolExecutor(people) as hall:
        days = []
        for number in range(people):
            days.append(hall.submit(live, hub, f"person {number + 1}"))
            time.sleep(every)
        return [day.result() for day in days]


def live(hub: Hub, name: str) -> Day:
    """Sign in, open JupyterLab, run a worksheet; a fault is remembered."""
    day, begun = Day(name), time.monotonic()
    person = Participant(hub.address, name)
    try:
        person.sign_in(hub.password)
        person.wait_for_server()
        person.open_lab(WORKSHEET)
        first, *others = person.read_cells(WORKSHEET)
        replies = person.run(WORKSHEET, [first])
        day.ready = time.monotonic() - begun
        replies += person.run(WORKSHEET, others)
        day.whole = time.monotonic() - begun
        if any(reply.status != "ok" for reply in replies):
            day.fault = "a cell ended with an error"
    except (OSError, ValueError, LookupError) as error:
        day.fault = f"{type(error).__name__}: {error}"
    return day


def measure_memory(hub: Hub) -> dict[str, Any]:
    """Return (shared out, as a whole) bytes of each process, by what it is, and CPU.

    What several processes share counts once in the first (PSS), in each in the second
    (RSS).
    """
    import psutil

    parts: dict = {"hub": [], "server": [], "kernel": [], "seconds": 0.0}
    head = psutil.Process(hub.process.pid)
    for one in [head, *head.children(recursive=True)]:
        try:
            words, memory = " ".join(one.cmdline()), one.memory_full_info()
            times = one.cpu_times()
        except psutil.Error:
            continue
        kind = "kernel" if "ipykernel" in words else "hub"
        kind = "server" if "jupyterhub-singleuser" in words else kind
        parts[kind].append((memory.pss, memory.rss))
        parts["seconds"] += sum(times[:4])
    return parts


def describe(
    people: int, every: float, days: list[Day], base: list, parts: dict
) -> str:
    """Return the lines of a trial for measured.toml, and its faults."""
    good = [day for day in days if not day.fault]
    lines = ["[[trials]]", f"people = {people}", f"seconds_between = {every:g}"]
    lines += [f"failed = {len(days) - len(good)}"]
    for name in ("ready", "whole"):
        seconds = [getattr(day, name) for day in good] or [0]
        lines.append(f"{name}_median = {statistics.median(seconds):.1f}")
        lines.append(f"{name}_worst = {max(seconds):.1f}")
    before, after = (sum(pss for pss, _ in part) for part in (base, parts["hub"]))
    lines.append(f"hub_empty_megabytes = {before / MEGABYTE:.0f}")
    lines.append(f"hub_megabytes = {after / MEGABYTE:.0f}")
    for kind in ("server", "kernel"):
        shared, whole = zip(*parts[kind] or [(0, 0)], strict=True)
        middle, top = statistics.mean(shared) / MEGABYTE, max(whole) / MEGABYTE
        lines.append(f"{kind}_megabytes = {middle:.0f}")
        lines.append(f"{kind}_alone_megabytes = {top:.0f}")
    lines.append(f"processor_seconds = {parts['seconds'] / people:.1f}")
    faults = {f"# {day.name}: {day.fault}" for day in days if day.fault}
    return "\n".join([*lines, *sorted(faults)])


if __name__ == "__main__":
    sys.exit(report_faults(main, sys.argv[1:]))
