"""Make a wheel of ``workshop`` and its tables, the same bytes from the same files."""

import base64
import hashlib
import io
import tomllib
import zipfile
from pathlib import Path

from scripts.door.files import ROOT
from scripts.door.hashes import list_files
from scripts.door.linking import read_shared_data
from scripts.languages.project import compile_all

LONG_AGO = (2020, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def make_wheel(root: Path = ROOT, smaller: bool = True) -> tuple[str, bytes]:
    """Return name and content of the wheel; the name carries a hash of the content.

    A browser that keeps an earlier one for good never takes it for this one. What
    makes it smaller gives other bytes on other computers.
    """
    compile_all(root)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    name = project["project"]["name"].replace("-", "_")
    version = project["project"]["version"]
    files = list_content(root, project, f"{name}-{version}")
    content = pack(add_record(files, f"{name}-{version}.dist-info/RECORD"), smaller)
    build = f"0_{hashlib.sha256(content).hexdigest()[:12]}"
    return f"{name}-{version}-{build}-py3-none-any.whl", content


def list_content(root: Path, project: dict, stem: str) -> dict[str, bytes]:
    """Return what the wheel holds, as ``[tool.hatch.build]`` in pyproject.toml says."""
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    places = {package: package for package in wheel["packages"]}
    places |= wheel["force-include"]
    shared = read_shared_data(root).items()
    places |= {source: f"{stem}.data/data/{target}" for source, target in shared}
    found = {}
    for source, target in places.items():
        place = root / source
        for path in [place] if place.is_file() else list_files(place):
            name = Path(target, path.relative_to(place)).as_posix()
            found[name] = path.read_bytes()
    described = project["project"]
    found[f"{stem}.dist-info/METADATA"] = "".join(
        f"{key}: {value}\n"
        for key, value in {
            "Metadata-Version": "2.4",
            "Name": described["name"],
            "Version": described["version"],
            "Summary": described["description"],
            "License-Expression": described["license"],
            "Requires-Python": described["requires-python"],
        }.items()
    ).encode()
    found[f"{stem}.dist-info/METADATA"] += "".join(
        f"Requires-Dist: {one}\n" for one in described["dependencies"]
    ).encode()
    found[f"{stem}.dist-info/WHEEL"] = (
        b"Wheel-Version: 1.0\nGenerator: scripts/classroom/wheel.py\n"
        b"Root-Is-Purelib: true\nTag: py3-none-any\n"
    )
    return found


def add_record(files: dict[str, bytes], record: str) -> dict[str, bytes]:
    """Return the files with their list, which every wheel has."""
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
        lines.append(f"{name},sha256={digest.decode().rstrip('=')},{len(content)}\n")
    return files | {record: "".join([*lines, f"{record},,\n"]).encode()}


def pack(files: dict[str, bytes], smaller: bool = True) -> bytes:
    """Return the files as an archive that does not know when it was made."""
    stream = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if smaller else zipfile.ZIP_STORED
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = how
            entry.external_attr = READABLE
            archive.writestr(entry, content)
    return stream.getvalue()
