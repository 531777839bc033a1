"""Make the styles of a page short: without what no part of the page can use.

A rule stays when the page names each class, id and element that it asks for, in its
text or in its scripts. A script may put a name together: ``as-`` in it stands for all
names that begin so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import tinycss2

STYLE = re.compile(r"(<style[^>]*>)(.*?)</style>", re.DOTALL)
DATA = re.compile(r'"data:[^"]*"')
NAME = re.compile(r"[\w-]+")
# Blank space beside these says nothing.
BEFORE, AFTER = {",", ";", ">"}, {":", ",", ";", ">"}
# Elements that a browser adds where a page does not write them.
ADDED = {"html", "head", "body", "tbody"}
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


@dataclass(frozen=True)
class Needs:
    """What a selector asks for: all names, and of each group of others one."""

    names: frozenset[str]
    groups: tuple[tuple["Needs", ...], ...]

    def hold(self, names: Names) -> bool:
        """Say whether a page with these names may hold what is asked for."""
        return all(name in names for name in self.names) and all(
            any(one.hold(names) for one in group) for group in self.groups
        )


@dataclass(frozen=True)
class Rule:
    """A rule, written short: selectors with what they need, or a head for others."""

    selectors: tuple[tuple[str, Needs], ...] = ()
    body: str = ""
    head: str = ""
    inner: tuple["Rule", ...] = ()


def shorten(css: str, names: Names) -> str:
    """Return a style sheet without the rules that ask for other names."""
    rules = read_rules(css)
    return "".join(write_rules(rules, names)) if rules else css


def write_rules(rules: Iterable[Rule], names: Names | None) -> Iterator[str]:
    """Yield the rules that a page with these names can use; None: all of them."""
    for rule in rules:
        if rule.inner:
            body = "".join(write_rules(rule.inner, names))
            if body:
                yield f"{rule.head}{{{body}}}"
        elif rule.head:
            yield f"{rule.head}{rule.body}"
        else:
            asked = [
                text
                for text, needs in rule.selectors
                if names is None or needs.hold(names)
            ]
            if asked:
                yield f"{','.join(asked)}{{{rule.body}}}"


def leave_out(css: str, never: re.Pattern) -> str:
    """Return a style sheet without the selectors in which ``never`` is found."""
    return "".join(write_rules(drop(read_rules(css), never), None))


def drop(rules: Iterable[Rule], never: re.Pattern) -> Iterator[Rule]:
    """Yield rules with the selectors in which ``never`` is not found."""
    for rule in rules:
        kept = tuple(one for one in rule.selectors if not never.search(one[0]))
        yield replace(rule, selectors=kept, inner=tuple(drop(rule.inner, never)))


@cache
def read_rules(css: str) -> tuple[Rule, ...]:
    """Return the rules of a style sheet; many pages share one."""
    return tuple(map_rules(tinycss2.parse_stylesheet(css, True, True)))


def map_rules(nodes: Iterable) -> Iterator[Rule]:
    """Yield rules, written short. What a browser cannot read it passes over."""
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [(write(one), find_needs(one)) for one in split(node.prelude)]
            yield Rule(tuple(selectors), write(node.content).rstrip(";"))
        elif node.type == "at-rule":
            head = f"@{node.at_keyword} {write(node.prelude)}".strip()
            if node.content is None:
                yield Rule(head=head, body=";")
            elif node.lower_at_keyword in GROUPS:
                inner = tinycss2.parse_rule_list(node.content, True, True)
                yield Rule(head=head, inner=tuple(map_rules(inner)), body="{}")
            else:
                yield Rule(head=head, body=f"{{{write(node.content)}}}")


def split(tokens: Iterable) -> list[list]:
    """Return the parts of a list that commas part."""
    parts: list[list] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def find_needs(selector: list) -> Needs:
    """Return what a page must name so that a selector can meet anything in it."""
    names, groups = set(), []
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" or token.type == "ident" and before != ":":
            names |= {token.value} - ADDED
        elif token.type == "function" and token.lower_name in ANY_OF:
            groups.append(tuple(map(find_needs, split(token.arguments))))
        elif token.type == "[] block":
            names |= find_value(token.content)
    return Needs(frozenset(names), tuple(groups))


def find_value(attribute: list) -> set[str]:
    """Return the value that ``[name=value]`` asks for, where it is one name."""
    held = [token for token in attribute if token.type != "whitespace"]
    if len(held) != 3 or held[1] != "=":
        return set()
    value = getattr(held[2], "value", "")
    return {value} if isinstance(value, str) and NAME.fullmatch(value) else set()


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
