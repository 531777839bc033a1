"""Texts in the code of a cell that people read: take them out, put others in.

These are what ``say`` prints, captions, titles, units and labels of tables and charts,
and comments. A text between quotation marks is one message however many lines it takes;
in an f-string each ``{…}`` is a blank. What the prompt of an exercise shows counts.
"""

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scripts.languages.passages import LETTER
from scripts.lessons.products import BEGIN_PROMPT, END_PROMPT, MARKERS

SHOWN_FIRST = {"say": 0, "show": 1}
SHOWN_KEYWORDS = {"caption", "title", "unit", "source"}
LABELS = "labels"
FOR_TOOLS = re.compile(r"#\s*(?:fmt|noqa|ruff|type):?")
COMMENT = re.compile(r"#[ ]?")
WIDEST = 84
# What a comment of code alone says, such as ``# answer = 3``.
NO_WORDS = re.compile(r'\w+\s*=|\w+\(|\(|.*\["|.*___|"https')


@dataclass(frozen=True)
class Text:
    """A text in code: where it stands (offsets), what it says and what it is.

    ``kind`` is "finding", "caption", "label" or "comment"; ``plural`` is the other form
    where the code gives two. ``before`` stands before each line of a comment.
    """

    start: int
    end: int
    text: str
    kind: str
    is_formatted: bool = False
    before: str = ""
    plural: str = ""


def list_texts(code: str) -> list[Text]:
    """List the texts of a cell in order; code that is no Python has none."""
    regions = find_prompts(code)
    found = [*find_in_code(code, 0), *find_comments(code, regions)]
    for start, end in regions:
        found += find_in_prompt(code, start, end)
    return sorted(found, key=lambda text: text.start)


def put_texts(code: str, translate: Callable[[str], str]) -> str:
    """Return the code with its texts translated; one that has two forms stays."""
    for text in reversed(list_texts(code)):
        said = translate(text.text)
        if said == text.text or text.plural:
            continue
        line = code.rfind("\n", 0, text.start) + 1
        written = write(said, text, code[line : text.start])
        code = code[: text.start] + written + code[text.end :]
    return code


def find_prompts(code: str) -> list[tuple[int, int]]:
    """Find the lines between the marks of a prompt, as offsets."""
    regions, start, place = [], None, 0
    for line in code.splitlines(keepends=True):
        if line.strip() == BEGIN_PROMPT:
            start = place + len(line)
        elif line.strip() == END_PROMPT and start is not None:
            regions.append((start, place))
            start = None
        place += len(line)
    return regions


def find_in_prompt(code: str, start: int, end: int) -> list[Text]:
    """Find the texts of a prompt, whose lines are comments."""
    bare = ""
    places: list[int] = []  # where each letter of the bare code stands
    place = start
    for line in code[start:end].splitlines(keepends=True):
        indent = len(line) - len(line.lstrip())
        comment = COMMENT.match(line[indent:])
        skipped = indent + len(comment[0] if comment else "")
        places += range(place + skipped, place + len(line))
        bare += line[skipped:]
        place += len(line)
    places.append(end)
    found = [*find_in_code(bare, 0), *find_comments(bare, [])]
    return [
        Text(places[one.start], places[one.end - 1] + 1, one.text, one.kind,
             one.is_formatted, one.before and f"# {one.before}", one.plural)
        for one in found
        if "\n" not in bare[one.start : one.end]
    ]  # fmt: skip


def find_in_code(code: str, start: int) -> list[Text]:
    """Find the texts between quotation marks."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for value, kind in list_shown(node):
                found += make_text(code, value, kind, find_plural(node))
        elif isinstance(node, ast.Assign) and is_caption(node):
            found += make_text(code, node.value, "caption", "")
    return list({text.start: text for text in found}.values())


def is_caption(node: ast.Assign) -> bool:
    """Say whether a text is kept under the name of what it is: ``caption = "…"``."""
    return any(
        isinstance(one, ast.Name) and one.id in SHOWN_KEYWORDS for one in node.targets
    )


def list_shown(call: ast.Call) -> Iterator[tuple[ast.expr, str]]:
    """Yield what a call shows, with the kind of each."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    is_chart = ast.unparse(call.func).startswith("charts.")
    if name in SHOWN_FIRST and len(call.args) > SHOWN_FIRST[name]:
        kind = "finding" if name == "say" else "caption"
        yield call.args[SHOWN_FIRST[name]], kind
    if name != "show" and not is_chart:
        return
    for keyword in call.keywords:
        if keyword.arg in SHOWN_KEYWORDS:
            yield keyword.value, "caption"
        elif keyword.arg == LABELS and isinstance(keyword.value, ast.Dict):
            for value in keyword.value.values:
                yield value, "label"


def find_plural(call: ast.Call) -> str:
    """Return the second form that ``say`` is given for numbers other than one."""
    is_say = isinstance(call.func, ast.Name) and call.func.id == "say"
    second = call.args[1] if is_say and len(call.args) > 1 else None
    return str(second.value) if isinstance(second, ast.Constant) else ""


def make_text(code: str, node: Any, kind: str, plural: str) -> list[Text]:
    """Return a text between quotation marks, if the node is one with words."""
    if isinstance(node, ast.IfExp):
        both = (node.body, node.orelse)
        return [text for one in both for text in make_text(code, one, kind, plural)]
    text = ""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    elif isinstance(node, ast.JoinedStr):
        text = "".join(map(lambda part: write_part(code, part), node.values))
    if not LETTER.search(re.sub(r"\{[^}]*\}", "", text)):
        return []
    start = find_offset(code, node.lineno, node.col_offset)
    end = find_offset(code, node.end_lineno, node.end_col_offset)
    formatted = isinstance(node, ast.JoinedStr)
    return [Text(start, end, text, kind, formatted, plural=plural)]


def write_part(code: str, part: Any) -> str:
    """Write a part of an f-string as it stands in the code."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    code_of = ast.unparse(part.value)
    form = "".join(write_part(code, one) for one in part.format_spec.values) if (
        part.format_spec) else ""  # fmt: skip
    return "{" + code_of + (f":{form}" if form else "") + "}"


def find_offset(code: str, line: int, column: int) -> int:
    """Turn a line and a column in bytes into a place in the text."""
    lines = code.splitlines(keepends=True)
    before = sum(map(len, lines[: line - 1]))
    return before + len(lines[line - 1].encode()[:column].decode())


def find_comments(code: str, prompts: list[tuple[int, int]]) -> list[Text]:
    """Find the comments that people read; those on lines below each other are one."""
    found: list[Text] = []
    for start, line in list_comments(code):
        end, said = start + len(line), COMMENT.sub("", line, count=1)
        if any(first <= start < last for first, last in prompts):
            continue
        if line in MARKERS or FOR_TOOLS.match(line) or not LETTER.search(said):
            continue
        if NO_WORDS.match(said):
            continue
        opening = code.rfind("\n", 0, start) + 1
        indent = code[opening:start]
        last = found[-1] if found else None
        joins = last and not indent.strip() and code[last.end : start] == f"\n{indent}"
        if last and joins and last.before == f"{indent}# ":
            found[-1] = Text(last.start, end, f"{last.text} {said}", "comment",
                             before=last.before)  # fmt: skip
        else:
            before = f"{indent}# " if not indent.strip() else "# "
            found.append(Text(start, end, said, "comment", before=before))
    return found


def list_comments(code: str) -> list[tuple[int, str]]:
    """List the comments of code as (place, text)."""
    found = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                before = sum(map(len, code.splitlines(keepends=True)[: line - 1]))
                found.append((before + column, token.string))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        pass
    return found


def write(said: str, text: Text, line: str) -> str:
    """Write a translation as it stands in code; ``line`` is what is before it."""
    if text.kind == "comment":
        if line.strip() or len(text.before) + len(said) <= WIDEST:
            return f"# {said}"
        lines = textwrap.wrap(said, WIDEST - len(text.before))
        return "# " + f"\n{text.before}".join(lines)
    mark = "f" if text.is_formatted else ""
    parts = [said]
    if len(line) + len(said) > WIDEST and not line.lstrip().startswith("#"):
        indent = " " * (len(line) - len(line.lstrip()) + 4)
        parts = split_long(said, WIDEST - len(indent))
        if len(parts) > 1:
            rows = "".join(f"{indent}{mark}{quote(part)}\n" for part in parts)
            return f"(\n{rows}{indent[4:]})"
    return mark + quote(parts[0])


def split_long(text: str, width: int) -> list[str]:
    """Part a long text at its spaces, each part with the space that ends it."""
    parts, current = [], ""
    for word in re.findall(r"(?:\{[^}]*\}|\S)+\s*|\s+", text):
        if current and len(current) + len(word) > width:
            parts.append(current)
            current = ""
        current += word
    return [*parts, current]


def quote(text: str) -> str:
    """Write a text between the quotation marks of Python that fit best."""
    marks = "'" if '"' in text and "'" not in text else '"'
    inner = text.replace("\\", "\\\\").replace("\n", "\\n")
    return f"{marks}{inner.replace(marks, chr(92) + marks)}{marks}"
