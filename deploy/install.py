"""Make what the hub needs in one folder: Python packages, the project, the proxy.

    sudo python3 deploy/install.py /opt/workshop-hub

Packages come from requirements.lock, the proxy from proxy/package-lock.json: each file
with the one hash that it may have. Started again, it brings the folder up to date.
"""

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

from scripts.door import linking
from scripts.door.environment import require_venv_module
from scripts.door.errors import Problem, report_faults
from scripts.door.files import ROOT, write_atomically
from scripts.door.installing import find_base_python, install
from scripts.door.node import INSTALL_NODE, find_node

LOCK = HERE / "requirements.lock"
PROXY = HERE / "proxy"
MARKER = "made-from.txt"  # written last: without it the folder is half made
GET_NODE = (
    f"The hub's proxy needs Node.js: {INSTALL_NODE} ('sudo apt install nodejs npm' on "
    "Debian 12, Ubuntu 24.04 or newer) and start again."
)


def main(argv: list[str]) -> int:
    """Make or update the folder that was named."""
    wish = read_options(argv)
    folder = wish.folder.resolve()
    if make(folder, with_proxy=wish.proxy, compiled=wish.compile):
        print(f"The hub is ready in {folder}.")
    else:
        print(f"{folder} is up to date.")
    return 0


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line."""
    reader = argparse.ArgumentParser("deploy/install.py", description=__doc__)
    add = reader.add_argument
    add("folder", type=Path, help="where the hub's programs go: /opt/workshop-hub")
    add("--no-proxy", dest="proxy", action="store_false", help="for an image")
    add("--no-compile", dest="compile", action="store_false", help="for a trial")
    return reader.parse_args(argv)


def make(folder: Path, with_proxy: bool = True, compiled: bool = True) -> bool:
    """Make or update the folder; return False when it was up to date.

    Raises Problem when something is missing here, or cannot be fetched.
    """
    wanted = describe_wanted(with_proxy)
    marker = folder / MARKER
    if marker.is_file() and marker.read_text(encoding="utf-8") == wanted:
        return False
    if sys.platform == "win32":
        raise Problem(
            "JupyterHub does not run on Windows: take a computer with Linux, or "
            "'room', which serves a hall from Windows, too."
        )
    if with_proxy and not find_node():
        raise Problem(GET_NODE)
    marker.unlink(missing_ok=True)
    print(f"Making the hub in {folder} (needs internet) …", flush=True)
    install_packages(folder, compiled)
    if with_proxy:
        install_proxy(folder / "proxy")
    write_atomically(marker, wanted)
    return True


def describe_wanted(with_proxy: bool) -> str:
    """Return what the folder is made from: place of the project, locks, copied files.

    The date of the files of the project does not count: they are read where they lie.
    """
    digest = hashlib.sha256(f"{ROOT} {with_proxy}".encode())
    copied = linking.list_shared_files(ROOT)
    for path in (LOCK, PROXY / "package-lock.json", ROOT / "pyproject.toml", *copied):
        digest.update(path.read_bytes())
    return digest.hexdigest() + "\n"


def install_packages(folder: Path, compiled: bool) -> None:
    """Make an environment with all that the lock names; let it find the project."""
    python = folder / "bin/python"
    if not python.exists():
        require_venv_module()
        if folder.exists() and any(folder.iterdir()):
            raise Problem(f"{folder} holds other files: name a folder that is new.")
        run([find_base_python(), "-m", "venv", "--without-pip", folder])
    install(python, LOCK.read_text(encoding="utf-8"))
    linking.link_project(ROOT, folder)
    if compiled:
        # Whom the hub serves cannot write there: each kernel would compile pandas.
        packages = linking.find_site_packages(folder)
        run([python, "-m", "compileall", "-q", "-j", "0", packages], may_fail=True)


def install_proxy(folder: Path) -> None:
    """Fetch the proxy and what it needs, with their hashes, and run none of it."""
    for name in ("package.json", "package-lock.json"):
        write_atomically(folder / name, (PROXY / name).read_bytes())
    run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], folder
    )


def run(command: list, folder: Path = ROOT, may_fail: bool = False) -> None:
    """Run a command to its end. Raises Problem with what it said last."""
    ended = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if ended.returncode and not may_fail:
        said = " ".join(ended.stdout.strip().splitlines()[-1:]) or "it said nothing"
        raise Problem(
            f"'{' '.join(map(str, command[:3]))}' did not work ({said}): mend that, "
            "or connect to the internet, and start again."
        )


if __name__ == "__main__":
    sys.exit(report_faults(main, sys.argv[1:]))
