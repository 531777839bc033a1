"""What a person reads under a cell that stops."""

from workshop import watching
from workshop.errors import explain


def explain_stop(code: str, held: dict) -> str:
    """Run ``code`` with the names of ``held`` and give the sentence for its error."""
    names = dict(held)
    try:
        exec(compile(code, "<ipython-input-1>", "exec"), names)  # noqa: S102
    except Exception as error:  # noqa: BLE001
        names.pop("__builtins__", None)
        number = watching.find_number(error, code)
        return explain(error, list(names), code, number, names)
    raise AssertionError(f"{code} raised nothing")
