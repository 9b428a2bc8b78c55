"""The text of editions in HTML: site, offline page, EPUB."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from lxml import etree, html

from press.formulas.linear import linear
from press.verify.text import Extract

# What is no text of the publication: navigation, paragraph numbers, calls of notes.
_FURNITURE = (
    "//script|//style|//nav|//button|//*[contains(concat(' ', @class, ' '), ' press-pn ')]|//*[@role='doc-noteref']"
    "|//*[contains(@*[local-name()='type'], 'noteref')]"
)
# Markers of lists, in notes too.
_MARKERS = "//*[contains(concat(' ', @class, ' '), ' press-marker ') or @class='press-note-marker']"
_NOTES = "//*[contains(concat(' ', @class, ' '), ' press-note ')]|//*[@role='doc-footnote']"


def of_html(documents: Sequence[Any]) -> Extract:
    """The text of parsed HTML documents, in their order."""
    body, notes = [], []
    for root in documents:
        for node in root.xpath(_MARKERS):
            node.text = f"\n{node.text or ''}"  # what stands before it may be no more than furniture
        for node in root.xpath(_FURNITURE):
            _drop(node)
        for node in root.xpath("//*[local-name()='math']"):
            said, tail = linear(ElementTree.fromstring(etree.tostring(node, with_tail=False))), node.tail
            node.clear()
            node.text, node.tail = said, tail
        for node in root.xpath(_NOTES):
            notes.append(node.text_content() if hasattr(node, "text_content") else "".join(node.itertext()))
            _drop(node)
        body.append("".join(root.itertext()))
    return Extract("\n".join(body), "\n".join(notes))


def _drop(node: Any) -> None:
    """Remove an element but not the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    before, tail = node.getprevious(), node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def of_page(path: Path) -> Extract:
    """The text of one HTML file."""
    return of_html([html.fromstring(path.read_bytes())])


def of_site(folder: Path) -> Extract:
    """The text of a site's pages, in the order of its contents list; what that doesn't list comes last."""
    index: Any = html.fromstring((folder / "index.html").read_bytes())
    linked = [str(link).partition("#")[0] for link in index.xpath("//a/@href")]
    names = dict.fromkeys(name for name in linked if (folder / name).is_file() and "/" not in name)
    names |= dict.fromkeys(sorted(page.name for page in folder.glob("*.html")))
    pages = [index, *(html.fromstring((folder / name).read_bytes()) for name in names if name != "index.html")]
    return of_html(pages)


def of_epub(path: Path) -> Extract:
    """The text of an EPUB, in the order of its spine (EPUB 3.3, 5.7)."""
    with zipfile.ZipFile(path) as archive:
        package = PurePosixPath(re.findall(r'full-path="([^"]+)"', archive.read("META-INF/container.xml").decode())[0])
        root = etree.fromstring(archive.read(str(package)))
        files = {item.get("id"): str(item.get("href")) for item in root.iter("{*}item")}
        spine = [files[item.get("idref")] for item in root.iter("{*}itemref")]
        return of_html([etree.fromstring(archive.read(str(package.parent / name))) for name in spine])
