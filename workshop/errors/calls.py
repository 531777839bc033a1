"""Round brackets that hold too much or too little, or follow what is no verb."""

import ast
import contextlib
import difflib
import inspect
import re
from typing import Any

from workshop.errors.proposals import propose
from workshop.errors.stop import Stop, quote
from workshop.messages import tr

QUOTED: dict[str, Any] = {"True": True, "False": False}


def say_call(stop: Stop, said: str) -> str:
    """Explain round brackets that hold too much, too little, or stand wrongly."""
    if "unexpected keyword" in said or "invalid keyword" in said:
        found = re.search(r"argument '(\w+)'|'(\w+)' is an invalid", said)
        given = re.search(r"\((answer_\w+\s*=[^=].*)\)\s*$", stop.line)
        if given:
            text = tr("An equals sign stands between a name and its value.")
            return propose(text, given[1], stop)
        word = found[1] or found[2] if found else "…"
        if word.startswith("desc"):  # ascending=True would be the other way round
            return tr(
                "The order is given in this way: `ascending=`, and after it `True` or "
                "`False`."
            )
        close = difflib.get_close_matches(word, list_words(stop), n=1, cutoff=0.6)
        if close:
            return tr(
                "This verb does not know the word `{word}` before an equals sign: "
                "check its spelling. Did you mean `{close}`?",
                word=word,
                close=close[0],
            )
        return tr(
            "This verb does not know the word `{word}` before an equals sign: check "
            "its spelling.",
            word=word,
        )
    comma = re.search(r"\b(\w+)\s*,\s*(\w+)\(\)", stop.line)
    if comma and "at least" in said:
        return tr(
            "Between a table, a column or a helper and its verb stands a full stop, "
            "not a comma: `{thing}.{verb}(…)`.",
            thing=comma[1],
            verb=comma[2],
        )
    if re.search(r"missing|takes .* but|at least|at most|expected \d", said):
        if "missing" in said and "Series.add()" in said:
            return tr(
                "The verb `add` puts another column to this one, which would stand "
                "between its brackets. To add up the values of one column, write "
                "`.sum()`."
            )
        if "missing" in said or "at least" in said:
            return tr(
                "Something is missing between the round brackets. "
                "Python says: “{said}”",
                said=quote(stop.error),
            )
        switch = find_switch(stop)
        if switch:
            return tr(
                "A value such as `True` needs its word and an equals sign before it. "
                "Python would write: `{word}={value}`",
                word=switch[0],
                value=str(switch[1]),
            )
        return tr(
            "There are more values between the round brackets than this verb takes. "
            "Python says: “{said}”",
            said=quote(stop.error),
        )
    if "not callable" not in said:
        return ""
    for call in stop.find(ast.Call):
        if isinstance(call.func, ast.Constant) and isinstance(call.func.value, str):
            return tr(
                "Round brackets follow directly after a text. A comma or a plus sign "
                "may be missing between them."
            )
        if isinstance(call.func, ast.Call) and not (call.args or call.keywords):
            return tr(
                "Two pairs of round brackets stand side by side here. One pair is "
                "enough: `{code}`.",
                code=ast.unparse(call.func),
            )
        if isinstance(call.func, ast.Constant | ast.BinOp | ast.Call):
            return tr(
                "Round brackets follow directly after a value. To multiply, write `*` "
                "between them. A remark stands after the sign `#`."
            )
    return tr(
        "There are round brackets after something that is no verb. To pick a column, "
        "use square brackets."
    )


def list_words(stop: Stop) -> list[str]:
    """List the words that the verbs of this line know before an equals sign."""
    return [word for call in stop.find(ast.Call) for word in list_words_of(call, stop)]


def list_words_of(call: ast.Call, stop: Stop) -> list[str]:
    """List the words that one verb knows before an equals sign."""
    verb: Any = stop.get(call.func)
    if isinstance(call.func, ast.Attribute):
        verb = getattr(stop.get(call.func.value), call.func.attr, None)
    with contextlib.suppress(TypeError, ValueError):
        return list(inspect.signature(verb).parameters)
    return []


def find_switch(stop: Stop) -> tuple[str, bool] | None:
    """Find True or False without its word, and the word that a verb has for it."""
    for call in stop.find(ast.Call):
        given = [place.value for place in call.args if isinstance(place, ast.Constant)]
        given = [QUOTED.get(str(value), value) for value in given]
        switches = [value for value in given if isinstance(value, bool)]
        word = "ascending" if "ascending" in list_words_of(call, stop) else ""
        if switches and word:
            return word, switches[0]
    return None
