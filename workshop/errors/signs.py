"""Names that are words, figures or answers without the sign that they need."""

import ast
import difflib
import re

from workshop.errors.asked import asks_for_text
from workshop.errors.places import find_maker
from workshop.errors.proposals import propose
from workshop.errors.stop import Stop
from workshop.messages import tr

# Letters that look like figures.
FIGURES = dict.fromkeys("бБ", 6) | dict.fromkeys("зЗ", 3) | dict.fromkeys("оОoO", 0)
FIGURES |= dict.fromkeys("lIІ", 1)


ANSWER = re.compile(
    r"\s*(a\w{4,7}?)[ _.,-]*(?:(\d+)[ _.,-]+)?(q?\d+)\s*(=(?!=).*)", re.IGNORECASE
)

# answer_1_q2 = c (ranije)
REMARK = re.compile(
    r"\s*(answer_\w+)\s*=\s*([^\W\d_])\s*\(([^()\"'=]*[^\W\d][^()\"'=]*)\)\s*"
)

# answer_1_q2; "c"
MARK = re.compile(r"\s*(answer_\w+)\s*[;,]\s*([^\s=;][^=;]*)")


def explain_answer(stop: Stop) -> str:
    """Say how the name of an answer is written that has a dot or a comma, or ""."""
    found = ANSWER.fullmatch(stop.line)
    error = NameError | AttributeError | ValueError | TypeError
    if not found or not isinstance(stop.error, error):
        return ""
    name = stop.line.split("=")[0].strip()
    near = difflib.get_close_matches(found[1].lower(), ["answer"], n=1, cutoff=0.7)
    if not near or not re.search("[.,]", name):
        return ""
    lessons = {one.split("_")[1] for one in stop.held if one.startswith("answer_")}
    lesson = found[2] or (min(lessons) if len(lessons) == 1 else "")
    if not lesson:
        return ""
    return propose(
        tr(
            "A name has letters, digits and `_`, no dots, hyphens, spaces or marks, "
            "and it stands at the left of the equals sign."
        ),
        f"answer_{lesson}_{found[3].lower()} {found[4].strip()}",
        stop,
    )


def explain_remark(stop: Stop) -> str:
    """Say where the words belong that stand in brackets behind a letter, or ""."""
    found = REMARK.fullmatch(stop.line)
    if not found or not asks_for_text(found[1]):
        return ""
    text = tr("Words that explain a value stand behind `#`, as a remark.")
    return propose(text, f'{found[1]} = "{found[2]}"  # {found[3].strip()}', stop)


def explain_mark(stop: Stop) -> str:
    """Say that an equals sign stands behind an answer's name, not ; or a comma."""
    found = MARK.fullmatch(stop.line)
    if not found or not isinstance(stop.error, SyntaxError | NameError):
        return ""
    value = found[2].strip()
    is_letter = re.fullmatch(r"[^\W\d_]", value) and asks_for_text(found[1])
    return propose(
        tr("An equals sign stands between a name and its value."),
        f'{found[1]} = "{value}"' if is_letter else f"{found[1]} = {value}",
        stop,
    )


def say_sign(name: str, stop: Stop) -> str:
    """Say that an answer is given with one equals sign."""
    node = getattr(stop.statement, "value", None)
    left = node.left if isinstance(node, ast.Compare) else None
    asked = isinstance(left, ast.Name) and left.id == name
    if not asked or not name.startswith("answer_"):
        return ""
    return tr(
        "This line asks what `{name}` is. To give it a value, write one equals sign: "
        "`{name} = …`.",
        name=name,
    )


def say_minus(stop: Stop) -> str:
    """Say that an answer gets its value with an equals sign, not with a minus."""
    node = getattr(stop.statement, "value", None)
    left = getattr(node, "left", None)
    name = getattr(left, "id", "")
    is_line = isinstance(stop.statement, ast.Expr) and isinstance(node, ast.BinOp)
    if not is_line or not name.startswith("answer_"):
        return ""
    return tr(
        "This line computes with `{name}` and gives it no value. An equals sign stands "
        "between a name and its value: `{name} = …`.",
        name=name,
    )


def say_figure_sign(name: str, stop: Stop) -> str:
    """Say that a letter stands where a figure that looks like it may be meant."""
    node = stop.statement
    alone = isinstance(node, ast.Assign) and getattr(node.value, "id", "") == name
    target = getattr(node.targets[0], "id", "") if isinstance(node, ast.Assign) else ""
    figure = "".join(str(FIGURES.get(letter, letter)) for letter in name).lstrip("0")
    sides = [one for node in stop.find(ast.Compare) for one in node.comparators]
    sides += [one.right for one in stop.find(ast.BinOp)]
    if name in FIGURES and any(getattr(one, "id", "") == name for one in sides):
        return tr(
            "`{name}` is a letter here, and it looks like a figure. If the number is "
            "meant, type the figure `{figure}`.",
            name=name,
            figure=FIGURES[name],
        )
    looks = name in FIGURES or (name[:1] in FIGURES and figure.isdecimal())
    if not alone or not looks or not re.fullmatch(r"answer_\d+_\d+", target):
        return ""
    return tr(
        "`{name}` holds a letter that looks like a figure. If the number is meant, "
        "type the figure: `{target} = {figure}`. If the letter is meant, it stands in "
        'quotation marks: `{target} = "{name}"`.',
        name=name,
        target=target,
        figure=figure or 0,
    )


def say_phrase(name: str, stop: Stop) -> str:
    """Say that words which Python can read by chance stand in quotation marks."""
    for node in stop.find(ast.BoolOp):
        words = [one.id for one in node.values if isinstance(one, ast.Name)]
        if (
            name in words
            and len(words) == len(node.values)
            and not any(word in stop.held for word in words)
            and not any(find_maker(word, stop.code) for word in words)
        ):
            return tr(
                "Words stand in quotation marks; without them Python looks for names: "
                '`"{words}"`.',
                words=ast.unparse(node),
            )
    for node in stop.find(ast.UnaryOp):
        if isinstance(node.op, ast.Not) and getattr(node.operand, "id", "") == name:
            return tr(
                "Words stand in quotation marks; without them Python looks for names: "
                '`"{words}"`.',
                words=ast.unparse(node),
            )
    for node in stop.find(ast.Compare):
        right = node.comparators[0]
        if not isinstance(node.ops[0], ast.In | ast.NotIn | ast.Is | ast.IsNot):
            continue  # a sign is no word
        pair = isinstance(node.left, ast.Name) and isinstance(right, ast.Name)
        if pair and node.left.id == name and right.id not in stop.held:
            return tr(
                "Words stand in quotation marks; without them Python looks for names: "
                '`"{words}"`.',
                words=ast.unparse(node),
            )
    return ""
