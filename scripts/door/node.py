"""Node.js runs the proxy of a hub (deploy/), and nothing else here."""

import shutil

from scripts.door.files import ROOT
from scripts.door.installing import run_quietly

OLDEST_NODE = 18
INSTALL_NODE = f"install Node.js {OLDEST_NODE} or newer with npm"


def find_node() -> bool:
    """Say whether this computer has npm and a Node.js that is new enough."""
    if not shutil.which("npm"):
        return False
    said = run_quietly(["node", "--version"], ROOT).stdout
    number = said.strip().removeprefix("v").partition(".")[0]
    return number.isdecimal() and int(number) >= OLDEST_NODE
