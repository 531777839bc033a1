"""Draw what the benchmark has measured (a process of its own: matplotlib is slow).

Usage: python -m scripts.bench.plot FOLDER, with the bench.json that ``bench`` wrote.
"""

import json
import sys
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

NAIVE, OURS, PEER = "#595959", "#0b4f5c", "#a34700"


def main(folder: Path) -> None:
    """Draw bars of all ways, and lines of their growth when there is more than one."""
    timings = json.loads((folder / "bench.json").read_text(encoding="utf-8"))
    counts = sorted({one["notebooks"] for one in timings})
    figure = Figure(figsize=(10, 5.5 if len(counts) == 1 else 9), layout="constrained")
    places = figure.subplots(1 if len(counts) == 1 else 2, squeeze=False)[:, 0]
    draw_bars(places[0], [one for one in timings if one["notebooks"] == counts[0]])
    if len(counts) > 1:
        draw_growth(places[1], timings)
    figure.savefig(folder / "bench.png", dpi=120, metadata={"Software": None})


def draw_bars(place: Any, timings: list[dict]) -> None:
    """Draw a bar for each way; the scale is logarithmic, each bar says its seconds."""
    ways = [one["way"] for one in timings]
    seconds = [one["seconds"] for one in timings]
    bars = place.barh(ways, seconds, color=[choose_colour(way) for way in ways])
    place.bar_label(bars, fmt="%.2f s", padding=4)
    place.set(xscale="log", xlabel="seconds (each step is ten times as long)")
    place.set_title(f"{timings[0]['notebooks']} notebooks")
    place.margins(x=0.15)
    place.invert_yaxis()


def draw_growth(place: Any, timings: list[dict]) -> None:
    """Draw how the seconds of each way grow with the notebooks."""
    for way in dict.fromkeys(one["way"] for one in timings):
        line = [
            (one["notebooks"], one["seconds"]) for one in timings if one["way"] == way
        ]
        if len(line) > 1 and not way.startswith("naive: "):
            place.plot(*zip(*line, strict=True), "o-", color=choose_colour(way))
            place.annotate(
                way, line[-1], (9, 0), textcoords="offset points", va="center"
            )
    counts = sorted({one["notebooks"] for one in timings})
    place.set(yscale="log", xlabel="notebooks", ylabel="seconds", xticks=counts)
    # The names of the ways stand to the right of their lines: no frame there.
    place.spines[["top", "right"]].set_visible(False)


def choose_colour(way: str) -> str:
    """Return the colour of a way: naive, ours or another tool's."""
    if way.startswith("naive"):
        return NAIVE
    return OURS if way.startswith("build") else PEER


if __name__ == "__main__":
    main(Path(sys.argv[1]))
