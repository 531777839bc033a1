"""What misses in a notebook that is none of ours, in one line each."""

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
        where = f", cell number {self.cell}" if self.cell else ""
        line = f"{where}: {self.what}; {self.mend}."
        # What strangers wrote neither begins lines nor commands the terminal.
        return "".join(sign if sign.isprintable() else " " for sign in line)
