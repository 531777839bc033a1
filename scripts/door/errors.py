"""What a person can mend is one sentence, never a traceback."""

import errno
import sys
from collections.abc import Callable


class Problem(Exception):
    """Something a person can mend: the message says what, where and how."""


def report_faults(work: Callable[[list[str]], int], argv: list[str]) -> int:
    """Return what ``work(argv)`` returns; turn what a person can mend into a line."""
    try:
        return work(argv)
    except Problem as problem:
        return complain(str(problem))
    except KeyboardInterrupt:
        return complain("Stopped. Start the same command again to go on.", 130)
    except OSError as error:
        return complain(explain_system_error(error))


def complain(sentence: str, code: int = 1) -> int:
    """Print one sentence to standard error and return the exit code."""
    print(sentence, file=sys.stderr)
    return code


def explain_system_error(error: OSError) -> str:
    """Return a sentence for a fault of disk or folder; raise what is our own fault."""
    place = error.filename or "A file"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{place} could not be written, the disk is full: free some space."
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{place} may not be read or written here: check who owns the folder."
    if isinstance(error, IsADirectoryError):
        return f"{place} is a folder, and a file belongs here: move it away."
    if isinstance(error, FileExistsError):
        return f"{place} is there already, and a folder belongs here: move it away."
    if isinstance(error, NotADirectoryError):
        return f"{place} lies below a file, and a folder belongs there: move it away."
    raise error
