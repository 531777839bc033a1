"""Sentences that people meet: whole messages with named blanks, never pieces."""


def tr(message: str, plural: str = "", /, **values: object) -> str:
    """Return a message with its blanks filled in, written for people.

    ``tr("{n} of {total} cases", n=4, total=6)``. Format codes work (``{share:.0%}``).
    With ``plural``, the blank ``n`` decides which of the two messages is taken:
    ``tr("{n} case", "{n} cases", n=1)``. Raises CannotShow when a blank has no value.
    """
    from workshop.prints import Sentence

    chosen = plural if plural and values["n"] != 1 else message
    return Sentence().format(chosen, **values)
