"""The text of a tagged PDF by its structure tree (ISO 32000-1, 14.7 and 14.8): what a screen reader reads, in order.

PDFium gives each text object's text and marked-content id; the structure tree says to which paragraph, cell or note it
belongs. It is asked for whole objects, since a call for each character takes longer.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from press.verify import drawn_text
from press.verify.text import Extract

# Structure types whose text is no text of the publication: calls of notes, contents lists.
FURNITURE = {"/Reference", "/TOC"}
MarkedText = dict[tuple[int, int], str]


def of_pdf(path: Path) -> Extract:
    """The text of a tagged PDF: of all structure elements outside notes, and of those inside them."""
    body: list[str] = []
    notes: list[str] = []
    with pikepdf.open(path) as pdf:
        text = _marked_text(path)
        if any(map(drawn_text.goes_left, text.values())):
            text = drawn_text.marked_text(path)
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for note, mark in _marks(pdf.Root.StructTreeRoot, pages, False, None):
            (notes if note else body).append(text.get(mark, ""))
    return Extract("\n".join(body), "\n".join(notes))


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
            for text_object in _text_objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject):
                found[number, raw.FPDFPageObj_GetMarkedContentID(text_object)].append(_text(text_object, text.raw))
            text.close()
            page.close()
    return {key: "".join(pieces) for key, pieces in found.items()}


def _text_objects(holder: Any, count: Callable[[Any], int], at: Callable[[Any, int], Any]) -> Iterator[Any]:
    """The text objects of a page or a form XObject, those of the forms in it too, as they are painted."""
    for index in range(count(holder)):
        found = at(holder, index)
        kind = raw.FPDFPageObj_GetType(found)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield found
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _text_objects(found, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)


def _text(text_object: Any, page: Any) -> str:
    """The text of an object; PDFium gives UTF-16 and counts in bytes, with a zero at the end."""
    room = 512
    while True:
        buffer = ctypes.create_string_buffer(room)
        size = raw.FPDFTextObj_GetText(text_object, page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), room)
        if size <= room:
            return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", errors="replace")
        room = size
