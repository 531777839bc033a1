"""What misses in a notebook that is none of ours, in one line each."""

from collections.abc import Iterable
from typing import NamedTuple


class Finding(NamedTuple):
    """What misses in which cell (numbered from 1; None: the notebook), and the mend.

    What ``spoils`` the page is a fault; the rest is a remark that stops nothing.
    """

    cell: int | None
    what: str
    mend: str
    spoils: bool = False

    def __str__(self):
        return write(self, [self.cell] if self.cell else [])


def gather(findings: Iterable[Finding]) -> list[tuple[str, bool]]:
    """Return one line for all cells in which the same misses, and whether it spoils.

    The lines stand in the order in which each was found first.
    """
    cells: dict[Finding, list[int]] = {}
    for finding in findings:
        numbers = cells.setdefault(finding._replace(cell=None), [])
        if finding.cell and finding.cell not in numbers:
            numbers.append(finding.cell)
    return [(write(one, numbers), one.spoils) for one, numbers in cells.items()]


def write(finding: Finding, cells: list[int]) -> str:
    """Write what misses in some cells (none: in the notebook) in one line."""
    numbers = ", ".join(map(str, cells))
    where = f", {'cell' if len(cells) == 1 else 'cells'} number {numbers}"
    line = f"{where if cells else ''}: {finding.what}; {finding.mend}."
    # What strangers wrote neither begins lines nor commands the terminal.
    return "".join(sign if sign.isprintable() else " " for sign in line)
