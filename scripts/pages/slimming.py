"""Make the styles of a page short: without what no part of the page can use.

A rule stays when the page names each class and id that it asks for, in its text or in
its scripts. A script may put a name together: ``as-`` in it stands for all names that
begin so.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import tinycss2

STYLE = re.compile(r"(<style[^>]*>)(.*?)</style>", re.DOTALL)
DATA = re.compile(r'"data:[^"]*"')
NAME = re.compile(r"[\w-]+")
# Blank space beside these says nothing.
BEFORE, AFTER = {",", ";", ">"}, {":", ",", ";", ">"}
# What must hold for one of several selectors between its brackets.
ANY_OF = {"is", "where", "has"}
GROUPS = {"media", "supports", "layer", "container"}


def shorten_styles(page: str) -> str:
    """Return a page (HTML) whose style sheets hold what it can use, and no comments.

    They stand in its head; what a script further down holds is not touched.
    """
    head, end, body = page.partition("</head>")
    if not end:
        return page
    names = Names(NAME.findall(DATA.sub("", STYLE.sub("", head) + body)))
    head = STYLE.sub(lambda one: f"{one[1]}{shorten(one[2], names)}</style>", head)
    return head + end + body


class Names:
    """The names that a page holds, those too that its scripts put together."""

    def __init__(self, names: Iterable[str]):
        self.names = set(names)
        self.begins = tuple(name for name in self.names if name.endswith("-"))
        self.ends = tuple(name for name in self.names if name.startswith("-"))

    def __contains__(self, name: str) -> bool:
        return (
            name in self.names
            or name.startswith(self.begins)
            or name.endswith(self.ends)
        )


def shorten(css: str, names: Names) -> str:
    """Return a style sheet without the rules that ask for other names."""
    rules = read_rules(css)
    return "".join(write_rules(rules, names)) if rules else css


@cache
def read_rules(css: str) -> tuple:
    """Return the rules of a style sheet; several pages share one."""
    return tuple(tinycss2.parse_stylesheet(css, True, True))


def write_rules(rules: Iterable, names: Names) -> Iterator[str]:
    """Yield the rules that a page can use, each as short as it may be."""
    for rule in rules:
        if rule.type == "qualified-rule":
            asked = [one for one in split(rule.prelude) if fits(one, names)]
            if asked and rule.content:
                selector = ",".join(map(write, asked))
                yield f"{selector}{{{write(rule.content).rstrip(';')}}}"
        elif rule.type == "at-rule" and rule.content is None:
            yield f"@{rule.at_keyword} {write(rule.prelude)};"
        elif rule.type == "at-rule":
            head = f"@{rule.at_keyword} {write(rule.prelude)}".strip()
            if rule.lower_at_keyword in GROUPS:
                inner = tinycss2.parse_rule_list(rule.content, True, True)
                body = "".join(write_rules(inner, names))
            else:
                body = write(rule.content)
            if body:
                yield f"{head}{{{body}}}"
        # What a browser cannot read it passes over.


def split(tokens: Iterable) -> list[list]:
    """Return the parts of a list that commas part."""
    parts: list[list] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def fits(selector: list, names: Names) -> bool:
    """Say whether a page may hold what a selector asks for."""
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" and token.value not in names:
            return False
        if token.type == "ident" and before == "." and token.value not in names:
            return False
        if token.type == "function" and token.lower_name in ANY_OF:
            parts = split(token.arguments)
            if not any(fits(part, names) for part in parts):
                return False
    return True


def write(tokens: list) -> str:
    """Return tokens as text with no more blank space than they need."""
    kept = [token for token in tokens if token.type != "comment"]
    text = ""
    for number, token in enumerate(kept):
        if token.type != "whitespace":
            text += write_one(token)
            continue
        after = kept[number + 1] if number + 1 < len(kept) else None
        ends = after is None or after.type == "literal" and after.value in BEFORE
        if text and not ends and text[-1] not in AFTER | {" "}:
            text += " "
    return text.strip()


def write_one(token: tinycss2.ast.Node) -> str:
    """Return a token as text; brackets hold further ones."""
    if token.type == "function":
        return f"{token.name}({write(token.arguments)})"
    brackets = {"() block": "()", "[] block": "[]", "{} block": "{}"}.get(token.type)
    if brackets:
        return f"{brackets[0]}{write(token.content)}{brackets[1]}"
    return token.serialize()
