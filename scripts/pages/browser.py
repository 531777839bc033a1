"""Find an installed browser of the Chromium family; none is ever downloaded."""

import os
import shutil
import sys
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_PATHS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_browser() -> str | None:
    """Return the path of Chromium, Google Chrome or Edge, or None if there is none.

    The variable WORKSHOP_BROWSER, when set, names the only browser that counts.
    """
    chosen = os.environ.get("WORKSHOP_BROWSER")
    if chosen:
        return shutil.which(chosen)
    on_path = (shutil.which(command) for command in COMMANDS)
    installed = (str(path) for path in list_usual_places() if path.is_file())
    return next((path for path in (*on_path, *installed) if path), None)


def list_usual_places() -> list[Path]:
    """Return where macOS and Windows keep these browsers, outside PATH."""
    if sys.platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        return [
            folder / f"{app}.app/Contents/MacOS/{app}"
            for folder in folders
            for app in MAC_APPS
        ]
    if sys.platform == "win32":
        folders = (os.environ[name] for name in WINDOWS_FOLDERS if name in os.environ)
        return [Path(folder) / path for folder in folders for path in WINDOWS_PATHS]
    return []


def list_launch_options() -> list[str]:
    """Return the options that a headless start needs: root has no sandbox."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--no-sandbox"] if is_root else []
