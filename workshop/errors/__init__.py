"""Turn an error into one sentence that a beginner can use."""

import difflib
import html
import linecache
import re
import traceback

from workshop.output import emit_reply

# What Python says of an unfinished line, and what it means.
SYNTAX = (
    ("never closed", "A bracket is opened and never closed."),
    ("unmatched", "There is a closing bracket without an opening one."),
    ("does not match", "An opening and a closing bracket do not belong together."),
    ("unterminated", "A quotation mark is missing at the beginning or the end."),
    ("forgot a comma", "A comma seems to be missing between two values."),
    ("expected ':'", "A colon is missing at the end of the line."),
    ("indent", "The spaces at the beginning of the line do not fit the lines around."),
    ("incomplete", "The line is not finished: a bracket may be open."),
    ("invalid character", "There is a character that Python does not use, perhaps a "
    + "curly quotation mark copied from a document. Type it again."),
)  # fmt: skip
# What Python says of values and brackets that do not go together.
TYPES = (
    ("unexpected keyword", "A word before an equals sign is not known to this verb: "
    + "check its spelling."),
    ("missing", "Something is missing between the round brackets."),
    ("not callable", "There are round brackets after something that is no verb. To "
    + "pick a column, use square brackets."),
    ("", "Two things in this line do not go together. Often a number and a text are "
    + "mixed, or a bracket is in the wrong place."),
)  # fmt: skip
EMPTY = re.compile(
    r"empty sequence|is empty|out-of-bounds|out of bounds for axis 0 with size 0"
)
# How pandas names several columns that a table does not have.
NOT_THERE = re.compile(r"not (?:in index|found in axis|columns)|are in the")


def start() -> None:
    """Install the friendly error handler and say that the notebook is ready."""
    shell = _find_shell()
    if shell is not None:
        shell.set_custom_exc((Exception,), _handle)
    emit_reply("right", "✓", "The notebook is ready.", "You can begin.")


def explain(error: BaseException, names: list[str], code: str = "") -> str:
    """Say in plain words what an error means and what to try.

    ``names`` are the names that exist in the notebook, ``code`` is the text of the
    cell. Never raises.
    """
    if _is_blank(error, code):
        return (
            "There is still a blank in this cell: three dots, `...`. "
            "Replace the dots with your answer and run the cell again."
        )
    if isinstance(error, SyntaxError):
        return _explain_syntax(error)
    if isinstance(error, NameError):
        return _explain_name(error, names)
    if isinstance(error, AttributeError):
        return _explain_attribute(error)
    if isinstance(error, KeyError):
        return _explain_key(error)
    if type(error).__module__.startswith("workshop"):
        return str(error)
    if isinstance(error, ModuleNotFoundError):
        return (
            f"The library `{error.name}` is not installed here. "
            "Check the spelling, or ask the facilitator."
        )
    if isinstance(error, FileNotFoundError):
        return (
            f"There is no file called `{error.filename}` here. "
            "Check the name and the folder."
        )
    if isinstance(error, ZeroDivisionError):
        return "Something was divided by zero. Look at the number below the line."
    if isinstance(error, ValueError | IndexError) and EMPTY.search(str(error)):
        return (
            "There is no such row; perhaps none is left. Compare what you look for "
            "with the table: capital letters count, and a country may be a code."
        )
    if isinstance(error, IndexError):
        return (
            "You asked for a place in a list or table that does not exist. "
            "Remember that Python counts from zero."
        )
    if isinstance(error, TypeError):
        meaning = next(text for sign, text in TYPES if sign in str(error))
        return f"{meaning} {_quote(error)}"
    return (
        "Python could not do this. Compare the line with the example above it. "
        f"{_quote(error)}"
    ).strip()


def _handle(shell, kind, error, trace, tb_offset=None) -> None:
    # IPython calls this instead of printing a traceback.
    names = [name for name in shell.user_ns if not name.startswith("_")]
    line, number, code = _find_line(error, trace)
    text = explain(error, names, code)
    if line:
        text += f"\n\nIt happened in line {number} of the cell: `{line}`"
    whole = "".join(traceback.format_exception(kind, error, trace))
    more = (
        '<details class="traceback"><summary>The whole message, for the facilitator'
        f"</summary><pre>{html.escape(whole)}</pre></details>"
    )
    emit_reply("error", "↻", "Python stopped here. Nothing is broken.", text, more)


def _find_shell():
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()


def _find_line(error: BaseException, trace) -> tuple[str, int, str]:
    """Find the line of the cell, its number and the cell's code ("" if none)."""
    place = None
    if isinstance(error, SyntaxError):
        place = (error.filename, error.lineno)
    for frame in traceback.extract_tb(trace):
        if re.search(r"ipykernel_|<ipython-input|<stdin>", frame.filename):
            place = (frame.filename, frame.lineno)
    if not place or not place[0] or not place[1]:
        return "", 0, ""
    file, number = place
    code = "".join(linecache.getlines(file))
    line = linecache.getline(file, number) or getattr(error, "text", "") or ""
    return line.strip(), number, code


def _is_blank(error: BaseException, code: str) -> bool:
    mentions = re.search(r"ellipsis", f"{error}", re.IGNORECASE)
    is_code = re.search(r"(?<![\"'.])\.\.\.(?![\"'.])", code)
    return bool(mentions) or bool(is_code and isinstance(error, TypeError | KeyError))


def _explain_syntax(error: SyntaxError) -> str:
    said = str(error.msg)
    for sign, meaning in SYNTAX:
        if sign in said.lower():
            return meaning
    return (
        "Python cannot read this line. Look for a missing bracket, quotation mark or "
        "comma in it, or at the end of the line above."
    )


def _explain_name(error: NameError, names: list[str]) -> str:
    name = getattr(error, "name", None) or str(error).split("'")[1]
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.7)
    if close:
        return (
            f"Python does not know the name `{name}`. Did you mean `{close[0]}`? "
            "Capital letters count."
        )
    return (
        f"Python does not know the name `{name}`. Perhaps a cell above has not been "
        "run yet: run the setup cell at the top, then the cells of this section. "
        "If it should be a word, put it in quotation marks."
    )


def _explain_attribute(error: AttributeError) -> str:
    name, thing = getattr(error, "name", None), getattr(error, "obj", None)
    close = difflib.get_close_matches(name or "", dir(thing), n=1, cutoff=0.6)
    tip = f" Did you mean `{close[0]}`?" if close else " Check the spelling."
    return f"There is no verb or column called `{name}` here.{tip}"


def _quote(error: BaseException) -> str:
    """Quote what Python says, without the folder of a file, or nothing."""
    said = re.sub(r" \([^()]*\.py\)$", "", str(error))
    return f"Python says: “{said}”" if said else ""


def _explain_key(error: KeyError) -> str:
    key = error.args[0] if error.args else ""
    if NOT_THERE.search(str(key)):
        key = ", ".join(re.findall(r"'([^']+)'(?=[],])", str(key))) or key
    labels = [str(label) for label in _find_labels(error)]
    close = difflib.get_close_matches(str(key), labels, n=1, cutoff=0.6)
    if close:
        tip = f"Did you mean `{close[0]}`? Capital letters count."
    elif labels:
        tip = f"The names there are: {', '.join(labels[:12])}."
    else:
        tip = "Check the spelling. Capital letters count."
    return f"There is no column or label called `{key}`. {tip}"


def _find_labels(error: KeyError) -> list:
    """Find the labels of the table that was asked: the first frame that has one."""
    trace = error.__traceback__
    while trace:
        thing = trace.tb_frame.f_locals.get("self")
        if type(thing).__name__ in {"DataFrame", "Series"}:
            return list(getattr(thing, "columns", thing.index))
        trace = trace.tb_next
    return []
