"""Prove that the lessons show what their code says, and remember the proof.

``verified.json`` holds, for every lesson, the hashes of all that decides its outputs
and the environment and the day in which they were compared. The reference is the locked
environment on Linux x86-64: there stored charts are compared too. Anybody can write a
record by hand: ``build`` says when it relies on one, and CI verifies from nothing.
"""

import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO

from scripts.door.changes import PROOF, read_record
from scripts.door.environment import is_ci
from scripts.door.errors import Problem
from scripts.door.files import ROOT, name_file, write_atomically
from scripts.door.hashes import (
    find_feedback,
    hash_file,
    hash_files,
    list_shared_code,
    provenance,
)
from scripts.door.loopback import require_loopback

Wait = Callable[[], dict[Path, list[str]]]
Session = tuple[Path, IO[bytes], subprocess.Popen]
EXAMPLE_PLAN = ROOT / "scripts/proof/example_plan.json"
# What compares: a record that another judge has made counts no more.
JUDGES = [ROOT / "scripts/proof" / name for name in ("nbval_session.py", "pictures.py")]
ENVIRONMENT = ("nbval", "python", "platform")
DRAWING = ("matplotlib", "numpy", "pandas", "pillow")
SAVED_MEANWHILE = (
    "somebody changed the lesson, a table or workshop while it was verified; "
    "start build again."
)


class Verification:
    """Lessons that run afresh since ``begin``; ``finish`` waits for what differs."""

    wait: Wait

    def __init__(self, lessons: list[Path], root: Path):
        self.lessons, self.root = lessons, root
        self.hashes = {lesson: hash_lesson(lesson, root) for lesson in lessons}

    def finish(self) -> dict[Path, list[str]]:
        """Return what differs, and remember the lessons where nothing does."""
        root, differences = self.root, self.wait()
        records, environment = read_records(root), describe_environment(root)
        for lesson, faults in differences.items():
            if not faults and hash_lesson(lesson, root) != self.hashes[lesson]:
                faults.append(f"{name_file(lesson)}: {SAVED_MEANWHILE}")
            if faults:
                records.pop(lesson.stem, None)
            else:
                record = self.hashes[lesson] | environment
                records[lesson.stem] = put_date(record, records.get(lesson.stem, {}))
        kept = {name: records[name] for name in sorted(records)}
        write_atomically(root / PROOF, json.dumps(kept, indent=1) + "\n")
        return differences


@contextmanager
def begin(lessons: list[Path], root: Path = ROOT) -> Iterator[Verification]:
    """Let lessons run afresh, beside this process; they end here at the latest."""
    begun = Verification(lessons, root)
    with begin_sessions(lessons, root) as begun.wait:
        yield begun


def verify(lessons: list[Path], root: Path = ROOT) -> dict[Path, list[str]]:
    """Run lessons afresh; return what differs, and remember those where nothing does.

    Every difference is one sentence that names the file and the cell.
    """
    with begin(lessons, root) as begun:
        return begun.finish()


def find_unverified(lessons: list[Path], root: Path = ROOT) -> list[Path]:
    """List the lessons that are not as they were when they were last verified."""
    records = read_records(root)
    return [
        lesson
        for lesson in lessons
        if not is_verified(records.get(lesson.stem, {}), lesson, root)
    ]


def find_unproven(lessons: list[Path], root: Path = ROOT) -> list[Path]:
    """List the lessons that tests must verify: in CI no record is believed."""
    return list(lessons) if is_ci() else find_unverified(lessons, root)


def is_verified(record: dict, lesson: Path, root: Path = ROOT) -> bool:
    """Say whether a record is about this lesson as it is now, charts included."""
    if not record.get("charts") and is_reference(root):
        return False
    if not all(isinstance(record.get(name), str) for name in ENVIRONMENT):
        return False
    return hash_lesson(lesson, root).items() <= record.items()


def find_differences(lessons: list[Path], root: Path = ROOT) -> dict[Path, list[str]]:
    """Compare fresh runs with the stored outputs."""
    with begin_sessions(lessons, root) as wait:
        return wait()


@contextmanager
def begin_sessions(lessons: list[Path], root: Path) -> Iterator[Wait]:
    """Begin fresh runs in two processes at once; give what waits for their end."""
    if lessons:
        require_loopback()
    images = "images" if lessons and is_reference(root) else "no-images"
    sessions: list[Session] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # What a session that is ended leaves behind goes with this folder.
        here = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        environment = os.environ | here | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        try:
            for number, share in enumerate((lessons[::2], lessons[1::2])):
                if share:
                    result = Path(folder) / f"{number}.json"
                    options = [result, root, images, *share]
                    command = ["scripts.proof.nbval_session", *options]
                    output = (Path(folder) / f"{number}.txt").open("wb")
                    session = _start(command, environment, output)
                    sessions.append((result, output, session))
            yield partial(_wait, lessons, sessions)
        finally:
            for _, written, session in sessions:
                session.terminate()
                if session.stdin:
                    session.stdin.close()
                session.wait()
                written.close()


def _wait(lessons: list[Path], sessions: list[Session]) -> dict[Path, list[str]]:
    found: dict[str, list[str]] = {}
    for result, output, session in sessions:
        session.wait()
        output.close()
        found |= _read_result(result, Path(output.name))
    missing = [lesson for lesson in lessons if str(lesson) not in found]
    for lesson in missing:
        found[str(lesson)] = [
            f"{lesson.name}: nbval ran no cell of it; look at the file."
        ]
    return {lesson: found[str(lesson)] for lesson in lessons}


def _start(command: list, environment: dict, output: IO[bytes]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, command)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,  # it closes when this process ends, and the session too
        stdout=output,
        stderr=subprocess.STDOUT,
    )


def _read_result(result: Path, output: Path) -> dict[str, list[str]]:
    if result.is_file():
        return json.loads(result.read_text(encoding="utf-8"))
    last = output.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise Problem(
        f"The verification stopped before its end ({(last or ['no message'])[-1]}). "
        "Check that the computer has memory and disk left, then try again."
    )


def hash_lesson(lesson: Path, root: Path = ROOT) -> dict[str, str]:
    """Return the hashes of all that decides the outputs of a lesson."""
    code = [*list_shared_code(root, "*.py"), root / EXAMPLE_PLAN.relative_to(ROOT)]
    rules = find_feedback(lesson, root)
    return provenance(lesson, root) | {
        "workshop": hash_files(code, root),
        "feedback": hash_file(rules) if rules.is_file() else "",
        "lock": hash_file(root / "requirements.lock"),
        "judges": hash_files(JUDGES),
    }


def put_date(record: dict, earlier: dict) -> dict:
    """Return a record with the day of today, or an earlier one that says the same."""
    if record == {name: earlier[name] for name in earlier if name != "on"}:
        return earlier
    return record | {"on": datetime.now(UTC).date().isoformat()}


def read_records(root: Path = ROOT) -> dict[str, dict]:
    """Read ``verified.json``; without one (or with a damaged one) nothing is proven."""
    return read_record(root, PROOF)


def describe_environment(root: Path = ROOT) -> dict:
    """Say what the verification ran on, and whether charts were compared."""
    return {
        "nbval": importlib.metadata.version("nbval"),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "charts": is_reference(root),
    }


def is_reference(root: Path = ROOT) -> bool:
    """Say whether this is the locked environment on Linux x86-64."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return False
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    return all(
        re.search(
            rf"^{name}=={re.escape(importlib.metadata.version(name))}\b", lock, re.M
        )
        for name in DRAWING
    )


def describe_reliance(
    lessons: list[Path], just_now: Collection[Path] = (), root: Path = ROOT
) -> list[str]:
    """Say in words which verification stands behind the lessons.

    ``just_now`` are those that were verified in this run; for the others a record in
    ``verified.json`` is relied on.
    """
    records = read_records(root)
    sentences = {
        (NOW if lesson in just_now else RELIED if "on" in record else UNDATED).format(
            **record | {"charts": CHARTS if record["charts"] else NO_CHARTS}
        )
        for lesson in lessons
        if (record := records.get(lesson.stem))
    }
    return sorted(sentences)


NOW = "Verified with nbval {nbval}, Python {python} on {platform}, {charts}."
RELIED = (
    "Relying on the record of {on} in verified.json: verified with nbval {nbval}, "
    "Python {python} on {platform}, {charts}."
)
UNDATED = (
    "Relying on a record without a date in verified.json: verified with nbval {nbval}, "
    "Python {python} on {platform}, {charts}."
)
CHARTS = "charts included"
NO_CHARTS = "without stored charts (those are compared on Linux x86-64 with the lock)"
