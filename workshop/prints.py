"""Print a finding (``say``), a table (``show``), ``sources`` or ``terms``."""

import html
import string
import sys
from collections.abc import Mapping, Sequence

import pandas as pd

from workshop import citing, tables, wording
from workshop.comparing import plain_value
from workshop.messages import count, look_up, tr
from workshop.note import KOSOVO_NOTE, names_kosovo
from workshop.output import emit

MOST_ROWS = 60
MOST_COLUMNS = 12


def say(template: str, plural: str = "", /, **values: object) -> None:
    """Print a finding: ``say("{n} of {total} economies", n=4, total=6)``.

    With a second template, ``n`` decides which of the two is taken:
    ``say("{n} case", "{n} cases", n=1)``.

    Format codes work (``{share:.0%}``). Without one, whole numbers get thousands
    separators (not under a name with "year"), other numbers one decimal, and what is
    missing is "not known". Raises CannotShow when a value has no name or does not fit;
    an answer of the notebook is written as it stands, for `check` to speak of it.
    """
    names = sys._getframe(1).f_globals
    template = str(template)
    if plural:
        template = count(template, plural, values.get("n"))
    answers = [held for name, held in names.items() if name.startswith("answer_")]
    text = Sentence(answers).format(template, **values)
    emit(
        f'<p class="finding">{html.escape(text, quote=False)}</p>{write_note(text)}',
        text + write_note_text(text),
    )


def show(
    table: pd.DataFrame | pd.Series | Sequence[Mapping] | Mapping,
    caption: str = "",
    rows: int | None = None,
    columns: Sequence | None = None,
    labels: Mapping | None = None,
    names: bool = True,
    longest: int | None = None,
) -> None:
    """Print a table that reads well, also with a screen reader.

    Takes a DataFrame, a Series or a list of dicts. ``rows`` prints the first rows only,
    ``columns`` chooses columns, ``labels`` renames columns ({"start_year": "begun"}),
    ``names=False`` keeps country codes, ``longest`` cuts long texts at so many
    characters. Raises CannotShow when it is no table or a column does not exist.
    """
    if table is ... or table is None:
        return say(tr("There is no table to show yet."))
    whole = to_frame(table, columns)
    if whole.empty:
        what = caption or tr("This table")
        return say(look_up("{what}: there are no rows."), what=what)
    part = whole.iloc[: rows or MOST_ROWS, : None if columns else MOST_COLUMNS]
    layout = tables.lay_out(
        part, _complete(caption, part, whole), labels, names, longest
    )
    text = tables.write_text(layout)
    named = part if names_kosovo(part) else text
    emit(tables.write_html(layout) + write_note(named), text + write_note_text(named))
    return None


def sources(*ids: str) -> None:
    """Print where facts come from: ``sources("D01", "ME03")``, ids of any table.

    They stand in the order of the alphabet, whole tables last. Raises CannotShow when
    no table has such an id.
    """
    emit(*write_sources(*ids))


def write_sources(*ids: str) -> tuple[str, str]:
    """Write what ``sources`` prints, as HTML and as plain text."""
    ordered = sorted(ids, key=lambda one: (str(one)[:1].islower(), str(one)))
    return _write_list("ol", "source-list", citing.find_sources(ordered))


def terms(*ids: str) -> None:
    """Print what words mean: ``terms("kappa", "neet")``, ids of the glossary.

    Raises CannotShow when the glossary has no such id.
    """
    emit(*write_terms(*ids))


def write_terms(*ids: str) -> tuple[str, str]:
    """Write what ``terms`` prints, as HTML and as plain text."""
    return _write_list("dl", "glossary", citing.find_terms(ids))


class Sentence(string.Formatter):
    """Fill the blanks of a sentence with values written for people.

    ``answers`` are values that a participant gave: no format code refuses them.
    """

    def __init__(self, answers: Sequence = ()) -> None:
        self.answers = answers

    def get_value(self, key: int | str, args: Sequence, kwargs: Mapping) -> object:
        """Give the value of one blank and remember its name."""
        if key not in kwargs:
            blank = f"{{{key}}}" if key != 0 else "{}"
            name = key if isinstance(key, str) and key.isidentifier() else "n"
            raise wording.CannotShow(
                tr(
                    "The sentence has a blank {blank} but no value of that name. Give "
                    "one after the sentence: {code}.",
                    blank=blank,
                    code=f"say(…, {name}=…)",
                )
            )
        self.year = wording.holds_years(key)
        return kwargs[key]

    def format_field(self, value: object, code: str) -> str:
        """Write one value, by its format code if there is one."""
        if value is ... or wording.is_missing(value) or not code:
            return wording.write_value(value, year=self.year)
        try:
            return wording.write_number(value, code)
        except (TypeError, ValueError):
            if any(value is answer for answer in self.answers):
                return wording.write_value(value, year=self.year)
            raise wording.CannotShow(
                tr(
                    '"{value}" is not a number, and the code "{code}" in the '
                    'sentence writes numbers alone. Take ":{code}" out of the '
                    "sentence, or give it a number.",
                    code=code,
                    value=str(value),
                )
            ) from None


def to_frame(table: object, columns: Sequence | None = None) -> pd.DataFrame:
    """Make a DataFrame of whatever holds rows; raise CannotShow if nothing does."""
    if isinstance(table, pd.Series):
        name = "value" if table.name is None else table.name
        frame = table.to_frame(name)
    elif isinstance(table, pd.DataFrame):
        frame = table
    elif isinstance(table, Mapping):
        frame = pd.Series(table, name="value", dtype=object).to_frame()
    elif isinstance(table, Sequence) and all(isinstance(r, Mapping) for r in table):
        frame = pd.DataFrame(list(table))
    elif isinstance(table, list | tuple | set | pd.Index):
        frame = pd.Series(list(table), name="value", dtype=object).to_frame()
    else:
        raise wording.CannotShow(
            tr(
                "{thing} is not a table. Give a table, one column of it, or a list.",
                thing=f"{plain_value(table)!r:.60}",
            )
        )
    if isinstance(columns, str):
        columns = [columns]
    missing = [name for name in columns or [] if name not in frame.columns]
    if missing:
        raise wording.CannotShow(
            tr(
                "The table has no column {missing}. Its columns are: {columns}.",
                missing=wording.join(map(str, missing), "or"),
                columns=", ".join(map(str, frame.columns)),
            )
        )
    return frame if columns is None else frame[list(columns)]


def write_note(thing: object) -> str:
    """Write the Kosovo* note as HTML if ``thing`` names Kosovo*, or nothing."""
    return (
        f'\n<p class="note-xk">{look_up(KOSOVO_NOTE)}</p>'
        if names_kosovo(thing)
        else ""
    )


def write_note_text(thing: object) -> str:
    """Write the Kosovo* note as plain text if ``thing`` names Kosovo*, or nothing."""
    return f"\n{look_up(KOSOVO_NOTE)}" if names_kosovo(thing) else ""


def _write_list(tag: str, look: str, entries: Sequence) -> tuple[str, str]:
    """Write sources or terms, one an item; ``look`` names the class of the list."""
    items = "\n".join(entry.write_html() for entry in entries)
    text = "\n".join(entry.write_text() for entry in entries)
    markup = f'<{tag} class="{look}">\n{items}\n</{tag}>{write_note(text)}'
    return markup, text + write_note_text(text)


def _complete(caption: str, part: pd.DataFrame, whole: pd.DataFrame) -> str:
    """Add to the caption what was left out: first 10 of 76 rows."""
    rows, all_rows = len(part), len(whole)
    columns, all_columns = part.shape[1], whole.shape[1]
    numbers = {"n": rows, "total": all_rows, "c": columns, "columns": all_columns}
    if rows < all_rows and columns < all_columns:
        cut = tr(
            "The first {n} of {total} rows and the first {c} of {columns} columns.",
            **numbers,
        )
    elif rows < all_rows:
        cut = tr("The first {n} of {total} rows.", **numbers)
    elif columns < all_columns:
        cut = tr("The first {c} of {columns} columns.", **numbers)
    else:
        return caption or tr("Table")
    return f"{caption.rstrip('.') or tr('Table')}. {cut}"
