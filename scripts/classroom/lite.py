"""Lay out JupyterLite: the program, Python, our wheel, the worksheets, its settings."""

import hashlib
import json
import shutil
import zipfile
from email.parser import BytesParser
from pathlib import Path

from scripts.classroom import parts
from scripts.classroom.wheel import make_wheel
from scripts.door.files import ROOT
from scripts.door.lock import normalise
from workshop.messages import VARIABLE

OURS = "social-innovation-workshop"
EXTENSIONS = "extensions"
CHART_WORDS = "jupyter/chart-words"
SETTINGS = Path(__file__).with_name("settings.json")
LABCONFIG = ROOT / "scripts/verbs/jupyter/labconfig"
# What JupyterLite says of a file; no clock, so that the same files give the same site.
LONG_AGO = "2020-01-01T00:00:00Z"
ENGLISH_ALONE = {
    "data": {"en": {"displayName": "English", "nativeName": "English"}},
    "message": "",
}


def lay_out(
    target: Path, worksheets: list[Path], taken: Path, root: Path, language: str = ""
) -> None:
    """Write JupyterLite with these worksheets to ``target``.

    ``taken`` is the folder that ``parts.take_parts`` returns, ``language`` the code of
    that which Python speaks from its start, English if none is given.
    """
    shutil.copytree(taken / "lite", target)
    shutil.copytree(taken / "pyodide", target / "pyodide")
    name, content = make_wheel(root)
    parts.write(target / "pyodide" / name, content)
    lock = write_lock(target / "pyodide")
    extensions = [
        add_extension(taken / "kernel", target),
        add_extension(root / CHART_WORDS, target),
    ]
    add_worksheets(worksheets, target)
    add_icon(target)
    add_what_is_asked_for(target)
    settings = make_settings(extensions, lock, language)
    write_json(target / "jupyter-lite.json", settings)


def write_lock(folder: Path) -> list[str]:
    """Write a lock that names what is here and nothing else; return its packages.

    Pyodide's own entries stay as they are where the file is its own.
    """
    path = folder / parts.PYODIDE_LOCK
    lock = json.loads(path.read_text(encoding="utf-8"))
    known, whole = lock["packages"], {}
    for wheel in sorted(folder.glob("*.whl")):
        name = parts.read_name(wheel)
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        entry = known.get(name, {})
        if entry.get("sha256") != digest:
            entry = describe_wheel(wheel, name, digest)
        whole[name] = entry | {"depends": list_needs(name, known)}
    write_json(path, lock | {"packages": whole})
    return list(whole)


def list_needs(name: str, known: dict) -> list[str]:
    """Return the packages that a package needs."""
    if name == OURS:
        return ["ipython", "matplotlib", "numpy", "pandas", "pillow"]
    return parts.list_needs(name, known)


def describe_wheel(wheel: Path, name: str, digest: str) -> dict:
    """Return the entry of a wheel that Pyodide's lock lacks or has in another form."""
    with zipfile.ZipFile(wheel) as package:
        names = package.namelist()
        metadata = next(one for one in names if one.endswith(".dist-info/METADATA"))
        said = BytesParser().parsebytes(package.read(metadata))
    tops = {one.partition("/")[0] for one in names if one.endswith(".py")}
    modules = {top.removesuffix(".py") for top in tops}
    return {
        "name": name,
        "version": said["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": digest,
        "package_type": "package",
        "imports": sorted(one for one in modules if one.isidentifier()),
        "unvendored_tests": False,
    }


def add_extension(source: Path, target: Path) -> dict:
    """Copy an extension of JupyterLab; return what the settings say of it."""
    package = json.loads((source / "package.json").read_text(encoding="utf-8"))
    shutil.copytree(source, target / EXTENSIONS / package["name"])
    return {"name": package["name"]} | package["jupyterlab"]["_build"]


def add_worksheets(worksheets: list[Path], target: Path) -> None:
    """Copy the worksheets, and write the list of them that JupyterLite reads."""
    rows = []
    for path in worksheets:
        content = trust(path.read_text(encoding="utf-8"))
        parts.write(target / "files" / path.name, content)
        rows.append(describe(path.name, "notebook", len(content)))
    folder = describe("", "directory", None) | {"content": rows, "format": "json"}
    write_json(target / "api/contents/all.json", folder)


def trust(text: str) -> bytes:
    """Return a worksheet whose cells JupyterLite trusts: nobody else does it there.

    Without it, what one has run loses its roles and labels at the next opening.
    """
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["metadata"]["trusted"] = True
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def describe(name: str, kind: str, size: int | None) -> dict:
    """Return what JupyterLite wants to know of a file or folder."""
    return {
        "name": name,
        "path": name,
        "type": kind,
        "created": LONG_AGO,
        "last_modified": LONG_AGO,
        "content": None,
        "format": None,
        "mimetype": None,
        "size": size,
        "writable": True,
    }


def add_what_is_asked_for(target: Path) -> None:
    """Write the small files that JupyterLite asks for in any case."""
    parts.write(target / "build/schemas/all_federated.json", b"[]\n")
    write_json(target / "api/translations/all.json", ENGLISH_ALONE)
    write_json(target / "api/translations/en.json", {"data": {}, "message": ""})


def add_icon(target: Path) -> None:
    """Give the pages of JupyterLite our icon: a browser asks for one in any case."""
    link = '<link rel="icon" type="image/svg+xml" href="{up}icon.svg">'
    for page in target.rglob("index.html"):
        up = "../" * len(page.relative_to(target).parts)
        text = page.read_text(encoding="utf-8")
        head = "<head>\n    " + link.format(up=up)
        parts.write(page, text.replace("<head>", head, 1).encode())


def make_settings(
    extensions: list[dict], packages: list[str], language: str = ""
) -> dict:
    """Return what JupyterLite reads first."""
    ours = json.loads(SETTINGS.read_text(encoding="utf-8"))
    overrides = LABCONFIG / "default_setting_overrides.json"
    kernel = "@jupyterlite/pyodide-kernel-extension:kernel"
    options: dict = {"env": {VARIABLE: language}} if language else {}
    wanted = sorted({OURS, *map(normalise, parts.read_pins()["wanted"])} & {*packages})
    ours["jupyter-config-data"] |= {
        "contentsAllJsonFile": "all.json",
        "federated_extensions": extensions,
        "settingsOverrides": ours["jupyter-config-data"]["settingsOverrides"]
        | json.loads(overrides.read_text(encoding="utf-8")),
        "litePluginSettings": {
            kernel: {
                "pyodideUrl": "./pyodide/pyodide.mjs",
                "disablePyPIFallback": True,
                "loadPyodideOptions": options | {"packages": [*wanted, "comm"]},
            }
        },
    }
    return ours


def write_json(path: Path, value: dict) -> None:
    """Write JSON that is the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    parts.write(path, text.encode())
