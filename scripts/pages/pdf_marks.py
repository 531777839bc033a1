"""Complete what a browser leaves out of a tagged PDF.

Chromium tags bold and italic words as Strong and Em, which PDF 1.7 does not know: a
reader that meets an unknown tag may drop its words. Links say nothing in words, there
is no XMP, and the outline loses the space where a heading goes on in a second line.
Standard types: ISO 32000-1, 14.8.4.
"""

import io
import logging
import re
from collections.abc import Iterable
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    DictionaryObject,
    NameObject,
    TextStringObject,
)
from pypdf.xmp import XmpInformation

# It would tell a person who prints of objects and trailers.
logging.getLogger("pypdf").setLevel(logging.ERROR)
ROLES = {"/Strong": "/Span", "/Em": "/Span"}
Links = dict[str, str]


def complete(
    content: bytes, title: str, language: str, links: Links, headings: Iterable[str]
) -> bytes:
    """Return a PDF whose tags are all known, whose links speak, and that has XMP.

    ``links`` maps addresses (or ids of places within the page) to what links say,
    ``headings`` are the words of the page's headings, as the outline should have them.
    """
    writer = PdfWriter(clone_from=io.BytesIO(content))
    tags: Any = writer.root_object["/StructTreeRoot"].get_object()
    tags[NameObject("/RoleMap")] = DictionaryObject(
        {NameObject(name): NameObject(role) for name, role in ROLES.items()}
    )
    for link in list_links(writer):
        address = find_address(link)
        words = links.get(address) or address
        link[NameObject("/Contents")] = TextStringObject(words)
    mend_outline(writer, list(headings))
    writer.xmp_metadata = describe(title, language)
    metadata: Any = writer.root_object["/Metadata"].get_object()
    metadata[NameObject("/Type")] = NameObject("/Metadata")
    metadata[NameObject("/Subtype")] = NameObject("/XML")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def mend_outline(writer: PdfWriter, headings: list[str]) -> None:
    """Write the names in the outline as the headings of the page are written."""
    headings = [leave_circles_out(heading) for heading in headings]
    open_items = [writer.root_object.get("/Outlines")]
    while open_items:
        item = open_items.pop()
        if item is None:
            continue
        item = item.get_object()
        open_items += [item.get("/Next"), item.get("/First")]
        if "/Title" in item:
            words = find_words(leave_circles_out(str(item["/Title"])), headings)
            item[NameObject("/Title")] = TextStringObject(words)


def leave_circles_out(heading: str) -> str:
    """Return a heading as it is read aloud: the words beside its circles stay."""
    return " ".join(heading.replace("●", " ").split())


def find_words(name: str, headings: list[str]) -> str:
    """Return a name with the spaces of the heading that it is, or is a part of."""
    bare = "".join(name.split())
    for heading in sorted(headings, key=lambda one: "".join(one.split()) != bare):
        places = [at for at, letter in enumerate(heading) if not letter.isspace()]
        begins = "".join(heading.split()).find(bare)
        if bare and begins >= 0:
            return heading[places[begins] : places[begins + len(bare) - 1] + 1]
    return name


def describe(title: str, language: str) -> XmpInformation:
    """Return title and language as XMP, where programs look for them first."""
    xmp = XmpInformation.create()
    xmp.dc_title = {"x-default": title}
    xmp.dc_language = [language]
    xmp.dc_format = "application/pdf"
    return xmp


def list_links(document: PdfReader | PdfWriter) -> list[DictionaryObject]:
    """List the link annotations of all pages."""
    found = [
        annotation.get_object()
        for page in document.pages
        for annotation in page.get("/Annots") or ()
    ]
    return [one for one in found if one.get("/Subtype") == "/Link"]


def find_address(link: DictionaryObject) -> str:
    """Return where a link leads: its address, or the id of a place within the page."""
    if "/A" in link:
        action: Any = link["/A"].get_object()
        return str(action.get("/URI", ""))
    return re.sub("^/", "", str(link.get("/Dest", "")))
