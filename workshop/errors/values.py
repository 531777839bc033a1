"""Values, verbs and brackets that do not go together, files and libraries."""

import ast
import re
from collections.abc import Callable

from workshop import data
from workshop.errors.calls import say_call
from workshop.errors.joins import say_join
from workshop.errors.libraries import explain_file, explain_library
from workshop.errors.places import say_remade
from workshop.errors.sides import (
    is_compared,
    is_table,
    say_axis,
    say_bare,
    say_compared,
    say_inside,
    say_pair,
    say_table,
    say_whole,
)
from workshop.errors.stop import Stop, quote
from workshop.messages import tr

VERB = re.compile(r"'(?:method|function|builtin_function_or_method|type)'")


def explain_value(stop: Stop) -> str:
    """Explain an error of values, files or libraries; "" when none of them fits."""
    fitting = (explain for kind, explain in KINDS if isinstance(stop.error, kind))
    return next(fitting, lambda stop: "")(stop)


def explain_zero(stop: Stop) -> str:
    """Explain a division by zero."""
    return tr("Something was divided by zero. Look at what stands after the sign `/`.")


def explain_type(stop: Stop) -> str:
    """Explain a TypeError by what Python says of it."""
    said = str(stop.error)
    targets = getattr(stop.statement, "targets", [])
    if joined := say_join(stop, said):
        return joined
    if re.search("for unary .*'str'", said):
        return tr("No sign stands before a text.")
    if len(targets) > 1 and any(isinstance(one, ast.Subscript) for one in targets):
        return tr(
            "One equals sign gives a name a value. To ask whether two things are the "
            "same, Python writes two: `==`."
        )
    for look in (say_call, say_unbracketed, say_unhashable, say_mixed, say_shape):
        text = look(stop, said)
        if text:
            return text
    return tr(
        "Two things in this line do not go together. Perhaps a bracket is in the "
        "wrong place. Python says: “{said}”",
        said=quote(stop.error),
    )


def say_unbracketed(stop: Stop, said: str) -> str:
    """Explain a verb that has no round brackets, so that it was never run."""
    if "not subscriptable" in said and VERB.search(said):
        return tr(
            "Square brackets follow a verb. A verb takes round brackets, such as "
            "`table.head(5)`; square brackets pick a column."
        )
    if VERB.search(said) and say_bare(stop):
        return say_bare(stop)
    if VERB.search(said):
        return tr(
            "A verb in this line has no round brackets, so Python has not run it. "
            "Write them after it, such as `table.count()`."
        )
    if "NoneType" in said:
        return tr(
            "Something in this line is empty. A line that only shows something, such "
            "as `show(…)`, gives nothing back to compute with."
        )
    return ""


def list_given(stop: Stop) -> list[ast.Name]:
    """List the names that are given to a verb."""
    places = [place for call in stop.find(ast.Call) for place in call.args]
    return [place for place in places if isinstance(place, ast.Name)]


def say_again(stop: Stop) -> str:
    """Say that a column stands before its verb, and not between its brackets again."""
    for call in stop.find(ast.Call):
        verb = call.func
        thing = getattr(verb, "value", None)
        given = [getattr(place, "id", "") for place in call.args]
        name = getattr(thing, "id", "")
        if isinstance(verb, ast.Attribute) and name and name in given:
            return tr(
                "What the verb works on stands before it, and its brackets stay empty: "
                "`{line}`.",
                line=f"{name}.{verb.attr}()",
            )
    return ""


def say_unhashable(stop: Stop, said: str) -> str:
    """Explain brackets inside brackets, and places that are no whole numbers."""
    given = [place.id for place in list_given(stop) if place.id in data.names()]
    if "unhashable" in said and given:
        return tr(
            "`{name}` is here the table itself. To load a table, write its name in "
            'quotation marks: `"{name}"`.',
            name=given[0],
        )
    if "unhashable" in said and (text := say_again(stop)):
        return text
    if "unhashable" in said:
        return tr(
            "Something stands between brackets that cannot stand there, such as a list "
            "where one name is needed. Compare the brackets with the example above."
        )
    if re.search(r"indices must be|string index|not subscriptable", said):
        if text := say_remade(stop) or say_inside(stop):
            return text
        return tr(
            "Square brackets follow something that is no table: a text, a number or a "
            "list. Look at the name before the bracket: does it hold the table? "
            "Python says: “{said}”",
            said=quote(stop.error),
        )
    if re.search(r"has no len|not iterable", said):
        return tr(
            "A single number stands where several values are needed, such as a list or "
            "a column. Python says: “{said}”",
            said=quote(stop.error),
        )
    return ""


def say_quoted(stop: Stop) -> str:
    """Say that a name which the notebook knows stands in quotation marks."""
    for call in stop.find(ast.Call):
        for place in call.args:
            word = place.value if isinstance(place, ast.Constant) else None
            if isinstance(call.func, ast.Name) and word in stop.held:
                return tr(
                    "`{name}` is a name here, and a name stands without quotation "
                    "marks: `{verb}({name})`.",
                    name=word,
                    verb=call.func.id,
                )
    return ""


def say_mixed(stop: Stop, said: str) -> str:
    """Explain texts and numbers, and numbers with a comma, in one sum."""
    if "'str'" in said and (text := say_quoted(stop)):
        return text
    if "'tuple'" in said or "tuple (" in said:
        return say_decimals()
    added = [call for call in stop.find(ast.Call) if call.args and is_table(call, stop)]
    if added and "unsupported operand" in said:
        return tr(
            "`{verb}(…)` cannot add up a whole table. `len(…)` counts its rows, and a "
            'column is picked in this way: `table["column"]`.',
            verb=added[0].func.id,
        )
    if whole := say_whole(stop):
        return whole
    if "Cannot perform reduction" in said and is_compared(stop):
        return say_compared()
    if "Cannot perform reduction" in said or "could not convert string" in said:
        return tr(
            "This verb computes with numbers, and words stand in what it was given. "
            'Pick a column of numbers first: `table["column"]`.'
        )
    if re.search(r"for [-/*+]+: 'str' and 'str'", said):
        return tr(
            "A sign for computing stands between two texts. If they are ids or names "
            "of columns, each one needs brackets of its own, and the sign stands "
            'between these: `data.figure("F1") / data.figure("F2")`.'
        )
    compared = [
        node
        for place in stop.find(ast.Subscript)
        for node in ast.walk(place.slice)
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Constant)
    ]
    if compared and "not supported between" in said:
        return tr(
            "Between the square brackets stands a comparison with a text, not with a "
            "column. The bracket of the column closes before the sign: "
            '`table[table["column"] >= 5]`.'
        )
    is_text = any(isinstance(one.value, str) for one in stop.find(ast.Constant))
    is_mixed = is_text and re.search("multiply sequence|not supported for", said)
    if is_mixed or re.search(r"\bstr\b|string|StrDType|StringDtype|'<U", said):
        return tr(
            "A text and a number are mixed in this line. What stands in quotation "
            "marks is a text; Python computes with numbers only. "
            "Python says: “{said}”",
            said=quote(stop.error),
        )
    if re.search(r"'?(rand_|ror_|and_|or_)'?|for [&|]:", said):
        return tr(
            "Each comparison needs round brackets of its own when `&` or `|` joins "
            "them, in this way: `(a > 1) & (b > 2)`."
        )
    return ""


def say_decimals() -> str:
    """Explain a number with a comma."""
    return tr(
        "A comma makes two values of one number. Write a point before the decimals: "
        "`0.8`, not `0,8`."
    )


def say_shape(stop: Stop, said: str) -> str:
    """Explain a sign between two kinds of things."""
    if "Timestamp" in said and "integer" in said:
        return tr("To add days to a date, write `pd.Timedelta(days=…)`.")
    if "unsupported operand" not in said and "not supported between" not in said:
        return ""
    sides = [side for node in stop.find(ast.BinOp) for side in (node.left, node.right)]
    if any(isinstance(side, ast.List) and len(side.elts) == 1 for side in sides):
        return tr(
            "Round brackets group what is computed first. Square brackets make a list, "
            "and a list does not compute: write `(` and `)` here."
        )
    return tr(
        "The sign in this line does not work between these two kinds of things. Look "
        "at what each name holds. Python says: “{said}”",
        said=quote(stop.error),
    )


def explain_bad_value(stop: Stop) -> str:
    """Explain a ValueError by what Python says of it."""
    said = str(stop.error)
    if "Lengths of operands" in said and (text := say_pair(stop)):
        return text
    if "truth value" in said:
        return say_pair(stop) or tr(
            "A whole column is true or false row by row, so `and`, `or`, `not` and "
            "`if` cannot take it as one answer. Write `&`, `|` or `~`, and give each "
            "comparison round brackets of its own: `(a > 1) & (b > 2)`."
        )
    if "cannot construct a Timedelta" in said:
        return tr("To add days to a date, write `pd.Timedelta(days=…)`.")
    if "expected type bool" in said:
        return tr("`True` and `False` stand without quotation marks.")
    number = re.search(
        r"(?:to float|base 10|parse string|to numeric).*?['\"](.*)['\"]", said
    )
    if number:
        return tr(
            "The text “{text}” cannot be read as a number. Write digits alone, and a "
            "point before decimals: `0.8`.",
            text=number[1] or " ",
        )
    if "setting an array element" in said and list(stop.find(ast.Tuple)):
        return say_decimals()
    if "No axis named" in said:
        return say_axis(stop)
    if "aligned" in said or "identically-labeled" in said:
        return say_table(stop)
    if "Lengths must match" in said:
        return tr(
            "A column is compared with one value here, and a list stands there. Write "
            "the value alone, without square brackets."
        )
    if re.search(r"unpack|same length|Length", said):
        return tr(
            "The two sides of this line do not have equally many values. "
            "Python says: “{said}”",
            said=quote(stop.error),
        )
    return ""


def explain_depth(stop: Stop) -> str:
    """Explain a definition that calls itself for ever."""
    return tr(
        "Something in this cell calls itself again and again, without an end. Look "
        "for a definition that uses its own name."
    )


KINDS: tuple[tuple[type, Callable[[Stop], str]], ...] = (
    (ImportError, explain_library),
    (FileNotFoundError, explain_file),
    (ZeroDivisionError, explain_zero),
    (TypeError, explain_type),
    (ValueError, explain_bad_value),
    (RecursionError, explain_depth),
)
