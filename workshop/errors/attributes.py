"""Verbs and columns that a thing does not have."""

import ast
import difflib
import numbers
import re

from workshop.assigning import ALIKE
from workshop.errors.known import VERBS
from workshop.errors.places import say_remade
from workshop.errors.shadows import BROUGHT, describe
from workshop.errors.sides import is_compared, say_compared
from workshop.errors.stop import Stop
from workshop.errors.values import say_decimals
from workshop.messages import tr
from workshop.number_words import to_key

# What a verb is called elsewhere.
OTHERWISE = {
    "sort": "sort_values", "order": "sort_values", "average": "mean", "avg": "mean",
    "smallest": "min", "lowest": "min", "largest": "max", "biggest": "max",
    "highest": "max", "number": "sum", "total": "sum", "amount": "sum",
    "zbir": "sum", "zbroj": "sum", "suma": "sum", "shuma": "sum", "prosek": "mean",
    "prosjek": "mean", "mesatare": "mean", "mesatarja": "mean",
    "length": "size", "unique_count": "nunique", "count_values": "value_counts",
    "list": "to_list",
}  # fmt: skip
ROWS = {"rows", "row", "lines", "row_count", "nrow", "nrows", "count_rows", "redovi"}
# Verbs that begin with r and turn a sign round, such as rpow: nobody types them.
TURNED = {f"r{sign}" for sign in ("add", "sub", "mul", "div", "truediv", "mod", "pow")}
TURNED |= {"rfloordiv"}


def explain_attribute(stop: Stop) -> str:
    """Explain a verb or column that a thing does not have; "" for other errors."""
    if not isinstance(stop.error, AttributeError):
        return ""
    name = getattr(stop.error, "name", None) or ""
    thing = getattr(stop.error, "obj", None)
    verb = getattr(thing, "__name__", "verb")
    if callable(thing) and name in stop.names:
        return tr(
            "What a verb works on stands after it, in round brackets: "
            "`{verb}({name})`.",
            verb=verb,
            name=name,
        )
    if callable(thing) and not isinstance(thing, type):
        return tr(
            "Round brackets are missing before `.{name}`: without them, a verb is not "
            "run. Write `{verb}().{name}`.",
            name=name,
            verb=verb,
        )
    if thing is False and re.search(r"\bis\b", stop.line):
        return tr("To compare a column, Python writes `==`, not `is`.")
    if isinstance(thing, numbers.Number | str) and is_compared(stop):
        return say_compared()
    return (
        say_rows(name, stop)
        or say_letters(name, thing)
        or say_remade(stop)
        or say_helper(name)
        or say_kind(name, thing)
        or say_hyphen(name, stop)
        or say_alone(name, stop)
        or say_spelling(name, thing)
    )


def say_letters(name: str, thing: object) -> str:
    """Say that some letters of a verb are Cyrillic, or give ""."""
    latin = name.translate(ALIKE)
    if latin == name or not hasattr(thing, latin):
        return ""
    return tr(
        "Some letters of `{name}` are Cyrillic and only look like Latin ones. Type "
        "`{latin}` again with Latin letters.",
        name=name,
        latin=latin,
    )


def say_rows(name: str, stop: Stop) -> str:
    """Say how the rows of a table are counted."""
    thing = getattr(stop.error, "obj", None)
    places = [node.value for node in stop.find(ast.Attribute) if node.attr == name]
    if name not in ROWS or not places or not hasattr(thing, "index"):
        return ""
    return tr(
        "A table has no verb `{name}`. Its rows are counted in this way: "
        "`len({table})`.",
        name=name,
        table=ast.unparse(places[0]),
    )


def say_helper(name: str) -> str:
    """Say that a helper or a verb of Python stands before what it works on."""
    import pandas as pd

    if name not in {*BROUGHT, *VERBS} or hasattr(pd.Series, name):
        return ""
    return tr(
        "`{name}` stands before what it works on, which follows in round brackets: "
        "`{name}(…)`.",
        name=name,
    )


def say_hyphen(name: str, stop: Stop) -> str:
    """Say that a name such as sort_values has no hyphen."""
    thing = getattr(stop.error, "obj", None)
    found = re.search(rf"\.{re.escape(name)}\s*-\s*([^\W\d]\w*)", stop.line)
    whole = f"{name}_{found[1]}" if found else ""
    if not whole or not hasattr(thing, whole):
        return ""
    return tr(
        "`{whole}` is one name, with `_` between its words. A hyphen is a minus sign.",
        whole=whole,
    )


def say_alone(name: str, stop: Stop) -> str:
    """Say that a name of the notebook stands without a table before it."""
    owners = [node.value for node in stop.find(ast.Attribute) if node.attr == name]
    if name not in stop.held or not owners or not isinstance(owners[0], ast.Name):
        return ""
    return tr(
        "There is nothing called `{name}` in `{owner}`. `{name}` is a name by itself: "
        "write it without `{owner}.` before it.",
        name=name,
        owner=owners[0].id,
    )


def say_kind(name: str, thing: object) -> str:
    """Say that the verb belongs to another kind of thing."""
    import pandas as pd

    if thing is None:
        return tr(
            "What stands before `.{name}` is empty: a line that only shows something "
            "gives nothing back. Give the name the table itself.",
            name=name,
        )
    if isinstance(thing, pd.Series) and hasattr(pd.Series.str, name):
        return tr(
            "`{name}` is a verb for texts. For a column of texts, `.str` stands before "
            'it: `table["column"].str.{name}(…)`.',
            name=name,
        )
    if isinstance(thing, tuple) and any(isinstance(part, int) for part in thing):
        return say_decimals()
    if isinstance(thing, pd.DataFrame) and hasattr(pd.Series, name):
        return tr(
            "`{name}` is a verb for one column, and a table stands before it. Pick a "
            'column first, in this way: `table["column"].{name}`.',
            name=name,
        )
    if not isinstance(thing, str | list | tuple | dict | numbers.Number):
        return ""
    if hasattr(pd.Series, name) or hasattr(pd.DataFrame, name):
        return tr(
            "`{name}` is a verb for a table or one of its columns. Before it stands "
            "something else: {what}. A column is picked in this way: "
            '`table["column"]`.',
            name=name,
            what=describe(thing),
        )
    return ""


def say_spelling(name: str, thing: object) -> str:
    """Say which verb or column is near, and leave out what people never type."""
    known = [word for word in dir(thing) if word[0] != "_" and word not in TURNED]
    if isinstance(thing, str):
        known = ["lower", "upper", "strip", "split", "replace", "startswith", "title"]
    known += [str(column) for column in getattr(thing, "columns", ())]
    known = [word for word in known if word != name]
    close = [
        word for word in known if word.lower() == OTHERWISE.get(name, name.lower())
    ]
    close = close or [word for word in known if word == to_key(name)]
    close = close or difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    if close:
        return tr(
            "There is no verb or column called `{name}` here. Did you mean `{close}`?",
            name=name,
            close=close[0],
        )
    return tr(
        "There is no verb or column called `{name}` here. Check the spelling.",
        name=name,
    )
