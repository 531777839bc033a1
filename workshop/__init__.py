"""What the notebooks import: feedback, tables, charts, text and the team's plan."""

from workshop import charts, data, plan
from workshop.checking import check, hint
from workshop.errors import start
from workshop.prints import say, show, sources, terms

__all__ = [
    "charts",
    "check",
    "data",
    "hint",
    "plan",
    "say",
    "show",
    "sources",
    "start",
    "terms",
]
