"""Names that Python does not know."""

import ast
import re

from workshop import data
from workshop.assigning import ALIKE
from workshop.errors.above import say_below
from workshop.errors.asked import asks_for_number, asks_for_text
from workshop.errors.columns import say_column
from workshop.errors.known import close_name, is_given, is_known, is_label
from workshop.errors.lone import say_lone, say_nameless, say_turned
from workshop.errors.places import (
    say_figure,
    say_maker,
    say_remark,
    say_unmade,
)
from workshop.errors.shadows import BROUGHT
from workshop.errors.sides import say_twice
from workshop.errors.signs import say_figure_sign, say_phrase, say_sign
from workshop.errors.stop import Stop
from workshop.messages import tr
from workshop.number_words import NO, WORDS, YES, to_key

# Words before an equals sign that ask for yes or no.
SWITCHES = {"ascending", "ignore_index"}
# What counts rows elsewhere.
ROWS = {"rows", "row", "countrows", "count_rows", "nrow", "lines"}
# What is often typed, and how Python writes it.
SPELT = {
    "true": "True", "false": "False", "none": "None", "null": "None",
    "length": "len", "lenght": "len",
}  # fmt: skip


def explain_name(stop: Stop) -> str:
    """Explain a name that Python does not know; "" for any other error."""
    if not isinstance(stop.error, NameError):
        return ""
    said = re.search(r"'([^']+)'", str(stop.error))
    name = getattr(stop.error, "name", None) or (said[1] if said else "")
    if not name:
        return tr(
            "Python does not know a name in this line. Check its spelling, or run the "
            "setup cell at the top and then the cells of this section."
        )
    looks = (
        say_sign,
        say_turned,
        say_below,
        say_twice,
        say_comma,
        say_setup,
        say_phrase,
        say_choice,
        say_remark,
        say_column,
        say_letters,
        say_nameless,
        say_figure_sign,
        say_lone,
        say_maker,
        say_joined,
        say_verb,
        say_figure,
        say_word,
        say_close,
        say_called,
        say_unmade,
    )
    return next(filter(None, (look(name, stop) for look in looks)), "") or tr(
        "Python does not know the name `{name}`. Perhaps a cell above has not been "
        "run yet: run the setup cell at the top, then the cells of this section. "
        "If it should be a word, put it in quotation marks.",
        name=name,
    )


def say_comma(name: str, stop: Stop) -> str:
    """Say that a full stop, not a comma, stands between a thing and its verb."""
    found = re.search(rf"\b(\w+)\s*,\s*{re.escape(name)}\(", stop.line)
    if not found or not is_known(found[1], stop):
        return ""
    return tr(
        "Between a table, a column or a helper and its verb stands a full stop, not a "
        "comma: `{thing}.{verb}(…)`.",
        thing=found[1],
        verb=name,
    )


def say_choice(name: str, stop: Stop) -> str:
    """Say that the letter of a choice stands in quotation marks, or give ""."""
    node = stop.statement
    alone = isinstance(node, ast.Assign) and getattr(node.value, "id", "") == name
    target = getattr(node.targets[0], "id", "") if isinstance(node, ast.Assign) else ""
    if not alone or len(name) != 1 or not asks_for_text(target):
        return ""
    return tr(
        "Python takes `{name}` for a name and does not know it. A word stands in "
        'quotation marks: `{target} = "{name}"`.',
        name=name,
        target=target,
    )


def say_joined(name: str, stop: Stop) -> str:
    """Say that a full stop stands between a thing and its verb: people_sum()."""
    for place in range(1, len(name)):
        thing, verb = name[:place].rstrip("_"), name[place:].lstrip("_")
        if callable(getattr(stop.held.get(thing), verb or " ", None)):
            return tr(
                "Between a thing and its verb stands a full stop: `{thing}.{verb}()`.",
                thing=thing,
                verb=verb,
            )
    return ""


def say_setup(name: str, stop: Stop) -> str:
    """Say that the setup cell brings this name."""
    if name not in BROUGHT:
        return ""
    if "start" in stop.held and name in {"pd", "np", "combinations"}:
        return tr(
            "The setup cell of this notebook does not bring `{name}`. Look at an "
            "example in this notebook: can it be done without?",
            name=name,
        )
    return tr(
        "`{name}` comes with the setup cell, which has not been run since this "
        "notebook was started. Go to the setup cell (the first cell with code) and "
        "run it with Ctrl+Enter. Then run this cell again.",
        name=name,
    )


def say_letters(name: str, stop: Stop) -> str:
    """Say that capital letters or Cyrillic letters make another name."""
    latin = name.translate(ALIKE)
    if latin != name and (is_known(latin, stop) or latin in SPELT.values()):
        return tr(
            "Some letters of `{name}` are Cyrillic and only look like Latin ones. Type "
            "`{latin}` again with Latin letters.",
            name=name,
            latin=latin,
        )
    if is_given(name, stop) and name.lower() not in {*SPELT, *stop.names}:
        return ""
    small = SPELT.get(name.lower(), name.lower())
    if small != name and is_known(small, stop):
        return tr(
            "Python does not know `{name}`. It writes `{small}`. Capital letters "
            "count.",
            name=name,
            small=small,
        )
    return ""


def say_verb(name: str, stop: Stop) -> str:
    """Say that a verb of tables stands after its table."""
    import pandas as pd

    called = [node.func for node in stop.find(ast.Call)]
    is_called = any(isinstance(func, ast.Name) and func.id == name for func in called)
    if not is_called or not callable(getattr(pd.Series, name, None)):
        return ""
    return tr(
        "`{name}` is a verb for a table or a column. It stands after it, with a full "
        'stop between: `table["column"].{name}()`.',
        name=name,
    )


def say_word(name: str, stop: Stop) -> str:
    """Say that a word that is given to a name stands in quotation marks."""
    node = stop.statement
    choices = [word.value for word in stop.find(ast.keyword)]
    chosen = any(isinstance(one, ast.Name) and one.id == name for one in choices)
    switches = [word.arg for word in stop.find(ast.keyword) if word.arg in SWITCHES]
    if chosen and (switches or name.lower() in {"yes", "no"}):
        return tr(
            "Python writes yes as `True` and no as `False`, without quotation marks."
        )
    if is_given(name, stop) and to_key(name) in WORDS:
        return say_number(name)
    if is_given(name, stop) and not close_name(name, stop):
        return tr(
            "Python does not know the name `{name}`. If it should be a word, put it in "
            'quotation marks: `"{name}"`. If it should be a name, run the cell that '
            "makes it first.",
            name=name,
        )
    sides = [one for node in stop.find(ast.Compare) for one in node.comparators]
    is_side = any(getattr(one, "id", "") == name for one in sides)
    is_number = is_label(name, stop) and "a whole number" in stop.line
    if is_number or (is_side and to_key(name) in WORDS):
        return say_number(name)
    if is_label(name, stop) and "True or False" in stop.line and is_truth(name):
        return tr(
            "Python writes yes as `True` and no as `False`, without quotation marks."
        )
    if is_label(name, stop):
        return tr(
            "Python takes `{name}` for a name and does not know it. A word or a code "
            'stands in quotation marks: `"{name}"`.',
            name=name,
        )
    value = getattr(node, "value", None)
    if isinstance(value, ast.Tuple) and len(value.elts) == 1:
        value = value.elts[0]  # a comma at the end of the line
    if not isinstance(node, ast.Assign) or not isinstance(value, ast.Name):
        return ""
    if value.id != name or not isinstance(node.targets[0], ast.Name):
        return ""
    target = node.targets[0].id
    if not target.startswith("answer_") and close_name(name, stop):
        return ""
    if asks_for_number(target):
        return say_number(name)
    return tr(
        "Python takes `{name}` for a name and does not know it. A word stands in "
        'quotation marks: `{target} = "{name}"`.',
        name=name,
        target=target,
    )


def say_number(name: str) -> str:
    """Say that a number is typed in figures."""
    return tr(
        "Python takes `{name}` for a name and does not know it. A number is asked "
        "for here: type it in figures, or a line that works it out.",
        name=name,
    )


def is_truth(name: str) -> bool:
    """Tell whether a name is a word for yes or no, such as ``da``."""
    return to_key(name) in YES | NO


def say_called(name: str, stop: Stop) -> str:
    """Say that a verb is not known."""
    if name.lower() in ROWS:
        return tr("`len(…)` counts the rows of the table between its brackets.")
    called = [node.func for node in stop.find(ast.Call)]
    is_verb = any(isinstance(func, ast.Name) and func.id == name for func in called)
    import pandas as pd

    if is_verb and hasattr(data, name):
        return tr(
            "Python does not know the name `{name}`. Did you mean `{close}`? "
            "Capital letters count.",
            name=name,
            close=f"data.{name}",
        )
    if is_verb and not hasattr(pd, name) and hasattr(pd, name.capitalize()):
        name = name.capitalize()
    if is_verb and hasattr(pd, name):
        return tr(
            "`{name}` comes from pandas, which is called `pd` here: `pd.{name}(…)`.",
            name=name,
        )
    return (
        tr(
            "Python knows no verb `{name}`. Which verb this exercise needs stands in "
            "its text; after it follow round brackets.",
            name=name,
        )
        if is_verb
        else ""
    )


def say_close(name: str, stop: Stop) -> str:
    """Say which known name is near."""
    close = close_name(name, stop)
    return close and tr(
        "Python does not know the name `{name}`. Did you mean `{close}`? "
        "Capital letters count.",
        name=name,
        close=close,
    )
