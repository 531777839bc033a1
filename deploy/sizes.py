"""What participants need: bytes of the site, memory and machines of the hub.

    python3 deploy/sizes.py --write

Everything is computed from what was measured (measured.toml) and from the assumptions
below. The tables in README.md are what this prints; a test compares them, and the sizes
in kubernetes/values.yaml.
"""

import math
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

from scripts.door.files import write_atomically

MEASURED, GUIDE = HERE / "measured.toml", HERE / "README.md"
MEGABYTE = 1_000_000

# Assumptions. Change them here, then run this file with --write.
PEOPLE = (30, 100, 1_000, 10_000)  # who all work at the same time
KERNELS = 2  # a worksheet that is open, and one that was not closed
SPARE = 1.25  # times what was measured: tables of their own, a longer day
SYSTEM = 1_000  # megabytes that the system of a machine keeps for itself
ARRIVING = 15  # minutes in which all sign in and run their first worksheet
MACHINE_MEMORY, MACHINE_CORES = 16_000, 4  # one machine of Kubernetes
LARGEST_SERVER = 256_000  # megabytes; a larger one is rare
MOST_PODS, OTHER_PODS = 110, 10  # of a machine in Kubernetes; those of Kubernetes
LINE = 100  # megabits a second: the line of the place where participants sit
STEP = 50  # megabytes to which a wish to Kubernetes is rounded

WAYS = ("site", "hub")

Measured = dict[str, Any]


@dataclass(frozen=True)
class Sizes:
    """What so many participants need: megabytes, minutes, whole cores and machines."""

    people: int
    site_traffic: float
    site_minutes: float
    hub_traffic: float
    memory: float
    cores: int
    pods_memory: int
    machines: int


def read_measured(path: Path = MEASURED) -> Measured:
    """Read what was measured."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def take_worst(measured: Measured, name: str) -> float:
    """Return the largest value that a trial of the hub has given."""
    return max(trial[name] for trial in measured["trials"])


def measure_person(measured: Measured, alone: bool = False) -> float:
    """Return the megabytes that one participant needs.

    ``alone`` in a container, where nothing is shared: everybody has the libraries to
    themselves.
    """
    word = "alone_megabytes" if alone else "megabytes"
    server, kernel = (
        take_worst(measured, f"{part}_{word}") for part in ("server", "kernel")
    )
    return SPARE * (server + KERNELS * kernel)


def measure_pod(measured: Measured) -> int:
    """Return the megabytes that one participant is promised in Kubernetes."""
    return STEP * math.ceil(measure_person(measured, alone=True) / STEP)


def measure_base(measured: Measured) -> float:
    """Return the megabytes of a server on which nobody works yet."""
    return SYSTEM + max(
        take_worst(measured, "hub_empty_megabytes"),
        take_worst(measured, "hub_megabytes"),
    )


def count_places(memory: int, measured: Measured | None = None) -> int:
    """Return how many participants fit into the memory (bytes) of one server."""
    measured = measured or read_measured()
    free = memory / MEGABYTE - measure_base(measured)
    return max(1, int(free / measure_person(measured)))


def count_cores(people: int, measured: Measured) -> float:
    """Return how many cores are busy while so many people arrive."""
    return people * take_worst(measured, "processor_seconds") / (60 * ARRIVING)


def count_sizes(people: int, measured: Measured) -> Sizes:
    """Compute what so many participants need who all work at the same time."""
    site, hub = (people * measured[way]["first_visit_bytes"] / MEGABYTE for way in WAYS)
    pod, busy = measure_pod(measured), count_cores(people, measured)
    on_one = min((MACHINE_MEMORY - SYSTEM) // pod, MOST_PODS - OTHER_PODS)
    return Sizes(
        people=people,
        site_traffic=site,
        site_minutes=site * 8 / LINE / 60,
        hub_traffic=hub,
        memory=measure_base(measured) + people * measure_person(measured),
        cores=max(2, math.ceil(busy)),
        pods_memory=people * pod,
        machines=max(math.ceil(people / on_one), math.ceil(busy / MACHINE_CORES)),
    )


def write_visit(size: int) -> str:
    """Write how many bytes a browser asks for."""
    megabytes = size / MEGABYTE
    return f"{megabytes:.1f} MB" if megabytes >= 1 else f"{size / 1000:.0f} KB"


def write_bytes(megabytes: float) -> str:
    """Write a size in the unit that a person takes for it."""
    for unit, size in (("TB", 1_000_000), ("GB", 1_000)):
        if megabytes >= size:
            return f"{megabytes / size:,.1f} {unit}"
    return f"{megabytes:,.0f} MB"


def write_minutes(minutes: float) -> str:
    """Write a time in hours when it has some."""
    return f"{minutes / 60:.1f} h" if minutes >= 120 else f"{minutes:.0f} min"


def write_server(sizes: Sizes) -> str:
    """Write what one server needs, if there is such a server."""
    if sizes.memory > LARGEST_SERVER:
        return "too many for one"
    return f"{write_bytes(sizes.memory)}, {sizes.cores} cores"


def write_table(head: list[str], rows: list[list[str]]) -> str:
    """Write a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def write_needs(measured: Measured) -> str:
    """Write the table of what 30 to 10,000 participants need."""
    head = [
        "Participants",
        "Site: traffic",
        f"Site: time on one line of {LINE} Mbit/s",
        "Hub: traffic",
        "Hub on one server",
        "Hub in Kubernetes: memory promised",
        f"Machines ({MACHINE_CORES} cores, {write_bytes(MACHINE_MEMORY)})",
    ]
    rows = []
    for sizes in (count_sizes(people, measured) for people in PEOPLE):
        rows.append(
            [
                f"{sizes.people:,}",
                write_bytes(sizes.site_traffic),
                write_minutes(sizes.site_minutes),
                write_bytes(sizes.hub_traffic),
                write_server(sizes),
                write_bytes(sizes.pods_memory),
                f"{sizes.machines:,}",
            ]
        )
    return write_table(head, rows) + "\n" + write_assumptions(measured)


def write_assumptions(measured: Measured) -> str:
    """Write what the table of needs takes for granted."""
    first, again = (
        {way: write_visit(measured[way][f"{visit}_visit_bytes"]) for way in WAYS}
        for visit in ("first", "second")
    )
    lines = [
        f"Site: {first['site']} for a browser that comes for the first time and runs "
        f"the first cell; {again['site']} when the same browser comes again. It is "
        "packed as `room` sends it: a web server that packs nothing sends more.",
        f"Hub: {first['hub']} for the first visit, {again['hub']} for the next.",
        f"One participant on one server takes {measure_person(measured):.0f} MB: a "
        f"server and {KERNELS} worksheets that are open, times {SPARE} for tables of "
        "their own and a long day. The system takes "
        f"{write_bytes(SYSTEM)} of each machine.",
        f"In Kubernetes each is promised {measure_pod(measured)} MB, as containers "
        f"share nothing. A machine has at most {MOST_PODS} containers, {OTHER_PODS} of "
        "them its own.",
        f"All sign in and run a whole worksheet within {ARRIVING} minutes: that is "
        "what the cores are for.",
        "A machine that fails, and the hub's own containers in Kubernetes, are not "
        "counted.",
    ]
    return "\n".join(f"- {line}" for line in lines) + "\n"


def write_trials(measured: Measured) -> str:
    """Write the table of the trials: how long people waited, who was lost."""
    head = [
        "Who came",
        "Load before",
        "Failed",
        "First cell has answered: half of them, the last",
        "Whole worksheet: half of them, the last",
        "Memory of a server, of a kernel",
        "Processor, each",
    ]
    rows = []
    for trial in measured["trials"]:
        gap = trial["seconds_between"]
        rows.append(
            [
                f"{trial['people']}, "
                + (f"one every {gap:g} s" if gap else "all in the same second"),
                f"{trial['load_before']}",
                f"{trial['failed']}",
                f"{trial['ready_median']:.0f} s, {trial['ready_worst']:.0f} s",
                f"{trial['whole_median']:.0f} s, {trial['whole_worst']:.0f} s",
                f"{trial['server_megabytes']} MB, {trial['kernel_megabytes']} MB",
                f"{trial['processor_seconds']} s",
            ]
        )
    day = f"{measured['date'].day} {measured['date']:%B %Y}"
    intro = f"Measured on {day}, with `trial.py`, on {measured['machine']}. "
    intro += "The load says how much: two cores keep up with a load of two.\n\n"
    return intro + write_table(head, rows)


def fill(guide: str, measured: Measured) -> str:
    """Return README.md with its tables as they should be."""
    tables = {"needs": write_needs(measured), "trials": write_trials(measured)}
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, _, rest = guide.partition(begin)
        guide = before + begin + table + end + rest.partition(end)[2]
    return guide


def main(argv: list[str]) -> int:
    """Print the tables; with --write put them into README.md."""
    measured = read_measured()
    if argv == ["--write"]:
        write_atomically(GUIDE, fill(GUIDE.read_text(encoding="utf-8"), measured))
    else:
        print(write_needs(measured), write_trials(measured), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
