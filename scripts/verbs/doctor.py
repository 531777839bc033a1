"""Say what is in order on this computer, what is not, and how to mend it."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts.door.environment import (
    VENV,
    forget_damaged,
    get_python,
    is_ready,
    read_marker,
    require_space,
    require_venv_module,
)
from scripts.door.errors import Problem
from scripts.door.files import ROOT, read_paths_as_named
from scripts.door.linking import list_installed
from scripts.door.loopback import require_loopback
from scripts.door.options import Reader

GOOD, NOTE, BROKEN = "good", "note", "broken"
PYTHONS = ((3, 11), (3, 14))  # the oldest and newest that the lock was made for
MATH_FONTS = ("math", "stix", "cambria")  # words in the names of fonts for formulas
SECONDS = 120
# What an environment of each size is enough for.
ENOUGH_FOR = {
    "classroom": "open",
    "build": "open, build, refresh and readability",
    "pdf": "open, build with --pdf, refresh and readability",
    "test": "every verb",
}
WORK = ROOT / "my-work"  # where the kernels of participants start

COUNT_TABLES = """
from workshop import data
print(len([data.load(name) for name in data.names()]), "tables load.")
"""
START_KERNEL = """
from jupyter_client.manager import run_kernel
with run_kernel(cwd={folder!r}) as client:
    reply = client.execute_interactive("from workshop import check", timeout=60)
assert reply["content"]["status"] == "ok", reply["content"]["evalue"]
print("A notebook's kernel starts in {name} and finds workshop.")
"""
LIST_UNVERIFIED = """
from scripts.lessons.listing import list_lessons
from scripts.proof.verify import find_unverified
names = [path.stem for path in find_unverified(list_lessons())]
print("build will first verify " + ", ".join(names) + "." if names else "")
"""


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and a sentence about it."""

    part: str
    state: str
    sentence: str


def main(argv: list[str]) -> int:
    """Print one line for everything looked at; return 1 if something is broken."""
    read_options(argv)
    states = set()
    for look in LOOKS:
        finding = look()
        states.add(finding.state)
        print(f"{finding.state:8}{finding.part:13}{finding.sentence}", flush=True)
    return int(BROKEN in states)


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; raise Problem for what makes no sense."""
    return Reader("doctor", __doc__).parse_args(argv)


def look_at_python() -> Finding:
    """See whether the lock was made for this Python."""
    version = sys.version.split()[0]
    if PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        return Finding("Python", GOOD, f"{version}.")
    return Finding("Python", NOTE, f"{version} was never tried: use 3.11 to 3.14.")


def look_at_environment() -> Finding:
    """See whether the environment stands and is whole, or can be made."""
    lost = forget_damaged()
    if lost:
        sentence = f"{len(lost)} files of .venv are gone ({lost[0]}, for one): the "
        return Finding(
            "Environment", BROKEN, f"{sentence}next build or open makes it anew."
        )
    if is_ready():
        enough = ENOUGH_FOR[read_marker()["size"]]
        return Finding("Environment", GOOD, f".venv fits the lock, for {enough}.")
    try:
        require_venv_module()
    except Problem as problem:
        return Finding("Environment", BROKEN, str(problem))
    sentence = "Not made yet: the first build, test or open makes it, with internet."
    return Finding("Environment", NOTE, sentence)


def look_at_disk() -> Finding:
    """See whether there is room, and leave to write, in the project's folder."""
    try:
        if not is_ready():
            require_space("classroom")
        with tempfile.TemporaryFile(dir=ROOT) as stream:
            stream.write(b"0" * 1_000_000)
    except Problem as problem:
        return Finding("Disk", BROKEN, str(problem))
    except OSError as error:
        sentence = f"{ROOT} cannot be written ({error.strerror}): mend that first."
        return Finding("Disk", BROKEN, sentence)
    return Finding("Disk", GOOD, f"{shutil.disk_usage(ROOT).free / 1e9:.1f} GB free.")


def look_at_browser() -> Finding:
    """See whether the checks of pages and decks can run."""
    from scripts.pages.browser import find_browser

    browser = find_browser()
    if browser:
        return Finding("Browser", GOOD, f"{browser}.")
    sentence = "None for the checks: install Chromium, Google Chrome or Edge."
    return Finding("Browser", NOTE, sentence)


def look_at_math_font() -> Finding:
    """See whether formulas will look as they should; macOS and Windows have a font."""
    if sys.platform in ("darwin", "win32"):
        return Finding("Math font", GOOD, "Comes with the system.")
    lister = shutil.which("fc-list")
    fonts = run_quietly([lister, ":", "family"])[1].lower() if lister else ""
    if any(word in fonts for word in MATH_FONTS):
        return Finding("Math font", GOOD, "Installed.")
    sentence = "None, formulas look cramped: install STIX Two Math."
    return Finding("Math font", NOTE, sentence)


def look_at_data() -> Finding:
    """See whether every table loads."""
    return probe("Data", COUNT_TABLES, "see what 'test' says of data/")


def look_at_kernel() -> Finding:
    """See whether a notebook can run where participants work."""
    if not WORK.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            return probe_kernel(folder, "an empty folder")
    finding = probe_kernel(str(WORK), "my-work")
    hiding = list_hiding(WORK)
    if hiding and finding.state != NOTE:
        sentence = (
            f"my-work/{hiding[0].name} hides a module that Python or the lessons "
            "need: give the file another name."
        )
        return Finding(finding.part, finding.state.replace(GOOD, NOTE), sentence)
    return finding


def probe_kernel(folder: str, name: str) -> Finding:
    """See whether a kernel starts in a folder, and can be reached at all."""
    try:
        require_loopback()
    except Problem as problem:
        return Finding("Kernel", BROKEN, str(problem))
    code = START_KERNEL.format(folder=folder, name=name)
    return probe("Kernel", code, "delete the folder .venv and run 'open'")


def list_hiding(folder: Path) -> list[Path]:
    """List files that a kernel in this folder would take for the modules it needs."""
    needed = {"workshop", *sys.stdlib_module_names, *list_installed(VENV)}
    return [path for path in sorted(folder.glob("*.py")) if path.stem in needed]


def look_at_verification() -> Finding:
    """See whether the lessons are as they were when they were verified."""
    finding = probe("Lessons", LIST_UNVERIFIED, "see what 'build' says", "build")
    if finding.state == GOOD and finding.sentence:
        return Finding(finding.part, NOTE, finding.sentence)
    return Finding(finding.part, finding.state, finding.sentence or "All verified.")


def probe(part: str, code: str, mend: str, size: str = "classroom") -> Finding:
    """Run ``code`` in the environment; what it prints last is the sentence."""
    if not is_ready():
        return Finding(part, NOTE, "Not looked at: it needs the environment.")
    if not is_ready(size):
        return Finding(part, NOTE, f"Not looked at: it needs what '{size}' installs.")
    works, output = run_quietly([str(get_python()), "-c", code])
    last = (output.splitlines() or [""])[-1]
    if works:
        return Finding(part, GOOD, last)
    return Finding(part, BROKEN, f"{last} – {mend}.")


def run_quietly(command: list[str]) -> tuple[bool, str]:
    """Run a command in the project's folder; return whether it went well, and words."""
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=read_paths_as_named(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    return done.returncode == 0, done.stdout.strip()


LOOKS = (
    look_at_python,
    look_at_environment,
    look_at_disk,
    look_at_browser,
    look_at_math_font,
    look_at_data,
    look_at_kernel,
    look_at_verification,
)
