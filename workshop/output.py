"""Print something twice: as HTML for the eye, as plain text for everything else."""

import html
import re

FILE_NAME = re.compile(r"\b[\w-]{1,20}\.(?:json|html)\b")


def emit(markup: str, plain: str) -> None:
    """Display ``markup`` (HTML) with ``plain`` as its text form."""
    from IPython.display import display

    display({"text/html": markup, "text/plain": plain}, raw=True)


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
