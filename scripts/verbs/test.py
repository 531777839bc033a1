"""Run the tests; leave out what belongs to CI or needs what is missing, and say so."""

import argparse
import contextlib
import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from scripts.door.environment import is_ci
from scripts.door.errors import Problem
from scripts.door.options import Reader

MOST = 4  # processes: each has exports, tables and a browser in its memory
# Each runs a part of the tests, of which a percentage would say little.
STYLE = ("-o", "console_output_style=classic")


@dataclass
class Missing:
    """What the tests with one mark lack here, and how they are run all the same."""

    mark: str
    mend: str
    fails_in_ci: bool = True
    left_out: int = 0


class LeftOutChecks:
    """A pytest plugin that leaves out the tests for which something is missing."""

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing

    def pytest_collection_modifyitems(self, config: Any, items: list) -> None:
        """Deselect the items that need what is missing and count them."""
        for one in self.missing:
            marked = [item for item in items if item.get_closest_marker(one.mark)]
            config.hook.pytest_deselected(items=marked)
            items[:] = [item for item in items if item not in marked]
            one.left_out = len(marked)


def main(argv: list[str]) -> int:
    """Run pytest with ``argv`` and return its exit code.

    In CI (``CI=true``) a check that was not run because something could be installed
    is a failure, and none is put off.
    """
    import pytest

    argv = read_options(argv).pytest

    # Plugins that happen to be installed, nbval first, cost seconds at every start.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    missing = find_missing() + ([] if names_files(argv) else list_put_off())
    checks = LeftOutChecks(missing)
    if not argv or (len(argv) == 2 and argv[0] == "-m"):
        code = run_all(*argv, missing=missing)
    else:
        code = run_pytest(argv, checks)
    left_out = [one for one in missing if one.left_out]
    if left_out and code == pytest.ExitCode.NO_TESTS_COLLECTED:
        code = pytest.ExitCode.OK
    for one in left_out:
        print(f"{one.left_out} {one.mark} checks not run: {one.mend}.")
    failed = is_ci() and any(one.fails_in_ci for one in left_out)
    return translate(code) or int(failed)


def names_files(argv: Iterable[str]) -> bool:
    """Say whether somebody asks for a file with tests, of which none is put off."""
    files = (Path(one.partition("::")[0]) for one in argv)
    return any(path.suffix == ".py" and path.is_file() for path in files)


def list_put_off() -> list[Missing]:
    """List the tests that CI runs for everybody: none is put off in CI itself."""
    mend = (
        "they belong to CI, and are run here with CI=true or when you name their file"
    )
    return [] if is_ci() else [Missing("ci", mend)]


def find_missing() -> list[Missing]:
    """List what this computer lacks for some of the tests."""
    from scripts.door.node import INSTALL_NODE, find_node
    from scripts.pages.browser import find_browser

    again = "and run the tests again"
    missing = []
    if not find_browser():
        mend = f"install Chromium, Google Chrome or Edge {again}"
        missing.append(Missing("browser", mend))
    if sys.platform == "win32":
        mend = "JupyterHub does not run on Windows"
        missing.append(Missing("hub", mend, fails_in_ci=False))
    elif not find_node():
        missing.append(Missing("hub", f"{INSTALL_NODE} {again}"))
    return missing


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line: all but ``--help`` is for pytest."""
    reader = Reader(
        "test",
        __doc__,
        usage="%(prog)s [pytest options] [files]",
        epilog="Options and files go to pytest, for example: -x, -k words, "
        "tests/test_data_is_sound.py.",
    )
    wish, further = reader.parse_known_args(argv)
    wish.pytest = further
    return wish


def run_pytest(argv: list[str], *plugins: object) -> int:
    """Run pytest in this process. Raises Problem for options that it does not know."""
    import pytest

    with contextlib.redirect_stderr(io.StringIO()) as said:
        code = pytest.main(argv, plugins=plugins)
    words = said.getvalue()
    if code == pytest.ExitCode.USAGE_ERROR and words:
        faults = [line for line in words.splitlines() if "error: " in line.lower()]
        fault = (faults or words.splitlines())[-1].rpartition("rror: ")[2]
        raise Problem(f"test: {fault}. See: .venv/bin/python -m pytest --help.")
    sys.stderr.write(words)
    return code


def run_all(*options: str, missing: Sequence[Missing] = ()) -> int:
    """Run all tests in several processes at once; return the worst exit code.

    They take the files in turn (``tests/turns.py``). Tests with a browser wait much of
    the time, therefore there is one process more than processors.
    """
    count = min((os.cpu_count() or 1) + 1, MOST)
    began: list[subprocess.Popen] = []
    lacks = ",".join(one.mark for one in missing)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as files:
        said = [
            files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))
            for _ in range(1, count)
        ]
        try:
            for where in [None, *said]:
                began.append(start(folder, where, options, lacks))
            codes = [began[0].wait()]
            if any(process.poll() is None for process in began):
                print("The other processes go on …", flush=True)
            codes += [process.wait() for process in began[1:]]
        finally:
            for process in began:
                stop(process)
        for where in said:
            where.seek(0)
            print(where.read(), end="")
        for one in missing:
            note = Path(folder) / f"left-out-{one.mark}"
            one.left_out = int(note.read_text()) if note.exists() else 0
    # One that was killed says so with a number below zero.
    return max(1 if code < 0 else code for code in codes)


def start(
    folder: str, where: TextIO | None, options: Iterable[str], lacks: str
) -> subprocess.Popen:
    """Start one of the processes; what it says goes to a file, or is shown at once."""
    command = [sys.executable, "-m", "pytest", "-p", "tests.turns", *STYLE, *options]
    turns = {"WORKSHOP_TEST_TURNS": folder, "WORKSHOP_TEST_LACKS": lacks}
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"} | turns
    return subprocess.Popen(
        command, env=environment, stdout=where, stderr=where and subprocess.STDOUT
    )


def stop(process: subprocess.Popen) -> None:
    """End a process that still works, as Ctrl-C does it: then no browser is left."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        process.wait()


def translate(code: int) -> int:
    """Return pytest's exit code; raise KeyboardInterrupt when Ctrl-C ended it."""
    import pytest

    if code == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return int(code)
