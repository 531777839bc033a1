"""Find the source of a fact, or the meaning of a term, by its id."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from workshop import data, wording
from workshop.messages import look_up, tr

LINK = ' style="text-decoration:underline"'
# Cyrillic and the letters of Latin languages as UTF-8 writes them in an address.
LETTERS = re.compile(r"(?:%(?:c[3-9a-f]|d[0-3])%[89ab][0-9a-f])+", re.IGNORECASE)
# How a row was read and checked, in plain words; see the data dictionary.
READ = {
    "seen": "the page, or an excerpt of it, was read",
    "copy": "read in a copy",
    "direct": "read from the publisher",
    "keyed by hand": "typed from a page",
    "mixed": "read in several ways",
    "figure": "the figure and its meaning were read",
    "description": "the description was read",
    "name": "only the name was read",
    "number": "only the number was read",
    "original": "read in the original",
    "quotation": "read as quoted by others",
}
NAMES = ("short_name", "name", "plain_name", "item", "claim", "criterion", "law_name")
CHECKED = {
    "confirmed": "a second look agrees",
    "corrected": "something was corrected after a second look",
    "unchecked": "not checked a second time",
}


@dataclass
class Source:
    """What a reader needs to find a source again; ``links`` holds (title, address)."""

    id: str
    name: str
    links: list[tuple[str, str]]
    details: list[str] = field(default_factory=list)
    read: str = ""

    def write_html(self) -> str:
        """Write the source as one item of a list, which ``#src-ID`` links reach."""
        links = [write_link(title, address) for title, address in self.links]
        details = [html.escape(detail) for detail in self.details]
        # The id of a table or an indicator is no word for readers: its name is bold.
        name = html.escape(capitalise(self.name))
        head = f"<strong>{html.escape(self.id)}</strong> {name}".rstrip()
        if self.id[:1].islower():
            head = f"<strong>{name}</strong>"
        text = self._arrange(head, links, details)
        return f'<li id="src-{html.escape(self.id)}">{text}</li>'

    def write_text(self) -> str:
        """Write the source as one line of plain text with the addresses."""
        links = [
            ", ".join(part for part in (title, decode_letters(address)) if part)
            for title, address in self.links
        ]
        name = capitalise(self.name)
        head = name if self.id[:1].islower() else f"{self.id} {name}".rstrip()
        return self._arrange(head, links, self.details, str)

    def _arrange(
        self,
        head: str,
        links: list[str],
        details: list[str],
        write: Callable[[str], str] = html.escape,
    ) -> str:
        cited = ", ".join([*links[:1], *details])
        parts = [head, cited, *(tr("Also: {link}", link=link) for link in links[1:])]
        parts.append(write(self.read))
        return " ".join(map(end_sentence, filter(None, parts)))


def capitalise(text: str) -> str:
    """Begin a text with a capital, and leave all other letters as they are."""
    return text[:1].upper() + text[1:]


def end_sentence(text: str) -> str:
    """Give a text its full stop, unless it ends with a mark already."""
    ends = text.removesuffix("</a>").removesuffix("</strong>").endswith((".", "?", "!"))
    return text if ends else f"{text}."


def write_link(title: str, address: str) -> str:
    """Write a link whose text is the title; without an address, the title alone."""
    if not address:
        return html.escape(title)
    address = html.escape(decode_letters(address))
    return f'<a href="{address}"{LINK}>{html.escape(title)}</a>'


def decode_letters(address: str) -> str:
    """Write letters such as Ч that stand in an address as %d0%a7: paper shows it."""
    return LETTERS.sub(lambda found: unquote(found[0], errors="strict"), address)


def find_sources(ids: Sequence[str]) -> list[Source]:
    """Find the sources of rows by their ids, or of whole tables by their names.

    Raises CannotShow when there is neither.
    """
    tables, rows = data.names(), find_rows(ids)
    unknown = [one for one in ids if one not in tables and one not in rows]
    if unknown:
        raise wording.CannotShow(
            tr(
                'No table has a row with the id "{id}". Compare it with the first '
                "column of the table that you took the fact from.",
                id=str(unknown[0]),
            )
        )
    return [
        cite_table(one) if one in tables else cite_row(one, rows[one]) for one in ids
    ]


def find_rows(ids: Sequence[str]) -> dict[str, dict]:
    """Find rows with sources by their ids; each holds what is known of it."""
    found: dict[str, dict] = {}
    for name in data.names():
        key = name_key(name)
        if key is None:
            continue
        table = data.load(name)
        for _, row in table[table[key].isin(ids)].iterrows():
            found.setdefault(row[key], row.dropna().to_dict())
    return found


@dataclass
class Term:
    """A word of the glossary, with its meaning in one or two sentences."""

    id: str
    name: str
    explanation: str

    def write_html(self) -> str:
        """Write term and meaning as a pair of a list; ``#term-ID`` links reach it."""
        return (
            f'<dt id="term-{html.escape(self.id)}">{html.escape(self.name)}</dt>\n'
            f"<dd>{html.escape(self.explanation)}</dd>"
        )

    def write_text(self) -> str:
        """Write term and meaning as one line of plain text."""
        return f"{self.name}: {self.explanation}"


def find_terms(ids: Sequence[str]) -> list[Term]:
    """Find terms of the table ``glossary`` by their ids; raise CannotShow if not."""
    table = data.load("glossary").set_index("id")
    unknown = [one for one in ids if one not in table.index]
    if unknown:
        raise wording.CannotShow(
            tr(
                'The glossary has no term with the id "{id}". Compare it with the '
                "first column of the table glossary.",
                id=str(unknown[0]),
            )
        )
    texts = {one: table.loc[one, ["term", "explanation"]] for one in ids}
    return [Term(one, *map(look_up, text)) for one, text in texts.items()]


def name_key(name: str) -> str | None:
    """Name the column of ids of a table whose rows have sources of their own."""
    schema = data.find_descriptor(data.FOLDER, name)["schema"]
    key = schema.get("primaryKey", [])
    key = [key] if isinstance(key, str) else key
    columns = {column["name"] for column in schema["fields"]}
    cites = columns & {"source_title", "url"}
    return key[0] if len(key) == 1 and cites else None


def cite_row(id_: str, row: dict) -> Source:
    """Cite a row by its columns; ``row`` holds what is known of it."""

    def pick(*columns: str) -> str:
        return next((str(row[column]) for column in columns if column in row), "")

    title = pick("source_title", "title")
    links = [(title, pick("source_url", "url"))]
    for more in ("source2", "source3"):
        if f"{more}_title" in row:
            links.append((pick(f"{more}_title"), pick(f"{more}_url")))
    year = pick("source_year") if "source_title" in row else pick("year")
    details = [pick("source_author", "authors"), year]
    name = pick(*NAMES)
    if "topic" in row and "item" in row:
        topic = wording.write_label(row["topic"]).removeprefix("funnel ")
        name = f"{topic}: {row['item']}"
    if "attribution" in row:
        name = f"{name}. {row['attribution']}"
    return Source(
        id=id_,
        name=name,
        links=links,
        details=[detail for detail in details if detail and detail != "n.d."],
        read=_say_how_read(row),
    )


def cite_table(name: str) -> Source:
    """Cite a whole table by the sources that the data package names."""
    resource = data.find_descriptor(data.FOLDER, name)
    links = [(one["title"], one.get("path", "")) for one in resource["sources"]]
    return Source(id=name, name=resource["title"], links=links)


def _say_how_read(row: dict) -> str:
    scope = row.get("seen_scope") or row.get("read_from") or row.get("evidence")
    known = (READ.get(scope or ""), CHECKED.get(row.get("check") or ""))
    text = "; ".join(look_up(words) for words in known if words)
    return text[:1].upper() + text[1:]
