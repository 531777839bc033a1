"""Print something twice: as HTML for the eye, as plain text for everything else."""

import html
import re

# What no page and no message may hold: letters that only steer an old printer.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
FILE_NAME = re.compile(r"\b[\w-]{1,20}\.(?:json|html)\b")


def emit(markup: str, plain: str) -> None:
    """Display ``markup`` (HTML) with ``plain`` as its text form."""
    from IPython.display import display

    shown = {"text/html": markup, "text/plain": plain}
    display({kind: make_harmless(text) for kind, text in shown.items()}, raw=True)


def make_harmless(text: str) -> str:
    """Return a text that every file, page and message can hold.

    A half emoji (a surrogate without its other half) becomes �, control characters
    become spaces; line breaks and tabs stay.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return CONTROLS.sub(" ", whole)


def to_paragraphs(text: str) -> str:
    """Turn plain text into HTML paragraphs; `` `code` `` becomes a code element.

    The name of a file, such as my-plan.json, stays on one line.
    """
    safe = html.escape(text.strip(), quote=False)
    safe = FILE_NAME.sub(r'<span style="white-space:nowrap">\g<0></span>', safe)
    safe = re.sub(r"`([^`]+)`", r"<code>\1</code>", safe)
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", safe))


def emit_reply(kind: str, icon: str, words: str, text: str, more: str = "") -> None:
    """Display a message that a screen reader announces.

    ``kind`` names the CSS class, ``icon`` is decoration, ``words`` say the same as the
    icon, ``text`` is plain text, ``more`` is HTML that follows it.
    """
    markup = (
        f'<div class="reply reply-{kind}" role="status" '
        'style="border-left:.3em solid currentColor;padding-left:1em">'
        f'<p><span aria-hidden="true">{icon}</span> <strong>{words}</strong></p>'
        f"{to_paragraphs(text)}{more}</div>"
    )
    emit(markup, f"{words} {text}")
