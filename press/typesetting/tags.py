"""Tags of a PDF: what is drawn is tied to the structure tree, what only repeats or decorates is an artifact.

WeasyPrint tags box by box and page by page; its one function for that is replaced. While generate_pdf draws them, it
numbers the pieces of content (MCID) itself. Each page is tagged, compressed and let go as soon as it is drawn, so that
a long book's boxes and drawing operators are not in memory at once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint.pdf
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from press.typesetting.structure import Structure, is_right_to_left

PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})


@contextmanager
def tagging(roots: Sequence[Element]) -> Iterator[None]:
    """Tag the PDF that is written inside by its HTML; its pages can be written once.

    Args:
        roots: the html elements of all documents whose pages the PDF has, the first with the book's language.
    """
    tagger, add_links, add_tags, paint = _Tagger(roots), weasyprint.pdf.add_links, weasyprint.pdf.add_tags, Page.paint

    def begin(links: Any, matrix: Any, pdf: Any, page: Any, *more: Any) -> None:
        tagger.begin(pdf, page.reference)
        add_links(links, matrix, pdf, page, *more)

    def draw(page: Any, stream: Any, scale: float = 1) -> None:
        paint(page, stream, scale)
        tagger.page(page._page_box, stream)
        page._page_box = None
        _compress(stream)

    weasyprint.pdf.add_links, Page.paint = begin, draw
    weasyprint.pdf.add_tags = lambda _pdf, _document, _version, _streams: tagger.finish()
    try:
        yield
    finally:
        weasyprint.pdf.add_links, weasyprint.pdf.add_tags, Page.paint = add_links, add_tags, paint


class _Tagger:
    """The tags of one PDF, page by page: `begin` and `page` for each, then `finish`."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._roots = roots
        self._tree: Structure | None = None
        self._pdf: Any = None
        self._page: Any = None
        self._owners: list[Any] = []  # of each page, the structure element of each MCID
        self._links: list[tuple[Any, Any]] = []  # annotations with their structure elements
        self._heads: set[Element] = set()  # of tables, already met

    def begin(self, pdf: Any, page: Any) -> None:
        """A page is about to be drawn; `page` is its reference."""
        self._pdf, self._page = pdf, page
        self._tree = self._tree or Structure(pdf, self._roots)

    def page(self, page: Any, stream: Any) -> None:
        """Tie the content of the page that was drawn to the tree."""
        owners: dict[int, Any] = {}
        artifacts: set[int] = set()
        for box, artifact in _walk(page, self._heads):
            mark, link = stream._tags.pop(box, None), box.link_annotation
            if artifact:
                artifacts |= {mark["mcid"]} if mark else set()
            elif mark or link:
                node = self._node(box)
                if link:
                    self._own_link(node, link, box)
                if mark:
                    owners[mark["mcid"]] = node.reference
                    self._own_content(node, mark["mcid"])
        if stream._tags:
            raise AssertionError("content outside the structure")
        _to_artifacts(stream, artifacts)
        self._owners.append(pydyf.Array(owners.get(mcid, "null") for mcid in range(max(owners, default=-1) + 1)))

    def finish(self) -> None:
        """Write the parent tree, and into the catalog that the PDF is tagged (ISO 32000-1, 14.7.4.4)."""
        numbers = pydyf.Array()
        for number, owners in enumerate(self._owners):
            numbers.extend([number, owners])
        for key, (link, node) in enumerate(self._links, len(self._owners)):
            link["StructParent"] = key
            numbers.extend([key, node.reference])
        self._pdf.add_object(parents := pydyf.Dictionary({"Nums": numbers}))
        assert self._tree is not None
        root = self._tree.root
        root["ParentTree"], root["ParentTreeNextKey"] = parents.reference, len(self._owners) + len(self._links)
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        # A reader that shows two pages side by side puts the first where the lines begin (ISO 32000-1, table 150).
        wishes = {"DisplayDocTitle": "true", **({"Direction": "/R2L"} if is_right_to_left(self._roots) else {})}
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(wishes)

    def _node(self, box: Any) -> Any:
        assert self._tree is not None
        return self._tree.place(box)

    def _own_content(self, node: Any, mcid: int) -> None:
        """A bare number stands for content of the page that the element names, a dictionary for another's."""
        if node.setdefault("Pg", self._page) == self._page:
            node["K"].append(mcid)
        else:
            node["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": self._page, "MCID": mcid}))

    def _own_link(self, node: Any, link: Any, box: Any) -> None:
        """A link annotation, with its text as the description that ISO 14289-1, 7.18.5 asks for."""
        node["K"].append(pydyf.Dictionary({"Type": "/OBJR", "Obj": link.reference, "Pg": self._page}))
        if "Dest" in link and (text := " ".join("".join(box.element.itertext()).split())):
            link["Contents"] = pydyf.String(text)
        self._links.append((link, node))


def _walk(box: Any, heads: set[Element], artifact: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every box of a page in reading order; True with those that repeat or decorate.

    Those are margin boxes, leaders, pictures without an alternative, and the head of a table on its second page and on.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    artifact = artifact or box.is_leader or isinstance(box, boxes.MarginBox) or _decorates(box)
    if getattr(box, "is_header", False):
        artifact = artifact or box.element in heads
        heads.add(box.element)
    yield box, artifact
    for child in getattr(box, "children", ()):
        yield from _walk(child, heads, artifact)


def _decorates(box: Any) -> bool:
    return box.element is not None and box.element.tag == "img" and box.element.get("alt") == ""


def _to_artifacts(stream: Any, mcids: set[int]) -> None:
    """Turn the marks of some content into artifacts (ISO 32000-1, 14.8.2.2)."""
    operators = stream.stream
    for at, operator in enumerate(operators):
        if isinstance(operator, dict) and operator.get("MCID") in mcids:
            operators[at - 1 : at + 1] = ["/Artifact", PAGINATION]


def _compress(stream: Any) -> None:
    """Make one string of bytes of the many operators, which WeasyPrint would keep, and compress twice, at the end."""
    if stream.compress:
        content = pydyf.Stream(stream.stream)
        body = content.data.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
        stream.stream, stream.compress = [zlib.compress(body, 9)], False
        stream.extra["Filter"] = "/FlateDecode"
