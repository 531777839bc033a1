"""Check the lessons, verify what is not proven, and export what holds to ``dist/``."""

import time
from pathlib import Path

from scripts import contract, data_checks, verify, worksheets
from scripts.export import export_index, export_lesson
from scripts.files import ROOT, Problem
from scripts.fingerprint import (
    INDEX,
    is_up_to_date,
    list_lessons,
    provenance,
    record_build,
)
from scripts.notebooks import read_notebook
from scripts.refresh import name_all, pick_lessons

Faults = dict[Path, list[str]]


def main(argv: list[str], root: Path = ROOT) -> int:
    """Build one topic ("01") or everything; refuse what is not true or not whole.

    A refused lesson keeps its earlier pages. Raises Problem with one line per fault.
    """
    began = time.monotonic()
    lessons = pick_lessons(argv, root)
    if is_up_to_date(*argv[:1], root=root):
        print("Nothing has changed since the last build: dist/ is up to date.")
        return 0
    print(f"Checking {name_all(lessons)} and the tables …", flush=True)
    check_data(root)
    faults: Faults = {path: [] for path in lessons}
    for step in (check_contract, verify_lessons, check_worksheets):
        step([path for path in lessons if not faults[path]], faults, root)
    made = export([path for path in lessons if not faults[path]], faults, root)
    record_build(made, root)
    refused = [fault for found in faults.values() for fault in found]
    if refused:
        raise Problem("\n".join([*refused, describe_refusal(faults)]))
    print(f"dist/index.html is ready, after {time.monotonic() - began:.1f} seconds.")
    return 0


def check_data(root: Path) -> None:
    """Raise Problem when a table is not as the data package says."""
    faults = data_checks.find_faults(root / "data")
    if faults:
        raise Problem("\n".join(faults))


def check_contract(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Note where lessons cannot be read or do not keep the contract."""
    for path in lessons:
        try:
            faults[path] += contract.find_faults(read_notebook(path), path)
        except Problem as problem:
            faults[path].append(str(problem))


def verify_lessons(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Run afresh what is not proven as it is; note what differs."""
    unverified = verify.find_unverified(lessons, root)
    if unverified:
        print(f"Verifying {name_all(unverified)} …", flush=True)
        for path, differences in verify.verify(unverified, root).items():
            faults[path] += differences
    for sentence in verify.describe_reliance(lessons, root):
        print(sentence)


def check_worksheets(lessons: list[Path], faults: Faults, root: Path) -> None:
    """Note where worksheets are not what their lessons give."""
    for path in lessons:
        faults[path] += worksheets.find_faults([path], root)


def export(lessons: list[Path], faults: Faults, root: Path) -> dict[str, list[Path]]:
    """Write the pages of the lessons, and the index when all of them are good."""
    dist, records, made = root / "dist", verify.read_records(root), {}
    for path in lessons:
        print(f"Exporting {path.stem} …", flush=True)
        proof = provenance(path, root) | {"nbval": records[path.stem]["nbval"]}
        try:
            made[path.stem] = export_lesson(path, dist, proof)
        except Problem as problem:
            faults[path].append(str(problem))
    if not any(faults.values()):
        handouts = {page.stem for page in (dist / "handouts").glob("*.html")}
        built = [path for path in list_lessons(root=root) if path.stem in handouts]
        del proof["notebook"]
        made[INDEX] = [export_index(built, dist, proof)]
    return made


def describe_refusal(faults: Faults) -> str:
    """Say what was not built and what is still there."""
    refused = name_all([path for path, found in faults.items() if found])
    return f"Not built: {refused}. Earlier pages in dist/ are as they were."
