"""Why an answer is still open although its cell has run.

A kernel loads this at its start: standard library only.
"""

import ast
import re

BLANK = re.compile(r"\.{3}|_{2,}|…")
# What a line says, and the remark behind it.
ENTRY = re.compile(r"((?:\"[^\"]*\"|'[^']*'|[^#\"'])*?)(\s*(?:#.*)?)")


def find_remark(name: str, code: str) -> str:
    """Find the line that answers and stands behind ``#``, or give "".

    Both forms of a prompt count: ``# answer_2_1 = …`` in a line of its own, and
    ``answer_4_3 = ...  # …``. A line that still holds a blank answers nothing.
    """
    for line in code.splitlines():
        own = re.match(rf"\s*#\s*({name}\s*=(?!=).*)", line)
        beside = re.match(rf"\s*{name}\s*=\s*\.\.\.\s*#\s*(.+)", line)
        found = own[1] if own else f"{name} = {beside[1]}" if beside else ""
        if found and not BLANK.search(found) and is_code(found):
            return found
    return ""


def is_code(line: str) -> bool:
    """Tell whether Python can read a line."""
    try:
        ast.parse(line)
    except (SyntaxError, ValueError):
        return False
    return True


def find_unread(error: SyntaxError, code: str) -> int:
    """Give the line that is to be mended: where a comma or a bracket is missing.

    A notebook says "incomplete" of a cell with an open bracket, and names its end.
    Python names the line after the one that lacks its comma.
    """
    above = (error.lineno or 0) - 1
    if 0 < above < len(code.splitlines()) and end_with_comma(code, above):
        return above
    if "incomplete" in str(error.msg):
        try:
            ast.parse(code)
        except SyntaxError as again:
            return again.lineno or error.lineno or 0
        except ValueError:
            pass
    return error.lineno or 0


def find_number(error: BaseException, code: str) -> int:
    """Give the line of the cell at which an error arose, 0 if that is not known."""
    if isinstance(error, SyntaxError):
        return find_unread(error, code)
    number, trace = 0, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        # The first frame of a cell: a function of another cell has lines of its own.
        if not number and re.search(r"ipykernel_|<ipython-input|<stdin>", file):
            number = trace.tb_lineno
        trace = trace.tb_next
    return number


def end_with_comma(code: str, number: int) -> str:
    """Give line ``number`` with a comma at its end if that mends it, else ""."""
    rows = code.splitlines()
    found = ENTRY.fullmatch(rows[number - 1]) if 0 < number < len(rows) else None
    said = found[1].rstrip() if found else ""
    if not found or not said or said[-1] in ",([{:=":
        return ""
    better = f"{said},{found[2]}"
    after = find_fault("\n".join([*rows[: number - 1], better, *rows[number:]]))
    # Another comma may be missing further down.
    return better if not after or after > max(find_fault(code), number) else ""


def find_fault(code: str) -> int:
    """Give the line at which Python cannot read a cell, 0 if it can."""
    try:
        ast.parse(code)
    except SyntaxError as error:
        return error.lineno or 1
    except ValueError:
        return 1
    return 0


def is_taken_back(name: str, code: str) -> bool:
    """Tell whether a cell gives an answer a value, and dots after that."""
    try:
        body = ast.parse(code).body
    except (SyntaxError, ValueError):
        return False
    given = [
        isinstance(node.value, ast.Constant) and node.value.value is ...
        for node in body
        if isinstance(node, ast.Assign)
        if any(getattr(target, "id", "") == name for target in node.targets)
    ]
    return bool(given) and given[-1] and not all(given)


def find_printed(code: str) -> str:
    """Find what the last line of a cell prints or shows, or give ""."""
    try:
        end = ast.parse(code).body[-1]
    except (SyntaxError, ValueError, IndexError):
        return ""
    call = end.value if isinstance(end, ast.Expr) else None
    if not isinstance(call, ast.Call) or len(call.args) != 1 or call.keywords:
        return ""
    if not isinstance(call.func, ast.Name) or call.func.id not in {"print", "show"}:
        return ""
    return ast.get_source_segment(code, call.args[0]) or ""
