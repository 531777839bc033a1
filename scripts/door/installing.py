"""Install pinned packages: with uv where it can be had, with pip when that fails.

Both take the same lock, only packages with the right hash, and only ready-made ones.
"""

import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.door.errors import Problem
from scripts.door.files import ROOT, read_paths_as_named
from scripts.door.lock import cut_lock

# The lock is whole: nothing is looked for beside it.
EXACTLY = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r")
QUIETLY = ("--no-input", "--disable-pip-version-check", "--retries=3")
NETWORK_WORDS = re.compile(r"connection|resolution|getaddrinfo|timed out|proxy", re.I)
# uv does not read pip's settings; it knows them by these names, lists with a separator.
UV_NAMES = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "proxy": ("ALL_PROXY", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
}
# Settings of other projects, and of ours for making the lock, have no place here.
# The right hash decides, not the shop that a package comes from.
UV_SETTINGS = {
    "UV_NO_CONFIG": "1",
    "UV_SYSTEM_CERTS": "1",
    "UV_INDEX_STRATEGY": "unsafe-best-match",
    "NO_COLOR": "1",
}


def install(python: Path, pins: str) -> None:
    """Install pinned packages into the environment of ``python``. Raises Problem."""
    with tempfile.TemporaryDirectory(prefix="workshop-") as name:
        folder = Path(name)
        wishes = folder / "wishes.txt"
        wishes.write_text(pins, encoding="utf-8", newline="\n")
        if not install_with_uv(python, wishes, folder):
            print("It did not work with uv: going on with pip …", flush=True)
            install_with_pip(python, wishes, pins.count("=="))


def install_with_uv(python: Path, wishes: Path, folder: Path) -> bool:
    """Install with uv and say whether that went well."""
    pip = [find_base_python(), "-m", "pip"]
    settings = read_pip_settings(pip, folder)
    uv = shutil.which("uv") or fetch_uv(pip, python, folder)
    if not uv:
        return False
    offline = ["--no-index"] if settings.get("no-index") else []
    command = [uv, "pip", "install", "--python", python, *offline, *EXACTLY, wishes]
    environment = translate_settings(settings) | read_paths_as_named() | UV_SETTINGS
    try:
        return follow(command, lambda line: line, folder, environment)[0] == 0
    except OSError:
        return False  # what is called uv here is no program


def find_base_python() -> str:
    """Return the Python behind this one: inside an environment it is another."""
    return getattr(sys, "_base_executable", None) or sys.executable


def fetch_uv(pip: list[str], python: Path, folder: Path) -> str | None:
    """Fetch the uv of the lock into ``folder``; return its path, None without it."""
    wishes = folder / "uv.txt"
    wishes.write_text(cut_lock({"uv"}), encoding="utf-8", newline="\n")
    target = ["install", *QUIETLY, "--target", folder / "tools", *EXACTLY, wishes]
    show_progress("fetching uv")
    done = run_quietly([*pip, *target], folder).returncode == 0
    if not done and add_pip(python):
        run_quietly([python, "-m", "pip", *target], folder)
    found = shutil.which("uv", path=str(folder / "tools/bin"))
    return found or shutil.which("uv", path=str(folder / "tools/Scripts"))


def read_pip_settings(pip: list[str], folder: Path) -> dict[str, str]:
    """Return what somebody has told pip, the strongest word for each setting."""
    listed = run_quietly([*pip, "config", "list"], folder).stdout
    found = re.findall(r"(?m)^(global|install|:env:)\.([\w-]+)=(.+)$", listed)
    strength = ("global", "install", ":env:")
    found.sort(key=lambda setting: strength.index(setting[0]))
    return {name: read_value(value) for _, name, value in found}


def read_value(text: str) -> str:
    """Return a setting without the quotation marks that pip writes around it."""
    try:
        return str(ast.literal_eval(text))
    except (ValueError, SyntaxError):
        return text


def translate_settings(settings: dict[str, str]) -> dict[str, str]:
    """Return pip's settings as the variables that uv reads."""
    return {
        variable: separator.join(settings[name].split())
        for name, (variable, separator) in UV_NAMES.items()
        if settings.get(name)
    }


def add_pip(python: Path) -> bool:
    """See that an environment has pip, which Python brings along."""
    return run_quietly([python, "-m", "ensurepip"], python.parent).returncode == 0


def install_with_pip(python: Path, wishes: Path, total: int) -> None:
    """Install with pip and show how far it is. Raises Problem."""
    show_progress("preparing pip")
    add_pip(python)
    seen = 0

    def describe(line: str) -> str:
        nonlocal seen
        seen += line.startswith(("Collecting", "Requirement already"))
        installing = line.startswith("Installing")
        return "installing" if installing else f"{seen} of {total} packages"

    command = [python, "-m", "pip", "install", *QUIETLY, *EXACTLY, wishes]
    code, output = follow(command, describe, wishes.parent)
    if code:
        raise Problem(explain_failure(output))


def run_quietly(command: list, folder: Path) -> subprocess.CompletedProcess:
    """Run a command to its end; a program that is not there has failed."""
    try:
        return subprocess.run(
            list(map(str, command)),
            cwd=folder,
            env=read_paths_as_named(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, error.errno or 1, "", "")


def follow(
    command: list,
    describe: Callable[[str], str],
    folder: Path,
    environment: dict[str, str] | None = None,
) -> tuple[int, list[str]]:
    """Run a command, show each line as ``describe`` puts it; return code and lines."""
    output = []
    with subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env=environment or read_paths_as_named(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            output.append(line.strip())
            show_progress(describe(output[-1]))
    show_progress("")
    return process.returncode, output


def show_progress(text: str) -> None:
    """Write ``text`` over the last progress line, on a terminal only."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print(f"\r\033[K{text[:width]}", end="", flush=True)


def explain_failure(output: list[str]) -> str:
    """Return the sentence for what pip printed before it failed."""
    faults = [line for line in output if line.startswith(("ERROR", "WARNING"))]
    text = "\n".join(faults)
    if "No space left" in text:
        return f"The disk of {ROOT} is full: free some space and start again."
    if NETWORK_WORDS.search(text):
        return (
            "The packages could not be fetched: this start needs internet. "
            "Connect (or ask for the proxy's settings) and start again."
        )
    last = [line for line in faults if line.startswith("ERROR")][-1:] or output[-1:]
    return (
        f"The packages could not be installed ({' '.join(last)}): use a 64-bit "
        "Python 3.11 to 3.14 and start again."
    )
