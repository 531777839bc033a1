"""The words of the pages' templates: take them out, put a language's words in.

A message is what stands between two tags of blocks, with the tags inside a sentence;
``{{ page.title | e }}`` is the blank ``{page.title}``. Texts of attributes and of
scripts that people read count, too, and ``tr("…")`` in an expression.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.door.files import ROOT
from scripts.languages.passages import LETTER
from workshop.messages import is_translated

FOLDERS = ("scripts/pages/templates", "scripts/classroom/templates")
# Tags within a sentence; every other tag ends one.
WITHIN = r"a|abbr|b|br|code|em|i|kbd|q|small|span|strong|sub|sup"
RAW = re.compile(r"\{#.*?#\}|<(style|script)\b.*?</\1>|<style>.*?</style>", re.DOTALL)
NAME = re.compile(r"<!?/?(\w+).*", re.DOTALL)
PART = re.compile(
    rf"(?P<blank>\{{\{{.*?\}}\}})|(?P<statement>\{{%.*?%\}})"
    rf"|(?P<within></?(?:{WITHIN})\b(?:\{{\{{.*?\}}\}}|\{{%.*?%\}}|[^>{{])*>)"
    r"|(?P<tag><!?/?[a-z](?:\{\{.*?\}\}|\{%.*?%\}|[^>{])*>)"
    r"|(?P<text>&\w+;|[^<{&]+|.)",
    re.DOTALL | re.IGNORECASE,
)
BLANK = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")
ATTRIBUTE = re.compile(
    r'(?P<before>\b(?:aria-label|title|alt|data-say-\w+)=")(?P<text>[^"{}]+)"'
)
ASKED = re.compile(r'\btr\(\s*"([^"]+)"(?:\s*,\s*"([^"]+)")?')
WHOLE = re.compile(
    r"(?P<open><(?P<tag>\w+)\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>{])*>)(?P<inner>.*)</(?P=tag)>",
    re.DOTALL,
)
EMPTY_TAG = re.compile(r"<[^>]*>")
# In scripts: a text that begins like a sentence.
QUOTED = re.compile(r'"(?P<plain>[A-Z][a-z]+[^"\n]*?)"|`(?P<form>[A-Z][^`\n]*?)`')
FORM_BLANK = re.compile(r"\$\{((?:[^{}]|\{[^}]*\})*)\}")
KEYS = {"Arrow", "Enter", "Escape", "Space", "Content-Type"}
Place = tuple[str, str]


def list_messages(root: Path = ROOT) -> Iterator[tuple[Place, str, str]]:
    """Yield the messages of all templates and scripts: place, text, note."""
    for name, path in list_files(root, "*.j2"):
        source = path.read_text(encoding="utf-8")
        for text, note in list_in_template(source):
            yield (name, ""), text, note
    for name, path in list_files(root, "*.js"):
        for text in list_in_script(path.read_text(encoding="utf-8")):
            yield (name, ""), text, "in a script"


def list_files(root: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    """Yield the templates or scripts of all pages, with their names from the root."""
    for folder in FOLDERS:
        home = root if (root / folder).is_dir() else ROOT
        for path in sorted((home / folder).glob(pattern)):
            yield f"{folder}/{path.name}", path


def list_in_template(source: str) -> list[tuple[str, str]]:
    """List the messages of one template, with a note for the translator."""
    found: list[tuple[str, str]] = []

    def remember(text: str, note: str = "") -> str:
        found.append((text, note))
        return text

    translate_template(source, remember, "")
    bare = RAW.sub("", source)
    return found + [(one[1], "") for one in ASKED.finditer(bare) if not one[2]]


def list_plurals(root: Path = ROOT) -> Iterator[tuple[Place, str, str]]:
    """Yield the messages of templates that have two forms: place, text, plural."""
    for name, path in list_files(root, "*.j2"):
        for one in ASKED.finditer(path.read_text(encoding="utf-8")):
            if one[2]:
                yield (name, ""), one[1], one[2]


def translate_template(
    source: str, translate: Callable[..., str], marks: str = ' lang="en"'
) -> str:
    """Return a template with its messages translated.

    A message that comes back as it is gets ``marks``, where it is text of its own.
    """
    made, end = [], 0
    for raw in RAW.finditer(source):
        made += [translate_part(source[end : raw.start()], translate, marks), raw[0]]
        end = raw.end()
    return "".join([*made, translate_part(source[end:], translate, marks)])


def translate_part(source: str, translate: Callable[..., str], marks: str) -> str:
    """Return a part of a template without styles and scripts, translated."""
    made: list[str] = []
    run: list = []
    opened = ""

    def close() -> None:
        text = "".join(part for _, part in run)
        said = translate_run(text, translate, "" if opened == "title" else marks)
        # In a message tags stand as in English; their own texts come afterwards.
        made.append(translate_attributes(said, translate))
        run.clear()

    for part in PART.finditer(source):
        kind = part.lastgroup
        if kind in ("statement", "tag"):
            close()
            if kind == "tag":
                opened = NAME.sub(r"\1", part[0]).lower()
            made.append(translate_attributes(part[0], translate))
        else:
            run.append((kind, part[0]))
    close()
    return "".join(made)


def translate_run(text: str, translate: Callable[..., str], marks: str) -> str:
    """Return what stands between two tags, translated if there are words in it."""
    bare = text.strip()
    core = EMPTY_TAG.sub("", BLANK.sub("", bare))
    if not LETTER.search(core.replace("&nbsp;", "")):
        return text
    whole = WHOLE.fullmatch(bare)
    if whole and f"</{whole['tag']}>" not in whole["inner"]:
        inner = translate_run(whole["inner"], translate, marks)
        return text.replace(bare, f"{whole['open']}{inner}</{whole['tag']}>")
    blanks: dict[str, str] = {}

    def name(found: re.Match) -> str:
        key = re.split(r"[|\[(]", found[1])[0].strip() or "value"
        key = re.sub(r"[^\w.]", "", key)
        while blanks.get(key, found[0]) != found[0]:
            key += "_"
        blanks[key] = found[0]
        return "{" + key + "}"

    message = BLANK.sub(name, bare)
    said = translate(message)
    start = text.index(bare)
    is_open = said == message and not is_translated(message)
    if is_open and marks and not bare.startswith("<"):
        said = f"<span{marks}>{said}</span>"
    for key, expression in blanks.items():
        said = said.replace("{" + key + "}", expression)
    return text[:start] + said + text[start + len(bare) :]


def translate_attributes(tag: str, translate: Callable[..., str]) -> str:
    """Return a tag with the texts of its attributes translated."""

    def replace(found: re.Match) -> str:
        if not LETTER.search(found["text"]):
            return found[0]
        return f'{found["before"]}{translate(found["text"])}"'

    return ATTRIBUTE.sub(replace, tag)


def list_in_script(source: str) -> list[str]:
    """List the sentences of a script."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    translate_script(source, keep)
    return found


def translate_script(source: str, translate: Callable[[str], str]) -> str:
    """Return a script with its sentences translated."""

    def replace(found: re.Match) -> str:
        text = found["plain"] or found["form"]
        if " " not in text or text.split()[0] in KEYS or re.search(r"[<>=#]", text):
            return found[0]
        if found["plain"]:
            said = translate(text)
            return found[0] if said == text else json.dumps(said, ensure_ascii=False)
        blanks = FORM_BLANK.findall(text)
        numbers = iter(range(1, len(blanks) + 1))
        message = FORM_BLANK.sub(lambda _: "{" + str(next(numbers)) + "}", text)
        said = translate(message)
        if said == message:
            return found[0]
        said = said.replace("`", "\\`")
        for number, code in enumerate(blanks, start=1):
            said = said.replace("{" + str(number) + "}", "${" + code + "}")
        return f"`{said}`"

    return QUOTED.sub(replace, source)
