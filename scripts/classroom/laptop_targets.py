"""The laptops that ``pack --install`` serves: systems, Pythons, and what each needs.

pip asks its own Python, not the laptop's, which of the entries of a lock apply (its
issue 6117), so that is decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from packaging import tags
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename

from scripts.door.lock import Pin, normalise

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# The oldest that all packages of the lock have ready-made files for.
MACOS, GLIBC = (11, 0), 28


@dataclass(frozen=True)
class Target:
    """A kind of laptop: its system, as people call it, its processor, its Python."""

    system: str
    machine: str
    python: str

    @property
    def name(self) -> str:
        """Return a name for progress lines: "macos arm64, Python 3.13"."""
        return f"{self.system} {self.machine}, Python {self.python}"

    @cached_property
    def platforms(self) -> list[str]:
        """List the platforms for which wheels may be made, the best first."""
        if self.system == "windows":
            return ["win_amd64"]
        if self.system == "macos":
            return list(tags.mac_platforms(MACOS, self.machine))
        new = [f"manylinux_2_{n}_{self.machine}" for n in range(GLIBC, 4, -1)]
        old = [f"manylinux{year}_{self.machine}" for year in ("2014", "2010", "1")]
        return [*new, *old, f"linux_{self.machine}"]

    def list_environments(self) -> list[dict[str, str]]:
        """Return what markers ask of the first and the last release of the Python."""
        words = {
            "windows": ("win32", "nt", "Windows"),
            "macos": ("darwin", "posix", "Darwin"),
            "linux": ("linux", "posix", "Linux"),
        }[self.system]
        fixed = dict(zip(("sys_platform", "os_name", "platform_system"), words,
                         strict=True))  # fmt: skip
        fixed |= {
            "platform_machine": self.machine,
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "python_version": self.python,
        }
        return [
            fixed | {"python_full_version": full, "implementation_version": full}
            for full in (f"{self.python}.0", f"{self.python}.99")
        ]

    def list_wishes(self, pins: Iterable[Pin]) -> list[Pin]:
        """Return the pins that apply, their markers gone: pip would judge by itself."""
        environments = self.list_environments()
        found = []
        for pin in pins:
            requirement = Requirement(pin.text.partition("\\")[0])
            if applies(requirement.marker, environments):
                plain = f"{requirement.name}{requirement.specifier} "
                text = plain + "\\" + pin.text.partition("\\")[2]
                found.append(Pin(pin.name, text, pin.asked_by))
        return found


def applies(marker: Marker | None, environments: list[dict[str, str]]) -> bool:
    """Say whether a marker holds in one of these environments at least."""
    return marker is None or any(marker.evaluate(one) for one in environments)


MACHINES = {
    "windows": ("amd64",),
    "macos": ("arm64", "x86_64"),
    "linux": ("x86_64",),
}


def list_targets(systems: Iterable[str], pythons: Iterable[str]) -> list[Target]:
    """List the kinds of laptops with these systems and Pythons."""
    return [
        Target(system, machine, python)
        for system in systems
        for machine in MACHINES[system]
        for python in pythons
    ]


def name_package(wheel: str) -> str:
    """Return the package that a wheel of this name holds."""
    return normalise(parse_wheel_filename(wheel)[0])


def is_for_all(wheel: str) -> bool:
    """Say whether a wheel of this name is good for every system and Python 3."""
    found = parse_wheel_filename(wheel)[3]
    return any(tag.platform == "any" and tag.abi == "none" for tag in found)


def name_folder(wheel: str) -> str:
    """Return the folder in which a wheel lies: that of its system, or "all"."""
    platforms = {tag.platform for tag in parse_wheel_filename(wheel)[3]}
    for system, beginning in {"windows": "win", "macos": "macosx"}.items():
        if any(platform.startswith(beginning) for platform in platforms):
            return system
    return "all" if "any" in platforms else "linux"
