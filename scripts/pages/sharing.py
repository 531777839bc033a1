"""A second process does work while this one is still busy with something else.

On Linux it begins as a copy of this process, so that nothing is imported or read twice;
it takes jobs from the end of the list, this one later from the beginning. Elsewhere, or
with one processor, this process does all of them: slower, and with the same result.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from scripts.door.errors import Problem
from scripts.proof.ending import end_with

FEWEST = 4  # jobs for which a second process is worth its start: more than one topic

Job = Callable[[], object]


class Shared:
    """Jobs that two processes share; each writes files, or raises Problem.

    Every job costs a token, a byte in a pipe: so none is done twice.
    """

    def __init__(self, jobs: Sequence[Job]):
        self.jobs = jobs
        self.faults: dict[int, str] = {}  # of jobs that are done: a sentence, or ""
        self.helper = 0  # the number of the process
        self.tokens, full = os.pipe()
        os.write(full, bytes(len(jobs)))
        os.close(full)
        self.results = -1

    def begin(self) -> None:
        """Let a second process begin with the last job."""
        self.results, told = os.pipe()
        parent = os.getpid()
        self.helper = os.fork()
        if self.helper:
            os.close(told)
            return
        try:
            end_with(parent)
            for number in reversed(range(len(self.jobs))):
                if not os.read(self.tokens, 1):
                    break
                with suppress(Exception):  # the other process meets it, too
                    fault = self.do(number)
                    os.write(told, f"{json.dumps([number, fault])}\n".encode())
        finally:
            os._exit(0)  # what it has not told, the other does

    def do(self, number: int) -> str:
        """Do a job; return the sentence of what stopped it, or ""."""
        try:
            self.jobs[number]()
        except Problem as problem:
            return str(problem)
        return ""

    def finish(
        self, wanted: Iterable[int], tell: Callable[[int], None]
    ) -> dict[int, str]:
        """Do what is left, and wait for the other; return what stopped each job, or "".

        Only the ``wanted`` jobs count. ``tell`` hears the number of a job before this
        process begins it.
        """
        wanted = set(wanted)
        for number in range(len(self.jobs)):
            if not os.read(self.tokens, 1):
                break
            if number in wanted:
                tell(number)
                self.faults[number] = self.do(number)
        if self.helper:
            with open(self.results, encoding="utf-8") as told:
                self.results = -1
                for line in told:
                    if line.endswith("\n"):
                        number, fault = json.loads(line)
                        self.faults[number] = fault
        for number in sorted(wanted - set(self.faults)):
            tell(number)  # the other process did not come to its end
            self.faults[number] = self.do(number)
        return {number: self.faults[number] for number in sorted(wanted)}

    def end(self) -> None:
        """Stop the other process, if it still runs."""
        os.close(self.tokens)
        if self.results >= 0:
            os.close(self.results)
        if self.helper:
            with suppress(ProcessLookupError):
                os.kill(self.helper, signal.SIGKILL)
            os.waitpid(self.helper, 0)


@contextmanager
def share(jobs: Sequence[Job], fewest: int = 0) -> Iterator[Shared]:
    """Begin with the jobs in a second process; it ends here at the latest.

    ``fewest`` says from how many jobs on a second process is worth its start, if they
    are larger than those of a build.
    """
    shared = Shared(jobs)
    try:
        if len(jobs) >= (fewest or FEWEST) and can_copy():
            shared.begin()
        yield shared
    finally:
        shared.end()


def can_copy() -> bool:
    """Say whether this process may be copied, and whether that makes it quicker.

    A copy has one thread alone: what others hold locked would stay so.
    """
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )
