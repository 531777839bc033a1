"""Collect the plans that teams agreed to show, and count which exercises were done.

Nothing is run. A plan is shown only with the consent of its team, from the cell
``plan.share("yes")`` or from the canvas, and then a facilitator names the team.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, write_atomically, write_together
from scripts.kit.exercises import (
    ANSWERED,
    BEGUN,
    UNTOUCHED,
    name_exercise,
    order,
    read_given,
    read_states,
)
from scripts.kit.hand_ins import Piece, find_pieces
from scripts.kit.handed_in import Unusable
from scripts.kit.plans import (
    Plan,
    choose_plans,
    list_names,
    list_parts,
    make_line,
    read_plan,
    to_key,
)
from scripts.kit.results import render_result
from scripts.kit.spreadsheets import encode_rows

NO_NAME = "A team without a name"


@dataclass
class Collected:
    """What a folder holds: plans, the state of exercises, files that were skipped."""

    plans: list[Plan] = field(default_factory=list)
    unshared: int = 0
    names: int = 0  # under which something was handed in
    earlier: int = 0  # files of earlier versions, which do not count
    worksheets: int = 0
    untouched: int = 0
    states: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    skipped: list[tuple[str, str]] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)


def report_collected(
    folder: Path, place: Path, agreed: Iterable[str] = (), root: Path = ROOT
) -> list[str]:
    """Write ``plans.html``, ``plans.csv``, ``handed-in.html``; return sentences.

    The first two may be shown, the last one is for the facilitator.

    All three are written or none. Raises Problem when there is no folder, nothing in
    it to collect, or no room on the disk.
    """
    if not folder.is_dir():
        raise Problem(
            f"There is no folder {folder}: look at its name, or drag the folder into "
            "this window to write it."
        )
    found = collect(folder, list(agreed), root)
    if not (found.plans or found.unshared or found.worksheets):
        raise Problem(
            f"{folder} holds neither a plan (my-plan.json) nor a worksheet (.ipynb) "
            f"that can be read; {count(len(found.skipped), 'file was', 'files were')} "
            "looked at. Copy there what the teams have in their folder my-work, or "
            "collect what a room has taken: collect my-room."
        )
    table = encode_rows(["file", "team", *list_names()], map(make_line, found.plans))
    origin = {"up": "../", "made_from": count(len(found.hashes), "file", "files")}
    files = hash_all(found.hashes)
    pages = {
        "plans": render_result(
            "plans", origin | {"title": "Our plans"}, files, fill_plans(found)
        ),
        "handed-in": render_result(
            "handed-in", origin | {"title": "Handed in"}, files, fill_handed_in(found)
        ),
    }
    # A table of today beside a page of yesterday would show whom a "no" has taken out.
    with write_together(place) as new:
        write_atomically(new / "plans.csv", table)
        for name, html in pages.items():
            write_atomically(new / f"{name}.html", html)
    return describe(found)


def collect(folder: Path, agreed: list[str], root: Path = ROOT) -> Collected:
    """Read what a folder holds; what cannot be read is skipped and named.

    Of what was handed in under a name, the latest version of each file counts that can
    be read.
    """
    pieces, pile = find_pieces(folder)
    found, given = Collected(), read_given(root)
    plans: list[Plan] = []
    found.names = len({to_key(one.team) for one, *_ in pieces.versions})
    seen: dict = {}
    for versions in [[piece] for piece in pieces.loose] + pieces.versions:
        for number, piece in enumerate(versions, start=1):
            try:
                read = read_piece(piece, given)
            except Unusable as reason:
                pile.skip(piece.name, str(reason))
                continue
            found.earlier += len(versions) - number
            try:
                add(found, plans, seen, piece, *read)
            except Unusable as reason:
                pile.skip(piece.name, str(reason))
            break
    found.plans, found.unshared, twice = choose_plans(plans, agreed)
    found.skipped = sorted([*pile.skipped, *twice])
    return found


def read_piece(piece: Piece, given: dict) -> tuple[str, Plan | dict[str, str]]:
    """Return the hash of a file, and its plan or the state of its exercises.

    Raises Unusable.
    """
    content = piece.read() if is_known(piece.file) else refuse(piece.file)
    digest = hashlib.sha256(content).hexdigest()
    if piece.file.lower().endswith(".json"):
        plan = read_plan(piece.name, content)
        # Who has not written a name into the plan has handed it in under one.
        return digest, plan if plan.team else replace(plan, team=piece.team)
    return digest, read_states(content, given)


def add(
    found: Collected,
    plans: list[Plan],
    seen: dict[str, str],
    piece: Piece,
    digest: str,
    read: Plan | dict[str, str],
) -> None:
    """Add a file that was read. Raises Unusable when it was there already."""
    # Many people hand in what they have not touched: the same bytes.
    if isinstance(read, Plan) or set(read.values()) != {UNTOUCHED}:
        refuse_twice(seen, digest, piece.name)
    if isinstance(read, Plan):
        plans.append(read)
    else:
        add_states(found, read)
    found.hashes.append(digest)


def is_known(file: str) -> bool:
    """Say whether a file may be a plan or a worksheet, by its name."""
    return file.lower().endswith((".json", ".ipynb"))


def refuse(file: str) -> bytes:
    """Raise Unusable for a file that is neither a plan nor a worksheet."""
    ending = Path(file).suffix.lower()
    if ending in (".html", ".htm"):
        raise Unusable(
            "it is a page; the file my-plan.json, which lies beside the page of a "
            "plan, holds the same and can be collected"
        )
    if ending in (".zip", ".7z", ".rar"):
        raise Unusable(
            "it is packed, and its name does not begin with hand-in; unpack it, then "
            "collect again"
        )
    raise Unusable("it is neither a plan (.json) nor a worksheet (.ipynb)")


def refuse_twice(seen: dict[str, str], digest: str, name: str) -> None:
    """Raise Unusable for a file that was there already under another name."""
    if digest in seen:
        raise Unusable(f"it is the same file as {seen[digest]}")
    seen[digest] = name


def add_states(found: Collected, states: dict[str, str]) -> None:
    """Count one worksheet."""
    found.worksheets += 1
    found.untouched += set(states.values()) == {UNTOUCHED}
    for key, state in states.items():
        found.states[key].append(state)


def fill_plans(found: Collected) -> dict:
    """Return what the page of the plans shows, part by part."""
    teams = [to_key(plan.team) for plan in found.plans]
    plans = [
        {
            "id": f"plan-{number}",
            "team": plan.team or NO_NAME,
            # Two plans of one team: the file tells which is which.
            "file": plan.name if teams.count(to_key(plan.team)) > 1 else "",
            "parts": list_parts(plan),
        }
        for number, plan in enumerate(found.plans, start=1)
    ]
    return {"plans": plans, "unshared": found.unshared}


def fill_handed_in(found: Collected) -> dict:
    """Return what the facilitator's page shows: counts, exercises, what was skipped."""
    return {
        "shown": len(found.plans),
        "unshared": found.unshared,
        "versions": describe_versions(found),
        "worksheets": found.worksheets,
        "untouched": found.untouched,
        "exercises": [
            {
                "name": name_exercise(key),
                "worksheets": len(states),
                "answered": states.count(ANSWERED),
                "begun": states.count(BEGUN),
                "untouched": states.count(UNTOUCHED),
            }
            for key, states in sorted(found.states.items(), key=order)
        ],
        "skipped": found.skipped,
    }


def hash_all(hashes: list[str]) -> str:
    """Return one hash of all files, whatever their names and order."""
    return hashlib.sha256(json.dumps(sorted(hashes)).encode()).hexdigest()


def describe(found: Collected) -> list[str]:
    """Say what was collected, and name what was not."""
    return [
        *(f"{name} was skipped: {reason}." for name, reason in found.skipped),
        *describe_versions(found),
        f"Plans shown: {len(found.plans)}. Plans without consent, counted and not "
        f"shown: {found.unshared}. Worksheets: {found.worksheets}.",
    ]


def describe_versions(found: Collected) -> list[str]:
    """Say which versions count, where something was handed in under a name."""
    if not found.names:
        return []
    names = count(found.names, "name", "names")
    earlier = count(found.earlier, "earlier file", "earlier files")
    return [
        f"Handed in to a room or as hand-in-….zip: {names}. Of each name the latest "
        f"version of each file counts; {earlier} did not count."
    ]


def count(number: int, one: str, many: str) -> str:
    """Write a number with its word."""
    return f"{number} {one if number == 1 else many}"
