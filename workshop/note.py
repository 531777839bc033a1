"""The note that goes wherever Kosovo* is named."""

import re

import pandas as pd

KOSOVO_NOTE = (
    "Kosovo*: This designation is without prejudice to positions on status, and is "
    "in line with UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of "
    "independence."
)

# The code (XK, XKX, case XK13) and the name, also in the region's languages.
KOSOVO = re.compile(r"\bXK|Kosov|Косов")


def names_kosovo(thing: object) -> bool:
    """Say whether a table, a column or a text names Kosovo* or its code XK.

    Looks at values, column names and the index of a DataFrame or Series; anything
    else is judged by its text.
    """
    if isinstance(thing, pd.DataFrame | pd.Series):
        thing = thing.to_csv()
    return KOSOVO.search(str(thing)) is not None
