"""Find the messages that code asks for, and the sentences that ask nobody.

``tr("…")`` and ``tr("one", "many")`` name messages; what a module keeps as a constant
and looks up later is named in CONSTANTS.
"""

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from scripts.door.files import ROOT
from scripts.door.hashes import list_files

ASK = ("tr", "_tr", "look_up", "write_sentence")
# Texts that a module keeps and looks up when they are shown.
CONSTANTS = {
    "workshop.wording": ("NOT_KNOWN", "NOT_FILLED_IN", "GROUPS"),
    "workshop.citing": ("READ", "CHECKED"),
    "workshop.note": ("KOSOVO_NOTE",),
    "workshop.kernel": ("FALLBACK",),
    "workshop.plan.boxes": ("BOXES",),
    "workshop.plan.kept": ("CANNOT_WAIT", "NO_ANSWER"),
    "workshop.plan.page": ("MADE_BY",),
    "workshop.plan.parts": ("PARTS",),
    "workshop.table_file": ("SAVE_AGAIN",),
}
LISTS = ("and", "or")
# What pages write with words of their own.
PAGE_CONSTANTS = {
    "scripts/pages/front.py": ("ORDER", "KIT_NAMES"),
    "scripts/kit/canvas.py": ("OPEN",),
    "scripts/kit/key.py": ("AS_ON_SCREEN",),
    "scripts/kit/lists.py": ("FAMILIES", "STAGES", "FIELDS"),
    "scripts/kit/writing.py": ("PLAN",),
    "scripts/pages/speaker.py": ("ON_TIME", "PLUGIN", "REVEAL", "VIEW"),
    "scripts/pages/title.py": ("COURSE",),
    "scripts/classroom/pages.py": ("DOORS",),
    "scripts/classroom/room_answering.py": (
        "WRONG_HOST",
        "FROM_ELSEWHERE",
        "FOR_FACILITATORS",
    ),
    "scripts/classroom/room_replies.py": ("COMMON",),
    "scripts/classroom/room_refusing.py": ("FULL", "NOT_WRITTEN", "TOO_LARGE"),
    "scripts/pages/describing.py": ("QUESTION",),
    "scripts/lessons/cutting.py": ("QUESTION",),
}
# A sentence, or the piece of one: two words with a space between them.
SENTENCE = re.compile(r"[A-Za-z’']{2,} [a-z’']{2,}")
# What is said to a command line or a program, and what only looks for something.
NOT_SHOWN = re.compile(
    r"(?:re\.\w+|\w*\.?(?:startswith|endswith|split)|\w+Error|Problem|print|add"
    r"|add_argument|.*\.error)"
)
KINDS = "kind"  # the name under which a rule keeps what a reply is
MARKUP = re.compile(r"<[^>]*>?|\b[\w-]+=\"[^\"]*\"?|[\w-]+:[^;]*;")
CODE = re.compile(r"[{<;\\^=]|\w+\(|https?:|^[a-z_]+$|^\.|^--")
Place = tuple[str, str]


@cache
def parse(path: Path) -> ast.Module:
    """Parse a file once."""
    return ast.parse(path.read_text(encoding="utf-8"))


def list_messages(folder: Path, root: Path = ROOT) -> Iterator[tuple[Place, str, str]]:
    """Yield what the code below a folder asks for: place, message, plural."""
    for path in list_files(folder, "*.py"):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.Call) and name_call(node) in ASK and node.args:
                texts = [
                    one.value
                    for one in node.args[:2]
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                if texts:
                    place = path.relative_to(root).as_posix(), str(node.lineno)
                    yield place, texts[0], texts[1] if len(texts) > 1 else ""


def name_call(node: ast.Call) -> str:
    """Return the last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def list_constants() -> Iterator[tuple[str, str]]:
    """Yield the texts that modules of ``workshop`` keep: module, text."""
    for module, names in CONSTANTS.items():
        for name in names:
            value = getattr(importlib.import_module(module), name)
            for text in flatten(value):
                yield module, text
    for text in LISTS:
        yield "workshop.wording", text


def flatten(value: Any) -> Iterator[str]:
    """Yield the texts of a constant, however deep they lie; keys are no texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from flatten(one)
    elif hasattr(value, "list_texts"):
        yield from value.list_texts()
    elif isinstance(value, tuple | list):
        for one in value:
            yield from flatten(one)


def flatten_node(node: ast.expr) -> Iterator[str]:
    """Yield the texts of a constant as it is written; keys are no texts."""
    if isinstance(node, ast.Dict):
        for value in node.values:
            yield from flatten_node(value)
    elif isinstance(node, ast.Tuple | ast.List):
        for value in node.elts:
            yield from flatten_node(value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def list_page_constants(root: Path = ROOT) -> Iterator[str]:
    """Yield the texts that modules of pages and kit keep, read without running them."""
    for file, names in PAGE_CONSTANTS.items():
        for node in parse(root / file if (root / file).is_file() else ROOT / file).body:
            if not isinstance(node, ast.Assign):
                continue
            if any(isinstance(t, ast.Name) and t.id in names for t in node.targets):
                yield from flatten_node(node.value)


def find_untold(folder: Path, root: Path = ROOT) -> list[str]:
    """List sentences that no message asks for, and those that are put together.

    Each is "file:line: text". It is a sieve, not a judge: some are nothing that people
    read.
    """
    found = []
    for path in list_files(folder, "*.py"):
        told = set()
        tree = parse(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_call(node) in ASK:
                told |= {id(one) for one in ast.walk(node)}
            for quiet in list_quiet(node):
                told |= {id(one) for one in ast.walk(quiet)}
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                told.add(id(node.value))  # a docstring
        kept = {
            *CONSTANTS.get(name_module(path, root), ()),
            *PAGE_CONSTANTS.get(path.relative_to(root).as_posix(), ()),
        }
        for node in tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            if any(isinstance(t, ast.Name) and t.id in kept for t in targets):
                told |= {id(one) for one in ast.walk(node)}
        for node, text in (*list_sentences(tree, told), *list_hidden(tree)):
            place = path.relative_to(root).as_posix()
            found.append(f"{place}:{node.lineno}: {' '.join(text.split())}")
    return sorted(found)


def list_hidden(tree: ast.Module) -> Iterator[tuple[Any, str]]:
    """Yield what is asked for by a name of the moment: nobody can gather its text."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef) or function.name in ASK:
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and name_call(node) in ("tr", "_tr"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Name) and not first.id.isupper():
                    yield node, ast.unparse(node)


def list_quiet(node: Any) -> Iterator[ast.AST]:
    """Yield the parts of a node that nobody reads on a page or in a notebook."""
    if isinstance(node, ast.Call):
        if NOT_SHOWN.fullmatch(ast.unparse(node.func)):
            yield node
        elif name_call(node) == "Reply" and node.args:
            yield node.args[0]
    elif isinstance(node, ast.Compare):
        yield node
    elif isinstance(node, ast.Assign):
        names = [one.id for one in node.targets if isinstance(one, ast.Name)]
        if KINDS in names:
            yield node.value


def name_module(path: Path, root: Path) -> str:
    """Return the name by which Python imports a file."""
    return ".".join(path.relative_to(root).with_suffix("").parts)


def list_sentences(tree: ast.Module, told: set[int]) -> Iterator[tuple[Any, str]]:
    """Yield the texts of a module that look like sentences and that nobody asks for."""
    node: Any
    for node in ast.walk(tree):
        if id(node) in told:
            continue
        if isinstance(node, ast.JoinedStr):
            told |= {id(one) for one in ast.walk(node)}
            parts = [p.value for p in node.values if isinstance(p, ast.Constant)]
            bare = [MARKUP.sub(" ", str(part)) for part in parts]
            if any(SENTENCE.search(part) for part in bare):
                yield node, " … ".join(map(str, parts))[:90]
        elif is_sentence(node):
            yield node, node.value[:90]


def is_sentence(node: ast.AST) -> bool:
    """Say whether a node is a text that looks like a sentence, and not like code."""
    text = node.value if isinstance(node, ast.Constant) else ""
    if not isinstance(text, str):
        return False
    return bool(SENTENCE.search(text)) and not CODE.search(text)
