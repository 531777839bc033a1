"""Code is formatted and linted, and the types that it names agree."""

import subprocess
import sys

import pytest

from scripts.door.files import ROOT

FOLDERS = ("deploy", "scripts", "workshop", "tests", "notebooks")


@pytest.mark.parametrize(
    "command", [["check", "--output-format=concise"], ["format", "--check"]]
)
def test_ruff_finds_nothing(command):
    """Mend with: .venv/bin/ruff check --fix, and .venv/bin/ruff format."""
    found = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--no-cache", "--quiet", *FOLDERS],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    if found.returncode:
        mend = f"Mend with: .venv/bin/ruff {command[0]}"
        pytest.fail(f"{found.stdout}{found.stderr}\n{mend}", pytrace=False)


def test_types_agree():
    """Mend with: .venv/bin/python -m mypy, which names file and line."""
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-pretty"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "no issues found" in found.stdout
