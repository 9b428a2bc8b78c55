"""Tags of a PDF: what is drawn is tied to the structure tree, what only repeats or decorates is an artifact.

WeasyPrint tags box by box and page by page; its one function for that is replaced, for exactly the version that
pdf_engine names. It numbers the pieces of content (MCID) itself while it draws them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from press.renderers.pdf_structure import Structure

PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})


@contextmanager
def tagging(roots: Sequence[Element]) -> Iterator[None]:
    """Tag PDFs that are written inside by their HTML.

    Args:
        roots: the html elements of all documents whose pages the PDF has, the first with the book's language.
    """
    before = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = lambda pdf, document, _version, streams: add_tags(pdf, document, roots, streams)
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = before


def add_tags(pdf: Any, document: Any, roots: Sequence[Element], streams: Sequence[Any]) -> None:
    """Give a PDF its structure tree, parent tree and the entries of its catalog that tell of them."""
    tree, numbers, links = Structure(pdf, roots), pydyf.Array(), []
    seen: set[Element] = set()
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        owners, linked = _tag_page(tree, page._page_box, stream, pdf.page_references[number], seen)
        links += linked
        numbers.extend([number, pydyf.Array(owners.get(i, "null") for i in range(max(owners, default=-1) + 1))])
    for key, (link, node) in enumerate(links, len(document.pages)):
        link["StructParent"] = key
        numbers.extend([key, node.reference])
    pdf.add_object(parents := pydyf.Dictionary({"Nums": numbers}))
    tree.root["ParentTree"] = parents.reference
    tree.root["ParentTreeNextKey"] = len(document.pages) + len(links)
    pdf.catalog["StructTreeRoot"] = tree.root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _tag_page(
    tree: Structure, page: Any, stream: Any, reference: Any, seen: set[Element]
) -> tuple[dict[int, Any], list[tuple[Any, Any]]]:
    """Tie a page's content to the tree.

    Returns:
        the structure element of each MCID, and each link annotation with its structure element.
    """
    owners: dict[int, Any] = {}
    links: list[tuple[Any, Any]] = []
    artifacts: set[int] = set()
    for box, artifact in _walk(page, seen):
        mark, link = stream._tags.pop(box, None), box.link_annotation
        if artifact:
            artifacts |= {mark["mcid"]} if mark else set()
        elif mark or link:
            node = tree.place(box)
            if link:
                links.append((link, node))
                _own_link(node, link, box, reference)
            if mark:
                owners[mark["mcid"]] = node.reference
                _own_content(node, mark["mcid"], reference)
    if stream._tags:
        raise AssertionError("content outside the structure")
    _to_artifacts(stream, artifacts)
    return owners, links


def _own_content(node: Any, mcid: int, page: Any) -> None:
    """A bare number stands for content of the page that the element names, a dictionary for another's."""
    if node.setdefault("Pg", page) == page:
        node["K"].append(mcid)
    else:
        node["K"].append(pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mcid}))


def _own_link(node: Any, link: Any, box: Any, page: Any) -> None:
    """A link annotation, with its text as the description that ISO 14289-1, 7.18.5 asks for."""
    node["K"].append(pydyf.Dictionary({"Type": "/OBJR", "Obj": link.reference, "Pg": page}))
    if "Dest" in link and (text := " ".join("".join(box.element.itertext()).split())):
        link["Contents"] = pydyf.String(text)


def _walk(box: Any, seen: set[Element], artifact: bool = False) -> Iterator[tuple[Any, bool]]:
    """Every box of a page in reading order; True with those that repeat or decorate.

    Those are margin boxes, leaders, and the head of a table on its second page and on.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    artifact = artifact or box.is_leader or isinstance(box, boxes.MarginBox)
    if getattr(box, "is_header", False):
        artifact = artifact or box.element in seen
        seen.add(box.element)
    yield box, artifact
    for child in getattr(box, "children", ()):
        yield from _walk(child, seen, artifact)


def _to_artifacts(stream: Any, mcids: set[int]) -> None:
    """Turn the marks of some content into artifacts (ISO 32000-1, 14.8.2.2)."""
    operators = stream.stream
    for at, operator in enumerate(operators):
        if isinstance(operator, dict) and operator.get("MCID") in mcids:
            operators[at - 1 : at + 1] = ["/Artifact", PAGINATION]
