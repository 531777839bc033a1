"""Run nbval on notebooks and write what differs to a file (a process of its own).

nbval compares text and leaves out images and metadata; this session compares those
too, with the outputs that nbval has just made, so that nothing runs twice.
Usage: python nbval_session.py RESULT.json ROOT images|no-images NOTEBOOK…
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import nbval.kernel
import pytest

from scripts.lessons.notebooks import name_file
from scripts.proof.ending import describe_child, end_with_whoever_feeds_us
from scripts.proof.pictures import compare_pictures
from scripts.proof.running import SECONDS_PER_CELL, prepare_environment

STARTS = 2  # two kernels that start at once may choose the same port: then once more
MEND = "run refresh, look at the change, and commit it if it is right"


class Session:
    """A pytest plugin: a fresh plan for every notebook, a sentence for every fault."""

    def __init__(self, root: Path, scratch: Path, images: bool):
        self.root, self.scratch, self.images = root, scratch, images
        self.notebook = Path()
        self.differences: dict[str, list[str]] = {}
        self.lost: set[Path] = set()
        self.stopped = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        """Give each notebook an environment of its own before its kernel starts."""
        if item.path != self.notebook:
            self.notebook = item.path
            folder = self.scratch / item.path.stem
            folder.mkdir()
            os.environ |= prepare_environment(item.path.name, folder, self.root)
            self.differences[str(item.path)] = []
        if item.path in self.lost:
            pytest.skip("Its kernel is gone, and a sentence has said so.")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        """Compare images after nbval has compared text; put faults into words."""
        stored, error = item.cell.outputs, None
        replies = keep_replies(item.parent.kernel)
        try:
            yield
        except (Exception, pytest.skip.Exception) as caught:
            error = caught
        difference = describe_stop(replies) or find_difference(
            stored, item.test_outputs or [], self.images
        )
        if error and not difference:
            said = " ".join(str(error).split())[:200].rstrip(".")
            difference = said or "the cell is left out of verification"
        if item.parent.timed_out or not item.parent.kernel.is_alive():
            self.lost.add(item.path)
            difference = (
                f"the code did not end in {SECONDS_PER_CELL} s, or Python "
                "stopped in it, so nothing after it was compared"
            )
        if difference:
            self.add_fault(item, f"cell {item.cell.id}: {difference}; {MEND}.")

    def pytest_exception_interact(self, node, call, report):
        """Note a kernel that did not stop; without a kernel nothing else is tried."""
        reason = " ".join(str(call.excinfo.value).split())[:200].rstrip(".")
        if report.when == "teardown":
            self.differences[str(self.notebook)].append(
                f"{name_file(self.notebook)}: its kernel could not stop ({reason}); "
                "close other programs and try again."
            )
        elif report.when == "setup":
            self.stopped = f"no kernel started for {name_file(node.path)}: {reason}"
            node.session.shouldstop = self.stopped

    def add_fault(self, item: Any, sentence: str) -> None:
        """Note a fault of the notebook that ``item`` belongs to."""
        self.differences[str(item.path)].append(f"{name_file(item.path)}, {sentence}")


def keep_replies(kernel: Any) -> list[dict]:
    """Return a list that fills with the kernel's replies to cells from now on.

    Our kernels answer an error with a sentence and store no output of the type
    "error"; the reply alone says that a cell stopped, and nbval throws it away.
    """
    replies, read = [], type(kernel).get_message

    def read_and_keep(stream, timeout=None):
        message = read(kernel, stream, timeout)
        if message["msg_type"] == "execute_reply":
            replies.append(message["content"])
        return message

    kernel.get_message = read_and_keep
    return replies


def describe_stop(replies: list[dict]) -> str:
    """Say with which error a cell stopped, "" when it came to its end."""
    for reply in replies:
        if reply["status"] == "error":
            said = " ".join(reply["evalue"].split())
            return f"the code stops with {reply['ename']} ({said})"
    return ""


def find_difference(stored: list, fresh: list, images: bool) -> str:
    """Say how stored outputs differ from fresh ones, "" when they do not."""
    for old, new in zip(stored, fresh, strict=False):
        difference = compare_output(old, new, images)
        if difference:
            return difference
    if len(stored) != len(fresh):
        return f"{len(stored)} outputs are stored and the code gives {len(fresh)} now"
    return ""


def compare_output(old: Any, new: Any, images: bool) -> str:
    """Compare one stored output with a fresh one."""
    if old.output_type != new.output_type:
        return f"a stored {old.output_type} is a {new.output_type} now"
    before, after = old.get("data", {}), new.get("data", {})
    if set(before) != set(after):
        return f"stored are {sorted(before)}, now the code gives {sorted(after)}"
    for kind in sorted(before):
        if kind == "image/png":
            difference = compare_pictures(before[kind], after[kind]) if images else ""
        else:
            difference = compare_texts(str(before[kind]), str(after[kind]))
        if difference:
            return difference
    for key in ("text", "evalue"):
        difference = compare_texts(old.get(key, ""), new.get(key, ""))
        if difference:
            return difference
    if old.get("metadata", {}) != new.get("metadata", {}):
        return compare_texts(str(old.metadata), str(new.metadata))
    return ""


def compare_texts(stored: str, fresh: str) -> str:
    """Show the place where two texts part."""
    if stored == fresh:
        return ""
    at = len(os.path.commonprefix([stored, fresh]))
    start = max(0, at - 25)
    old, new = (" ".join(text[start : at + 35].split()) for text in (stored, fresh))
    return f'stored is "…{old}…", and the code gives "…{new}…"'


def main(result: str, root: str, images: str, *notebooks: str) -> int:
    """Run nbval and write {notebook: [difference, …]} to ``result``.

    Where no kernel starts, nothing is written and the last line says why.
    """
    for _ in range(STARTS):
        session = run_session(Path(root), images == "images", notebooks)
        if not session.stopped:
            text = json.dumps(session.differences)
            Path(result).write_text(text, encoding="utf-8")
            return 0
    print(session.stopped)
    return 1


def run_session(root: Path, images: bool, notebooks: Iterable[str]) -> Session:
    """Let nbval run the notebooks; return what it has found."""
    start = nbval.kernel.start_new_kernel
    nbval.kernel.start_new_kernel = partial(start, **describe_child())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        session = Session(root, Path(scratch), images)
        options = ["--nbval", "--nbval-current-env", "--noconftest", "-q"]
        options += ["-p", "nbval.plugin", "-p", "no:cacheprovider", "-c", os.devnull]
        options += [f"--rootdir={root}", f"--nbval-cell-timeout={SECONDS_PER_CELL}"]
        pytest.main([*options, *notebooks], plugins=[session])
    return session


if __name__ == "__main__":
    end_with_whoever_feeds_us()
    sys.exit(main(*sys.argv[1:]))
