"""What a person can mend is one sentence, never a traceback."""

import errno
import os
import select
import sys
from collections.abc import Callable
from typing import TextIO

READER_GONE = 141  # what a shell says of a program that wrote to nobody


class Problem(Exception):
    """Something a person can mend: the message says what, where and how."""


def report_faults(work: Callable[[list[str]], int], argv: list[str]) -> int:
    """Return what ``work(argv)`` returns; turn what a person can mend into a line.

    Who reads on in ``head`` or a pager may stop at any line: then the work stops too,
    and nothing is said, for nobody is there to read it.
    """
    try:
        try:
            return explain_faults(work, argv)
        finally:
            sys.stdout.flush()
    except OSError:
        if silence_unread():
            return READER_GONE
        raise


def explain_faults(work: Callable[[list[str]], int], argv: list[str]) -> int:
    """Return what ``work(argv)`` returns, or say in a line why it stopped."""
    try:
        return work(argv)
    except Problem as problem:
        return complain(str(problem))
    except KeyboardInterrupt:
        return complain("Stopped. Start the same command again to go on.", 130)
    except OSError as error:
        return complain(explain_system_error(error))


def silence_unread() -> bool:
    """Send what nobody reads any more to nowhere; return whether there was such."""
    unread = [stream for stream in (sys.stdout, sys.stderr) if not can_be_read(stream)]
    for stream in unread:
        # Python writes what is left of it at its end, which would fail once more.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    return bool(unread)


def can_be_read(stream: TextIO) -> bool:
    """Return whether somebody may still read a stream; Windows has its own word."""
    try:
        stream.flush()
        # What was written at once is not there to fail once more: ask the system.
        return not (hasattr(select, "poll") and has_lost_its_reader(stream.fileno()))
    except OSError as error:  # also what is no file at all: nobody has left that
        return error.errno not in (errno.EPIPE, errno.EINVAL)


def has_lost_its_reader(number: int) -> bool:
    """Return whether the other end of a pipe is closed."""
    asked = select.poll()
    asked.register(number, 0)
    return any(told & (select.POLLERR | select.POLLHUP) for _, told in asked.poll(0))


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
