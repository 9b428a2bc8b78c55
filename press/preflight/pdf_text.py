"""The text of a tagged PDF by its structure tree (ISO 32000-1, 14.7 and 14.8): what a screen reader reads, in order.

PDFium gives each character's page object and that object's marked-content id; the structure tree says to which
paragraph, cell or note it belongs.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

# Structure types whose text is no text of the publication: calls of notes, contents lists.
FURNITURE = {"/Reference", "/TOC"}
MarkedText = dict[tuple[int, int], str]


def extract(path: Path) -> tuple[str, str]:
    """The body and the notes of a PDF.

    Args:
        path: a tagged PDF.

    Returns:
        the text of all structure elements outside notes, and that inside them.
    """
    text = _marked_text(path)
    body: list[str] = []
    notes: list[str] = []
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for note, mark in _marks(pdf.Root.StructTreeRoot, pages, False, None):
            (notes if note else body).append(text.get(mark, ""))
    return "".join(body), "".join(notes)


def _marks(node: Any, pages: dict[Any, int], note: bool, page: Any) -> Iterator[tuple[bool, tuple[int, int]]]:
    """The marked content below a node, with whether it is a note's; furniture left out."""
    kind = str(node.get("/S", ""))
    if kind in FURNITURE:
        return
    note = note or kind == "/Note"
    page = node.get("/Pg", page)
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            yield note, (pages[page.objgen], child)
        elif child.get("/Type") == "/MCR" or "/MCID" in child:
            yield note, (pages[child.get("/Pg", page).objgen], int(child.MCID))
        elif child.get("/Type") != "/OBJR":
            yield from _marks(child, pages, note, page)


def _marked_text(path: Path) -> MarkedText:
    """The text of each marked content, by page (from 0) and id."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    with pdfium.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            text = page.get_textpage()
            for mark, piece in _pieces(text.raw):
                found[number, mark].append(piece)
            text.close()
            page.close()
    return {key: "".join(pieces) for key, pieces in found.items()}


def _pieces(text: Any) -> Iterator[tuple[int, str]]:
    """Each character of a page with the marked-content id of its object, -1 where it has none."""
    marks: dict[int, int] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        page_object = raw.FPDFText_GetTextObject(text, index)
        if not page_object:
            continue  # a space or line end that PDFium made up
        address = ctypes.addressof(page_object.contents)
        if address not in marks:
            marks[address] = raw.FPDFPageObj_GetMarkedContentID(page_object)
        yield marks[address], chr(raw.FPDFText_GetUnicode(text, index))
