"""What a kernel does from its start: answer errors kindly, watch the answers.

IPython loads this module through ``etc/ipython/ipython_config.py``, which comes with
the package, so that a sentence also stands where no setup cell has been run. It
imports nothing heavy: a kernel is ready no later for it.
"""

import functools
import html
import linecache
import re
import sys
import traceback
import warnings
from typing import Any

from workshop import messages, room, unanswered, watching
from workshop.messages import look_up, tr
from workshop.output import emit_reply

CELL = re.compile(r"ipykernel_|<ipython-input|<stdin>")
FALLBACK = "Python could not do this. Compare the line with the example above it."


def load_ipython_extension(shell: Any) -> None:
    """Install the error handler and the watch over answers, once for each kernel."""
    if getattr(shell, "speaks_kindly", False):
        return
    shell.speaks_kindly = True
    shell.set_custom_exc((Exception, KeyboardInterrupt), handle)
    # IPython answers by itself where it finds a fault before it runs a line.
    shell.showtraceback = functools.partial(show_fault, shell, shell.showtraceback)
    # The error that follows says it in other words.
    warnings.filterwarnings("ignore", category=SyntaxWarning)
    # What pandas will do one day helps nobody who has just begun.
    warnings.filterwarnings("ignore", message="Starting.with.pandas.version")
    warnings.filterwarnings("ignore", message="divide.by.zero|invalid.value|overflow")
    shell.events.register("pre_run_cell", watching.begin_cell)
    shell.events.register("post_run_cell", watching.end_cell)


def start(language: str = "") -> None:
    """Say that the notebook is ready; mend a kernel that has no error handler yet.

    ``start("mk")`` chooses the language of replies, tables and charts.
    """
    if language:
        messages.choose(language)
    shell = _find_shell()
    if shell is not None:
        load_ipython_extension(shell)
    room.tell_start(shell)
    emit_reply("right", "✓", look_up("The notebook is ready."), _describe_start())


def handle(
    shell: Any, kind: Any, error: Any, trace: Any, tb_offset: Any = None
) -> None:
    """Print a sentence for an error; IPython calls this instead of a traceback."""
    if isinstance(error, KeyboardInterrupt):
        words = look_up("The cell was stopped. Nothing is broken.")
        text = look_up(
            "What the cells before have made is still there. Run the cell again "
            "whenever you like. If it ran for long, ask the facilitator to look at it "
            "with you."
        )
        emit_reply("open", "○", words, text)
        return
    line, number, code = find_line(error, trace)
    text = _explain(error, shell.user_ns, code, number, line)
    whole = "".join(traceback.format_exception(kind, error, trace))
    title = html.escape(look_up("The whole message, for the facilitator"))
    more = (
        f'<details class="traceback"><summary>{title}</summary>'
        f"<pre>{html.escape(whole)}</pre></details>"
    )
    words = look_up("Python stopped here. Nothing is broken.")
    emit_reply("error", "↻", words, text, more)


def show_fault(
    shell: Any, show: Any, error: Any = None, *further: Any, **options: Any
) -> None:
    """Print a sentence for a line that cannot be read; ``show`` prints all else."""
    kind, value, trace = error or sys.exc_info()
    if isinstance(value, SyntaxError):
        handle(shell, kind, value, trace)
    else:
        show(error, *further, **options)


def find_line(error: BaseException, trace: Any) -> tuple[str, int, str]:
    """Find the line of the cell, its number and the cell's code ("" if none)."""
    place: tuple[str | None, int | None] = (None, None)
    if isinstance(error, SyntaxError):
        place = (error.filename, error.lineno)
    for frame in traceback.extract_tb(trace):
        if CELL.search(frame.filename):
            place = (frame.filename, frame.lineno)
    file, number = place
    if not file or not number:
        return "", 0, ""
    code = "".join(linecache.getlines(file))
    if isinstance(error, SyntaxError):
        number = unanswered.find_unread(error, code)
    line = linecache.getline(file, number) or getattr(error, "text", "") or ""
    return line.strip(), number, code


def _explain(error: Any, values: dict, code: str, number: int, line: str) -> str:
    # A fault in here would show the traceback that it should spare people.
    try:
        from workshop.errors import explain

        names = [name for name in values if not name.startswith("_")]
        text = explain(error, names, code, number, values)
        if not line:
            return text
        where = tr(
            "It happened in line {number} of the cell: `{line}`",
            number=number,
            line=line,
        )
        return f"{text}\n\n{where}"
    except Exception:  # noqa: BLE001
        return look_up(FALLBACK)


def _describe_start() -> str:
    if sys.platform != "emscripten":
        return look_up("You can begin.")
    from workshop.plan import kept

    return f"{look_up('You can begin.')} {kept.describe_start()}"


def _find_shell():
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()
