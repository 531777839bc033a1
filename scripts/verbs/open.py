"""Open the worksheets (or the lessons) in JupyterLab or Jupyter Notebook."""

import argparse
import importlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from scripts.door.copies import copy_lessons, copy_missing_worksheets, list_worksheets
from scripts.door.environment import STARTED_IN
from scripts.door.errors import Problem
from scripts.door.files import ROOT
from scripts.door.loopback import require_loopback
from scripts.door.options import Reader, read_topic

# No question about news, no look-up of updates, and every cell of a notebook in the
# page, so that screen readers and the browser's own search find it.
SETTINGS = ROOT / "scripts/verbs/jupyter"
# Only this computer, and only who knows the token, whatever a person's own settings
# say. The most exact name of a setting wins.
PROVIDER = "jupyter_server.auth.PasswordIdentityProvider"
IP, TOKEN = "ServerApp.ip", "PasswordIdentityProvider.token"
PLAN = "WORKSHOP_PLAN"
TOKENS = (TOKEN, "IdentityProvider.token", "ServerApp.token")
SETTING = re.compile(r"--([A-Z]\w*\.\w+)=(.*)")
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")
OPEN_DOOR = (
    "Take care: at {ip} other computers of this network reach what you open here. Who "
    "has the address with its token can read and change it, and start programs."
)
NO_TOKEN = (
    "Take care: without a token, whoever reaches the address can read and change what "
    "you open here, and start programs."
)


@dataclass(frozen=True)
class Program:
    """A program that shows notebooks in a browser."""

    title: str
    module: str
    app: str
    page: str  # where it shows a notebook


LAB = Program("JupyterLab", "jupyterlab.labapp", "LabApp", "/lab/tree")
# The makers of JupyterLab recommend it to people who use a screen reader.
NOTEBOOK = Program(
    "Jupyter Notebook", "notebook.app", "JupyterNotebookApp", "/notebooks"
)


def main(argv: list[str]) -> int:
    """Open ``my-work/``, copies of the lessons (--lessons) or themselves (--edit)."""
    wish = read_options(argv)
    program = NOTEBOOK if wish.notebook else LAB
    if wish.edit:
        notebooks, folder = find_lessons(wish.course), ROOT / "notebooks"
        os.environ.setdefault(PLAN, str(prepare_folder(ROOT) / "my-plan.json"))
        sign(notebooks)
    elif wish.file:
        notebooks, folder = [wish.file], wish.file.parent
    elif wish.lessons:
        notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
        folder = prepare_lessons(ROOT / "notebooks")
    else:
        notebooks = find_worksheets(wish.course)
        folder = prepare_my_work(notebooks)
    require_loopback()
    for warning in list_warnings(wish.settings):
        print(warning)
    print(f"{program.title} opens {folder} in your browser. Leave this window open;")
    print("press Ctrl-C here, then y, to stop.", flush=True)
    options = list_options(program, folder, notebooks[0].name)
    if not wish.browser:
        options.append("--no-browser")
    return start(program, [*options, *list_settings(wish.settings)])


def read_options(argv: list[str]) -> argparse.Namespace:
    """Read the command line; ``settings`` are those of Jupyter that were asked for."""
    reader = Reader(
        "open",
        "Open the worksheets in JupyterLab, in your browser.",
        usage="%(prog)s [course] [--lessons | --edit [lesson]] [--notebook] [options]",
        epilog="Settings of Jupyter may follow, such as --ServerApp.base_url=/course.",
    )
    add = reader.add_argument
    add("course", nargs="?", help='a course, "one-day": open its worksheet alone')
    add("--lessons", action="store_true", help="open copies of the lessons")
    add("--edit", action="store_true", help="open the lessons themselves, to write")
    add(
        "--file",
        metavar="FILE",
        type=lambda name: Path(os.environ.get(STARTED_IN, ""), name),
        help="open this notebook where it lies",
    )
    add(
        "--notebook",
        action="store_true",
        help="open Jupyter Notebook, which suits screen readers better",
    )
    add(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="print the address and open no browser",
    )
    add("--port", type=int, help="take this port of the computer")
    add("--ip", help="answer at this address, not on this computer alone")
    wish, further = reader.parse_known_args(argv)
    unknown = [word for word in further if not SETTING.fullmatch(word)]
    if unknown:
        reader.error(f"unrecognized arguments: {' '.join(unknown)}")
    if wish.file is not None and not wish.file.is_file():
        reader.error(f"--file {wish.file} is no file")
    settings = filter(None, map(SETTING.fullmatch, further))
    wish.settings = {setting[1]: setting[2] for setting in settings}
    if wish.ip is not None:
        wish.settings[IP] = wish.ip
    if wish.port is not None:
        wish.settings["ServerApp.port"] = str(wish.port)
    return wish


def find_lessons(topic: str | None) -> list[Path]:
    """List the lessons and drafts, those of a topic first. Raises Problem."""
    from scripts.lessons.listing import list_notebooks, pick_lessons

    picked = pick_lessons([read_topic(topic)] if topic else [], ROOT, drafts=True)
    return picked + [path for path in list_notebooks(root=ROOT) if path not in picked]


def prepare_folder(root: Path) -> Path:
    """Make the folder for the plan of an author who runs the cells of a lesson."""
    folder = root / "my-work/lessons"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find_worksheets(course: str | None) -> list[Path]:
    """List the worksheets of the lessons, or that of a course. Raises Problem."""
    from scripts.lessons.listing import list_courses, name_all, place_worksheet

    if course is None:
        return list_worksheets(ROOT / "exercises")
    files = list_courses(course, ROOT)
    if not files:
        names = name_all(list_courses(root=ROOT)) or "none yet"
        raise Problem(f'There is no course "{course}". The courses are: {names}.')
    worksheet = place_worksheet(files[-1])
    if not worksheet.is_file():
        raise Problem(
            f"{worksheet} is missing: run 'refresh {course}' to write the worksheet."
        )
    return [worksheet]


def prepare_my_work(worksheets: list[Path]) -> Path:
    """Copy what is missing into ``my-work/``, say what is new, return the folder."""
    folder = ROOT / "my-work"
    new = copy_missing_worksheets(worksheets, folder)
    if new:
        print(f"New in my-work/: {', '.join(path.name for path in new)}")
    return folder


def prepare_lessons(lessons: Path) -> Path:
    """Copy the lessons into ``my-work/lessons/``, sign the copies, return the folder.

    A signed copy shows its stored charts and replies as the lesson does. Work in the
    copies leaves nothing in ``notebooks/``.
    """
    folder = ROOT / "my-work/lessons"
    new, kept = copy_lessons(lessons, folder)
    sign(new)
    for path in kept:
        print(
            f"{path.relative_to(ROOT).as_posix()} holds changes of yours, and the "
            "lesson has changed since: rename yours and start again to get the new one."
        )
    return folder


def sign(paths: list[Path]) -> None:
    """Let Jupyter trust what these notebooks show."""
    if not paths:
        return
    import nbformat
    from nbformat.sign import NotebookNotary

    notary = NotebookNotary()
    for path in paths:
        notary.sign(nbformat.read(path, as_version=4))
    notary.store.close()


def list_options(program: Program, folder: Path, first: str) -> list[str]:
    """Return the options that open ``folder`` at the notebook ``first``, calmly."""
    options = [
        f"--ServerApp.root_dir={folder}",
        f"--{program.app}.default_url={program.page}/{first}",
        # Browsers that come as a snap cannot read the file that Jupyter opens.
        "--ServerApp.use_redirect_file=False",
        "--log-level=WARN",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    return options


def list_settings(asked: dict[str, str]) -> list[str]:
    """Return Jupyter's settings: those asked for, address and token in any case."""
    token = find_token(asked)
    settings = {
        IP: "localhost",
        "ServerApp.identity_provider_class": PROVIDER,
        **{name: value for name, value in asked.items() if name not in TOKENS},
        TOKEN: secrets.token_hex(24) if token is None else token,
    }
    return [f"--{name}={value}" for name, value in settings.items()]


def list_warnings(asked: dict[str, str]) -> list[str]:
    """Say what somebody has opened to others by what was asked for."""
    warnings = []
    if asked.get(IP, "localhost") not in THIS_COMPUTER:
        warnings.append(OPEN_DOOR.format(ip=asked[IP] or "every address"))
    if find_token(asked) == "":
        warnings.append(NO_TOKEN)
    return warnings


def find_token(asked: dict[str, str]) -> str | None:
    """Return the token that was asked for, by any of its names."""
    return next((asked[name] for name in TOKENS if name in asked), None)


def start(program: Program, options: list[str]) -> int:
    """Run a program in this process until it is stopped."""
    os.environ["JUPYTER_CONFIG_PATH"] = add_settings()
    app = getattr(importlib.import_module(program.module), program.app)
    app.launch_instance(options)
    return 0


def add_settings() -> str:
    """Return the folders in which Jupyter looks for settings, ours among them."""
    folders = [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]
    return os.pathsep.join(filter(None, folders))
