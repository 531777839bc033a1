"""Scripts, workshop, tests and the code of notebooks are formatted and linted."""

import subprocess
import sys

import pytest

from scripts.door.files import ROOT

FOLDERS = ("scripts", "workshop", "tests", "notebooks")


@pytest.mark.parametrize("command", [["check"], ["format", "--diff"]])
def test_ruff_finds_nothing(command):
    """Mend with: .venv/bin/ruff check --fix, and .venv/bin/ruff format."""
    found = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--no-cache", "--quiet", *FOLDERS],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert found.returncode == 0, found.stdout + found.stderr
