"""What the HTML of a PDF is given before layout: pages of references, links that lead nowhere.

Works on WeasyPrint's parsed tree (xml.etree), so that nothing is parsed twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from press.errors import Diagnostic

LACKING = "write the anchor where it should lead ({#…}), or correct the link"
ALLOWED = ("http://", "https://", "mailto:", "#")


def prepare(root: Element, pages: Mapping[str, str], phrase: str) -> None:
    """Say the page of each cross-reference.

    Args:
        root: one of the documents.
        pages: folios of the other document's anchors, as far as they are known; its references are written out. Those
            within the document are counted by the style sheet (class "paged").
        phrase: how a reference goes on to its page, with "{page}".
    """
    own = {element.get("id") for element in root.iter()}
    for element in list(root.iter()):
        classes = element.get("class", "").split()
        if "xref" in classes:
            _refer(element, own, pages, phrase)
        elif "pn" in classes:
            element.attrib.pop("href", None)  # on the web a link to itself, to be copied; in a PDF it leads nowhere
        elif "entry" in classes:
            _enter(element, own, pages)


def _refer(link: Element, own: set[str | None], pages: Mapping[str, str], phrase: str) -> None:
    target = link.get("href", "").removeprefix("#")
    if target in own:
        link.set("class", f"{link.get('class')} paged")
    elif target in pages:
        SubElement(link, "span", {"class": "at-page"}).text = phrase.format(page=pages[target])


def _enter(link: Element, own: set[str | None], pages: Mapping[str, str]) -> None:
    """An entry of the contents: its page, a literal for the body's."""
    target = link.get("href", "").removeprefix("#")
    if (page := link.find("span[@class='page']")) is None:
        return
    if target in own:
        page.attrib.update({"class": "page paged", "data-target": f"#{target}"})
    else:
        page.text = pages[target]


def broken(*roots: Element) -> Iterator[Diagnostic]:
    """Links that lead neither into the book nor to the web (P005)."""
    anchors = {element.get("id") for root in roots for element in root.iter()}
    for root in roots:
        for link in root.iter("a"):
            href = link.get("href")
            if href is None:
                continue
            if not href.startswith(ALLOWED):
                hint = "link to an address of the web, or to an anchor of the book (#…)"
                yield Diagnostic("P005", f"a link leads to {href}", hint=hint)
            elif href.startswith("#") and href[1:] not in anchors:
                yield Diagnostic("P005", f"a link leads to {href}, which the book lacks", hint=LACKING)
