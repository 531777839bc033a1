"""A reply says what a value is, never what somebody did or thought to get it."""

import ast
import re

import pytest

from scripts.door.files import ROOT

FILES = sorted((ROOT / "workshop/feedback").glob("[0-9]*.py"))
FILES += [ROOT / f"workshop/{name}.py" for name in ("relating", "explaining", "rules")]
FILES += [
    ROOT / f"workshop/{name}.py" for name in ("choosing", "understanding_numbers")
]
# What a reply would claim about a person. What stands in the answer may be named: "You
# wrote a name", "You chose the test of need" are the answer itself.
DID = (
    "added|asked|averaged|began|begin|calculated|combined|compared|computed|confused|"
    "copied|counted|divided|filtered|forgot|guessed|ignored|kept|left out|looked at|"
    "looked|mixed|multiplied|overlooked|picked|put|read|rounded|searched|skipped|sorted|"
    "started|subtracted|summed|swapped|took|turned|typed|used|went"
)
THOUGHT = "assumed|believed|thought|meant|misread|misunderstood|trust|trusted|wanted"
CLAIMS = re.compile(
    rf"\b[Yy]ou (?:(?:have|had|probably|only|simply|just|also|then) )*"
    rf"(?:{DID}|{THOUGHT}|taken|forgotten|seem to|may have|might have|must have)\b"
    r"|\b[Pp](?:erhaps|robably) you\b",
)
# Praise for a right answer may tell what was done.
PRAISE = {"right", "paper"}


def list_replies(path):
    """List the texts of a module with their lines, without praise and docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    praised = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in PRAISE
        for part in ast.walk(node)
    }
    speakers = {one.id for one in praised if isinstance(one, ast.Name)}
    praised |= {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name in speakers
        for part in ast.walk(node)
    }
    documented = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in praised | documented
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_reply_claims_what_somebody_did_or_thought(path):
    claims = [
        f"line {line}: {found[0]} … in “{text[:60]}”"
        for line, text in list_replies(path)
        if (found := CLAIMS.search(text))
    ]
    assert not claims, "\n".join(claims)


@pytest.mark.parametrize(
    ("text", "is_claim"),
    [
        ("You counted one more than there are.", True),
        ("You have taken the mean.", True),
        ("It looks as if you forgot the brackets.", True),
        ("You seem to count fields.", True),
        ("7 is also the number of cases.", False),
        ("What would you ask the workers?", False),
        ("You need it for the comparison.", False),
        ("You wrote a name.", False),
    ],
)
def test_a_claim_is_told_from_a_fact(text, is_claim):
    assert bool(CLAIMS.search(text)) is is_claim
