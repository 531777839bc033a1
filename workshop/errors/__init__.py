"""Turn an error into one or two sentences that a beginner can use.

``stop`` says where a cell stopped, ``syntax`` and ``rewriting`` look at lines that
Python cannot read, the others at those it could not run.
"""

from collections.abc import Mapping

from workshop.errors import (
    above,
    answers,
    asking,
    attributes,
    choices,
    dots,
    labels,
    naming,
    shadows,
    sheets,
    signs,
    stray,
    syntax,
    values,
)
from workshop.errors.stop import Stop, is_blank_line, quote
from workshop.messages import tr

FIRST = (
    above.explain_above,
    signs.say_minus,
    dots.explain_dots,
    asking.explain_asking,
    signs.explain_answer,
    signs.explain_remark,
    signs.explain_mark,
    choices.explain_choice,
    sheets.explain_sheet,
    stray.explain_percent,
    labels.explain_inside,
)
NAMES = (
    shadows.explain_shadow,
    naming.explain_name,
    attributes.explain_attribute,
)
VALUES = (labels.explain_label, values.explain_value)


def explain(
    error: BaseException,
    names: list[str],
    code: str = "",
    number: int = 0,
    held: Mapping[str, object] | None = None,
) -> str:
    """Say in plain words what an error means and what to try. It never raises.

    ``names`` are the names that exist in the notebook and ``held`` what they hold;
    ``code`` is the text of the cell and ``number`` the line at which it stopped.
    """
    held = dict.fromkeys(names) if held is None else held
    stop = Stop(error, code, number, held, tuple(names))
    for look in (_explain, _explain_rest):
        try:
            return look(stop).strip()
        except Exception:  # noqa: BLE001 - a fault here must not hide the fault there
            continue
    return _say_nothing_more()


def _explain(stop: Stop) -> str:
    error = stop.error
    for look in FIRST:
        text = look(stop)
        if text:
            return text
    is_blank = isinstance(error, SyntaxError) and is_blank_line(stop.line)
    if isinstance(error, SyntaxError) and not is_blank:
        return syntax.explain_syntax(stop)
    text = answers.explain_answer(stop)
    if text:
        return text
    blank = "" if is_blank else stop.find_blank()
    if blank and set(blank) - set("._…"):
        return tr(
            "`{blank}` in this line is still a blank. Put your answer in its place and "
            "run the cell again.",
            blank=blank,
        )
    if is_blank or blank:
        return tr(
            "There is still a blank in this line, such as `...`, `___` or “how many”. "
            "Put your answer in its place and run the cell again."
        )
    for look in NAMES:
        text = look(stop)
        if text:
            return text
    if type(error).__module__.startswith("workshop"):
        return str(error)
    for look in VALUES:
        text = look(stop)
        if text:
            return text
    return _explain_rest(stop)


def _explain_rest(stop: Stop) -> str:
    said = quote(stop.error)
    if not said:
        return _say_nothing_more()
    return tr(
        "Python could not do this. Compare the line with the example above it. "
        "Python says: “{said}”",
        said=said,
    )


def _say_nothing_more() -> str:
    return tr("Python could not do this. Compare the line with the example above it.")
