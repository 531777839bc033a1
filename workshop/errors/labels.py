"""Columns, rows and places that are not there."""

import ast
import difflib
import re
from collections.abc import Mapping
from types import SimpleNamespace

from workshop.assigning import ALIKE
from workshop.errors.places import find_column_line, find_shown
from workshop.errors.stop import Stop
from workshop.messages import tr

MOST_NAMES = 12
EMPTY = re.compile(
    r"empty sequence|is empty|out-of-bounds|out of bounds for axis 0 with size 0"
    r"|arg(?:max|min) of an empty"
)
VERBS_OF_COLUMNS = SimpleNamespace(
    **dict.fromkeys(("count", "max", "mean", "median", "min", "nunique", "sum"), len)
)
NUMBERED = re.compile(r"[A-Za-z]+-?\d+")
# How pandas names several columns that a table does not have.
NOT_THERE = re.compile(r"not (?:in index|found in axis|columns)|are in the")


def explain_label(stop: Stop) -> str:
    """Explain a label or a place that does not exist; "" for any other error."""
    error = stop.error
    if type(error).__name__ == "InvalidIndexError" and error.args:
        key = error.args[0]
        return explain_comma(key) if isinstance(key, tuple) else ""
    if isinstance(error, KeyError):
        return explain_key(stop)
    asks_first = re.search(r"iloc\[(0|-1)\]", stop.line)
    far = isinstance(error, IndexError) and "indexer is out-of" in str(error)
    if far and not asks_first:
        return tr(
            "There are fewer rows than that, or none is left. Python counts rows from "
            "zero: the first is `.iloc[0]`, the last is `.iloc[-1]`."
        )
    if isinstance(error, ValueError | IndexError) and EMPTY.search(str(error)):
        return tr(
            "There is no such row; perhaps none is left. Compare what you look for "
            "with the table: capital letters count, and a place may be a code."
        )
    if isinstance(error, IndexError):
        return tr(
            "You asked for a place in a list or table that does not exist. "
            "Remember that Python counts from zero."
        )
    return ""


def explain_key(stop: Stop) -> str:
    """Explain a column, row or word that was looked up and is not there."""
    key = stop.error.args[0] if stop.error.args else ""
    if isinstance(key, bool) and re.search(r"\bis\b", stop.line):
        return tr("To compare a column, Python writes `==`, not `is`.")
    if isinstance(key, bool):
        return tr(
            "Between the square brackets stands a comparison of two texts, not of a "
            "column. The bracket of the column closes before the comparison: "
            '`table[table["column"] == "word"]`.'
        )
    if isinstance(key, tuple):
        return explain_comma(key)
    held = say_held(stop, key) or say_verb_inside(stop, key)
    if held:
        return held
    if isinstance(key, int) and find_tables(stop.error):
        return tr(
            "There is no column or label called `{key}`. To take a row by its place, "
            "write `.iloc[{key}]` after the table or column.",
            key=str(key),
        )
    if NOT_THERE.search(str(key)):
        named = re.findall(r"'([^']+)'(?=[],])", str(key))
        if not named:
            return tr(
                "Rows are picked with one pair of square brackets around the "
                'comparison: `table[table["column"] == "word"]`. Two pairs pick '
                "columns."
            )
        key = ", ".join(named)
    known = [str(label) for label in find_labels(stop, key)]
    close = difflib.get_close_matches(str(key), known, n=1, cutoff=0.6)
    latin = str(key).translate(ALIKE)
    if latin != str(key) and latin in known:
        return tr(
            "Some letters of `{key}` are Cyrillic and only look like Latin ones. Type "
            "`{latin}` again with Latin letters.",
            key=str(key),
            latin=latin,
        )
    joined = find_joined(key, known)
    if joined:
        return tr(
            'A comma is missing between `"{one}"` and `"{other}"`: without it, Python '
            "makes one word of the two.",
            one=joined[0],
            other=joined[1],
        )
    if NUMBERED.fullmatch(str(key)):
        close = []  # which number was meant, nobody can tell
    exact = [one for one in known if split_words(one) == split_words(str(key))]
    exact = exact or [one for one in find_shown(str(key)) if one in known]
    first = tr("There is no column or label called `{key}`.", key=str(key))
    heading, line = find_column_line(str(key)) if not exact else ("", "")
    if line and line not in stop.code:
        told = tr(
            "A line under the heading “{heading}” makes it: `{line}`. Write that line "
            "in this cell too, above the line that uses it.",
            heading=heading,
            line=line,
        )
        return f"{first} {told}"
    made = re.findall(r"\[[\"'](\w+)[\"']\]\s*=(?!=)", stop.code)
    near = sort_near(str(key), known, made)
    whole = [one for one in near if one.lower() in split_words(str(key))]
    sure = difflib.get_close_matches(str(key), known, n=1, cutoff=0.8)
    close = exact or (close and sure) or (whole if len(whole) == 1 else close)
    return f"{first} {describe_known(near, close)}"


def split_words(text: str) -> list[str]:
    """Split a label into its words: ``"running_total"`` is two."""
    return re.findall(r"[^\W_]+", text.lower())


def sort_near(key: str, known: list[str], made: list[str]) -> list[str]:
    """Put those labels first that are near, or that the cell has made itself."""

    def measure(label: str) -> tuple[bool, bool, float]:
        alike = difflib.SequenceMatcher(None, key.lower(), label.lower()).ratio()
        shared = any(
            one[:4] == other[:4]
            for one in split_words(key)
            for other in split_words(label)
            if len(one) > 2
        )
        return not shared, label not in made, 0 if alike < 0.5 else -alike

    is_long = len(known) > MOST_NAMES and not NUMBERED.fullmatch(key)
    return sorted(known, key=measure) if is_long else known


def explain_inside(stop: Stop) -> str:
    """Say that a verb stands between square brackets: people[min], or give ""."""
    is_own = isinstance(stop.error, KeyError | NameError | TypeError)
    return say_verb_inside(stop, None) if is_own else ""


def say_verb_inside(stop: Stop, key: object) -> str:
    """Say that a verb is no label: people["sum"]."""
    for node in stop.find(ast.Subscript):
        thing = stop.get(node.value)
        is_key = isinstance(node.slice, ast.Constant) and node.slice.value == key
        bare = getattr(node.slice, "func", node.slice)  # people[min], people[sum()]
        if isinstance(bare, ast.Name) and callable(stop.held.get(bare.id, print)):
            is_key, key = True, bare.id
            thing = VERBS_OF_COLUMNS if thing is None else thing
        if is_key and isinstance(key, str) and callable(getattr(thing, key, None)):
            return tr(
                "`{verb}` is a verb. It stands after a full stop, with round brackets "
                "and without quotation marks: `{line}`.",
                verb=key,
                line=f"{ast.unparse(node.value)}.{key}()".replace("'", '"'),
            )
    return ""


def say_held(stop: Stop, key: object) -> str:
    """Say that a name without quotation marks holds another value; "" if not."""
    labels = [str(label) for label in find_labels(stop, key)]
    for node in stop.find(ast.Subscript):
        name = getattr(node.slice, "id", "")
        if name in labels and str(stop.held.get(name)) == str(key):
            return tr(
                "`{name}` holds another value here, {value}. If the name of the column "
                'is meant, it stands in quotation marks: `"{name}"`.',
                name=name,
                value=f"`{str(key)[:12]}`",
            )
    return ""


def explain_comma(key: tuple) -> str:
    """Explain a comma between square brackets: several columns, or one number."""
    if any(is_digits(part) for part in key[1:]):
        return tr(
            "A comma makes several values of one number. Python writes large numbers "
            "without signs between the digits, and a point before decimals."
        )
    if not all(isinstance(part, str) for part in key):
        return tr(
            "A comma stands between two conditions. Write `&` between them for “and”, "
            "`|` for “or”."
        )
    return tr(
        "Several columns are picked with two pairs of square brackets: "
        "`table[[{names}]]`.",
        names=", ".join(f'"{part}"' for part in key),
    )


def is_digits(value: object) -> bool:
    """Tell whether a value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def find_joined(key: object, known: list[str]) -> tuple[str, str] | None:
    """Find the two labels between which a comma is missing, if any."""
    text = str(key)
    pairs = ((one, text.removeprefix(one)) for one in known if text.startswith(one))
    return next((pair for pair in pairs if pair[1] in known), None)


def describe_known(known: list[str], close: list[str]) -> str:
    """Say which label is near, or which labels there are."""
    if close:
        return tr(
            "Did you mean `{close}`? Capital letters and spaces count.", close=close[0]
        )
    if not known:
        return tr("Check the spelling. Capital letters count.")
    some = ", ".join(known[:MOST_NAMES])
    if len(known) <= MOST_NAMES:
        return tr("The names there are: {names}.", names=some)
    return tr(
        "There are {total} names, among them: {names}.",
        total=len(known),
        names=some,
    )


def find_labels(stop: Stop, key: object) -> list:
    """Find the labels that exist where ``key`` was looked for."""
    for node in stop.find(ast.Subscript):
        holder = stop.get(node.value)
        plain = isinstance(node.slice, ast.Constant) and node.slice.value == key
        if plain and isinstance(holder, Mapping):
            return list(holder)
    for thing in find_tables(stop.error):
        if hasattr(thing, "obj"):  # .loc and .at look among the rows first
            return [*thing.obj.index, *getattr(thing.obj, "columns", ())]
        return list(getattr(thing, "columns", thing.index))
    return []


def find_tables(error: BaseException) -> list:
    """Find the tables and columns that were asked, the outermost first."""
    tables, trace = [], error.__traceback__
    while trace:
        thing = trace.tb_frame.f_locals.get("self")
        if type(thing).__name__ in {"DataFrame", "Series", "_LocIndexer", "_AtIndexer"}:
            tables.append(thing)
        trace = trace.tb_next
    return tables
